import type { HaltReason } from './outbox-contract.ts'

/** What stopped a message, as the mail connection tells it. */
export interface MailFailure {
  cause:
    /** The server cannot be reached or does not answer, before it knew of the message */
    | 'dns' | 'refused' | 'unreachable' | 'timeout' | 'dropped'
    /** It is not the server of the settings, or does not let us in */
    | 'certificate' | 'no-tls' | 'login' | 'password-missing'
    /** It answered no: to the sender's address, to the recipient's, to the message, to anything before */
    | 'sender-refused' | 'recipient-refused' | 'message-refused' | 'server-refused'
    /** Not even tried: see `detail` */
    | 'unsafe' | 'attachment-missing' | 'attachment-altered'
  /** The server's answer (421, 550…), null when it gave none. */
  smtpCode: number | null
  /** What the server said, for a person to read. */
  detail: string
  /** Whether a byte of the message had been given to the connection. */
  hasBodyBegun: boolean
}

/** What becomes of a message that was not accepted. */
export type Verdict =
  /** The server takes it later; `everything` when it takes nothing at all for the moment */
  | { kind: 'later'; everything: boolean }
  | { kind: 'failed' }
  /** Nobody knows: the server had begun to receive it and never said */
  | { kind: 'unknown' }
  /** None can leave until a person has done something about the settings; the message itself is as before */
  | { kind: 'halt'; reason: HaltReason }

const isTemporary = (code: number | null): boolean => code !== null && code >= 400 && code < 500
const isRefusal = (code: number | null): boolean => code !== null && code >= 500

/**
 * RFC 5321 § 4.2.5, § 6.1: a server takes charge of a message by the answer 250 alone, and has not taken it when it answers 4xx or 5xx.
 * Without an answer once the message has begun, it may have: it is never sent again by itself.
 */
export function judge({ cause, smtpCode, hasBodyBegun }: MailFailure): Verdict {
  if (hasBodyBegun) return isTemporary(smtpCode) ? { kind: 'later', everything: false } : isRefusal(smtpCode) ? { kind: 'failed' } : { kind: 'unknown' }
  switch (cause) {
    case 'certificate': case 'no-tls': case 'password-missing': return { kind: 'halt', reason: cause }
    case 'login': return isTemporary(smtpCode) ? { kind: 'later', everything: true } : { kind: 'halt', reason: 'login' }
    case 'sender-refused': return isTemporary(smtpCode) ? { kind: 'later', everything: true } : { kind: 'halt', reason: 'sender-refused' }
    case 'dns': case 'refused': case 'unreachable': case 'timeout': case 'dropped': case 'server-refused': return { kind: 'later', everything: true }
    case 'recipient-refused': case 'message-refused': return isTemporary(smtpCode) ? { kind: 'later', everything: false } : { kind: 'failed' }
    case 'unsafe': case 'attachment-missing': case 'attachment-altered': return { kind: 'failed' }
  }
}

/** Minutes until the next attempt: a server that puts off unknown senders takes them after a few; a full mailbox may take a day. */
const WAITS_MIN = [1, 5, 15, 30, 60, 120, 240, 240, 360, 360, 720, 720]

/** Milliseconds to wait after that many attempts put off; null once it is enough (about two days): the message has failed. */
export function waitAfter(attempts: number): number | null {
  const minutes = WAITS_MIN[attempts - 1]
  return minutes === undefined ? null : minutes * 60_000
}

/** Milliseconds for which nothing is tried after that many attempts in a row that found no server. */
export const pauseAfter = (failures: number): number => WAITS_MIN[Math.min(failures, 5) - 1]! * 60_000

/** Milliseconds between the beginnings of two messages. */
export const interval = (ratePerMinute: number | null): number => (ratePerMinute === null ? 0 : Math.ceil(60_000 / ratePerMinute))
