import type { Messages } from '../fr.ts'

export const scenarios: Messages['scenarios'] = {
  title: 'Reminder scenario',
  step: { letter: 'D+{days} · Level {level} reminder', email: 'D+{days} · Level {level} reminder by e-mail', paper: 'D+{days} · Level {level} reminder by post', call: 'D+{days} · Telephone call' },
  short: 'D+{days}',
  today: {
    help: 'The scenario proposes, nothing leaves by itself: “Open the reminder” ticks these due dates in “Customer reminders” and chooses their level, which you check before generating.',
    none: 'Nothing to do today according to the scenario.',
    counts: '{customers}, {dueDates}, {total}', customers: '{count} customer | {count} customers', dueDates: '{count} due date | {count} due dates',
    openAll: 'Open the reminder', callAll: 'Call session…', open: 'Open', call: 'Call…', openAllOf: 'Open the reminder: {step}', callAllOf: 'Call session: {step}', openOf: 'Open the reminder of {customer}: {step}', callOf: 'Call… {customer}: {step}',
    since: 'to be done since {date}', sinceToday: 'to be done today', oldest: 'due {date}', skipped: 'step passed over: {steps} | steps passed over: {steps}',
    more: '{count} other customer | {count} other customers', blocked: 'Steps reached but blocked ({n})', blockedMore: 'Only the {n} largest amounts are shown.',
    waiting: '{count} due date waits for its next step, not before {date} | {count} due dates wait for their next step, not before {date}', finished: '{count} due date is at the end of the scenario | {count} due dates are at the end of the scenario',
    nothingLeft: 'These due dates are no longer to be reminded: the list has been updated.', chosen: 'Due dates opened from another screen. “Calculate” shows those of your criteria again.',
    settings: 'Set up the scenario', reason: { 'awaiting-send': 'a letter or an e-mail waits to leave, or may have left', blocked: 'on hold', prescribed: 'time-barred (consumer)', 'covered-by-credits': 'covered by unallocated payments or credit notes', 'below-tolerance': 'below the tolerance', 'in-session': 'already in an open call session' },
  },
  settings: {
    help: 'Steps dated from the due date. Each day, “Today” says for whom a step is reached. Relais never sends or calls by itself; what was done is read from levels, reminder dates and recorded calls.',
    isOn: 'Use a scenario', isOnHint: 'Without a scenario, “Today” says nothing of it.',
    steps: 'Steps', place: 'Step {n}', days: 'Days after the due date', action: 'To do', audience: 'For customers reminded',
    actions: { call: 'Call', letter: 'Level {level} reminder' }, audiences: { all: 'by e-mail or by post', email: 'by e-mail', paper: 'by post' },
    audienceHint: 'A reminder leaves as the customer’s sheet says. “by e-mail” only: the step concerns none but customers whose reminder of this level leaves by e-mail.',
    add: 'Add a step', remove: 'Remove', removeOf: 'Remove step {n}', rules: 'Pace', minDays: 'Minimum delay between two actions (days)', minDaysHint: 'Nothing is proposed about a due date sooner than this after its last reminder, nor a call sooner than this after the last call to the customer. Never two letters at once after a holiday.',
    catchUp: 'Steps missed (holidays, scenario started on old invoices)', catchUpOf: { 'next-level': 'Catch up one level after the other', reached: 'Go straight to the step reached, even if levels are passed over' },
    restore: 'Restore the delivered scenario', restored: 'Delivered scenario restored: save to keep it.', saved: 'Scenario saved.', wrong: '{n} step to correct | {n} steps to correct', noStep: 'No step: add one to use a scenario.',
    problem: {
      'days-order': 'The number of days must be greater than that of the steps before.', 'level-order': 'A step before already reminds at a higher level.', 'never-reached': 'A step before already reminds these customers at this level: this one would never be proposed.',
      'too-close': 'The step before is less than {days} days away: the minimum delay would always put this one off.',
    },
  },
}

export const scenarioErrors: Messages['errors']['scenario'] = {
  'no-step': 'A scenario without any step cannot be used. Nothing was saved: add a step, or untick “Use a scenario”.',
  'days-order': 'Step {step} of the scenario: its number of days is not greater than that of the steps before. Nothing was saved.',
  'level-order': 'Step {step} of the scenario: a step before already reminds at a higher level. Nothing was saved.',
  'never-reached': 'Step {step} of the scenario: a step before already reminds these customers at this level. Nothing was saved.',
  'too-close': 'Step {step} of the scenario: it comes less than {days} days after one that would always put it off. Nothing was saved.',
  gone: 'This step is no longer in the scenario. Nothing was opened: go back to “Today”.',
}
