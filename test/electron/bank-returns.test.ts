import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BankTransaction } from '../../shared/bank/bank-contract.ts'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { Payment } from '../../shared/receivables/receivable-contract.ts'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { cfonb, type SampleMovement } from '../fixtures/bank-samples.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'

let open: BankOffice
let bakery: number
beforeEach(async () => {
  open = await openBankOffice()
  bakery = await open.owe('C001', 'Boulangerie Epinard', [['FA26-0701', 120_000], ['FA26-0702', 54_550]])
})
afterEach(() => open.close())

const paid: SampleMovement = { on: '2026-03-03', cents: 120_000, label: 'VIR BOULANGERIE EPINARD', lines: [['LCC', 'REGLT FA26-0701']] }
const rejected: SampleMovement = { on: '2026-03-18', cents: -120_000, label: 'REJET VIR BOULANGERIE EPINARD', lines: [['LCC', 'REGLT FA26-0701']] }
const check = async (): Promise<void> => { expect(await open.api.dossiers.check(undefined)).toMatchObject({ ok: true }) }

describe('a payment that the bank has taken back', () => {
  it('in the same statement is never sure, nor accepted with what is; both are to be decided, and set aside together', async () => {
    await open.api.settings.saveParameters([{ name: 'RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR', value: true }])
    expect(await open.importText(cfonb(0, [paid, rejected]))).toMatchObject({ added: 2, accepted: 0 })
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 0 })
    const both = await open.latest()
    expect(both).toMatchObject([
      { state: 'open', proposals: [{ confidence: 'possible', reasons: [{ code: 'rejected', details: { on: '2026-03-18' } }, { code: 'reference' }, { code: 'amount' }, { code: 'name' }] }], counterparts: [{ id: both[1]!.id, label: 'REJET VIR BOULANGERIE EPINARD', state: 'open' }] },
      { state: 'open', isReturned: true, proposals: [], counterparts: [{ id: both[0]!.id, state: 'open' }] },
    ])
    expect((await open.api.bank.transactions({ statementId: null })).map(({ id }) => id)).toEqual(both.map(({ id }) => id))
    expect(await open.api.bank.statements()).toMatchObject([{ openCredits: 1, toDecide: 2 }])
    await open.api.bank.ignore({ transactionId: both[1]!.id })
    expect((await open.latest()).map(({ state }) => state)).toEqual(['ignored', 'ignored'])
    expect(await open.api.bank.statements()).toMatchObject([{ toDecide: 0 }])
    await open.api.bank.undo({ transactionId: both[0]!.id })
    expect((await open.latest()).map(({ state }) => state)).toEqual(['open', 'open'])
    expect((await open.latest())[0]!.proposals[0]).toMatchObject({ confidence: 'possible' })
  })

  it('taken away with its statement, the other half of the pair is to be decided again, and no other', async () => {
    const alone: SampleMovement = { on: '2026-03-04', cents: 7_000, label: 'VIR INTERNE' }
    await open.importText(cfonb(0, [paid, alone]))
    await open.importText(cfonb(127_000, [rejected], '2026-03-10', '2026-03-31'))
    const [debit] = await open.latest()
    await open.api.bank.ignore({ transactionId: debit!.id })
    await open.api.bank.ignore({ transactionId: debit!.counterparts[0]!.id + 1 })
    expect(await open.api.bank.transactions({ statementId: null })).toEqual([])
    await open.api.bank.removeStatement({ statementId: debit!.statementId })
    expect((await open.latest()).map(({ amountCents, state }) => [amountCents, state])).toEqual([[120_000, 'open'], [7_000, 'ignored']])
    expect((await open.api.bank.transactions({ statementId: null }))[0]!.proposals[0]).toMatchObject({ confidence: 'sure' })
  })

  it('in a later statement, once accepted, is told with its rejection; undone, it is not sure again', async () => {
    await open.importText(cfonb(0, [paid]))
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 1 })
    await open.importText(cfonb(120_000, [rejected], '2026-03-10', '2026-03-31'))
    const [debit] = await open.latest()
    expect(debit).toMatchObject({ isReturned: true, state: 'open', counterparts: [{ state: 'accepted' }] })
    const { id } = debit!.counterparts[0]!
    await open.api.bank.undo({ transactionId: id })
    expect(await open.openOf(bakery)).toEqual(['FA26-0701 120000', 'FA26-0702 54550'])
    expect((await open.api.bank.transactions({ statementId: null }))[0]).toMatchObject({ id, proposals: [{ confidence: 'possible', reasons: [{ code: 'rejected' }, { code: 'reference' }, { code: 'amount' }, { code: 'name' }] }] })
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 0 })
    await open.api.bank.ignore({ transactionId: id })
    expect(await open.api.bank.transactions({ statementId: null })).toEqual([])
    await check()
  })

  it('and is paid again is one payment, the second', async () => {
    await open.importText(cfonb(0, [rejected, { ...paid, on: '2026-03-25' }]))
    await open.importText(cfonb(0, [paid], '2026-02-28', '2026-03-05'))
    expect((await open.api.bank.transactions({ statementId: null })).map(({ bookedOn, amountCents, proposals: [best] }) => [bookedOn, amountCents, best?.confidence])).toEqual([['2026-03-03', 120_000, 'possible'], ['2026-03-18', -120_000, undefined], ['2026-03-25', 120_000, 'sure']])
  })
})

