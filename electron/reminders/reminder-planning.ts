import { AppError } from '../../shared/errors.ts'
import type { LegalSettings } from '../../shared/legal/legal-contract.ts'
import type { ClaimsOnLetters } from '../../shared/legal/interest-rules.ts'
import { explainReminders } from '../../shared/reminders/explanation-rules.ts'
import { planReminders, type PlanLaw, type PlannedLetter, type PlanSources, type ReminderPlan, type ReminderPolicy } from '../../shared/reminders/plan-rules.ts'
import { checkRule } from '../../shared/reminders/level-rules.ts'
import type { LetterContent, LetterFacts } from '../../shared/reminders/letter-content.ts'
import type { MailContent } from '../../shared/reminders/letter-template-contract.ts'
import type { Explanation, GenerationRequest, LetterLevel, LetterLine } from '../../shared/reminders/reminder-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import type { RunRegister } from './run-register.ts'

/** What a letter is written from; the wording is the level's template. */
export interface LetterOrder extends Pick<LetterFacts, 'level' | 'channel' | 'recipient' | 'writtenOn' | 'deductedCents' | 'claims'> { customerId: number; lines: readonly LetterLine[] }
export type LetterWriter = (order: LetterOrder) => LetterContent
/** The e-mail that goes with the letter, worded by the level's e-mail template. */
export type MailWriter = (order: LetterOrder) => MailContent

/** The legal slice as reminders ask it. */
export interface LawOfReminders {
  settings(): LegalSettings
  prescriptions(dueDateIds: Iterable<number>, asOf: LocalDate): PlanLaw['prescriptions']
  claimsOn(dueDateIds: Iterable<number>, asOf: LocalDate): ClaimsOnLetters
}

export interface PlanWriters {
  letter(): LetterWriter
  mail(): MailWriter
  /** Letters end with the statement of account, and this customer's is too long for one. */
  lacksStatement(customerId: number): boolean
}

/** What a generation would write. */
export interface PlannedRun extends ReminderPlan {
  /** Names of customers whose letters end without their statement of account: it is too long. */
  withoutStatement: string[]
}

export interface Planning {
  /** Throws AppError('reminder.nothing-ticked'), ('reminder.thresholds') and, when letters claim interest, ('legal.rate-missing'). */
  plan(request: GenerationRequest): PlannedRun
  /** What the plan decides about each due date, and why. */
  explain(request: GenerationRequest): Explanation[]
  /** The same letters, of one customer only. */
  planOf(customerId: number, request: GenerationRequest): ReminderPlan
  /**
   * The letter of that level a customer would get if all he owes were ticked; null when he would get none. Where a rate is missing it claims nothing: a generation would be refused,
   * a preview shows the rest.
   */
  letterOf(customerId: number, level: LetterLevel, asOf: LocalDate): PlannedLetter | null
  /** Writes the letters of one plan: the company and the wordings are read once, for all of them. */
  writer(writtenOn: LocalDate): (letter: PlannedLetter) => LetterContent
  /** The same, for the messages that letters by e-mail leave with. */
  mailWriter(writtenOn: LocalDate): (letter: PlannedLetter) => MailContent
}

export function reminderPlanning(repository: ReminderRepository, register: RunRegister, policy: () => ReminderPolicy, law: LawOfReminders, writers: PlanWriters): Planning {
  const order = ({ customer, level, channel, lines, deductedCents, claims }: PlannedLetter, writtenOn: LocalDate): LetterOrder =>
    ({ level, channel, customerId: customer.customerId, recipient: repository.recipient(customer.customerId), lines, writtenOn, deductedCents, claims })
  /** What claims depend on is read only when letters claim. */
  const claimsOf = ({ ids, asOf }: GenerationRequest): Pick<PlanLaw, 'claimInterestFromLevel' | 'claimsOn'> => {
    const { claimInterestFromLevel } = law.settings()
    return { claimInterestFromLevel, claimsOn: claimInterestFromLevel === null ? () => [] : law.claimsOn(ids, asOf) }
  }
  const sourcesOf = (request: GenerationRequest): PlanSources => {
    checkRule(request.rule)
    return {
      candidates: repository.candidates(request.ids), touchedSince: register.touchedSince(request.registerLength), policy: policy(),
      law: { prescriptions: law.prescriptions(request.ids, request.asOf), ...claimsOf(request) },
    }
  }
  const plan = (request: GenerationRequest): ReminderPlan => planReminders(sourcesOf(request), request)
  return {
    plan: (request) => {
      if (request.ids.length === 0) throw new AppError('reminder.nothing-ticked')
      const planned = plan(request)
      return { ...planned, withoutStatement: namesWithoutStatement(planned.letters, writers.lacksStatement) }
    },
    explain: (request) => explainReminders(sourcesOf(request), request),
    planOf: (customerId, request) => plan(requestPart(request, new Set(repository.unpaidIds(customerId)))),
    letterOf: (customerId, level, asOf) => {
      const ids = repository.unpaidIds(customerId)
      const rows = repository.candidates(ids)
      const byId = new Map(rows.map((row) => [row.dueDateId, row]))
      const request: GenerationRequest = {
        ids, openCents: Float64Array.from(ids, (id) => byId.get(id)!.openCents), levels: Uint8Array.from(ids, (id) => byId.get(id)!.level), registerLength: register.end().length,
        rule: { kind: 'level', level }, resend: true, sort: 'customerCode', asOf, outFolder: null, acceptOldData: true,
      }
      const sources = sourcesOf(request)
      return withoutMissingRates((law) => planReminders({ ...sources, law: { ...sources.law, ...law } }, request)).letters[0] ?? null
    },
    writer: (writtenOn) => {
      const write = writers.letter()
      return (letter) => write(order(letter, writtenOn))
    },
    mailWriter: (writtenOn) => {
      const write = writers.mail()
      return (letter) => write(order(letter, writtenOn))
    },
  }
}

/** The plan as the law has it or, where that refuses a rate nobody has entered, one that claims nothing. */
function withoutMissingRates(plan: (law: Partial<PlanLaw>) => ReminderPlan): ReminderPlan {
  try {
    return plan({})
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'legal.rate-missing') throw error
    return plan({ claimInterestFromLevel: null })
  }
}

function namesWithoutStatement(letters: readonly PlannedLetter[], lacksStatement: (customerId: number) => boolean): string[] {
  const names = new Map(letters.map(({ customer: { customerId, customerName } }) => [customerId, customerName]))
  return [...names].filter(([customerId]) => lacksStatement(customerId)).map(([, name]) => name)
}

/** A request about those of its due dates. */
function requestPart(request: GenerationRequest, wanted: ReadonlySet<number>): GenerationRequest {
  const isWanted = (_value: number, place: number): boolean => wanted.has(request.ids[place]!)
  return { ...request, ids: request.ids.filter(isWanted), openCents: request.openCents.filter(isWanted), levels: request.levels.filter(isWanted) }
}
