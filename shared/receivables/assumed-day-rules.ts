import { localDay, type Instant, type LocalDate } from '../date.ts'

/** What is stored of an invoice's day. `isDayAssumed`: its list gave none and `invoicedOn` is the day it is due. */
export interface StoredDay { invoicedOn: LocalDate; isDayAssumed: boolean; importedAt: Instant | null }

/** From when an invoice counts as owed. One of an unknown day exists since the import that told of it at the latest: it is not owed from its due day only. */
export function countsFrom({ invoicedOn, isDayAssumed, importedAt }: StoredDay): LocalDate {
  if (!isDayAssumed || importedAt === null) return invoicedOn
  const importedOn = localDay(importedAt)
  return importedOn < invoicedOn ? importedOn : invoicedOn
}

/**
 * From when a payment counts. One dated after the day it was noted on (a cheque to be cashed later, an accepted bill) counts from that day: nobody is reminded of what it settles,
 * so nothing shows it as owed either. SQL says the same in electron/dashboard/receivable-reader.ts.
 */
export function paymentCountsFrom({ paidOn, notedOn }: { paidOn: LocalDate; notedOn: LocalDate }): LocalDate {
  return notedOn < paidOn ? notedOn : paidOn
}
