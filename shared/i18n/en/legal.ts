export const legal = {
  table: { ecb: 'the refinancing rate of the ECB', legal: 'the French legal interest rate (other cases)' },
  refused: {
    'too-early': 'this half-year starts more than a month from now, its rate cannot be known',
    'too-high': 'a rate above 20% is most likely a typing error (2.15, not 215)',
    'source-missing': 'enter the source of the rate (decree, official page)',
  },
  sheet: {
    interests: 'Late interest', invoiceNumber: 'Invoice no.', dueOn: 'Due date', nature: 'Nature', interest: 'Late interest', indemnity: 'Fixed indemnity',
    from: 'From', to: 'To', days: 'Days', base: 'Base', rate: 'Annual rate %', amount: 'Amount',
  },
  document: { interest: 'Interest computation of {customer} as of {date}' },
  file: { interest: 'Interest {code} {customer} as of {date}' },
}
