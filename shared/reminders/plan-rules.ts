import { compareDays, daysBetween, type LocalDate } from '../date.ts'
import { decisiveHold } from '../holds/hold-rules.ts'
import type { ClaimsOnLetters, LetterClaims } from '../legal/interest-rules.ts'
import type { Prescription } from '../legal/prescription-rules.ts'
import { sumCents, type Cents } from '../money.ts'
import type { ReminderChannel } from '../receivables/receivable-contract.ts'
import { inFrenchOrder } from '../text.ts'
import { withClaims } from './claim-rules.ts'
import { decideLevel, type LevelDecision, type LevelFacts } from './level-rules.ts'
import { nettedByAge } from './netting-rules.ts'
import type { ReminderCandidate, ReminderCustomer } from './reminder-candidate.ts'
import { SkipReason, type CustomerCredit, type LetterLevel, type LetterLine, type LetterSort, type LevelRule, type PrescriptionWarning, type ReminderSettings, type SeenDueDates, type Simulation, type SkippedLine } from './reminder-contract.ts'

/** A letter to be: one customer, one level, the due dates that get this level (R-EBP-71, 72). */
export interface PlannedLetter {
  customer: ReminderCustomer
  level: LetterLevel
  channel: ReminderChannel
  lines: LetterLine[]
  /** Remaining due of its lines, gross. */
  totalCents: Cents
  /** What the customer's unused credits take off its lines, ≥ 0. */
  deductedCents: Cents
  /** What it claims beside; null below the level from which letters do, or when nothing may be claimed. */
  claims: LetterClaims | null
}

export interface ReminderPlan {
  letters: PlannedLetter[]
  skipped: SkippedLine[]
  /** Customers who get a letter but have no postal address, each named once. */
  withoutAddress: string[]
  /** Customers who get a letter and of whom nobody has said what kind of debtor they are: nothing is claimed from them. */
  unconfirmedProfiles: string[]
  withCredits: CustomerCredit[]
  /** The first to be prescribed first. */
  nearPrescription: PrescriptionWarning[]
  outcomes: Simulation['outcomes']
  /** Due dates in the letters that were already reminded on this very day. */
  remindedTodayCount: number
}

export interface PlanRequest extends SeenDueDates {
  rule: LevelRule
  resend: boolean
  sort: LetterSort
  asOf: LocalDate
}

/** The settings of the dossier that decide beside the rule. */
export type ReminderPolicy = Pick<ReminderSettings, 'creditHandling' | 'toleranceCents' | 'isFormalNoticePosted'>

/** What the dossier says at this moment about the due dates of a request. */
export interface PlanSources {
  candidates: readonly ReminderCandidate[]
  /** Due dates sent or taken back since the request's `registerLength`. */
  touchedSince: ReadonlySet<number>
  policy: ReminderPolicy
  law: PlanLaw
}

/** What the law says on the day of the request. */
export interface PlanLaw {
  /** By due date. */
  prescriptions: ReadonlyMap<number, Prescription & { isBlocked: boolean }>
  claimInterestFromLevel: LetterLevel | null
  claimsOn: ClaimsOnLetters
}

/** What becomes of one due date of a request; without a candidate it no longer exists. */
export type Outcome = { dueDateId: number; candidate: ReminderCandidate; facts: LevelFacts; decision: LevelDecision } | { dueDateId: number; candidate: null }

/** What becomes of each due date of a request, in its order and each once: the one answer that `simulate` and `explain` show and `generate` writes. */
export function* outcomesOf({ candidates, touchedSince, policy, law }: PlanSources, request: PlanRequest): Generator<Outcome> {
  const byId = new Map(candidates.map((candidate) => [candidate.dueDateId, candidate]))
  const gather = factsGatherer(policy, law, request.asOf)
  const places = new Map(Array.from(request.ids, (id, place) => [id, place]))
  for (const [dueDateId, place] of places) {
    const candidate = byId.get(dueDateId)
    if (!candidate) { yield { dueDateId, candidate: null }; continue }
    const isAsSeen = candidate.openCents === request.openCents[place] && candidate.level === request.levels[place] && !touchedSince.has(dueDateId)
    const facts = gather(candidate, isAsSeen)
    yield { dueDateId, candidate, facts, decision: decideLevel(facts, request.rule, request.resend) }
  }
}

