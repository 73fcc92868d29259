import type { CallReport, ReportLine } from './session-contract.ts'

/** A figure of a report: how many, and how much when it is about money. Its wording is `calls.report.figure.<key>`. */
export interface ReportFigure { key: 'called' | 'reached' | 'promised' | 'disputed' | 'waiting' | 'postponed' | 'settled'; count: number; amountCents: number | null }

/** The figures in their order, on screen and on paper. */
export function reportFigures({ session, reachedCount, promisedCount, promisedCents, disputedCount, disputedCents, waitingCount, postponedCount, settledCount }: CallReport): ReportFigure[] {
  return [
    { key: 'called', count: session.calledCount, amountCents: null },
    { key: 'reached', count: reachedCount, amountCents: null },
    { key: 'promised', count: promisedCount, amountCents: promisedCents },
    { key: 'disputed', count: disputedCount, amountCents: disputedCents },
    { key: 'waiting', count: waitingCount, amountCents: null },
    { key: 'postponed', count: postponedCount, amountCents: null },
    { key: 'settled', count: settledCount, amountCents: null },
  ]
}

/** What a line is about, in money; null for most outcomes. */
export const lineCents = ({ outcome, promisedCents, disputedCents }: ReportLine): number | null => (outcome === 'promise' ? promisedCents : outcome === 'dispute' ? disputedCents : null)
