import { daysBetween, type LocalDate } from '../date.ts'
import { creditsThatLeave, settleWithCredits, type FoundCredits, type OpenCredit } from './credit-note-rules.ts'
import { add, drop, push } from './map-lists.ts'
import { atMostProbable, byLikelihood, onlySure, reason, type Confidence, type MatchProposal, type MatchReason } from './match-proposal.ts'
import { fullName, nameLikeness, nameWords, payerIn } from './name-rules.ts'
import { withObjections, type NameEvidence, type Support as SupportOf } from './objection-rules.ts'
import { isCreditNoteNumber, labelKeys, numberKeys, strongKeys, withoutCreditNotes } from './reference-rules.ts'
import { setsThatSumTo } from './sum-rules.ts'

/** An open due date a payment may settle. */
export interface OpenItem { dueDateId: number; customerId: number; number: string; invoicedOn: LocalDate; dueOn: LocalDate; openCents: number }
export interface MatchingCustomer { id: number; name: string }
/** A payment the dossier already has, typed in or brought by the books, that no bank transaction has been tied to. */
export interface LoosePayment { id: number; customerId: number; paidOn: LocalDate; amountCents: number; unallocatedCents: number }
/** Whose payments an account or a name has paid before, as a person accepted them. */
export interface KnownPayer { iban: string; name: string; customerId: number }

/** An invoice nothing is owed on any more. */
export interface SettledInvoice { customerId: number; number: string }

export interface MatchedTransaction { bookedOn: LocalDate; amountCents: number; label: string; details: string; payerName: string; payerIban: string }

const MAX_PROPOSALS = 5

/** By how much an amount may be mistyped, or rounded */
const NEAR_CENTS = 500
const NEAR_SHARE = 0.01

/** A payment stands in the books near the day the bank booked it: cheques are entered before, bank journals after. */
export const SAME_PAYMENT_DAYS = 12
/** Paid before the invoice was written: deposits and pro formas, by a few days */
const EARLY_DAYS = 10

/** Likeness from which a payer is a customer, and from which he may be. The next customer must be this much less like him. */
const SAME_NAME = 0.9
const LIKE_NAME = 0.6
const NAME_MARGIN = 0.12
const MAX_ALIKE = 8

/** What speaks for a customer. */
type Support = SupportOf<OpenItem>

export interface MatchingFacts {
  customers: readonly MatchingCustomer[]
  items: readonly OpenItem[]
  credits: readonly OpenCredit[]
  payments: readonly LoosePayment[]
  payers: readonly KnownPayer[]
  /** Of the last year or so; those no label names may be left out */
  settled: readonly SettledInvoice[]
}

/** What a dossier's open items, customers and earlier payers say of a transaction. Made once for many transactions. */
export class Matching {
  private readonly customers = new Map<number, { name: string; words: string[]; full: string }>()
  private readonly itemsOf = new Map<number, OpenItem[]>()
  private readonly byKey = new Map<string, { item: OpenItem; isStrong: boolean }[]>()
  private readonly byAmount = new Map<number, OpenItem[]>()
  private readonly payments = new Map<number, LoosePayment[]>()
  private readonly byIban = new Map<string, Set<number>>()
  private readonly byPayer = new Map<string, Set<number>>()
  private readonly byStem = new Map<string, Set<number>>()
  private readonly uses = new Map<string, number>()
  private readonly creditsOf = new Map<number, OpenCredit[]>()
  private readonly settledByKey = new Map<string, SettledInvoice[]>()
  private readonly namedBy = new Map<string, [number, NameEvidence][]>()

  constructor({ customers, items, credits, payments, payers, settled }: MatchingFacts) {
    for (const { id, name } of customers) this.addCustomer(id, name)
    for (const item of [...items].sort(byDueDay)) this.addItem(item)
    for (const payment of payments) push(this.payments, payment.amountCents, payment)
    this.addFacts({ credits, payers, settled })
  }

