import type { Router } from 'vue-router'
import type { MenuAction, MenuScreen } from '../shared/events.ts'
import { api } from './api.ts'
import { t } from './i18n/i18n.ts'
import { runJob } from './jobs.ts'
import { mayLeave } from './ui/leave-guard.ts'
import { triggerShortcut } from './ui/shortcuts.ts'
import { addToast } from './ui/toasts.ts'
import { useWorkbench } from './workbench-store.ts'

/** Dialogs of the frame that a menu entry opens. */
export type FrameDialog = 'new-dossier' | 'restore' | 'shortcuts' | 'about'

type GoAction = `go.${MenuScreen}`
const isGoAction = (action: MenuAction): action is GoAction => action.startsWith('go.')

/** Carries out what an entry of the native menu asks for. */
export function menuActions(router: Router, show: (dialog: FrameDialog) => void): (action: MenuAction) => unknown {
  const workbench = useWorkbench()
  const go = (screen: string): unknown => router.push({ name: screen })
  /** Another dossier or language makes the screen anew, without a navigation that could be refused. */
  const leaving = (work: () => unknown) => async () => { if (await mayLeave()) await work() }
  const actions: Record<Exclude<MenuAction, GoAction>, () => unknown> = {
    'dossier.create': leaving(() => show('new-dossier')),
    'dossier.open': leaving(() => workbench.chooseAndOpen()),
    'dossier.demonstration': leaving(() => workbench.openDemonstration()),
    'dossier.import': () => go('imports'),
    'dossier.backup': backup,
    'dossier.restore': leaving(() => show('restore')),
    'dossier.close': leaving(() => workbench.close()),
    'document.print': () => triggerShortcut('Ctrl+P'),
    'theme.system': () => workbench.savePreferences({ theme: 'system' }),
    'theme.light': () => workbench.savePreferences({ theme: 'light' }),
    'theme.dark': () => workbench.savePreferences({ theme: 'dark' }),
    'locale.fr': leaving(() => workbench.savePreferences({ locale: 'fr' })),
    'locale.en': leaving(() => workbench.savePreferences({ locale: 'en' })),
    'help.shortcuts': () => show('shortcuts'),
    'help.about': () => show('about'),
  }
  return (action) => (isGoAction(action) ? go(action.slice('go.'.length)) : actions[action]())
}

async function backup(): Promise<void> {
  const copy = await runJob(t('common.frame.workInProgress'), (job) => api.dossiers.backup(undefined, job))
  if (copy) addToast('success', t('common.done.backup', { file: copy.file }))
}
