import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../shared/call.ts'
import { localDay, type Instant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { MailFailure } from '../../shared/outbox/delivery-rules.ts'
import { faxSettingsProblems, type FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import { isServerField, mailSettingsProblems } from '../../shared/outbox/mail-settings-rules.ts'
import { bodyText, headerText, isFaxGatewayAddress, isMailAddress, withSignature } from '../../shared/outbox/mail-text-rules.ts'
import { MAY_LEAVE, MessageState, type FaxAccount, type MailSettings, type MessageChannel, type MessageKind, type outboxContract } from '../../shared/outbox/outbox-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Mailbox } from '../delivery/mail-message.ts'
import { faxSettingsRepository } from './fax-settings-repository.ts'
import { mailSettingsRepository, secretName } from './mail-settings-repository.ts'
import { outboxRepository, type StoredMessage } from './outbox-repository.ts'
import { OutboxSender, type SenderOptions } from './outbox-sender.ts'

export interface OutboxOptions extends Omit<SenderOptions, 'repository' | 'settings'> {
  /** Sends by itself; otherwise everything waits for a program that does. */
  sendsInBackground: boolean
  faxAccount(): FaxAccount
}

/** What another slice wants sent. */
export interface NewMessage {
  kind: MessageKind
  /** An e-mail when left out */
  channel?: MessageChannel
  /** The sender of the settings when left out */
  fromAddress?: string
  customerId: number | null
  to: Mailbox
  subject: string
  text: string
  /** '' for the text's */
  html: string
  /** Ids of documents: PDFs, of a fax perhaps its TIFF */
  attachments: readonly number[]
  letterId: number | null
}

export interface Outbox {
  handlers: Handlers<typeof outboxContract>
  /** Within the caller's transaction: the message leaves if and only if that commits. Throws AppError('mail.unsafe') for an address that cannot be written to. */
  enqueue(message: NewMessage): number
  /** The same for one that waits until a person has looked at it and sends it. */
  prepare(message: NewMessage): number
  /** Within the caller's transaction: never leaves. AppError('outbox.wrong-state') once it is on its way, has left, or may have. */
  giveUp(id: number): void
  /** Whether a mail server is set up: without one everything waits. */
  hasServer(): boolean
  /** How faxes are written to the provider, null without one. */
  fax(): FaxProvider | null
  /** The due dates of letters that may still leave by e-mail, or may have left. */
  dueDatesUnderWay(): ReadonlySet<number>
  /** Whether one of these letters has left by e-mail, or may have. */
  hasLeft(letterIds: readonly number[]): boolean
  /** Within the caller's transaction, after `hasLeft`: what waits of these letters never leaves. */
  withdraw(letterIds: readonly number[]): void
  /** Letters whose message was cancelled, has failed or was set aside: they have changed nothing and will not by themselves. */
  idle(): number[]
  /** Takes no further message; resolves once the one that is leaving has, or after a few seconds. */
  hold(): Promise<void>
  release(): void
  /** At once: the dossier closes. */
  stop(): void
}

/** « Boîte d'envoi » of one dossier. Making it finishes with what a crash has left: see `recover`. */
export function outboxService(options: OutboxOptions): Outbox {
  const { sql, folder, secrets } = options
  const repository = outboxRepository(sql)
  const settings = mailSettingsRepository(sql)
  const fax = faxSettingsRepository(sql)
  const sender = new OutboxSender({ ...options, repository, settings })
  repository.recover()
  if (options.sendsInBackground) sender.start()

  const get = (id: number): StoredMessage => {
    const message = repository.get(id)
    if (!message) throw new AppError('outbox.unknown')
    return message
  }
  /** Carries out a change a person asks for; refused once the message has gone on in the meantime. */
  const change = (id: number, from: readonly MessageState[], to: Parameters<typeof repository.change>[2], after: (message: StoredMessage) => void = () => undefined): void => {
    sql.transaction(() => {
      const message = get(id)
      if (!repository.change(id, from, to)) throw new AppError('outbox.wrong-state', { state: message.state, stateKey: `outbox.state.${message.state}` })
      after(message)
      if (to.state !== 'queued') options.departures[message.kind].settled?.(message)
    }).immediate()
    sender.changed(true)
  }
  const resume = (): void => {
    repository.clearHalt()
    sender.changed(true)
  }
  const enqueue = ({ channel = 'email', fromAddress = '', customerId, to, attachments, ...message }: NewMessage, resendOfId: number | null = null): number => {
    if (!(channel === 'fax' ? isFaxGatewayAddress : isMailAddress)(to.address)) throw new AppError('mail.unsafe', { field: 'to' })
    if (fromAddress !== '' && !isMailAddress(fromAddress)) throw new AppError('mail.unsafe', { field: 'from' })
    const id = repository.add({
      ...message, channel, fromAddress, customerId, resendOfId, documentIds: attachments, messageId: newMessageId(settings.read()),
      toName: headerText(to.name), toAddress: to.address, subject: headerText(message.subject), text: bodyText(message.text), html: bodyText(message.html),
    })
    // once the caller's transaction is over
    setImmediate(() => sender.changed())
    return id
  }
  const passwordOf = async (wanted: MailSettings, typed: string | null): Promise<string | null> => (wanted.login === '' ? null : typed ?? await secrets.read(secretName(folder, wanted)))
  const refuseWrong = (wanted: MailSettings, concerns: (field: string) => boolean = () => true): void => {
    const problem = mailSettingsProblems(wanted).find(({ field }) => concerns(field))
    if (problem) throw new AppError('mail.invalid', { ...problem, fieldKey: `mail.field.${problem.field}`, reasonKey: `mail.invalid.${problem.reason}` })
  }

  const handlers: Outbox['handlers'] = {
    list: ({ state }) => repository.list(state),
    message: ({ id }) => {
      const message = get(id)
      return { ...message, text: withSignature({ text: message.text, html: '' }, settings.read()?.signature ?? '').text, attachments: repository.attachments(id) }
    },
    status: () => {
      const counts = repository.counts()
      return {
        ...sender.state, isConfigured: settings.read() !== null, halt: repository.halt(),
        counts: Object.fromEntries(MessageState.options.map((state) => [state, counts[state] ?? 0])) as Record<MessageState, number>,
      }
    },
    pause: () => {
      repository.setHalt('person', '')
      sender.changed()
    },
    resume,
    retry: ({ id }) => change(id, ['waiting', 'failed', 'set_aside'], { state: 'queued' }),
    cancel: ({ id }) => change(id, MAY_LEAVE, { state: 'cancelled', reason: 'by-person' }),
    resolve: ({ id, outcome }) => {
      if (outcome === 'resend') {
        change(id, ['unknown'], { state: 'queued' })
        return
      }
      // the day it was being sent
      const acceptedOn = localDay(get(id).changedAt as Instant)
      change(id, ['unknown'], { state: 'sent', acceptedOn, reason: 'by-person' }, (message) => {
        if (message.resendOfId === null) options.departures[message.kind].accepted(message, acceptedOn)
      })
    },
    resend: ({ id }) => ({
      id: sql.transaction(() => {
        const { state, kind, channel, fromAddress, customerId, letterId, toName, toAddress, subject, text, html } = get(id)
        if (state !== 'sent') throw new AppError('outbox.wrong-state', { state, stateKey: `outbox.state.${state}` })
        const other = repository.underWayOfSame(id)
        if (other !== null) throw new AppError('outbox.resend-under-way', { to: toAddress, stateKey: `outbox.state.${get(other).state}` })
        return enqueue({ kind, channel, fromAddress, customerId, letterId, to: { name: toName, address: toAddress }, subject, text, html, attachments: repository.attachments(id).map(({ documentId }) => documentId) }, id)
      }).immediate(),
    }),
    mailSettings: async () => {
      const stored = settings.read()
      return { settings: stored, hasPassword: stored !== null && stored.login !== '' && await passwordOf(stored, null) !== null }
    },
    checkMailSettings: (wanted) => mailSettingsProblems(wanted),
    saveMailSettings: async ({ settings: wanted, password }) => {
      refuseWrong(wanted)
      // first: settings without their password would stop the next message
      if (password !== null && wanted.login !== '') await secrets.write(secretName(folder, wanted), password)
      settings.write(wanted)
      const halt = repository.halt()
      if (halt && halt.reason !== 'person') repository.clearHalt()
      sender.changed(true)
    },
    faxSettings: () => ({ settings: fax.read(), account: options.faxAccount() }),
    checkFaxSettings: (wanted) => faxSettingsProblems(wanted),
    saveFaxSettings: ({ settings: wanted }) => {
      const problem = wanted && faxSettingsProblems(wanted)[0]
      if (problem) throw new AppError('mail.fax-invalid', { ...problem, fieldKey: `fax.field.${problem.field}`, reasonKey: `fax.invalid.${problem.reason}` })
      fax.write(wanted)
    },
    testMailSettings: async ({ settings: wanted, password, sendsMessage }) => {
      refuseWrong(wanted, sendsMessage ? undefined : isServerField)
      const { host, port, security, login, senderName, senderAddress, replyTo, signature } = wanted
      const server = { host, port, security, login, password: await passwordOf(wanted, password) }
      const mailer = options.mailer()
      if (!sendsMessage) {
        const failure = await mailer.check(server)
        if (failure) throw testError(failure, wanted)
        return { sentTo: null }
      }
      const self = { name: senderName, address: senderAddress }
      const result = await mailer.send(server, {
        messageId: newMessageId(wanted), from: self, to: self, replyTo, subject: translate('fr', 'mail.test.subject'), attachments: [],
        ...withSignature({ text: translate('fr', 'mail.test.text', { host, port }), html: '' }, signature),
      }, { onBody: () => undefined, signal: new AbortController().signal })
      mailer.release()
      if (!result.isAccepted) throw testError(result.failure, wanted)
      return { sentTo: senderAddress }
    },
  }

  return {
    handlers,
    enqueue: (message) => enqueue(message),
    prepare: (message) => {
      const id = enqueue(message)
      repository.change(id, ['queued'], { state: 'set_aside', reason: 'prepared' })
      return id
    },
    giveUp: (id) => {
      const isGivenUp = repository.change(id, MAY_LEAVE, { state: 'cancelled', reason: 'by-person' })
      const { state } = get(id)
      if (!isGivenUp && state !== 'cancelled') throw new AppError('outbox.wrong-state', { state, stateKey: `outbox.state.${state}` })
      setImmediate(() => sender.changed())
    },
    hasServer: () => settings.read() !== null,
    fax: () => {
      const stored = fax.read()
      return stored && { settings: stored, account: options.faxAccount() }
    },
    dueDatesUnderWay: () => repository.dueDatesUnderWay(),
    hasLeft: (letterIds) => repository.ofLetters(letterIds).some(({ state }) => state === 'sent' || state === 'in_data' || state === 'unknown'),
    withdraw: (letterIds) => {
      for (const { id } of repository.ofLetters(letterIds)) repository.change(id, MAY_LEAVE, { state: 'cancelled', reason: 'run-undone' })
      setImmediate(() => sender.changed())
    },
    idle: () => repository.idleLetters(),
    hold: () => sender.hold(),
    release: () => sender.release(),
    stop: () => sender.stop(),
  }
}

/** Known to every mail program that gets the message, and never given twice. */
function newMessageId(settings: MailSettings | null): string {
  const domain = settings?.senderAddress.split('@')[1] ?? ''
  return `<${randomUUID()}@${/^[a-z0-9.-]+$/i.test(domain) ? domain.toLowerCase() : 'relais.invalid'}>`
}

/** What went wrong with a test, as a message that says what to do. */
const testError = ({ cause, detail, smtpCode }: MailFailure, { host, port, login, senderAddress }: MailSettings): AppError =>
  new AppError(`mail.test.${cause}`, { host, port, login, address: senderAddress, detail: detail === '' ? String(smtpCode ?? '') : detail })
