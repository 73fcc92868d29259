import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { DocumentKind, NewDocument } from '../../shared/documents/document-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { DueDateRow, PhoneList } from '../../shared/reminders/reminder-contract.ts'
import { writeExport } from '../delivery/export-file.ts'
import type { RenderedPdf } from '../delivery/press-messages.ts'
import { writeSpreadsheet, type SheetColumn } from '../delivery/spreadsheet-writer.ts'

const EXPORTS = 'documents/exports'
const header = (column: string): string => translate('fr', `reminders.sheet.${column}`)

const customerCode: SheetColumn<DueDateRow> = { header: header('customerCode'), width: 14, kind: 'text', value: (row) => row.customerCode }
const customerName: SheetColumn<DueDateRow> = { header: header('customerName'), width: 34, kind: 'text', value: (row) => row.customerName }
const invoiceColumns: SheetColumn<DueDateRow>[] = [
  { header: header('invoiceNumber'), width: 18, kind: 'text', value: (row) => row.invoiceNumber },
  { header: header('warrantyInvoiceNumber'), width: 22, kind: 'text', value: (row) => row.warrantyInvoiceNumber },
  { header: header('invoicedOn'), width: 13, kind: 'date', value: (row) => row.invoicedOn },
  { header: header('dueOn'), width: 14, kind: 'date', value: (row) => row.dueOn },
  { header: header('amount'), width: 14, kind: 'cents', value: (row) => row.amountCents },
  { header: header('open'), width: 14, kind: 'cents', value: (row) => row.openCents },
  { header: header('daysLate'), width: 21, kind: 'integer', value: (row) => row.daysLate },
  { header: header('outstanding'), width: 15, kind: 'cents', value: (row) => row.outstandingCents },
  { header: header('unallocatedCredit'), width: 33, kind: 'cents', value: (row) => row.unallocatedCreditCents },
  { header: header('level'), width: 18, kind: 'integer', value: (row) => row.level },
  { header: header('remindedOn'), width: 16, kind: 'date', value: (row) => row.remindedOn },
]

/** The grid's columns as a workbook (R-EBP-12, X-15). */
export function rowsSpreadsheet(rows: readonly DueDateRow[]): Promise<Uint8Array> {
  const phone: SheetColumn<DueDateRow> = { header: header('phone'), width: 18, kind: 'text', value: (row) => row.phone }
  return writeSpreadsheet(header('rows'), [customerCode, customerName, phone, ...invoiceColumns], rows)
}

/** « Liste de relance téléphonique » as a workbook: a line a due date, all the customer's numbers on each (R-EBP-49). */
export function phoneListSpreadsheet(list: PhoneList): Promise<Uint8Array> {
  const phones = new Map(list.blocks.map((block) => [block.customerId, block.phones]))
  const phoneColumns = ['phone1', 'phone2', 'mobile1', 'mobile2'].map((name, index): SheetColumn<DueDateRow> => ({
    header: header(name), width: 18, kind: 'text', value: (row) => phones.get(row.customerId)?.[index] ?? '',
  }))
  return writeSpreadsheet(header('phoneList'), [customerCode, customerName, ...phoneColumns, ...invoiceColumns], list.blocks.flatMap(({ lines }) => lines))
}

export interface Export {
  kind: DocumentKind
  /** Key below `reminders.document.` and `reminders.file.` */
  name: 'phoneList' | 'rows'
  asOf: LocalDate
  extension: 'pdf' | 'xlsx'
  bytes: Uint8Array
  pages: RenderedPdf['pages'] | null
  outFolder: string | null
}

/** Keeps an export as a document of the dossier and copies it to the output folder. @returns the copy's path, or the dossier's own without one */
export async function saveExport(dossierFolder: string, addDocument: (document: NewDocument) => number, { kind, name, asOf, extension, bytes, pages, outFolder }: Export): Promise<{ documentId: number; file: string }> {
  const { file, path, sha256 } = await writeExport({ dossierFolder, folder: EXPORTS, name: translate('fr', `reminders.file.${name}`, { date: asOf }), extension, bytes, outFolder })
  const documentId = addDocument({ kind, title: translate('fr', `reminders.document.${name}`, { date: formatDate(asOf) }), file, sha256, pages, customerId: null, runId: null })
  return { documentId, file: path }
}
