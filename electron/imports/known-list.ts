import { daysBetween, type LocalDate } from '../../shared/date.ts'
import { documentNumber, type ListItem } from '../../shared/imports/list-rules.ts'
import { append } from '../../shared/imports/lettering-rules.ts'
import { normaliseNumber } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import type { ImportWriter } from './import-writer.ts'
import type { ReportBuilder } from './report-builder.ts'

const FIELD = '\u001f'

/** Identifies a due date in the next list of the same source. */
export const listKey = (sourceKey: string, number: string, dueOn: LocalDate, amountCents: number): string => [sourceKey, normaliseNumber(number), dueOn, amountCents].join(FIELD)

/** The due date a list gave for what it brought. */
const listedDueDay = (sourceKey: string): LocalDate | undefined => sourceKey.split(FIELD)[2] as LocalDate | undefined

/** Where a known due date comes from: an earlier list of this source, a list of another one, or a ledger or a person. */
type Origin = 'own' | 'list' | 'other'

export interface KnownDueDate {
  id: number
  invoiceId: number
  organisationId: number
  customerName: string
  kind: string
  /** As its source writes it, for comparisons */
  number: string
  shownNumber: string
  invoicedOn: LocalDate
  /** 1: no list has given the date of the invoice yet */
  isDayAssumed: number
  dueOn: LocalDate
  /** The day its source gave, before a person moved it */
  sourceDueOn: LocalDate
  amountCents: number
  settledCents: number
  /** Of these, paid before its invoice was made out */
  prepaidCents: number
  openCents: number
  level: number
  remindedOn: LocalDate | null
  /** A letter of this dossier has named it, even one taken back since. */
  isInLetter: number
  sourceKey: string
  origin: Origin
}

/** A line of the list, ready to be written. */
export interface ListLine { item: ListItem; organisationId: number; invoicedOn: LocalDate; dueOn: LocalDate }

/** Numbers that start again every year must not meet. */
const SAME_DOCUMENT_DAYS = 31
const SAME_DUE_DATE_DAYS = 183

interface Pass {
  origins: Origin[]
  ofLine(line: ListLine): string
  ofRow(row: KnownDueDate): string
  /** Without the due date to tell them apart, as many lines as rows are needed. */
  isSure: boolean
}

const DAY_AND_AMOUNT: Omit<Pass, 'origins'> = { ofLine: ({ dueOn, item }) => `${dueOn} ${item.amountCents}`, ofRow: ({ sourceDueOn, amountCents }) => `${sourceDueOn} ${amountCents}`, isSure: true }
const DAY: Omit<Pass, 'origins'> = { ofLine: ({ dueOn }) => dueOn, ofRow: ({ sourceDueOn }) => sourceDueOn, isSure: true }
const AMOUNT: Omit<Pass, 'origins'> = { ofLine: ({ item }) => `${item.amountCents}`, ofRow: ({ amountCents }) => `${amountCents}`, isSure: false }
const OPEN_AMOUNT: Omit<Pass, 'origins'> = { ofLine: ({ item }) => (item.openCents === 0 ? 'paid' : `${item.openCents}`), ofRow: ({ openCents }) => `${openCents}`, isSure: false }
const NUMBER_ALONE: Omit<Pass, 'origins'> = { ofLine: () => '', ofRow: () => '', isSure: false }

/** What comes from a ledger or a person is recognised by its amount only: a list cannot change it. */
const PASSES: Pass[] = [
  { ...DAY_AND_AMOUNT, origins: ['own'] }, { ...DAY_AND_AMOUNT, origins: ['list'] }, { ...DAY_AND_AMOUNT, origins: ['other'] },
  { ...DAY, origins: ['own'] }, { ...AMOUNT, origins: ['own'] }, { ...NUMBER_ALONE, origins: ['own'] },
  { ...DAY, origins: ['list'] }, { ...AMOUNT, origins: ['list'] }, { ...AMOUNT, origins: ['other'] }, { ...OPEN_AMOUNT, origins: ['list', 'other'] }, { ...NUMBER_ALONE, origins: ['list'] },
]

