/** Screens that lead to others, grouped as the menu groups them. */
export const hubs = {
  settings: 'Paramètres', settingsTitle: 'Paramètres généraux',
  services: 'Relevés', servicesTitle: 'Solutions de services',
  section: { services: 'Solutions de services › Solutions de services client', delivery: 'Envois', law: 'Droit' },
  hint: {
    meterRequests: 'Faire les demandes de relevés compteurs par fax ou e-mail',
    meterTemplates: 'Textes du document, de l’e-mail et du fax d’une demande de relevés',
    faxSettings: 'Fournisseur qui transforme les e-mails en fax',
    mailSettings: 'Serveur, expéditeur et signature des e-mails',
    rates: 'Taux d’intérêt de retard et prescription, avec leurs sources',
  },
}
