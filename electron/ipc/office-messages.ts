import type { Answer } from '../../shared/errors.ts'
import type { Progress } from '../../shared/events.ts'

/** Main thread → office worker. `cancelled` holds one Int32: 1 once the person has asked to stop, readable even inside a synchronous transaction. */
export type OfficeRequest =
  | { type: 'call'; id: number; path: string; input: unknown; cancelled: SharedArrayBuffer }
  | { type: 'secret'; id: number; answer: Answer<string | null> }
  | { type: 'close' }

/** Office worker → main thread, which alone has the system's keychain: a secret is asked for by its name, or kept under it. */
export type OfficeReply =
  | { type: 'answer'; id: number; answer: Answer }
  | { type: 'progress'; id: number; progress: Progress }
  | { type: 'secret'; id: number; name: string; /** null to read it */ secret: string | null }

/** Where secrets are kept. */
export interface SecretKeeper {
  /** null when there is none, or when it cannot be read any more. */
  read(name: string): Promise<string | null>
  /** Rejects with AppError('mail.keychain') when there is nowhere to keep it. */
  write(name: string, secret: string): Promise<void>
}