const COLUMNS = `d.id, d.invoice_id AS invoiceId, d.organisation_id AS organisationId, o.name AS customerName, i.kind, coalesce(nullif(i.number, ''), i.warranty_number) AS shownNumber, i.invoiced_on AS invoicedOn, i.is_day_assumed AS isDayAssumed,
  d.due_on AS dueOn, d.amount_cents AS amountCents, d.settled_by_source_cents AS settledCents, d.prepaid_cents AS prepaidCents, d.open_cents AS openCents, d.reminder_level AS level, d.reminded_on AS remindedOn,
  EXISTS (SELECT 1 FROM reminder_line WHERE due_date_id = d.id) AS isInLetter, coalesce(d.source_key, '') AS sourceKey
  FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id`

/** The due dates the dossier has of the customers of a list, whatever brought them, and what the list makes of them. */
export class KnownList {
  private readonly sql: Sql
  private readonly writer: ImportWriter
  private readonly report: ReportBuilder
  private readonly sourceKey: string
  private matches: (KnownDueDate | null)[] = []
  private readonly matched = new Set<number>()
  /** By customer and number */
  private readonly byNumber = new Map<string, KnownDueDate[]>()

  constructor(sql: Sql, writer: ImportWriter, report: ReportBuilder, sourceKey: string) {
    this.sql = sql
    this.writer = writer
    this.report = report
    this.sourceKey = sourceKey
  }

  /** Finds each line again, by number and what the passes compare; the earlier pass wins. */
  match(lines: ListLine[]): void {
    this.matches = lines.map(() => null)
    const ofCustomer = this.sql.prepare(`SELECT ${COLUMNS} WHERE d.organisation_id = :organisationId OR d.id IN (SELECT value FROM json_each(:goneOver)) ORDER BY d.open_cents = 0, d.due_on, d.id`)
    const goneOver = this.goneOver()
    for (const organisationId of new Set(lines.map((line) => line.organisationId))) {
      for (const record of ofCustomer.iterate({ organisationId, goneOver: JSON.stringify(goneOver.get(organisationId) ?? []) }) as IterableIterator<DueDateRecord>) append(this.byNumber, documentKey(organisationId, numberOf(record)), this.knownRow(record))
    }
    const groups = new Map<string, number[]>()
    lines.forEach(({ organisationId, item }, index) => { append(groups, documentKey(organisationId, documentNumber(item)), index) })
    for (const [key, indexes] of groups) {
      const rows = this.byNumber.get(key)
      if (rows) for (const pass of PASSES) this.runPass(pass, indexes, lines, rows)
    }
  }

  /** Due dates that a ledger has under another account than lists give them, by the customer of the lists: what one calls X77 the other may call C006. */
  private goneOver(): Map<number, number[]> {
    const rows = this.sql.prepare(`SELECT DISTINCT d.id, json_extract(c.before, '$.organisation_id') AS former FROM import_change c JOIN due_date d ON d.id = c.row_id
      WHERE c.table_name = 'due_date' AND json_extract(c.before, '$.organisation_id') <> d.organisation_id`).all() as { id: number; former: number }[]
    return new Map([...Map.groupBy(rows, ({ former }) => former)].map(([former, dueDates]) => [former, dueDates.map(({ id }) => id)]))
  }

