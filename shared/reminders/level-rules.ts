import { AppError } from '../errors.ts'
import type { HoldMark } from '../holds/hold-contract.ts'
import type { ReminderLevel } from '../schemas.ts'
import type { LetterLevel, LevelRule, SkipReason } from './reminder-contract.ts'

/** All that the decision about one due date looks at. */
export interface LevelFacts {
  openCents: number
  amountCents: number
  /** Same remaining due and level as the person saw, and in no letter since. */
  isAsSeen: boolean
  /** A letter about it waits in the outbox, or may have left. */
  isAwaitingSend: boolean
  /** The hold in force that bears on it. */
  hold: HoldMark | null
  /** Prescribed debt of a consumer: he is not to be reminded of it. */
  isPrescribed: boolean
  /** What the customer owes in all, less his unused payments and credit notes. */
  balanceCents: number
  /** A customer whose balance is not beyond it is not reminded. */
  toleranceCents: number
  /** What those credits cover of this due date; 0 unless the dossier nets them. */
  coveredCents: number
  /** Negative before the due date. */
  daysLate: number
  level: ReminderLevel
  /** « Niveau de relance » of the customer, tab « Comptabilité ». */
  customerLevel: ReminderLevel
}

export type LevelDecision = { send: true; level: LetterLevel } | { send: false; reason: SkipReason }

type Thresholds = readonly [number, number, number]

/** Whether a ticked due date gets a letter under a rule, at which level, or why not (R-EBP-51…66, 76). The first reason that holds is the one told. */
export function decideLevel(facts: LevelFacts, rule: LevelRule, resend: boolean): LevelDecision {
  const obstacle = obstacleOf(facts)
  if (obstacle !== null) return { send: false, reason: obstacle }
  const target = targetLevel(facts, rule)
  if (typeof target === 'string') return { send: false, reason: target }
  if (target !== facts.level || resend) return { send: true, level: target }
  return { send: false, reason: rule.kind === 'increment' ? 'highest-level-reached' : 'already-sent' }
}

/** What keeps a due date from being reminded under any rule. */
function obstacleOf(facts: LevelFacts): SkipReason | null {
  if (facts.amountCents < 0) return 'credit'
  if (facts.openCents <= 0) return 'settled'
  if (!facts.isAsSeen) return 'changed'
  return standingObstacle(facts)
}

/** What keeps an open due date from being reminded, whoever asks and whatever he saw. */
export type StandingObstacle = Extract<SkipReason, 'awaiting-send' | 'blocked' | 'prescribed' | 'covered-by-credits' | 'below-tolerance'>
export type StandingFacts = Pick<LevelFacts, 'openCents' | 'isAwaitingSend' | 'hold' | 'isPrescribed' | 'balanceCents' | 'toleranceCents' | 'coveredCents'>

export function standingObstacle({ openCents, isAwaitingSend, hold, isPrescribed, balanceCents, toleranceCents, coveredCents }: StandingFacts): StandingObstacle | null {
  if (isAwaitingSend) return 'awaiting-send'
  if (hold !== null) return 'blocked'
  if (isPrescribed) return 'prescribed'
  if (balanceCents <= 0 || coveredCents >= openCents) return 'covered-by-credits'
  if (balanceCents <= toleranceCents) return 'below-tolerance'
  return null
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
