export const progress = {
  working: 'Working…',
  imports: { reading: 'Reading the file…', writing: 'Writing…' },
  assets: { reading: 'Reading the assets…' },
  receivables: 'Reading receivables…',
  bank: 'Reading the bank statement…',
  letters: 'Writing the letters…',
  table: 'Writing the table…',
  answers: 'Reading the answers…',
  'entry-tables': 'Writing the entry tables…',
  'meter-requests': 'Writing the reading requests…',
  statements: 'Writing the statements of account…',
  evidence: 'Checking the letters sent…',
}
