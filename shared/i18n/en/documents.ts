export const documents = {
  help: 'Everything Relais wrote for this file, newest first. The documents never change: they are the evidence of what was sent.',
  run: 'Generation',
  allRuns: 'All documents',
  runLabel: '{date}: {n} letter, {total} | {date}: {n} letter, {total} | {date}: {n} letters, {total}',
  count: 'no document | {n} document | {n} documents',
  cutShort: 'Only the {shown} newest of {count} documents are listed. Choose a generation to see its own; the others are in the “documents” subfolder.',
  column: { createdAt: 'Written on', kind: 'Kind', title: 'Document', customer: 'Customer', pages: 'Pages', file: 'File' },
  kind: { 'reminder-letter': 'Reminder letter', 'reminder-print': 'Letters to print', 'phone-list': 'Telephone reminder list', 'call-report': 'Call report', export: 'Export', statement: 'Statement of account', 'evidence-file': 'File of evidence', 'meter-request': 'Reading request', 'meter-request-data': 'Data of a reading request', 'meter-request-fax': 'Fax of a reading request', einvoice: 'Electronic invoice' },
  empty: 'No document yet',
  emptyHint: 'The letters and lists generated on the Reminders screen appear here.',
  printed: 'Document sent to the printer.',
  saved: 'Copy saved: {file}',
}