/** The letters of a request and the due dates left out of them. */
export function planReminders(sources: PlanSources, request: PlanRequest): ReminderPlan {
  const letters = new Map<string, PlannedLetter>()
  const skipped: SkippedLine[] = []
  const outcomes = outcomeColumns(request.ids.length)
  let remindedTodayCount = 0
  for (const outcome of outcomesOf(sources, request)) {
    outcomes.add(outcome)
    if (!outcome.candidate) { skipped.push(unknownLine(outcome.dueDateId, request.asOf)); continue }
    const { candidate, facts, decision } = outcome
    if (!decision.send) { skipped.push(skippedLine(candidate, decision.reason, facts)); continue }
    const key = `${candidate.customer.customerId} ${decision.level}`
    const letter = letters.get(key) ?? { customer: candidate.customer, level: decision.level, channel: channelOf(candidate.customer.mailAddress !== '', decision.level, sources.policy), lines: [], totalCents: 0 as Cents, deductedCents: 0 as Cents, claims: null }
    if (candidate.remindedOn === request.asOf) remindedTodayCount += 1
    letter.lines.push(letterLine(candidate, facts, decision.level))
    letters.set(key, letter)
  }
  const { policy, law } = sources
  const sorted = withClaims([...letters.values()].map(completeLetter).sort(letterOrder(request.sort)), law.claimInterestFromLevel, law.claimsOn)
  return {
    letters: sorted, skipped, withoutAddress: namesOf(sorted, ({ customer, channel }) => channel === 'paper' && !customer.hasAddress), unconfirmedProfiles: namesOf(sorted, ({ customer }) => !customer.isProfileKnown), withCredits: policy.creditHandling === 'warn' ? customersWithCredits(sorted) : [],
    nearPrescription: prescriptionWarnings(sorted, law), outcomes: { ...outcomes.columns(), ...claimColumns(sorted, request.ids) }, remindedTodayCount,
  }
}

/** Gathers outcomes as columns, of `most` due dates at most. */
function outcomeColumns(most: number): { add: (outcome: Outcome) => void; columns: () => Pick<ReminderPlan['outcomes'], 'ids' | 'levels' | 'reasons'> } {
  const [ids, levels, reasons] = [new Int32Array(most), new Uint8Array(most), new Uint8Array(most)]
  let count = 0
  return {
    add: (outcome) => {
      ids[count] = outcome.dueDateId
      const decision = outcome.candidate ? outcome.decision : { send: false as const, reason: 'unknown' as const }
      if (decision.send) levels[count] = decision.level
      else reasons[count] = SkipReason.options.indexOf(decision.reason)
      count += 1
    },
    columns: () => ({ ids: ids.slice(0, count), levels: levels.slice(0, count), reasons: reasons.slice(0, count) }),
  }
}

/** What the letters claim beside each due date, in the order of the request, each once. */
function claimColumns(letters: readonly PlannedLetter[], requested: Iterable<number>): Pick<ReminderPlan['outcomes'], 'interestCents' | 'indemnityCents'> {
  if (letters.every(({ claims }) => claims === null)) return { interestCents: new Float64Array(), indemnityCents: new Float64Array() }
  const lines = new Map(letters.flatMap((letter) => letter.lines.map((line) => [line.dueDateId, line] as const)))
  const ids = [...new Set(requested)]
  return { interestCents: Float64Array.from(ids, (id) => lines.get(id)?.interestCents ?? 0), indemnityCents: Float64Array.from(ids, (id) => lines.get(id)?.indemnityCents ?? 0) }
}

/** By e-mail when he wants it so and can be written to, and the letter need not be posted; on paper otherwise. */
export const channelOf = (hasMailAddress: boolean, level: LetterLevel, { isFormalNoticePosted }: Pick<ReminderPolicy, 'isFormalNoticePosted'>): ReminderChannel =>
  !hasMailAddress || (level === 3 && isFormalNoticePosted) ? 'paper' : 'email'

