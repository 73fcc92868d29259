import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallContext } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { CheckReport } from '../../shared/dossiers/dossier-contract.ts'
import { isDocumentFile } from '../../shared/documents/document-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { integrityProblems } from '../db/backup.ts'
import { registerProblemParams } from '../../shared/reminders/register-rules.ts'
import type { RegisterProblem, RegisterState } from '../../shared/reminders/run-contract.ts'
import type { Sql } from '../db/database.ts'
import { openCentsOf, unallocatedCentsOf } from '../db/ledger-sql.ts'

/** What keeps a report readable when everything is wrong. */
const MAX_PROBLEMS = 1000

/** Looks for anything in the dossier that contradicts itself: the file, its references, the open amounts, the documents on disk. Changes nothing. */
export async function checkDossier(sql: Sql, folder: string, register: RegisterState, context: CallContext): Promise<CheckReport> {
  const problems = [...fileProblems(sql), ...amountProblems(sql), ...register.problem ? [registerMessage(register.problem)] : [], ...await documentProblems(sql, folder, context)]
  const count = (table: string): number => sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  return { ok: problems.length === 0, problems: problems.slice(0, MAX_PROBLEMS), invoices: count('invoice'), dueDates: count('due_date'), payments: count('payment'), register: { length: register.length, seal: register.seal } }
}

const say = (key: string, params: Record<string, string | number>): string => translate('fr', `dossiers.check.${key}`, params)

const registerMessage = (problem: RegisterProblem): string => translate('fr', `reminders.register.problem.${problem.reason}`, registerProblemParams(problem))

function fileProblems(sql: Sql): string[] {
  const broken = sql.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]
  return [
    ...integrityProblems(sql).map((message) => say('integrity', { message })),
    ...broken.map(({ table, rowid, parent }) => say('foreign-key', { table, row: rowid ?? '?', parent })),
  ]
}

function amountProblems(sql: Sql): string[] {
  const dueDates = sql.prepare(`SELECT i.number AS invoice, d.due_on AS dueOn, d.open_cents AS stored, ${openCentsOf} AS expected FROM due_date d JOIN invoice i ON i.id = d.invoice_id
    WHERE d.open_cents <> ${openCentsOf} LIMIT ${MAX_PROBLEMS}`).all() as { invoice: string; dueOn: LocalDate; stored: number; expected: number }[]
  const payments = sql.prepare(`SELECT o.code AS customer, p.paid_on AS paidOn, p.unallocated_cents AS stored, ${unallocatedCentsOf} AS expected FROM payment p JOIN organisation o ON o.id = p.organisation_id
    WHERE p.unallocated_cents <> ${unallocatedCentsOf} LIMIT ${MAX_PROBLEMS}`).all() as { customer: string; paidOn: LocalDate; stored: number; expected: number }[]
  return [
    ...dueDates.map(({ invoice, dueOn, stored, expected }) => say('open-cents', { invoice, dueOn: formatDate(dueOn), stored: formatEuros(stored), expected: formatEuros(expected) })),
    ...payments.map(({ customer, paidOn, stored, expected }) => say('unallocated-cents', { customer, paidOn: formatDate(paidOn), stored: formatEuros(stored), expected: formatEuros(expected) })),
  ]
}

async function documentProblems(sql: Sql, folder: string, context: CallContext): Promise<string[]> {
  const documents = sql.prepare(`SELECT file, sha256 FROM document ORDER BY id`).all() as { file: string; sha256: string }[]
  const problems: string[] = []
  for (const [index, { file, sha256 }] of documents.entries()) {
    context.throwIfCancelled()
    context.progress({ phase: 'check', done: index, total: documents.length })
    const path = join(folder, ...file.split('/'))
    if (!isDocumentFile(file)) problems.push(say('document-outside', { file }))
    else if (!existsSync(path)) problems.push(say('document-missing', { file }))
    else if (createHash('sha256').update(await readFile(path)).digest('hex') !== sha256) problems.push(say('document-altered', { file }))
  }
  return problems
}
