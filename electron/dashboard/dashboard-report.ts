import type { CustomerAgeingRow, Dashboard } from '../../shared/dashboard/dashboard-contract.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { aside } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { EXPORTS, keepExport } from '../delivery/export-file.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import { dashboardWorkbook } from './dashboard-workbook.ts'

interface Report {
  sql: Sql
  folder: string
  company(): Company
  press(): LetterPress
  addDocument(document: NewDocument): number
  dashboard: Dashboard
  /** Every line of the « balance âgée ». */
  customers(): CustomerAgeingRow[]
}

/** Customers of the PDF: a page or two. */
const PRINTED_CUSTOMERS = 60

/** Writes the dashboard as a document of the dossier, and its copy in the output folder when there is one. */
export async function writeReport({ sql, folder, company, press, addDocument, dashboard, customers }: Report, { asOf, format, outFolder }: { asOf: LocalDate; format: 'pdf' | 'xlsx'; outFolder: string | null }): Promise<{ documentId: number; file: string; pages: number | null }> {
  const rows = customers()
  const { bytes, pages } = format === 'pdf'
    ? await press().renderDashboard({ companyName: company().name, dashboard, customers: rows.slice(0, PRINTED_CUSTOMERS) })
    : { bytes: await dashboardWorkbook(dashboard, rows), pages: null }
  // a document changes no receivable: what was read of them stands
  const documents = { folder, addDocument: (document: NewDocument): number => aside(sql, () => addDocument(document)) }
  const kept = await keepExport(documents, { folder: EXPORTS, name: translate('fr', 'dashboard.file', { date: asOf }), extension: format, bytes, outFolder },
    { kind: 'export', title: translate('fr', 'dashboard.document', { date: formatDate(asOf) }), pages, customerId: null })
  return { ...kept, pages }
}
