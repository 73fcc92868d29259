import type { LocalDate } from '../../shared/date.ts'
import type { ListItem } from '../../shared/imports/list-rules.ts'
import { append } from '../../shared/imports/lettering-rules.ts'
import { normaliseNumber } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import type { ImportWriter } from './import-writer.ts'
import type { ReportBuilder } from './report-builder.ts'

const FIELD = '\u001f'

/** Identifies a due date in the next list of the same source. */
export const listKey = (sourceKey: string, number: string, dueOn: LocalDate, amountCents: number): string => [sourceKey, normaliseNumber(number), dueOn, amountCents].join(FIELD)

interface KnownDueDate { id: number; invoiceId: number; organisationId: number; customerName: string; number: string; dueOn: LocalDate; sourceDueOn: string; amountCents: number; settledCents: number; openCents: number; sourceKey: string }

interface Wanted { organisationId: number; number: string; dueOn: LocalDate; amountCents: number }

/** The due dates earlier lists of the same source brought, and what a newer list makes of them. */
export class KnownList {
  private readonly rows: KnownDueDate[]
  private matches: (KnownDueDate | null)[] = []
  private readonly matched = new Set<KnownDueDate>()
  private readonly writer: ImportWriter
  private readonly report: ReportBuilder
  private readonly sourceKey: string

  constructor(sql: Sql, writer: ImportWriter, report: ReportBuilder, sourceKey: string) {
    this.writer = writer
    this.report = report
    this.sourceKey = sourceKey
    this.rows = (sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, d.organisation_id AS organisationId, o.name AS customerName, i.number, d.due_on AS dueOn, d.amount_cents AS amountCents,
        d.settled_by_source_cents AS settledCents, d.open_cents AS openCents, d.source_key AS sourceKey
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id WHERE d.source_key GLOB :pattern ORDER BY d.id`)
      .all({ pattern: `${sourceKey}${FIELD}*` }) as Omit<KnownDueDate, 'sourceDueOn'>[]).map((row) => ({ ...row, sourceDueOn: row.sourceKey.split(FIELD)[2] ?? '' }))
  }

  /** Finds each line again: by number, date and amount, by number and date, by number and amount, then by number where one is left on both sides. */
  match(wanted: Wanted[]): void {
    this.matches = wanted.map(() => null)
    const numberOf = (row: KnownDueDate): string => row.sourceKey.split(FIELD)[1] ?? ''
    const keys: [(line: Wanted) => string, (row: KnownDueDate) => string][] = [
      [({ dueOn, amountCents }) => `${dueOn} ${amountCents}`, (row) => `${row.sourceDueOn} ${row.amountCents}`],
      [({ dueOn }) => dueOn, (row) => row.sourceDueOn],
      [({ amountCents }) => `${amountCents}`, (row) => `${row.amountCents}`],
      [() => '', () => ''],
    ]
    for (const [keyOfLine, keyOfRow] of keys) {
      const rows = new Map<string, KnownDueDate[]>()
      for (const row of this.rows) if (!this.matched.has(row)) append(rows, [row.organisationId, Math.sign(row.amountCents), numberOf(row), keyOfRow(row)].join(FIELD), row)
      wanted.forEach((line, index) => {
        if (this.matches[index]) return
        const row = rows.get([line.organisationId, Math.sign(line.amountCents), normaliseNumber(line.number), keyOfLine(line)].join(FIELD))?.shift()
        if (!row) return
        this.matches[index] = row
        this.matched.add(row)
      })
    }
  }

  /** Brings a known due date up to the list; its level, dates of reminders and note stay. Returns what it leaves open, null for a line not known before. */
  update(index: number, item: ListItem, dueOn: LocalDate): number | null {
    const row = this.matches[index]
    if (!row) return null
    const settledHere = row.amountCents - row.settledCents - row.openCents
    // a person's payments are not the source's: they stay, and the amount cannot fall below them
    const amountCents = Math.abs(settledHere) <= Math.abs(item.amountCents) ? item.amountCents : row.amountCents
    const rest = amountCents - settledHere
    const openCents = Math.abs(item.openCents) <= Math.abs(rest) ? item.openCents : rest
    // moved in the source, unless a person has moved it here
    const newDueOn = row.dueOn === row.sourceDueOn ? dueOn : row.dueOn
    const values = { amount_cents: amountCents, settled_by_source_cents: rest - openCents, open_cents: openCents, due_on: newDueOn, source_key: listKey(this.sourceKey, item.number, dueOn, item.amountCents) }
    if (row.openCents !== 0) this.report.counts[openCents === 0 ? 'dueDatesSettled' : 'dueDatesKept']++
    const before = { amount_cents: row.amountCents, settled_by_source_cents: row.settledCents, open_cents: row.openCents, due_on: row.dueOn, source_key: row.sourceKey }
    if (JSON.stringify(values) !== JSON.stringify(before)) this.writer.change('due_date', row.id, values)
    return openCents
  }

  /** The invoice of an earlier list that a further due date belongs to. */
  invoiceOf(organisationId: number, number: string): number | undefined {
    return this.rows.find((row) => this.matched.has(row) && row.organisationId === organisationId && row.number === number)?.invoiceId
  }

  settleAbsent(): void {
    for (const row of this.rows) {
      if (this.matched.has(row) || row.openCents === 0) continue
      this.writer.change('due_date', row.id, { settled_by_source_cents: row.settledCents + row.openCents, open_cents: 0 })
      this.report.counts.dueDatesSettled++
      this.report.warn('absent-settled', 0, { customer: row.customerName, number: row.number, cents: Math.abs(row.openCents) })
    }
  }
}
