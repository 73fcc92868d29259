import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { MessageChannel } from '../../shared/outbox/outbox-contract.ts'
import { bodyText, headerText, isHeaderSafe, isFaxGatewayAddress, isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import { safeName } from './file-names.ts'

export interface Mailbox { name: string; address: string }

/** A PDF, or its pages as a fax gateway wants them; the name without extension. */
export interface Attachment { name: string; type: keyof typeof MEDIA_TYPES; content: Uint8Array }
const MEDIA_TYPES = { pdf: 'application/pdf', tif: 'image/tiff' } as const

/** A kept file as it is attached, under its own name. */
export function attachmentOf(file: string, content: Uint8Array): Attachment {
  const type = Object.keys(MEDIA_TYPES).find((extension) => file.endsWith(`.${extension}`)) as Attachment['type'] | undefined
  if (type === undefined) throw new Error(`no message carries ${file}`)
  return { name: basename(file, `.${type}`), type, content }
}

/** A message whole, ready to be given to a server. */
export interface Mail {
  /** `<…@…>` */
  messageId: string
  /** An e-mail when left out; a fax goes to its gateway, which may stand in the network itself. */
  channel?: MessageChannel
  from: Mailbox
  to: Mailbox
  /** '' for the sender's address */
  replyTo: string
  subject: string
  /** Always there: a reader that shows no HTML shows this. */
  text: string
  /** '' for a message in plain text alone */
  html: string
  attachments: readonly Attachment[]
}

/**
 * The bytes of a message. Nothing in it is read from a file or fetched: attachments come as bytes.
 * Names and subject are made safe for a header (see headerText); an address that is not one mailbox, or a Message-ID that is none, is refused:
 * AppError('mail.unsafe', {field}).
 */
export async function composeMail({ messageId, channel = 'email', from, to, replyTo, subject, text, html, attachments }: Mail): Promise<Buffer> {
  const addresses = { from: from.address, ...replyTo === '' ? {} : { replyTo }, ...channel === 'fax' ? {} : { to: to.address } }
  for (const [field, address] of Object.entries(addresses)) if (!isMailAddress(address)) throw new AppError('mail.unsafe', { field })
  if (channel === 'fax' && !isFaxGatewayAddress(to.address)) throw new AppError('mail.unsafe', { field: 'to' })
  if (!isHeaderSafe(messageId) || !/^<[^<>\s]+@[^<>\s]+>$/.test(messageId)) throw new AppError('mail.unsafe', { field: 'messageId' })
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    messageId,
    from: mailbox(from),
    to: mailbox(to),
    ...replyTo === '' ? {} : { replyTo: { name: '', address: replyTo } },
    subject: headerText(subject),
    text: bodyText(text),
    ...html === '' ? {} : { html: bodyText(html) },
    attachments: attachments.map(({ name, type, content }) => ({ filename: `${safeName(name)}.${type}`, content: Buffer.from(content), contentType: MEDIA_TYPES[type] })),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  })
  return composer.compile().build()
}

const mailbox = ({ name, address }: Mailbox): Mailbox => ({ name: headerText(name), address })
