import type { Messages } from '../fr.ts'

export const calls: Messages['calls'] = {
  outcome: {
    promise: 'Promise to pay', dispute: 'Dispute', voicemail: 'Voicemail', unreachable: 'No answer', 'invoice-not-received': 'Invoice not received', 'awaiting-approval': 'Awaiting approval',
    'payment-sent': 'Payment sent', 'wrong-number': 'Wrong number', other: 'Other', 'call-back': 'Call back',
  },
  promised: '{amount} by {date}',
  entry: {
    new: 'Note a call', edit: 'Call note', calledOn: 'Date', outcome: 'Outcome', text: 'Detail (optional)', reason: 'What is disputed', nextCallOn: 'Next call', nextCallHint: 'Empty: none',
    promisedFor: 'Promised by', amount: 'Promised amount', dueDates: 'Due dates concerned', dueDate: '{number} – due {dueOn} – {open}', partlyPromised: '{amount} promised of {claimed}: the due dates ticked are suspended whole until {date}. Untick those the promise is not about.', credit: '{amount} of unused credits are taken off the amount proposed.', noDueDate: 'This customer has no open due date.',
    help: {
      promise: 'These due dates are not reminded until the promised day. The promise is compared with the payments by itself; it takes the place of the one already made for these due dates.',
      dispute: 'These due dates are not reminded until the hold is lifted.',
      'invoice-not-received': 'The invoices ticked are to be sent again: they are listed in “Today”.',
    },
    hint: 'Facts that serve the collection: the customer may ask to read this note (GDPR). A call changes neither the reminder level nor its date.',
    saved: 'Call noted: {outcome}.', corrected: 'Note saved', remove: 'Erase the note', removeTitle: 'Erase this note?',
    removeText: 'The call is erased for good, its text and promise included. Backups made before keep it until they are replaced.', removed: 'Note erased',
  },
  today: {
    title: 'Today', calls: 'To call back', promisesDue: 'Promises due today', promisesBroken: 'Broken promises', copies: 'Invoices to send again', sessions: 'Call sessions', closedSessions: 'Sessions that are over',
    none: { calls: 'No call planned.', promisesDue: 'No promise for today.', promisesBroken: 'No broken promise without news.', copies: 'No invoice to send again.', sessions: 'No session under way.' },
    start: 'Call session…', startTicked: 'Call session…', scripts: 'Call scripts', note: 'Note a call…', noteFor: 'Note a call with {customer}', account: 'Overview of {customer}', sent: 'Sent', sentFor: 'Copy of {number} sent', sentDone: 'Copy of invoice {number} noted as sent.',
    resume: 'Resume', resumeFor: 'Resume session no. {id}', report: 'Report', reportFor: 'Report of session no. {id}',
    session: 'Session no. {id} of {date}', part: 'list {part} of {parts}',
    due: 'planned for {date}', overdue: '{amount} overdue', promised: '{amount} promised for {date}', missing: '{amount} left', requested: 'asked for on {date}',
  },
  start: {
    title: 'Call session', ticked: '{n} due date ticked | {n} due date ticked | {n} due dates ticked', criteria: 'The customers whose due dates meet these criteria are called one by one.',
    tickedHelp: 'The customers of the due dates ticked are called one by one.', daysOverdue: 'Days overdue', daysHint: 'At least; empty: every open due date', minOutstanding: 'Least outstanding', level: 'Reminder level', allLevels: 'All',
    order: 'Order of the calls', orders: { amount: 'Amount, the largest first', age: 'Age of the oldest due date', 'last-contact': 'Last contact, the oldest first', promise: 'Broken promises, then amount' },
    orderHint: 'A broken promise always comes first.', shared: 'Share the list between two people', sharedHint: 'Two sessions, every other customer in each.', begin: 'Begin', begun: '{n} session begun | {n} session begun | {n} sessions begun',
  },
  session: {
    title: 'Call session', progress: '{n} called of {all} | {n} called of {all} | {n} called of {all}', waiting: '{n} to call | {n} to call | {n} to call', queue: 'Customers of the session', customer: 'Customer', who: 'Whom to call', owes: 'What is owed', history: 'Latest contacts', script: 'What I say', outcomes: 'Outcome of the call',
    state: { waiting: 'to call', postponed: 'put off to {date}', called: 'called', 'called-elsewhere': 'called today', settled: 'settled' },
    calledToday: 'called today: {outcome}', calledTodayHelp: 'This customer has been called today already, outside this session: {outcome}.', alsoIn: 'in session no. {id} as well', alsoInHelp: 'This customer is in session no. {id} as well, which is open and has not called him yet.',
    noPhone: 'No number: complete the customer sheet.', dial: 'Call {phone}', sheet: 'Customer sheet', account: 'Overview',
    outstanding: 'outstanding {amount}', overdue: 'Overdue {amount}', credit: 'unallocated {amount}', noDueDate: 'Nothing left to claim: this customer has settled everything.',
    column: { invoice: 'Invoice', dueOn: 'Due on', late: 'Late', open: 'Still due', level: 'Lvl', remindedOn: 'Reminded on' }, days: '{n} d', more: 'Only the {n} oldest are shown.',
    letter: 'Reminder level {level} ({channel})', channel: { paper: 'letter', email: 'e-mail' }, noHistory: 'No contact noted.', next: 'next call on {date}', by: 'by {by}', noteOfSheet: 'Note on the sheet',
    claim: { amount: 'To be asked for: {amount}', net: '{asked} less {credits} of unused credits', disputed: 'disputed, apart: {amount}', paused: 'promised or on hold, apart: {amount}' }, nothingClaimed: 'Nothing to ask for today: all of it is disputed, promised, on hold or covered by unused credits.',
    skip: 'Skip', postpone: 'Put off…', nextCustomer: 'Next', previousCustomer: 'Previous', report: 'Report', close: 'End the session', closeTitle: 'End this session?', closeText: 'The customers who have not been called will not be in this session any more. Its report stays in “Today”.',
    closed: 'This session is over.', done: 'All customers of the session have been seen', doneHint: 'The report says what it has brought.', skipped: '{customer} moved to the end of the list.', postponed: '{customer} put off to {date}.', until: 'Put off to', postponeTitle: 'Put the call off',
  },
  report: {
    title: 'Report of call session no. {id}', screen: 'Call report', startedOn: 'session begun on {date} by {by}', none: 'No call has been noted yet.',
    figure: { called: 'Customers called', reached: 'Customers reached', promised: 'Promises', disputed: 'Disputes', waiting: 'Still to call', postponed: 'Put off', settled: 'Settled without a call' },
    column: { calledOn: 'Date', customer: 'Customer', customerCode: 'Customer code', customerName: 'Customer', outcome: 'Outcome', text: 'Detail', promisedFor: 'Promised by', promised: 'Promised amount', disputed: 'Disputed amount', amount: 'Amount', nextCallOn: 'Next call', madeBy: 'Called by' },
    sheet: { calls: 'Calls', figures: 'Figures', figure: 'Figure', count: 'Count', amount: 'Amount' },
    pdf: 'PDF document', excel: 'Excel workbook', job: 'Call report', document: 'Report of call session no. {id} of {date}', file: 'Call report {id} {date}',
  },
  scripts: {
    title: 'Call scripts', help: 'What is said on the telephone, by the highest reminder level among the due dates it is about. A customer who was not reminded is at level 0.', level: 'Level {level}', text: 'Text', example: 'Example', own: 'The dossier’s text', default: 'Text supplied with Relais',
    saved: 'Script saved.', restored: 'Supplied text restored.', restoreQuestion: 'The dossier’s text for this level will be replaced by the one supplied with Relais.',
  },
  variable: {
    client: { nom: 'Customer name', code: 'Customer code' }, interlocuteur: 'The customer’s first contact, or nothing', societe: { nom: 'Your company', telephone: 'Your telephone' }, total: 'Still due of the due dates it is about', credits: 'Unused credits that are taken off, or nothing', net: 'Total less these credits: what is asked for', conteste: 'What is disputed and not asked for, or nothing', nombre_echeances: 'How many they are', premiere_echeance: 'Day of the oldest',
    retard_max: 'Days the oldest is late', niveau: 'Highest reminder level', promesse_rompue: 'True when a promise was not kept', promesse_montant: 'Amount of that promise', promesse_date: 'Day of that promise',
  },
  copy: {
    subject: 'Copy of your invoice {number}', text: 'Hello,\n\nAs agreed on the telephone, please find attached a copy of our invoice {number} of {date}, for an amount of {total}.\n\nKind regards,\n\n{company}',
    noOriginal: 'no original PDF in the dossier: ask for a duplicate', noAddress: 'no e-mail address on the sheet: to be sent by post', ready: 'copy ready in the outbox, for {to}', state: 'copy in the outbox: {state}',
    send: 'Send', sendFor: 'Send the copy of {number}', sendTitle: 'Send this copy?', sendText: 'The message prepared for {to} leaves as soon as possible. You can look it over in the outbox before.',
    againTitle: 'Send another copy?', againText: 'A copy was already asked for today: {invoices}. Yes: one more is prepared if the first has left. No: the call is noted, without another copy.',
  },
  promise: {
    title: 'Promises to pay', state: { pending: 'pending', kept: 'kept', 'kept-late': 'kept late', 'partly-kept': 'partly kept', broken: 'broken', replaced: 'replaced', cancelled: 'cancelled' }, partlyReplaced: ', replaced for the rest',
    line: '{amount} promised on {madeOn} for {promisedFor}', paid: '{paid} paid', on: 'on {invoices}', cancel: 'Cancel', cancelLabel: 'Cancel the promise of {amount} for {date}',
    farTitle: 'A promise so far away?', farText: '{date} is more than three months away: until then these due dates would not be reminded. Is it really the promised day? No: correct it.',
    cancelTitle: 'Cancel this promise?', cancelText: 'Its due dates may be reminded again. The promise stays visible, cancelled.', cancelled: 'Promise cancelled',
  },
}
