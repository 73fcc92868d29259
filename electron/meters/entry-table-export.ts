import type { CallContext } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { entryKey } from '../../shared/meters/answer-file-rules.ts'
import { entryHeaders } from '../../shared/meters/entry-table.ts'
import { removeFiles } from '../delivery/files.ts'
import { refuseMissingOutFolder } from '../delivery/out-folder.ts'
import { EXPORTS, writeExport } from '../delivery/export-file.ts'
import { writeSpreadsheet, type SheetColumn } from '../delivery/spreadsheet-writer.ts'
import type { EntryRow } from './answer-repository.ts'
import type { MeterServiceOptions } from './meter-sources.ts'

const words = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `answers.table.${key}`, params)
const text = (key: string, width: number, value: (row: EntryRow) => string): SheetColumn<EntryRow> => ({ header: words(key), width, kind: 'text', value })
const blank = (header: string, width: number): SheetColumn<EntryRow> => ({ header, width, kind: 'text', value: () => '' })

/** What a customer fills in is beside what he reads it by; the hidden column says whose value it is. */
const columns: readonly SheetColumn<EntryRow>[] = [
  text('site', 22, ({ siteName }) => siteName), text('location', 20, ({ locationName }) => locationName), text('identifier', 16, ({ providerIdentifier }) => providerIdentifier),
  text('manufacturerIdentifier', 18, ({ manufacturerIdentifier }) => manufacturerIdentifier), text('label', 28, ({ label }) => label), text('meter', 18, ({ meterName }) => meterName), text('unit', 10, ({ unit }) => unit),
  { header: words('lastReadOn'), width: 14, kind: 'date', value: ({ lastReadOn }) => lastReadOn },
  { header: words('lastValue'), width: 15, kind: 'thousandths', decimals: ({ decimals }) => decimals, value: ({ lastValueThousandths }) => lastValueThousandths },
  blank(entryHeaders.value, 16), blank(entryHeaders.readOn, 14), blank(entryHeaders.reader, 18),
  { header: words('key'), width: 4, isHidden: true, kind: 'text', value: ({ reference, meterId }) => entryKey(reference, meterId) },
]

/** « Tableau de saisie »: a workbook a customer, kept among the documents. All of them, or none. */
export async function exportEntryTables({ sql, folder, addDocument }: Pick<MeterServiceOptions, 'sql' | 'folder' | 'addDocument'>, rows: readonly EntryRow[], asOf: LocalDate, outFolder: string | null, context: CallContext): Promise<{ documentId: number; file: string }[]> {
  refuseMissingOutFolder(outFolder)
  const created: string[] = []
  try {
    const written: { customerId: number; customer: string; file: string; path: string; sha256: string }[] = []
    const byCustomer = Map.groupBy(rows, (row) => row.customerId)
    for (const [customerId, lines] of byCustomer) {
      context.throwIfCancelled()
      context.progress({ phase: 'entry-tables', done: written.length, total: byCustomer.size })
      const customer = lines[0]!.customerName
      const bytes = await writeSpreadsheet(words('sheet'), columns, lines)
      const { created: files, ...file } = await writeExport({ dossierFolder: folder, folder: EXPORTS, name: words('file', { customer, date: asOf }), extension: 'xlsx', bytes, outFolder })
      created.push(...files)
      written.push({ customerId, customer, ...file })
    }
    return sql.transaction(() => written.map(({ customerId, customer, file, path, sha256 }) => (
      { documentId: addDocument({ kind: 'export', title: words('title', { date: formatDate(asOf), customer }), file, sha256, pages: null, customerId, runId: null }), file: path }))).immediate()
  } catch (error) {
    await removeFiles(created)
    throw error
  }
}
