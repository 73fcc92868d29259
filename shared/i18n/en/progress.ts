export const progress = {
  working: 'Working…',
  imports: { reading: 'Reading the file…', writing: 'Writing…' },
  letters: 'Writing the letters…',
}
