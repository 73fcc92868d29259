import { reason, atMostProbable, type MatchProposal, type MatchReason } from './match-proposal.ts'

/** The only customer of this name, one of several, or one whose name is like it. */
export type NameEvidence = 'same' | 'shared' | 'like'

/** What speaks for a customer. */
export interface Support<Item = CitedItem> {
  /** Paid from an account, or under a name, that a person has accepted as his */
  seen: 'iban' | 'payer' | null
  name: NameEvidence | null
  items: { item: Item; isStrong: boolean }[]
}

interface CitedItem { number: string; openCents: number }
interface OtherCustomers { supports: ReadonlyMap<number, Support>; nameOf(customerId: number): string; owes(customerId: number): boolean; owesAbout(customerId: number): boolean }

const MAX_TOLD = 3

/**
 * A proposal with what the label says for other customers: one that cites somebody else's open invoice, is paid under somebody else's very name, or under a name that is as near to somebody
 * else's, is never sure. Money that is too much for the invoices it cites here, and cites others elsewhere, is one transfer for several customers.
 */
export function withObjections(proposal: MatchProposal, amountCents: number, others: OtherCustomers): MatchProposal {
  const cites = citations(proposal, others)
  const objections = [...cites, ...payers(proposal, others)]
  if (objections.length === 0) return proposal
  const isOver = cites.length > 0 && proposal.reasons.some(({ code }) => code === 'over')
  const isTogether = isOver && citedCents(others) === amountCents
  const reasons = [...proposal.reasons, ...objections, ...(isTogether ? [reason('together', {})] : [])]
  return isOver ? { ...proposal, confidence: 'possible', reasons } : { ...atMostProbable(proposal), reasons }
}

const citesItself = ({ reasons }: MatchProposal): boolean => reasons.some(({ code }) => code === 'reference')

function citations(proposal: MatchProposal, { supports, nameOf }: OtherCustomers): MatchReason[] {
  const told = [...supports].filter(([customerId]) => customerId !== proposal.customerId).flatMap(([customerId, { items }]) => {
    const numbers = [...new Set(items.filter(({ isStrong }) => isStrong).map(({ item }) => item.number))].slice(0, MAX_TOLD).join(', ')
    return numbers === '' ? [] : [reason(citesItself(proposal) ? 'cites-also' : 'cites-other', { numbers, name: nameOf(customerId) })]
  })
  return told.slice(0, MAX_TOLD)
}

function payers(proposal: MatchProposal, { supports, nameOf, owes, owesAbout }: OtherCustomers): MatchReason[] {
  const own = supports.get(proposal.customerId)
  const named = (name: NameEvidence, mayPay: (customerId: number) => boolean): number[] => [...supports].filter(([customerId, support]) => customerId !== proposal.customerId && support.name === name && mayPay(customerId)).map(([customerId]) => customerId)
  const same = own?.name === 'same' ? [] : named('same', owes)
  // a number tells which of two customers of one name it is, and so does an account, and an amount that the other one does not owe by far
  const near = own?.name === 'shared' && own.seen === null && !citesItself(proposal) ? named('shared', owesAbout) : []
  return [...same.map((customerId) => reason('payer-other', { name: nameOf(customerId) })), ...near.slice(0, MAX_TOLD).map((customerId) => reason('name-also', { name: nameOf(customerId) }))]
}

/** What is open on all that the label cites, of whomever. */
const citedCents = ({ supports }: OtherCustomers): number => [...supports.values()].flatMap(({ items }) => items).reduce((sum, { item }) => sum + item.openCents, 0)
