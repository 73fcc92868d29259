import type { CallReport } from './session-contract.ts'

/** A figure of a report: a key of the catalogue, how many, and how much when it is about money. */
export interface ReportFigure { key: string; count: number; amountCents: number | null }

/** The figures in their order, on screen and on paper. */
export function reportFigures({ session, reachedCount, promisedCount, promisedCents, disputedCount, disputedCents, waitingCount, postponedCount, settledCount }: CallReport): ReportFigure[] {
  return [
    { key: 'calls.report.figure.called', count: session.calledCount, amountCents: null },
    { key: 'calls.report.figure.reached', count: reachedCount, amountCents: null },
    { key: 'calls.report.figure.promised', count: promisedCount, amountCents: promisedCents },
    { key: 'calls.report.figure.disputed', count: disputedCount, amountCents: disputedCents },
    { key: 'calls.report.figure.waiting', count: waitingCount, amountCents: null },
    { key: 'calls.report.figure.postponed', count: postponedCount, amountCents: null },
    { key: 'calls.report.figure.settled', count: settledCount, amountCents: null },
  ]
}
