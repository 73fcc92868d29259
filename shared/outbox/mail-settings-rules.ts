import type { FieldProblem } from '../schemas.ts'
import { wrongFields } from '../wrong-fields.ts'
import { isHeaderSafe, isMailAddress } from './mail-text-rules.ts'
import type { MailSettings } from './outbox-contract.ts'

/** A host name or an IP address, nothing that could name a path or a login. */
const isHost = (text: string): boolean => text.length <= 253 && /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$|^[0-9a-f:]+:[0-9a-f:]*$/iu.test(text)

/** What is wrong with the settings, in the order of the screen. */
export function mailSettingsProblems({ host, login, senderName, senderAddress, replyTo }: MailSettings): FieldProblem[] {
  return wrongFields([
    ['host', 'required', host === ''],
    ['host', 'host', host !== '' && !isHost(host)],
    ['login', 'characters', !isHeaderSafe(login)],
    ['senderName', 'characters', !isHeaderSafe(senderName)],
    ['senderAddress', 'required', senderAddress === ''],
    ['senderAddress', 'address', senderAddress !== '' && !isMailAddress(senderAddress)],
    ['replyTo', 'address', replyTo !== '' && !isMailAddress(replyTo)],
  ])
}

/** What a connection needs; the other fields are those of its messages. */
export const isServerField = (field: string): boolean => field === 'host' || field === 'login'

/** The port a server of that kind usually listens on. */
export const usualPort = (security: MailSettings['security']): number => ({ starttls: 587, tls: 465, none: 25 })[security]
