export const legal = {
  table: { ecb: 'the refinancing rate of the ECB', legal: 'the French legal interest rate (other cases)' },
}
