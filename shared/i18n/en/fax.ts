/** « Paramètres fax »: the provider that turns e-mails into faxes. */
export const fax = {
  title: 'Fax settings',
  help: 'A fax leaves as an e-mail to your provider’s gateway, with the document as a PDF or as a fax (TIFF). Write here what it expects, as its manual says.',
  none: 'No fax provider is set: contact customer service to use this function. Nothing leaves by fax.',
  variables: 'Names to use: {number} the number, {login} FAX_EXTERNE_LOGIN_CLIENT, {account} FAX_EXTERNE_NUMERO_CLIENT, {subject} the subject of the message.',
  address: 'Address', content: 'Message', limits: 'Limits',
  field: {
    addressPattern: 'Address of the gateway', numberFormat: 'Number written as', countryCode: 'Country code', minDigits: 'Digits at least', maxDigits: 'Digits at most',
    subjectPattern: 'Subject', body: 'Text of the message', bodyColumns: 'Width of the text', attachment: 'Attachment', maxKilobytes: 'Size of the message (kB)',
  },
  fieldHint: {
    addressPattern: 'Example: {example}', prefix: 'PREFIX_FAX is put before the number.', countryCode: '33 for France', subjectPattern: 'Empty: no subject. Some gateways read the number there: {example}', bodyColumns: 'Characters a line; empty: no limit', maxKilobytes: 'Empty: no limit. The document weighs a third more in it.',
  },
  numberFormat: { 'as-given': 'As typed', national: 'National (0472…)', international: 'International (33472…)', 'international-00': 'International with 00 (0033472…)', 'international-plus': 'International with + (+33472…)' },
  body: { none: 'None', text: 'The text of the template, as a cover page' },
  attachment: { pdf: 'PDF', tiff: 'TIFF-F (fax): the pages in black and white' },
  try: 'Try', tryNumber: 'Fax number', tryResult: 'Written to {address}, subject “{subject}”', tryNone: { 'invalid-address': 'This number gives no address the gateway would take.', 'fax-length': 'This number has too many or too few digits for the gateway ({min} to {max}).' },
  invalid: {
    required: 'required', pattern: 'a name in braces does not exist', address: 'gives no e-mail address', number: 'the number is neither in the address nor in the subject', characters: 'contains forbidden characters', country: 'one to three digits, without + or 00', digits: 'less than the minimum',
  },
  remove: 'Send no more faxes', removeQuestion: 'Remove the fax provider? Nothing will leave by fax any more. Messages already in the outbox do not change.',
  saved: 'Fax settings saved', removed: 'Fax provider removed', wrong: '{n} field to correct | {n} fields to correct',
}
