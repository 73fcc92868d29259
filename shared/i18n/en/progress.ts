export const progress = {
  working: 'Working…',
  imports: { reading: 'Reading the file…', writing: 'Writing…' },
  letters: 'Writing the letters…',
  statements: 'Writing the statements of account…',
  evidence: 'Checking the letters sent…',
}
