import { formatDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import type { CallReport, ReportLine } from '../../shared/calls/session-contract.ts'
import { reportFigures, type ReportFigure } from '../../shared/calls/report-figures.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { EXPORTS, keepExport } from '../delivery/export-file.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import { sheetOf, writeWorkbook, type SheetColumn } from '../delivery/spreadsheet-writer.ts'

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `calls.report.${key}`, params)

export interface ReportExportOptions {
  /** The dossier's */
  folder: string
  company(): Company
  press(): LetterPress
  addDocument(document: NewDocument): number
}

/** « Compte rendu d'appels » as a document of the dossier and, when asked, its copy in the output folder. */
export async function exportReport(options: ReportExportOptions, report: CallReport, format: 'pdf' | 'xlsx', outFolder: string | null): Promise<{ documentId: number; file: string }> {
  const { id, startedOn } = report.session
  const { bytes, pages } = format === 'pdf' ? await options.press().renderCallReport(report, options.company().name) : { bytes: await reportWorkbook(report), pages: null }
  return keepExport(options, { folder: EXPORTS, name: text('file', { id, date: startedOn }), extension: format, bytes, outFolder }, { kind: 'call-report', title: text('document', { id, date: formatDate(startedOn) }), pages, customerId: null })
}

/** A line a call, and the figures on a sheet of their own. */
function reportWorkbook(report: CallReport): Promise<Uint8Array> {
  const columns: SheetColumn<ReportLine>[] = [
    { header: text('column.calledOn'), width: 12, kind: 'date', value: (line) => line.calledOn },
    { header: text('column.customerCode'), width: 14, kind: 'text', value: (line) => line.customerCode },
    { header: text('column.customerName'), width: 34, kind: 'text', value: (line) => line.customerName },
    { header: text('column.outcome'), width: 22, kind: 'text', value: (line) => translate('fr', `calls.outcome.${line.outcome}`) },
    { header: text('column.text'), width: 44, kind: 'text', value: (line) => line.text },
    { header: text('column.promisedFor'), width: 14, kind: 'date', value: (line) => line.promisedFor },
    { header: text('column.promised'), width: 16, kind: 'cents', value: ({ outcome, promisedCents }) => (outcome === 'promise' ? promisedCents : null) },
    { header: text('column.disputed'), width: 16, kind: 'cents', value: ({ outcome, disputedCents }) => (outcome === 'dispute' ? disputedCents : null) },
    { header: text('column.nextCallOn'), width: 15, kind: 'date', value: (line) => line.nextCallOn },
    { header: text('column.madeBy'), width: 20, kind: 'text', value: (line) => line.madeBy },
  ]
  const figures: SheetColumn<ReportFigure>[] = [
    { header: text('sheet.figure'), width: 32, kind: 'text', value: ({ key }) => text(`figure.${key}`) },
    { header: text('sheet.count'), width: 12, kind: 'integer', value: ({ count }) => count },
    { header: text('sheet.amount'), width: 16, kind: 'cents', value: ({ amountCents }) => amountCents },
  ]
  return writeWorkbook([sheetOf(text('sheet.calls'), columns, report.lines), sheetOf(text('sheet.figures'), figures, reportFigures(report))])
}
