import type { Content } from 'pdfmake/interfaces'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { lineCents, reportFigures } from '../../shared/calls/report-figures.ts'
import type { CallReport, ReportLine } from '../../shared/calls/session-contract.ts'
import { formatAmount, formatEuros } from '../../shared/money.ts'
import type { PdfDefinition } from './page-layout.ts'
import { reportSheet } from './report-sheet.ts'
import { reportTable, type ReportColumn } from './report-table.ts'

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `calls.report.${key}`, params)

const amountText = (cents: number | null): string => (cents === null ? '' : formatAmount(cents))

/** « Compte rendu d'appels »: figures, then a line a call; landscape. */
export function callReportDefinition(report: CallReport, companyName: string): PdfDefinition {
  const { session, lines } = report
  const subtitle = `${companyName} – ${text('startedOn', { date: formatDate(session.startedOn), by: session.startedBy })}`
  return reportSheet({ title: text('title', { id: session.id }), subtitle, isLandscape: true, fontSize: 9 }, [figures(report), lines.length === 0 ? text('none') : reportTable(columns, lines)])
}

function figures(report: CallReport): Content {
  const words = reportFigures(report).filter(({ count }) => count > 0).map(({ key, count, amountCents }) => `${text(`figure.${key}`)}\u00a0: ${count}${amountCents === null ? '' : ` (${formatEuros(amountCents)})`}`)
  return { text: words.join('   ·   '), bold: true, margin: [0, 0, 0, 10] }
}

const columns: ReportColumn<ReportLine>[] = [
  { width: 56, label: text('column.calledOn'), cell: ({ calledOn }) => formatDate(calledOn) },
  { width: 170, label: text('column.customer'), cell: ({ customerName, customerCode }) => `${customerName} (${customerCode})` },
  { width: 104, label: text('column.outcome'), cell: ({ outcome }) => translate('fr', `calls.outcome.${outcome}`) },
  { width: '*', label: text('column.text'), cell: (line) => line.text },
  { width: 62, label: text('column.promisedFor'), cell: ({ promisedFor }) => (promisedFor === null ? '' : formatDate(promisedFor)) },
  { width: 76, label: text('column.amount'), alignment: 'right', cell: (line) => amountText(lineCents(line)) },
  { width: 66, label: text('column.nextCallOn'), cell: ({ nextCallOn }) => (nextCallOn === null ? '' : formatDate(nextCallOn)) },
]
