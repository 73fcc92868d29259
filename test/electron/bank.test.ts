import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BankTransaction } from '../../shared/bank/bank-contract.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { localDate } from '../../shared/date.ts'
import { camt, cfonb, ofx, type SampleMovement } from '../fixtures/bank-samples.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'

const asOf = localDate('2026-12-31')
let open: OpenOffice
let dupont: { id: number; dueDates: number[] }
beforeEach(async () => {
  open = await openOffice()
  dupont = await customer('DUP', 'Dupont SARL', [['FA2026-00123', 120_000], ['FA2026-00124', 30_050]])
})
afterEach(() => open.close())

async function customer(code: string, name: string, invoices: [number: string, cents: number][]): Promise<{ id: number; dueDates: number[] }> {
  const { id } = await open.api.receivables.saveCustomer(customerNamed(code, name))
  const dueDates = []
  for (const [number, cents] of invoices) dueDates.push((await open.api.receivables.saveInvoice(invoiceOf(id!, number, [['2026-02-28', cents]]))).dueDates[0]!.id!)
  return { id: id!, dueDates }
}

const write = (text: string, name = 'releve.txt'): string => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text, 'latin1')
  return path
}
const importText = (text: string) => open.api.bank.importStatement({ path: write(text), asOf })
const latest = async (): Promise<BankTransaction[]> => open.api.bank.transactions({ statementId: (await open.api.bank.statements())[0]!.id })
const openOf = async (): Promise<number[]> => (await open.api.receivables.dueDatesOf({ customerId: dupont.id, onlyOpen: false })).sort((left, right) => left.id - right.id).map(({ openCents }) => openCents)
const payments = () => open.api.receivables.paymentsOf({ customerId: dupont.id })
const check = async (): Promise<void> => { expect(await open.api.dossiers.check(undefined)).toMatchObject({ ok: true }) }

async function acceptFirst(transaction: BankTransaction): Promise<void> {
  const { customerId, paymentId, allocations } = transaction.proposals[0]!
  await open.api.bank.accept({ transactionId: transaction.id, customerId, paymentId, allocations: paymentId === null ? allocations.map(({ dueDateId, amountCents }) => ({ dueDateId, amountCents })) : [], credits: [] })
}

const transfer: SampleMovement = { on: '2026-03-10', cents: 120_000, label: 'VIR SEPA RECU /DE DUPONT SARL', lines: [['LCC', 'FACT 2026-0123']] }
const debit: SampleMovement = { on: '2026-03-12', cents: -30_050, label: 'REJET PRLV SEPA DUPONT' }

