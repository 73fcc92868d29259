import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SourceKind, TableField } from '../../shared/imports/import-contract.ts'
import { listKind, type Columns, type Notation } from '../../shared/imports/list-rules.ts'
import { guessColumns, headerKeys } from '../../shared/imports/table-rules.ts'
import type { Sql } from '../db/database.ts'

/** How the lists of one source are read: what each header means, `''` when it is ignored, and how numbers and dates are written. */
const ListMemory = z.object({
  kind: SourceKind,
  meanings: z.record(z.string(), z.union([TableField, z.literal('')])),
  decimalMark: z.enum([',', '.']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
})
type ListMemory = z.infer<typeof ListMemory>

export interface ListSource {
  /** Identifies exports of the same source, whatever columns are added to them or moved */
  key: string
  columns: Columns
  notation: Notation
}

/** Without these a list cannot be told from another. */
const TELLING: TableField[] = ['customerCode', 'customerName', 'invoiceNumber', 'warrantyInvoiceNumber', 'invoicedOn', 'dueOn', 'amount', 'paid', 'open']

/** The source a list comes from: the remembered one that gave these headers their meaning, else a new one. */
export function recogniseSource(sql: Sql, headers: string[], given: Columns | undefined): ListSource {
  const keys = headerKeys(headers)
  const saved = sql.prepare(`SELECT source_key AS key, options FROM import_mapping WHERE source_key GLOB 'list-*' ORDER BY updated_at DESC, source_key`).all() as { key: string; options: string }[]
  const candidates = saved.flatMap(({ key, options }) => {
    const memory = ListMemory.parse(JSON.parse(options))
    return isSameSource(memory, keys, headers) ? [{ key, memory, shared: keys.filter((header) => header in memory.meanings).length }] : []
  })
  const best = candidates.reduce<typeof candidates[number] | undefined>((found, candidate) => (found && found.shared >= candidate.shared ? found : candidate), undefined)
  if (!best) return { key: `list-${createHash('sha256').update(keys.join('|')).digest('hex').slice(0, 16)}`, columns: given ?? guessColumns(headers), notation: {} }
  const { decimalMark, dateOrder } = best.memory
  return { key: best.key, columns: given ?? rememberedColumns(best.memory, keys, headers), notation: { decimalMark, dateOrder } }
}

function isSameSource(memory: ListMemory, keys: string[], headers: string[]): boolean {
  const needed = Object.entries(memory.meanings).filter(([, field]) => field !== '' && TELLING.includes(field)).map(([header]) => header)
  return needed.length > 0 && needed.every((header) => keys.includes(header)) && listKind(rememberedColumns(memory, keys, headers)) === memory.kind
}

/** A header that is new to the source is guessed, unless its meaning is taken. */
function rememberedColumns(memory: ListMemory, keys: string[], headers: string[]): Columns {
  const columns: Columns = {}
  keys.forEach((key, index) => {
    const field = memory.meanings[key]
    if (field) columns[String(index)] = field
  })
  const taken = new Set(Object.values(columns))
  for (const [index, field] of Object.entries(guessColumns(headers))) if (memory.meanings[keys[Number(index)]!] === undefined && !taken.has(field)) columns[index] = field
  return columns
}

export function memoryOf(headers: string[], columns: Columns, { decimalMark, dateOrder }: Notation): ListMemory {
  const meanings = Object.fromEntries(headerKeys(headers).map((key, index) => [key, columns[String(index)] ?? ''] as const))
  return { kind: listKind(columns), meanings, ...(decimalMark && { decimalMark }), ...(dateOrder && { dateOrder }) }
}
