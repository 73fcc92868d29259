/** Native dialogs and messages of the main process. */
export const desktop = {
  choose: {
    'create-dossier': 'Nouveau dossier : choisissez l’emplacement et le nom',
    'open-dossier': 'Ouvrir un dossier',
    output: 'Choisir le dossier de destination',
    import: 'Choisir le fichier à importer',
    einvoices: 'Choisir les factures électroniques',
    bank: 'Choisir le relevé bancaire à importer',
    logo: 'Choisir le logo',
    answers: 'Choisir les réponses reçues',
    copy: 'Enregistrer une copie',
  },
  button: { create: 'Créer', choose: 'Choisir', restart: 'Redémarrer Relais', quit: 'Quitter' },
  filter: { answers: 'Réponses (PDF, XLSX, EML, MSG)', bank: 'Relevés bancaires (CFONB, OFX, CAMT.053)', invoices: 'Factures électroniques (PDF, XML)', ledgers: 'FEC et listes (TXT, CSV, XLSX)', images: 'Images (PNG, JPEG)', all: 'Tous les fichiers' },
  stopped: {
    title: 'Relais s’est interrompu',
    message: 'Le moteur de Relais s’est arrêté de façon inattendue.',
    detail: 'Rien n’est perdu : ce qui était enregistré l’est toujours, et une opération en cours est soit entièrement enregistrée, soit sans aucun effet. Redémarrez Relais pour continuer.\n\nDétail technique : {reason}',
  },
}
