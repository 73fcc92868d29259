import { describe, expect, it } from 'vitest'
import { addYears, localDate } from '../../shared/date.ts'
import { isReminderBlocked, prescriptionOf, type PrescriptionFacts } from '../../shared/legal/prescription-rules.ts'

const facts = (profile: PrescriptionFacts['profile'], invoicedOn: string, servicedOn: string | null = null, ...interruptedOn: string[]): PrescriptionFacts =>
  ({ profile, invoicedOn: localDate(invoicedOn), servicedOn: servicedOn === null ? null : localDate(servicedOn), interruptedOn: interruptedOn.map(localDate) })

describe('the prescription clock', () => {
  it.each<[string, PrescriptionFacts, string, string, string]>([
    ['L218-2 two years against a consumer', facts('consumer', '2024-03-15'), '2025-01-01', '2026-03-15', 'running'],
    ['L110-4 five years against a company', facts('company', '2024-03-15'), '2025-01-01', '2029-03-15', 'running'],
    ['law 68-1250 four years against a public body', facts('public-body', '2024-03-15'), '2025-01-01', '2028-03-15', 'running'],
    ['counts from the service when it comes first', facts('consumer', '2024-03-15', '2024-02-10'), '2025-01-01', '2026-02-10', 'running'],
    ['counts from the invoice when it comes first', facts('consumer', '2024-03-15', '2024-04-10'), '2025-01-01', '2026-03-15', 'running'],
    ['warns so many days before', facts('consumer', '2024-03-15'), '2026-01-14', '2026-03-15', 'near'],
    ['does not warn a day earlier', facts('consumer', '2024-03-15'), '2026-01-13', '2026-03-15', 'running'],
    ['the last day still counts', facts('consumer', '2024-03-15'), '2026-03-15', '2026-03-15', 'near'],
    ['is over the day after', facts('consumer', '2024-03-15'), '2026-03-16', '2026-03-15', 'prescribed'],
    ['29 February ends on 28 February', facts('consumer', '2024-02-29'), '2025-01-01', '2026-02-28', 'running'],
    ['2240 an acknowledgement of debt starts it again', facts('consumer', '2024-03-15', null, '2025-06-01'), '2026-06-01', '2027-06-01', 'running'],
    ['one interruption after another', facts('consumer', '2022-03-15', null, '2025-06-01', '2024-01-10'), '2026-06-01', '2027-06-01', 'running'],
    ['an interruption that comes too late changes nothing', facts('consumer', '2022-03-15', null, '2025-06-01'), '2026-06-01', '2024-03-15', 'prescribed'],
    ['an interruption after the day looked at is not known yet', facts('consumer', '2024-03-15', null, '2026-03-10'), '2026-03-09', '2026-03-15', 'near'],
  ])('%s', (_title, invoice, asOf, lastDay, state) => {
    expect(prescriptionOf(invoice, localDate(asOf), 60)).toMatchObject({ lastDay, state })
  })

  it('blocks reminders of a consumer’s prescribed debt, and only warns of others’', () => {
    const asOf = localDate('2035-01-01')
    expect((['consumer', 'company', 'public-body'] as const).map((profile) => isReminderBlocked(profile, prescriptionOf(facts(profile, '2024-03-15'), asOf, 60)))).toEqual([true, false, false])
    expect(isReminderBlocked('consumer', prescriptionOf(facts('consumer', '2024-03-15'), localDate('2026-03-15'), 60))).toBe(false)
  })

  it.each([['2024-02-29', 1, '2025-02-28'], ['2024-02-29', 4, '2028-02-29'], ['2025-12-31', 2, '2027-12-31']])('%s and %i years is %s', (day, years, expected) => expect(addYears(localDate(day), years)).toBe(expected))
})
