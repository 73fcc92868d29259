import { formatEuros } from '../money.ts'
import type { Say } from '../holds/hold-text-rules.ts'

/** What a letter, or several together, names: remaining due of its lines (gross), what credits take off it, what is claimed beside it. */
export interface ClaimedAmounts { totalCents: number; deductedCents: number; interestCents: number; indemnityCents: number }

/** « Net à payer », in cents: what the letter asks for. */
export const netToPay = ({ totalCents, deductedCents, interestCents, indemnityCents }: ClaimedAmounts): number => totalCents - deductedCents + interestCents + indemnityCents

/** What leads from the total due to the net to pay, in words; nothing when the letter names the total alone. */
export function netToPayTexts(amounts: ClaimedAmounts, say: Say): string[] {
  const parts = (['deducted', 'interest', 'indemnity'] as const).filter((part) => amounts[`${part}Cents`] > 0).map((part) => say(`reminders.net.${part}`, { amount: formatEuros(amounts[`${part}Cents`]) }))
  return parts.length === 0 ? [] : [...parts, say('reminders.net.payable', { amount: formatEuros(netToPay(amounts)) })]
}
