import type { CallContext } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { originOf, proposalProblem, proposalRemarks } from '../../shared/meters/request-rules.ts'
import type { FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import { EXPORTS, keepExport } from '../delivery/export-file.ts'
import { refuseMissingOutFolder } from '../delivery/out-folder.ts'
import { writeLargeSpreadsheet } from '../delivery/spreadsheet-thread.ts'
import type { SheetColumn } from '../delivery/spreadsheet-writer.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import type { Order } from './request-order.ts'

const words = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `meters.${key}`, params)

const text = (column: string, width: number, value: (order: Order) => string): SheetColumn<Order> => ({ header: words(`column.${column}`), width, kind: 'text', value })

/** The columns of the table, without its boxes to tick (M-045). */
const columnsFor = (provider: FaxProvider | null): readonly SheetColumn<Order>[] => [
  text('providerIdentifier', 18, ({ row }) => row.providerIdentifier), text('manufacturerIdentifier', 18, ({ row }) => row.manufacturerIdentifier), text('label', 30, ({ row }) => row.label),
  text('customerCode', 12, ({ row }) => row.customerCode), text('customerName', 30, ({ row }) => row.customerName), text('siteName', 24, ({ row }) => row.siteName),
  text('locationName', 20, ({ row }) => row.locationName), text('contactName', 24, ({ row }) => row.contactName), text('contractCode', 16, ({ row }) => row.contractCode),
  text('medium', 10, ({ medium }) => words(`medium.${medium}`)),
  text('fax', 18, ({ row, medium, address }) => (medium === 'fax' ? address : row.fax?.address ?? '')), text('email', 30, ({ row, medium, address }) => (medium === 'email' ? address : row.email?.address ?? '')),
  text('origin', 16, ({ row, medium, address }) => words(`origin.${originOf(row, medium, address)}`)),
  { header: words('column.lastReadOn'), width: 14, kind: 'date', value: ({ row }) => row.lastReadOn }, text('lastReadValue', 14, ({ row }) => row.lastReadValue), text('lastReadMeter', 16, ({ row }) => row.lastReadMeter),
  { header: words('column.lastRequestedOn'), width: 14, kind: 'date', value: ({ row }) => row.lastRequestedOn },
  text('problem', 40, ({ row, medium, address }) => {
    const problem = proposalProblem(row, medium, address, provider)
    return [...problem === null ? [] : [words(`problem.${problem}`)], ...proposalRemarks(row).map(({ key, params }) => words(`remark.${key}`, params))].join(' ; ')
  }),
]

/** « Exporter le tableau »: all the rows, ticked or not (M-044), kept among the documents as a trace of the sending (M-046). */
export async function exportProposals(options: MeterServiceOptions, rows: readonly Order[], requestedOn: LocalDate, outFolder: string | null, context: CallContext): Promise<{ documentId: number; file: string }> {
  refuseMissingOutFolder(outFolder)
  const bytes = await writeLargeSpreadsheet(words('sheet'), columnsFor(options.fax()), rows, context)
  return keepExport(options, { folder: EXPORTS, name: words('file.proposals', { date: requestedOn }), extension: 'xlsx', bytes, outFolder }, { kind: 'export', title: words('document-title.proposals', { date: formatDate(requestedOn) }), pages: null, customerId: null })
}
