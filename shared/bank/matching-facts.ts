import { addDays, daysBetween, type LocalDate } from '../date.ts'
import type { OpenCredit } from './credit-note-rules.ts'
import { CustomerNames } from './customer-names.ts'
import { fullName, nameWords, payerIn } from './name-rules.ts'
import type { Support as SupportOf } from './objection-rules.ts'
import { OrderedLists } from './ordered-lists.ts'
import { isCreditNoteNumber, labelKeys, numberKeys, withoutCreditNotes } from './reference-rules.ts'

/** An open due date a payment may settle. */
export interface OpenItem { dueDateId: number; customerId: number; number: string; invoicedOn: LocalDate; dueOn: LocalDate; openCents: number }
interface MatchingCustomer { id: number; name: string }
/** A payment the dossier already has, typed in or brought by the books, that no bank transaction has been tied to. */
export interface LoosePayment { id: number; customerId: number; paidOn: LocalDate; amountCents: number; unallocatedCents: number }
/** Whose payments an account or a name has paid before, as a person accepted them. */
export interface KnownPayer { iban: string; name: string; customerId: number }
/** An invoice nothing is owed on any more. */
export interface SettledInvoice { customerId: number; number: string }

export interface MatchedTransaction {
  bookedOn: LocalDate; amountCents: number; label: string; details: string; payerName: string; payerIban: string
  /** Of a part, the credit that a person has split */
  whole?: { amountCents: number } | null
}

/** What a dossier says of some transactions. */
export interface MatchingFacts {
  customers: readonly MatchingCustomer[]
  payers: readonly KnownPayer[]
  /** Of all of these, those that the transactions name or are the amount of; others may be left out */
  items: readonly OpenItem[]
  payments: readonly LoosePayment[]
  /** Of the last two years */
  settled: readonly SettledInvoice[]
}

/** All that a customer owes, and his unused credit notes, each by due day. */
export interface Owed { items: readonly OpenItem[]; credits: readonly OpenCredit[] }

/** What acceptances have changed of that. */
export interface Accepted {
  customerIds: readonly number[]
  /** What they have settled, wholly or in part, and what of it is still open */
  dueDateIds: readonly number[]
  items: readonly OpenItem[]
  payers: readonly KnownPayer[]
  settled: readonly SettledInvoice[]
  /** Payments the dossier had that are tied to a transaction by now */
  tied: readonly { id: number; amountCents: number }[]
}

/** What speaks for a customer. */
export type Support = SupportOf<OpenItem>

/** A payment stands in the books near the day the bank booked it: cheques are entered before, bank journals after. */
export const SAME_PAYMENT_DAYS = 12
/** Paid before the invoice was written: deposits and pro formas, by a few days */
const EARLY_DAYS = 10

/** Who has paid, as the file says or as the label is read; '' when nobody is named. */
export const payerOf = ({ payerName, label }: Pick<MatchedTransaction, 'payerName' | 'label'>): string => payerName || payerIn(label)

export const byDueDay = (left: OpenItem, right: OpenItem): number => (left.dueOn < right.dueOn ? -1 : left.dueOn > right.dueOn ? 1 : left.dueDateId - right.dueDateId)

const strongKeys = (number: string): string[] => numberKeys(number).flatMap(({ key, isStrong }) => (isStrong ? [key] : []))

/** The facts, found by what the bank may say of them. */
export class FactIndex {
  private readonly names = new CustomerNames()
  private readonly items = new Map<number, OpenItem>()
  private readonly byKey = new OrderedLists<string, { item: OpenItem; isStrong: boolean }>((left, right) => byDueDay(left.item, right.item))
  private readonly byAmount = new OrderedLists<number, OpenItem>(byDueDay)
  private readonly payments = new Map<number, LoosePayment[]>()
  private readonly byIban = new Map<string, Set<number>>()
  private readonly byPayer = new Map<string, Set<number>>()
  private readonly settledByKey = new Map<string, SettledInvoice[]>()
  private readonly owedBy: (customerId: number) => Owed
  private readonly owed = new Map<number, Owed>()

  /** @param owedBy asked once of each customer that a transaction may be of, and again once he owes less */
  constructor(owedBy: (customerId: number) => Owed) {
    this.owedBy = owedBy
  }

  add({ customers = [], items = [], payments = [], payers = [], settled = [] }: Partial<MatchingFacts>): void {
    for (const { id, name } of customers) this.names.add(id, name)
    for (const item of items) this.addItem(item)
    for (const payment of payments) push(this.payments, payment.amountCents, payment)
    for (const invoice of settled) for (const key of strongKeys(invoice.number)) push(this.settledByKey, key, invoice)
    for (const { iban, name, customerId } of payers) {
      if (iban !== '') include(this.byIban, iban, customerId)
      const words = nameWords(name).join(' ')
      if (words !== '') include(this.byPayer, words, customerId)
    }
  }