  /** What has become of some customers since acceptances, and nothing else: as if everything had been read again. @param tied payments that a transaction is tied to by now */
  follow(customerIds: readonly number[], { items, credits, payers, settled }: Pick<MatchingFacts, 'items' | 'credits' | 'payers' | 'settled'>, tied: ReadonlySet<number>): void {
    for (const customerId of customerIds) {
      for (const item of this.itemsOf.get(customerId) ?? []) this.removeItem(item)
      this.itemsOf.delete(customerId)
      this.creditsOf.delete(customerId)
    }
    for (const item of [...items].sort(byDueDay)) this.addItem(item)
    // in the order of all items
    for (const openCents of new Set(items.map((item) => item.openCents))) this.byAmount.get(openCents)!.sort(byDueDay)
    for (const key of new Set(items.flatMap(({ number }) => numberKeys(number).map((found) => found.key)))) this.byKey.get(key)!.sort((left, right) => byDueDay(left.item, right.item))
    this.addFacts({ credits, payers, settled })
    if (tied.size > 0) for (const [amountCents, payments] of this.payments) this.payments.set(amountCents, payments.filter(({ id }) => !tied.has(id)))
  }

  /** The likeliest first, at most five; none for money that leaves. */
  propose(transaction: MatchedTransaction): MatchProposal[] {
    if (transaction.amountCents <= 0) return []
    const supports = this.supportsOf(transaction)
    const isSeen = [...supports.values()].some(({ seen }) => seen !== null)
    const settled = this.settledIn(transaction, supports)
    // the account or the name of another customer, as a person has accepted it: a number in the label that nothing else agrees with may be anything
    const proposals = [...supports].flatMap(([customerId, support]) => this.ofCustomer(transaction, customerId, support).map(isSeen && support.seen === null && support.name === null ? atMostProbable : (proposal) => proposal))
    if (supports.size === 0) proposals.push(...this.ofAmount(transaction))
    const believed = settled.length === 0 ? proposals : proposals.map((proposal) => afterSettled(proposal, settled, supports.get(proposal.customerId)))
    const others = { supports, nameOf: (customerId: number) => this.customers.get(customerId)?.name ?? '', owes: (customerId: number) => this.openBefore(customerId, transaction.bookedOn).length > 0,
      owesAbout: (customerId: number) => this.openBefore(customerId, transaction.bookedOn).some(({ openCents }) => Math.abs(openCents - transaction.amountCents) <= Math.max(NEAR_CENTS, transaction.amountCents * NEAR_SHARE)) }
    const weighed = believed.map((proposal) => withObjections(proposal, transaction.amountCents, others))
    const isKnown = weighed.some(({ paymentId, confidence }) => paymentId !== null && confidence !== 'possible')
    const result = isKnown ? weighed.map((proposal) => (proposal.paymentId === null ? { ...proposal, confidence: 'possible' as const } : proposal)) : onlySure(weighed)
    const elsewhere = result.some(({ confidence }) => confidence === 'sure') ? [] : this.knownOfOthers(transaction, supports)
    return [...result, ...elsewhere].map((proposal) => this.withKnown(proposal, transaction)).sort(byLikelihood).slice(0, MAX_PROPOSALS)
  }

  /** Payments the dossier has already of this amount and these days, the nearest first. */
  private knownOf({ amountCents, bookedOn }: MatchedTransaction): LoosePayment[] {
    const distance = ({ paidOn }: LoosePayment): number => Math.abs(daysBetween(paidOn, bookedOn))
    return (this.payments.get(amountCents) ?? []).filter((payment) => distance(payment) <= SAME_PAYMENT_DAYS).sort((left, right) => distance(left) - distance(right))
  }

  /** Those of customers whom the label does not name: public bodies pay through the Treasury, firms through their parents. Likely where nobody else is named, nor owes the amount. */
  private knownOfOthers(transaction: MatchedTransaction, supports: ReadonlyMap<number, Support>): MatchProposal[] {
    const known = this.knownOf(transaction).filter(({ customerId }) => !supports.has(customerId))
    const isAlone = supports.size === 0 && known.length === 1 && (this.byAmount.get(transaction.amountCents) ?? []).every(({ customerId }) => customerId === known[0]!.customerId)
    return known.map(({ id, customerId, paidOn }) => ({ customerId, paymentId: id, allocations: [], credits: [], confidence: isAlone ? 'probable' : 'possible', reasons: [reason('known', { on: paidOn }), reason('amount', {})] }))
  }

