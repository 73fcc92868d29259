import { AppError } from '../../shared/errors.ts'
import { planReminders, type PlannedLetter, type ReminderPlan } from '../../shared/reminders/grouping-rules.ts'
import { checkRule } from '../../shared/reminders/level-rules.ts'
import type { LetterContent, LetterRecipient } from '../../shared/reminders/letter-content.ts'
import type { GenerationRequest, LetterLevel, LetterLine } from '../../shared/reminders/reminder-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import type { RunRepository } from './run-repository.ts'

/** What a letter is written from; the wording is the level's template. */
export interface LetterOrder { level: LetterLevel; recipient: LetterRecipient; lines: readonly LetterLine[]; writtenOn: LocalDate }
export type LetterWriter = (order: LetterOrder) => LetterContent

export interface Planning {
  /** Throws AppError('reminder.nothing-ticked') and ('reminder.thresholds'). */
  plan(request: GenerationRequest): ReminderPlan
  /** Writes the letters of one plan: the company and the wordings are read once, for all of them. */
  writer(writtenOn: LocalDate): (letter: PlannedLetter) => LetterContent
}

export function reminderPlanning(repository: ReminderRepository, runs: RunRepository, letterWriter: () => LetterWriter): Planning {
  return {
    plan: (request) => {
      if (request.ids.length === 0) throw new AppError('reminder.nothing-ticked')
      checkRule(request.rule)
      return planReminders(repository.candidates(request.ids), request, runs.sentSince(request.lastRunId))
    },
    writer: (writtenOn) => {
      const write = letterWriter()
      return ({ customer, level, lines }) => write({ level, recipient: repository.recipient(customer.customerId), lines, writtenOn })
    },
  }
}
