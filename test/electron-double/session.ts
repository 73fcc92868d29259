import { app } from './app.ts'
import { recorded } from './recorded-calls.ts'
import { cancellable, strict, StrictEmitter } from './strict.ts'

type ProtocolHandler = (request: Request) => Response | Promise<Response>
type RequestListener = (request: { url: string; method: string; resourceType: string }, decide: (answer: { cancel?: boolean }) => void) => void

const handlers = new Map<string, ProtocolHandler>()
let privileged: string[] = []

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string }[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    privileged = schemes.map(({ scheme }) => scheme)
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    if (!privileged.includes(scheme)) throw new Error(`electron double: « ${scheme} » is only imitated as a privileged scheme`)
    handlers.set(scheme, handler)
  },
})

// Chromium has no schemes of ours: app://relais/x is served as https://relais.app.double/x
const SUFFIX = '.double'

export function toChromiumUrl(url: string): string {
  const parts = /^([a-z]+):\/\/([^/]*)(.*)$/.exec(url)
  return parts && handlers.has(parts[1]!) ? `https://${parts[2]}.${parts[1]}${SUFFIX}${parts[3]}` : url
}

export function fromChromiumUrl(url: string): string {
  const { hostname, pathname, search, hash } = new URL(url)
  if (!hostname.endsWith(SUFFIX)) return url
  const name = hostname.slice(0, -SUFFIX.length)
  const dot = name.lastIndexOf('.')
  return `${name.slice(dot + 1)}://${name.slice(0, dot)}${pathname}${search}${hash}`
}

/** The origin of an address as Electron gives it: URL.origin is 'null' for schemes it does not know. */
export const originOf = (url: string): string => /^[a-z]+:\/\/[^/]*/.exec(url)?.[0] ?? 'null'

type PermissionRequest = (contents: unknown, permission: string, decide: (granted: boolean) => void) => void

class Session extends StrictEmitter {
  #onBeforeRequest: RequestListener | null = null
  // Electron grants whatever nobody decides
  #request: PermissionRequest = (_contents, _permission, decide) => decide(true)
  #check: (contents: unknown, permission: string) => boolean = () => true
  readonly webRequest = strict('session.webRequest', { onBeforeRequest: (listener: RequestListener) => { this.#onBeforeRequest = listener } })

  constructor() {
    super(['will-download'])
  }

  setPermissionRequestHandler(handler: PermissionRequest): void { this.#request = handler }
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void { this.#check = handler }
  setDevicePermissionHandler = recorded('session.setDevicePermissionHandler', (_handler: unknown) => undefined)

  isGranted(contents: unknown, permission: string, isRequest: boolean): Promise<boolean> {
    return isRequest ? new Promise((resolve) => this.#request(contents, permission, resolve)) : Promise.resolve(this.#check(contents, permission))
  }

  /** Whether the program lets a request go on. */
  mayRequest(request: { url: string; method: string; resourceType: string }): Promise<boolean> {
    const listener = this.#onBeforeRequest
    return listener ? new Promise((resolve) => listener(request, ({ cancel }) => resolve(cancel !== true))) : Promise.resolve(true)
  }

  /** Whether the program lets a download go on. */
  mayDownload(url: string): boolean {
    const event = cancellable({})
    this.emit('will-download', event, { getURL: () => url }, null)
    return !event.defaultPrevented
  }
}

const defaultSession = new Session()
export const ownSession = defaultSession
export const session = strict('session', { defaultSession: strict('session.defaultSession', defaultSession) })

/** The program's answer to a request of a page, or why there is none. */
export async function respond(url: string, method: string, resourceType: string): Promise<Response | 'blocked' | 'no-network'> {
  if (!await defaultSession.mayRequest({ url, method, resourceType })) return 'blocked'
  const handler = handlers.get(url.slice(0, url.indexOf(':')))
  return handler ? handler(new Request(url, { method })) : 'no-network'
}
