import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cents } from '../../shared/money.ts'
import { localDate } from '../../shared/date.ts'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { camt, cfonb, ofx, type SampleMovement } from '../fixtures/bank-samples.ts'
import { receipt, sale, writeFec } from '../fixtures/fec-fixture.ts'
import { withImportOffice } from '../fixtures/import-fixture.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'

let open: BankOffice
beforeEach(async () => { open = await openBankOffice() })
afterEach(() => open.close())

const movement = (day: number, amountCents: number, label: string, text = ''): SampleMovement => ({ on: `2026-03-${String(day).padStart(2, '0')}`, cents: amountCents, label, lines: text === '' ? [] : [['LCC', text]] })

it('a payment the dossier has already is proposed first, whoever the bank says has paid, and offered before a new one is saved', async () => {
  const town = await open.owe('C007', 'Mairie de Saint-Étienne-d’Orthe', [['F26-010', 345_678]])
  const other = await open.owe('C008', 'Garage Durand', [['F26-011', 1_000]])
  await open.api.receivables.savePayment(paymentOf(town, 345_678, [], { paidOn: localDate('2026-03-17') }))
  await open.importText(cfonb(0, [movement(16, 345_678, 'VIR DGFIP TRESORERIE DE DAX')]))
  const [transfer] = await open.latest()
  expect(transfer!.proposals).toMatchObject([{ paidOn: '2026-03-17', confidence: 'probable' }, { paymentId: null, confidence: 'possible', reasons: [{ code: 'amount' }, { code: 'already', details: { on: '2026-03-17' } }] }])
  const { paymentId } = transfer!.proposals[0]!
  expect(await open.api.bank.knownPayments({ transactionId: transfer!.id, customerId: town })).toEqual([{ id: paymentId, paidOn: '2026-03-17' }])
  expect(await open.api.bank.knownPayments({ transactionId: transfer!.id, customerId: other })).toEqual([])
  await open.accept(transfer!)
  expect(await open.api.receivables.paymentsOf({ customerId: town })).toHaveLength(1)
  expect(await open.api.bank.knownPayments({ transactionId: transfer!.id, customerId: town })).toEqual([])
})

it('what becomes sure once something else is accepted is accepted with it, by hand and by the rule', async () => {
  const cheese = await open.owe('C004', 'Fromagerie d’Ay', [['F26-008', 50_000], ['F26-009', 50_000]])
  const paid = [movement(3, 50_000, 'VIR FROMAGERIE D AY'), movement(4, 50_000, 'VIR FROMAGERIE D AY', 'F26-008')]
  await open.importText(cfonb(0, paid))
  expect((await open.latest()).map(({ proposals: [best] }) => best!.confidence)).toEqual(['probable', 'sure'])
  expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 2 })
  expect(await open.openOf(cheese)).toEqual(['F26-008 0', 'F26-009 0'])
  await open.api.settings.saveParameters([{ name: 'RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR', value: true }])
  await open.owe('C005', 'Garage Durand', [['F26-018', 50_000], ['F26-019', 50_000]])
  expect(await open.importText(cfonb(100_000, [movement(13, 50_000, 'VIR GARAGE DURAND'), movement(14, 50_000, 'VIR GARAGE DURAND', 'F26-018')], '2026-03-31', '2026-04-30'))).toMatchObject({ accepted: 2 })
})

it('a payment taken back with what its return costs is marked, whichever file comes first; the fee alone is not', async () => {
  await open.owe('C002', 'Café de l’Hôtel de Ville', [['F26-002', 75_000]])
  await open.importText(cfonb(0, [movement(20, -75_550, 'IMPAYE CAFE DE L HOTEL FRAIS INC', 'IMPAYE CAFE'), movement(20, -1_200, 'FRAIS REJET PRLV')], '2026-03-15', '2026-03-31'))
  expect((await open.latest()).map(({ isReturned }) => isReturned)).toEqual([false, false])
  await open.importText(cfonb(0, [movement(3, 75_000, 'VIR CAFE DE L HOTEL DE VILLE')], '2026-03-01', '2026-03-05'))
  const toDecide = await open.api.bank.transactions({ statementId: null })
  expect(toDecide.map(({ amountCents, isReturned, counterparts, proposals: [best] }) => [amountCents, isReturned, counterparts.length, best?.confidence])).toEqual([[75_000, false, 1, 'possible'], [-75_550, true, 1, undefined]])
})

