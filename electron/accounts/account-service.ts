import type { Handlers } from '../../shared/call.ts'
import type { accountContract } from '../../shared/accounts/account-contract.ts'
import { timelineEntries } from '../../shared/accounts/timeline-rules.ts'
import { daysBetween } from '../../shared/date.ts'
import { existing } from '../../shared/errors.ts'
import { cents } from '../../shared/money.ts'
import * as repository from './account-repository.ts'
import type { AccountTools } from './account-tools.ts'
import { contestedOf, writeEvidence } from './evidence.ts'
import { writeStatements } from './statement-files.ts'
import { timelineRepository } from './timeline-repository.ts'

/** The customer's account: statements, « Synthèse du client », files of evidence. */
export function accountService(tools: AccountTools): Handlers<typeof accountContract> {
  const { sql } = tools
  const timeline = timelineRepository(sql)

  return {
    statement: ({ customerId, from, asOf }) => tools.statement(customerId, from, asOf),
    previewStatement: async ({ customerId, from, asOf }) => (await tools.press().renderStatement(tools.statementSheet(customerId, from, asOf))).bytes,
    writeStatements: (request, context) => writeStatements(tools, request, context),
    head: ({ customerId, asOf }) => {
      const head = existing(repository.readHead(sql, customerId, asOf))
      return { ...head, balanceCents: cents(head.outstandingCents - head.creditCents), oldestDaysLate: head.oldestDueOn === null ? 0 : daysBetween(head.oldestDueOn, asOf) }
    },
    timeline: ({ customerId, kinds, asOf, from, count }) => {
      const keys = timeline.keys(customerId).filter(({ kind }) => kinds.includes(kind))
      return { total: keys.length, entries: timelineEntries(timeline.rows(keys.slice(from, from + count)), asOf, from) }
    },
    contested: ({ customerId, asOf }) => contestedOf(tools, customerId, tools.statement(customerId, null, asOf)),
    writeEvidence: (request, context) => writeEvidence(tools, request, context),
  }
}
