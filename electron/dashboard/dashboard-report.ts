import type { CustomerAgeingRow, Dashboard } from '../../shared/dashboard/dashboard-contract.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { aside } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { writeExport } from '../delivery/export-file.ts'
import { removeFiles } from '../delivery/files.ts'
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
  const { file, path, sha256, created } = await writeExport({ dossierFolder: folder, folder: 'documents/exports', name: translate('fr', 'dashboard.file', { date: asOf }), extension: format, bytes, outFolder })
  try {
    // a document changes no receivable: what was read of them stands
    const documentId = aside(sql, () => addDocument({ kind: 'export', title: translate('fr', 'dashboard.document', { date: formatDate(asOf) }), file, sha256, pages, customerId: null, runId: null }))
    return { documentId, file: path, pages }
  } catch (error) {
    await removeFiles(created)
    throw error
  }
}