  /** A new payment of a customer who has one like it says so: it would be booked twice. */
  private withKnown(proposal: MatchProposal, transaction: MatchedTransaction): MatchProposal {
    const known = proposal.paymentId === null ? this.knownOf(transaction).find(({ customerId }) => customerId === proposal.customerId) : undefined
    return known ? { ...proposal, reasons: [...proposal.reasons, reason('already', { on: known.paidOn })] } : proposal
  }

  private addCustomer(id: number, name: string): void {
    const words = nameWords(name)
    this.customers.set(id, { name, words, full: fullName(name) })
    for (const word of words) {
      this.uses.set(word, (this.uses.get(word) ?? 0) + 1)
      for (const stem of stemsOf(word)) add(this.byStem, stem, id)
    }
  }

  private addItem(item: OpenItem): void {
    push(this.itemsOf, item.customerId, item)
    push(this.byAmount, item.openCents, item)
    for (const { key, isStrong } of numberKeys(item.number)) push(this.byKey, key, { item, isStrong })
  }

  private removeItem(item: OpenItem): void {
    drop(this.byAmount, item.openCents, (other) => other === item)
    for (const { key } of numberKeys(item.number)) drop(this.byKey, key, (hit) => hit.item === item)
  }

  private addFacts({ credits, payers, settled }: Pick<MatchingFacts, 'credits' | 'payers' | 'settled'>): void {
    for (const credit of credits) push(this.creditsOf, credit.customerId, credit)
    for (const invoice of settled) for (const key of strongKeys(invoice.number)) push(this.settledByKey, key, invoice)
    for (const { iban, name, customerId } of payers) {
      if (iban !== '') add(this.byIban, iban, customerId)
      const words = nameWords(name).join(' ')
      if (words !== '') add(this.byPayer, words, customerId)
    }
  }

  /** Rare words tell more. */
  private readonly weightOf = (word: string): number => Math.log2(2 + this.customers.size / ((this.uses.get(word) ?? 0) + 1))

