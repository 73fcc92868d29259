import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { protocol } from 'electron'

const SCHEME = 'app'
/** The origin of the program's own window, and of nothing else. */
export const APP_ORIGIN = `${SCHEME}://relais`
/** Where the window that prints finds its document. */
export const PRINT_ORIGIN = `${SCHEME}://print`
export const APP_URL = `${APP_ORIGIN}/index.html`

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.ttf': 'font/ttf', '.wasm': 'application/wasm',
}

/** AG Grid makes its style sheets itself: they carry the nonce of the page's load. Inline style attributes stay refused. */
const contentSecurityPolicy = (styleNonce: string): string => [
  "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${styleNonce}'`, "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "worker-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "frame-src 'none'", "object-src 'none'",
].join('; ')

/** Documents being printed, by their address; nothing else outside the program is ever served. */
const printed = new Map<string, string>()

/** Before ready: makes `app:` an origin of its own, like https. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/**
 * After ready: serves the built window. Only the files that were there at start-up exist, each under its exact address,
 * so that no address can be made to reach another file.
 */
export function serveWindow(folder: string): void {
  const files = manifestOf(folder)
  protocol.handle(SCHEME, (request) => {
    const { origin, pathname } = partsOf(request.url)
    if (request.method !== 'GET') return notFound()
    if (origin === PRINT_ORIGIN) return serveDocument(printed.get(pathname))
    return servePage(origin === APP_ORIGIN ? files.get(pathname) : undefined)
  })
}

/** Gives a PDF an address that nobody can guess, for the window that prints it. */
export function publishForPrinting(path: string): { url: string; withdraw(): void } {
  const address = `/${randomUUID()}.pdf`
  printed.set(address, path)
  return { url: `${PRINT_ORIGIN}${address}`, withdraw: () => { printed.delete(address) } }
}

/** URL.origin is 'null' for schemes that Node does not know. */
function partsOf(url: string): { origin: string; pathname: string } {
  const { protocol: scheme, host, pathname } = new URL(url)
  return { origin: `${scheme}//${host}`, pathname }
}

function manifestOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).map(encodeURIComponent).join('/')}`, file]))
}

const notFound = (): Response => new Response(null, { status: 404 })

function serveDocument(file: string | undefined): Response {
  return file === undefined ? notFound() : new Response(new Uint8Array(readFileSync(file)), { headers: { 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } })
}

function servePage(file: string | undefined): Response {
  if (file === undefined) return notFound()
  const nonce = randomUUID()
  const content = readFileSync(file)
  const body = extname(file) === '.html' ? content.toString('utf8').replace('__STYLE_NONCE__', nonce) : new Uint8Array(content)
  return new Response(body, { headers: {
    'content-type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  } })
}
