import type { Messages } from '../fr.ts'

export const calls: Messages['calls'] = {
  outcome: {
    promise: 'Promise to pay', dispute: 'Dispute', voicemail: 'Voicemail', unreachable: 'No answer', 'invoice-not-received': 'Invoice not received', 'awaiting-approval': 'Awaiting approval',
    'payment-sent': 'Payment sent', 'wrong-number': 'Wrong number', other: 'Other', 'call-back': 'Call back',
  },
  promised: '{amount} by {date}',
  entry: {
    new: 'Note a call', edit: 'Call note', calledOn: 'Date', outcome: 'Outcome', text: 'Detail (optional)', reason: 'What is disputed', nextCallOn: 'Next call', nextCallHint: 'Empty: none',
    promisedFor: 'Promised by', amount: 'Promised amount', dueDates: 'Due dates concerned', dueDate: '{number} – due {dueOn} – {open}', noDueDate: 'This customer has no open due date.',
    help: {
      promise: 'These due dates are not reminded until the promised day. The promise is compared with the payments by itself; it takes the place of the one already made for these due dates.',
      dispute: 'These due dates are not reminded until the hold is lifted.',
      'invoice-not-received': 'The invoices ticked are to be sent again: they are listed in “Today”.',
    },
    hint: 'Facts that serve the collection: the customer may ask to read this note (GDPR). A call changes neither the reminder level nor its date.',
    saved: 'Call noted: {outcome}.', corrected: 'Note saved', remove: 'Erase the note', removeTitle: 'Erase this note?',
    removeText: 'The call is erased for good, its text and promise included. Backups made before keep it until they are replaced.', removed: 'Note erased',
  },
  promise: {
    title: 'Promises to pay', state: { pending: 'pending', kept: 'kept', 'kept-late': 'kept late', 'partly-kept': 'partly kept', broken: 'broken', cancelled: 'cancelled' },
    line: '{amount} promised on {madeOn} for {promisedFor}', paid: '{paid} paid', on: 'on {invoices}', cancel: 'Cancel', cancelLabel: 'Cancel the promise of {amount} for {date}',
    cancelTitle: 'Cancel this promise?', cancelText: 'Its due dates may be reminded again. The promise stays visible, cancelled.', cancelled: 'Promise cancelled',
  },
}
