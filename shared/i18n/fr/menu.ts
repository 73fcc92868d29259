/** The native menu. `&` marks the letter that Alt opens. */
export const menu = {
  file: {
    title: '&Fichier', create: '&Nouveau dossier…', open: '&Ouvrir un dossier…', recent: 'Dossiers &récents', noRecent: 'Aucun dossier récent', demonstration: 'Ouvrir le dossier de &démonstration',
    import: '&Importer…', backup: '&Sauvegarder le dossier', restore: 'Res&taurer une sauvegarde…', close: '&Fermer le dossier', print: 'Im&primer…', quit: '&Quitter',
  },
  edit: { title: '&Édition', undo: '&Annuler', redo: '&Rétablir', cut: '&Couper', copy: 'C&opier', paste: 'Co&ller', selectAll: '&Tout sélectionner' },
  processing: { title: '&Traitements', reminders: '&Relances clients', reminderHistory: '&Historique des relances', today: '&Aujourd’hui', dashboard: '&Tableau de bord' },
  parties: { title: 'T&iers', customers: '&Clients' },
  services: { title: 'S&olutions de services', billing: '&Simuler la facturation des solutions', contracts: '&Gérer une solution de services client', meterRequests: '&Demandes de relevés compteur', meterAnswers: '&Réponses aux demandes de relevés', automatic: 'Envoi &automatique des demandes', assets: 'Gérer les &biens' },
  sales: { title: '&Ventes', invoices: '&Factures', einvoices: 'Factures é&lectroniques', bank: '&Relevés bancaires', outbox: '&Boîte d’envoi', documents: '&Documents' },
  items: { title: 'A&rticles et tarifs', group: '&Articles', items: 'Gérer les &articles' },
  settings: {
    title: '&Paramétrage', company: '&Société…', letterTemplates: '&Modèles de courrier…', rates: 'Taux et &intérêts…', scenario: 'Scénario de &relance…', mail: 'Paramètres &e-mail…', fax: 'Paramètres &fax…', callScripts: 'Scripts d’&appel…', general: 'Paramètres &généraux', parameters: '&Paramètres', manageParameters: '&Gérer les paramètres', classifications: '&Classifications, tables, listes et identifiants', decisionTables: 'Gérer les &tables de décision', users: '&Utilisateurs…', park: '&Organisations et classifications…', theme: '&Thème', themeSystem: '&Comme le système', themeLight: 'C&lair', themeDark: '&Sombre',
    zoom: '&Zoom', zoomIn: '&Agrandir', zoomOut: '&Réduire', zoomReset: '&Taille normale',
    language: '&Langue', french: '&Français', english: '&Anglais',
  },
  help: { title: '&Aide', shortcuts: '&Raccourcis clavier', about: 'À &propos de Relais', devTools: 'Outils de &développement' },
}