describe('a payment less a credit note', () => {
  const net = (label: string): SampleMovement => ({ on: '2026-03-13', cents: 60_000, label: 'VIR TRANSPORTS QUEMENEUR', lines: [['LCC', label]] })

  it('« FA-x moins AV-y » settles the invoice with both, and undoing gives both back', async () => {
    const carrier = await open.owe('C009', 'Transports Quéméneur', [['FA26-0901', 72_000], ['AV26-0901', -12_000], ['AV26-0902', -5_000]])
    await open.importText(cfonb(0, [net('FA26-0901 MOINS AV26-0901')]))
    const [first] = await open.latest()
    expect(first!.proposals).toMatchObject([{ confidence: 'sure', restCents: 0, allocations: [{ number: 'FA26-0901', amountCents: 60_000 }], credits: [{ creditNumber: 'AV26-0901', number: 'FA26-0901', amountCents: 12_000 }], reasons: [{ code: 'reference' }, { code: 'credit-note', details: { numbers: 'AV26-0901', cents: 12_000 } }, { code: 'name' }] }])
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 1 })
    expect(await open.openOf(carrier)).toEqual(['FA26-0901 0', 'AV26-0901 0', 'AV26-0902 -5000'])
    expect(await open.latest()).toMatchObject([{ payment: { allocations: [{ amountCents: 60_000 }], credits: [{ creditNumber: 'AV26-0901', amountCents: 12_000 }], restCents: 0 } }])
    await check()
    await open.api.bank.undo({ transactionId: first!.id })
    expect(await open.openOf(carrier)).toEqual(['FA26-0901 72000', 'AV26-0901 -12000', 'AV26-0902 -5000'])
    await check()
  })

  it('is not undone by half: refused once somebody has used the credit note otherwise', async () => {
    const carrier = await open.owe('C009', 'Transports Quéméneur', [['FA26-0901', 72_000], ['AV26-0901', -12_000]])
    await open.importText(cfonb(0, [net('FA26-0901 MOINS AV26-0901')]))
    const [first] = await open.latest()
    await open.accept(first!)
    const [note] = (await open.api.receivables.invoicesOf({ customerId: carrier, onlyOpen: false })).filter(({ kind }) => kind === 'credit-note')
    await open.api.receivables.allocateCreditNote({ invoiceId: note!.id, allocations: [] })
    await expect(open.api.bank.undo({ transactionId: first!.id })).rejects.toMatchObject({ code: 'bank.changed-since' })
    expect(await open.openOf(carrier)).toEqual(['FA26-0901 12000', 'AV26-0901 -12000'])
    expect(await open.latest()).toMatchObject([{ state: 'accepted' }])
    await check()
  })

  it.each<[string, (payment: Payment, note: number, dueDates: number[]) => Promise<unknown>, string[]]>([
    ['as it was made', async () => undefined, ['FA26-0901 72000', 'FA26-0902 30000', 'AV26-0901 -12000']],
    ['changed since: its letters, what it settles', (payment) => open.api.receivables.savePayment({ ...payment, reference: 'VIR 12', allocations: [] }), ['FA26-0901 72000', 'FA26-0902 30000', 'AV26-0901 -12000']],
    ['once its credit note is used for another invoice: that stays', (_payment, note, [, other]) => open.api.receivables.allocateCreditNote({ invoiceId: note, allocations: [{ dueDateId: other!, amountCents: cents(12_000) }] }), ['FA26-0901 72000', 'FA26-0902 18000', 'AV26-0901 0']],
    ['once a part of its credit note is used for another: what is left comes back', (_payment, note, [first, other]) => open.api.receivables.allocateCreditNote({ invoiceId: note, allocations: [{ dueDateId: first!, amountCents: cents(5_000) }, { dueDateId: other!, amountCents: cents(7_000) }] }), ['FA26-0901 72000', 'FA26-0902 23000', 'AV26-0901 -5000']],
  ])('deleted on the customer’s sheet, %s, it gives its credit notes back as undoing does', async (_what, meanwhile, expected) => {
    const carrier = await open.owe('C009', 'Transports Quéméneur', [['FA26-0901', 72_000], ['FA26-0902', 30_000], ['AV26-0901', -12_000]])
    await open.importText(cfonb(0, [net('FA26-0901 MOINS AV26-0901')]))
    await open.accept((await open.latest())[0]!)
    expect(await open.openOf(carrier)).toEqual(['FA26-0901 0', 'FA26-0902 30000', 'AV26-0901 0'])
    const [payment] = await open.api.receivables.paymentsOf({ customerId: carrier })
    const note = (await open.api.receivables.invoicesOf({ customerId: carrier, onlyOpen: false })).find(({ kind }) => kind === 'credit-note')
    const dueDates = (await open.api.receivables.dueDatesOf({ customerId: carrier, onlyOpen: false })).map(({ id }) => id).sort((left, right) => left - right)
    await meanwhile(payment!, note!.id, dueDates)
    await open.api.receivables.deletePayment({ id: payment!.id! })
    expect(await open.openOf(carrier)).toEqual(expected)
    expect(await open.latest()).toMatchObject([{ state: 'open', payment: null }])
    await check()
  })

  it('whose credit note has been deleted since says that it has changed, and can be deleted', async () => {
    const carrier = await open.owe('C009', 'Transports Quéméneur', [['FA26-0901', 72_000], ['AV26-0901', -12_000]])
    await open.importText(cfonb(0, [net('FA26-0901 MOINS AV26-0901')]))
    const [first] = await open.latest()
    await open.accept(first!)
    const note = (await open.api.receivables.invoicesOf({ customerId: carrier, onlyOpen: false })).find(({ kind }) => kind === 'credit-note')
    await open.api.receivables.allocateCreditNote({ invoiceId: note!.id, allocations: [] })
    await open.api.receivables.deleteInvoice({ id: note!.id })
    await expect(open.api.bank.undo({ transactionId: first!.id })).rejects.toMatchObject({ code: 'bank.changed-since' })
    await open.api.receivables.deletePayment({ id: (await open.api.receivables.paymentsOf({ customerId: carrier }))[0]!.id! })
    expect(await open.openOf(carrier)).toEqual(['FA26-0901 72000'])
    await check()
  })

  it.each([0, -1])('with %i cents of a credit note is refused', async (amountCents) => {
    const carrier = await open.owe('C009', 'Transports Quéméneur', [['FA26-0901', 72_000], ['AV26-0901', -12_000]])
    await open.importText(cfonb(0, [net('FA26-0901 MOINS AV26-0901')]))
    const [{ id: transactionId, proposals: [best] }] = await open.latest() as [BankTransaction]
    const { dueDateId, creditDueDateId } = best!.credits[0]!
    await expect(open.api.bank.accept({ transactionId, customerId: carrier, paymentId: null, allocations: [{ dueDateId, amountCents: 60_000 }], credits: [{ creditDueDateId, dueDateId, amountCents }] })).rejects.toMatchObject({ code: 'payment.amount' })
    expect(await open.openOf(carrier)).toEqual(['FA26-0901 72000', 'AV26-0901 -12000'])
  })

  it.each<[string, string, [string, number][], string, string[]]>([
    ['that the label does not name: a person is asked', 'FACT FA26-0901', [['FA26-0901', 72_000], ['AV26-0901', -12_000]], 'probable', ['AV26-0901 12000']],
    ['when nothing is named', 'REGLEMENT', [['FA26-0901', 72_000], ['AV26-0901', -12_000]], 'probable', ['AV26-0901 12000']],
    ['one of two of that amount: any of them', 'FACT FA26-0901', [['FA26-0901', 72_000], ['AV26-0901', -12_000], ['AV26-0902', -12_000]], 'probable', ['AV26-0901 12000']],
    ['of two invoices that differ by nothing', 'REGLEMENT', [['FA26-0901', 72_000], ['FA26-0902', 72_000], ['AV26-0901', -12_000]], 'possible', ['AV26-0901 12000']],
    ['all of them', 'FACT FA26-0901', [['FA26-0901', 72_000], ['AV26-0901', -7_000], ['AV26-0902', -5_000]], 'probable', ['AV26-0901 7000', 'AV26-0902 5000']],
  ])('%s', async (_what, label, invoices, confidence, credits) => {
    await open.owe('C009', 'Transports Quéméneur', invoices)
    await open.importText(cfonb(0, [net(label)]))
    const [best] = (await open.latest())[0]!.proposals
    expect([best!.confidence, best!.credits.map(({ creditNumber, amountCents }) => `${creditNumber} ${amountCents}`)]).toEqual([confidence, credits])
  })

  it('of another customer is refused, and nothing is written', async () => {
    const carrier = await open.owe('C009', 'Transports Quéméneur', [['FA26-0901', 72_000]])
    await open.owe('C010', 'Martin', [['AV26-0901', -12_000]])
    await open.importText(cfonb(0, [net('FA26-0901')]))
    const [first] = await open.latest()
    const { dueDateId } = first!.proposals[0]!.allocations[0]!
    const credits = [{ creditDueDateId: (await open.api.receivables.dueDatesOf({ customerId: carrier + 1, onlyOpen: true }))[0]!.id, dueDateId, amountCents: 12_000 }]
    await expect(open.api.bank.accept({ transactionId: first!.id, customerId: carrier, paymentId: null, allocations: [{ dueDateId, amountCents: 60_000 }], credits })).rejects.toMatchObject({ code: 'record.gone' })
    expect([await open.openOf(carrier), (await open.latest())[0]!.state]).toEqual([['FA26-0901 72000'], 'open'])
  })
})

