import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { OutboxMessage, OutboxStatus } from '../../shared/outbox/outbox-contract.ts'
import { isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** Between two looks at what has left. */
const EVERY_MS = 200

export const outboxCommands: [string, Command][] = [
  ['outbox list', { name: 'outbox-list', positionals: 0, options: ['dossier', 'json'], run: listMessages }],
  ['outbox send', { name: 'outbox-send', positionals: 0, options: ['dossier', 'json'], sendsMail: true, run: sendMessages }],
]

/** The password of the mail server, which the command line has no keychain for. */
export const environmentSecrets = {
  read: async (): Promise<string | null> => process.env['RELAIS_SMTP_PASSWORD'] ?? null,
  write: async (): Promise<void> => { throw new AppError('mail.password-in-environment') },
}

async function listMessages(work: Work): Promise<number> {
  await openDossier(work)
  const messages = await work.api.outbox.list({ state: null })
  if (isJson(work)) work.print(JSON.stringify(messages.map(forJson), null, 2))
  else if (messages.length === 0) work.print(say('outbox.none'))
  else for (const line of alignColumns(messages.map(({ id, state, toAddress, subject }) => [String(id), translate('fr', `outbox.state.${state}`), toAddress, subject]))) work.print(line)
  return 0
}

const forJson = ({ id, kind, state, reason, detail, customerName, toAddress, subject, attempts, createdAt, changedAt, nextAttemptAt, acceptedOn, resendOfId }: OutboxMessage) =>
  ({ id, kind, state, reason, detail, customerName, toAddress, subject, attempts, createdAt, changedAt, nextAttemptAt, acceptedOn, resendOfId })

/** Sends until nothing is left to send now: what the server puts off waits for the next time. */
async function sendMessages(work: Work): Promise<number> {
  await openDossier(work)
  const before = await work.api.outbox.status()
  // what stopped the last sending may have been put right since; a person's pause stands
  if (before.halt && before.halt.reason !== 'person') await work.api.outbox.resume()
  let status = await work.api.outbox.status()
  while (obstacleOf(status) === null && (status.isSending || status.counts.queued > 0)) {
    await pause(EVERY_MS)
    status = await work.api.outbox.status()
  }
  const sent = status.counts.sent - before.counts.sent
  const { queued, waiting, unknown, failed, set_aside: setAside } = status.counts
  if (isJson(work)) work.print(JSON.stringify({ sent, queued, waiting, unknown, failed, setAside }))
  else work.print(say('outbox.sent', { n: sent, left: queued + waiting, unknown, failed: failed + setAside }))
  const obstacle = obstacleOf(status)
  const isHeldUp = obstacle !== null && queued + waiting > 0
  if (isHeldUp) work.remark(obstacle)
  return isHeldUp ? 1 : 0
}

/** Why what is left cannot leave, null when it can. */
function obstacleOf({ isConfigured, halt, unreachable }: OutboxStatus): string | null {
  if (!isConfigured) return translate('fr', 'outbox.notConfigured')
  if (halt) return halt.reason === 'password-missing' ? say('outbox.password') : translate('fr', `outbox.halt.${halt.reason}`)
  return unreachable ? say('outbox.unreachable', { detail: unreachable.detail }) : null
}
