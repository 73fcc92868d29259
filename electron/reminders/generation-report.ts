import { cents, sumCents } from '../../shared/money.ts'
import type { PlannedLetter } from '../../shared/reminders/plan-rules.ts'
import type { GenerationReport, LetterLevel, LetterSummary } from '../../shared/reminders/reminder-contract.ts'
import type { PlannedRun } from './reminder-planning.ts'

/** What one message to the window bears without holding it up. */
export const MOST_LETTERS = 2000
export const MOST_LINES = 2000
export const MOST_SKIPPED = 2000
const MOST_NAMES = 200

/** What a letter that was written has beyond its plan. */
export type WrittenLetter = Pick<LetterSummary, 'letterId' | 'documentId' | 'file' | 'pages'>
export type WrittenRun = Pick<GenerationReport, 'runId' | 'registerLength' | 'printDocumentId' | 'printFile'> & { letters: readonly WrittenLetter[] }

const notWritten: WrittenLetter = { letterId: null, documentId: null, file: '', pages: 0 }

/** The report of a plan: its counts are of all of it, its lists hold the first of many. */
export function generationReport({ letters, skipped, withoutAddress, unconfirmedProfiles, withCredits, nearPrescription, withoutStatement, remindedTodayCount }: PlannedRun, written: WrittenRun | null, hasMailServer: boolean): GenerationReport {
  const sentLines = letters.flatMap((letter) => letter.lines)
  const countOf = (wanted: LetterLevel): number => letters.filter(({ level }) => level === wanted).length
  const emailCount = letters.filter(({ channel }) => channel === 'email').length
  return {
    runId: written?.runId ?? null,
    registerLength: written?.registerLength ?? null,
    printDocumentId: written?.printDocumentId ?? null,
    printFile: written?.printFile ?? '',
    letterCount: letters.length,
    levelCounts: [countOf(1), countOf(2), countOf(3)],
    emailCount,
    lineCount: sentLines.length,
    skippedCount: skipped.length,
    totalCents: sumCents(letters.map((letter) => letter.totalCents)),
    deductedCents: sumCents(letters.map((letter) => letter.deductedCents)),
    interestCents: sumCents(letters.map(({ claims }) => claims?.interestCents ?? 0)),
    indemnityCents: sumCents(letters.map(({ claims }) => claims?.indemnityCents ?? 0)),
    letters: linesOfFirst(letters.slice(0, MOST_LETTERS).map((letter, index) => summaryOf(letter, written?.letters[index] ?? notWritten))),
    skipped: skipped.slice(0, MOST_SKIPPED),
    withoutAddress: withoutAddress.slice(0, MOST_NAMES),
    withoutAddressCount: withoutAddress.length,
    unconfirmedProfiles: unconfirmedProfiles.slice(0, MOST_NAMES),
    unconfirmedProfileCount: unconfirmedProfiles.length,
    withCredits: withCredits.slice(0, MOST_NAMES),
    withCreditsCount: withCredits.length,
    nearPrescription: nearPrescription.slice(0, MOST_NAMES),
    nearPrescriptionCount: nearPrescription.length,
    withoutStatement: withoutStatement.slice(0, MOST_NAMES),
    withoutStatementCount: withoutStatement.length,
    withoutMailServerCount: hasMailServer ? 0 : emailCount,
    notDueYetCount: sentLines.filter(({ daysLate }) => daysLate < 0).length,
    remindedTodayCount,
    loweredCount: sentLines.filter(({ levelBefore, levelAfter }) => levelAfter < levelBefore).length,
    sent: { ids: Int32Array.from(sentLines, (line) => line.dueDateId), levels: Uint8Array.from(letters.flatMap(({ channel, lines }) => lines.map((line) => channel === 'paper' ? line.levelAfter : line.levelBefore))) },
  }
}

function summaryOf({ customer, level, channel, lines, totalCents, deductedCents, claims }: PlannedLetter, written: WrittenLetter): LetterSummary {
  const { customerId, customerCode, customerName } = customer
  const levelsBefore = [...new Set(lines.map((line) => line.levelBefore))].sort()
  return { ...written, customerId, customerCode, customerName, level, channel, totalCents, deductedCents, interestCents: claims?.interestCents ?? cents(0), indemnityCents: claims?.indemnityCents ?? cents(0), lineCount: lines.length, levelsBefore, lines }
}

/** The letters, those beyond the limit without their lines. */
export function linesOfFirst(letters: readonly LetterSummary[]): LetterSummary[] {
  const kept = countBelow(letters, MOST_LINES)
  return letters.map((letter, index) => index < kept ? letter : { ...letter, lines: [] })
}

/** How many letters from the first have no more lines than that in all. */
export function countBelow(letters: readonly { lineCount: number }[], mostLines: number): number {
  let lines = 0
  const beyond = letters.findIndex(({ lineCount }) => (lines += lineCount) > mostLines)
  return beyond === -1 ? letters.length : beyond
}
