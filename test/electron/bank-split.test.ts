import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BankTransaction } from '../../shared/bank/bank-contract.ts'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { cfonb, ofx, type SampleMovement } from '../fixtures/bank-samples.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'

let open: BankOffice
let [bakery, garage]: number[] = []
beforeEach(async () => {
  open = await openBankOffice()
  bakery = await open.owe('C001', 'Boulangerie Epinard', [['FA26-0701', 120_000]])
  garage = await open.owe('C002', 'Garage Lefèvre', [['FA26-0702', 54_550], ['FA26-0703', 10_000]])
})
afterEach(() => open.close())

const deposit: SampleMovement = { on: '2026-03-03', cents: 174_550, label: 'REMISE CHEQUES 0012345 2 CHQ' }
const transfer: SampleMovement = { on: '2026-03-04', cents: 174_550, label: 'VIR FIDUCIAIRE DES ALPES', lines: [['LCC', 'FA26-0701 ET FA26-0702']] }
const fee: SampleMovement = { on: '2026-03-05', cents: -450, label: 'FRAIS REMISE' }
const check = async (): Promise<void> => { expect(await open.api.dossiers.check(undefined)).toMatchObject({ ok: true }) }
const split = (transaction: BankTransaction, ...amounts: number[]): Promise<unknown> => open.api.bank.split({ transactionId: transaction.id, amounts: amounts.map(cents) })
const states = async (): Promise<[number, string, number | undefined][]> => (await open.latest()).map(({ amountCents, state, whole }) => [amountCents, state, whole?.amountCents])