describe('a bank statement', () => {
  it('is previewed without a trace, then imported with its credits and debits; nothing is allocated', async () => {
    const path = write(cfonb(1_000, [transfer, debit]))
    const preview = await open.api.bank.previewStatement({ path, asOf })
    expect(preview).toMatchObject({ format: 'cfonb120', added: 2, known: 0, statements: [{ id: null, line: 1, openingCents: 1_000, closingCents: 90_950, creditCents: 120_000, debitCents: -30_050, added: 2 }] })
    expect(await open.api.bank.statements()).toEqual([])
    expect(await open.api.bank.importStatement({ path, asOf })).toMatchObject({ added: 2, accepted: 0, statements: [{ id: 1 }] })
    expect(await open.api.bank.statements()).toMatchObject([{ transactions: 2, credits: 1, openCredits: 1, openCreditCents: 120_000 }])
    expect((await latest()).map(({ amountCents, isReturned, proposals }) => [amountCents, isReturned, proposals.length > 0])).toEqual([[120_000, false, true], [-30_050, true, false]])
    expect([await openOf(), await payments()]).toEqual([[120_000, 30_050], []])
  })

  it('that is spoilt writes nothing and tells the line', async () => {
    await expect(importText(cfonb(0, [transfer]).replace('0012000{', '0012000A'))).rejects.toMatchObject({ code: 'bank.balance', details: { line: 1 } })
    await expect(open.api.bank.importStatement({ path: '/nowhere/releve.txt', asOf })).rejects.toMatchObject({ code: 'bank.no-file' })
    expect(await open.api.bank.statements()).toEqual([])
  })

  it.each<[string, string, string, number]>([
    ['the same file', cfonb(0, [transfer, debit]), cfonb(0, [transfer, debit]), 0],
    ['a statement that overlaps', cfonb(0, [transfer, debit]), cfonb(120_000, [debit, { ...transfer, on: '2026-03-20' }], '2026-03-11', '2026-04-10'), 1],
    ['equal payments of one day, then one more', cfonb(0, [transfer, transfer]), cfonb(0, [transfer, transfer, transfer]), 1],
    ['the same in another format', cfonb(0, [transfer, debit]), ofx([{ ...transfer, label: 'VIREMENT DUPONT', reference: 'X1' }, { ...debit, reference: 'X2' }]), 0],
    ['the same in a third format, with one more', ofx([{ ...transfer, reference: 'X1' }]), camt(0, [{ ...transfer, reference: 'Y1' }, { ...transfer, reference: 'Y2' }]), 1],
    ['OFX that gives one reference to two movements', ofx([{ ...transfer, reference: 'X1' }]), ofx([{ ...transfer, reference: 'X1' }, { ...transfer, cents: 5, reference: 'X1' }]), 1],
    ['a batch of two customers paying the same, under one reference', camt(0, [{ ...transfer, payer: 'Dupont', reference: 'B1' }]), camt(0, [{ ...transfer, payer: 'Dupont', reference: 'B1' }, { ...transfer, payer: 'Martin', reference: 'B1' }]), 1],
    ['two payments alike in all, under one reference', camt(0, [{ ...transfer, reference: 'B1' }]), camt(0, [{ ...transfer, reference: 'B1' }, { ...transfer, reference: 'B1' }]), 1],
    ['a month without movements', cfonb(0, []), cfonb(0, []), 0],
  ])('%s: only what is new is added', async (_what, before, after, added) => {
    await importText(before)
    const known = (await open.api.bank.statements()).length
    expect(await importText(after)).toMatchObject({ added })
    expect(await open.api.bank.statements()).toHaveLength(known + (added > 0 ? 1 : 0))
    expect(await importText(after)).toMatchObject({ added: 0 })
  })

  it('can be taken away as long as nothing was made of it', async () => {
    await importText(cfonb(0, [transfer]))
    const [first] = await latest()
    await acceptFirst(first!)
    await expect(open.api.bank.removeStatement({ statementId: 1 })).rejects.toMatchObject({ code: 'bank.statement-used' })
    await open.api.bank.undo({ transactionId: first!.id })
    await open.api.bank.removeStatement({ statementId: 1 })
    expect(await open.api.bank.statements()).toEqual([])
    expect(await importText(cfonb(0, [transfer]))).toMatchObject({ added: 1 })
  })
})

