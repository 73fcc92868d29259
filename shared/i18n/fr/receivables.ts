/** « Clients », « Fiche client », invoices and payments. */
export const receivables = {
  origin: '{file}, ligne {line}',
  invalid: {
    required: 'obligatoire',
    'not-a-warranty': 'réservé aux factures de garantie',
    'not-positive': 'le montant doit être supérieur à zéro',
    'not-negative': 'le montant d’un avoir doit être inférieur à zéro',
    'too-large': 'montant trop grand',
  },
}
