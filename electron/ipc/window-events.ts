import type { WebContents } from 'electron'
import type { WindowEvent } from '../../shared/events.ts'

export type SendEvent = (event: WindowEvent) => void

/** Tells a window something; silently nothing once it is gone. */
export const eventSender = (contents: WebContents): SendEvent => (event) => {
  if (!contents.isDestroyed()) contents.send('event', event)
}
