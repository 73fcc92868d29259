import { atMostProbable, byLikelihood, onlySure, reason, type Confidence, type MatchProposal, type MatchReason } from './match-proposal.ts'
import { creditsThatLeave, settleWithCredits, type FoundCredits } from './credit-note-rules.ts'
import { byDueDay, type FactIndex, type LoosePayment, type MatchedTransaction, type OpenItem, type SettledInvoice, type Support } from './matching-facts.ts'
import { withObjections } from './objection-rules.ts'
import { setsThatSumTo } from './sum-rules.ts'

const MAX_PROPOSALS = 5

/** By how much an amount may be mistyped, or rounded */
const NEAR_CENTS = 500
const NEAR_SHARE = 0.01

/** What a dossier's open items, customers and earlier payers say of a transaction. */
export class Matching {
  private readonly facts: FactIndex

  constructor(facts: FactIndex) {
    this.facts = facts
  }

  /** The likeliest first, at most five; none for money that leaves. */
  propose(transaction: MatchedTransaction): MatchProposal[] {
    if (transaction.amountCents <= 0) return []
    const supports = this.facts.supportsOf(transaction)
    const isSeen = [...supports.values()].some(({ seen }) => seen !== null)
    const settled = this.facts.settledIn(transaction, supports)
    // the account or the name of another customer, as a person has accepted it: a number in the label that nothing else agrees with may be anything
    const proposals = [...supports].flatMap(([customerId, support]) => this.ofCustomer(transaction, customerId, support).map(isSeen && support.seen === null && support.name === null ? atMostProbable : (proposal) => proposal))
    if (supports.size === 0) proposals.push(...this.ofAmount(transaction))
    const believed = settled.length === 0 ? proposals : proposals.map((proposal) => afterSettled(proposal, settled, supports.get(proposal.customerId)))
    const near = Math.max(NEAR_CENTS, transaction.amountCents * NEAR_SHARE)
    const owedBy = (customerId: number): OpenItem[] => this.facts.openBefore(customerId, transaction.bookedOn)
    const others = {
      supports, nameOf: (customerId: number) => this.facts.nameOf(customerId), owes: (customerId: number) => owedBy(customerId).length > 0,
      owesAbout: (customerId: number) => owedBy(customerId).some(({ openCents }) => Math.abs(openCents - transaction.amountCents) <= near),
    }
    const weighed = believed.map((proposal) => withObjections(proposal, transaction.amountCents, others))
    const isKnown = weighed.some(({ paymentId, confidence }) => paymentId !== null && confidence !== 'possible')
    const result = isKnown ? weighed.map((proposal) => (proposal.paymentId === null ? { ...proposal, confidence: 'possible' as const } : proposal)) : onlySure(weighed)
    const elsewhere = result.some(({ confidence }) => confidence === 'sure') ? [] : this.knownOfOthers(transaction, supports)
    return [...result, ...elsewhere].map((proposal) => this.asPart(this.withKnown(proposal, transaction), transaction)).sort(byLikelihood).slice(0, MAX_PROPOSALS)
  }

  /** What a label says, it says of the whole: of a part nothing is sure. A payment the dossier has of the whole would be booked twice by its parts. */
  private asPart(proposal: MatchProposal, { bookedOn, whole }: MatchedTransaction): MatchProposal {
    if (!whole) return proposal
    const [known] = proposal.paymentId === null ? this.facts.knownPayments({ amountCents: whole.amountCents, bookedOn }) : []
    return known ? { ...proposal, confidence: 'possible', reasons: [...proposal.reasons, reason('already-whole', { on: known.paidOn, name: this.facts.nameOf(known.customerId), cents: whole.amountCents })] } : atMostProbable(proposal)
  }

  /** Those of customers whom the label does not name: public bodies pay through the Treasury, firms through their parents. Likely where nobody else is named, nor owes the amount. */
  private knownOfOthers(transaction: MatchedTransaction, supports: ReadonlyMap<number, Support>): MatchProposal[] {
    const known = this.facts.knownPayments(transaction).filter(({ customerId }) => !supports.has(customerId))
    const isAlone = supports.size === 0 && known.length === 1 && this.facts.ofAmount(transaction.amountCents).every(({ customerId }) => customerId === known[0]!.customerId)
    return known.map(({ id, customerId, paidOn }) => ({ customerId, paymentId: id, allocations: [], credits: [], confidence: isAlone ? 'probable' : 'possible', reasons: [reason('known', { on: paidOn }), reason('amount', {})] }))
  }

  /** A new payment of a customer who has one like it says so: it would be booked twice. */
  private withKnown(proposal: MatchProposal, transaction: MatchedTransaction): MatchProposal {
    const known = proposal.paymentId === null ? this.facts.knownPayments(transaction).find(({ customerId }) => customerId === proposal.customerId) : undefined
    return known ? { ...proposal, reasons: [...proposal.reasons, reason('already', { on: known.paidOn })] } : proposal
  }

  private ofCustomer(transaction: MatchedTransaction, customerId: number, support: Support): MatchProposal[] {
    const { amountCents } = transaction
    const name = this.facts.nameOf(customerId)
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
    const known = this.facts.knownPayments(transaction).filter((payment) => payment.customerId === customerId)
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
    const isAmountAlone = this.facts.ofAmount(amountCents).length === 1 && named.some((item) => item.openCents === amountCents)
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
    const namedIds = new Set(named.map(({ dueDateId }) => dueDateId))
    const others = this.facts.openBefore(named[0]!.customerId, bookedOn).filter(({ dueDateId }) => !namedIds.has(dueDateId))
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
    const open = this.facts.openBefore(customerId, bookedOn)
    if (open.length === 0) return isIdentified ? [proposal([], 'possible', reason('over', { cents: amountCents }))] : []
    // several customers of one name: the amount tells which, when nobody else in the dossier owes it
    const isTold = isIdentified || (name === 'shared' && this.facts.ofAmount(amountCents).length === 1)
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
    const credits = this.facts.creditsBefore(customerId, bookedOn)
    return credits.length === 0 ? null : creditsThatLeave(credits, `${label} ${details}`)
  }

  /** Nobody is known: whoever owes exactly this, as long as few do. */
  private ofAmount({ amountCents, bookedOn }: MatchedTransaction): MatchProposal[] {
    const items = this.facts.ofAmountBefore(amountCents, bookedOn)
    if (items.length > 3) return []
    return items.map(({ customerId, dueDateId }) => ({ customerId, paymentId: null, allocations: [{ dueDateId, amountCents }], credits: [], confidence: 'possible', reasons: [reason('amount', {}), ...(items.length > 1 ? [reason('several', { count: items.length })] : [])] }))
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

const amountReason = (items: OpenItem[]): MatchReason => (items.length === 1 ? reason('amount', {}) : reason('sum', { count: items.length }))
const total = (items: readonly { openCents: number }[]): number => items.reduce((sum, { openCents }) => sum + openCents, 0)
const pick = (items: OpenItem[], positions: number[]): OpenItem[] => positions.map((position) => items[position]!)

/** An amount over due dates in their order, each as far as it is open. */
function spread(items: OpenItem[], amountCents: number): MatchProposal['allocations'] {
  let left = amountCents
  return items.flatMap(({ dueDateId, openCents }) => {
    const part = Math.min(left, openCents)
    left -= part
    return part > 0 ? [{ dueDateId, amountCents: part }] : []
  })
}