describe('a label that names an invoice settled already', () => {
  const settle = async (paidOn: string): Promise<void> => {
    const [first] = await open.api.receivables.dueDatesOf({ customerId: bakery, onlyOpen: true })
    await open.api.receivables.savePayment(paymentOf(bakery, first!.openCents, [[first!.id, first!.openCents]], { paidOn: localDate(paidOn) }))
  }

  it('is not taken for a payment of another invoice of this amount', async () => {
    await settle('2026-02-10')
    await open.owe('C002', 'Martin', [['FB-1', 120_000]])
    const same = await open.owe('C003', 'Epinard Boulangerie Nord', [['FC-1', 7]])
    expect(same).toBeGreaterThan(bakery)
    await open.importText(cfonb(0, [{ ...paid, cents: 54_550 }]))
    expect((await open.latest())[0]!.proposals[0]).toMatchObject({ confidence: 'possible', reasons: [{ code: 'settled', details: { numbers: 'FA26-0701' } }, { code: 'amount' }, { code: 'name' }] })
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 0 })
  })

  it('is still the payment the dossier has of it', async () => {
    await settle('2026-03-02')
    await open.importText(cfonb(0, [paid]))
    expect((await open.latest())[0]!.proposals[0]).toMatchObject({ confidence: 'sure', reasons: [{ code: 'known' }, { code: 'name' }], allocations: [{ number: 'FA26-0701' }] })
  })
})
