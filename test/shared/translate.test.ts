import { expect, it } from 'vitest'
import { messages, translate } from '../../shared/i18n/translate.ts'

it('nested keys are found, and their placeholders filled', () => {
  expect(translate('fr', 'errors.dossier.missing', { folder: 'C:\\Compta' })).toContain('«\u00a0C:\\Compta\u00a0»')
  expect(translate('en', 'errors.cancelled')).toContain('cancelled')
})

it('a key without wording is an error, never a text shown', () => {
  expect(() => translate('fr', 'errors.nothing.like.this')).toThrow('no wording')
})

it.each(['fr', 'en'] as const)('no key (%s) holds a dot: its text would never be found', (locale) => {
  const keys = (catalogue: object): string[] => Object.entries(catalogue).flatMap(([key, item]: [string, unknown]) => [key, ...(typeof item === 'string' ? [] : keys(item as object))])
  expect(keys(messages[locale]).filter((key) => key.includes('.'))).toEqual([])
})

it('French texts never break a line before high punctuation, inside guillemets or between a number and its days', () => {
  const texts = textsOf(messages.fr)
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.filter((text) => / [:;?!»]|« |[\d}] j\b/.test(text))).toEqual([])
})

it.each([[0, '0 échéance', '0 due dates'], [1, '1 échéance', '1 due date'], [2, '2 échéances', '2 due dates']])('%i: French counts nothing as one, English as many', (n, french, english) => {
  expect([translate('fr', 'cli.count.dueDates', { n }), translate('en', 'cli.count.dueDates', { n })]).toEqual([french, english])
})

it.each(['fr', 'en'] as const)('no text (%s) leaves the choice of a plural to its reader', (locale) => {
  expect(textsOf(messages[locale]).filter((text) => text.includes('(s)'))).toEqual([])
})

it.each(['fr', 'en'] as const)('a text (%s) that names an entry of « Paramétrage » names one there is', (locale) => {
  const entries = textsOf(messages[locale].menu.settings).map((label) => label.replaceAll(/[&…]/g, ''))
  const [title] = entries
  const steps = textsOf(messages[locale]).flatMap((text) => [...text.matchAll(new RegExp(`${title} › ([^»”]*)`, 'g'))].flatMap(([, path]) => path!.trim().split(' › ')))
  expect(steps.length).toBeGreaterThan(0)
  expect(steps.filter((step) => !entries.includes(step))).toEqual([])
})

function textsOf(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((item: unknown) => (typeof item === 'string' ? [item] : textsOf(item as object)))
}
