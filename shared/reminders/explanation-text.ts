import { formatDate } from '../date.ts'
import { holdText, type Say } from '../holds/hold-text-rules.ts'
import { formatEuros } from '../money.ts'
import type { Explanation } from './reminder-contract.ts'

/** « Pourquoi ? » in words: what becomes of the due date, the rule or the obstacle with its dates and amounts, and its last reminder. */
export function explanationText(explanation: Explanation, say: Say): string {
  const { levelAfter, levelBefore, remindedOn, deductedCents, openCents } = explanation
  const history = levelBefore === 0 || remindedOn === null ? say('reminders.why.neverReminded') : say('reminders.why.reminded', { level: levelBefore, date: formatDate(remindedOn) })
  if (levelAfter === null) return say('reminders.why.none', { because: obstacleText(explanation, say), history })
  return say('reminders.why.letter', {
    level: levelAfter, because: ruleText(explanation, levelAfter, say), history,
    sameLevel: levelAfter === levelBefore ? say('reminders.why.sameLevel') : '',
    deduction: deductedCents === 0 ? '' : say('reminders.why.deduction', { deducted: formatEuros(deductedCents), net: formatEuros(openCents - deductedCents), open: formatEuros(openCents) }),
  })
}

function ruleText({ rule, levelBefore, daysLate }: Explanation, level: number, say: Say): string {
  switch (rule.kind) {
    case 'increment': return say(level === levelBefore ? 'reminders.why.incrementAtMost' : 'reminders.why.increment', { before: levelBefore })
    case 'customer': return say('reminders.why.customer')
    case 'level': return say('reminders.why.level')
    case 'days': return say('reminders.why.days', { n: daysLate, threshold: rule.thresholds[level - 1]!, level })
  }
}

function obstacleText(explanation: Explanation, say: Say): string {
  const { reason, rule, hold, otherHoldCount, outstandingCents, creditCents, openCents, toleranceCents, daysLate, levelBefore } = explanation
  const dueOn = formatDate(explanation.dueOn)
  const [credit, outstanding, open] = [formatEuros(creditCents), formatEuros(outstandingCents), formatEuros(openCents)]
  switch (reason) {
    case 'blocked': return otherHoldCount === 0 ? holdText(hold!, say) : say('reminders.why.withOthers', { hold: holdText(hold!, say), others: say('reminders.why.otherHolds', { n: otherHoldCount }) })
    case 'covered-by-credits': return creditCents >= outstandingCents ? say('reminders.why.balanceCovered', { credit, outstanding }) : say('reminders.why.dueDateCovered', { credit, open })
    case 'below-tolerance': return say('reminders.why.belowTolerance', { outstanding, credit, tolerance: formatEuros(toleranceCents) })
    case 'below-first-threshold': return daysLate < 0 ? say('reminders.why.notDueYet', { dueOn }) : say('reminders.why.belowThreshold', { n: daysLate, dueOn, threshold: rule.kind === 'days' ? rule.thresholds[0] : 0 })
    case 'highest-level-reached': return say('reminders.why.highest')
    case 'already-sent': return say('reminders.why.alreadySent', { level: levelBefore })
    default: return say(`reminders.skip.${reason}`)
  }
}
