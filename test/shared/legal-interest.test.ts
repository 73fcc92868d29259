import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import type { HalfYear } from '../../shared/legal/half-year-rules.ts'
import { letterClaims, type DebtorFacts, type InterestFacts, type LetterClaims, type Rates } from '../../shared/legal/interest-rules.ts'

const table = (rows: Record<string, number>): ReadonlyMap<HalfYear, number> => new Map(Object.entries(rows) as [HalfYear, number][])
const rates: Rates = {
  ecb: table({ '2024-S1': 450, '2024-S2': 425, '2025-S1': 315, '2025-S2': 215, '2026-S1': 215 }),
  legal: table({ '2024-S1': 507, '2024-S2': 492, '2025-S1': 371, '2025-S2': 276, '2026-S1': 262 }),
}
const company: DebtorFacts = { profile: 'company', contractRateBp: null, insolventFrom: null }
const consumer: DebtorFacts = { ...company, profile: 'consumer' }
const publicBody: DebtorFacts = { ...company, profile: 'public-body' }

type Paid = [paidOn: string, amountCents: number]
const dueDate = (dueOn: string, principal: number, payments: Paid[] = [], more: Partial<InterestFacts> = {}): InterestFacts => ({
  dueDateId: 1, invoiceId: 1, invoiceNumber: 'FA-1', dueOn: localDate(dueOn), principalCents: cents(principal), noticeReceivedOn: null,
  payments: payments.map(([paidOn, amountCents]) => ({ paidOn: localDate(paidOn), amountCents: cents(amountCents) })), ...more,
})
const claimed = (debtor: DebtorFacts, dueDates: InterestFacts[], asOf: string): LetterClaims | null => letterClaims(debtor, dueDates, rates, localDate(asOf))
/** days × base at rate = interest */
const segments = (claims: LetterClaims | null): string[] => (claims?.lines ?? []).flatMap((line) => line.segments.map(({ days, baseCents, rateBp, interestCents }) => `${days} d × ${baseCents} at ${rateBp} = ${interestCents}`))

describe('late interest, the worked examples to the cent', () => {
  it.each<[string, DebtorFacts, InterestFacts, string, string[], number, number]>([
    ['L441-10 1 000.00 due 31/01, letter 17/03: 45 days at 12.15 %', company, dueDate('2026-01-31', 100_000), '2026-03-17', ['45 d × 100000 at 1215 = 1498'], 1498, 4000],
    ['L441-10 two half-years, each at its rate', company, dueDate('2025-05-31', 1_000_000), '2025-09-30', ['30 d × 1000000 at 1315 = 10808', '92 d × 1000000 at 1215 = 30625'], 41_433, 4000],
    ['L441-10 a partial payment cuts the period', company, dueDate('2026-01-31', 120_000, [['2026-03-02', 50_000]]), '2026-03-31', ['30 d × 120000 at 1215 = 1198', '29 d × 70000 at 1215 = 676'], 1874, 4000],
    ['1231-6 a consumer owes the legal rate from the receipt of the formal notice, and no indemnity', consumer, dueDate('2026-01-31', 60_000, [], { noticeReceivedOn: localDate('2026-03-15') }), '2026-04-30', ['46 d × 60000 at 262 = 198'], 198, 0],
  ])('%s', (_title, debtor, due, asOf, expected, interest, indemnity) => {
    const claims = claimed(debtor, [due], asOf)
    expect(segments(claims)).toEqual(expected)
    expect([claims?.interestCents, claims?.indemnityCents]).toEqual([interest, indemnity])
  })
})