/** Facts as the decision wants them, each customer's credits netted once. */
function factsGatherer({ creditHandling, toleranceCents }: ReminderPolicy, { prescriptions }: PlanLaw, asOf: LocalDate): (candidate: ReminderCandidate, isAsSeen: boolean) => LevelFacts {
  // due dates fall on few days
  const known = new Map<LocalDate, number>()
  const daysLate = (dueOn: LocalDate): number => {
    let days = known.get(dueOn)
    if (days === undefined) known.set(dueOn, days = daysBetween(dueOn, asOf))
    return days
  }
  const covered = new Map<ReminderCustomer, ReadonlyMap<number, Cents>>()
  const coveredCents = ({ customer, dueDateId }: ReminderCandidate): number => {
    if (creditHandling === 'warn' || customer.creditCents === 0) return 0
    let netted = covered.get(customer)
    if (!netted) covered.set(customer, netted = nettedByAge(customer))
    return netted.get(dueDateId) ?? 0
  }
  return (candidate, isAsSeen) => {
    const { customer, amountCents, openCents, level, dueOn, holds, isAwaitingSend } = candidate
    return {
      amountCents, openCents, isAsSeen, isAwaitingSend, toleranceCents, level,
      hold: holds.length === 0 ? null : decisiveHold(holds, asOf),
      isPrescribed: prescriptions.get(candidate.dueDateId)?.isBlocked ?? false,
      balanceCents: customer.outstandingCents - customer.creditCents,
      coveredCents: coveredCents(candidate),
      daysLate: daysLate(dueOn),
      customerLevel: customer.customerLevel,
    }
  }
}

/** Order of the pile: the criterion, then name, customer and level (R-EBP-78). */
function letterOrder(sort: LetterSort): (a: PlannedLetter, b: PlannedLetter) => number {
  return (a, b) => inFrenchOrder(a.customer[sort], b.customer[sort])
    || inFrenchOrder(a.customer.customerName, b.customer.customerName)
    || a.customer.customerId - b.customer.customerId
    || a.level - b.level
}

function completeLetter(letter: PlannedLetter): PlannedLetter {
  const lines = letter.lines.toSorted((a, b) => compareDays(a.dueOn, b.dueOn) || inFrenchOrder(a.invoiceNumber, b.invoiceNumber) || a.dueDateId - b.dueDateId)
  return { ...letter, lines, totalCents: sumCents(lines.map((line) => line.openCents)), deductedCents: sumCents(lines.map((line) => line.deductedCents)) }
}

function letterLine(candidate: ReminderCandidate, { daysLate, coveredCents }: LevelFacts, levelAfter: LetterLevel): LetterLine {
  const { dueDateId, invoiceNumber, warrantyInvoiceNumber, invoicedOn, dueOn, amountCents, openCents, level } = candidate
  return { dueDateId, invoiceNumber, warrantyInvoiceNumber, invoicedOn, dueOn, amountCents, openCents, deductedCents: coveredCents as Cents, interestCents: 0 as Cents, indemnityCents: 0 as Cents, daysLate, levelBefore: level, levelAfter }
}

function skippedLine({ dueDateId, customer, invoiceNumber, dueOn }: ReminderCandidate, reason: SkipReason, { hold }: LevelFacts): SkippedLine {
  return { dueDateId, customerCode: customer.customerCode, customerName: customer.customerName, invoiceNumber, dueOn, reason, hold: reason === 'blocked' ? hold : null }
}

/** A due date deleted since it was ticked: nothing is known of it any more but its id. */
function unknownLine(dueDateId: number, asOf: LocalDate): SkippedLine {
  return { dueDateId, customerCode: '', customerName: '', invoiceNumber: '', dueOn: asOf, reason: 'unknown', hold: null }
}

/** Of the customers of such letters, each once. */
function namesOf(letters: readonly PlannedLetter[], isWanted: (letter: PlannedLetter) => boolean): string[] {
  return [...new Map(letters.filter(isWanted).map(({ customer }) => [customer.customerId, customer.customerName])).values()]
}

function customersWithCredits(letters: readonly PlannedLetter[]): CustomerCredit[] {
  const customers = new Map(letters.filter(({ customer }) => customer.creditCents > 0).map(({ customer }) => [customer.customerId, customer]))
  return [...customers.values()].map(({ customerCode, customerName, creditCents }) => ({ customerCode, customerName, creditCents }))
}

function prescriptionWarnings(letters: readonly PlannedLetter[], { prescriptions }: PlanLaw): PrescriptionWarning[] {
  const warnings = letters.flatMap(({ customer: { customerCode, customerName }, lines }) => lines.flatMap(({ dueDateId, invoiceNumber, warrantyInvoiceNumber }): PrescriptionWarning[] => {
    const prescription = prescriptions.get(dueDateId)
    if (!prescription || prescription.state === 'running') return []
    return [{ customerCode, customerName, invoiceNumber: invoiceNumber || warrantyInvoiceNumber, lastDay: prescription.lastDay, isPrescribed: prescription.state === 'prescribed' }]
  }))
  return warnings.sort((a, b) => daysBetween(b.lastDay, a.lastDay))
}
