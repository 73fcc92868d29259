import type { LocalDate } from '../../shared/date.ts'
import { EinvoiceSettings } from '../../shared/einvoices/einvoice-contract.ts'
import { numbersAlike } from '../../shared/einvoices/number-rules.ts'
import type { KnownCustomer } from '../../shared/einvoices/party-rules.ts'
import { parsePaymentTerm, type PaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import { normaliseNumber } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'

/** An invoice of the dossier that bears a number. Amounts without sign. */
export interface KnownInvoice { id: number; number: string; customerId: number; customerCode: string; customerName: string; invoicedOn: LocalDate; amountCents: number; openCents: number; dueDays: readonly LocalDate[]; hasOriginal: boolean }

interface NewOriginal { invoiceId: number; importId: number; documentId: number; sha256: string; sizeBytes: number }

/** What one message bears beside its letter, and how much: mail servers refuse more, and a reader does not open ten. */
const MOST_ATTACHED = 10
const MOST_ATTACHED_BYTES = 5 * 1024 * 1024

type KnownRecord = Omit<KnownInvoice, 'hasOriginal' | 'dueDays'> & { hasOriginal: number; dueDays: string }
type CustomerRecord = Omit<KnownCustomer, 'isCustomer'> & { isCustomer: number }
const CUSTOMER = 'SELECT id, code, name, name_norm AS nameNorm, siren, siret, vat_number AS vatNumber, is_customer AS isCustomer FROM organisation'
const asCustomer = (record: CustomerRecord): KnownCustomer => ({ ...record, isCustomer: record.isCustomer === 1 })

export function einvoiceRepository(sql: Sql) {
  const settings = (): EinvoiceSettings => {
    const saved = sql.prepare('SELECT settings FROM einvoice_settings').pluck().get() as string | undefined
    return saved === undefined ? { attachesOriginals: false } : EinvoiceSettings.parse(JSON.parse(saved))
  }
  const known = (where: string, params: object): KnownInvoice[] => (sql.prepare(`SELECT i.id, i.number, i.organisation_id AS customerId, o.code AS customerCode, o.name AS customerName, i.invoiced_on AS invoicedOn,
      abs(sum(d.amount_cents)) AS amountCents, abs(sum(d.open_cents)) AS openCents, json_group_array(d.due_on) AS dueDays, EXISTS (SELECT 1 FROM einvoice WHERE invoice_id = i.id) AS hasOriginal
    FROM invoice i JOIN organisation o ON o.id = i.organisation_id JOIN due_date d ON d.invoice_id = i.id WHERE ${where} GROUP BY i.id ORDER BY i.id`).all(params) as KnownRecord[])
    .map((invoice) => ({ ...invoice, dueDays: JSON.parse(invoice.dueDays) as LocalDate[], hasOriginal: invoice.hasOriginal === 1 }))
  return {
    settings,
    writeSettings: (wanted: EinvoiceSettings): void => {
      sql.prepare('INSERT INTO einvoice_settings (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings').run(JSON.stringify(wanted))
    },
    customers: (): KnownCustomer[] => (sql.prepare(`${CUSTOMER} ORDER BY id`).all() as CustomerRecord[]).map(asCustomer),
    oneCustomer: (id: number): KnownCustomer => asCustomer(sql.prepare(`${CUSTOMER} WHERE id = ?`).get(id) as CustomerRecord),
    customer: (id: number): { code: string; name: string; paymentTerm: PaymentTerm | null } => {
      const { paymentTerm, ...customer } = sql.prepare('SELECT code, name, payment_term AS paymentTerm FROM organisation WHERE id = ?').get(id) as { code: string; name: string; paymentTerm: string | null }
      return { ...customer, paymentTerm: paymentTerm === null ? null : parsePaymentTerm(paymentTerm) }
    },
    invoicesNumbered: (number: string, kind: 'invoice' | 'credit-note'): KnownInvoice[] => known('i.number_norm = :number AND i.kind = :kind', { number: normaliseNumber(number), kind }),
    /** Those whose number differs by what joins its parts. */
    invoicesNumberedAlike: (number: string, kind: 'invoice' | 'credit-note'): KnownInvoice[] => known('i.number_norm IN (SELECT value FROM json_each(:numbers)) AND i.kind = :kind', { numbers: JSON.stringify(numbersAlike(number)), kind }),
    /** A customer's of that day. */
    invoicesOf: (customerId: number, kind: 'invoice' | 'credit-note', invoicedOn: LocalDate): KnownInvoice[] => known('i.organisation_id = :customerId AND i.kind = :kind AND i.invoiced_on = :invoicedOn', { customerId, kind, invoicedOn }),
    /** The document of the same bytes, kept with an earlier invoice or before an import was undone. */
    documentOf: (sha256: string): number | null => (sql.prepare(`SELECT id FROM document WHERE kind = 'einvoice' AND sha256 = ? ORDER BY id LIMIT 1`).pluck().get(sha256) as number | undefined) ?? null,
    addOriginal: (original: NewOriginal): void => {
      sql.prepare('INSERT INTO einvoice (invoice_id, import_id, document_id, sha256, size_bytes) VALUES (:invoiceId, :importId, :documentId, :sha256, :sizeBytes)').run(original)
    },
    original: (invoiceId: number): number | null => (sql.prepare('SELECT document_id FROM einvoice WHERE invoice_id = ?').pluck().get(invoiceId) as number | undefined) ?? null,
    /** What a person can read: null when the original is XML alone. */
    originalPdf: (invoiceId: number): number | null => (sql.prepare(`SELECT e.document_id FROM einvoice e JOIN document x ON x.id = e.document_id WHERE e.invoice_id = ? AND x.file GLOB '*.pdf'`).pluck().get(invoiceId) as number | undefined) ?? null,
    /** The original PDFs to attach to a letter that leaves by e-mail: in the order of its lines, as many as a message bears. None while the dossier does not want them. */
    attachmentsOf: (letterId: number): number[] => {
      if (!settings().attachesOriginals) return []
      const originals = sql.prepare(`SELECT e.document_id AS documentId, e.size_bytes AS sizeBytes FROM reminder_line n JOIN due_date d ON d.id = n.due_date_id JOIN einvoice e ON e.invoice_id = d.invoice_id JOIN document x ON x.id = e.document_id
        WHERE n.letter_id = ? AND x.file GLOB '*.pdf' ORDER BY n.position`).all(letterId) as { documentId: number; sizeBytes: number }[]
      let bytes = 0
      const attached = new Set<number>()
      for (const { documentId, sizeBytes } of originals) {
        if (attached.has(documentId) || attached.size >= MOST_ATTACHED || bytes + sizeBytes > MOST_ATTACHED_BYTES) continue
        attached.add(documentId)
        bytes += sizeBytes
      }
      return [...attached]
    },
  }
}
export type EinvoiceRepository = ReturnType<typeof einvoiceRepository>
