import type { CallContext } from '../../shared/call.ts'
import type { AssetRow, Reading } from '../../shared/assets/asset-contract.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { EXPORTS, keepExport } from '../delivery/export-file.ts'
import { writeLargeSpreadsheet } from '../delivery/spreadsheet-thread.ts'
import type { SheetColumn } from '../delivery/spreadsheet-writer.ts'
import type { AssetRepository } from './asset-repository.ts'
import type { ReadingRepository } from './reading-repository.ts'

export type AddExport = (document: NewDocument) => number
interface ExportRequest { ids: Int32Array; asOf: LocalDate; outFolder: string | null }
type ReadingLine = Reading & { asset: AssetRow }

const column = (name: string): string => translate('fr', `assets.column.${name}`)
const PAGE = 2000

/** The headers are those of the screens, and those the import of the same list knows. */
const assetColumns: SheetColumn<AssetRow>[] = [
  { header: column('providerIdentifier'), width: 24, kind: 'text', value: (row) => row.providerIdentifier },
  { header: column('manufacturerIdentifier'), width: 24, kind: 'text', value: (row) => row.manufacturerIdentifier },
  { header: column('label'), width: 32, kind: 'text', value: (row) => row.label },
  { header: column('itemCode'), width: 16, kind: 'text', value: (row) => row.itemCode },
  { header: column('customerCode'), width: 14, kind: 'text', value: (row) => row.customerCode },
  { header: column('customerName'), width: 32, kind: 'text', value: (row) => row.customerName },
  { header: column('siteName'), width: 24, kind: 'text', value: (row) => row.siteName },
  { header: column('locationName'), width: 20, kind: 'text', value: (row) => row.locationName },
  { header: column('contactName'), width: 24, kind: 'text', value: (row) => row.contactName },
  { header: column('modeName'), width: 18, kind: 'text', value: (row) => row.modeName },
  { header: column('installedOn'), width: 14, kind: 'date', value: (row) => row.installedOn },
  { header: column('state'), width: 16, kind: 'text', value: (row) => translate('fr', row.isInstalled ? 'assets.installed' : 'assets.inStock') },
  { header: column('lastRealOn'), width: 18, kind: 'date', value: (row) => row.lastRealOn },
]

const readingColumns: SheetColumn<ReadingLine>[] = [
  { header: column('providerIdentifier'), width: 24, kind: 'text', value: ({ asset }) => asset.providerIdentifier },
  { header: column('label'), width: 32, kind: 'text', value: ({ asset }) => asset.label },
  { header: column('customerCode'), width: 14, kind: 'text', value: ({ asset }) => asset.customerCode },
  { header: column('customerName'), width: 32, kind: 'text', value: ({ asset }) => asset.customerName },
  { header: column('meterName'), width: 18, kind: 'text', value: (row) => row.meterName },
  { header: column('unit'), width: 10, kind: 'text', value: (row) => row.unit },
  { header: column('readOn'), width: 14, kind: 'date', value: (row) => row.readOn },
  { header: column('value'), width: 16, kind: 'thousandths', decimals: (row) => row.decimals, value: (row) => row.valueThousandths },
  { header: column('origin'), width: 20, kind: 'text', value: (row) => translate('fr', `assets.origin.${row.origin}`) },
  { header: column('source'), width: 12, kind: 'text', value: (row) => translate('fr', `assets.source.${row.source}`) },
]

/** « Exporter » of the assets and of their readings: a workbook among the documents, and a copy where it was asked. */
export function assetExports({ assets, readings, ...documents }: { folder: string; assets: AssetRepository; readings: ReadingRepository; addDocument: AddExport }) {
  const rowsOf = (ids: Int32Array, { progress, throwIfCancelled }: CallContext): AssetRow[] => {
    const rows: AssetRow[] = []
    for (let from = 0; from < ids.length; from += PAGE) {
      progress({ phase: 'assets.reading', done: from, total: ids.length })
      throwIfCancelled()
      rows.push(...assets.assetRows([...ids.subarray(from, from + PAGE)]))
    }
    return rows
  }
  const write = async <Row>(what: 'assets' | 'readings', columns: readonly SheetColumn<Row>[], rows: readonly Row[], { asOf, outFolder }: ExportRequest, context: CallContext): Promise<{ documentId: number; file: string }> => {
    const bytes = await writeLargeSpreadsheet(translate('fr', `assets.export.${what}`), columns, rows, context)
    return keepExport(documents, { folder: EXPORTS, name: translate('fr', `assets.export.${what}File`, { date: asOf }), extension: 'xlsx', bytes, outFolder }, { kind: 'export', title: translate('fr', `assets.export.${what}Title`, { date: formatDate(asOf) }), pages: null, customerId: null })
  }
  return {
    assets: (request: ExportRequest, context: CallContext) => write('assets', assetColumns, rowsOf(request.ids, context), request, context),
    readings: (request: ExportRequest, context: CallContext) =>
      write('readings', readingColumns, rowsOf(request.ids, context).flatMap((asset) => readings.ofAsset(asset.id).map((reading) => ({ ...reading, asset }))), request, context),
  }
}
