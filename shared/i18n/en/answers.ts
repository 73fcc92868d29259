import type { Messages } from '../fr.ts'

/** Answers to meter-reading requests: entry, received files, entry table, asking again. */
export const answers: Messages['answers'] = {
  screen: 'Answers to reading requests',
  intro: 'Drop here, or choose, what customers have sent back: the filled PDF form, the entry table (XLSX), or the message that holds them (EML, MSG). Nothing is saved before you agree.',
  choose: 'Choose files…', reading: 'Reading the answers', clear: 'Empty the list',
  save: 'Save the ticked answers', open: 'Read received answers…',
  attachment: '{file} › {name}',
  count: 'no answer | {n} answer | {n} answers', ticked: 'none ticked | {n} ticked | {n} ticked',
  saved: 'No reading saved. | {n} reading saved. | {n} readings saved.',
  answered: 'No request has all its values. | {n} request is answered now. | {n} requests are answered now.',
  nothingNew: 'Everything is in the dossier already: nothing has changed.',
  stillOpen: 'Meters are missing: the request stays open for {names}.',
  nothingTicked: 'No answer is ticked.',
  none: 'No answer read',
  sources: 'Files read', sourceDone: 'no answer | {n} answer | {n} answers', sourceEmpty: 'empty form', problems: 'Files without a readable answer',
  messages: 'Messages without a filled form', messageFrom: '{subject} – {from}', messageText: 'Text of the message', enter: 'Enter the answer of {identifier}', done: 'Answered',
  confirmTitle: 'Save all the same?', confirmMore: 'and {n} more', confirmLine: '{identifier}: {text}',
  leaveTitle: 'Give these answers up?', leaveText: 'Answers that were read are not saved.',
  state: { ready: 'To be saved', 'to-confirm': 'To be confirmed', unreadable: 'To be corrected', blocked: 'Refused', known: 'Entered already', empty: 'Empty form' },
  check: {
    'before-request': 'The reading of {readOn} is older than the request of {requestedOn}',
    jump: 'The value entered ( {value} ) is more than ten times what this meter usually adds ( {last} on {lastOn} )',
    'same-day': 'There is another reading of {readOn} ( {value} )', 'answered-already': 'This request has been answered, recorded on {answeredOn}', 'assumed-date': 'No date of reading: the date of the message is taken',
  },
  problem: { 'not-a-number': '“{text}” is not a number', ambiguous: '“{text}” may be a large number or one with decimals', 'too-precise': '“{text}” has too many decimals', 'out-of-range': '“{text}” is out of range', 'other-line': 'The line of the table shows another asset or meter than the one it is tied to (sorted or copied)', 'unknown-meter': 'This meter is no longer one of this asset' },
  noDate: 'No date of reading', wrongDate: '“{text}” is not a date', knownValue: 'Entered already',
  column: {
    ticked: 'Keep', state: 'Check', source: 'File', providerIdentifier: 'Asset', label: 'Label', customerName: 'Customer', requestedOn: 'Requested on', meter: 'Meter', lastReadOn: 'Last reading', lastValue: 'Old value', value: 'New value',
    readOn: 'Read on', finding: 'To verify', reader: 'Read by', sentOn: 'Left on', formerOn: 'Repeats that of', waiting: 'Answer',
  },
  entry: {
    title: 'Answer of {identifier}', about: '{customer}, {site} – requested on {date}', readOn: 'Date of reading', value: '{name} ({unit})', last: 'Last reading: {value} on {date}', never: 'Never read', wrong: 'A whole number | A number with at most one decimal | A number with at most {n} decimals',
    button: 'Enter the answer', isFinal: 'Take the request as answered', isFinalHint: 'A meter is missing: without this tick the request stays open', apply: 'Apply', help: 'A meter left empty is not read.', nothing: 'Enter at least one value and the date.', file: 'Read in {source}', noMeter: 'This asset has no active meter.',
  },
  filter: { label: 'Requests', all: 'All', open: 'Without answer', overdue: 'Late', answered: 'Answered' },
  waiting: { answered: 'Answered', late: 'Answer is late', open: 'Awaited', again: 'Asked again since', none: '–' },
  overdueHint: 'Late: without answer for more than {n} days (parameter NB_JOURS_AVANT_RELANCE_RELEVE).',
  again: {
    button: 'Ask again…', title: 'Ask for these readings again?', working: 'Preparing the new requests', cancelled: 'Cancelled: no request was made.',
    text: 'No new request will leave. | {n} new request will leave, which names the former. | {n} new requests will leave, each of which names its former.',
  },
  tickLate: 'Tick the late requests', untick: 'Untick all', tickTooltip: 'Double click or Space to tick or untick',
  table: {
    button: 'Entry table', sheet: 'Meter readings', file: 'Entry table {customer} {date}', title: 'Entry table of {date} – {customer}', written: 'Table written: {file} | Table written: {file} | {n} tables written, one for each customer, in “Documents”.',
    site: 'Site', location: 'Location', identifier: 'Asset', manufacturerIdentifier: 'Manufacturer’s identifier', label: 'Label', meter: 'Meter', unit: 'Unit', lastReadOn: 'Last reading on', lastValue: 'Last value',
    value: 'New value', readOn: 'Read on', reader: 'Read by', key: 'Reference',
  },
}
