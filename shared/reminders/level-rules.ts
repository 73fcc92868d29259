import { AppError } from '../errors.ts'
import type { LetterLevel, LevelRule, SkipReason } from './reminder-contract.ts'
import type { ReminderLevel } from '../schemas.ts'

/** What the rules look at on a due date. */
export interface LevelFacts {
  openCents: number
  amountCents: number
  /** Same remaining due and level as the person saw, and in no letter since. */
  isAsSeen: boolean
  /** Negative before the due date. */
  daysLate: number
  level: ReminderLevel
  /** « Niveau de relance » of the customer, tab « Comptabilité ». */
  customerLevel: ReminderLevel
}

export type LevelDecision = { send: true; level: LetterLevel } | { send: false; reason: SkipReason }

type Thresholds = readonly [number, number, number]

const skip = (reason: SkipReason): LevelDecision => ({ send: false, reason })

/** Whether a ticked due date gets a letter under a rule, at which level, or why not (R-EBP-51…66, 76). */
export function decideLevel(facts: LevelFacts, rule: LevelRule, resend: boolean): LevelDecision {
  if (facts.amountCents < 0) return skip('credit')
  if (facts.openCents <= 0) return skip('settled')
  if (!facts.isAsSeen) return skip('changed')
  const target = targetLevel(facts, rule)
  if (typeof target === 'string') return skip(target)
  if (target !== facts.level || resend) return { send: true, level: target }
  return skip(rule.kind === 'increment' ? 'highest-level-reached' : 'already-sent')
}

/** The level the rule gives whatever was sent before; it may be lower than the present one (R-EBP-57). */
function targetLevel({ level, customerLevel, daysLate }: LevelFacts, rule: LevelRule): LetterLevel | SkipReason {
  switch (rule.kind) {
    case 'increment': return Math.min(level + 1, 3) as LetterLevel
    case 'customer': return customerLevel === 0 ? 'customer-without-level' : customerLevel as LetterLevel
    case 'level': return rule.level
    case 'days': return levelByDays(daysLate, rule.thresholds)
  }
}

/** The highest level whose threshold is reached (AMB-09). */
function levelByDays(daysLate: number, thresholds: Thresholds): LetterLevel | SkipReason {
  const reached = thresholds.filter((threshold) => threshold <= daysLate).length
  return reached === 0 ? 'below-first-threshold' : reached as LetterLevel
}

/** Throws AppError('reminder.thresholds') unless each threshold is beyond the one before: an equal one would make a level unreachable (R-EBP-61). */
export function checkThresholds([first, second, third]: Thresholds): void {
  if (first >= second || second >= third) throw new AppError('reminder.thresholds', { first, second, third })
}

export function checkRule(rule: LevelRule): void {
  if (rule.kind === 'days') checkThresholds(rule.thresholds)
}
