import type { ImportOptions } from '../../shared/imports/import-contract.ts'
import type { Table } from '../delivery/spreadsheet-reader.ts'
import { ImportReader } from './import-reader.ts'
import type { FileFacts } from './text-file.ts'

/** A list in CSV or XLSX, read in a thread of its own: what imports of other slices are given. Errors as the imports of ledgers. */
export async function readTableFile(path: string, options: ImportOptions): Promise<{ facts: FileFacts; table: Table }> {
  const reader = new ImportReader()
  try {
    const { facts } = await reader.inspect(path, options.encoding)
    return { facts, table: await reader.table(path, facts, options) }
  } finally {
    await reader.close()
  }
}
