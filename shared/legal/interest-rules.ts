import { addDays, daysBetween, type LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { cents, roundToCents, sumCents, type Cents } from '../money.ts'
import type { DebtorProfile } from '../receivables/receivable-contract.ts'
import { halfYearOf, nextHalfYear, startOf, type HalfYear } from './half-year-rules.ts'

/** Days during which neither the amount owed nor the rate changes: from the first day counted to the last. `rateBp` in hundredths of a percent a year: 1215 = 12.15 %. */
export interface InterestSegment { from: LocalDate; to: LocalDate; days: number; baseCents: Cents; rateBp: number; interestCents: Cents }

/** What a due date adds to its principal. The fixed indemnity is the invoice's: it stands on one of its due dates only. */
export interface DueDateClaim { dueDateId: number; invoiceNumber: string; dueOn: LocalDate; segments: InterestSegment[]; interestCents: Cents; indemnityCents: Cents }

/** Where the rate comes from: the contract; the European Central Bank's main refinancing rate plus 10 points, or plus 8; the legal rate (« taux d'intérêt légal, autres cas »). */
export type InterestBasis = 'contract' | 'ecb-plus-10' | 'ecb-plus-8' | 'legal'

/** Late interest and fixed indemnities that may be claimed on a day, beside the principal. */
export interface LetterClaims { asOf: LocalDate; basis: InterestBasis; lines: DueDateClaim[]; interestCents: Cents; indemnityCents: Cents; }

/** The two tables of half-yearly rates, in hundredths of a percent. */
export type RateTable = 'ecb' | 'legal'
export type Rates = Record<RateTable, ReadonlyMap<HalfYear, number>>

export interface DebtorFacts {
  profile: DebtorProfile
  /** Agreed in writing with a company, in hundredths of a percent a year. */
  contractRateBp: number | null
  /** Judgment that opened insolvency proceedings: interest stops there (C. com. L622-28) and no fixed indemnity is claimed. */
  insolventFrom: LocalDate | null
}

/**
 * Late interest and indemnities of the letters one customer gets on a day, each given as the ids of its due dates: an invoice's indemnity stands in
 * the first letter that names it. `deductions` by due date: what the letters take off without its being allocated. Throws AppError('legal.rate-missing').
 */
export type ClaimsOnLetters = (customerId: number, letters: readonly (readonly number[])[], deductions?: ReadonlyMap<number, readonly Deduction[]>) => (LetterClaims | null)[]

/** A due date as interest looks at it. */
export interface InterestFacts {
  dueDateId: number
  invoiceId: number
  invoiceNumber: string
  dueOn: LocalDate
  /** What was to be paid, without what the imported books settled on an unknown day and without what credit notes took off: that was never owed. */
  principalCents: Cents
  /** Payments allocated to it. Money on account stops no interest before it is allocated; then it does from the day it was paid. */
  payments: readonly { paidOn: LocalDate; amountCents: Cents }[]
  /** Receipt of the formal notice (« mise en demeure ») that claims it: interest of a consumer starts there. */
  noticeReceivedOn: LocalDate | null
}

/** What a letter takes off a due date without its being allocated: of a payment since the day it was paid, of credit notes from the start. */
export interface Deduction { paidOn: LocalDate | null; amountCents: Cents }

/** The due date as if these were allocated to it: no interest is asked on what the letter itself deducts. */
export function withDeductions<F extends InterestFacts>(dueDate: F, deductions: readonly Deduction[]): F {
  if (deductions.length === 0) return dueDate
  const payments = deductions.flatMap(({ paidOn, amountCents }) => (paidOn === null ? [] : [{ paidOn, amountCents }]))
  const neverOwed = sumCents(deductions.filter(({ paidOn }) => paidOn === null).map(({ amountCents }) => amountCents))
  return { ...dueDate, principalCents: cents(dueDate.principalCents - neverOwed), payments: [...dueDate.payments, ...payments] }
}

/** C. com. D441-5: once per invoice, without VAT. */
export const FIXED_INDEMNITY_CENTS = 4000 as Cents

/** Days of a year in every computation, leap years included. */
const YEAR_DAYS = 365
const BASIS_POINTS = 10_000

/** Interest of one amount at one rate over so many days: `(1 000.00 €, 12.15 %, 45)` is 14.98 €. */
export function interestOf(baseCents: Cents, rateBp: number, days: number): Cents {
  return roundToCents((baseCents * rateBp * days) / (YEAR_DAYS * BASIS_POINTS))
}

/**
 * Late interest and indemnities of a debtor's due dates on `asOf`, that day included; null when nothing may be claimed.
 * @param indemnified invoices whose indemnity stands in another letter of the same day
 * @param rates null: no interest is computed, only the indemnities, which need no rate
 * Throws AppError('legal.rate-missing') that names every half-year without a rate.
 */
export function letterClaims(debtor: DebtorFacts, dueDates: readonly InterestFacts[], rates: Rates | null, asOf: LocalDate, indemnified: ReadonlySet<number> = new Set()): LetterClaims | null {
  const rule = rateRule(debtor)
  const runs = dueDates.toSorted((a, b) => daysBetween(b.dueOn, a.dueOn) || a.dueDateId - b.dueDateId)
    .map((dueDate) => ({ dueDate, stretches: stretchesOf(debtor, dueDate, rule.isFrozen, asOf) })).filter(({ stretches }) => stretches.length > 0)
  if (rates) refuseMissingRates(rule, rates, runs.flatMap(({ stretches }) => stretches))
  const withIndemnity = new Set(indemnified)
  const lines = runs.map(({ dueDate, stretches }): DueDateClaim => {
    const segments = rates ? stretches.map((stretch) => segmentOf(stretch, rule.rateBp(rates, stretch.halfYear)!)) : []
    const isIndemnityDue = rule.hasIndemnity && !withIndemnity.has(dueDate.invoiceId)
    withIndemnity.add(dueDate.invoiceId)
    return {
      dueDateId: dueDate.dueDateId, invoiceNumber: dueDate.invoiceNumber, dueOn: dueDate.dueOn, segments,
      interestCents: sumCents(segments.map((segment) => segment.interestCents)), indemnityCents: isIndemnityDue ? FIXED_INDEMNITY_CENTS : 0 as Cents,
    }
  })
  if (lines.length === 0) return null
  return { asOf, basis: rule.basis, lines, interestCents: sumCents(lines.map((line) => line.interestCents)), indemnityCents: sumCents(lines.map((line) => line.indemnityCents)) }
}

interface RateRule {
  basis: InterestBasis
  table: RateTable
  /** The rate of the half-year in which interest starts holds to the end. */
  isFrozen: boolean
  hasIndemnity: boolean
  /** null when the table lacks the half-year. */
  rateBp(rates: Rates, halfYear: HalfYear): number | null
}

/** The least a contract between companies may stipulate, as a multiple of the legal rate (C. com. L441-10). */
const CONTRACT_FLOOR = 3

/** C. com. L441-10 and D441-5; C. civ. 1231-6; Code de la commande publique L2192-13, R2192-31 and D2192-35. */
function rateRule({ profile, contractRateBp, insolventFrom }: DebtorFacts): RateRule {
  const hasIndemnity = profile !== 'consumer' && insolventFrom === null
  const from = (basis: InterestBasis, table: RateTable, rateOf: (tableBp: number) => number, isFrozen = false): RateRule => ({
    basis, table, isFrozen, hasIndemnity,
    rateBp: (rates, halfYear) => {
      const tableBp = rates[table].get(halfYear)
      return tableBp === undefined ? null : rateOf(tableBp)
    },
  })
  if (profile === 'consumer') return from('legal', 'legal', (legal) => legal)
  if (profile === 'public-body') return from('ecb-plus-8', 'ecb', (ecb) => ecb + 800, true)
  if (contractRateBp === null) return from('ecb-plus-10', 'ecb', (ecb) => ecb + 1000)
  return from('contract', 'legal', (legal) => Math.max(contractRateBp, CONTRACT_FLOOR * legal))
}

/** A segment whose rate is still to be looked up, at `halfYear`. */
interface Stretch { from: LocalDate; to: LocalDate; baseCents: Cents; halfYear: HalfYear }

/** The days interest runs, cut after each payment and, unless the rate is frozen, at each half-year. The day of a payment still counts on what was owed before it. */
function stretchesOf({ profile, insolventFrom }: DebtorFacts, dueDate: InterestFacts, isFrozen: boolean, asOf: LocalDate): Stretch[] {
  const eve = profile === 'consumer' ? laterOf(dueDate.dueOn, dueDate.noticeReceivedOn) : dueDate.dueOn
  if (eve === null) return []
  const first = addDays(eve, 1)
  const last = insolventFrom !== null && insolventFrom <= asOf ? addDays(insolventFrom, -1) : asOf
  const cuts = new Set([first, ...dueDate.payments.map(({ paidOn }) => addDays(paidOn, 1)), ...isFrozen ? [] : halfYearStarts(first, last)])
  const starts = [...cuts].filter((day) => day >= first && day <= last).sort()
  return starts.map((from, place): Stretch => ({
    from, to: place + 1 < starts.length ? addDays(starts[place + 1]!, -1) : last,
    baseCents: owedOn(dueDate, from), halfYear: halfYearOf(isFrozen ? first : from),
  })).filter(({ baseCents }) => baseCents > 0)
}

/** A consumer's interest waits for the formal notice, and for the due date when that comes later. */
function laterOf(dueOn: LocalDate, noticeReceivedOn: LocalDate | null): LocalDate | null {
  return noticeReceivedOn === null || noticeReceivedOn > dueOn ? noticeReceivedOn : dueOn
}

function halfYearStarts(first: LocalDate, last: LocalDate): LocalDate[] {
  const starts: LocalDate[] = []
  for (let halfYear = nextHalfYear(halfYearOf(first)); startOf(halfYear) <= last; halfYear = nextHalfYear(halfYear)) starts.push(startOf(halfYear))
  return starts
}

/** What is owed on a day, payments of the days before taken off. */
function owedOn({ principalCents, payments }: InterestFacts, day: LocalDate): Cents {
  return cents(principalCents - sumCents(payments.filter(({ paidOn }) => paidOn < day).map(({ amountCents }) => amountCents)))
}

function segmentOf({ from, to, baseCents }: Stretch, rateBp: number): InterestSegment {
  const days = daysBetween(from, to) + 1
  return { from, to, days, baseCents, rateBp, interestCents: interestOf(baseCents, rateBp, days) }
}

function refuseMissingRates(rule: RateRule, rates: Rates, stretches: readonly Stretch[]): void {
  const missing = new Set(stretches.filter(({ halfYear }) => rule.rateBp(rates, halfYear) === null).map(({ halfYear }) => halfYear))
  if (missing.size > 0) throw new AppError('legal.rate-missing', { halfYears: [...missing].sort().join(', '), tableKey: `legal.table.${rule.table}` })
}