describe('accepting', () => {
  it('makes the payment with its allocations; undoing leaves no trace of it', async () => {
    await importText(cfonb(0, [transfer]))
    const [first] = await latest()
    expect(first!.proposals[0]).toMatchObject({ customerCode: 'DUP', confidence: 'sure', restCents: 0, allocations: [{ number: 'FA2026-00123', amountCents: 120_000 }] })
    await acceptFirst(first!)
    expect(await openOf()).toEqual([0, 30_050])
    expect(await payments()).toMatchObject([{ paidOn: '2026-03-10', amountCents: 120_000, method: 'transfer', label: 'VIR SEPA RECU /DE DUPONT SARL', unallocatedCents: 0 }])
    expect(await latest()).toMatchObject([{ state: 'accepted', isByRule: false, payment: { customerName: 'Dupont SARL', restCents: 0, allocations: [{ number: 'FA2026-00123', amountCents: 120_000 }] }, proposals: [] }])
    await expect(acceptFirst(first!)).rejects.toMatchObject({ code: 'bank.decided' })
    await check()
    await open.api.bank.undo({ transactionId: first!.id })
    expect([await openOf(), await payments()]).toEqual([[120_000, 30_050], []])
    expect(await latest()).toMatchObject([{ state: 'open', payment: null, proposals: [{ confidence: 'sure' }] }])
    await check()
  })

  it.each<[string, SampleMovement, number[], number]>([
    ['a part of an invoice', { ...transfer, cents: 50_000 }, [70_000, 30_050], 0],
    ['more than the invoice: the rest stays the customer’s credit', { ...transfer, cents: 125_000 }, [0, 30_050], 5_000],
    ['several invoices at once', { ...transfer, cents: 150_050, lines: [] }, [0, 0], 0],
  ])('%s', async (_what, movement, left, rest) => {
    await importText(cfonb(0, [movement]))
    await acceptFirst((await latest())[0]!)
    expect([await openOf(), (await payments())[0]!.unallocatedCents]).toEqual([left, rest])
    await check()
  })

  it('takes other due dates than those proposed, within what is open; nothing is written otherwise', async () => {
    await importText(cfonb(0, [transfer]))
    const [first] = await latest()
    const accept = (allocations: { dueDateId: number; amountCents: number }[]) => open.api.bank.accept({ transactionId: first!.id, customerId: dupont.id, paymentId: null, allocations, credits: [] })
    await expect(accept([{ dueDateId: dupont.dueDates[1]!, amountCents: 30_051 }])).rejects.toMatchObject({ code: 'payment.due-date-over-allocated' })
    await expect(accept([{ dueDateId: dupont.dueDates[0]!, amountCents: 120_000 }, { dueDateId: dupont.dueDates[1]!, amountCents: 1 }])).rejects.toMatchObject({ code: 'payment.over-allocated' })
    expect([await payments(), (await latest())[0]!.state]).toEqual([[], 'open'])
    await accept([{ dueDateId: dupont.dueDates[1]!, amountCents: 30_050 }])
    expect([await openOf(), (await payments())[0]!.unallocatedCents]).toEqual([[120_000, 0], 89_950])
  })

  it('all that is sure takes one yes, once each, and leaves the rest', async () => {
    const martin = await customer('MAR', 'Martin', [['FA2026-00200', 7_700]])
    await importText(cfonb(0, [transfer, transfer, { ...transfer, cents: 7_700, label: 'VIR MARTIN', lines: [['LCC', 'FA2026-00200']] }, { ...transfer, cents: 99, label: 'VIR INCONNU', lines: [] }, debit]))
    expect(await open.api.bank.acceptSure({ statementId: 1 })).toEqual({ accepted: 2 })
    expect((await latest()).map(({ state }) => state)).toEqual(['accepted', 'open', 'accepted', 'open', 'open'])
    expect([await openOf(), (await open.api.receivables.dueDatesOf({ customerId: martin.id, onlyOpen: true }))]).toEqual([[0, 30_050], []])
    expect((await open.api.bank.transactions({ statementId: null })).map(({ label }) => label)).toEqual(['VIR SEPA RECU /DE DUPONT SARL', 'VIR INCONNU', 'REJET PRLV SEPA DUPONT'])
    await check()
  })

  it('by itself happens only where the dossier says so, is told apart, and can be undone', async () => {
    await open.api.settings.saveParameters([{ name: 'RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR', value: true }])
    expect(await importText(cfonb(0, [transfer, { ...transfer, cents: 99, label: 'VIR INCONNU', lines: [] }]))).toMatchObject({ added: 2, accepted: 1 })
    const [first, second] = await latest()
    expect([first!.state, first!.isByRule, second!.state]).toEqual(['accepted', true, 'open'])
    await open.api.bank.undo({ transactionId: first!.id })
    expect(await openOf()).toEqual([120_000, 30_050])
  })

  it('remembers who pays from an account', async () => {
    const holding = (reference: string, on: string, cents: number) => ({ on, cents, label: 'VIR', payer: 'Holding X', iban: 'FR7630006000011234567890189', reference })
    await importText(camt(0, [holding('A', '2026-03-01', 30_050)]))
    const [first] = await latest()
    expect(first!.proposals).toMatchObject([{ confidence: 'possible' }])
    await acceptFirst(first!)
    await importText(camt(0, [holding('B', '2026-03-05', 120_000)]))
    expect((await latest())[0]!.proposals[0]).toMatchObject({ customerCode: 'DUP', confidence: 'sure', reasons: [{ code: 'amount' }, { code: 'iban', details: { name: 'Dupont SARL' } }] })
  })
})

