import { daysBetween, formatDate, type LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import type { DataAge } from './reminder-contract.ts'

/** How old the last import is on a day; null without an import: a dossier kept by hand is as fresh as its keeper. `maxDays` null: never too old. */
export function dataAge(lastImportOn: LocalDate | null, asOf: LocalDate, maxDays: number | null): DataAge | null {
  if (lastImportOn === null) return null
  const days = Math.max(0, daysBetween(lastImportOn, asOf))
  return { lastImportOn, days, isTooOld: maxDays !== null && days > maxDays }
}

/** Throws AppError('reminder.old-data') on data too old to remind upon. */
export function refuseOldData(age: DataAge | null): void {
  if (age?.isTooOld) throw new AppError('reminder.old-data', { days: age.days, on: formatDate(age.lastImportOn) })
}
