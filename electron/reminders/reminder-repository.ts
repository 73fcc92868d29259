import { AppError } from '../../shared/errors.ts'
import { daysBetween, localDay, type Instant, type LocalDate } from '../../shared/date.ts'
import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import { decisiveHold } from '../../shared/holds/hold-rules.ts'
import { mailAddressOf } from '../../shared/outbox/mail-text-rules.ts'
import { isProfileKnown } from '../../shared/receivables/profile-rules.ts'
import type { ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import type { DueDateRow } from '../../shared/reminders/reminder-contract.ts'
import type { ReminderCandidate, ReminderCustomer } from '../../shared/reminders/reminder-candidate.ts'
import type { NumberSearch } from '../../shared/reminders/search-rules.ts'
import type { LetterRecipient } from '../../shared/reminders/letter-content.ts'
import type { Sql } from '../db/database.ts'
import { phoneOf, readPhones } from '../db/phones.ts'
import { creditReader, readTotals } from './credit-repository.ts'

/** The holds nobody has lifted, as they are now: asked once, then due date by due date. */
export type HoldsReader = () => (target: { dueDateId: number; invoiceId: number; customerId: number }) => readonly HoldMark[]

/** Due dates of letters that may still leave by e-mail, or may have left. */
export type AwaitingReader = () => ReadonlySet<number>

/** Due dates and customers as the reminders slice reads them. Reads only. */
export function reminderRepository(sql: Sql, holds: HoldsReader, awaiting: AwaitingReader) {
  return {
    rows: (ids: Int32Array, asOf: LocalDate): DueDateRow[] => inOrder(ids, readRows(sql, ids, asOf, holds)),
    candidates: (ids: Int32Array): ReminderCandidate[] => readCandidates(sql, ids, holds, awaiting()),
    /** Day of the last import of due dates that stands; null without any. */
    lastImportOn: (): LocalDate | null => readLastImportOn(sql),
    flaggedInvoices: (invoiceNumber: NumberSearch, warrantyNumber: NumberSearch): Uint8Array | null => flagInvoices(sql, invoiceNumber, warrantyNumber),
    /** Of one customer, the oldest first. */
    unpaidIds: (customerId: number): Int32Array<ArrayBuffer> => readUnpaidIds(sql, customerId),
    /** AppError('record.gone') when there is no such customer. */
    recipient: (customerId: number): LetterRecipient => readRecipient(sql, customerId),
    /** Customers whose reminders leave by e-mail, unless their level is posted. */
    mailCustomers: (): ReadonlySet<number> => readMailCustomers(sql),
    phones: (customerId: number): string[] => readPhones(sql, customerId),
  }
}
export type ReminderRepository = ReturnType<typeof reminderRepository>

/** Ids as a table-valued parameter. */
const idList = (ids: Int32Array): string => `[${ids.join()}]`
const IDS = '(SELECT value FROM json_each(?))'

function inOrder(ids: Int32Array, rows: readonly DueDateRow[]): DueDateRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...ids].flatMap((id) => byId.get(id) ?? [])
}

interface RowRecord extends Omit<DueDateRow, 'daysLate' | 'outstandingCents' | 'unallocatedCreditCents' | 'hold'> { id: number }

function readRows(sql: Sql, ids: Int32Array, asOf: LocalDate, holds: HoldsReader): DueDateRow[] {
  const records = sql.prepare(`SELECT d.id, d.invoice_id AS invoiceId, o.id AS customerId, o.code AS customerCode, o.name AS customerName,
      ${phoneOf('o')} AS phone,
      i.number AS invoiceNumber, i.warranty_number AS warrantyInvoiceNumber, iif(i.is_day_assumed = 1, NULL, i.invoiced_on) AS invoicedOn, d.due_on AS dueOn,
      d.amount_cents AS amountCents, d.open_cents AS openCents, d.reminder_level AS level, d.reminded_on AS remindedOn
    FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id WHERE d.id IN ${IDS}`).all(idList(ids)) as RowRecord[]
  const totals = readTotals(sql, new Set(records.map((record) => record.customerId)))
  const holdsOn = holds()
  return records.map((record) => {
    const { outstandingCents, unallocatedCreditCents } = totals.get(record.customerId)!
    const hold = decisiveHold(holdsOn({ dueDateId: record.id, invoiceId: record.invoiceId, customerId: record.customerId }), asOf)
    return { ...record, hold, daysLate: daysBetween(record.dueOn, asOf), outstandingCents, unallocatedCreditCents }
  })
}

