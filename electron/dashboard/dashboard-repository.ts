import { fromDayNumber, type LocalDate } from '../../shared/date.ts'
import type { CustomerAgeingRow, Figure, FigureRow } from '../../shared/dashboard/dashboard-contract.ts'
import { cents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import type { Part } from './figure-rows.ts'

/** Ids as a table-valued parameter. */
const idList = (ids: Iterable<number>): string => `[${[...ids].join()}]`

export type CustomerName = Pick<CustomerAgeingRow, 'id' | 'code' | 'name'>

export function readCustomerNames(sql: Sql, ids: readonly number[]): Map<number, CustomerName> {
  const rows = sql.prepare('SELECT id, code, name FROM organisation WHERE id IN (SELECT value FROM json_each(?))').all(idList(ids)) as CustomerName[]
  return new Map(rows.map((row) => [row.id, row]))
}

type Piece = Omit<FigureRow, 'id' | 'on' | 'days' | 'cents'> & { key: number }

const CUSTOMER = 'o.id AS customerId, o.code AS customerCode, o.name AS customerName'
const INVOICE = `i.id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number) AS reference, iif(i.is_day_assumed = 1, NULL, i.invoiced_on) AS invoicedOn, d.due_on AS dueOn`
const AMONG = 'IN (SELECT value FROM json_each(?))'

const readDueDates = (sql: Sql, ids: Iterable<number>): Piece[] => sql.prepare(`SELECT d.id AS key, ${CUSTOMER}, ${INVOICE}, d.amount_cents AS amountCents
  FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id WHERE d.id ${AMONG}`).all(idList(ids)) as Piece[]

const readSettlements = (sql: Sql, ids: Iterable<number>): (Piece & { paidOn: LocalDate })[] => sql.prepare(`SELECT a.id AS key, ${CUSTOMER}, ${INVOICE}, d.amount_cents AS amountCents, iif(i.is_day_assumed = 1, p.paid_on, max(p.paid_on, i.invoiced_on)) AS paidOn
  FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN due_date d ON d.id = a.due_date_id JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id
  WHERE a.id ${AMONG}`).all(idList(ids)) as (Piece & { paidOn: LocalDate })[]

const readPayments = (sql: Sql, ids: Iterable<number>): Piece[] => sql.prepare(`SELECT p.id AS key, ${CUSTOMER}, NULL AS invoiceId, coalesce(nullif(p.reference, ''), p.label) AS reference, NULL AS invoicedOn, NULL AS dueOn,
    p.amount_cents AS amountCents FROM payment p JOIN organisation o ON o.id = p.organisation_id WHERE p.id ${AMONG}`).all(idList(ids)) as Piece[]

/** What these parts of a figure are, in their order. */
export function readFigureRows(sql: Sql, figure: Figure, parts: readonly Part[]): FigureRow[] {
  const pieces = new Map(readPieces(sql, figure, parts).map((piece) => [piece.key, piece]))
  return parts.flatMap(({ id, cents: part, day, days }) => {
    const piece = pieces.get(id)
    if (!piece) return []
    const { key, paidOn, ...row } = piece
    const on = paidOn ?? (day === null ? null : fromDayNumber(day))
    return [{ ...row, id: key, on, days, amountCents: cents(figure.kind === 'credits' ? Math.abs(row.amountCents) : row.amountCents), cents: cents(part) }]
  })
}

function readPieces(sql: Sql, { kind }: Figure, parts: readonly Part[]): (Piece & { paidOn?: LocalDate })[] {
  const ids = parts.map(({ id }) => id)
  if (kind === 'settlements' || kind === 'effect') return readSettlements(sql, ids)
  if (kind !== 'credits') return readDueDates(sql, ids)
  const creditNotes = readDueDates(sql, ids.filter((id) => id < 0).map((id) => -id)).map((piece) => ({ ...piece, key: -piece.key }))
  return [...creditNotes, ...readPayments(sql, ids.filter((id) => id > 0))]
}
