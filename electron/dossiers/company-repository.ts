import { localDay, type Instant } from '../../shared/date.ts'
import type { Company, DossierState } from '../../shared/dossiers/dossier-contract.ts'
import { DEFAULT_PAYMENT_TERM, formatPaymentTerm, parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import type { Cents } from '../../shared/money.ts'
import { OpenError, type Sql } from '../db/database.ts'

interface CompanyRecord {
  name: string; legalForm: string; capitalCents: number | null; line1: string; line2: string; line3: string; postcode: string; city: string; countryCode: string
  siren: string; siret: string; registration: string; vatNumber: string; phone: string; email: string; website: string; iban: string; bic: string
  signatoryName: string; signatoryTitle: string; defaultPaymentTerm: string; logo: string; isDemonstration: number
}

/** The dossier's one company row. Throws OpenError('damaged') without one. */
export function readCompany(sql: Sql): { company: Company; isDemonstration: boolean } {
  const row = sql.prepare(`SELECT name, legal_form AS legalForm, capital_cents AS capitalCents, line1, line2, line3, postcode, city, country_code AS countryCode, siren, siret, registration,
    vat_number AS vatNumber, phone, email, website, iban, bic, signatory_name AS signatoryName, signatory_title AS signatoryTitle, default_payment_term AS defaultPaymentTerm, logo,
    is_demonstration AS isDemonstration FROM company`).get() as CompanyRecord | undefined
  if (!row) throw new OpenError('damaged')
  const { line1, line2, line3, postcode, city, countryCode, defaultPaymentTerm, isDemonstration, capitalCents, ...rest } = row
  return {
    company: {
      ...rest,
      capitalCents: capitalCents as Cents | null,
      address: { line1, line2, line3, postcode, city, countryCode },
      defaultPaymentTerm: parsePaymentTerm(defaultPaymentTerm) ?? DEFAULT_PAYMENT_TERM,
    },
    isDemonstration: isDemonstration === 1,
  }
}

export function writeCompany(sql: Sql, company: Company, isDemonstration = false): void {
  const { address, defaultPaymentTerm, ...rest } = company
  sql.prepare(`INSERT INTO company (id, name, legal_form, capital_cents, line1, line2, line3, postcode, city, country_code, siren, siret, registration, vat_number, phone, email, website, iban, bic,
      signatory_name, signatory_title, default_payment_term, logo, is_demonstration)
    VALUES (1, :name, :legalForm, :capitalCents, :line1, :line2, :line3, :postcode, :city, :countryCode, :siren, :siret, :registration, :vatNumber, :phone, :email, :website, :iban, :bic,
      :signatoryName, :signatoryTitle, :term, :logo, :isDemonstration)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, legal_form = excluded.legal_form, capital_cents = excluded.capital_cents, line1 = excluded.line1, line2 = excluded.line2, line3 = excluded.line3,
      postcode = excluded.postcode, city = excluded.city, country_code = excluded.country_code, siren = excluded.siren, siret = excluded.siret, registration = excluded.registration,
      vat_number = excluded.vat_number, phone = excluded.phone, email = excluded.email, website = excluded.website, iban = excluded.iban, bic = excluded.bic,
      signatory_name = excluded.signatory_name, signatory_title = excluded.signatory_title, default_payment_term = excluded.default_payment_term, logo = excluded.logo`)
    .run({ ...rest, ...address, term: formatPaymentTerm(defaultPaymentTerm), isDemonstration: isDemonstration ? 1 : 0 })
}

/** What the window shows of an open dossier. Its last import is the last that could tell of payments: electronic invoices do not. */
export function readDossierState(sql: Sql, folder: string): DossierState {
  const last = sql.prepare(`SELECT applied_at AS appliedAt, file_name AS name FROM import_batch WHERE undone_at IS NULL AND kind <> 'einvoices' ORDER BY id DESC LIMIT 1`).get() as { appliedAt: Instant; name: string } | undefined
  return { folder, ...readCompany(sql), lastImportOn: last ? localDay(last.appliedAt) : null, lastImportName: last?.name ?? '' }
}
