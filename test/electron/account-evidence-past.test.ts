import { afterEach, beforeEach, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let customerId: number
let dueDateId: number
/** 45 days after 1 000.00 € were due; ECB 2.15 + 10 points */
const asOf = localDate('2026-03-17')

beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  const owed = await owing(open.api, ['A', 'Alpha', { siren: '552100554' }], { number: 'F1', dueOn: '2026-01-31', cents: 100_000 })
  customerId = owed.customerId
  dueDateId = owed.ids[0]!
})
afterEach(() => open.close())

const creditNote = async (day: string, usedOn: number | null = null): Promise<void> => {
  const { id } = await open.api.receivables.saveInvoice(invoiceOf(customerId, 'AV1', [[day, -40_000]], { kind: 'credit-note', invoicedOn: localDate(day) }))
  if (usedOn !== null) await open.api.receivables.allocateCreditNote({ invoiceId: id!, allocations: [{ dueDateId: usedOn, amountCents: cents(40_000) }] })
}
const payment = (day: string, usedOn: number | null = null): Promise<unknown> =>
  open.api.receivables.savePayment(paymentOf(customerId, 40_000, usedOn === null ? [] : [[usedOn, 40_000]], { paidOn: localDate(day) }))
const laterInvoice = async (): Promise<number> =>
  (await open.api.receivables.saveInvoice(invoiceOf(customerId, 'F2', [['2026-06-30', 40_000]], { invoicedOn: localDate('2026-05-01') }))).dueDates[0]!.id!

/** 1 000.00 € for 45 days */
const whole = { overdueCents: 100_000, deductedCents: 0, interestCents: 1498, indemnityCents: 4000, claimedCents: 105_498 }
/** 600.00 € for 45 days: a credit note says that 400.00 € were never owed */
const credited = { overdueCents: 100_000, deductedCents: 40_000, interestCents: 899, claimedCents: 64_899 }
/** 1 000.00 € for 28 days, to the payment, then 600.00 € for 17 */
const paid = { overdueCents: 100_000, deductedCents: 40_000, interestCents: 932 + 340, claimedCents: 65_272 }

it.each<[what: string, happens: () => Promise<unknown>, claim: Record<'overdueCents' | 'deductedCents' | 'interestCents', number>]>([
  ['nothing else', async () => undefined, whole],
  ['a credit note of a later day, not used', () => creditNote('2026-05-10'), whole],
  ['a credit note of a later day, used on it since', () => creditNote('2026-05-10', dueDateId), whole],
  ['a payment of a later day, on account', () => payment('2026-05-10'), whole],
  ['a payment of a later day, allocated to it since', () => payment('2026-05-10', dueDateId), whole],
  ['a credit note of before, not used', () => creditNote('2026-02-10'), credited],
  ['a credit note of before, used since on a later invoice', async () => creditNote('2026-02-10', await laterInvoice()), credited],
  ['a credit note of before, used on it', () => creditNote('2026-02-10', dueDateId), { ...credited, overdueCents: 60_000, deductedCents: 0 }],
  ['a payment on account of before', () => payment('2026-02-28'), paid],
  ['a payment of before, on account then, allocated since to a later invoice', async () => payment('2026-02-28', await laterInvoice()), paid],
  ['a payment of before, allocated to it', () => payment('2026-02-28', dueDateId), { ...paid, overdueCents: 60_000, deductedCents: 0 }],
])('a file of evidence of a past day claims principal, deductions and interest as they were known then: %s', async (_what, happens, claim) => {
  await happens()
  await open.api.reminders.saveSettings({ ...await open.api.reminders.settings(), creditHandling: 'net' })
  const { claims, lateCents, deductedCents } = await open.api.legal.interest({ customerId, asOf, withSettled: false })
  expect({ interestCents: claims!.interestCents, overdueCents: lateCents, deductedCents }, '« Calcul des intérêts » of that day').toEqual({ interestCents: claim.interestCents, overdueCents: claim.overdueCents, deductedCents: claim.deductedCents })
  expect((await open.api.accounts.writeEvidence({ customerId, asOf, claimsContested: false, outFolder: null })).claim).toMatchObject(claim)
})