describe('undoing', () => {
  it('is refused once somebody has changed the payment; deleting it leaves the transaction to be decided', async () => {
    await importText(cfonb(0, [{ ...transfer, cents: 125_000 }]))
    const [first] = await latest()
    await acceptFirst(first!)
    const [payment] = await payments()
    await expect(open.api.receivables.savePayment({ ...payment!, amountCents: 1_000 })).rejects.toMatchObject({ code: 'payment.from-bank' })
    await open.api.receivables.savePayment({ ...payment!, allocations: [...payment!.allocations, { dueDateId: dupont.dueDates[1]!, amountCents: 5_000 }] })
    await expect(open.api.bank.undo({ transactionId: first!.id })).rejects.toMatchObject({ code: 'bank.changed-since' })
    await open.api.receivables.deletePayment({ id: payment!.id! })
    expect(await latest()).toMatchObject([{ state: 'open', payment: null }])
    expect(await openOf()).toEqual([120_000, 30_050])
    await check()
  })

  it('« not a customer’s payment » is undone as well', async () => {
    await importText(cfonb(0, [transfer]))
    await open.api.bank.ignore({ transactionId: 1 })
    expect(await latest()).toMatchObject([{ state: 'ignored', proposals: [] }])
    expect(await open.api.bank.transactions({ statementId: null })).toEqual([])
    await open.api.bank.undo({ transactionId: 1 })
    expect(await latest()).toMatchObject([{ state: 'open' }])
    await expect(open.api.bank.undo({ transactionId: 1 })).rejects.toMatchObject({ code: 'bank.undecided' })
  })
})

it('a payment the dossier already has is proposed as that one, and makes no second', async () => {
  const { id } = await open.api.receivables.savePayment(paymentOf(dupont.id, 120_000, [[dupont.dueDates[0]!, 120_000]], { paidOn: '2026-03-09' as never }))
  await importText(cfonb(0, [transfer, transfer]))
  const [first, second] = await latest()
  expect(first!.proposals[0]).toMatchObject({ paymentId: id, confidence: 'sure', paidOn: '2026-03-09', allocations: [{ number: 'FA2026-00123', amountCents: 120_000 }] })
  const [{ customerId, allocations: [paid] }] = first!.proposals as [BankTransaction['proposals'][number]]
  await expect(open.api.bank.accept({ transactionId: first!.id, customerId, paymentId: id, allocations: [{ dueDateId: paid!.dueDateId, amountCents: paid!.amountCents }], credits: [] })).rejects.toMatchObject({ code: 'bank.payment-as-it-is' })
  await acceptFirst(first!)
  expect(await payments()).toHaveLength(1)
  expect(await latest()).toMatchObject([{ state: 'linked', payment: { id } }, { state: 'open' }])
  await expect(acceptFirst(second!)).rejects.toMatchObject({ code: 'bank.other-payment' })
  await open.api.bank.undo({ transactionId: first!.id })
  expect(await payments()).toHaveLength(1)
})