describe('late interest, debtor by debtor', () => {
  const contract = (contractRateBp: number): DebtorFacts => ({ ...company, contractRateBp })
  it.each<[string, DebtorFacts, InterestFacts, string, string[]]>([
    ['nothing on the due day itself', company, dueDate('2026-01-31', 100_000), '2026-01-31', []],
    ['one day the day after', company, dueDate('2026-01-31', 100_000), '2026-02-01', ['1 d × 100000 at 1215 = 33']],
    ['a payment before the due day lowers the base from the first day', company, dueDate('2026-01-31', 100_000, [['2026-01-15', 40_000]]), '2026-03-17', ['45 d × 60000 at 1215 = 899']],
    ['a payment on the due day leaves nothing late', company, dueDate('2026-01-31', 100_000, [['2026-01-31', 100_000]]), '2026-03-17', []],
    ['interest up to a late payment stays owed once all is paid', company, dueDate('2026-01-31', 100_000, [['2026-03-17', 100_000]]), '2026-05-31', ['45 d × 100000 at 1215 = 1498']],
    ['a payment after the day of computation is not known yet', company, dueDate('2026-01-31', 100_000, [['2026-04-10', 100_000]]), '2026-03-17', ['45 d × 100000 at 1215 = 1498']],
    ['two payments of one day cut once', company, dueDate('2026-01-31', 120_000, [['2026-03-02', 20_000], ['2026-03-02', 30_000]]), '2026-03-31', ['30 d × 120000 at 1215 = 1198', '29 d × 70000 at 1215 = 676']],
    ['a contract’s rate is taken as stated', contract(1500), dueDate('2026-01-31', 100_000), '2026-03-17', ['45 d × 100000 at 1500 = 1849']],
    ['a contract’s rate never goes below three times the legal one, half-year by half-year', contract(800), dueDate('2025-05-31', 1_000_000), '2025-09-30', ['30 d × 1000000 at 1113 = 9148', '92 d × 1000000 at 828 = 20870']],
    ['a public body owes the rate of the half-year in which interest starts, frozen', publicBody, dueDate('2025-05-31', 1_000_000), '2025-09-30', ['122 d × 1000000 at 1115 = 37268']],
    ['a public body’s rate stays frozen after a payment in the next half-year', publicBody, dueDate('2025-05-31', 1_000_000, [['2025-09-08', 400_000]]), '2025-09-30', ['100 d × 1000000 at 1115 = 30548', '22 d × 600000 at 1115 = 4032']],
    ['a public body’s rate is no contract’s', { ...publicBody, contractRateBp: 2000 }, dueDate('2026-01-31', 100_000), '2026-03-17', ['45 d × 100000 at 1015 = 1251']],
    ['a consumer owes nothing without formal notice', consumer, dueDate('2026-01-31', 60_000), '2026-04-30', []],
    ['a consumer owes nothing on the day he receives it', consumer, dueDate('2026-01-31', 60_000, [], { noticeReceivedOn: localDate('2026-03-15') }), '2026-03-15', []],
    ['a notice received before the due day does not bring interest forward', consumer, dueDate('2026-01-31', 60_000, [], { noticeReceivedOn: localDate('2026-01-10') }), '2026-02-10', ['10 d × 60000 at 262 = 43']],
    ['a consumer’s contract gives no higher rate', { ...consumer, contractRateBp: 2000 }, dueDate('2026-01-31', 60_000, [], { noticeReceivedOn: localDate('2026-03-15') }), '2026-04-30', ['46 d × 60000 at 262 = 198']],
    ['insolvency stops interest on the eve of the judgment', { ...company, insolventFrom: localDate('2026-03-18') }, dueDate('2026-01-31', 100_000), '2026-06-30', ['45 d × 100000 at 1215 = 1498']],
    ['leap years too count 365 days', company, dueDate('2024-02-27', 100_000), '2024-03-02', ['4 d × 100000 at 1450 = 159']],
  ])('%s', (_title, debtor, due, asOf, expected) => {
    expect(segments(claimed(debtor, [due], asOf))).toEqual(expected)
  })

  it('names the basis of the rate', () => {
    const basisOf = (debtor: DebtorFacts): string | undefined => claimed(debtor, [dueDate('2026-01-31', 60_000, [], { noticeReceivedOn: localDate('2026-01-31') })], '2026-03-17')?.basis
    expect([company, contract(1200), publicBody, consumer].map(basisOf)).toEqual(['ecb-plus-10', 'contract', 'ecb-plus-8', 'legal'])
  })
})

describe('the fixed indemnity of 40 €', () => {
  const indemnities = (debtor: DebtorFacts, dueDates: InterestFacts[], asOf: string): number[] => (claimed(debtor, dueDates, asOf)?.lines ?? []).map((line) => line.indemnityCents)
  const [first, second] = [dueDate('2026-01-31', 50_000), dueDate('2026-02-28', 50_000, [], { dueDateId: 2 })]

  it('D441-5 is owed once per invoice, on its oldest late due date', () => expect(indemnities(company, [second, first], '2026-03-17')).toEqual([4000, 0]))
  it('D441-5 is owed for each invoice', () => expect(indemnities(company, [first, { ...second, invoiceId: 2 }], '2026-03-17')).toEqual([4000, 4000]))
  it('waits until the first due date is late', () => expect(indemnities(company, [second, first], '2026-02-15')).toEqual([4000]))
  it('peers 5 stays owed whole after a partial payment', () => expect(indemnities(company, [dueDate('2026-01-31', 50_000, [['2026-02-10', 49_999]])], '2026-03-17')).toEqual([4000]))
  it('peers 8, 10 is the same however often it is computed', () => {
    const again = [1, 2, 3].map(() => claimed(company, [first], '2026-03-17'))
    expect(again.map((claims) => claims?.indemnityCents)).toEqual([4000, 4000, 4000])
  })
  it('is not claimed in a second letter of the same day', () => expect(letterClaims(company, [first], rates, localDate('2026-03-17'), new Set([1]))).toMatchObject({ indemnityCents: 0, interestCents: 749 }))
  it('is owed by public bodies', () => expect(indemnities(publicBody, [first], '2026-03-17')).toEqual([4000]))
  it('is never asked of a consumer', () => expect(indemnities(consumer, [{ ...first, noticeReceivedOn: localDate('2026-02-10') }], '2026-03-17')).toEqual([0]))
  it('is never asked in insolvency', () => expect(indemnities({ ...company, insolventFrom: localDate('2026-03-01') }, [first], '2026-03-17')).toEqual([0]))
})

describe('a missing rate', () => {
  it.each<[string, DebtorFacts, string, string, string]>([
    ['names the half-year', company, '2026-06-30', '2026-09-30', '2026-S2'],
    ['names all of them', company, '2026-06-30', '2027-03-31', '2026-S2, 2027-S1'],
    ['names the one in which a public body’s interest starts', publicBody, '2026-06-30', '2027-03-31', '2026-S2'],
    ['is also missing for the floor of a contract', { ...company, contractRateBp: 1500 }, '2026-06-30', '2026-09-30', '2026-S2'],
  ])('%s and computes nothing', (_title, debtor, dueOn, asOf, halfYears) => {
    expect(() => claimed(debtor, [dueDate(dueOn, 100_000)], asOf)).toThrow(expect.objectContaining({ code: 'legal.rate-missing', details: expect.objectContaining({ halfYears }) }))
  })
  it('does not matter when nothing was owed in that half-year', () => {
    expect(segments(claimed(company, [dueDate('2026-05-31', 100_000, [['2026-06-30', 100_000]])], '2026-09-30'))).toEqual(['30 d × 100000 at 1215 = 999'])
  })
})
