import { describe, expect, it } from 'vitest'
import { afterInvoice, formerlyWantedFor, isBillable, isProposed, isRequestDue, monthsLater, wantedAsOf, type RuleDates } from '../../shared/contracts/billing-rules.ts'
import type { BillingKind } from '../../shared/contracts/contract-contract.ts'
import { localDate, type LocalDate } from '../../shared/date.ts'

const day = (text: string): LocalDate => localDate(text)

function rule(kind: BillingKind, more: Partial<RuleDates> = {}): RuleDates {
  return {
    kind, periodMonths: 1, billingDay: 31, lastInvoiceOn: null, nextInvoiceOn: day('2026-01-31'),
    regularisationMonths: kind === 'flat-rate' ? 3 : null, nextRegularisationOn: kind === 'flat-rate' ? day('2026-03-31') : null,
    renewalMonths: kind === 'tranche' ? 12 : null, nextRenewalOn: kind === 'tranche' ? day('2027-01-01') : null,
    lastRegularisationOn: null, lastRenewalOn: null, ...more,
  }
}

describe('whether readings are wanted by a day', () => {
  it.each<[string, string, RuleDates, string, boolean, boolean]>([
    ['M-083', 'forfait, box ticked, month 1: its régularisation is quarterly', rule('flat-rate'), '2026-01-31', true, false],
    ['M-083', 'forfait, box ticked, month 2', rule('flat-rate', { nextInvoiceOn: day('2026-02-28') }), '2026-02-28', true, false],
    ['M-083', 'forfait, box ticked, the day before its régularisation', rule('flat-rate'), '2026-03-30', true, false],
    ['M-083', 'forfait, box ticked, month 3', rule('flat-rate', { nextInvoiceOn: day('2026-03-31') }), '2026-03-31', true, true],
    ['M-083', 'forfait without a date of régularisation, box ticked', rule('flat-rate', { nextRegularisationOn: null }), '2026-12-31', true, false],
    ['M-084', 'forfait, box not ticked, month 1', rule('flat-rate'), '2026-01-31', false, true],
    ['M-084', 'forfait, box not ticked, the day before its invoice', rule('flat-rate'), '2026-01-30', false, false],
    ['M-085', 'tranche, box ticked, before its renewal', rule('tranche', { nextInvoiceOn: day('2026-06-01') }), '2026-06-01', true, false],
    ['M-085', 'tranche, box ticked, on the day of its renewal', rule('tranche', { nextInvoiceOn: day('2027-01-01') }), '2027-01-01', true, true],
    ['M-085', 'tranche, box not ticked, before its renewal', rule('tranche', { nextInvoiceOn: day('2026-06-01') }), '2026-06-01', false, true],
    ['M-086', 'units consumed, box ticked', rule('unit'), '2026-01-31', true, true],
    ['M-086', 'units consumed, box not ticked', rule('unit'), '2026-01-31', false, true],
    ['M-086', 'fixed amount, box ticked', rule('fixed'), '2026-01-31', true, true],
    ['M-086', 'units consumed, box ticked, the day before its invoice', rule('unit'), '2026-01-30', true, false],
    ['M-084', 'a rule that is no longer billed', rule('unit', { nextInvoiceOn: null }), '2026-12-31', false, false],
  ])('%s %s', (_, __, dates, by, ignores, isDue) => expect(isRequestDue(dates, day(by), ignores)).toBe(isDue))
})

describe('whether the simulation picks a rule', () => {
  it.each<[string | null, boolean]>([['2026-03-01', true], ['2026-03-31', true], ['2026-04-01', false], [null, false]])('M-036 next theoretical invoice %s, work date 31/03/2026: %s', (next, expected) => {
    expect(isBillable({ nextInvoiceOn: next === null ? null : localDate(next) }, day('2026-03-31'))).toBe(expected)
  })
})

