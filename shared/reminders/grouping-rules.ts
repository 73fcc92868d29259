import { daysBetween, type LocalDate } from '../date.ts'
import { sumCents, type Cents } from '../money.ts'
import type { ReminderLevel } from '../schemas.ts'
import { decideLevel } from './level-rules.ts'
import type { CustomerCredit, LetterLevel, LetterLine, LetterSort, LevelRule, SeenDueDates, SkippedLine, SkipReason } from './reminder-contract.ts'

/** A ticked due date with what a letter and its place in the pile depend on, as it stands in the dossier at this moment. */
export interface ReminderCandidate {
  dueDateId: number
  customerId: number
  customerCode: string
  customerName: string
  customerLevel: ReminderLevel
  /** Of the address letters go to. */
  postcode: string
  hasAddress: boolean
  /** The customer's payments and credit notes not used yet, as a positive amount. */
  creditCents: Cents
  salesRep: string
  family: string
  invoiceNumber: string
  warrantyInvoiceNumber: string
  invoicedOn: LocalDate
  dueOn: LocalDate
  amountCents: Cents
  openCents: Cents
  level: ReminderLevel
  remindedOn: LocalDate | null
}

/** A letter to be: one customer, one level, the due dates that get this level (R-EBP-71, 72). */
export interface PlannedLetter {
  customer: ReminderCandidate
  level: LetterLevel
  lines: LetterLine[]
  totalCents: Cents
}

export interface ReminderPlan {
  letters: PlannedLetter[]
  skipped: SkippedLine[]
  /** Customers who get a letter but have no postal address, each named once. */
  withoutAddress: string[]
  withCredits: CustomerCredit[]
}

export interface PlanRequest extends SeenDueDates {
  rule: LevelRule
  resend: boolean
  sort: LetterSort
  asOf: LocalDate
}

/**
 * What a generation does with the ticked due dates: the one answer both `simulate` shows and `generate` writes.
 * @param sentSince due dates sent by a generation later than `request.lastRunId`
 */
export function planReminders(candidates: readonly ReminderCandidate[], request: PlanRequest, sentSince: ReadonlySet<number>): ReminderPlan {
  const byId = new Map(candidates.map((candidate) => [candidate.dueDateId, candidate]))
  const letters = new Map<string, PlannedLetter>()
  const skipped: SkippedLine[] = []
  const places = new Map(Array.from(request.ids, (id, place) => [id, place]))
  for (const [id, place] of places) {
    const candidate = byId.get(id)
    if (!candidate) { skipped.push(unknownLine(id, request.asOf)); continue }
    const isAsSeen = candidate.openCents === request.openCents[place] && candidate.level === request.levels[place] && !sentSince.has(id)
    const daysLate = daysBetween(candidate.dueOn, request.asOf)
    const decision = decideLevel({ ...candidate, isAsSeen, daysLate }, request.rule, request.resend)
    if (!decision.send) { skipped.push(skippedLine(candidate, decision.reason)); continue }
    const key = `${candidate.customerId} ${decision.level}`
    const letter = letters.get(key) ?? { customer: candidate, level: decision.level, lines: [], totalCents: 0 as Cents }
    letter.lines.push(letterLine(candidate, daysLate, decision.level))
    letters.set(key, letter)
  }
  const sorted = [...letters.values()].map(completeLetter).sort(letterOrder(request.sort))
  return { letters: sorted, skipped, withoutAddress: namesWithoutAddress(sorted), withCredits: customersWithCredits(sorted) }
}

const collator = new Intl.Collator('fr', { numeric: true })

/** Order of the pile: the criterion, then name, customer and level (R-EBP-78). */
function letterOrder(sort: LetterSort): (a: PlannedLetter, b: PlannedLetter) => number {
  return (a, b) => collator.compare(a.customer[sort], b.customer[sort])
    || collator.compare(a.customer.customerName, b.customer.customerName)
    || a.customer.customerId - b.customer.customerId
    || a.level - b.level
}

function completeLetter(letter: PlannedLetter): PlannedLetter {
  const lines = letter.lines.toSorted((a, b) => daysBetween(b.dueOn, a.dueOn) || collator.compare(a.invoiceNumber, b.invoiceNumber) || a.dueDateId - b.dueDateId)
  return { ...letter, lines, totalCents: sumCents(lines.map((line) => line.openCents)) }
}

function letterLine(candidate: ReminderCandidate, daysLate: number, levelAfter: LetterLevel): LetterLine {
  const { dueDateId, invoiceNumber, warrantyInvoiceNumber, invoicedOn, dueOn, amountCents, openCents, level } = candidate
  return { dueDateId, invoiceNumber, warrantyInvoiceNumber, invoicedOn, dueOn, amountCents, openCents, daysLate, levelBefore: level, levelAfter }
}

function skippedLine({ dueDateId, customerCode, customerName, invoiceNumber, dueOn }: ReminderCandidate, reason: SkipReason): SkippedLine {
  return { dueDateId, customerCode, customerName, invoiceNumber, dueOn, reason }
}

/** A due date deleted since it was ticked: nothing is known of it any more but its id. */
function unknownLine(dueDateId: number, asOf: LocalDate): SkippedLine {
  return { dueDateId, customerCode: '', customerName: '', invoiceNumber: '', dueOn: asOf, reason: 'unknown' }
}

function namesWithoutAddress(letters: readonly PlannedLetter[]): string[] {
  const customers = new Map(letters.filter(({ customer }) => !customer.hasAddress).map(({ customer }) => [customer.customerId, customer.customerName]))
  return [...customers.values()]
}

function customersWithCredits(letters: readonly PlannedLetter[]): CustomerCredit[] {
  const customers = new Map(letters.filter(({ customer }) => customer.creditCents > 0).map(({ customer }) => [customer.customerId, customer]))
  return [...customers.values()].map(({ customerCode, customerName, creditCents }) => ({ customerCode, customerName, creditCents }))
}
