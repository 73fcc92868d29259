import type { makeCodec } from './codec.ts'

/** What a page sends to the double in the main process. */
export type PageMessage =
  | { kind: 'invoke'; channel: string; parameters: string }
  | { kind: 'open'; url: string }
  | { kind: 'permission'; permission: string; isRequest: boolean }
  | { kind: 'copy'; text: string }
  | { kind: 'key'; accelerator: string }

export interface PageOptions {
  /** Name of the function that reaches the main process; it is gone before any script of the page runs. */
  binding: string
  platform: string
  versions: Record<string, string>
}

/** The variables a sandboxed preload finds. */
interface PreloadScope {
  require: (name: string) => unknown
  module: { exports: object }
  exports: object
  process: object
}

/** Runs in every page and frame before its own scripts, in the place of Electron's renderer. Self-contained: injected by its source. */
function startPage(createCodec: typeof makeCodec, { binding, platform, versions }: PageOptions): PreloadScope | undefined {
  const page = globalThis as unknown as Record<string, unknown>
  const send = page[binding] as (message: PageMessage) => Promise<string>
  Reflect.deleteProperty(page, binding)
  if (window.top !== window || location.href === 'about:blank') return undefined
  const codec = createCodec()

  // ------------------------------------------------------------ what Chromium asks Electron about
  window.open = (url) => {
    void send({ kind: 'open', url: new URL(String(url ?? ''), location.href).href })
    return null
  }
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href][target=_blank], a[href^="mailto:"], a[href^="tel:"]') : null
    if (!link || event.defaultPrevented) return
    event.preventDefault()
    void send({ kind: 'open', url: link.href })
  })
  const isGranted = async (permission: string, isRequest: boolean): Promise<boolean> => (await send({ kind: 'permission', permission, isRequest })) === 'true'
  Notification.requestPermission = async () => (await isGranted('notifications', true)) ? 'granted' : 'denied'
  navigator.permissions.query = async ({ name }) => Object.assign(new EventTarget(), { name, onchange: null, state: (await isGranted(name, false)) ? 'granted' as const : 'denied' as const })
  Object.defineProperty(navigator, 'clipboard', { value: {
    writeText: async (text: string): Promise<void> => {
      if (!await isGranted('clipboard-sanitized-write', true)) throw new DOMException('Write permission denied.', 'NotAllowedError')
      await send({ kind: 'copy', text })
    },
  } })
  // the menu comes after the page, which may keep a key for itself
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.repeat || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return
    const parts = [event.ctrlKey || event.metaKey ? 'CmdOrCtrl' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : '', event.key.length === 1 ? event.key.toUpperCase() : event.key]
    if (parts[0] || parts[1] || /^F\d+$/.test(event.key)) void send({ kind: 'key', accelerator: parts.filter(Boolean).join('+') })
  })

  // ------------------------------------------------------------ what a sandboxed preload gets
  type IpcListener = (event: unknown, ...parameters: unknown[]) => void
  const listeners = new Map<string, Set<IpcListener>>()
  const ipcRenderer = {
    async invoke(channel: string, ...parameters: unknown[]): Promise<unknown> {
      const [hasFailed, value] = codec.decode(await send({ kind: 'invoke', channel, parameters: encodeOrThrow(parameters) })) as [boolean, unknown]
      if (hasFailed) throw new Error(`Error invoking remote method '${channel}': ${String(value)}`)
      return value
    },
    on(channel: string, listener: IpcListener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      return ipcRenderer
    },
  }
  const encodeOrThrow = (value: unknown): string => {
    try {
      return codec.encode(value)
    } catch (cause) {
      throw new Error('An object could not be cloned.', { cause })
    }
  }
  Object.defineProperty(page, `${binding}Event`, { value: (channel: string, parameters: string) => {
    for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer, ports: [] }, ...codec.decode(parameters) as unknown[])
  } })

  // values are copied between the worlds and functions are wrapped, as contextBridge does
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') return (...parameters: unknown[]): unknown => {
      const result: unknown = (value as (...all: unknown[]) => unknown)(...parameters.map(cross))
      return result instanceof Promise ? result.then(cross) : cross(result)
    }
    if (typeof value !== 'object' || value === null) return value
    if (Object.values(value).some((item) => typeof item === 'function')) return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cross(item)])))
    try {
      return structuredClone(value)
    } catch (cause) {
      throw new Error('An object could not be cloned.', { cause })
    }
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in page) throw new Error('Cannot bind an API on top of an existing property on the window object')
      Object.defineProperty(page, key, { value: cross(api), enumerable: true })
    },
  }
  // a test gives a File its path under this symbol: a page cannot know it otherwise
  const webUtils = { getPathForFile: (file: File & { [path: symbol]: string | undefined }) => file[Symbol.for('electron-double.path')] ?? '' }

  const electron = { ipcRenderer, contextBridge, webUtils }
  const requireModule = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  return { require: requireModule, module: { exports: {} }, exports: {}, process: { type: 'renderer', sandboxed: true, contextIsolated: true, platform, versions, env: {} } }
}

/** The script that sets a page up, then runs the preload (built CommonJS code, or '' without one) where a page has one: in the top frame only. */
export function pageScript(createCodec: typeof makeCodec, options: PageOptions, preload: string): string {
  return `{ const scope = (${startPage.toString()})(${createCodec.toString()}, ${JSON.stringify(options)})
if (scope) { const { require, module, exports, process } = scope; ${preload}
} }`
}