interface CandidateRecord extends Omit<ReminderCandidate, 'customer' | 'holds' | 'isAwaitingSend'> { customerId: number; invoiceId: number }

function readCandidates(sql: Sql, ids: Int32Array, holds: HoldsReader, awaiting: ReadonlySet<number>): ReminderCandidate[] {
  const records = sql.prepare(`SELECT d.id AS dueDateId, d.organisation_id AS customerId, d.invoice_id AS invoiceId, i.number AS invoiceNumber, i.warranty_number AS warrantyInvoiceNumber,
      iif(i.is_day_assumed = 1, NULL, i.invoiced_on) AS invoicedOn, d.due_on AS dueOn, d.amount_cents AS amountCents, d.open_cents AS openCents, d.reminder_level AS level, d.reminded_on AS remindedOn
    FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE d.id IN ${IDS}`).all(idList(ids)) as CandidateRecord[]
  const customers = readReminderCustomers(sql, new Set(records.map(({ customerId }) => customerId)))
  const holdsOn = holds()
  return records.map(({ customerId, invoiceId, ...dueDate }) => ({
    ...dueDate, customer: customers.get(customerId)!, holds: holdsOn({ dueDateId: dueDate.dueDateId, invoiceId, customerId }), isAwaitingSend: awaiting.has(dueDate.dueDateId),
  }))
}

type ReminderCustomerRecord = Omit<ReminderCustomer, 'hasAddress' | 'mailAddress' | 'outstandingCents' | 'creditCents' | 'openDueDates' | 'credits' | 'isProfileKnown'> & Parameters<typeof isProfileKnown>[0] & { hasAddress: number; channel: ReminderChannel; email1: string; email2: string }

function readReminderCustomers(sql: Sql, ids: ReadonlySet<number>): Map<number, ReminderCustomer> {
  const records = sql.prepare(`SELECT o.id AS customerId, o.code AS customerCode, o.name AS customerName, o.reminder_level AS customerLevel, o.sales_rep AS salesRep, o.family,
      coalesce(b.postcode, m.postcode, '') AS postcode, coalesce(b.city, m.city, '') <> '' AS hasAddress, o.reminder_channel AS channel, o.email1, o.email2,
      o.profile_confirmed AS isProfileConfirmed, o.siren, o.siret, o.vat_number AS vatNumber
    FROM organisation o LEFT JOIN address m ON m.organisation_id = o.id AND m.kind = 'main' LEFT JOIN address b ON b.organisation_id = o.id AND b.kind = 'billing'
    WHERE o.id IN ${IDS}`).all(idList(Int32Array.from(ids))) as ReminderCustomerRecord[]
  const totals = readTotals(sql, ids)
  const creditsOf = creditReader(sql)
  return new Map(records.map(({ channel, email1, email2, isProfileConfirmed, siren, siret, vatNumber, ...record }) => {
    const mailAddress = channel === 'email' ? mailAddressOf(email1, email2) : ''
    const { outstandingCents, unallocatedCreditCents } = totals.get(record.customerId)!
    return [record.customerId, { ...record, hasAddress: record.hasAddress === 1, isProfileKnown: isProfileKnown({ isProfileConfirmed, siren, siret, vatNumber }), mailAddress, outstandingCents, ...creditsOf(record.customerId, unallocatedCreditCents) }]
  }))
}

