import { makeCodec } from './codec.ts'
import { recorded } from './recorded-calls.ts'
import { strict } from './strict.ts'

export interface Frame {
  url: string
  origin: string
  /** null for the top frame */
  parent: Frame | null
}

type Handler = (event: object, ...parameters: unknown[]) => unknown

const codec = makeCodec()
const handlers = new Map<string, Handler>()

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
})

const logError = recorded('console.error', (...parameters: unknown[]) => console.error(...parameters))

/** A call that came from `frame`; also for tests, which have no other way to be a foreign frame. Gives `[hasFailed, value]`, encoded. */
export async function receiveCall(sender: object, frame: Frame, channel: string, parameters: unknown[]): Promise<string> {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return codec.encode([false, await handler({ type: 'frame', sender, senderFrame: frame, frameId: 0, processId: process.pid }, ...parameters)])
  } catch (error) {
    logError(`Error occurred in handler for '${channel}':`, error)
    return codec.encode([true, String(error)])
  }
}
