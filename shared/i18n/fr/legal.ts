/** Taux et intérêts de retard, prescription, mises en demeure */
export const legal = {
  table: { ecb: 'le taux de refinancement de la BCE', legal: 'le taux d’intérêt légal (autres cas)' },
  refused: {
    'too-early': 'ce semestre commence dans plus d’un mois, son taux ne peut pas être connu',
    'too-high': 'un taux de plus de 20 % est sans doute une faute de frappe (2,15 et non 215)',
    'source-missing': 'indiquez la source du taux (arrêté, page officielle)',
  },
  sheet: {
    interests: 'Intérêts de retard', invoiceNumber: 'N° facture', dueOn: 'Échéance', nature: 'Nature', interest: 'Intérêts de retard', indemnity: 'Indemnité forfaitaire',
    from: 'Du', to: 'Au', days: 'Jours', base: 'Base', rate: 'Taux annuel %', amount: 'Montant',
  },
  document: { interest: 'Calcul des intérêts de {customer} au {date}' },
  /** Names of files, made safe for Windows afterwards. */
  file: { interest: 'Intérêts {code} {customer} au {date}' },
}
