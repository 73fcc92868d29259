import type { SalesMonth } from './history-rules.ts'

/** A month of the count-back: what it took of the outstanding, and how many days (in tenths) it counts for. */
export interface CountBackStep extends SalesMonth { takenCents: number; tenthDays: number }

export interface CountBack {
  /** Tenths of a day. */
  tenthDays: number
  /** The outstanding is more than all that was invoiced: the true value is higher. */
  isAtLeast: boolean
  steps: CountBackStep[]
}

/**
 * DSO by count-back (« méthode par épuisement »): from the outstanding, what was invoiced is taken off month by month, the latest first. A month that is used up
 * counts with all its days, the last one in proportion. A month with nothing invoiced, or more credit notes than invoices, takes nothing and counts with all its days.
 */
export function countBack(netCents: number, months: readonly SalesMonth[]): CountBack {
  const steps: CountBackStep[] = []
  let left = Math.max(netCents, 0)
  for (const month of months) {
    if (left === 0) break
    const takenCents = Math.min(left, Math.max(month.salesCents, 0))
    const isUsedUp = takenCents === Math.max(month.salesCents, 0)
    steps.push({ ...month, takenCents, tenthDays: isUsedUp ? month.days * 10 : roundedRatio(month.days * 10, takenCents, month.salesCents) })
    left -= takenCents
  }
  return { tenthDays: steps.reduce((sum, step) => sum + step.tenthDays, 0), isAtLeast: left > 0, steps }
}

/** DSO as a simple ratio, in tenths of a day: outstanding ÷ invoiced over the period × days of the period. null when nothing was invoiced. */
export function ratioDso(netCents: number, salesCents: number, days: number): number | null {
  return salesCents <= 0 ? null : roundedRatio(days * 10, Math.max(netCents, 0), salesCents)
}

/** Factor × numerator ÷ denominator, rounded half up, without losing a unit however large the amounts. */
export function roundedRatio(factor: number, numerator: number, denominator: number): number {
  const [up, down] = [BigInt(factor) * BigInt(numerator), BigInt(denominator)]
  return Number((2n * up + down) / (2n * down))
}
