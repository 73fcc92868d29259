import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { AppError } from '../../shared/errors.ts'
import type { MailFailure } from '../../shared/outbox/delivery-rules.ts'
import type { MailSettings } from '../../shared/outbox/outbox-contract.ts'
import { composeMail, type Mail } from './mail-message.ts'

/** Where messages are handed in, and who hands them in. */
export interface MailServer extends Pick<MailSettings, 'host' | 'port' | 'security' | 'login'> { password: string | null }

export type MailResult = { isAccepted: true; answer: string } | { isAccepted: false; failure: MailFailure }

export interface SendOptions {
  /** Called at once before the first byte of the message is given to the connection: what it throws keeps the message from leaving. */
  onBody(): void
  /** Gives up at once; what the server has not answered by then stays unanswered. */
  signal: AbortSignal
  /** Who receives it when it is not the person it is addressed to. */
  recipient?: string
}

/**
 * Hands messages to a mail server, one at a time. A connection on which the server has taken a message is kept for the next: to connect, to encrypt and to
 * log in take longer than the message, and servers make who connects often wait.
 */
export interface Mailer {
  /** Never rejects: whatever happens is a result. */
  send(server: MailServer, mail: Mail, options: SendOptions): Promise<MailResult>
  /** No message follows for the moment: says goodbye on the connection that was kept. */
  release(): void
  /** Connects, encrypts and logs in, nothing more. null when all is well. */
  check(server: MailServer): Promise<MailFailure | null>
}

export interface MailerOptions {
  /** A certificate authority to trust beside the system's. */
  trusted?: string
  /** Until the server has let the message in. */
  connectMs?: number
  /** From the first byte of the message to the server's answer (RFC 5321 § 4.5.3.2.6: ten minutes). */
  bodyMs?: number
}

type Phase = 'connect' | 'login' | 'envelope' | 'body'

/** A connection, and what is being said on it: null while it is kept. */
interface Line { readonly key: string; readonly connection: SMTPConnection; turn: Turn | null; uses: number }

/** What servers let through on one connection, at the least. */
const MOST_USES = 100

export function createMailer({ trusted, connectMs = 60_000, bodyMs = 600_000 }: MailerOptions = {}): Mailer {
  const optionsFor = ({ host, port, security }: MailServer): SMTPConnection.Options => ({
    host, port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // what mail programs say of themselves: the machine's name is nobody's business
    name: '[127.0.0.1]',
    connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: bodyMs, socketCloseTimeout: 0,
    tls: { minVersion: 'TLSv1.2', ...trusted === undefined ? {} : { ca: trusted } },
  })

  let kept: Line | null = null

  const newLine = async (server: MailServer): Promise<Line> => {
    const { default: Connection } = await import('nodemailer/lib/smtp-connection')
    const line: Line = { key: keyOf(server), connection: new Connection(optionsFor(server)), turn: null, uses: 0 }
    const fail = (error: unknown): void => {
      if (line.turn) line.turn.fail(error)
      else if (kept === line) kept = null
    }
    line.connection.on('error', fail)
    line.connection.on('end', () => fail({ code: 'ECONNECTION' }))
    return line
  }
  const release = (): void => {
    if (kept) sayGoodbye(kept.connection)
    kept = null
  }
  const keep = (line: Line): void => {
    // a test of the settings may have kept one meanwhile
    release()
    kept = line
  }
  /** The kept connection when it leads to that server, whoever logs in there being the same. */
  const keptLine = (server: MailServer): Line | null => {
    if (kept?.key !== keyOf(server)) release()
    const line = kept
    kept = null
    return line
  }

  /** Connects and logs in unless that is done, then lets `talk` speak; the first end told of is the end. */
  const converse = (line: Line, server: MailServer, signal: AbortSignal, talk: (connection: SMTPConnection, turn: Turn) => void): Promise<MailResult> =>
    new Promise((resolve) => { converseOn(line, server, signal, talk, resolve) })

  const converseOn = (line: Line, server: MailServer, signal: AbortSignal, talk: (connection: SMTPConnection, turn: Turn) => void, resolve: (result: MailResult) => void): void => {
    const { connection } = line
    let isSettled = false
    let deadline = setTimeout(() => turn.fail({ code: 'ETIMEDOUT' }), connectMs)
    const settle = (result: MailResult): void => {
      if (isSettled) return
      isSettled = true
      clearTimeout(deadline)
      signal.removeEventListener('abort', abort)
      line.turn = null
      line.uses += 1
      if (!result.isAccepted) connection.close()
      else if (line.uses < MOST_USES && !connection.destroyed) keep(line)
      else sayGoodbye(connection)
      resolve(result)
    }
    const turn: Turn = {
      phase: 'connect',
      hasBodyBegun: false,
      beginBody: () => {
        turn.phase = 'body'
        turn.hasBodyBegun = true
        clearTimeout(deadline)
        deadline = setTimeout(() => turn.fail({ code: 'ETIMEDOUT' }), bodyMs)
      },
      accept: (answer) => settle({ isAccepted: true, answer }),
      fail: (error) => settle({ isAccepted: false, failure: failureOf(error, turn) }),
    }
    const abort = (): void => turn.fail({ code: 'EABORT' })
    signal.addEventListener('abort', abort)
    line.turn = turn
    if (signal.aborted) {
      abort()
      return
    }
    if (line.uses > 0) {
      talk(connection, turn)
      return
    }
    const talkUnless = (error: unknown): void => {
      if (error) turn.fail(error)
      else talk(connection, turn)
    }
    connection.connect((error) => {
      if (error || server.login === '') {
        talkUnless(error)
        return
      }
      turn.phase = 'login'
      connection.login({ user: server.login, pass: server.password ?? '' }, talkUnless)
    })
  }

  return {
    send: async (server, mail, { onBody, signal, recipient = mail.to.address }) => {
      const bytes = await composeMail(mail).catch((error: unknown) => (error instanceof AppError ? error : new AppError('mail.unsafe', { field: '' })))
      if (bytes instanceof AppError) return notTried('unsafe', String(bytes.details['field']))
      if (server.login !== '' && server.password === null) return notTried('password-missing', server.login)
      const handOver = (line: Line): Promise<MailResult> => converse(line, server, signal, (connection, turn) => {
        turn.phase = 'envelope'
        const body = new MailBody(bytes, () => {
          onBody()
          turn.beginBody()
        })
        connection.send({ from: mail.from.address, to: [recipient], size: bytes.length }, body, (error, info) => {
          if (error) turn.fail(error)
          // an answer to what was not asked yet is no answer
          else if (body.isWholeGiven) turn.accept(info.response)
          else turn.fail({ code: 'EPROTOCOL' })
        })
      })
      const line = keptLine(server)
      const result = line && await handOver(line)
      return result && (signal.aborted || !isLineOver(result)) ? result : handOver(await newLine(server))
    },
    release,
    check: async (server) => {
      if (server.login !== '' && server.password === null) return passwordMissing(server.login)
      const result = await converse(await newLine(server), server, new AbortController().signal, (_connection, turn) => turn.accept(''))
      release()
      return result.isAccepted ? null : result.failure
    },
  }
}

