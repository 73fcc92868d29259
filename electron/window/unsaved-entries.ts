import { dialog, type BrowserWindow } from 'electron'
import { translate, type Locale } from '../../shared/i18n/translate.ts'

/**
 * Closing, quitting and reloading ask « Oui » / « Non » when the page says something typed would be lost; the page itself asks before it changes screen or dossier.
 * The question must be synchronous: Electron reads the answer when the listener returns.
 */
export function askBeforeUnload(window: BrowserWindow, locale: () => Locale): void {
  const text = (key: string): string => translate(locale(), `common.${key}`)
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question', title: 'Relais', message: text('leave.title'), detail: text('leave.text'), buttons: [text('yes'), text('no')], defaultId: 1, cancelId: 1, noLink: true,
    })
    if (answer === 0) event.preventDefault()
  })
}
