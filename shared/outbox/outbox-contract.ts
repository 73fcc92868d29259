import { z } from 'zod'
import { command, query, urgent } from '../call.ts'
import { FieldProblem, Id, LocalDateSchema, LongText, Nothing, Text } from '../schemas.ts'

/**
 * - `queued` leaves as soon as it can, `waiting` at its next attempt: the server put it off;
 * - `connecting` is claimed, the server has no byte of it; `in_data` has begun to leave;
 * - `sent` the server took it; `failed` it did not, and will not; `unknown` « peut-être envoyé »: a person says;
 * - `set_aside` what it says is no longer so, or it was prepared for a person to send; `cancelled` by a person or with its generation.
 */
export const MessageState = z.enum(['queued', 'connecting', 'in_data', 'waiting', 'unknown', 'failed', 'set_aside', 'sent', 'cancelled'])
export type MessageState = z.infer<typeof MessageState>

/** May still leave, or may have left: what it asks for is not asked for once more. */
export const UNDER_WAY: readonly MessageState[] = ['queued', 'connecting', 'in_data', 'waiting', 'unknown']

/** Has not left, as far as is known, and still may: by itself, or when a person asks for it. */
export const MAY_LEAVE: readonly MessageState[] = ['queued', 'connecting', 'waiting', 'failed', 'set_aside']

/** Has not left, and will not by itself. */
export const NEVER_LEFT: readonly MessageState[] = ['failed', 'set_aside', 'cancelled']
/** As a list of SQL. */
export const NEVER_LEFT_SQL = NEVER_LEFT.map((state) => `'${state}'`).join(', ')

export const MessageKind = z.enum(['reminder', 'statement', 'meter-request', 'meter-summary', 'invoice-copy'])
export type MessageKind = z.infer<typeof MessageKind>

/** A fax leaves as an e-mail to the provider's gateway: `toName` then is the number. */
export const MessageChannel = z.enum(['email', 'fax'])
export type MessageChannel = z.infer<typeof MessageChannel>

export const OutboxMessage = z.object({
  id: Id,
  kind: MessageKind,
  channel: MessageChannel,
  state: MessageState,
  /** Key below `outbox.reason.`, '' when there is nothing to say; `detail` is what the server answered, or the invoice concerned. */
  reason: z.string(),
  detail: z.string(),
  customerId: Id.nullable(),
  customerName: z.string(),
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string(),
  attempts: z.int(),
  /** Instants */
  createdAt: z.string(),
  changedAt: z.string(),
  nextAttemptAt: z.string().nullable(),
  acceptedOn: LocalDateSchema.nullable(),
  resendOfId: Id.nullable(),
})
export type OutboxMessage = z.output<typeof OutboxMessage>

/** One message as it leaves, without the signature of the settings. */
export const OutboxMessageDetail = OutboxMessage.extend({
  messageId: z.string(),
  text: z.string(),
  attachments: z.array(z.object({ documentId: Id, title: z.string(), file: z.string() })),
})
export type OutboxMessageDetail = z.output<typeof OutboxMessageDetail>

/** Why nothing leaves at all. Key below `outbox.halt.`. */
export const HaltReason = z.enum(['person', 'login', 'password-missing', 'certificate', 'no-tls', 'sender-refused'])
export type HaltReason = z.infer<typeof HaltReason>

export const OutboxStatus = z.object({
  isConfigured: z.boolean(),
  /** Messages leave by themselves: in the window, not in the command line. */
  isInBackground: z.boolean(),
  halt: z.object({ reason: HaltReason, detail: z.string() }).nullable(),
  /** The server cannot be reached: the next attempt at this instant. */
  unreachable: z.object({ reason: z.string(), detail: z.string(), until: z.string() }).nullable(),
  counts: z.record(MessageState, z.int()),
  isSending: z.boolean(),
  /** Grows with every change, so that a screen knows when to read again. */
  version: z.int(),
})
export type OutboxStatus = z.output<typeof OutboxStatus>

/** How the connection is encrypted: from the first byte, by STARTTLS (required), not at all. */
export const MailSecurity = z.enum(['starttls', 'tls', 'none'])
export type MailSecurity = z.infer<typeof MailSecurity>

