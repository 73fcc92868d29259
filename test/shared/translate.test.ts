import { expect, it } from 'vitest'
import { messages, translate } from '../../shared/i18n/translate.ts'

it('nested keys are found, and their placeholders filled', () => {
  expect(translate('fr', 'errors.dossier.missing', { folder: 'C:\\Compta' })).toContain('«\u00a0C:\\Compta\u00a0»')
  expect(translate('en', 'errors.cancelled')).toContain('cancelled')
})

it('a key without wording is an error, never a text shown', () => {
  expect(() => translate('fr', 'errors.nothing.like.this')).toThrow('no wording')
})

it('French texts never break a line before high punctuation or inside guillemets', () => {
  const texts: string[] = []
  const collect = (value: object): void => { for (const item of Object.values(value) as unknown[]) if (typeof item === 'string') texts.push(item); else collect(item as object) }
  collect(messages.fr)
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.filter((text) => / [:;?!»]|« /.test(text))).toEqual([])
})
