import { addDays, dayNumber, type LocalDate } from '../date.ts'
import { cents } from '../money.ts'
import { EFFECT_WINDOWS, type LetterGroup, type ReminderEffect } from './dashboard-contract.ts'
import type { ReceivableColumns } from './receivable-columns.ts'

/** Letters that left, in the order they did, those of undone generations apart, and the due dates they name. Places of due dates are those of the receivables. */
export interface LetterColumns {
  count: number
  sentDay: Int32Array
  /** Place in `groups`. */
  group: Uint16Array
  groups: LetterGroup[]
  /** The lines of letter l stand at places start[l] … start[l + 1] − 1. */
  start: Int32Array
  dueDate: Int32Array
  claimedCents: Float64Array
}

const LONGEST = Math.max(...EFFECT_WINDOWS)

/**
 * Calls back each settlement by a payment that came in within thirty days of a letter in ]after, asOf] that names its due date: its place among the allocations, the letter's, and the
 * days between. It counts once, for the last letter that left before the payment.
 */
export function eachReceipt(receivables: ReceivableColumns, letters: LetterColumns, after: LocalDate, asOf: LocalDate, visit: (allocation: number, letter: number, days: number) => void): void {
  const { allocations, dueDates, payments } = receivables
  const [first, last] = [dayNumber(after), dayNumber(asOf)]
  const lastLine = linesByDueDate(receivables, letters)
  for (let place = 0; place < allocations.count; place += 1) {
    if (allocations.payment[place]! < 0 || dueDates.isNoSale[allocations.dueDate[place]!] === 1) continue
    const paidDay = payments.paidDay[allocations.payment[place]!]!
    if (paidDay > last) continue
    let line = lastLine.of[allocations.dueDate[place]!]!
    while (line >= 0 && letters.sentDay[lastLine.letter[line]!]! >= paidDay) line = lastLine.before[line]!
    if (line < 0) continue
    const letter = lastLine.letter[line]!
    const days = paidDay - letters.sentDay[letter]!
    if (days <= LONGEST && letters.sentDay[letter]! > first) visit(place, letter, days)
  }
}

interface LinesByDueDate { /** The last line that names a due date, −1 for none */ of: Int32Array; /** The line before it that does */ before: Int32Array; letter: Int32Array }

function linesByDueDate({ dueDates }: ReceivableColumns, { count, start, dueDate }: LetterColumns): LinesByDueDate {
  const lines: LinesByDueDate = { of: new Int32Array(dueDates.count).fill(-1), before: new Int32Array(dueDate.length), letter: new Int32Array(dueDate.length) }
  for (let letter = 0; letter < count; letter += 1) {
    for (let line = start[letter]!; line < start[letter + 1]!; line += 1) {
      const place = dueDate[line]!
      lines.letter[line] = letter
      // of a due date that was deleted since, nothing came in
      if (place < 0) continue
      lines.before[line] = lines.of[place]!
      lines.of[place] = line
    }
  }
  return lines
}

/** Letters that left in ]after, asOf] by wording, and what came in after them. A window keeps only letters that are at least that old. */
export function effectsOf(receivables: ReceivableColumns, letters: LetterColumns, after: LocalDate, asOf: LocalDate): ReminderEffect[] {
  const [first, last] = [dayNumber(after), dayNumber(asOf)]
  const oldEnough = EFFECT_WINDOWS.map((days) => dayNumber(addDays(asOf, -days)))
  const sums = letters.groups.map(() => ({ letterCount: 0, claimed: 0, windows: EFFECT_WINDOWS.map(() => ({ letterCount: 0, claimed: 0, received: 0 })) }))
  for (let letter = 0; letter < letters.count; letter += 1) {
    const sentDay = letters.sentDay[letter]!
    if (sentDay <= first || sentDay > last) continue
    let claimed = 0
    for (let line = letters.start[letter]!; line < letters.start[letter + 1]!; line += 1) claimed += letters.claimedCents[line]!
    const sum = sums[letters.group[letter]!]!
    for (const counted of [sum, ...sum.windows.filter((_window, place) => sentDay <= oldEnough[place]!)]) {
      counted.letterCount += 1
      counted.claimed += claimed
    }
  }
  eachReceipt(receivables, letters, after, asOf, (allocation, letter, days) => {
    sums[letters.group[letter]!]!.windows.forEach((window, place) => {
      if (days <= EFFECT_WINDOWS[place]! && letters.sentDay[letter]! <= oldEnough[place]!) window.received += receivables.allocations.cents[allocation]!
    })
  })
  return letters.groups.map((group, place) => ({ ...group, sum: sums[place]! })).filter(({ sum }) => sum.letterCount > 0).sort(inOrder).map(({ sum, ...group }) => ({
    ...group, letterCount: sum.letterCount, claimedCents: cents(sum.claimed),
    windows: sum.windows.map(({ letterCount, claimed, received }, place) => ({ days: EFFECT_WINDOWS[place]!, letterCount, claimedCents: cents(claimed), receivedCents: cents(received) })),
  }))
}

const inOrder = (one: LetterGroup, other: LetterGroup): number => one.level - other.level || one.channel.localeCompare(other.channel) || one.profile.localeCompare(other.profile) || one.language.localeCompare(other.language)
