import { dateOf, endOfMonth, type LocalDate } from '../date.ts'
import type { BillingRule, BillingRuleState } from './contract-contract.ts'

/** What of a rule says when it is billed next, and when its readings count. */
export type RuleDates = Pick<BillingRuleState, 'kind' | 'periodMonths' | 'billingDay' | 'lastInvoiceOn' | 'nextInvoiceOn' | 'regularisationMonths' | 'nextRegularisationOn' | 'lastRegularisationOn' | 'renewalMonths' | 'nextRenewalOn' | 'lastRenewalOn'>

/** That day of a month, or its last day when it has none such. @param month counted from year 0: `year * 12 + month - 1` */
export function dayOfMonth(month: number, day: number): LocalDate {
  const [year, number] = [Math.floor(month / 12), month % 12 + 1]
  return dateOf(year, number, day) ?? endOfMonth(dateOf(year, number, 1)!)
}

/** The month a day is in, as dayOfMonth counts them. */
export const monthOf = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

/**
 * The same day so many months later (or earlier). A date moved to the end of a short month goes back to the billing day afterwards:
 * 31/01, 28/02, 31/03.
 */
export function monthsLater(date: LocalDate, months: number, billingDay: number): LocalDate {
  const isBillingDay = dayOfMonth(monthOf(date), billingDay) === date
  return dayOfMonth(monthOf(date) + months, isBillingDay ? billingDay : Number(date.slice(8, 10)))
}

/**
 * The date for which a rule's readings are wanted. With IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR that of the régularisation for a forfait and
 * of the renewal for a tranche (M-083, M-085); any other rule, and without the parameter all of them, want readings for each invoice (M-084, AMB-22).
 */
export function wantedFor(rule: RuleDates, ignoresTheoreticalInvoice: boolean): LocalDate | null {
  if (!ignoresTheoreticalInvoice) return rule.nextInvoiceOn
  switch (rule.kind) {
    case 'flat-rate': return rule.nextRegularisationOn
    case 'tranche': return rule.nextRenewalOn
    case 'unit':
    case 'fixed': return rule.nextInvoiceOn
  }
}

/** True when the date a rule's readings are wanted for has come by that day. */
export function isRequestDue(rule: RuleDates, by: LocalDate, ignoresTheoreticalInvoice: boolean): boolean {
  const on = wantedFor(rule, ignoresTheoreticalInvoice)
  return on !== null && on <= by
}

/** True when the simulation of billing picks the rule (M-036). */
export const isBillable = (rule: Pick<RuleDates, 'nextInvoiceOn'>, workOn: LocalDate): boolean => rule.nextInvoiceOn !== null && rule.nextInvoiceOn <= workOn

/**
 * Whether a request is proposed for a rule that the criteria choose. Before calculation the work date does not limit (M-034), save for the forfaits and
 * tranches that the parameter limits to their own dates; after it the rule is billable, and the parameter limits likewise.
 */
export function isProposed(rule: RuleDates, workOn: LocalDate, isAfterCalculation: boolean, ignoresTheoreticalInvoice: boolean): boolean {
  if (isAfterCalculation && !isBillable(rule, workOn)) return false
  return !isOwnDate(rule, ignoresTheoreticalInvoice) || isRequestDue(rule, workOn, true)
}

/** True when readings are wanted for a date of the rule's own beside its invoices. */
const isOwnDate = (rule: RuleDates, ignoresTheoreticalInvoice: boolean): boolean => ignoresTheoreticalInvoice && (rule.kind === 'flat-rate' || rule.kind === 'tranche')

/** The date that was wanted before, and that has been invoiced since. */
export function formerlyWantedFor(rule: RuleDates, ignoresTheoreticalInvoice: boolean): LocalDate | null {
  if (!ignoresTheoreticalInvoice) return rule.lastInvoiceOn
  switch (rule.kind) {
    case 'flat-rate': return rule.lastRegularisationOn
    case 'tranche': return rule.lastRenewalOn
    case 'unit':
    case 'fixed': return rule.lastInvoiceOn
  }
}

/** `wantedFor` as it was on a past day, before what has been invoiced since. */
export function wantedAsOf(rule: RuleDates, day: LocalDate, ignoresTheoreticalInvoice: boolean): LocalDate | null {
  const former = formerlyWantedFor(rule, ignoresTheoreticalInvoice)
  const { lastInvoiceOn, periodMonths, billingDay } = rule
  if (former === null || lastInvoiceOn === null) return wantedFor(rule, ignoresTheoreticalInvoice)
  const invoiceBefore = monthsLater(lastInvoiceOn, -periodMonths, billingDay)
  // with that one still to be made, it was the one that came next
  if (former === lastInvoiceOn && invoiceBefore >= day && !isOwnDate(rule, ignoresTheoreticalInvoice)) return invoiceBefore
  // the last invoice settled it, unless the one before did
  const settledOn = former > invoiceBefore ? lastInvoiceOn : former
  return settledOn >= day ? former : wantedFor(rule, ignoresTheoreticalInvoice)
}

export type ScheduleDates = Pick<BillingRule, 'lastInvoiceOn' | 'nextInvoiceOn' | 'nextRegularisationOn' | 'lastRegularisationOn' | 'nextRenewalOn' | 'lastRenewalOn'>

/** The dates of a rule once its next theoretical invoice is made. */
export function afterInvoice(rule: RuleDates): ScheduleDates {
  const { billingDay, nextInvoiceOn: made, nextRegularisationOn, lastRegularisationOn, nextRenewalOn, lastRenewalOn } = rule
  if (made === null) return { lastInvoiceOn: rule.lastInvoiceOn, nextInvoiceOn: null, nextRegularisationOn, lastRegularisationOn, nextRenewalOn, lastRenewalOn }
  const settle = (next: LocalDate | null, last: LocalDate | null, months: number | null): { next: LocalDate | null; last: LocalDate | null } =>
    (next === null || months === null || next > made ? { next, last } : settle(monthsLater(next, months, billingDay), next, months))
  const regularisation = settle(nextRegularisationOn, lastRegularisationOn, rule.regularisationMonths)
  const renewal = settle(nextRenewalOn, lastRenewalOn, rule.renewalMonths)
  return {
    lastInvoiceOn: made, nextInvoiceOn: monthsLater(made, rule.periodMonths, billingDay),
    nextRegularisationOn: regularisation.next, lastRegularisationOn: regularisation.last, nextRenewalOn: renewal.next, lastRenewalOn: renewal.last,
  }
}
