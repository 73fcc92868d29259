import { formatDate } from '../../shared/date.ts'
import type { OutboxMessage } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import { requestRepository } from './request-repository.ts'
import { tellResult } from './request-result.ts'

type Leaving = Pick<OutboxMessage, 'id' | 'resendOfId'>

/** What requests have to say about their messages, within the transactions of the outbox: once nothing of a run is under way any more, its result is told. */
export function meterDeparture(sql: Sql, options: Pick<MeterServiceOptions, 'parameter' | 'enqueue'>) {
  const repository = requestRepository(sql)
  return {
    obstacle: ({ id, resendOfId }: Leaving): { reason: string; detail: string } | null => {
      if (resendOfId !== null) return null
      const answeredOn = repository.answeredOn(id)
      if (answeredOn !== null) return { reason: 'answered', detail: formatDate(answeredOn) }
      if (repository.hasLeftPark(id)) return { reason: 'asset-gone', detail: '' }
      // whatever wrote two beside each other, or took up again the one that had failed: only the last leaves
      const askedAgainOn = repository.askedAgainOn(id)
      return askedAgainOn === null ? null : { reason: 'asked-again', detail: formatDate(askedAgainOn) }
    },
    // its state is all that changes
    accepted: (): void => undefined,
    settled: ({ id }: Leaving): void => {
      const runId = repository.openRunOf(id)
      if (runId !== null) tellResult(options, repository, runId)
    },
  }
}

/** What a crash has settled: messages that had begun to leave are for a person now, and nothing told their run of it. */
export function tellSettledRuns(sql: Sql, options: Pick<MeterServiceOptions, 'parameter' | 'enqueue'>): void {
  const repository = requestRepository(sql)
  sql.transaction(() => { for (const runId of repository.openRuns()) tellResult(options, repository, runId) }).immediate()
}
