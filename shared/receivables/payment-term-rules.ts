import { addDays, dateOf, endOfMonth, type LocalDate } from '../date.ts'

/**
 * Payment terms of French trade (C. com. L441-10): so many days, optionally to the end of the month, optionally paid on a given day of the month after.
 * `30 jours`, `45 jours fin de mois` (days first, then end of month), `fin de mois 45 jours` (end of month first), `30 jours fin de mois le 10`.
 */
export interface PaymentTerm {
  days: number
  endOfMonth: 'no' | 'after-days' | 'before-days'
  /** Day of the month following the end of month; null without. Only with an end of month. */
  dayOfMonth: number | null
}

export const MAX_TERM_DAYS = 365

export const DEFAULT_PAYMENT_TERM: PaymentTerm = { days: 30, endOfMonth: 'no', dayOfMonth: null }

/** When an invoice of `invoicedOn` falls due. A day the month does not have becomes its last day. */
export function dueOn(invoicedOn: LocalDate, term: PaymentTerm): LocalDate {
  if (term.endOfMonth === 'no') return addDays(invoicedOn, term.days)
  const end = term.endOfMonth === 'after-days' ? endOfMonth(addDays(invoicedOn, term.days)) : addDays(endOfMonth(invoicedOn), term.days)
  return term.dayOfMonth === null ? end : dayOfNextMonth(end, term.dayOfMonth)
}

function dayOfNextMonth(date: LocalDate, day: number): LocalDate {
  const first = addDays(endOfMonth(date), 1)
  return dateOf(Number(first.slice(0, 4)), Number(first.slice(5, 7)), day) ?? endOfMonth(first)
}

/** The compact text stored in the dossier and written in mappings: `30`, `45 EOM`, `EOM 45`, `30 EOM 10`. */
export function formatPaymentTerm(term: PaymentTerm): string {
  const base = { no: `${term.days}`, 'after-days': `${term.days} EOM`, 'before-days': `EOM ${term.days}` }[term.endOfMonth]
  return term.endOfMonth !== 'no' && term.dayOfMonth !== null ? `${base} ${term.dayOfMonth}` : base
}

/**
 * Reads the compact text and the ways programs and people write terms: `30`, `30 jours`, `30 jours fin de mois`, `45 JFM`, `30J FDM le 10`, `fin de mois 45 jours`, `comptant`, `à réception`.
 * @returns null when it is none of these.
 */
export function parsePaymentTerm(text: string): PaymentTerm | null {
  const words = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\b(net|nets|date de facture|jours?|le)\b|[.,]/g, ' ').replace(/(\d)\s*j(?:rs?)?\b/g, '$1 ')
    .replace(/(\d)\s*jfm\b/g, '$1 eom').replace(/\b(fin de mois|fdm|fm|eom)\b/g, 'eom').replace(/\s+/g, ' ').trim()
  if (/^(comptant|a reception( de facture)?|reception)$/.test(words)) return { days: 0, endOfMonth: 'no', dayOfMonth: null }
  const match = /^(?:(\d{1,3})|(\d{1,3}) eom(?: (\d{1,2}))?|eom(?: (\d{1,3}))?(?: (\d{1,2}))?)$/.exec(words)
  if (!match) return null
  const [, plain, afterDays, afterDay, beforeDays, beforeDay] = match
  // « fin de mois le 10 » names a day of the month, « fin de mois 45 jours » a number of days: only the former has « le »
  const isDayOnly = beforeDays !== undefined && beforeDay === undefined && /\ble\b/i.test(text)
  const term: PaymentTerm = plain !== undefined
    ? { days: Number(plain), endOfMonth: 'no', dayOfMonth: null }
    : afterDays !== undefined
      ? { days: Number(afterDays), endOfMonth: 'after-days', dayOfMonth: afterDay === undefined ? null : Number(afterDay) }
      : { days: isDayOnly ? 0 : Number(beforeDays ?? 0), endOfMonth: 'before-days', dayOfMonth: isDayOnly ? Number(beforeDays) : beforeDay === undefined ? null : Number(beforeDay) }
  return term.days <= MAX_TERM_DAYS && (term.dayOfMonth === null || (term.dayOfMonth >= 1 && term.dayOfMonth <= 31)) ? term : null
}
