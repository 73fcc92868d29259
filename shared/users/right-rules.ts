/** What a call needs of whoever makes it. */
export type Right = 'anyone' | 'signed-in' | 'administrator'

/** How the dossier works: what it sends as whom, what it claims, who may do what. Doing the work itself is for everybody. */
const ADMINISTRATOR_CALLS: ReadonlySet<string> = new Set([
  'settings.saveParameters', 'decisions.saveTable',
  'users.list', 'users.save', 'users.remove',
  'dossiers.saveCompany',
  'einvoices.saveSettings',
  'outbox.saveMailSettings', 'outbox.testMailSettings', 'outbox.saveFaxSettings',
  'meters.saveTemplate', 'meters.restoreTemplate',
  'scenarios.saveSettings',
  'calls.saveScript', 'calls.restoreScript',
  'legal.saveRate', 'legal.acceptProposal', 'legal.saveSettings',
  'reminders.saveSettings', 'reminders.saveTemplate', 'reminders.restoreTemplate', 'reminders.saveLetterOptions',
  'assets.saveInternalOrganisation', 'assets.deleteInternalOrganisation', 'assets.saveClassification', 'assets.deleteClassification', 'assets.saveReadingMode', 'assets.deleteReadingMode',
])

/** Before anybody has signed in: opening, leaving, and saying who one is. */
const OPEN_CALLS: ReadonlySet<string> = new Set([
  'users.session', 'users.signIn', 'users.signOut',
  'dossiers.current', 'dossiers.recent', 'dossiers.forget', 'dossiers.create', 'dossiers.open', 'dossiers.openDemonstration', 'dossiers.close', 'dossiers.backups', 'dossiers.restore', 'dossiers.checkCompany',
  // a copy, which changes nothing and shows nothing: it is not forgotten because somebody is late
  'dossiers.backUpDaily',
  'preferences.get', 'preferences.save',
])

/** A call nobody has named is for whoever has signed in. */
export const rightFor = (path: string): Right => (ADMINISTRATOR_CALLS.has(path) ? 'administrator' : OPEN_CALLS.has(path) ? 'anyone' : 'signed-in')
export const NAMED_CALLS: readonly string[] = [...ADMINISTRATOR_CALLS, ...OPEN_CALLS]
