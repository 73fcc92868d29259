import type { Attachment as MimeAttachment, Email } from 'postal-mime'
import type { FieldsData } from '@kenjiuno/msgreader'
import type { Instant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { repliedMessageIds } from '../../shared/meters/answer-file-rules.ts'

/** A message that was received, as far as an answer needs it. */
export interface ReceivedMail {
  /** Of the messages it replies to or stands in a thread with, the nearest first */
  replyTo: string[]
  from: string
  subject: string
  /** In UTC; null when it does not say */
  sentAt: Instant | null
  text: string
  attachments: { name: string; bytes: Uint8Array }[]
}

/** Attachments looked at; more is no answer to a request. */
const MAX_ATTACHMENTS = 100
const MAX_TEXT = 20_000
/** Messages within messages (« transférer en pièce jointe ») */
const MAX_DEPTH = 3

/** AppError('answers.broken-message', {file}), ('answers.encrypted-message', {file}). */
export async function readEml(bytes: Uint8Array, file: string): Promise<ReceivedMail> {
  const { default: PostalMime } = await import('postal-mime')
  const email = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: MAX_DEPTH })
    .catch(() => { throw new AppError('answers.broken-message', { file }) })
  if (email.headers.length === 0) throw new AppError('answers.broken-message', { file })
  const attachments = email.attachments.slice(0, MAX_ATTACHMENTS)
  if (attachments.some(isEnvelope)) throw new AppError('answers.encrypted-message', { file })
  return {
    replyTo: repliedMessageIds(email.inReplyTo ?? '', email.references ?? ''), from: senderOf(email), subject: email.subject ?? '', sentAt: instantOf(email.date), text: (email.text ?? '').slice(0, MAX_TEXT),
    attachments: attachments.flatMap(({ filename, content }) => (typeof content === 'string' ? [] : [{ name: filename ?? '', bytes: new Uint8Array(content) }])),
  }
}

/** S/MIME: the whole message is within (RFC 8551); a detached signature is not. */
const isEnvelope = ({ mimeType, filename }: MimeAttachment): boolean => /^application\/(?:x-)?pkcs7-mime$/.test(mimeType) && !(filename ?? '').endsWith('.p7s')
const senderOf = ({ from }: Email): string => [from?.name ?? '', from?.address ?? ''].filter((part) => part !== '').join(' ')

/** An ISO date with its time, as UTC. */
function instantOf(date: string | undefined): Instant | null {
  return date !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(date) ? date as Instant : null
}

/** A message saved from Outlook. Errors as readEml, and AppError('answers.not-a-message', {file}) for another file of the same container (.doc, .xls). */
export async function readMsg(bytes: Uint8Array, file: string): Promise<ReceivedMail> {
  // a stream every message has
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('__properties_version1.0', 'utf16le'))) throw new AppError('answers.not-a-message', { file })
  const { default: imported } = await import('@kenjiuno/msgreader')
  // CommonJS: its default stands one step further in, or not, as the bundler has it
  const MsgReader = 'default' in imported ? (imported as unknown as { default: typeof imported }).default : imported
  try {
    const reader = new MsgReader(bytes.slice().buffer)
    reader.parserConfig = { includeRawProps: true }
    const message = reader.getFileData()
    if (message.error !== undefined) throw new AppError('answers.not-a-message', { file })
    const headers = message.headers ?? ''
    return {
      replyTo: repliedMessageIds(headerOf(headers, 'In-Reply-To') || textProperty(message, IN_REPLY_TO), headerOf(headers, 'References') || textProperty(message, REFERENCES)),
      from: [...new Set([message.senderName ?? '', message.senderSmtpAddress ?? message.senderEmail ?? ''])].filter((part) => part !== '').join(' '),
      subject: message.subject ?? '', sentAt: instantOfRfc(message.clientSubmitTime ?? message.messageDeliveryTime ?? ''), text: (message.body ?? '').slice(0, MAX_TEXT),
      attachments: attachmentsOf(message, (attachment) => reader.getAttachment(attachment), file, 1).slice(0, MAX_ATTACHMENTS),
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('answers.broken-message', { file })
  }
}

/** [MS-OXPROPS] PidTagInReplyToId, PidTagInternetReferences: there when the message was never sent over the Internet, and has no headers. */
const IN_REPLY_TO = '1042'
const REFERENCES = '1039'
function textProperty({ rawProps }: FieldsData, tag: string): string {
  const value: unknown = rawProps?.find(({ propertyTag }) => propertyTag?.startsWith(tag))?.value
  return typeof value === 'string' ? value : ''
}

/** A header of the message itself, its folded lines joined. */
function headerOf(headers: string, name: string): string {
  const line = headers.slice(0, 256 * 1024).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1) ?? ''
}

/** Those of a message, and of the messages within it. */
function attachmentsOf({ attachments = [] }: FieldsData, read: (attachment: FieldsData) => { content: Uint8Array }, file: string, depth: number): ReceivedMail['attachments'] {
  return attachments.slice(0, MAX_ATTACHMENTS).flatMap((attachment) => {
    const name = attachment.fileName ?? attachment.fileNameShort ?? attachment.name ?? ''
    if (attachment.innerMsgContentFields) return depth < MAX_DEPTH ? attachmentsOf(attachment.innerMsgContentFields, read, file, depth + 1) : []
    if (name.toLowerCase() === 'smime.p7m') throw new AppError('answers.encrypted-message', { file })
    return [{ name, bytes: read(attachment).content }]
  })
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** `Tue, 12 May 2020 05:45:17 GMT` */
function instantOfRfc(text: string): Instant | null {
  const [, day = '', month = '', year = '', time = ''] = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(text) ?? []
  const number = MONTHS.indexOf(month) + 1
  return number === 0 ? null : `${year}-${String(number).padStart(2, '0')}-${day}T${time}.000Z` as Instant
}
