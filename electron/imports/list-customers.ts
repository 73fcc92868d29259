import type { ErrorDetails } from '../../shared/errors.ts'
import { isEmail, isFaxField } from '../../shared/identifiers.ts'
import { codeFromName, readLevel, type ListItem } from '../../shared/imports/list-rules.ts'
import type { TableField } from '../../shared/imports/import-contract.ts'
import type { Language } from '../../shared/language.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import { formatPaymentTerm, parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import type { DebtorProfile } from '../../shared/receivables/receivable-contract.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import type { ImportRows } from './import-rows.ts'
import type { ImportWriter } from './import-writer.ts'
import type { ReportBuilder } from './report-builder.ts'

/** Gives the import up because of one line. */
export type RefuseLine = (line: number, code: string, field: TableField, value: string, details?: ErrorDetails) => never

export interface ListCustomer { id: number; paymentTerm: string | null }

type Organisation = Record<string, string | number | null> & { id: number }

/** Columns of an organisation that a list may fill as they are. */
const TEXT_COLUMNS: Partial<Record<TableField, string>> = {
  phone: 'phone1', mobile: 'mobile1', fax: 'fax', siren: 'siren', siret: 'siret', vatNumber: 'vat_number', legalForm: 'legal_form', salesRep: 'sales_rep', family: 'family', note: 'note',
}
const ADDRESS_FIELDS: TableField[] = ['address1', 'address2', 'address3', 'postcode', 'city', 'country']
const IDENTIFIERS: TableField[] = ['siren', 'siret', 'vatNumber']

/** Finds or adds the customer of a line (by code, else by a name only one has) and fills in what the list says of it; blank cells erase nothing. */
export function customerUpserter(sql: Sql, writer: ImportWriter, rows: ImportRows, report: ReportBuilder, refuse: RefuseLine): (item: ListItem) => ListCustomer {
  const byCode = sql.prepare('SELECT * FROM organisation WHERE code = ?')
  const byName = sql.prepare('SELECT * FROM organisation WHERE name_norm = ? AND is_customer = 1 ORDER BY id')
  const known = new Map<string, ListCustomer>()
  const filled = new Map<number, string>()

  const find = ({ customerCode, customerName, line }: ListItem): Organisation | undefined => {
    if (customerCode !== '') {
      const holder = byCode.get(customerCode) as Organisation | undefined
      // a manufacturer is asked for no money unless it is this customer by its name too
      if (holder?.['is_customer'] === 0 && normalise(customerName) !== holder['name_norm']) refuse(line, 'maker-code', 'customerCode', customerCode, { maker: String(holder['name']), customer: customerName || customerCode })
      return holder
    }
    const namesakes = byName.all(normalise(customerName)) as Organisation[]
    if (namesakes.length > 1) refuse(line, 'homonyms', 'customerName', customerName, { codes: namesakes.slice(0, 10).map(({ code }) => String(code)).join(', ') })
    return namesakes[0]
  }
  const fill = (item: ListItem, organisation: Organisation, isNew: boolean): boolean => {
    const values = organisationValues(item, organisation, report)
    for (const column of Object.keys(values)) if (values[column] === organisation[column]) Reflect.deleteProperty(values, column)
    const changesAddress = fillAddress(sql, writer, item, organisation.id, isNew)
    const changesAnything = Object.keys(values).length > 0 || changesAddress
    // an address alone dates its customer too: what is edited later is told from what was imported by that date
    if (!isNew && changesAnything) writer.change('organisation', organisation.id, values)
    if (isNew && Object.keys(values).length > 0) updateOrganisation(sql, organisation.id, values)
    return changesAnything
  }

  return (item) => {
    const key = item.customerCode === '' ? `name ${normalise(item.customerName)}` : `code ${item.customerCode}`
    const texts = JSON.stringify(customerTexts(item))
    const customer = known.get(key)
    // the same words again say nothing new
    if (customer && filled.get(customer.id) === texts) return customer
    let organisation = find(item)
    const isNew = organisation === undefined
    if (!organisation) {
      const code = item.customerCode || codeFromName(item.customerName, (candidate) => byCode.get(candidate) !== undefined)
      const id = rows.addOrganisation(code, item.customerName || code)
      rows.flush()
      report.counts.customersAdded++
      organisation = { ...(byCode.get(code) as Organisation), id }
    }
    const isOfThisImport = isNew || organisation['import_id'] === writer.importId
    const changed = fill(item, organisation, isOfThisImport)
    if (changed && !isOfThisImport && !filled.has(organisation.id)) report.counts.customersUpdated++
    filled.set(organisation.id, texts)
    const result = { id: organisation.id, paymentTerm: sql.prepare('SELECT payment_term FROM organisation WHERE id = ?').pluck().get(organisation.id) as string | null }
    known.set(key, result)
    return result
  }
}

function customerTexts({ texts, customerName }: ListItem): unknown {
  const fields: TableField[] = [...Object.keys(TEXT_COLUMNS) as TableField[], ...ADDRESS_FIELDS, 'email', 'paymentTerm', 'debtorProfile', 'language', 'customerReminderLevel']
  return [customerName, ...fields.map((field) => texts[field] ?? '')]
}

