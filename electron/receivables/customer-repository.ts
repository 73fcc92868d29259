import { systemNow, type LocalDate } from '../../shared/date.ts'
import { PostalAddress } from '../../shared/dossiers/dossier-contract.ts'
import type { Cents } from '../../shared/money.ts'
import { formatPaymentTerm, parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import type { Customer, CustomerRow } from '../../shared/receivables/receivable-contract.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { phoneOf } from '../db/phones.ts'

type AddressRow = PostalAddress & { kind: 'main' | 'billing' }
type CustomerRecord = Omit<Customer, 'address' | 'billingAddress' | 'paymentTerm' | 'isActive' | 'isProfileConfirmed' | 'id'> & { id: number; paymentTerm: string | null; isActive: number; isProfileConfirmed: number; creditLimitCents: Cents | null }

const noAddress: PostalAddress = { line1: '', line2: '', line3: '', postcode: '', city: '', countryCode: 'FR' }

export function readCustomer(sql: Sql, id: number): (Customer & { id: number }) | null {
  const record = sql.prepare(`SELECT id, code, name, legal_form AS legalForm, siren, siret, vat_number AS vatNumber, phone1, phone2, mobile1, mobile2, fax, email1, email2, website,
      is_active AS isActive, note, reminder_level AS reminderLevel, debtor_profile AS debtorProfile, profile_confirmed AS isProfileConfirmed, language, payment_term AS paymentTerm, credit_limit_cents AS creditLimitCents, late_interest_rate_bp AS lateInterestRateBp, reminder_channel AS reminderChannel, sales_rep AS salesRep, family
    FROM organisation WHERE id = ? AND is_customer = 1`).get(id) as CustomerRecord | undefined
  if (!record) return null
  const rows = sql.prepare(`SELECT kind, line1, line2, line3, postcode, city, country_code AS countryCode FROM address WHERE organisation_id = ?`).all(id) as AddressRow[]
  const addressOf = (kind: AddressRow['kind']): PostalAddress | null => {
    const row = rows.find((candidate) => candidate.kind === kind)
    return row ? PostalAddress.parse(row) : null
  }
  return {
    ...record,
    address: addressOf('main') ?? noAddress,
    billingAddress: addressOf('billing'),
    isActive: record.isActive === 1,
    isProfileConfirmed: record.isProfileConfirmed === 1,
    paymentTerm: record.paymentTerm === null ? null : parsePaymentTerm(record.paymentTerm),
  }
}

export function findCustomerByCode(sql: Sql, code: string): number | null {
  return (sql.prepare('SELECT id FROM organisation WHERE code = ? AND is_customer = 1').pluck().get(code) as number | undefined) ?? null
}

/** In whatever role: a code is one organisation's. */
export function findOrganisationByCode(sql: Sql, code: string): number | null {
  return (sql.prepare('SELECT id FROM organisation WHERE code = ?').pluck().get(code) as number | undefined) ?? null
}

const columns = {
  code: 'code', name: 'name', name_norm: 'nameNorm', legal_form: 'legalForm', siren: 'siren', siret: 'siret', vat_number: 'vatNumber', phone1: 'phone1', phone2: 'phone2', mobile1: 'mobile1', mobile2: 'mobile2',
  fax: 'fax', email1: 'email1', email2: 'email2', website: 'website', note: 'note', is_active: 'isActive', reminder_level: 'reminderLevel', debtor_profile: 'debtorProfile', profile_confirmed: 'isProfileConfirmed', language: 'language', payment_term: 'paymentTerm',
  credit_limit_cents: 'creditLimitCents', late_interest_rate_bp: 'lateInterestRateBp', reminder_channel: 'reminderChannel', sales_rep: 'salesRep', family: 'family', updated_at: 'updatedAt',
}

/** Adds a customer (id null) or rewrites it with its addresses. Returns its id. */
export function writeCustomer(sql: Sql, customer: Customer): number {
  const { address, billingAddress, paymentTerm, isActive, isProfileConfirmed, id, ...texts } = customer
  const values = { ...texts, nameNorm: normalise(customer.name), isActive: isActive ? 1 : 0, isProfileConfirmed: isProfileConfirmed ? 1 : 0, paymentTerm: paymentTerm && formatPaymentTerm(paymentTerm), updatedAt: systemNow() }
  const names = Object.keys(columns)
  const saved = id ?? Number(sql.prepare(`INSERT INTO organisation (is_customer, ${names.join(', ')}) VALUES (1, ${Object.values(columns).map((value) => `:${value}`).join(', ')})`).run(values).lastInsertRowid)
  if (id !== null) sql.prepare(`UPDATE organisation SET ${Object.entries(columns).map(([column, value]) => `${column} = :${value}`).join(', ')} WHERE id = :id`).run({ ...values, id })
  sql.prepare(`DELETE FROM address WHERE organisation_id = ?`).run(saved)
  const insert = sql.prepare(`INSERT INTO address (organisation_id, kind, line1, line2, line3, postcode, city, country_code) VALUES (:saved, :kind, :line1, :line2, :line3, :postcode, :city, :countryCode)`)
  insert.run({ ...address, saved, kind: 'main' })
  if (billingAddress) insert.run({ ...billingAddress, saved, kind: 'billing' })
  return saved
}

/** What keeps a customer from being deleted: anything that names it. */
export function isCustomerInUse(sql: Sql, id: number): boolean {
  return sql.prepare(`SELECT EXISTS (SELECT 1 FROM invoice WHERE organisation_id = :id) OR EXISTS (SELECT 1 FROM payment WHERE organisation_id = :id)
    OR EXISTS (SELECT 1 FROM document WHERE organisation_id = :id) OR EXISTS (SELECT 1 FROM outbox_message WHERE organisation_id = :id)
    OR EXISTS (SELECT 1 FROM site WHERE organisation_id = :id) OR EXISTS (SELECT 1 FROM collaboration WHERE organisation_id = :id) OR EXISTS (SELECT 1 FROM service_contract WHERE organisation_id = :id)`).pluck().get({ id }) === 1
}

/** True when a hold nobody has lifted bears on the customer. */
export function isCustomerHeld(sql: Sql, id: number): boolean {
  return sql.prepare('SELECT EXISTS (SELECT 1 FROM hold WHERE organisation_id = ? AND lifted_at IS NULL)').pluck().get(id) === 1
}

/** True when an interruption of prescription was recorded for the customer or one of his invoices. */
export function isCustomerInterrupted(sql: Sql, id: number): boolean {
  return sql.prepare('SELECT EXISTS (SELECT 1 FROM prescription_interruption WHERE organisation_id = ?)').pluck().get(id) === 1
}

/** Deletes a customer with all that is his. One that makes articles too stays a manufacturer: what « Fabricants » shows of it comes back in a row of its own. Runs in the caller's transaction. */
export function deleteCustomer(sql: Sql, id: number): void {
  const maker = sql.prepare('SELECT id, code, name, name_norm, phone1, email1, website FROM organisation WHERE id = ? AND is_manufacturer = 1').get(id) as Record<string, string | number> | undefined
  // the articles that name it are looked at when the transaction ends, where it is back
  if (maker) sql.pragma('defer_foreign_keys = ON')
  sql.prepare('DELETE FROM organisation WHERE id = ?').run(id)
  if (!maker) return
  sql.prepare(`INSERT INTO organisation (id, is_manufacturer, code, name, name_norm, phone1, email1, website, updated_at)
    VALUES (:id, 1, :code, :name, :name_norm, :phone1, :email1, :website, :now)`).run({ ...maker, now: systemNow() })
}

/** Ids of customers whose code, name or city contains the text, accents and case apart, by name. */
export function findCustomers(sql: Sql, search: string, onlyActive: boolean): number[] {
  const wanted = normalise(search)
  const rows = sql.prepare(`SELECT o.id, o.code, o.name_norm AS nameNorm, coalesce(a.city, '') AS city FROM organisation o LEFT JOIN address a ON a.organisation_id = o.id AND a.kind = 'main'
    WHERE o.is_customer = 1 AND (o.is_active = 1 OR NOT :onlyActive) ORDER BY o.name_norm, o.code`).all({ onlyActive: onlyActive ? 1 : 0 }) as { id: number; code: string; nameNorm: string; city: string }[]
  return rows.filter(({ code, nameNorm, city }) => nameNorm.includes(wanted) || normalise(code).includes(wanted) || normalise(city).includes(wanted)).map(({ id }) => id)
}

/** The rows of the list, in the order of `ids`. */
export function readCustomerRows(sql: Sql, ids: number[], asOf: LocalDate): CustomerRow[] {
  const rows = sql.prepare(`SELECT o.id, o.code, o.name, coalesce(a.postcode, '') AS postcode, coalesce(a.city, '') AS city, ${phoneOf('o')} AS phone,
      coalesce(nullif(o.email1, ''), o.email2) AS email, o.reminder_level AS reminderLevel, o.is_active AS isActive,
      (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0) AS outstandingCents,
      (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents > 0 AND due_on < :asOf) AS overdueCents,
      (SELECT coalesce(sum(unallocated_cents), 0) FROM payment WHERE organisation_id = o.id AND unallocated_cents > 0)
        - (SELECT coalesce(sum(open_cents), 0) FROM due_date WHERE organisation_id = o.id AND open_cents < 0) AS unallocatedCreditCents
    FROM json_each(:ids) wanted JOIN organisation o ON o.id = wanted.value LEFT JOIN address a ON a.organisation_id = o.id AND a.kind = 'main' ORDER BY wanted.key`)
    .all({ ids: JSON.stringify(ids), asOf }) as (Omit<CustomerRow, 'isActive'> & { isActive: number })[]
  return rows.map((row) => ({ ...row, isActive: row.isActive === 1 }))
}