it('a transaction taken for one of another format is told by name when their words disagree, and never takes the place of the right one', async () => {
  await open.importText(cfonb(0, [movement(6, 50_000, 'VIR DUPOND')]))
  const alone = await open.importText(camt(0, [{ ...movement(6, 50_000, 'VIR', 'F26-013'), payer: 'Ets Martin' }]))
  expect(alone).toMatchObject({ added: 0, known: 1, warnings: [{ code: 'taken-for', details: { on: '2026-03-06', cents: 50_000, known: 'VIR DUPOND' } }] })
  const both = await open.importText(camt(0, [{ ...movement(6, 50_000, 'VIR', 'F26-013'), payer: 'Ets Martin' }, { ...movement(6, 50_000, 'VIR'), payer: 'DUPOND' }]))
  expect(both).toMatchObject({ added: 1, known: 1, warnings: [] })
  expect((await open.latest()).map(({ payerName }) => payerName)).toEqual(['Ets Martin'])
})

it('days between two statements that a file without balances has brought are not missing', async () => {
  await open.importText(cfonb(0, [movement(9, 10_000, 'VIR DUPOND')], '2026-03-01', '2026-03-10'))
  const march = cfonb(30_000, [movement(16, 700, 'VIR X')], '2026-03-13', '2026-03-31')
  expect((await open.api.bank.previewStatement({ path: write(march), asOf: localDate('2026-12-31') })).warnings).toMatchObject([{ code: 'gap' }])
  await open.importText(ofx([movement(9, 10_000, 'VIR DUPOND'), { ...movement(11, 20_000, 'VIR MARTIN'), reference: 'O1' }]))
  expect((await open.importText(march)).warnings).toEqual([])
})

const write = (text: string): string => {
  const path = join(temporaryFolder(), 'releve.txt')
  writeFileSync(path, text, 'latin1')
  return path
}

it('a day that has not come is remarked before the statement is imported', async () => {
  const path = write(cfonb(0, [movement(9, 10_000, 'VIR DUPOND'), movement(15, 7_777, 'VIR MARTIN')]))
  expect((await open.api.bank.previewStatement({ path, asOf: localDate('2026-03-14') })).warnings).toMatchObject([{ code: 'future', details: { count: 1, on: '2026-03-15' } }])
  expect((await open.api.bank.previewStatement({ path, asOf: localDate('2026-03-15') })).warnings).toEqual([])
})

it('payments accepted from a statement that the books have under another customer, or not at all, are named one by one', withImportOffice(async (office) => {
  const books = [...sale('1', 'A', 33_333), ...sale('2', 'B', 33_334), ...sale('3', 'C', 5_000)]
  await office.apply(writeFec(books))
  const path = write(cfonb(0, [{ on: '2025-02-09', cents: 33_333, label: 'VIR CLIENT A' }, { on: '2025-02-10', cents: 5_000, label: 'VIR CLIENT C' }], '2025-02-01', '2025-02-28'))
  await office.api.bank.importStatement({ path, asOf: localDate('2025-12-31') })
  const due = await office.rows<{ customerId: number; dueDateId: number; amountCents: number }>('SELECT organisation_id AS customerId, id AS dueDateId, open_cents AS amountCents FROM due_date')
  for (const [index, amountCents] of [33_333, 5_000].entries()) {
    const { customerId, dueDateId } = due.find((row) => row.amountCents === amountCents)!
    await office.api.bank.accept({ transactionId: index + 1, customerId, paymentId: null, allocations: [{ dueDateId, amountCents: cents(amountCents) }], credits: [] })
  }
  const told = async (lines: Parameters<typeof writeFec>[0]) => (await office.apply(writeFec(lines))).warnings.filter(({ code }) => code.startsWith('bank-')).map(({ code, details }) => ({ code, ...details }))
  // nothing of a period that the books do not cover yet
  expect(await told([...books, ...sale('4', 'D', 1, { date: '20250131' })])).toEqual([])
  expect(await told([...books, ...receipt('9', 'B', 33_333, { date: '20250210' }), ...sale('5', 'D', 1, { date: '20250228' })])).toEqual([
    { code: 'bank-elsewhere', customer: 'Client A', cents: 33_333, on: '2025-02-09', holder: 'Client B', holderOn: '2025-02-10' },
    { code: 'bank-absent', customer: 'Client C', cents: 5_000, on: '2025-02-10' },
  ])
  expect(await told([...books, ...receipt('9', 'A', 33_333, { date: '20250210' }), ...receipt('10', 'C', 5_000, { date: '20250211' }), ...sale('6', 'D', 1, { date: '20250228' })])).toEqual([])
}))
