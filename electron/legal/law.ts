import type { LocalDate } from '../../shared/date.ts'
import { letterClaims, withDeductions, type ClaimsOnLetters } from '../../shared/legal/interest-rules.ts'
import type { LegalSettings } from '../../shared/legal/legal-contract.ts'
import { isReminderBlocked, latestStart, prescriptionOf, type Prescription } from '../../shared/legal/prescription-rules.ts'
import { ratesOf } from '../../shared/legal/rate-rules.ts'
import type { InterestRepository } from './interest-repository.ts'
import type { PrescriptionRepository } from './prescription-repository.ts'
import type { RateRepository } from './rate-repository.ts'

/** What the law says about due dates: offered to the slices that remind of them. */
export interface Law {
  settings(): LegalSettings
  /** Reads once all that the claims of these due dates depend on, as the books are now; `isAsKnownThen`: without the credit notes of later days. */
  claimsOn(dueDateIds: Iterable<number>, asOf: LocalDate, options?: { isAsKnownThen?: boolean; /** Indemnities alone, which need no rate */ isWithoutInterest?: boolean }): ClaimsOnLetters
  /** By due date. */
  prescriptions(dueDateIds: Iterable<number>, asOf: LocalDate): Map<number, Prescription & { isBlocked: boolean }>
}

export interface LawTools {
  settings: { read(): LegalSettings }
  rates: RateRepository
  interest: InterestRepository
  prescription: PrescriptionRepository
  /** The day insolvency proceedings stop interest, by customer. */
  insolvencies(): ReadonlyMap<number, LocalDate>
}

export function law({ settings, rates, interest, prescription, insolvencies }: LawTools): Law {
  return {
    settings: settings.read,
    claimsOn: (dueDateIds, asOf, { isAsKnownThen = false, isWithoutInterest = false } = {}) => {
      const dueDates = interest.dueDates(dueDateIds, isAsKnownThen ? asOf : null)
      const debtors = interest.debtorsOf(dueDateIds)
      const insolventFrom = insolvencies()
      const table = isWithoutInterest ? null : ratesOf(rates.rows())
      return (customerId, letters, deductions) => {
        const record = debtors.get(customerId)
        // what a consumer does not owe is asked from nobody before it is known what he is
        if (!record?.isProfileKnown) return letters.map(() => null)
        const debtor = { ...record, insolventFrom: insolventFrom.get(customerId) ?? null }
        const indemnified = new Set<number>()
        return letters.map((ids) => {
          const claims = letterClaims(debtor, ids.flatMap((id) => { const dueDate = dueDates.get(id); return dueDate ? [withDeductions(dueDate, deductions?.get(id) ?? [])] : [] }), table, asOf, indemnified)
          for (const { dueDateId, indemnityCents } of claims?.lines ?? []) if (indemnityCents > 0) indemnified.add(dueDates.get(dueDateId)!.invoiceId)
          return claims
        })
      }
    },
    prescriptions: (dueDateIds, asOf) => {
      const { prescriptionWarningDays } = settings.read()
      return new Map([...prescription.clocksOfDueDates(dueDateIds, latestStart(asOf, prescriptionWarningDays))].map(([id, clock]) => {
        const found = prescriptionOf(clock, asOf, prescriptionWarningDays)
        return [id, { ...found, isBlocked: isReminderBlocked(clock.profile, found) }]
      }))
    },
  }
}