  private runPass(pass: Pass, indexes: number[], lines: ListLine[], rows: KnownDueDate[]): void {
    const left = new Map<string, KnownDueDate[]>()
    for (const row of rows) if (!this.matched.has(row.id) && pass.origins.includes(row.origin)) append(left, `${Math.sign(row.amountCents)} ${pass.ofRow(row)}`, row)
    if (left.size === 0) return
    const wanted = new Map<string, number[]>()
    for (const index of indexes) if (!this.matches[index]) append(wanted, `${Math.sign(lines[index]!.item.amountCents)} ${pass.ofLine(lines[index]!)}`, index)
    for (const [key, waiting] of wanted) {
      const candidates = left.get(key) ?? []
      // instalments follow one another in both
      const ordered = pass.isSure ? waiting : waiting.toSorted((first, second) => (lines[first]!.dueOn < lines[second]!.dueOn ? -1 : 1))
      const near = pass.isSure ? candidates : candidates.filter((row) => ordered.some((index) => isSameDocument(lines[index]!, row))).toSorted((first, second) => (first.sourceDueOn < second.sourceDueOn ? -1 : 1))
      if (!pass.isSure && near.length !== ordered.length) continue
      ordered.forEach((index, position) => {
        const row = near[position]
        if (!row || (!pass.isSure && !isSameDocument(lines[index]!, row))) return
        this.matches[index] = row
        this.matched.add(row.id)
      })
    }
  }

  /** Brings a known due date up to the list; its level, date of reminder and note stay, once it has been reminded of. Returns what it leaves open, null for a line not known before. */
  update(index: number, { item, dueOn }: ListLine): number | null {
    const row = this.matches[index]
    if (!row) return null
    this.compareReminders(row, item)
    if (row.origin === 'other') return this.keep(row, item)
    if (row.isDayAssumed === 1 && item.invoicedOn !== null) this.writer.change('invoice', row.invoiceId, { invoiced_on: item.invoicedOn, is_day_assumed: 0 })
    const settledHere = row.amountCents - row.settledCents - row.openCents
    // a person's payments are not the source's: they stay, and the amount cannot fall below them
    const amountCents = Math.abs(settledHere) <= Math.abs(item.amountCents) ? item.amountCents : row.amountCents
    const rest = amountCents - settledHere
    const openCents = Math.abs(item.openCents) <= Math.abs(rest) ? item.openCents : rest
    // moved in the source, unless a person has moved it here
    const newDueOn = row.dueOn === row.sourceDueOn ? dueOn : row.dueOn
    const settledCents = rest - openCents
    const prepaidCents = Math.abs(row.prepaidCents) <= Math.abs(settledCents) ? row.prepaidCents : settledCents
    const values = { amount_cents: amountCents, settled_by_source_cents: settledCents, prepaid_cents: prepaidCents, open_cents: openCents, due_on: newDueOn, source_key: listKey(this.sourceKey, documentNumber(item), dueOn, item.amountCents) }
    if (row.openCents !== 0) this.report.counts[openCents === 0 ? 'dueDatesSettled' : 'dueDatesKept']++
    else if (openCents !== 0) this.report.warn('reopened', item.line, { number: row.shownNumber, cents: openCents })
    const before = { amount_cents: row.amountCents, settled_by_source_cents: row.settledCents, prepaid_cents: row.prepaidCents, open_cents: row.openCents, due_on: row.dueOn, source_key: row.sourceKey }
    if (JSON.stringify(values) !== JSON.stringify(before)) this.writer.change('due_date', row.id, values)
    return openCents
  }

  /** The ledger or the person that brought it says what is open. */
  private keep(row: KnownDueDate, item: ListItem): number {
    if (row.openCents !== 0) this.report.counts.dueDatesKept++
    if (row.openCents !== item.openCents) this.report.warn('kept-otherwise', item.line, { number: row.shownNumber, cents: item.openCents })
    return row.openCents
  }

  /** The level and date of what a ledger brought are the list's as long as nobody has reminded of it here: a ledger has none. Anything else stays, and is counted where the list says otherwise. */
  private compareReminders({ id, amountCents, openCents, level, remindedOn, isInLetter, sourceKey }: KnownDueDate, item: ListItem): void {
    if (amountCents <= 0 || openCents === 0 || (item.level === 0 && item.remindedOn === null) || (item.level === level && item.remindedOn === remindedOn)) return
    if (sourceKey.startsWith('fec') && level === 0 && remindedOn === null && isInLetter === 0) {
      this.writer.change('due_date', id, { reminder_level: item.level, reminded_on: item.remindedOn })
      this.report.levelsTaken++
    } else this.report.levelsKept++
  }