describe('whether a request is proposed for a rule that the criteria choose', () => {
  const later = { nextInvoiceOn: day('2026-05-31'), nextRegularisationOn: day('2026-06-30') }
  it.each<[string, RuleDates, { after: boolean; ignores: boolean }, boolean]>([
    ['M-034 not billable, before calculation', rule('unit', later), { after: false, ignores: false }, true],
    ['M-034 not billable, after calculation', rule('unit', later), { after: true, ignores: false }, false],
    ['M-034 billable, before calculation', rule('unit'), { after: false, ignores: false }, true],
    ['M-034 billable, after calculation', rule('unit'), { after: true, ignores: false }, true],
    ['M-083 forfait before its régularisation, box ticked, before calculation', rule('flat-rate', later), { after: false, ignores: true }, false],
    ['M-083 forfait before its régularisation, box ticked, after calculation', rule('flat-rate', { nextRegularisationOn: day('2026-06-30') }), { after: true, ignores: true }, false],
    ['M-083 forfait at its régularisation, box ticked, after calculation', rule('flat-rate'), { after: true, ignores: true }, true],
    ['M-084 forfait before its régularisation, box not ticked, after calculation', rule('flat-rate'), { after: true, ignores: false }, true],
    ['M-086 units not billable, box ticked, before calculation', rule('unit', later), { after: false, ignores: true }, true],
  ])('%s', (_, dates, { after, ignores }, expected) => expect(isProposed(dates, day('2026-03-31'), after, ignores)).toBe(expected))
})

describe('the dates of a rule from one invoice to the next', () => {
  it.each<[string, number, number, string]>([
    ['2026-01-31', 1, 31, '2026-02-28'], ['2026-02-28', 1, 31, '2026-03-31'], ['2028-01-30', 1, 30, '2028-02-29'], ['2028-02-29', 1, 30, '2028-03-30'],
    ['2026-02-28', 1, 28, '2026-03-28'], ['2026-11-15', 3, 15, '2027-02-15'], ['2026-03-31', -3, 31, '2025-12-31'], ['2026-06-30', 3, 31, '2026-09-30'],
    // a date set by hand beside the billing day stays on its own day
    ['2026-01-10', 1, 31, '2026-02-10'], ['2026-12-01', 12, 1, '2027-12-01'],
  ])('%s and %i months, billing day %i: %s', (from, months, billingDay, to) => expect(monthsLater(day(from), months, billingDay)).toBe(to))

  it('a monthly forfait comes to its quarterly régularisation every third invoice', () => {
    let dates = rule('flat-rate')
    const seen: unknown[] = []
    for (let month = 1; month <= 6; month++) {
      seen.push([dates.nextInvoiceOn, isRequestDue(dates, dates.nextInvoiceOn!, true)])
      dates = { ...dates, ...afterInvoice(dates) }
    }
    expect(seen).toEqual([['2026-01-31', false], ['2026-02-28', false], ['2026-03-31', true], ['2026-04-30', false], ['2026-05-31', false], ['2026-06-30', true]])
    expect(dates).toMatchObject({ lastInvoiceOn: '2026-06-30', nextInvoiceOn: '2026-07-31', nextRegularisationOn: '2026-09-30', lastRegularisationOn: '2026-06-30' })
  })
  it('a rule that is no longer billed stays as it is', () => {
    const ended = rule('tranche', { nextInvoiceOn: null, lastInvoiceOn: day('2026-01-31') })
    expect(afterInvoice(ended)).toEqual({ lastInvoiceOn: '2026-01-31', nextInvoiceOn: null, nextRegularisationOn: null, lastRegularisationOn: null, nextRenewalOn: '2027-01-01', lastRenewalOn: null })
  })
})

describe('what was wanted on a past day, before what has been invoiced since', () => {
  const invoiced = rule('flat-rate', { lastInvoiceOn: day('2026-03-31'), nextInvoiceOn: day('2026-04-30'), lastRegularisationOn: day('2026-03-31'), nextRegularisationOn: day('2026-06-30') })
  it.each<[string, boolean, string]>([
    ['2026-03-20', false, '2026-03-31'], ['2026-03-31', false, '2026-03-31'], ['2026-04-01', false, '2026-04-30'],
    ['2026-03-20', true, '2026-03-31'], ['2026-04-01', true, '2026-06-30'],
  ])('M-116 on %s, box ticked: %s', (past, ignores, wanted) => expect(wantedAsOf(invoiced, day(past), ignores)).toBe(wanted))
  it('M-116 a régularisation that falls between two invoices is wanted until the later one is made', () => {
    const between = { ...invoiced, lastRegularisationOn: day('2026-03-15'), nextRegularisationOn: day('2026-06-15') }
    expect([wantedAsOf(between, day('2026-03-31'), true), wantedAsOf(between, day('2026-04-01'), true)]).toEqual(['2026-03-15', '2026-06-15'])
  })
  it('M-116 before the first invoice nothing was wanted formerly', () => {
    expect([formerlyWantedFor(rule('flat-rate'), true), formerlyWantedFor(rule('unit'), false)]).toEqual([null, null])
  })
})
