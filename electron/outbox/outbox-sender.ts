import { laterBy, localDay, millisecondsBetween, systemNow, type Instant, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { interval, judge, pauseAfter, waitAfter, type MailFailure } from '../../shared/outbox/delivery-rules.ts'
import { withSignature } from '../../shared/outbox/mail-text-rules.ts'
import { NEVER_LEFT, type MailSettings, type MessageKind, type MessageState } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import { attachmentOf, type Attachment, type Mail } from '../delivery/mail-message.ts'
import type { Mailer, MailResult, MailServer } from '../delivery/mail-sender.ts'
import { secretName, type MailSettingsRepository, type Secrets } from './mail-settings-repository.ts'
import type { Change, OutboxRepository, StoredMessage } from './outbox-repository.ts'

/** What the slice a kind of message comes from has to say about it. All are called within the transaction that claims or settles the message. */
export interface Departure {
  /** Why the message must not leave any more, null while all it says is so. `reason` is a key below `outbox.reason.`. */
  obstacle(message: StoredMessage): { reason: string; detail: string } | null
  /** The server has taken it; not called for what is sent once more on purpose. */
  accepted(message: StoredMessage, on: LocalDate): void
  /** What else depends on it: the message has left, or will not by itself. */
  settled?(message: StoredMessage): void
}

/** States from which a message does not go on by itself. */
const STANDS: readonly MessageState[] = ['sent', 'unknown', ...NEVER_LEFT]

export type Departures = Readonly<Record<MessageKind, Departure>>

export interface SenderOptions {
  sql: Sql
  /** The dossier's */
  folder: string
  repository: OutboxRepository
  settings: MailSettingsRepository
  secrets: Secrets
  mailer(): Mailer
  departures: Departures
  /** Whether somebody answers for what leaves; `release` tells that there is. */
  maySend(): boolean
  /** A document's bytes as they were written. Rejects with AppError('document.missing') or ('document.altered'). */
  readDocument(id: number): Promise<Uint8Array>
}

/** The server takes nothing for the moment: nothing is tried until then. */
export interface Unreachable { reason: string; detail: string; until: Instant }

/** How long the closing of a dossier waits for the message that is leaving. */
const FINISHING_MS = 5000
/** Between attempts to write down what happened, when the disk does not take it. */
const RECORDING_AGAIN_MS = 5000

/**
 * Sends what is queued, one message at a time, beside everything else the office does: between two waits it takes one short transaction and
 * never waits within one. `in_data` is committed before the first byte of a message is given away, its end together with all it changes.
 */
export class OutboxSender {
  readonly #options: SenderOptions
  readonly #abort = new AbortController()
  #isStopped = false
  #isHeld = false
  #isRunning = false
  #wake: () => void = () => undefined
  #underWay: Promise<void> | null = null
  #lastBegunAt: Instant | null = null
  #failures = 0
  #unreachable: Unreachable | null = null
  #version = 0

  constructor(options: SenderOptions) {
    this.#options = options
  }

  get state(): { isInBackground: boolean; isSending: boolean; unreachable: Unreachable | null; version: number } {
    return { isInBackground: this.#isRunning, isSending: this.#underWay !== null, unreachable: this.#unreachable, version: this.#version }
  }

  /** Begins to send by itself, once the dossier is open. */
  start(): void {
    this.#isRunning = true
    setImmediate(() => void this.#run())
  }

  /** Something has changed: looks at once whether there is something to send. `isRetry` forgets that the server could not be reached. */
  changed(isRetry = false): void {
    this.#version += 1
    if (isRetry) this.#unreachable = null
    this.#wake()
  }

  /** Takes no further message and waits for the one that is leaving, for a few seconds. */
  async hold(): Promise<void> {
    this.#isHeld = true
    if (this.#underWay === null) return
    let timer: NodeJS.Timeout | undefined
    await Promise.race([this.#underWay, new Promise((resolve) => { timer = setTimeout(resolve, FINISHING_MS) })])
    clearTimeout(timer)
  }

  release(): void {
    this.#isHeld = false
    this.#wake()
  }

  /** At once and for good: nothing is written any more. What is still leaving is for a person to say at the next opening. */
  stop(): void {
    this.#isStopped = true
    this.#abort.abort()
    this.#wake()
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      try {
        const wait = this.#wait()
        if (wait > 0) {
          this.#hangUp()
          await this.#sleep(wait)
        } else await (this.#underWay = this.#sendNext().finally(() => { this.#underWay = null }))
      } catch (error) {
        await this.#sayTrouble(error)
      }
    }
    this.#hangUp()
  }

  /** The connection is kept between messages that follow each other, no longer. */
  #hangUp(): void {
    if (this.#lastBegunAt !== null) this.#options.mailer().release()
  }

  /** Milliseconds until something may be sent. */
  #wait(): number {
    const { repository, settings, maySend } = this.#options
    const server = settings.read()
    if (this.#isHeld || !maySend() || server === null || repository.halt() !== null) return Infinity
    const now = systemNow()
    const until = (instant: Instant): number => Math.max(0, millisecondsBetween(now, instant))
    const due = repository.nextDue(now) === null ? repository.nextAttemptAt() : now
    if (due === null) return Infinity
    return Math.max(until(due), this.#unreachable ? until(this.#unreachable.until) : 0, this.#lastBegunAt ? until(laterBy(this.#lastBegunAt, interval(server.ratePerMinute))) : 0)
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === Infinity ? undefined : setTimeout(resolve, Math.min(milliseconds, 2_000_000_000))
      // a program that has nothing else to do may end
      timer?.unref()
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #sendNext(): Promise<void> {
    const message = await this.#record(() => this.#claim())
    if (!message || this.#isStopped) return
    this.#lastBegunAt = systemNow()
    const settings = this.#options.settings.read()!
    const server = await this.#server(settings)
    const mail = await this.#mail(message, settings)
    if ('cause' in mail) {
      await this.#record(() => this.#settle(message, { isAccepted: false, failure: mail }))
      return
    }
    const result = await this.#options.mailer().send(server, mail, { onBody: () => this.#begin(message.id), signal: this.#abort.signal })
    await this.#record(() => this.#settle(message, result))
    // a convenience: the message has left, whether or not its copy arrives
    if (result.isAccepted && settings.copiesSender) await this.#options.mailer().send(server, mail, { onBody: () => undefined, signal: this.#abort.signal, recipient: settings.senderAddress })
  }

  /** Writes down what happened, however often it takes: nothing else leaves until it is. undefined once stopped. */
  async #record<T>(work: () => T): Promise<T | undefined> {
    while (!this.#isStopped) {
      try {
        const value = this.#options.sql.transaction(work).immediate()
        this.#version += 1
        return value
      } catch (error) {
        await this.#sayTrouble(error)
      }
    }
    return undefined
  }

  async #sayTrouble(error: unknown): Promise<void> {
    this.#unreachable = { reason: 'not-recorded', detail: error instanceof Error ? error.message : String(error), until: laterBy(systemNow(), RECORDING_AGAIN_MS) }
    this.#version += 1
    if (!this.#isStopped) await this.#sleep(RECORDING_AGAIN_MS)
  }

  #claim(): StoredMessage | null {
    const { repository, departures } = this.#options
    // one message leaves at a time: any other that seems to was left so by trouble
    repository.recover()
    const id = repository.nextDue(systemNow())
    const message = id === null ? null : repository.get(id)
    if (message === null) return null
    const obstacle = departures[message.kind].obstacle(message)
    repository.change(message.id, ['queued', 'waiting'], obstacle === null ? { state: 'connecting' } : { state: 'set_aside', ...obstacle })
    if (obstacle !== null) departures[message.kind].settled?.(message)
    return obstacle === null ? message : null
  }

  /** From here on the message may have left. Throws when it must not any more: it was cancelled, or its dossier is closed. */
  #begin(id: number): void {
    if (this.#isStopped || !this.#options.repository.change(id, ['connecting'], { state: 'in_data' })) throw new Error('the message must not leave any more')
    this.#version += 1
  }

  #settle(message: StoredMessage, result: MailResult): void {
    const { repository, departures } = this.#options
    if (!result.isAccepted) {
      const change = this.#changeAfter(message.attempts, result.failure)
      if (repository.change(message.id, ['connecting', 'in_data'], change) && STANDS.includes(change.state)) departures[message.kind].settled?.(message)
      return
    }
    this.#failures = 0
    this.#unreachable = null
    const acceptedOn = localDay(systemNow())
    const isSent = repository.change(message.id, ['in_data'], { state: 'sent', acceptedOn, isAttempt: true })
    if (isSent && message.resendOfId === null) departures[message.kind].accepted(message, acceptedOn)
    if (isSent) departures[message.kind].settled?.(message)
  }

  /** What a message the server did not take becomes; what concerns them all is noted beside. */
  #changeAfter(attempts: number, failure: MailFailure): Change {
    const because = { reason: failure.cause as string, detail: failure.detail }
    const verdict = judge(failure)
    const isServerWide = verdict.kind === 'later' && verdict.everything
    this.#failures = isServerWide ? this.#failures + 1 : 0
    switch (verdict.kind) {
      case 'failed': return { ...because, state: 'failed', isAttempt: true }
      case 'unknown': return { ...because, state: 'unknown', reason: 'no-answer', isAttempt: true }
      case 'halt':
        this.#options.repository.setHalt(verdict.reason, failure.detail)
        return { state: 'queued' }
      case 'later': {
        if (isServerWide) {
          this.#unreachable = { ...because, until: laterBy(systemNow(), pauseAfter(this.#failures)) }
          return { state: 'queued' }
        }
        const wait = waitAfter(attempts + 1)
        return { ...because, isAttempt: true, ...wait === null ? { state: 'failed', reason: 'too-many-attempts' } : { state: 'waiting', reason: 'put-off', nextAttemptAt: laterBy(systemNow(), wait) } }
      }
    }
  }

  async #server(settings: MailSettings): Promise<MailServer> {
    const { host, port, security, login } = settings
    const password = login === '' ? null : await this.#options.secrets.read(secretName(this.#options.folder, settings)).catch(() => null)
    return { host, port, security, login, password }
  }

  /** The message whole, or why it cannot be. */
  async #mail({ id, messageId, channel, fromAddress, toName, toAddress, subject, text, html }: StoredMessage, { senderName, senderAddress, replyTo, signature }: MailSettings): Promise<Mail | MailFailure> {
    const { repository, readDocument } = this.#options
    const attachments: Attachment[] = []
    for (const { documentId, file } of this.#isStopped ? [] : repository.attachments(id)) {
      try {
        attachments.push(attachmentOf(file, await readDocument(documentId)))
      } catch (error) {
        const cause = error instanceof AppError && error.code === 'document.altered' ? 'attachment-altered' : 'attachment-missing'
        return { cause, detail: file, smtpCode: null, hasBodyBegun: false }
      }
    }
    return {
      messageId, channel, from: { name: senderName, address: fromAddress || senderAddress }, to: { name: toName, address: toAddress }, subject, attachments,
      // an answer goes to whom the message names as its sender
      replyTo: fromAddress === '' ? replyTo : '',
      // a gateway prints what it is given, or refuses what it does not know
      ...channel === 'fax' ? { text, html: '' } : withSignature({ text, html }, signature),
    }
  }
}
