import { describe, expect, it } from 'vitest'
import { checkThresholds, decideLevel, type LevelFacts } from '../../shared/reminders/level-rules.ts'
import type { LevelRule } from '../../shared/reminders/reminder-contract.ts'

type Thresholds = [number, number, number]
const increment: LevelRule = { kind: 'increment' }
const customer: LevelRule = { kind: 'customer' }
const level = (value: 1 | 2 | 3): LevelRule => ({ kind: 'level', level: value })
const days = (...thresholds: Thresholds): LevelRule => ({ kind: 'days', thresholds })
const late = (daysLate: number): Partial<LevelFacts> => ({ daysLate })
const at = (current: 0 | 1 | 2 | 3, customerLevel: 0 | 1 | 2 | 3 = 0): Partial<LevelFacts> => ({ level: current, customerLevel })

const decide = (facts: Partial<LevelFacts>, rule: LevelRule, resend: boolean): string | number => {
  const decision = decideLevel({ openCents: 100, amountCents: 100, isAsSeen: true, isAwaitingSend: false, hold: null, isPrescribed: false, balanceCents: 100, toleranceCents: 0, coveredCents: 0, daysLate: 20, level: 0, customerLevel: 0, ...facts }, rule, resend)
  return decision.send ? decision.level : decision.reason
}

describe('what a ticked due date becomes', () => {
  it.each<[string, Partial<LevelFacts>, LevelRule, boolean, number | string]>([
    ['R-EBP-51 rule 1 adds one to the level: 0 becomes 1', at(0), increment, false, 1],
    ['R-EBP-51 rule 1: 1 becomes 2', at(1), increment, false, 2],
    ['R-EBP-51 rule 1: 2 becomes 3', at(2), increment, false, 3],
    ['R-EBP-52 rule 1 stops at 3, sent again with the option', at(3), increment, true, 3],
    ['R-EBP-66 rule 1 at level 3 without the option sends nothing', at(3), increment, false, 'highest-level-reached'],
    ['R-EBP-53 rule 2 takes the customer’s level', at(0, 2), customer, false, 2],
    ['R-EBP-53 rule 2 takes the customer’s level also when it is lower', at(3, 1), customer, false, 1],
    ['R-EBP-55 rule 2 skips a customer without a level', at(1, 0), customer, true, 'customer-without-level'],
    ['R-EBP-56 rule 3 gives the level typed in: 1', at(0), level(1), false, 1],
    ['R-EBP-56 rule 3 gives the level typed in: 2', at(0), level(2), false, 2],
    ['R-EBP-56 rule 3 gives the level typed in: 3', at(0), level(3), false, 3],
    ['R-EBP-57 rule 3 may lower the level: 3 becomes 1', at(3), level(1), false, 1],
    ['R-EBP-58 rule 4: 35 days late with 10/30/60 is level 2', late(35), days(10, 30, 60), false, 2],
    ['R-EBP-59 rule 4: 10 days late reaches the first threshold', late(10), days(10, 30, 60), false, 1],
    ['R-EBP-59 rule 4: 59 days late is still level 2', late(59), days(10, 30, 60), false, 2],
    ['R-EBP-59 rule 4: 60 days late reaches the third threshold', late(60), days(10, 30, 60), false, 3],
    ['R-EBP-60 rule 4: below the first threshold, no letter', late(9), days(10, 30, 60), true, 'below-first-threshold'],
    ['R-EBP-60 rule 4: not due yet is below a first threshold of 0', late(-1), days(0, 30, 60), false, 'below-first-threshold'],
    ['R-EBP-59 rule 4: due today reaches a first threshold of 0', late(0), days(0, 30, 60), false, 1],
    ['R-EBP-76 not as it was seen, no letter, whatever the option', { isAsSeen: false }, level(1), true, 'changed'],
    ['R-EBP-76 settled since it was seen is settled', { isAsSeen: false, openCents: 0 }, level(1), true, 'settled'],
    ['R-EBP-63 without the option, the level already sent is not sent again', at(2), level(2), false, 'already-sent'],
    ['R-EBP-64 with the option, it is sent again', at(2), level(2), true, 2],
    ['R-EBP-63 without the option, rule 2', at(2, 2), customer, false, 'already-sent'],
    ['R-EBP-65 the option counts for rule 2', at(2, 2), customer, true, 2],
    ['R-EBP-63 without the option, rule 4', { ...at(1), ...late(12) }, days(10, 30, 60), false, 'already-sent'],
    ['R-EBP-65 the option counts for rule 4', { ...at(1), ...late(12) }, days(10, 30, 60), true, 1],
    ['R-EBP-76 a due date settled meanwhile is left out whatever the rule', { openCents: 0 }, level(1), true, 'settled'],
    ['R-EBP-14 a credit note never gets a letter', { openCents: -100, amountCents: -100 }, level(1), true, 'credit'],
    ['R-EBP-14 a used credit note neither', { openCents: 0, amountCents: -100 }, level(1), true, 'credit'],
  ])('%s', (_case, facts, rule, resend, expected) => {
    expect(decide(facts, rule, resend)).toBe(expected)
  })
})

describe('R-EBP-61 thresholds of rule 4', () => {
  it.each<Thresholds>([[10, 30, 60], [0, 1, 2], [0, 30, 365]])('accepts %i / %i / %i', (...thresholds) => {
    expect(() => { checkThresholds(thresholds) }).not.toThrow()
  })
  it.each<Thresholds>([[30, 10, 60], [10, 60, 30], [60, 30, 10], [10, 10, 60], [10, 30, 30]])('refuses %i / %i / %i', (...thresholds) => {
    expect(() => { checkThresholds(thresholds) }).toThrow(expect.objectContaining({ code: 'reminder.thresholds' }))
  })
})