function organisationValues({ texts, customerName, number, line }: ListItem, organisation: Organisation, report: ReportBuilder): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [field, column] of Object.entries(TEXT_COLUMNS) as [TableField, string][]) {
    // a note beside an invoice is about the invoice
    const text = field === 'note' && number !== '' ? undefined : texts[field]
    if (field === 'fax' && text !== undefined && !isFaxField(text)) report.warn('fax-invalid', line, { value: text.slice(0, 60) })
    else if (text !== undefined) values[column] = IDENTIFIERS.includes(field) ? text.replace(/\s+/g, '') : text
  }
  if (organisation['is_customer'] !== 1) values['is_customer'] = 1
  // only a list of customers renames one
  if (customerName !== '' && number === '') Object.assign(values, { name: customerName, name_norm: normalise(customerName) })
  const term = texts.paymentTerm === undefined ? null : parsePaymentTerm(texts.paymentTerm)
  if (term) values['payment_term'] = formatPaymentTerm(term)
  const profile = texts.debtorProfile === undefined ? null : readProfile(texts.debtorProfile)
  if (profile) Object.assign(values, { debtor_profile: profile, profile_confirmed: 1 })
  const language = texts.language === undefined ? null : readLanguage(texts.language)
  if (language) values['language'] = language
  for (const [field, value] of [['paymentTerm', term], ['debtorProfile', profile], ['language', language]] as const) {
    const text = texts[field]
    // a means of payment is often under the same header as the terms: « Virement » is nothing to tell
    if (text !== undefined && value === null && (field !== 'paymentTerm' || /\d/.test(text))) report.warn('not-understood', line, { fieldKey: `imports.field.${field}`, value: text.slice(0, 60) })
  }
  if (texts.email !== undefined) Object.assign(values, mailAddresses(texts.email, line, report))
  if (texts.customerReminderLevel !== undefined) values['reminder_level'] = readLevel(texts.customerReminderLevel) ?? 0
  return values
}

/** What a cell says of the two addresses of a customer. A cell that is not made of addresses alone gives none: « jean,dupont@free.fr » is no letter to dupont. */
function mailAddresses(cell: string, line: number, report: ReportBuilder): { email1?: string; email2?: string } {
  const value = cell.slice(0, 60)
  const addresses = readAddresses(cell)
  if (addresses.length === 0) report.warn('email-invalid', line, { value })
  if (addresses.length > 2) report.warn('email-more-than-two', line, { value })
  const taken = addresses.slice(0, 2)
  // a person may keep such an address on a record; no message can leave for it
  for (const address of taken) if (!isMailAddress(address)) report.warn('email-not-written-to', line, { value: address.slice(0, 60) })
  return Object.fromEntries(taken.map((address, index) => [`email${index + 1}`, address]))
}

function readAddresses(cell: string): string[] {
  const addresses = [...new Set(cell.split(/[\s,;]+/).filter((part) => part !== ''))]
  return addresses.every(isEmail) ? addresses : []
}

function readProfile(text: string): DebtorProfile | null {
  const words = normalise(text)
  if (/public|mairie|collectivite|administration/.test(words)) return 'public-body'
  if (/particulier|consommateur|consumer|private|individual/.test(words)) return 'consumer'
  return /entreprise|societe|professionnel|company|business/.test(words) ? 'company' : null
}

/** Of his letters: `FR`, `français`, `en-GB`, `English`. */
function readLanguage(text: string): Language | null {
  const word = /^[a-z]+/.exec(normalise(text))?.[0] ?? ''
  if (['fr', 'fra', 'fre', 'francais', 'francaise', 'french'].includes(word)) return 'fr'
  return ['en', 'eng', 'gb', 'uk', 'anglais', 'anglaise', 'english'].includes(word) ? 'en' : null
}

function updateOrganisation(sql: Sql, id: number, values: Record<string, string | number>): void {
  sql.prepare(`UPDATE organisation SET ${Object.keys(values).map((column) => `${column} = :${column}`).join(', ')} WHERE id = :id`).run({ ...values, id })
}

interface AddressRow { line1: string; line2: string; line3: string; postcode: string; city: string; country_code: string }

/** Returns whether the main address changed. */
function fillAddress(sql: Sql, writer: ImportWriter, { texts }: ListItem, organisationId: number, isNew: boolean): boolean {
  if (!ADDRESS_FIELDS.some((field) => texts[field] !== undefined)) return false
  const before = sql.prepare(`SELECT line1, line2, line3, postcode, city, country_code FROM address WHERE organisation_id = ? AND kind = 'main'`).get(organisationId) as AddressRow | undefined
  const old = before ?? { line1: '', line2: '', line3: '', postcode: '', city: '', country_code: 'FR' }
  const after: AddressRow = {
    line1: texts.address1 ?? old.line1, line2: texts.address2 ?? old.line2, line3: texts.address3 ?? old.line3, postcode: texts.postcode ?? old.postcode, city: texts.city ?? old.city,
    country_code: texts.country === undefined ? old.country_code : countryCode(texts.country),
  }
  if (before && JSON.stringify(after) === JSON.stringify(before)) return false
  if (!isNew) writer.keepAddresses(organisationId)
  sql.prepare(`INSERT INTO address (organisation_id, kind, line1, line2, line3, postcode, city, country_code) VALUES (:organisationId, 'main', :line1, :line2, :line3, :postcode, :city, :country_code)
    ON CONFLICT (organisation_id, kind) DO UPDATE SET line1 = excluded.line1, line2 = excluded.line2, line3 = excluded.line3, postcode = excluded.postcode, city = excluded.city, country_code = excluded.country_code`)
    .run({ ...after, organisationId })
  return true
}

const COUNTRIES: Record<string, string> = { france: 'FR', belgique: 'BE', belgium: 'BE', suisse: 'CH', switzerland: 'CH', luxembourg: 'LU', allemagne: 'DE', germany: 'DE', italie: 'IT', italy: 'IT', espagne: 'ES', spain: 'ES', monaco: 'MC', 'pays-bas': 'NL', 'royaume-uni': 'GB' }

function countryCode(text: string): string {
  return /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : COUNTRIES[normalise(text)] ?? 'FR'
}
