import type { Answer } from '../../shared/errors.ts'
import type { Progress } from '../../shared/events.ts'

/** Main thread → office worker. `cancelled` holds one Int32: 1 once the person has asked to stop, readable even inside a synchronous transaction. */
export type OfficeRequest = { type: 'call'; id: number; path: string; input: unknown; cancelled: SharedArrayBuffer } | { type: 'close' }

/** Office worker → main thread. */
export type OfficeReply = { type: 'answer'; id: number; answer: Answer } | { type: 'progress'; id: number; progress: Progress }
