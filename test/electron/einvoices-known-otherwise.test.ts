import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import type { EinvoiceReport } from '../../shared/einvoices/einvoice-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { ciiXml, type TestInvoice } from '../fixtures/einvoice-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { openItems, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'

const [alpesSiren, veloSiren] = ['552100554', '732829320']
const alpes = { name: 'Hôtel des Alpes', siren: alpesSiren }
const velo = { name: 'Vélo Service', siren: veloSiren }
const asOf = localDate('2026-03-31')
const bring = (office: ImportOffice, invoice: TestInvoice): Promise<EinvoiceReport> =>
  office.api.einvoices.apply({ files: [{ path: writeFile('facture.xml', ciiXml({ buyer: alpes, ...invoice })), sha256: null }], answers: {}, asOf })
const told = ({ rows: [row] }: EinvoiceReport): string[] => [row!.state, ...row!.warnings.map(({ code }) => code)]
const wordsOf = ({ rows: [row] }: EinvoiceReport): string[] => row!.warnings.map(({ code, details }) => translate('fr', `einvoices.warning.${code}`, details).replaceAll('\u00a0', ' '))

it.each(['F26 003', 'f26-003', 'F26/003', 'F26003'])('an invoice whose number is written %s is the known F26-003: it is not imported a second time, and that is told', (number) => withImportOffice(async (office) => {
  await bring(office, { number: 'F26-003' })
  const report = await bring(office, { number })
  expect(told(report)).toEqual(number === 'f26-003' ? ['known'] : ['known', 'number-otherwise'])
  expect(await openItems(office)).toEqual(['HOTELDESALPE F26-003 2026-02-14 12000 12000 0'])
})())

it('a number written otherwise is known of a customer nobody knows, not of another one; of another day or amount it is imported with a remark', withImportOffice(async (office) => {
  await bring(office, { number: 'F26-003' })
  expect(told(await bring(office, { number: 'F26 003', buyer: { name: 'Alpes Hôtellerie' } }))).toEqual(['known', 'number-otherwise'])
  expect(told(await bring(office, { number: 'F26 003', buyer: velo }))).toEqual(['new', 'number-alike'])
  const report = await bring(office, { number: 'F26/003', total: '130.00' })
  expect(told(report)).toEqual(['new', 'number-alike'])
  expect(wordsOf(report)[0]).toContain('F26-003, existe chez Hôtel des Alpes')
  expect(told(await bring(office, { number: 'F1-11' }))).toEqual(['new'])
  expect(told(await bring(office, { number: 'F11-1' }))).toEqual(['new'])
}))

it('numbers of one customer and the name of another are told, with both codes', withImportOffice(async (office) => {
  await bring(office, { number: 'F1' })
  await bring(office, { number: 'F2', buyer: velo })
  const report = await bring(office, { number: 'F3', buyer: { ...velo, name: 'HOTEL DES ALPES' } })
  expect(report.rows[0]!.invoice).toMatchObject({ match: 'siren', customerName: 'Vélo Service' })
  expect(wordsOf(report)).toEqual(['La facture est au nom de « HOTEL DES ALPES », qui est le nom du client HOTELDESALPE ; ses numéros sont ceux du client VELOSERVICE, qui est retenu : vérifiez lequel est le bon.'])
  expect(wordsOf(await bring(office, { number: 'F4', buyer: { ...velo, name: 'Cycles du Lac' } }))).toEqual(['La facture est au nom de « Cycles du Lac » ; ses numéros sont ceux du client VELOSERVICE.'])
  expect(told(await bring(office, { number: 'F5', buyer: { ...velo, name: 'SARL Vélo-Service' } }))).toEqual(['new'])
}))

it('an invoice known with one customer whose numbers are now those of another is told', withImportOffice(async (office) => {
  await bring(office, { number: 'F1' })
  await bring(office, { number: 'F2', buyer: velo })
  const report = await bring(office, { number: 'F1', buyer: velo })
  expect(told(report)).toEqual(['known', 'known-elsewhere'])
  expect(wordsOf(report)[0]).toContain('la connaît chez Hôtel des Alpes (code HOTELDESALPE)')
}))

it('a known invoice with another due date tells both days; without a day of its own it tells nothing', withImportOffice(async (office) => {
  await bring(office, { number: 'F1', terms: [] })
  const report = await bring(office, { number: 'F1', terms: [{ dueOn: '2026-03-01' }] })
  expect(wordsOf(report)).toEqual(['Échéance du fichier : 01/03/2026 ; du dossier : 14/02/2026. Celle du dossier est gardée : si le fichier a raison, corrigez-la sur la facture.'])
  expect(told(await bring(office, { number: 'F1', terms: [] }))).toEqual(['known'])
  const days = [{ dueOn: '2026-03-01' }, { dueOn: '2026-04-01' }]
  await bring(office, { number: 'F2', terms: days })
  expect(told(await bring(office, { number: 'F2', terms: days }))).toEqual(['known'])
}))
