export const progress = {
  working: 'Working…',
  letters: 'Writing the letters…',
}
