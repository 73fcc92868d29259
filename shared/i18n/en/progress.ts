export const progress = {
  working: 'Working…',
}
