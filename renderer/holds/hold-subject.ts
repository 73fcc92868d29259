import { ref } from 'vue'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { isInForce } from '../../shared/holds/hold-rules.ts'
import type { Hold, HoldScope } from '../../shared/holds/hold-contract.ts'
import { afterCall, api } from '../api.ts'
import { t } from '../i18n/i18n.ts'
import { confirm } from '../ui/confirm.ts'
import { addToast } from '../ui/toasts.ts'
import { today } from '../workbench-store.ts'

/** What a new hold can bear on from where the person stands: each scope there is with its id. */
export interface HoldSubject {
  customerId: number
  invoice: { id: number; number: string } | null
  dueDates: readonly { id: number; dueOn: LocalDate }[]
}

/** Where a hold bears: « échéance du 31/01/2026, facture F1 » */
export const holdSubjectText = ({ scope, invoiceNumber, dueOn }: Pick<Hold, 'scope' | 'invoiceNumber' | 'dueOn'>): string =>
  t(`holds.on.${scope}`, { invoice: invoiceNumber, dueOn: dueOn === null ? '' : formatDate(dueOn) })

/** What bears on the invoice when there is one, on the customer otherwise: those that stand first. */
export function readHolds({ customerId, invoice }: Pick<HoldSubject, 'customerId' | 'invoice'>): Promise<Hold[]> {
  return invoice === null ? api.holds.ofCustomer({ customerId }) : api.holds.ofInvoice({ invoiceId: invoice.id })
}

/** Grows when a hold is set or lifted in this window: what shows holds reads them again. */
export const holdChanges = ref(0)
afterCall(['holds.set', 'holds.lift', 'calls.record', 'calls.recordInSession'], () => { holdChanges.value++ })

export const isStanding = (hold: Hold): boolean => hold.liftedAt === null && isInForce(hold, today())

/** Asks, then lifts. True when it was lifted. */
export async function askToLift(hold: Hold): Promise<boolean> {
  if (!await confirm({ title: t('holds.liftTitle'), text: t('holds.liftText', { kind: t(`holds.kind.${hold.kind}`), on: holdSubjectText(hold) }) })) return false
  await api.holds.lift({ id: hold.id })
  addToast('success', t('holds.liftDone'))
  return true
}

/** A choice of the dialog: one scope with the row it means. */
export interface HoldChoice { value: string; label: string; scope: HoldScope; subjectId: number }

/** The narrowest first. */
export function holdChoices({ customerId, invoice, dueDates }: HoldSubject): HoldChoice[] {
  return [
    ...dueDates.map(({ id, dueOn }) => ({ value: `due-date ${id}`, scope: 'due-date' as const, subjectId: id, label: `${t('holds.scope.due-date')} (${formatDate(dueOn)})` })),
    ...invoice ? [{ value: 'invoice', scope: 'invoice' as const, subjectId: invoice.id, label: `${t('holds.scope.invoice')} (${invoice.number})` }] : [],
    { value: 'customer', scope: 'customer' as const, subjectId: customerId, label: t('holds.scope.customer') },
  ]
}