const keyOf = ({ host, port, security, login, password }: MailServer): string => JSON.stringify([host, port, security, login, password])

/** Whether the server has ended the connection that was kept, or wants no more messages on it (421): nothing of this one has left, it goes by a new one. */
const isLineOver = (result: MailResult): boolean => !result.isAccepted && !result.failure.hasBodyBegun && (result.failure.smtpCode === null || result.failure.smtpCode === 421)

const GOODBYE_MS = 2000

/** The message is the server's: one that does not answer any more holds nothing up. */
function sayGoodbye(connection: SMTPConnection): void {
  connection.quit()
  setTimeout(() => connection.close(), GOODBYE_MS).unref()
}

interface Turn {
  phase: Phase
  hasBodyBegun: boolean
  beginBody(): void
  accept(answer: string): void
  fail(error: unknown): void
}

const CHUNK = 64 * 1024

/** The message, given out piece by piece. Asked for its first piece once the server has let it in, it says so before giving it. */
class MailBody extends Readable {
  readonly #bytes: Buffer
  readonly #onFirst: () => void
  #given = 0

  constructor(bytes: Buffer, onFirst: () => void) {
    super({ highWaterMark: CHUNK })
    this.#bytes = bytes
    this.#onFirst = onFirst
  }

  get isWholeGiven(): boolean {
    return this.#given >= this.#bytes.length
  }

  override _read(): void {
    if (this.#given === 0) {
      try {
        this.#onFirst()
      } catch (error) {
        this.destroy(error as Error)
        return
      }
    }
    const piece = this.#bytes.subarray(this.#given, this.#given + CHUNK)
    this.#given += piece.length
    this.push(piece.length > 0 ? piece : null)
  }
}

const notTried = (cause: MailFailure['cause'], detail: string): MailResult => ({ isAccepted: false, failure: { cause, detail, smtpCode: null, hasBodyBegun: false } })
const passwordMissing = (login: string): MailFailure => ({ cause: 'password-missing', detail: login, smtpCode: null, hasBodyBegun: false })

/** What nodemailer says of an error. */
interface SmtpError { code?: string; originalCode?: string; responseCode?: number; response?: string; command?: string; message?: string }

function failureOf(error: unknown, { phase, hasBodyBegun }: Turn): MailFailure {
  const smtp = error as SmtpError
  return { cause: causeOf(smtp, phase), smtpCode: smtp.responseCode ?? null, detail: detailOf(smtp), hasBodyBegun }
}

/** The server's own words, on one line and not too many of them. */
const detailOf = ({ response, message, code }: SmtpError): string => (response ?? message ?? code ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, 300)

function causeOf(error: SmtpError, phase: Phase): MailFailure['cause'] {
  const { code = '', originalCode = '', responseCode, command } = error
  if (responseCode !== undefined) {
    if (command === 'STARTTLS') return 'no-tls'
    if (phase === 'login') return 'login'
    if (command === 'MAIL FROM') return 'sender-refused'
    if (command === 'RCPT TO') return 'recipient-refused'
    if (command === 'DATA' || phase === 'body') return 'message-refused'
    return 'server-refused'
  }
  if (code === 'EMESSAGE') return 'message-refused'
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'login'
  if (code === 'EDNS' || originalCode === 'ENOTFOUND' || originalCode === 'EAI_AGAIN') return 'dns'
  if (originalCode === 'ECONNREFUSED') return 'refused'
  if (isCertificateProblem(error)) return 'certificate'
  if (code === 'ETLS' || originalCode === 'EPROTO' || originalCode.startsWith('ERR_SSL')) return 'no-tls'
  if (code === 'ETIMEDOUT' || originalCode === 'ETIMEDOUT') return 'timeout'
  if (['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'].includes(originalCode)) return 'unreachable'
  return 'dropped'
}

/** OpenSSL's and Node's names for a certificate that is not the server's, no longer valid, or vouched for by nobody known. */
const isCertificateProblem = ({ originalCode = '', message = '' }: SmtpError): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME/.test(originalCode) || /certificate|altnames/i.test(message)
