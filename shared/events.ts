/** How far a job is. `phase` is a key below `progress.` in the message catalogue; `total` is 0 while unknown. */
export interface Progress {
  phase: string
  done: number
  total: number
}

/** Screens the native menu opens, by the name of their route. */
export type MenuScreen = 'reminders' | 'reminder-history' | 'today' | 'dashboard' | 'customers' | 'invoices' | 'einvoices' | 'bank' | 'outbox' | 'documents' | 'mail-settings' | 'fax-settings' | 'call-scripts' | 'company' | 'letter-templates' | 'rates' | 'scenario' | 'meter-requests' | 'meter-answers' | 'meter-automatic' | 'billing-preparation' | 'contracts' | 'parameters' | 'decision-tables' | 'users' | 'assets' | 'items' | 'park-settings'

/** What an entry of the native menu asks the window to do. */
export type MenuAction =
  | 'dossier.create' | 'dossier.open' | 'dossier.demonstration' | 'dossier.import' | 'dossier.backup' | 'dossier.restore' | 'dossier.close'
  | 'document.print'
  | `go.${MenuScreen}`
  | 'theme.system' | 'theme.light' | 'theme.dark' | 'locale.fr' | 'locale.en'
  | 'help.shortcuts' | 'help.about'

/** What the main process tells the window without being asked. */
export type WindowEvent =
  | { type: 'progress'; jobId: string; progress: Progress }
  | { type: 'menu'; action: MenuAction }
  /** An entry of « Dossiers récents ». */
  | { type: 'open-recent'; folder: string }
  | { type: 'files-dropped'; paths: string[] }
