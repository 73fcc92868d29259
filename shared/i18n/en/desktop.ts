import type { Messages } from '../fr.ts'

export const desktop: Messages['desktop'] = {
  choose: {
    'create-dossier': 'New company file: choose its place and name',
    'open-dossier': 'Open a company file',
    output: 'Choose the destination folder',
    import: 'Choose the file to import',
    einvoices: 'Choose the electronic invoices',
    bank: 'Choose the bank statement to import',
    logo: 'Choose the logo',
    answers: 'Choose the received answers',
    copy: 'Save a copy',
  },
  button: { create: 'Create', choose: 'Choose', restart: 'Restart Relais', quit: 'Quit' },
  filter: { answers: 'Answers (PDF, XLSX, EML, MSG)', bank: 'Bank statements (CFONB, OFX, CAMT.053)', invoices: 'Electronic invoices (PDF, XML)', ledgers: 'FEC and lists (TXT, CSV, XLSX)', images: 'Images (PNG, JPEG)', all: 'All files' },
  start: {
    downloading: 'Downloading Electron (once)…',
    buildFailed: 'The build failed; see above.',
    noScreen: 'This machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY): Relais cannot open a window. “npm run demo” works without one.',
    noBrowser: 'Electron could not be downloaded (no network, or a proxy in between), and neither Chrome, Edge nor Chromium is installed here.\nInstall one of them or make Electron’s download possible, then run “npm start” again.',
    inBrowser: 'Electron could not be downloaded: Relais opens in {browser} instead, by the stand-in its tests use (see docs/electron-double.md). It has no menus.',
  },
  stopped: {
    title: 'Relais was interrupted',
    message: 'The engine of Relais stopped unexpectedly.',
    detail: 'Nothing is lost: what was saved still is, and an operation under way is either saved entirely or without any effect. Restart Relais to continue.\n\nTechnical detail: {reason}',
  },
}
