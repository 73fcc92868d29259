import type { Messages } from '../fr.ts'

export const callErrors: Messages['errors']['calls'] = {
  'in-future': 'The day of the call is to come. Nothing was saved: give today or a day that has passed.',
  'next-past': 'The day of the next call has passed. Nothing was saved: choose today or a day to come, or leave it empty.',
  'next-missing': 'A customer to be called back needs the day of the next call. Nothing was saved: give it.',
  'no-due-date': 'No open due date is ticked, or one of them was settled meanwhile. Nothing was saved: tick the due dates it is about.',
  'reason-missing': 'A dispute needs a reason. Nothing was saved: say what the customer disputes.',
  'promise-missing': 'A promise to pay needs a day and an amount. Nothing was saved: give them.',
  'promise-past': 'The promised day comes before that of the call. Nothing was saved: choose the day of the call or a later one.',
  'promise-far': 'The promised day, {on}, is more than {days} days away: these due dates would not be reminded until then. Nothing was saved: correct the day, or confirm it.',
  'promise-amount': 'The promised amount must be positive, and at most {owed}, what is still due of the due dates ticked. Nothing was saved: correct the amount or tick other due dates.',
  'promise-not-pending': 'This promise waits for nothing any more: it was kept, broken or cancelled meanwhile. Nothing was changed.',
  'nothing-to-call': 'No customer to call: the due dates chosen are settled, or none meets the criteria without being on hold or promised. No session was begun: tick other due dates or widen the criteria.',
  'too-many': '{count} customers meet the criteria; a session calls {limit} at most. No session was begun: narrow the criteria.',
  'session-closed': 'This call session is over. Nothing was saved: note the call in the customer’s summary.',
  'not-in-session': 'This customer is not, or no longer, in this call session. Nothing was saved: note the call in his summary.',
}