describe('a credit that is split', () => {
  it('leaves parts in its place, each with proposals of its own, which settle invoices of several customers', async () => {
    await open.importText(cfonb(0, [transfer, fee]))
    const [whole] = await open.latest()
    expect(whole!.proposals[0]).toMatchObject({ confidence: 'possible' })
    await split(whole!, 120_000, 54_550)
    expect(await states()).toEqual([[174_550, 'split', undefined], [120_000, 'open', 174_550], [54_550, 'open', 174_550], [-450, 'open', undefined]])
    const toDecide = await open.api.bank.transactions({ statementId: null })
    expect(toDecide.map(({ label, bookedOn, proposals: [best] }) => [label, bookedOn, best?.customerId, best?.confidence, best?.allocations.map(({ number }) => number)]))
      .toEqual([[transfer.label, transfer.on, bakery, 'probable', ['FA26-0701']], [transfer.label, transfer.on, garage, 'probable', ['FA26-0702']]])
    for (const part of toDecide) await open.accept(part)
    expect([await open.openOf(bakery!), await open.openOf(garage!)]).toEqual([['FA26-0701 0'], ['FA26-0702 0', 'FA26-0703 10000']])
    expect((await open.api.receivables.paymentsOf({ customerId: garage! })).map(({ amountCents, paidOn }) => [amountCents, paidOn])).toEqual([[54_550, transfer.on]])
    expect(await open.api.bank.transactions({ statementId: null })).toEqual([])
    await check()
  })

  it('counts once in its statement, and its parts among what is to be decided', async () => {
    await open.importText(cfonb(0, [deposit, fee]))
    const [whole] = await open.latest()
    await split(whole!, 120_000, 44_550, 10_000)
    expect(await open.api.bank.statements()).toMatchObject([{ transactions: 2, credits: 1, creditCents: 174_550, openCredits: 3, openCreditCents: 174_550, toDecide: 3 }])
    await open.api.bank.ignore({ transactionId: (await open.latest())[2]!.id })
    expect(await open.api.bank.statements()).toMatchObject([{ openCredits: 2, openCreditCents: 130_000, toDecide: 2 }])
  })

  it.each<[string, (text: typeof cfonb) => string]>([
    ['the same statement', () => cfonb(0, [deposit, fee])],
    ['the same in another format', () => ofx([{ ...deposit, reference: 'X1' }, { ...fee, reference: 'X2' }])],
    ['one that begins where it ends', () => cfonb(174_100, [], '2026-03-31', '2026-04-30')],
  ])('is known again in %s, and its parts are no movements of the bank', async (_what, again) => {
    await open.importText(cfonb(0, [deposit, fee]))
    await split((await open.latest())[0]!, 120_000, 54_550)
    expect(await open.importText(again(cfonb))).toMatchObject({ added: 0, warnings: [] })
  })

  it('is one again, from itself or from a part, until something is made of a part', async () => {
    await open.importText(cfonb(0, [deposit]))
    const [whole] = await open.latest()
    await split(whole!, 120_000, 54_550)
    await open.api.bank.undo({ transactionId: whole!.id })
    expect(await states()).toEqual([[174_550, 'open', undefined]])
    await split(whole!, 120_000, 54_550)
    const part = (await open.latest())[1]!
    await open.accept(part)
    for (const id of [whole!.id, part.id + 1]) await expect(open.api.bank.undo({ transactionId: id })).rejects.toMatchObject({ code: 'bank.parts-decided' })
    expect(await states()).toEqual([[174_550, 'split', undefined], [120_000, 'accepted', 174_550], [54_550, 'open', 174_550]])
    await open.api.bank.undo({ transactionId: part.id })
    expect(await open.openOf(bakery!)).toEqual(['FA26-0701 120000'])
    await open.api.bank.undo({ transactionId: part.id + 1 })
    expect(await states()).toEqual([[174_550, 'open', undefined]])
    await check()
  })

  it('is refused whole when the parts are not its amount, and of a part, a debit, or what is decided', async () => {
    await open.importText(cfonb(0, [deposit, fee]))
    const [whole, debit] = await open.latest()
    for (const amounts of [[174_550, 1], [174_551, -1], [174_550, 0], [100_000, 74_549]]) await expect(split(whole!, ...amounts)).rejects.toMatchObject({ code: 'bank.split-amounts' })
    await expect(split(debit!, -225, -225)).rejects.toMatchObject({ code: 'bank.debit' })
    await split(whole!, 120_000, 54_550)
    await expect(split(whole!, 120_000, 54_550)).rejects.toMatchObject({ code: 'bank.decided' })
    await expect(split((await open.latest())[1]!, 60_000, 60_000)).rejects.toMatchObject({ code: 'bank.part' })
    await expect(open.accept({ ...whole!, proposals: (await open.latest())[1]!.proposals })).rejects.toMatchObject({ code: 'bank.decided' })
    await expect(open.api.bank.ignore({ transactionId: whole!.id })).rejects.toMatchObject({ code: 'bank.decided' })
    expect(await states()).toEqual([[174_550, 'split', undefined], [120_000, 'open', 174_550], [54_550, 'open', 174_550], [-450, 'open', undefined]])
  })

  it('gives its parts to what the bank takes back of it: a cheque of a deposit that bounces', async () => {
    await open.importText(cfonb(0, [deposit]))
    await split((await open.latest())[0]!, 120_000, 54_550)
    await open.importText(cfonb(174_550, [{ on: '2026-03-12', cents: -54_550, label: 'CHEQUE IMPAYE' }], '2026-03-10', '2026-03-31'))
    const [debit] = await open.latest()
    const [cheque, bounced] = await open.api.bank.transactions({ statementId: null })
    expect(debit).toMatchObject({ isReturned: true, counterparts: [{ id: bounced!.id, state: 'open' }] })
    expect([cheque, bounced]).toMatchObject([{ amountCents: 120_000, counterparts: [] }, { amountCents: 54_550, counterparts: [{ id: debit!.id }], proposals: [{ confidence: 'possible', reasons: [{ code: 'rejected' }, { code: 'amount' }] }] }])
  })

  it('of two equal cheques of which one bounces, both are told as one of two, with their customers; once one is set aside with the rejection the other is not', async () => {
    await open.owe('C003', 'SCI Les Tilleuls', [['FA26-0801', 50_000]])
    await open.owe('C004', 'Garage Le Bihan', [['FA26-0802', 50_000]])
    await open.importText(cfonb(0, [{ ...deposit, cents: 100_000 }]))
    await split((await open.latest())[0]!, 50_000, 50_000)
    const [first, second] = await open.api.bank.transactions({ statementId: null })
    await open.accept(first!)
    await open.accept((await open.api.bank.transactions({ statementId: null }))[0]!)
    await open.importText(cfonb(100_000, [{ on: '2026-03-12', cents: -50_000, label: 'CHQ IMPAYE 0012345 SANS PROVISION' }], '2026-03-10', '2026-03-31'))
    const [debit] = await open.latest()
    expect(debit!.counterparts).toMatchObject([{ id: first!.id, state: 'accepted', customerName: 'SCI Les Tilleuls' }, { id: second!.id, state: 'accepted', customerName: 'Garage Le Bihan' }])
    const parts = async () => (await open.api.bank.transactions({ statementId: first!.statementId })).filter(({ whole }) => whole !== null)
    expect((await parts()).map(({ counterparts }) => counterparts.map(({ mayBe }) => mayBe))).toEqual([[2], [2]])
    await open.api.bank.undo({ transactionId: first!.id })
    expect(await open.api.bank.ignore({ transactionId: first!.id })).toEqual({ isWithCounterpart: false })
    expect(await open.api.bank.ignore({ transactionId: debit!.id })).toEqual({ isWithCounterpart: false })
    expect((await parts()).map(({ state, counterparts }) => [state, counterparts.length])).toEqual([['ignored', 1], ['accepted', 0]])
  })

  it('proposes what is exactly a part before what another customer would pay in part', async () => {
    await open.owe('C003', 'Transports Rivoal', [['FA26-0901', 360_000]])
    await open.owe('C004', 'L’Épicerie d’Oé', [['FA26-0902', 120_000]])
    await open.importText(cfonb(0, [{ on: '2026-03-03', cents: 280_000, label: 'VIR SEPA GROUPE RIVOAL', lines: [['LCC', 'FA26-0901 FA26-0902']] }]))
    await split((await open.latest())[0]!, 160_000, 120_000)
    const [first] = await open.api.bank.transactions({ statementId: null })
    await open.accept(first!)
    const [second] = await open.api.bank.transactions({ statementId: null })
    expect(second!.proposals[0]).toMatchObject({ customerName: 'L’Épicerie d’Oé', confidence: 'probable', allocations: [{ number: 'FA26-0902', amountCents: 120_000 }] })
  })

  it.each<[string, 'before' | 'after']>([['split since', 'before'], ['split before', 'after']])('that the bank takes back whole, %s, leaves no part that is likely: each is set aside, then the rejection', async (_what, splitting) => {
    const paid: SampleMovement = { on: '2026-03-03', cents: 120_000, label: 'VIR BOULANGERIE EPINARD', lines: [['LCC', 'FA26-0701']] }
    const rejected: SampleMovement = { ...paid, on: '2026-03-12', cents: -120_000, label: 'REJET VIR BOULANGERIE EPINARD' }
    await open.importText(cfonb(0, [paid]))
    const [whole] = await open.latest()
    if (splitting === 'after') await split(whole!, 117_500, 2_500)
    await open.importText(cfonb(120_000, [rejected], '2026-03-10', '2026-03-31'))
    const [debit] = await open.latest()
    if (splitting === 'before') await split(whole!, 117_500, 2_500)
    expect((await open.latest())[0]).toMatchObject({ isReturned: true, counterparts: [{ id: whole!.id, state: 'split' }] })
    const parts = (await open.api.bank.transactions({ statementId: null })).filter((transaction) => transaction.whole !== null)
    for (const part of parts) {
      expect(part).toMatchObject({ counterparts: [{ id: debit!.id }] })
      for (const { confidence, reasons } of part.proposals) expect([confidence, reasons[0]!.code]).toEqual(['possible', 'rejected'])
    }
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 0 })
    for (const { id } of [...parts, debit!]) await open.api.bank.ignore({ transactionId: id })
    expect(await open.api.bank.transactions({ statementId: null })).toEqual([])
    expect(await open.openOf(bakery!)).toEqual(['FA26-0701 120000'])
  })

  it('does not make its payer, who pays for several, a known payer of one of them; no part is sure', async () => {
    await open.owe('C003', 'Menuiserie Roux', [['FA26-0801', 60_000], ['FA26-0802', 40_000]])
    await open.owe('C004', 'Fleurs Noël', [['FA26-0803', 40_000]])
    await open.importText(cfonb(0, [{ on: '2026-03-03', cents: 100_000, label: 'VIR FIDUCIAIRE DES ALPES' }]))
    await split((await open.latest())[0]!, 60_000, 40_000)
    const [first] = await open.api.bank.transactions({ statementId: null })
    await open.accept(first!)
    const [second] = await open.api.bank.transactions({ statementId: null })
    expect(second!.proposals.map(({ confidence, reasons }) => [confidence, reasons.map(({ code }) => code)])).toEqual(Array.from({ length: 2 }, () => ['possible', ['amount', 'several']]))
    await open.importText(cfonb(100_000, [{ on: '2026-04-03', cents: 40_000, label: 'VIR FIDUCIAIRE DES ALPES' }], '2026-04-01', '2026-04-30'))
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 0 })
  })

  it('and is known already as one payment says so on its parts: they would book it twice', async () => {
    const { id } = await open.api.receivables.savePayment(paymentOf(bakery!, 174_550, [], { paidOn: localDate(deposit.on) }))
    await open.importText(cfonb(0, [{ ...deposit, label: 'VIR BOULANGERIE EPINARD' }]))
    const [whole] = await open.latest()
    expect(whole!.proposals[0]).toMatchObject({ paymentId: id, confidence: 'sure' })
    await split(whole!, 120_000, 54_550)
    for (const { proposals } of await open.api.bank.transactions({ statementId: null })) {
      expect(proposals).not.toEqual([])
      expect(proposals.map(({ confidence, reasons }) => [confidence, reasons.at(-1)])).toEqual(proposals.map(() => ['possible', { code: 'already-whole', details: { on: deposit.on, name: 'Boulangerie Epinard', cents: 174_550 } }]))
    }
    expect(await open.api.bank.acceptSure({ statementId: null })).toEqual({ accepted: 0 })
  })

  it('goes with its statement as long as no payment comes from a part', async () => {
    await open.importText(cfonb(0, [deposit]))
    const [whole] = await open.latest()
    await split(whole!, 120_000, 54_550)
    await open.accept((await open.latest())[1]!)
    await expect(open.api.bank.removeStatement({ statementId: whole!.statementId })).rejects.toMatchObject({ code: 'bank.statement-used' })
    await open.api.bank.undo({ transactionId: whole!.id + 1 })
    await open.api.bank.removeStatement({ statementId: whole!.statementId })
    expect(await open.api.bank.transactions({ statementId: null })).toEqual([])
    expect(await open.importText(cfonb(0, [deposit]))).toMatchObject({ added: 1 })
    await check()
  })
})
