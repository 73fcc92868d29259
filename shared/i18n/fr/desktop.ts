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
  /** `npm start` */
  start: {
    downloading: 'Téléchargement d’Electron (une seule fois)…',
    buildFailed: 'La construction du programme a échoué : voir ci-dessus.',
    noScreen: 'Ce poste n’a pas d’écran (ni DISPLAY ni WAYLAND_DISPLAY) : Relais ne peut pas ouvrir de fenêtre. « npm run demo » s’en passe.',
    noBrowser: 'Electron n’a pas pu être téléchargé (pas de réseau, ou un proxy l’empêche), et ni Chrome, ni Edge, ni Chromium n’est installé ici.\nInstallez l’un d’eux ou permettez le téléchargement d’Electron, puis relancez « npm start ».',
    inBrowser: 'Electron n’a pas pu être téléchargé : Relais s’ouvre dans {browser}, par la doublure de ses tests (voir docs/electron-double.md). Il n’y a pas de menus.',
  },
  stopped: {
    title: 'Relais s’est interrompu',
    message: 'Le moteur de Relais s’est arrêté de façon inattendue.',
    detail: 'Rien n’est perdu : ce qui était enregistré l’est toujours, et une opération en cours est soit entièrement enregistrée, soit sans aucun effet. Redémarrez Relais pour continuer.\n\nDétail technique : {reason}',
  },
}
