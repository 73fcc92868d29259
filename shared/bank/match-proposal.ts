import type { LocalDate } from '../date.ts'
import type { CreditUse } from './credit-note-rules.ts'

export type Confidence = 'sure' | 'probable' | 'possible'

/** Why; `code` is a key below `bank.reason.` */
export interface MatchReason {
  code: 'reference' | 'amount' | 'sum' | 'all-open' | 'name' | 'name-close' | 'iban' | 'payer' | 'partial' | 'over' | 'known' | 'already' | 'already-whole' | 'several' | 'oldest' | 'claimed' | 'credit-note' | 'settled' | 'rejected'
    | 'cites-other' | 'cites-also' | 'together' | 'payer-other' | 'name-also'
  details: Record<string, string | number>
}

/** What a transaction may be: a payment of a customer on these due dates, or a payment the dossier already has (`paymentId`). What is not allocated stays the customer's credit. */
export interface MatchProposal {
  customerId: number
  paymentId: number | null
  allocations: { dueDateId: number; amountCents: number }[]
  /** Credit notes that settle the rest of these due dates */
  credits: CreditUse[]
  confidence: Confidence
  reasons: MatchReason[]
}

export const reason = (code: MatchReason['code'], details: MatchReason['details']): MatchReason => ({ code, details })
export const atMostProbable = (proposal: MatchProposal): MatchProposal => (proposal.confidence === 'sure' ? { ...proposal, confidence: 'probable' } : proposal)

const RANK: Record<Confidence, number> = { sure: 0, probable: 1, possible: 2 }
/** They speak against a proposal: the more of these, the less likely */
const OBJECTIONS = new Set<MatchReason['code']>(['already', 'already-whole', 'cites-other', 'cites-also', 'together', 'payer-other', 'name-also'])
const support = ({ reasons }: MatchProposal): number => reasons.filter(({ code }) => !OBJECTIONS.has(code)).length

/** An amount that is not what is owed */
const INEXACT = new Set<MatchReason['code']>(['partial', 'over', 'oldest'])
const isInexact = ({ reasons }: MatchProposal): number => Number(reasons.some(({ code }) => INEXACT.has(code)))

/** The likeliest first; of equally likely ones, a payment the dossier has already, then what is exactly its amount. */
export const byLikelihood = (left: MatchProposal, right: MatchProposal): number =>
  RANK[left.confidence] - RANK[right.confidence] || Number(right.paymentId !== null) - Number(left.paymentId !== null) || isInexact(left) - isInexact(right) || support(right) - support(left)

/** Two that are sure of different things prove each other wrong. */
export function onlySure(proposals: MatchProposal[]): MatchProposal[] {
  const sure = proposals.filter(({ confidence }) => confidence === 'sure')
  if (sure.length < 2) return proposals
  const withReference = sure.filter(({ reasons }) => reasons.some(({ code }) => code === 'reference'))
  return proposals.map((proposal) => (withReference.length === 1 && withReference[0] === proposal ? proposal : atMostProbable(proposal)))
}

/** Of several transactions, the first that is sure of a due date, or of a payment the dossier has, keeps it; of a due date the others are only probable, and a payment is nobody else's. In the order given. */
export function withoutDoubleClaims(proposals: MatchProposal[][]): MatchProposal[][] {
  const claimed = new Map<string, MatchProposal>()
  for (const [best] of proposals) if (best?.confidence === 'sure' && !claimsOf(best).some((claim) => claimed.has(claim))) for (const claim of claimsOf(best)) claimed.set(claim, best)
  return proposals.map(([best, ...others]) => {
    if (!best) return []
    const isTaken = claimsOf(best).some((claim) => (claimed.get(claim) ?? best) !== best)
    if (!isTaken || (best.confidence !== 'sure' && best.paymentId === null)) return [best, ...others]
    return [{ ...best, confidence: best.paymentId === null ? 'probable' : 'possible', reasons: [...best.reasons, reason('claimed', {})] }, ...others]
  })
}

const claimsOf = ({ paymentId, allocations, credits }: MatchProposal): string[] =>
  (paymentId !== null ? [`payment ${paymentId}`] : [...allocations.map(({ dueDateId }) => `due date ${dueDateId}`), ...credits.map(({ creditDueDateId }) => `credit ${creditDueDateId}`)])

/** Of a credit that the bank has taken back: whatever it paid is due again. */
export const asRejected = (proposals: MatchProposal[], on: LocalDate): MatchProposal[] => proposals.map((proposal) => ({ ...proposal, confidence: 'possible', reasons: [reason('rejected', { on }), ...proposal.reasons] }))
