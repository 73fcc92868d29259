/** Screens that lead to others, grouped as the menu groups them. */
export const hubs = {
  settings: 'Paramètres', settingsTitle: 'Paramètres généraux',
  services: 'Relevés', servicesTitle: 'Solutions de services',
  section: { services: 'Solutions de services › Solutions de services client', delivery: 'Envois', law: 'Droit', parameters: 'Paramètres', classifications: 'Classifications, tables, listes et identifiants', users: 'Utilisateurs' },
  hint: {
    meterRequests: 'Faire les demandes de relevés compteurs par fax ou e-mail',
    meterTemplates: 'Textes du document, de l’e-mail et du fax d’une demande de relevés',
    faxSettings: 'Fournisseur qui transforme les e-mails en fax',
    parameters: 'Adresses, fax et délais des demandes de relevés',
    decisions: 'Les calendriers des demandes de relevés, ligne par ligne',
    users: 'Qui travaille dans ce dossier, et qui peut le régler',
    mailSettings: 'Serveur, expéditeur et signature des e-mails',
    rates: 'Taux d’intérêt de retard et prescription, avec leurs sources',
  },
}