function readMailCustomers(sql: Sql): Set<number> {
  const records = sql.prepare(`SELECT id, email1, email2 FROM organisation WHERE reminder_channel = 'email'`).raw().all() as [number, string, string][]
  return new Set(records.filter(([, email1, email2]) => mailAddressOf(email1, email2) !== '').map(([id]) => id))
}

function readLastImportOn(sql: Sql): LocalDate | null {
  const appliedAt = sql.prepare(`SELECT applied_at FROM import_batch WHERE undone_at IS NULL AND kind IN ('fec', 'due-dates') ORDER BY id DESC LIMIT 1`).pluck().get() as Instant | undefined
  return appliedAt === undefined ? null : localDay(appliedAt)
}

/** Flags by invoice id; null when neither number is asked for. A warranty number is no invoice number (R-EBP-19, 20); a warranty invoice that has both is found by each. */
function flagInvoices(sql: Sql, invoiceNumber: NumberSearch, warrantyNumber: NumberSearch): Uint8Array | null {
  const flagged = [
    flag(sql, invoiceNumber, (is) => `SELECT id FROM invoice INDEXED BY invoice_number WHERE number_norm ${is} AND (kind <> 'warranty' OR warranty_number_norm <> '')`),
    // one without a number of its own kind goes by the only number it has
    flag(sql, warrantyNumber, (is) => `SELECT id FROM invoice INDEXED BY invoice_warranty_number WHERE warranty_number_norm ${is} AND warranty_number_norm <> ''
      UNION SELECT id FROM invoice INDEXED BY invoice_number WHERE number_norm ${is} AND kind = 'warranty' AND warranty_number_norm = ''`),
  ].filter((flags) => flags !== null)
  return flagged.length === 2 ? flagged[0]!.map((value, id) => value & flagged[1]![id]!) : flagged[0] ?? null
}

function flag(sql: Sql, search: NumberSearch, query: (is: string) => string): Uint8Array | null {
  if (search.kind === 'any') return null
  const [is, number] = search.kind === 'exact' ? ['= :number', search.number] : ['GLOB :number', search.glob]
  const ids = sql.prepare(query(is)).pluck().all({ number }) as number[]
  const greatest = sql.prepare('SELECT coalesce(max(id), 0) FROM invoice').pluck().get() as number
  const flags = new Uint8Array(greatest + 1)
  for (const id of ids) flags[id] = 1
  return flags
}

function readRecipient(sql: Sql, customerId: number): LetterRecipient {
  const record = sql.prepare(`SELECT o.code, o.name, o.debtor_profile AS debtorProfile, o.profile_confirmed AS isProfileConfirmed, o.siren, o.siret, o.vat_number AS vatNumber, o.language, a.line1, a.line2, a.line3, a.postcode, a.city, a.country_code AS countryCode
    FROM organisation o LEFT JOIN address a ON a.organisation_id = o.id WHERE o.id = ? ORDER BY a.kind = 'billing' DESC LIMIT 1`)
    .get(customerId) as Omit<LetterRecipient, 'address' | 'isProfileKnown'> & Parameters<typeof isProfileKnown>[0] & { [K in keyof LetterRecipient['address']]: string | null } | undefined
  if (!record) throw new AppError('record.gone')
  const { code, name, debtorProfile, language, line1, line2, line3, postcode, city, countryCode } = record
  return { code, name, debtorProfile, isProfileKnown: isProfileKnown(record), language, address: { line1: line1 ?? '', line2: line2 ?? '', line3: line3 ?? '', postcode: postcode ?? '', city: city ?? '', countryCode: countryCode ?? 'FR' } }
}

function readUnpaidIds(sql: Sql, customerId: number): Int32Array<ArrayBuffer> {
  return Int32Array.from(sql.prepare('SELECT id FROM due_date WHERE organisation_id = ? AND open_cents > 0 ORDER BY due_on, id').pluck().all(customerId) as number[])
}