  private supportsOf(transaction: MatchedTransaction): Map<number, Support> {
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
    for (const [customerId, name] of this.customersNamed(words, fullName(payer))) of(customerId).name = name
    const text = `${transaction.label} ${transaction.details}`
    const [keys, ofInvoices] = [labelKeys(text), labelKeys(withoutCreditNotes(text))]
    for (const key of keys) {
      for (const hit of this.byKey.get(key) ?? []) {
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
  private settledIn({ label, details }: MatchedTransaction, supports: Map<number, Support>): SettledInvoice[] {
    if ([...supports.values()].some(({ items }) => items.some(({ isStrong }) => isStrong))) return []
    return [...new Set([...labelKeys(withoutCreditNotes(`${label} ${details}`))].flatMap((key) => this.settledByKey.get(key) ?? []))]
  }

  /** As `named`, asked once of each payer: the same transactions are looked at again after each acceptance. */
  private customersNamed(words: string[], full: string): [number, NameEvidence][] {
    const key = `${words.join(' ')}|${full}`
    const known = this.namedBy.get(key) ?? this.named(words, full)
    this.namedBy.set(key, known)
    return known
  }

  /** Customers the payer may be. @param full his name with its legal form, '' without one */
  private named(words: string[], full: string): [number, NameEvidence][] {
    const candidates = new Set(words.flatMap(stemsOf).flatMap((stem) => [...this.byStem.get(stem) ?? []]))
    const scored = [...candidates].map((id) => ({ id, likeness: nameLikeness(words, this.customers.get(id)!.words, this.weightOf) })).filter(({ likeness }) => likeness >= LIKE_NAME).sort((left, right) => right.likeness - left.likeness)
    const [best, next] = scored
    if (!best) return []
    if (best.likeness >= SAME_NAME) {
      if (!next || best.likeness - next.likeness >= NAME_MARGIN) return [[best.id, 'same']]
      const [exact, ...more] = full === '' ? [] : scored.filter(({ id }) => this.customers.get(id)!.full === full)
      if (exact && more.length === 0) return [[exact.id, 'same']]
    }
    return scored.slice(0, MAX_ALIKE).map(({ id, likeness }) => [id, likeness >= SAME_NAME ? 'shared' : 'like'])
  }

  private ofCustomer(transaction: MatchedTransaction, customerId: number, support: Support): MatchProposal[] {
    const { amountCents } = transaction
    const { name } = this.customers.get(customerId) ?? { name: '' }
    const isIdentified = support.seen !== null || support.name === 'same'
    const isStrong = support.items.some((hit) => hit.isStrong)
    const who: MatchReason[] = [
      ...(support.seen ? [reason(support.seen, { name })] : []),
      ...(support.name ? [reason(support.name === 'same' ? 'name' : 'name-close', { name })] : []),
    ]
    const proposal = (items: OpenItem[], confidence: Confidence, ...reasons: MatchReason[]): MatchProposal => ({ customerId, paymentId: null, allocations: spread(items, amountCents), credits: [], confidence, reasons: [...reasons, ...who] })
    const named = support.items.map(({ item }) => item).sort(byDueDay)
    const byReference = named.length > 0 ? this.ofReferences(named, transaction, { isIdentified, isStrong, isLike: support.name !== null }, proposal) : []
    const isOpenAsNamed = byReference.some(({ confidence, reasons }) => confidence === 'sure' && reasons.some(({ code }) => code === 'amount' || code === 'sum'))
    const known = this.knownOf(transaction).filter((payment) => payment.customerId === customerId)
    // a payment that has settled something else is not the one that names what is still open for exactly this amount
    const isOther = (payment: LoosePayment): boolean => isOpenAsNamed && payment.unallocatedCents < payment.amountCents
    const [loose] = known.sort((left, right) => Number(isOther(left)) - Number(isOther(right)))
    const already = loose ? [{ customerId, paymentId: loose.id, allocations: [], credits: [], confidence: isOther(loose) ? 'possible' as const : isIdentified || isStrong ? 'sure' as const : 'probable' as const, reasons: [reason('known', { on: loose.paidOn }), ...who] }] : []
    // a few digits may be anything: who has paid is asked as well
    const isToldBy = isStrong || byReference.some(({ confidence }) => confidence === 'sure')
    return [...already, ...(loose && isOther(loose) ? byReference.map(atMostProbable) : byReference), ...(isToldBy ? [] : this.ofPayer(customerId, transaction, support, proposal))]
  }

  /** The label names invoices of this customer. */
  private ofReferences(named: OpenItem[], transaction: MatchedTransaction, evidence: { isIdentified: boolean; isStrong: boolean; isLike: boolean }, proposal: Propose): MatchProposal[] {
    const { isIdentified, isStrong, isLike } = evidence
    const { amountCents, bookedOn } = transaction
    const reference = (items: OpenItem[]): MatchReason => reason('reference', { numbers: [...new Set(items.map(({ number }) => number))].slice(0, 6).join(', '), count: items.length })
    const sum = total(named)
    const isAmountAlone = (this.byAmount.get(amountCents)?.length ?? 0) === 1 && named.some((item) => item.openCents === amountCents)
    const confidence: Confidence = isStrong || isIdentified || isLike || isAmountAlone ? 'sure' : 'probable'
    if (sum === amountCents) return [proposal(named, confidence, reference(named), amountReason(named))]
    const exact = named.filter(({ openCents }) => openCents === amountCents)
    const { sets, isWhole } = setsThatSumTo(named.map(({ openCents }) => openCents), amountCents)
    // instalments of one invoice, or numbers that are something else
    if (exact.length === 1 && sets.length === 0) return [proposal(exact, confidence, reference(exact), reason('amount', {}))]
    if (exact.length > 1) return [proposal(exact.slice(0, 1), 'probable', reference(exact.slice(0, 1)), reason('several', { count: exact.length }))]
    if (sets.length === 1) return [proposal(pick(named, sets[0]!), isWhole ? confidence : 'probable', reference(pick(named, sets[0]!)), reason('sum', { count: sets[0]!.length }))]
    const net = lessCredits(named, amountCents, this.creditsFor(named[0]!.customerId, transaction), proposal, isStrong && (isIdentified || isLike), reference(named))
    if (net) return [net]
    const others = this.openBefore(named[0]!.customerId, bookedOn).filter((item) => !named.includes(item))
    if (amountCents < sum) {
      // the number may have been copied wrong: another due date of exactly this amount says so
      const elsewhere = setsThatSumTo(others.map(({ openCents }) => openCents), amountCents)
      const isOnly = named.length === 1 && !others.some(({ openCents }) => openCents === amountCents) && elsewhere.sets.length === 0 && elsewhere.isWhole
      const partial: Confidence = !isStrong || !(isIdentified || isLike) ? 'possible' : isOnly && isIdentified ? 'sure' : 'probable'
      return [proposal(named, partial, reference(named), reason('partial', { cents: sum - amountCents }))]
    }
    const alone = others.filter(({ openCents }) => openCents === amountCents - sum)
    const { sets: more, isWhole: isAllSeen } = setsThatSumTo(others.map(({ openCents }) => openCents), amountCents - sum)
    const rest = alone.length === 1 && more.length === 0 ? alone : alone.length === 0 && more.length === 1 ? pick(others, more[0]!) : null
    if (rest) return [proposal([...named, ...rest], isStrong && isIdentified && isAllSeen ? 'sure' : 'probable', reference(named), reason('sum', { count: named.length + rest.length }))]
    return [proposal(named, isStrong || isIdentified ? 'probable' : 'possible', reference(named), reason('over', { cents: amountCents - sum }))]
  }

  /** The label names nobody's invoice; who has paid is all that is known. */
  private ofPayer(customerId: number, transaction: MatchedTransaction, { seen, name }: Support, proposal: Propose): MatchProposal[] {
    const { amountCents, bookedOn } = transaction
    const isIdentified = seen !== null || name === 'same'
    const open = this.openBefore(customerId, bookedOn)
    if (open.length === 0) return isIdentified ? [proposal([], 'possible', reason('over', { cents: amountCents }))] : []
    // several customers of one name: the amount tells which, when nobody else in the dossier owes it
    const isTold = isIdentified || (name === 'shared' && (this.byAmount.get(amountCents)?.length ?? 0) === 1)
    const confidence: Confidence = isTold ? 'sure' : 'probable'
    const exact = open.filter(({ openCents }) => openCents === amountCents)
    if (exact.length === 1) return [proposal(exact, confidence, reason('amount', {}))]
    if (exact.length > 1) return [proposal(exact.slice(0, 1), 'probable', reason('amount', {}), reason('several', { count: exact.length }))]
    if (open.length > 1 && total(open) === amountCents) return [proposal(open, confidence, reason('all-open', { count: open.length }))]
    const { sets, isWhole } = setsThatSumTo(open.map(({ openCents }) => openCents), amountCents)
    const [set] = sets
    if (set) {
      const isOldest = set.every((position, index) => position === index)
      return [proposal(pick(open, set), isIdentified && isWhole && sets.length === 1 && (isOldest || set.length === 2) ? 'sure' : 'probable', reason('sum', { count: set.length }), ...(sets.length > 1 ? [reason('several', { count: sets.length })] : []))]
    }
    const credits = this.creditsFor(customerId, transaction)
    const nets = [...open.map((item) => [item]), ...(open.length > 1 ? [open] : [])].flatMap((items) => lessCredits(items, amountCents, credits, proposal, false) ?? [])
    const [net] = nets
    if (net && nets.length === 1) return [isIdentified ? net : { ...net, confidence: 'possible' }]
    if (net) return [{ ...net, confidence: 'possible', reasons: [...net.reasons, reason('several', { count: nets.length })] }]
    return [proposal(open, 'possible', reason('oldest', {}), reason(total(open) > amountCents ? 'partial' : 'over', { cents: Math.abs(total(open) - amountCents) }))]
  }

  /** The customer's credit notes as far as the transaction may use them; null without any. */
  private creditsFor(customerId: number, { bookedOn, label, details }: MatchedTransaction): LeavingCredits | null {
    const credits = this.creditsOf.get(customerId)?.filter((credit) => isBefore(credit, bookedOn)) ?? []
    return credits.length === 0 ? null : creditsThatLeave(credits, `${label} ${details}`)
  }

  /** Nobody is known: whoever owes exactly this, as long as few do. */
  private ofAmount({ amountCents, bookedOn }: MatchedTransaction): MatchProposal[] {
    const items = (this.byAmount.get(amountCents) ?? []).filter((item) => isBefore(item, bookedOn))
    if (items.length > 3) return []
    return items.map(({ customerId, dueDateId }) => ({ customerId, paymentId: null, allocations: [{ dueDateId, amountCents }], credits: [], confidence: 'possible', reasons: [reason('amount', {}), ...(items.length > 1 ? [reason('several', { count: items.length })] : [])] }))
  }

  private openBefore(customerId: number, day: LocalDate): OpenItem[] {
    return (this.itemsOf.get(customerId) ?? []).filter((item) => isBefore(item, day))
  }
}

type LeavingCredits = (amountCents: number, owed: readonly OpenItem[]) => FoundCredits | null

/** « FA-12 moins AV-3 »: due dates less credit notes of the same customer are what was paid. Sure only where the label names the credit notes too. */
function lessCredits(items: OpenItem[], amountCents: number, creditsFor: LeavingCredits | null, proposal: Propose, isCertain: boolean, ...reasons: MatchReason[]): MatchProposal | null {
  const found = creditsFor?.(amountCents, items)
  if (!found) return null
  const { uses, allocations } = settleWithCredits(items, found.credits)
  const less = reason('credit-note', { numbers: found.credits.map(({ number }) => number).join(', '), cents: total(found.credits) })
  const several = found.count > 1 ? [reason('several', { count: found.count })] : []
  return { ...proposal(items, isCertain && found.isNamed ? 'sure' : 'probable', ...reasons, less, ...several), allocations, credits: uses }
}

type Propose = (items: OpenItem[], confidence: Confidence, ...reasons: MatchReason[]) => MatchProposal

/** The label names what is settled: money paid twice, or a payment the dossier has already, is not to settle something else. An identified payer may have copied another customer’s number. */
function afterSettled(proposal: MatchProposal, settled: SettledInvoice[], support: Support | undefined): MatchProposal {
  const isIdentified = support !== undefined && (support.seen !== null || support.name === 'same')
  const told = isIdentified ? settled.filter(({ customerId }) => customerId === proposal.customerId) : settled
  if (proposal.paymentId !== null || told.length === 0) return proposal
  return { ...proposal, confidence: 'possible', reasons: [reason('settled', { numbers: [...new Set(told.map(({ number }) => number))].slice(0, 3).join(', ') }), ...proposal.reasons] }
}

/** Who has paid, as the file says or as the label is read; '' when nobody is named. */
export const payerOf = ({ payerName, label }: Pick<MatchedTransaction, 'payerName' | 'label'>): string => payerName || payerIn(label)

const amountReason = (items: OpenItem[]): MatchReason => (items.length === 1 ? reason('amount', {}) : reason('sum', { count: items.length }))
const byDueDay = (left: OpenItem, right: OpenItem): number => (left.dueOn < right.dueOn ? -1 : left.dueOn > right.dueOn ? 1 : left.dueDateId - right.dueDateId)
const total = (items: readonly { openCents: number }[]): number => items.reduce((sum, { openCents }) => sum + openCents, 0)
const pick = (items: OpenItem[], positions: number[]): OpenItem[] => positions.map((position) => items[position]!)
const isBefore = ({ invoicedOn }: { invoicedOn: LocalDate }, day: LocalDate): boolean => daysBetween(day, invoicedOn) <= EARLY_DAYS

/** An amount over due dates in their order, each as far as it is open. */
function spread(items: OpenItem[], amountCents: number): MatchProposal['allocations'] {
  let left = amountCents
  return items.flatMap(({ dueDateId, openCents }) => {
    const part = Math.min(left, openCents)
    left -= part
    return part > 0 ? [{ dueDateId, amountCents: part }] : []
  })
}

/** Where words that are alike meet: the beginning, and the end of those long enough for a wrong letter. */
const stemsOf = (word: string): string[] => (word.length >= 5 ? [word.slice(0, 3), `…${word.slice(-3)}`] : [word.slice(0, 3)])
