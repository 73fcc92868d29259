import type { ImportCounts, ImportReport, ImportWarning, SourceKind, UnbalancedGroup } from '../../shared/imports/import-contract.ts'
import { cents } from '../../shared/money.ts'

const MAX_WARNINGS = 1000

const SUMS = ['openCents', 'shownCents', 'unallocatedCents', 'undatedOpenings', 'listedFound'] as const

/** What one part of an import adds to its report. */
export type ReportPart = Pick<ReportBuilder, 'counts' | 'unbalancedGroups' | 'missing' | (typeof SUMS)[number]> & { warnings: ImportWarning[]; warningCount: number }

/** Gathers what an import did while it does it. */
export class ReportBuilder {
  readonly counts: ImportCounts = { lines: 0, customersAdded: 0, customersUpdated: 0, invoicesAdded: 0, creditNotesAdded: 0, dueDatesAdded: 0, dueDatesKept: 0, dueDatesSettled: 0, paymentsAdded: 0, allocationsAdded: 0 }
  readonly unbalancedGroups: UnbalancedGroup[] = []
  openCents = 0
  shownCents = 0
  unallocatedCents = 0
  /** Open due dates brought forward without the day of their document */
  undatedOpenings = 0
  /** Due dates of lists, or typed in, found in a ledger */
  listedFound = 0
  /** Open due dates of lists that a ledger should have and does not, and nobody has said anything of */
  readonly missing: { invoiceId: number; openCents: number }[] = []
  /** See ImportReport; null: not told */
  besideCents: number | null = null
  /** Due dates that took their level and date of reminder from a list; those that kept theirs although the list says otherwise */
  levelsTaken = 0
  levelsKept = 0
  private readonly warnings: ImportWarning[] = []
  private warningCount = 0

  warn = (code: string, line: number, details: ImportWarning['details'] = {}, column = 0): void => {
    this.warningCount++
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ code, line, column, details })
  }

  hasWarned(code: string, details: ImportWarning['details']): boolean {
    return this.warnings.some((warning) => warning.code === code && Object.entries(details).every(([name, value]) => warning.details[name] === value))
  }

  part(): ReportPart {
    const { counts, unbalancedGroups, openCents, shownCents, unallocatedCents, undatedOpenings, listedFound, missing, warnings, warningCount } = this
    return { counts, unbalancedGroups, openCents, shownCents, unallocatedCents, undatedOpenings, listedFound, missing, warnings, warningCount }
  }

  add(part: ReportPart): void {
    for (const name of Object.keys(part.counts) as (keyof ImportCounts)[]) this.counts[name] += part.counts[name]
    this.unbalancedGroups.push(...part.unbalancedGroups)
    this.missing.push(...part.missing)
    for (const name of SUMS) this[name] += part[name]
    this.warnings.push(...part.warnings.slice(0, MAX_WARNINGS - this.warnings.length))
    this.warningCount += part.warningCount
  }

  build(importId: number | null, kind: SourceKind, fileName: string): ImportReport {
    return {
      importId, kind, fileName, alreadyImported: false, counts: this.counts, openCents: cents(this.openCents), shownCents: cents(this.shownCents), unallocatedCreditCents: cents(this.unallocatedCents), besideCents: this.besideCents === null ? null : cents(this.besideCents),
      unbalancedGroups: this.unbalancedGroups, warnings: this.warnings, warningCount: this.warningCount,
    }
  }
}

/** The report of a file that had been imported before: nothing to do. */
export function alreadyImportedReport(report: ImportReport): ImportReport {
  return { ...report, importId: null, alreadyImported: true, counts: { ...new ReportBuilder().counts, lines: report.counts.lines } }
}