  /** Acceptances, and nothing else: as if everything had been read again, in steps as many as what they have settled and what has its amounts and numbers. */
  follow({ customerIds, dueDateIds, tied, ...facts }: Accepted): void {
    for (const customerId of customerIds) this.owed.delete(customerId)
    this.removeItems(dueDateIds.flatMap((id) => this.items.get(id) ?? []))
    for (const { id, amountCents } of tied) this.payments.set(amountCents, (this.payments.get(amountCents) ?? []).filter((payment) => payment.id !== id))
    this.add(facts)
  }

  nameOf(customerId: number): string {
    return this.names.nameOf(customerId)
  }

  /** Open due dates of exactly an amount, whoever owes them. */
  ofAmount(amountCents: number): readonly OpenItem[] {
    return this.byAmount.get(amountCents)
  }

  /** Those that may be paid on a day. */
  ofAmountBefore(amountCents: number, day: LocalDate): OpenItem[] {
    return invoicedInTime(this.ofAmount(amountCents), day)
  }

  /** What a customer owes that may be paid on a day. */
  openBefore(customerId: number, day: LocalDate): OpenItem[] {
    return invoicedInTime(this.owedOf(customerId).items, day)
  }

  /** His credit notes that may be used on a day. */
  creditsBefore(customerId: number, day: LocalDate): OpenCredit[] {
    return invoicedInTime(this.owedOf(customerId).credits, day)
  }

  /** Payments the dossier has already of this amount and these days, the nearest first. */
  knownPayments({ amountCents, bookedOn }: Pick<MatchedTransaction, 'amountCents' | 'bookedOn'>): LoosePayment[] {
    const distance = ({ paidOn }: LoosePayment): number => Math.abs(daysBetween(paidOn, bookedOn))
    return (this.payments.get(amountCents) ?? []).filter((payment) => distance(payment) <= SAME_PAYMENT_DAYS).sort((left, right) => distance(left) - distance(right))
  }

  supportsOf(transaction: MatchedTransaction): Map<number, Support> {
    const supports = new Map<number, Support>()
    const of = (customerId: number): Support => {
      const support = supports.get(customerId) ?? { seen: null, name: null, items: [] }
      supports.set(customerId, support)
      return support
    }
    const payer = payerOf(transaction)
    const words = nameWords(payer)
    const [only, ...others] = this.byPayer.get(words.join(' ')) ?? []
    if (only !== undefined && others.length === 0) of(only).seen = 'payer'
    const owners = this.byIban.get(transaction.payerIban) ?? new Set()
    for (const customerId of owners) of(customerId).seen = owners.size === 1 ? 'iban' : of(customerId).seen
    for (const [customerId, name] of this.names.named(words, fullName(payer))) of(customerId).name = name
    const text = `${transaction.label} ${transaction.details}`
    const [keys, ofInvoices] = [labelKeys(text), labelKeys(withoutCreditNotes(text))]
    for (const key of keys) {
      for (const hit of this.byKey.get(key)) {
        if (!ofInvoices.has(key) && !isCreditNoteNumber(hit.item.number)) continue
        // a few digits alone are anything
        if (!hit.isStrong && !supports.has(hit.item.customerId) && hit.item.openCents !== transaction.amountCents) continue
        const support = of(hit.item.customerId)
        const same = support.items.find(({ item }) => item === hit.item)
        if (!same) support.items.push({ ...hit })
        else same.isStrong ||= hit.isStrong
      }
    }
    return supports
  }

  /** Invoices the label names that are settled, when it names none that is open: what it pays has been paid. */
  settledIn({ label, details }: MatchedTransaction, supports: ReadonlyMap<number, Support>): SettledInvoice[] {
    if ([...supports.values()].some(({ items }) => items.some(({ isStrong }) => isStrong))) return []
    return [...new Set([...labelKeys(withoutCreditNotes(`${label} ${details}`))].flatMap((key) => this.settledByKey.get(key) ?? []))]
  }

  private owedOf(customerId: number): Owed {
    const owed = this.owed.get(customerId) ?? this.owedBy(customerId)
    this.owed.set(customerId, owed)
    return owed
  }

  private addItem(item: OpenItem): void {
    this.items.set(item.dueDateId, item)
    this.byAmount.push(item.openCents, item)
    for (const { key, isStrong } of numberKeys(item.number)) this.byKey.push(key, { item, isStrong })
  }

  private removeItems(gone: readonly OpenItem[]): void {
    const ids = new Set(gone.map(({ dueDateId }) => dueDateId))
    this.byAmount.drop(new Set(gone.map(({ openCents }) => openCents)), ({ dueDateId }) => ids.has(dueDateId))
    this.byKey.drop(new Set(gone.flatMap(({ number }) => numberKeys(number).map(({ key }) => key))), ({ item }) => ids.has(item.dueDateId))
    for (const id of ids) this.items.delete(id)
  }
}

/** Invoices and credit notes that were written when a payment was made, or are about to be. */
function invoicedInTime<T extends { invoicedOn: LocalDate }>(all: readonly T[], day: LocalDate): T[] {
  const last = addDays(day, EARLY_DAYS)
  return all.filter(({ invoicedOn }) => invoicedOn <= last)
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

function include<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key)
  if (values) values.add(value)
  else map.set(key, new Set([value]))
}
