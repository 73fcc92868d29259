import type { Messages } from '../fr.ts'

export const menu: Messages['menu'] = {
  file: {
    title: '&File', create: '&New company file…', open: '&Open a company file…', recent: '&Recent files', noRecent: 'No recent file', demonstration: 'Open the &demonstration file',
    import: '&Import…', backup: '&Back up the company file', restore: 'Res&tore a backup…', close: '&Close the company file', print: '&Print…', quit: '&Quit',
  },
  edit: { title: '&Edit', undo: '&Undo', redo: '&Redo', cut: 'Cu&t', copy: '&Copy', paste: '&Paste', selectAll: 'Select &all' },
  processing: { title: '&Processing', reminders: 'Customer &reminders', reminderHistory: 'Reminder &history', today: '&Today', dashboard: '&Dashboard' },
  parties: { title: '&Parties', customers: '&Customers' },
  services: { title: 'Ser&vice contracts', billing: '&Simulate the billing of solutions', contracts: 'Manage a &customer service solution', meterRequests: '&Meter-reading requests', meterAnswers: 'Answers to &reading requests', automatic: 'A&utomatic requests', assets: '&Assets' },
  sales: { title: '&Sales', invoices: '&Invoices', einvoices: '&Electronic invoices', bank: 'Bank &statements', outbox: '&Outbox', documents: '&Documents' },
  items: { title: 'A&rticles and prices', group: '&Articles', items: 'Manage the &articles' },
  settings: {
    title: 'Se&ttings', company: '&Company…', letterTemplates: '&Letter templates…', rates: 'Rates and &interest…', scenario: 'Re&minder scenario…', mail: '&E-mail settings…', fax: '&Fax settings…', callScripts: 'Call &scripts…', general: '&General settings', parameters: '&Parameters', manageParameters: '&Manage parameters', classifications: '&Classifications, tables, lists and identifiers', decisionTables: 'Manage decision &tables', users: '&Users…', park: '&Organisations and classifications…', theme: '&Theme', themeSystem: '&Same as the system', themeLight: '&Light', themeDark: '&Dark',
    zoom: '&Zoom', zoomIn: 'Zoom &in', zoomOut: 'Zoom &out', zoomReset: '&Actual size',
    language: 'La&nguage', french: '&French', english: '&English',
  },
  help: { title: '&Help', shortcuts: '&Keyboard shortcuts', about: '&About Relais', devTools: '&Developer tools' },
}
