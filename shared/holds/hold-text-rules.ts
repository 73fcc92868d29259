import { formatDate } from '../date.ts'
import type { HoldMark } from './hold-contract.ts'

/** Gives a text of the catalogue in the reader's language. */
export type Say = (key: string, params?: Record<string, string | number>) => string

/** « litige sur la facture (« prix »), jusqu'au 30/04/2026 inclus » */
export function holdText({ kind, scope, reason, until }: HoldMark, say: Say): string {
  return [
    `${say(`holds.told.${kind}`)} ${say(`holds.told.${scope}`)}`,
    reason === '' ? '' : say('holds.told.reason', { reason: reason.replace(/\s+/g, ' ') }),
    until === null ? say('holds.told.forGood') : say('holds.told.until', { date: formatDate(until) }),
  ].join('')
}
