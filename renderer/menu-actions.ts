import type { Router } from 'vue-router'
import type { MenuAction } from '../shared/events.ts'
import { api } from './api.ts'
import { t } from './i18n/i18n.ts'
import { runJob } from './jobs.ts'
import { mayLeave } from './ui/leave-guard.ts'
import { triggerShortcut } from './ui/shortcuts.ts'
import { addToast } from './ui/toasts.ts'
import { useWorkbench } from './workbench-store.ts'

/** Dialogs of the frame that a menu entry opens. */
export type FrameDialog = 'new-dossier' | 'restore' | 'shortcuts' | 'about'

/** What each entry of the native menu does in the window. */
export function menuActions(router: Router, show: (dialog: FrameDialog) => void): Record<MenuAction, () => unknown> {
  const workbench = useWorkbench()
  const go = (name: string) => () => (router.hasRoute(name) ? router.push({ name }) : undefined)
  /** Another dossier or language makes the screen anew, without a navigation that could be refused. */
  const leaving = (work: () => unknown) => async () => { if (await mayLeave()) await work() }
  return {
    'dossier.create': leaving(() => show('new-dossier')),
    'dossier.open': leaving(() => workbench.chooseAndOpen()),
    'dossier.demonstration': leaving(() => workbench.openDemonstration()),
    'dossier.import': go('imports'),
    'dossier.backup': backup,
    'dossier.restore': leaving(() => show('restore')),
    'dossier.close': leaving(() => workbench.close()),
    'document.print': () => triggerShortcut('Ctrl+P'),
    'go.reminders': go('reminders'),
    'go.reminder-history': go('reminder-history'),
    'go.customers': go('customers'),
    'go.invoices': go('invoices'),
    'go.outbox': go('outbox'),
    'go.documents': go('documents'),
    'go.mail-settings': go('mail-settings'),
    'go.company': go('company'),
    'go.letter-templates': go('letter-templates'),
    'go.rates': go('rates'),
    'theme.system': () => workbench.savePreferences({ theme: 'system' }),
    'theme.light': () => workbench.savePreferences({ theme: 'light' }),
    'theme.dark': () => workbench.savePreferences({ theme: 'dark' }),
    'locale.fr': leaving(() => workbench.savePreferences({ locale: 'fr' })),
    'locale.en': leaving(() => workbench.savePreferences({ locale: 'en' })),
    'help.shortcuts': () => show('shortcuts'),
    'help.about': () => show('about'),
  }
}

async function backup(): Promise<void> {
  const copy = await runJob(t('common.frame.workInProgress'), (job) => api.dossiers.backup(undefined, job))
  if (copy) addToast('success', t('common.done.backup', { file: copy.file }))
}
