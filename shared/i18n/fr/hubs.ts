/** Screens that lead to others, grouped as the menu groups them. */
export const hubs = {
  settings: 'Paramètres', settingsTitle: 'Paramètres généraux',
  services: 'Relevés', servicesTitle: 'Solutions de services',
  section: { park: 'Parc', items: 'Articles et tarifs › Articles', services: 'Solutions de services › Solutions de services client', delivery: 'Envois', law: 'Droit', parameters: 'Paramètres', classifications: 'Classifications, tables, listes et identifiants', users: 'Utilisateurs' },
  hint: {
    billingPreparation: 'Ce qui est facturable à une date, et les demandes de relevés avant ou après ce calcul',
    contracts: 'Solutions, modules, règles de facturation ; contrôle de la facturation et demandes de relevés de l’une d’elles',
    meterRequests: 'Faire les demandes de relevés compteurs par fax ou e-mail',
    meterAutomatic: 'Demandes que les calendriers font partir d’elles-mêmes ; leur journal, jour par jour',
    meterAnswers: 'Lire les formulaires, tableaux et messages que les clients ont renvoyés',
    meterTemplates: 'Textes du document, de l’e-mail et du fax d’une demande de relevés',
    faxSettings: 'Fournisseur qui transforme les e-mails en fax',
    parameters: 'Adresses, fax et délais des demandes de relevés',
    decisions: 'Les calendriers des demandes de relevés, ligne par ligne',
    users: 'Qui travaille dans ce dossier, et qui peut le régler',
    assets: 'Biens, leurs compteurs et leurs relevés ; mode de demande de relevés',
    items: 'Modèles des biens ; onglet « Fabricant » : image « mode opératoire »',
    parkSettings: 'Codes prestataires, catégories de clients, modes de demande de relevés',
    callScripts: 'Ce que l’on dit au téléphone, par niveau de relance',
    mailSettings: 'Serveur, expéditeur et signature des e-mails',
    rates: 'Taux d’intérêt de retard et prescription, avec leurs sources',
  },
}
