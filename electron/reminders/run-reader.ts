import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { GenerationReport, LetterSummary, SkippedLine } from '../../shared/reminders/reminder-contract.ts'
import type { ReminderLevel } from '../../shared/schemas.ts'
import { countBelow, MOST_LETTERS, MOST_LINES, MOST_SKIPPED } from './generation-report.ts'
import type { RunRegister } from './run-register.ts'
import type { RunRepository } from './run-repository.ts'

/** Runs as they were reported when they were made, page by page when they are long. */
export function runReader(folder: string, runs: RunRepository, register: RunRegister) {
  const absolute = (file: string): string => join(folder, ...file.split('/'))

  const letters = (id: number, from: number, keptOf: (records: readonly { lineCount: number }[]) => number): LetterSummary[] => {
    const records = runs.letters(id, from, MOST_LETTERS)
    const kept = keptOf(records)
    return records.map(({ documentFile, pages, levelsBefore, ...letter }, index) => ({
      ...letter, pages: pages ?? 0, file: absolute(documentFile), levelsBefore: JSON.parse(levelsBefore) as ReminderLevel[], lines: index < kept ? runs.lines(letter.letterId) : [],
    }))
  }

  return {
    /** AppError('reminder.run-unknown') */
    report: (id: number): GenerationReport => {
      const summary = runs.summary(id)
      const print = runs.printDocument(id)
      if (!summary) throw new AppError('reminder.run-unknown')
      const { letterCount, emailCount, lineCount, skippedCount, totalCents, deductedCents, interestCents, indemnityCents } = summary
      return {
        runId: id, registerLength: register.positionOf('run', id), printDocumentId: print?.id ?? null, printFile: print ? absolute(print.file) : '', letterCount, levelCounts: runs.levelCounts(id), emailCount, lineCount, skippedCount, totalCents, deductedCents, interestCents, indemnityCents,
        letters: letters(id, 0, (records) => countBelow(records, MOST_LINES)), skipped: runs.skipped(id, 0, MOST_SKIPPED), sent: runs.sent(id),
        withoutAddress: [], withoutAddressCount: 0, unconfirmedProfiles: [], unconfirmedProfileCount: 0, withCredits: [], withCreditsCount: 0, nearPrescription: [], nearPrescriptionCount: 0, withoutStatement: [], withoutStatementCount: 0, withoutMailServerCount: 0, notDueYetCount: 0, remindedTodayCount: 0, loweredCount: 0,
      }
    },
    /** A page of letters with all their lines. */
    letters: (id: number, from: number): LetterSummary[] => {
      const whole = (records: readonly { lineCount: number }[]): number => Math.max(1, countBelow(records, MOST_LINES))
      const page = letters(id, from, whole)
      return page.slice(0, whole(page))
    },
    skipped: (id: number, from: number): SkippedLine[] => runs.skipped(id, from, MOST_SKIPPED),
  }
}
