/** Screens that lead to others, grouped as the menu groups them. */
export const hubs = {
  settings: 'Paramètres', settingsTitle: 'Paramètres généraux',
  section: { delivery: 'Envois', law: 'Droit' },
  hint: {
    faxSettings: 'Fournisseur qui transforme les e-mails en fax',
    mailSettings: 'Serveur, expéditeur et signature des e-mails',
    rates: 'Taux d’intérêt de retard et prescription, avec leurs sources',
  },
}
