import { expect, it } from 'vitest'
import { localDate, type LocalDate } from '../../shared/date.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { asOf, withImportOffice } from '../fixtures/import-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf, rowsFound } from '../fixtures/reminder-fixture.ts'

const list = (lines: string[]): string => writeFile('liste.csv', ['Code client;Nom;Facture;Date échéance;Montant TTC', ...lines].join('\r\n'))
const undated = (): string => list(['K1;Kappa;F1;31/03/2025;1000,00', 'K1;Kappa;F2;30/04/2025;500,00', 'K1;Kappa;AV1;15/05/2025;-20,00'])

it('a list without dates of invoices is remarked upon with their number; neither row, letter, statement nor file of evidence makes one up', withImportOffice(async (office) => {
  const { api } = office
  const report = await office.apply(undated())
  expect(report.warnings.map(({ code, details }) => [code, details])).toContainEqual(['invoice-day-unknown', { count: 2 }])
  const rows = await rowsFound(api, {}, asOf)
  expect(rows.map(({ invoiceNumber, invoicedOn }) => [invoiceNumber, invoicedOn])).toEqual([['F1', null], ['F2', null]])
  const customerId = (await api.receivables.customerByCode({ code: 'K1' }))!.id

  const { letters: [letter] } = await api.reminders.generate(await requestOf(api, rows.map(({ id }) => id), { asOf }))
  expect(letter!.lines.map(({ invoicedOn }) => invoicedOn)).toEqual([null, null])
  const paper = (await readPdf(await api.documents.read({ id: letter!.documentId! })))[0]!.text.replace(/\s+/g, ' ')
  expect(paper).toContain('31/03/2025')
  expect(paper).not.toContain('Date facture')
  expect(paper.split('31/03/2025')).toHaveLength(2)
  expect((await api.reminders.runLetters({ id: 1, from: 0 }))[0]!.lines.map(({ invoicedOn }) => invoicedOn)).toEqual([null, null])
  expect((await api.reminders.verifyRuns(undefined)).problem).toBeNull()

  const { movements, openDueDates } = await api.accounts.statement({ customerId, from: null, asOf })
  expect(movements.map(({ reference, isDayAssumed }) => [reference, isDayAssumed])).toEqual([['F1', true], ['F2', true], ['AV1', false]])
  expect(openDueDates.map(({ invoicedOn }) => invoicedOn)).toEqual([null, null])
  const statement = (await readPdf(await api.accounts.previewStatement({ customerId, from: null, asOf })))[0]!.text
  // as the due date: among the movements and among the open due dates
  expect(statement.split('31/03/2025')).toHaveLength(3)
  expect((await api.legal.prescription({ customerId, asOf })).invoices.map(({ invoiceNumber, isDayAssumed }) => [invoiceNumber, isDayAssumed])).toEqual([['F1', true], ['F2', true]])
}))

it('the next list of the source that gives the dates brings them, and undoing it takes them away', withImportOffice(async (office) => {
  await office.apply(undated())
  const dated = writeFile('liste.csv', ['Code client;Nom;Facture;Date facture;Date échéance;Montant TTC', 'K1;Kappa;F1;01/03/2025;31/03/2025;1000,00', 'K1;Kappa;F2;31/03/2025;30/04/2025;500,00', 'K1;Kappa;AV1;15/05/2025;15/05/2025;-20,00'].join('\r\n'))
  const report = await office.apply(dated)
  expect(report.warnings.map(({ code }) => code)).not.toContain('invoice-day-unknown')
  const days = async () => (await rowsFound(office.api, {}, asOf)).map(({ invoicedOn }) => invoicedOn)
  expect(await days()).toEqual(['2025-03-01', '2025-03-31'])
  await office.api.imports.undo({ id: report.importId! })
  expect(await days()).toEqual([null, null])
}))

it('an invoice without its date is owed from the day of its import, in statement and dashboard, and has no part in the average term', withImportOffice(async (office) => {
  const { api } = office
  await office.apply(undated())
  await office.run(`UPDATE import_batch SET applied_at = '2025-03-10T11:00:00.000Z'`)
  const customerId = (await api.receivables.customerByCode({ code: 'K1' }))!.id
  const [before, imported] = [localDate('2025-03-09'), localDate('2025-03-10')]
  const owed = async (day: LocalDate) => {
    const { closingCents, ageing } = await api.accounts.statement({ customerId, from: null, asOf: day })
    const board = await api.dashboard.summary({ asOf: day })
    return { closingCents, notDue: ageing.notDueCents, board: board.ageing.notDueCents, forecast: board.forecast.reduce((sum, { dueCents }) => sum + dueCents, 0) }
  }
  expect(await owed(before)).toEqual({ closingCents: 0, notDue: 0, board: 0, forecast: 0 })
  expect(await owed(imported)).toEqual({ closingCents: 150_000, notDue: 150_000, board: 150_000, forecast: 150_000 })
  const [first] = await rowsFound(api, {}, asOf)
  await api.receivables.savePayment(paymentOf(customerId, 100_000, [[first!.id, 100_000]], { paidOn: localDate('2025-04-05') }))
  expect((await api.dashboard.summary({ asOf })).delay).toMatchObject({ lateTenthDays: 50, termTenthDays: null })
}))