  /** The invoice of an earlier list that a further due date belongs to. */
  invoiceOf(line: ListLine): number | undefined {
    return this.rowsOf(line).find((row) => row.origin !== 'other' && row.kind === line.item.kind && isSameDocument(line, row))?.invoiceId
  }

  /** Whether a ledger or a person brought the same document with another amount: the line may be the same debt a second time. */
  isElsewhere(line: ListLine): boolean {
    return this.rowsOf(line).some((row) => row.origin === 'other' && row.openCents !== 0 && !this.matched.has(row.id) && isSameDocument(line, row))
  }

  private rowsOf({ organisationId, item }: ListLine): KnownDueDate[] {
    return this.byNumber.get(documentKey(organisationId, documentNumber(item))) ?? []
  }

  /** What earlier lists left open and this one does not name: of its own source, or of all when it is the first of its source. */
  absent(isFirst: boolean): KnownDueDate[] {
    const pattern = isFirst ? 'list-*' : `${this.sourceKey}${FIELD}*`
    const records = this.sql.prepare(`SELECT ${COLUMNS} WHERE d.source_key GLOB :pattern AND d.open_cents <> 0 AND d.import_id IS NOT :importId ORDER BY d.id`).all({ pattern, importId: this.writer.importId }) as DueDateRecord[]
    return records.map((record) => this.knownRow(record)).filter(({ id }) => !this.matched.has(id))
  }

  settle(rows: KnownDueDate[]): void {
    for (const row of rows) {
      this.writer.change('due_date', row.id, { settled_by_source_cents: row.settledCents + row.openCents, open_cents: 0 })
      this.report.counts.dueDatesSettled++
      this.report.warn(row.openCents > 0 ? 'absent-settled' : 'absent-credit-settled', 0, { customer: row.customerName, number: row.shownNumber, cents: row.openCents })
    }
  }

  /** A person has said that they have not been settled. */
  leaveOpen(rows: KnownDueDate[]): void {
    for (const row of rows) this.report.warn('absent-kept', 0, { customer: row.customerName, number: row.shownNumber, cents: row.openCents })
  }

  private knownRow(record: DueDateRecord): KnownDueDate {
    const isOfList = record.sourceKey.startsWith('list-')
    const origin = !isOfList ? 'other' : record.sourceKey.startsWith(`${this.sourceKey}${FIELD}`) ? 'own' : 'list'
    const sourceDueOn = isOfList ? listedDueDay(record.sourceKey) : undefined
    return { ...record, number: numberOf(record), origin, sourceDueOn: sourceDueOn ?? record.dueOn }
  }
}

type DueDateRecord = Omit<KnownDueDate, 'number' | 'sourceDueOn' | 'origin'>

/** A list's own writing of the number, should a person have corrected it since. */
const numberOf = ({ sourceKey, shownNumber }: DueDateRecord): string => (sourceKey.startsWith('list-') ? sourceKey.split(FIELD)[1] : undefined) ?? shownNumber

const documentKey = (organisationId: number, number: string): string => `${organisationId}${FIELD}${normaliseNumber(number)}`

/** By the dates of the documents where the list gives them, else by the due dates. */
function isSameDocument({ item, dueOn }: ListLine, row: KnownDueDate): boolean {
  return item.invoicedOn === null ? Math.abs(daysBetween(dueOn, row.sourceDueOn)) <= SAME_DUE_DATE_DAYS : Math.abs(daysBetween(item.invoicedOn, row.invoicedOn)) <= SAME_DOCUMENT_DAYS
}
