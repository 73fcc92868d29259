import { formatInstant, type Instant } from '../../shared/date.ts'
import type { OutboxMessage } from '../../shared/outbox/outbox-contract.ts'
import { t, wordingOf } from '../i18n/i18n.ts'

/** Reasons whose `detail` is the server's own answer, shown beside. */
const WITH_ANSWER = ['put-off', 'too-many-attempts', 'recipient-refused', 'message-refused', 'no-answer']

/** Why a message is in its state, for a person; '' when there is nothing to say. */
export function messageReason({ reason, detail, nextAttemptAt }: OutboxMessage): string {
  if (reason === '') return ''
  const text = wordingOf(`outbox.reason.${reason}`, { detail, next: nextAttemptAt === null ? '' : formatInstant(nextAttemptAt as Instant) }) ?? reason
  return detail !== '' && WITH_ANSWER.includes(reason) ? `${text} ${t('outbox.answer', { detail })}` : text
}
