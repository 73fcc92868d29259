import { expect, it } from 'vitest'
import { translate } from '../../shared/i18n/translate.ts'

it('nested keys are found, and their placeholders filled', () => {
  expect(translate('fr', 'errors.dossier.missing', { folder: 'C:\\Compta' })).toContain('« C:\\Compta »')
  expect(translate('en', 'errors.cancelled')).toContain('cancelled')
})

it('a key without wording is an error, never a text shown', () => {
  expect(() => translate('fr', 'errors.nothing.like.this')).toThrow('no wording')
})
