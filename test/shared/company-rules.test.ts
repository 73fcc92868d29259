import { describe, expect, it } from 'vitest'
import { blankCompany } from '../../shared/dossiers/blank-company.ts'
import { companyProblems, tidyCompany } from '../../shared/dossiers/company-rules.ts'
import { synchronisingService } from '../../shared/dossiers/folder-rules.ts'
import { isEmail } from '../../shared/identifiers.ts'
import { company } from '../fixtures/office-fixture.ts'

const png = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const problems = (change: Partial<typeof company>): string[] => companyProblems(tidyCompany({ ...company, ...change })).map(({ field, reason }) => `${field} ${reason}`)

describe('the company sheet is checked field by field', () => {
  it('a name is enough', () => { expect(companyProblems(blankCompany('Boulangerie Lumière'))).toEqual([]) })

  it.each([
    ['nothing wrong', {}, []],
    ['no name', { name: '' }, ['name required']],
    ['SIREN with a wrong key', { siren: '732829321', siret: '', vatNumber: '' }, ['siren siren']],
    ['SIREN too short', { siren: '73282932', siret: '', vatNumber: '' }, ['siren siren']],
    ['SIREN typed with spaces', { siren: '732 829 320' }, []],
    ['SIRET with a wrong key', { siret: '73282932000075' }, ['siret siret']],
    ['SIRET of another company', { siret: '55208131766522' }, ['siret siret-of-another-siren']],
    ['SIRET of La Poste, which has no Luhn key', { siren: '356000000', siret: '35600000049837', vatNumber: '' }, []],
    ['VAT number with a wrong key', { vatNumber: 'FR45732829320' }, ['vatNumber vat-number']],
    ['VAT number of another company', { vatNumber: 'FR03552081317' }, ['vatNumber vat-number-of-another-siren']],
    ['VAT number of another member state', { vatNumber: 'BE0428759497' }, []],
    ['IBAN with one digit changed', { iban: 'FR7630006000011234567890188' }, ['iban iban']],
    ['IBAN typed with spaces', { iban: 'FR76 3000 6000 0112 3456 7890 189' }, []],
    ['BIC too short', { bic: 'AGRIFR' }, ['bic bic']],
    ['e-mail without a domain', { email: 'compta@' }, ['email email']],
    ['postcode too short', { address: { ...company.address, postcode: '6900' } }, ['address.postcode postcode']],
    ['a foreign postcode', { address: { ...company.address, postcode: 'L-1234', countryCode: 'LU' } }, []],
    ['a logo', { logo: png }, []],
    ['a logo that is no picture', { logo: 'data:image/png;base64,PHN2Zz4=' }, ['logo logo']],
    ['a logo of a kind that runs scripts', { logo: 'data:image/svg+xml;base64,PHN2Zz4=' }, ['logo logo']],
    ['a logo beyond 500 kB', { logo: `data:image/jpeg;base64,/9j/${'A'.repeat(680_000)}` }, ['logo logo']],
  ])('%s', (_case, change, expected) => { expect(problems(change)).toEqual(expected) })
})

it.each([['a.b@c.fr', true], ['compta+relance@société.fr', true], ['a b@c.fr', false], ['a@b', false], ['a..b@c.fr', false], ['Paul <p@c.fr>', false], ['a@c.fr,b@c.fr', false]])('e-mail address %s: %s', (text, expected) => {
  expect(isEmail(text)).toBe(expected)
})

it.each([
  ['C:\\Users\\Anne\\OneDrive\\Relais', 'OneDrive'], ['C:\\Users\\Anne\\OneDrive - Cabinet Dupont\\Relais', 'OneDrive'], ['/home/anne/Dropbox/relais', 'Dropbox'], ['C:\\Users\\Anne\\Dropbox (Cabinet)\\x', 'Dropbox'],
  ['G:\\Mon Drive\\Relais', 'Google Drive'], ['\\\\serveur\\compta\\Dupont', '\\\\serveur\\compta'], ['//serveur/compta/Dupont', '//serveur\\compta'],
  ['C:\\Relais\\Dupont', null], ['/home/anne/Documents/Dropboxing', null], ['\\\\?\\C:\\Relais', null], ['/srv/relais', null],
])('a dossier in %s: synchronised or shared by %s', (folder, expected) => { expect(synchronisingService(folder)).toBe(expected) })
