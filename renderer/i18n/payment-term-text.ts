import type { PaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import { t } from './i18n.ts'

/** Payment terms the way they stand on an invoice; parsePaymentTerm reads them back. */
export function paymentTermText({ days, endOfMonth, dayOfMonth }: PaymentTerm): string {
  const base = endOfMonth === 'no' ? (days === 0 ? t('receivables.term.cash') : t('receivables.term.days', { days }))
    : endOfMonth === 'after-days' ? t('receivables.term.afterDays', { days })
      : days === 0 ? t('receivables.term.endOfMonth') : t('receivables.term.beforeDays', { days })
  return dayOfMonth === null ? base : t('receivables.term.onDay', { term: base, day: dayOfMonth })
}
