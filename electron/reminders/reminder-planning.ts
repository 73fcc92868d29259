import { AppError } from '../../shared/errors.ts'
import { planReminders, type PlannedLetter, type ReminderPlan, type ReminderPolicy } from '../../shared/reminders/grouping-rules.ts'
import { checkRule } from '../../shared/reminders/level-rules.ts'
import type { LetterContent, LetterRecipient } from '../../shared/reminders/letter-content.ts'
import type { GenerationRequest, LetterLevel, LetterLine } from '../../shared/reminders/reminder-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import type { RunRegister } from './run-register.ts'

/** What a letter is written from; the wording is the level's template. */
export interface LetterOrder { level: LetterLevel; recipient: LetterRecipient; lines: readonly LetterLine[]; writtenOn: LocalDate }
export type LetterWriter = (order: LetterOrder) => LetterContent

export interface Planning {
  /** Throws AppError('reminder.nothing-ticked') and ('reminder.thresholds'). */
  plan(request: GenerationRequest): ReminderPlan
  /** The same letters, of one customer only. */
  planOf(customerId: number, request: GenerationRequest): ReminderPlan
  /** Writes the letters of one plan: the company and the wordings are read once, for all of them. */
  writer(writtenOn: LocalDate): (letter: PlannedLetter) => LetterContent
}

export function reminderPlanning(repository: ReminderRepository, register: RunRegister, policy: () => ReminderPolicy, letterWriter: () => LetterWriter): Planning {
  const plan = (request: GenerationRequest): ReminderPlan => {
    checkRule(request.rule)
    return planReminders({ candidates: repository.candidates(request.ids), touchedSince: register.touchedSince(request.registerLength), policy: policy() }, request)
  }
  return {
    plan: (request) => {
      if (request.ids.length === 0) throw new AppError('reminder.nothing-ticked')
      return plan(request)
    },
    planOf: (customerId, request) => plan(requestPart(request, new Set(repository.unpaidIds(customerId)))),
    writer: (writtenOn) => {
      const write = letterWriter()
      return ({ customer, level, lines }) => write({ level, recipient: repository.recipient(customer.customerId), lines, writtenOn })
    },
  }
}

/** A request about those of its due dates. */
function requestPart(request: GenerationRequest, wanted: ReadonlySet<number>): GenerationRequest {
  const isWanted = (_value: number, place: number): boolean => wanted.has(request.ids[place]!)
  return { ...request, ids: request.ids.filter(isWanted), openCents: request.openCents.filter(isWanted), levels: request.levels.filter(isWanted) }
}
