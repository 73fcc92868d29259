import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuAction, WindowEvent } from '../../shared/events.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Preferences } from '../../shared/settings/preference-contract.ts'

export interface MenuState {
  locale: Preferences['locale']
  theme: Preferences['theme']
  hasDossier: boolean
  recent: { folder: string; name: string }[]
  hasDevTools: boolean
}

type Entry = MenuItemConstructorOptions

/** Replaces the native menu. Every entry has its action as `id`, and only tells the window what was chosen. */
export function setApplicationMenu(state: MenuState, send: (event: WindowEvent) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, send)))
}

function menuTemplate(state: MenuState, send: (event: WindowEvent) => void): Entry[] {
  const label = (key: string): string => translate(state.locale, `menu.${key}`)
  const entry = (key: string, action: MenuAction, more: Entry = {}): Entry => ({ id: action, label: label(key), click: () => send({ type: 'menu', action }), ...more })
  const inDossier = (key: string, action: MenuAction, more: Entry = {}): Entry => entry(key, action, { enabled: state.hasDossier, ...more })
  const choice = (key: string, action: MenuAction, checked: boolean): Entry => entry(key, action, { type: 'radio', checked })
  const role = (key: string, name: NonNullable<Entry['role']>): Entry => ({ label: label(key), role: name })
  const separator: Entry = { type: 'separator' }

  return [
    { label: label('file.title'), submenu: [
      entry('file.create', 'dossier.create', { accelerator: 'CmdOrCtrl+Shift+N' }),
      entry('file.open', 'dossier.open', { accelerator: 'CmdOrCtrl+O' }),
      { label: label('file.recent'), submenu: recentEntries(state, label('file.noRecent'), send) },
      entry('file.demonstration', 'dossier.demonstration'),
      separator,
      inDossier('file.import', 'dossier.import', { accelerator: 'CmdOrCtrl+I' }),
      inDossier('file.backup', 'dossier.backup'),
      entry('file.restore', 'dossier.restore'),
      inDossier('file.close', 'dossier.close'),
      separator,
      inDossier('file.print', 'document.print', { accelerator: 'CmdOrCtrl+P' }),
      separator,
      role('file.quit', 'quit'),
    ] },
    { label: label('edit.title'), submenu: [
      role('edit.undo', 'undo'), role('edit.redo', 'redo'), separator, role('edit.cut', 'cut'), role('edit.copy', 'copy'), role('edit.paste', 'paste'), role('edit.selectAll', 'selectAll'),
    ] },
    { label: label('processing.title'), submenu: [inDossier('processing.reminders', 'go.reminders'), inDossier('processing.reminderHistory', 'go.reminder-history'), inDossier('processing.today', 'go.today'), inDossier('processing.dashboard', 'go.dashboard')] },
    { label: label('parties.title'), submenu: [inDossier('parties.customers', 'go.customers')] },
    { label: label('sales.title'), submenu: [inDossier('sales.invoices', 'go.invoices'), inDossier('sales.einvoices', 'go.einvoices'), inDossier('sales.bank', 'go.bank'), inDossier('sales.outbox', 'go.outbox'), inDossier('sales.documents', 'go.documents')] },
    { label: label('services.title'), submenu: [inDossier('services.billing', 'go.billing-preparation'), inDossier('services.contracts', 'go.contracts'), inDossier('services.meterRequests', 'go.meter-requests'), inDossier('services.meterAnswers', 'go.meter-answers'), inDossier('services.automatic', 'go.meter-automatic'), inDossier('services.assets', 'go.assets')] },
    { label: label('items.title'), submenu: [{ label: label('items.group'), submenu: [inDossier('items.items', 'go.items')] }] },
    { label: label('settings.title'), submenu: [
      inDossier('settings.company', 'go.company'),
      inDossier('settings.letterTemplates', 'go.letter-templates'),
      inDossier('settings.rates', 'go.rates'),
      inDossier('settings.scenario', 'go.scenario'),
      inDossier('settings.mail', 'go.mail-settings'),
      inDossier('settings.fax', 'go.fax-settings'),
      inDossier('settings.callScripts', 'go.call-scripts'),
      inDossier('settings.park', 'go.park-settings'),
      separator,
      { label: label('settings.general'), submenu: [
        { label: label('settings.parameters'), submenu: [inDossier('settings.manageParameters', 'go.parameters')] },
        { label: label('settings.classifications'), submenu: [inDossier('settings.decisionTables', 'go.decision-tables')] },
        inDossier('settings.users', 'go.users'),
      ] },
      separator,
      { label: label('settings.theme'), submenu: [
        choice('settings.themeSystem', 'theme.system', state.theme === 'system'), choice('settings.themeLight', 'theme.light', state.theme === 'light'), choice('settings.themeDark', 'theme.dark', state.theme === 'dark'),
      ] },
      { label: label('settings.zoom'), submenu: [role('settings.zoomIn', 'zoomIn'), role('settings.zoomOut', 'zoomOut'), role('settings.zoomReset', 'resetZoom')] },
      { label: label('settings.language'), submenu: [choice('settings.french', 'locale.fr', state.locale === 'fr'), choice('settings.english', 'locale.en', state.locale === 'en')] },
    ] },
    { label: label('help.title'), submenu: [
      entry('help.shortcuts', 'help.shortcuts', { accelerator: 'F1' }),
      ...state.hasDevTools ? [role('help.devTools', 'toggleDevTools')] : [],
      separator,
      entry('help.about', 'help.about'),
    ] },
  ]
}

function recentEntries({ recent }: MenuState, none: string, send: (event: WindowEvent) => void): Entry[] {
  if (recent.length === 0) return [{ label: none, enabled: false }]
  // a name may hold « & », which a menu would take for its Alt letter
  return recent.slice(0, 10).map(({ folder, name }) => ({ label: `${name.replaceAll('&', '&&')} — ${folder.replaceAll('&', '&&')}`, click: () => send({ type: 'open-recent', folder }) }))
}