/** « Paramètres e-mail » of a dossier. The password is not among them: it stays in the system's keychain. */
export const MailSettings = z.object({
  host: Text,
  port: z.int().min(1).max(65_535),
  security: MailSecurity,
  /** '' when the server asks for none. */
  login: Text,
  senderName: Text,
  senderAddress: Text,
  /** '' for the sender's */
  replyTo: Text,
  /** A copy of each message to the sender, once the server has taken the message. */
  copiesSender: z.boolean(),
  /** Below every message. */
  signature: LongText,
  /** null: as fast as the server takes them. */
  ratePerMinute: z.int().min(1).max(600).nullable(),
})
export type MailSettings = z.output<typeof MailSettings>

/** « Paramètres fax »: how the provider's gateway wants its e-mails. Patterns may name {numero}, {identifiant}, {compte} and {objet}. */
export const FaxSettings = z.object({
  addressPattern: Text,
  /** How the number is written: as it was given, as within the country, or with its country's code bare, after « 00 » or after « + » */
  numberFormat: z.enum(['as-given', 'national', 'international', 'international-00', 'international-plus']),
  /** Of numbers that bear none: `33` */
  countryCode: Text,
  /** Numbers with fewer or more digits are not given to it */
  minDigits: z.int().min(1).max(40),
  maxDigits: z.int().min(1).max(40),
  /** '' for none */
  subjectPattern: Text,
  /** Whether the text goes with the document: as a cover page, or not at all */
  body: z.enum(['none', 'text']),
  /** Lines are cut at so many characters; null: not at all */
  bodyColumns: z.int().min(20).max(200).nullable(),
  /** What the document is sent as: some gateways take nothing but pictures of its pages */
  attachment: z.enum(['pdf', 'tiff']),
  /** Of the message, in which the document weighs a third more than on its own; null: any */
  maxKilobytes: z.int().min(10).max(100_000).nullable(),
})
export type FaxSettings = z.output<typeof FaxSettings>

/** What a fax provider wants to know besides: parameters PREFIX_FAX, FAX_EXTERNE_LOGIN_CLIENT, FAX_EXTERNE_NUMERO_CLIENT. */
export const FaxAccount = z.object({ prefix: z.string(), login: z.string(), number: z.string() })
export type FaxAccount = z.output<typeof FaxAccount>

/** A password as typed; null for the one already in the keychain. */
const Password = z.string().min(1).max(500).nullable()

export const outboxContract = {
  /** Newest first, at most 5 000. */
  list: query(z.object({ state: MessageState.nullable() }), z.array(OutboxMessage)),
  /** AppError('outbox.unknown') */
  message: query(z.object({ id: Id }), OutboxMessageDetail),
  status: query(Nothing, OutboxStatus),
  /** At once, also amid a job: only the message that is leaving still does. */
  pause: urgent(Nothing, Nothing),
  /** As urgent, so that the last of the two that a person asked for stands. */
  resume: urgent(Nothing, Nothing),
  /** Sends as soon as it can what waits, failed or was set aside. AppError('outbox.wrong-state') */
  retry: command(z.object({ id: Id }), Nothing),
  /** Gives up, at once, a message that has not begun to leave. AppError('outbox.wrong-state') */
  cancel: urgent(z.object({ id: Id }), Nothing),
  /** What a person found out of a message that is `unknown`: it left on that day, or it did not and is sent once more. AppError('outbox.wrong-state') */
  resolve: command(z.object({ id: Id, outcome: z.enum(['sent', 'resend']) }), Nothing),
  /** Sends once more, on purpose, a message that left: a new one. AppError('outbox.wrong-state'), ('outbox.resend-under-way') while it is on its way once more already */
  resend: command(z.object({ id: Id }), z.object({ id: Id })),
  mailSettings: query(Nothing, z.object({ settings: MailSettings.nullable(), hasPassword: z.boolean() })),
  checkMailSettings: query(MailSettings, z.array(FieldProblem)),
  /** Without a password the one kept stays. AppError('mail.invalid', {field, reason}), ('mail.keychain') */
  saveMailSettings: command(z.object({ settings: MailSettings, password: Password }), Nothing),
  /** null while no provider is set: nothing leaves by fax */
  faxSettings: query(Nothing, z.object({ settings: FaxSettings.nullable(), account: FaxAccount })),
  checkFaxSettings: query(FaxSettings, z.array(FieldProblem)),
  /** null: there is no provider any more. AppError('mail.fax-invalid', {field, reason}) */
  saveFaxSettings: command(z.object({ settings: FaxSettings.nullable() }), Nothing),
  /** Connects, encrypts, logs in, and sends a message to the sender when asked. AppError('mail.test.<what failed>'), which says what to do. */
  testMailSettings: query(z.object({ settings: MailSettings, password: Password, sendsMessage: z.boolean() }), z.object({ sentTo: z.string().nullable() })),
}
