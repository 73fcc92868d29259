import type { LocalDate } from '../../shared/date.ts'
import type { InvoiceKind, PaymentMethod } from '../../shared/receivables/receivable-contract.ts'
import { normalise, normaliseNumber } from '../../shared/text.ts'

/** `list`: what only a list of due dates tells; a ledger knows no warranties and no reminders. */
export interface NewInvoice { organisationId: number; kind: InvoiceKind; number: string; invoicedOn: LocalDate; label: string; line: number; isPaymentReturned?: boolean; list?: { warrantyNumber: string; isDayAssumed: boolean } }
export interface NewDueDate { invoiceId: number; organisationId: number; dueOn: LocalDate; amountCents: number; settledCents: number; openCents: number; isPartlyLettered?: boolean; sourceKey: string; list?: { level: number; remindedOn: LocalDate | null } }
export interface NewPayment { organisationId: number; paidOn: LocalDate; amountCents: number; settledCents: number; unallocatedCents: number; isPartlyLettered: boolean; method: PaymentMethod; reference: string; label: string; sourceKey: string; line: number }

type Value = string | number | null

/** The tables an import adds to, parents first, and the columns it fills in besides the id. Every value costs time: the last ones, which only lists know, are left out of a ledger's rows. */
export const IMPORTED_COLUMNS = {
  organisation: ['code', 'name', 'name_norm'],
  invoice: ['organisation_id', 'kind', 'number', 'number_norm', 'invoiced_on', 'label', 'source_line', 'is_payment_returned', 'warranty_number', 'warranty_number_norm', 'is_day_assumed'],
  due_date: ['invoice_id', 'organisation_id', 'due_on', 'amount_cents', 'settled_by_source_cents', 'open_cents', 'source_key', 'is_partly_lettered', 'reminder_level', 'reminded_on'],
  payment: ['organisation_id', 'paid_on', 'amount_cents', 'settled_by_source_cents', 'unallocated_cents', 'method', 'reference', 'label', 'source_key', 'source_line', 'is_partly_lettered'],
  allocation: ['due_date_id', 'amount_cents', 'payment_id', 'credit_due_date_id'],
} as const
export type ImportedTable = keyof typeof IMPORTED_COLUMNS
export const IMPORTED_TABLES = Object.keys(IMPORTED_COLUMNS) as ImportedTable[]

/** The next id of each table. */
export type NextIds = Record<ImportedTable, number>

export type ChangedTable = 'organisation' | 'invoice' | 'due_date' | 'payment'
export type ChangedValues = Record<string, Value>
type RowChange = { table: ChangedTable; id: number; values: ChangedValues } | { removedAllocation: number }

/** Rows to add to a table. */
export interface NewRows {
  /** The others follow it without a gap */
  firstId: number
  /** Values of the longest row, in the order of IMPORTED_COLUMNS; the columns after them take their default */
  width: number
  /** A JSON array of arrays. As bytes they go from thread to thread, and into SQLite, without becoming strings again. */
  json: Uint8Array<ArrayBuffer>
}

/** What an import does to the dossier, a part at a time. */
export interface RowBlock {
  added: Partial<Record<ImportedTable, NewRows>>
  /** To rows the dossier has, in the order they are to be made */
  changes: RowChange[]
}

/** Enough for a statement to cost nothing beside its rows, and little enough to be held. */
const BLOCK_ROWS = 1_000

/** Collects what an import does, gives each new row its id, and hands all over a block at a time: a block refers to nothing but rows of its own, of earlier blocks and of the dossier. */
export class ImportRows {
  private readonly next: NextIds
  private readonly handOver: (block: RowBlock) => void
  private rows = noRows()
  private changes: RowChange[] = []
  private count = 0

  constructor(next: NextIds, handOver: (block: RowBlock) => void) {
    this.next = next
    this.handOver = handOver
  }

  addOrganisation(code: string, name: string): number {
    return this.add('organisation', [code, name, normalise(name)])
  }

  addInvoice({ organisationId, kind, number, invoicedOn, label, line, isPaymentReturned = false, list }: NewInvoice): number {
    const row = [organisationId, kind, number, normaliseNumber(number), invoicedOn, label, line]
    return this.add('invoice', list ? [...row, 0, list.warrantyNumber, normaliseNumber(list.warrantyNumber), list.isDayAssumed ? 1 : 0] : isPaymentReturned ? [...row, 1] : row)
  }

  addDueDate({ invoiceId, organisationId, dueOn, amountCents, settledCents, openCents, isPartlyLettered = false, sourceKey, list }: NewDueDate): number {
    const row = [invoiceId, organisationId, dueOn, amountCents, settledCents, openCents, sourceKey]
    return this.add('due_date', list ? [...row, 0, list.level, list.remindedOn] : isPartlyLettered ? [...row, 1] : row)
  }

  addPayment({ organisationId, paidOn, amountCents, settledCents, unallocatedCents, isPartlyLettered, method, reference, label, sourceKey, line }: NewPayment): number {
    const row = [organisationId, paidOn, amountCents, settledCents, unallocatedCents, method, reference, label, sourceKey, line]
    return this.add('payment', isPartlyLettered ? [...row, 1] : row)
  }

  addAllocation(dueDateId: number, credit: { paymentId: number } | { creditDueDateId: number }, amountCents: number): void {
    this.add('allocation', 'paymentId' in credit ? [dueDateId, amountCents, credit.paymentId] : [dueDateId, amountCents, null, credit.creditDueDateId])
  }

  /** Changes columns of an existing row. */
  change(table: ChangedTable, id: number, values: ChangedValues): void {
    this.changes.push({ table, id, values })
    this.count++
  }

  /** Removes an allocation of an earlier import. */
  removeAllocation(id: number): void {
    this.changes.push({ removedAllocation: id })
    this.count++
  }

  /** Hands over everything still collected. */
  flush(): void {
    if (this.count === 0) return
    const { rows, changes } = this
    this.rows = noRows()
    this.changes = []
    this.count = 0
    const added: RowBlock['added'] = {}
    for (const table of IMPORTED_TABLES) {
      const { length } = rows[table]
      if (length === 0) continue
      const width = Math.max(...rows[table].map((row) => row.length))
      added[table] = { firstId: this.next[table] - length, width, json: encoder.encode(JSON.stringify(rows[table].map((row) => withMark(table, row, width)))) }
    }
    this.handOver({ added, changes })
  }

  private add(table: ImportedTable, row: Value[]): number {
    if (this.count >= BLOCK_ROWS) this.flush()
    this.rows[table].push(row)
    this.count++
    return this.next[table]++
  }
}

const encoder = new TextEncoder()
/** Few rows bear a mark, and those that follow or precede them in a block then say that they do not. */
const MARKS: readonly (string | undefined)[] = ['is_partly_lettered', 'is_payment_returned']
const withMark = (table: ImportedTable, row: Value[], width: number): Value[] => (row.length < width && MARKS.includes(IMPORTED_COLUMNS[table][row.length]) ? [...row, 0] : row)

const noRows = (): Record<ImportedTable, Value[][]> => ({ organisation: [], invoice: [], due_date: [], payment: [], allocation: [] })
