import { app, session, shell, type IpcMainInvokeEvent } from 'electron'
import { APP_ORIGIN, PRINT_ORIGIN } from './app-protocol.ts'
import { isExternalLink } from './external-links.ts'

/** Schemes a page may load from: the program itself, and what it made in memory. */
const OWN_SCHEMES = new Set(['app:', 'blob:', 'data:', 'devtools:'])
/** Chromium's own PDF viewer, which pdf-printer.ts shows. The pages' policy keeps them from it. */
const PDF_VIEWER = /^chrome-extension:\/\/mhjfbmdgcfjbbpaeojofohoefgiehjai\/|^chrome:\/\/resources\//

/** Copying text is the one permission a page has; it cannot read what others copied. */
const COPY = 'clipboard-sanitized-write'

const isPdfOnScreen = (url: string): boolean => PDF_VIEWER.test(url) || url.startsWith(`${PRINT_ORIGIN}/`)

/** Only the top frame of a page of ours may call. */
export const isTrustedFrame = ({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean => senderFrame?.parent === null && senderFrame.origin === APP_ORIGIN

/** Shuts every door a page could open: the network, permissions, downloads, navigation, windows. Call once, after ready and before the first window. */
export function lockDown(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === COPY))
  own.setPermissionCheckHandler((_contents, permission) => permission === COPY)
  own.setDevicePermissionHandler(() => false)
  own.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !OWN_SCHEMES.has(new URL(request.url).protocol) && !PDF_VIEWER.test(request.url) }))
  own.on('will-download', (event) => event.preventDefault())

  app.on('web-contents-created', (_event, contents) => {
    // inside the PDF viewer, frames load the viewer and the document
    contents.on('will-frame-navigate', (event) => { if (event.isMainFrame || !isPdfOnScreen(event.url)) event.preventDefault() })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isExternalLink(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}
