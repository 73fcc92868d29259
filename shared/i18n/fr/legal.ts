/** Taux et intérêts de retard, prescription, mises en demeure */
export const legal = {
  table: { ecb: 'le taux de refinancement de la BCE', legal: 'le taux d’intérêt légal (autres cas)' },
}
