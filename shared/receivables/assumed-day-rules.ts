import { localDay, type Instant, type LocalDate } from '../date.ts'

/** What is stored of an invoice's day. `isDayAssumed`: its list gave none and `invoicedOn` is the day it is due. */
export interface StoredDay { invoicedOn: LocalDate; isDayAssumed: boolean; importedAt: Instant | null }

/** From when an invoice counts as owed. One of an unknown day exists since the import that told of it at the latest: it is not owed from its due day only. */
export function countsFrom({ invoicedOn, isDayAssumed, importedAt }: StoredDay): LocalDate {
  if (!isDayAssumed || importedAt === null) return invoicedOn
  const importedOn = localDay(importedAt)
  return importedOn < invoicedOn ? importedOn : invoicedOn
}
