import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { Id, LocalDateSchema, Nothing, Text } from '../schemas.ts'
import { ReadingOrigin } from './asset-contract.ts'
import { AssetField } from './asset-list-rules.ts'

/** How a file of assets, meters or readings is to be read; what is left out is guessed. */
export const AssetImportOptions = z.object({
  sheet: z.string().optional(),
  /** Column number (0-based, as a string) → meaning */
  columns: z.record(z.string().regex(/^\d+$/), AssetField).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  /** The asset (provider’s identifier) and the meter of lines that name none */
  asset: Text.optional(),
  meter: Text.optional(),
  /** Of readings that say nothing of it; « Relevé prestataire » when left out */
  origin: ReadingOrigin.optional(),
})
export type AssetImportOptions = z.output<typeof AssetImportOptions>

/** What keeps a line from being imported; `code` is a key below `assets.import.problem.`, line and column are 1-based, column 0 when it is the whole line. */
export const AssetImportProblem = z.object({ line: z.int(), column: z.int(), code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })
export type AssetImportProblem = z.output<typeof AssetImportProblem>

export const AssetImportCounts = z.object({
  lines: z.int(),
  itemsAdded: z.int(), sitesAdded: z.int(), locationsAdded: z.int(), assetsAdded: z.int(), assetsChanged: z.int(), metersAdded: z.int(), readingsAdded: z.int(),
  /** Readings that were there already */
  readingsKnown: z.int(),
})
export type AssetImportCounts = z.output<typeof AssetImportCounts>

export const AssetImportReport = AssetImportCounts.extend({
  /** Worth a look, imported all the same */
  remarks: z.array(AssetImportProblem),
})
export type AssetImportReport = z.output<typeof AssetImportReport>

export const AssetImportPreview = z.object({
  fileName: z.string(), headers: z.array(z.string()), sample: z.array(z.array(z.string())), sheets: z.array(z.string()), options: AssetImportOptions,
  /** What it would do; null as long as there are problems */
  report: AssetImportReport.nullable(),
  /** The first ones, and how many there are */
  problems: z.array(AssetImportProblem), problemCount: z.int(),
})
export type AssetImportPreview = z.output<typeof AssetImportPreview>

/** An import that was made. */
export const AssetImportRecord = z.object({
  id: Id, fileName: z.string(), userName: z.string(), appliedAt: z.string(), undoneBy: z.string().nullable(), undoneAt: z.string().nullable(), counts: AssetImportCounts,
  /** « Annuler cet import » is offered: it has changed something, and no later one that has still stands */
  mayUndo: z.boolean(),
})
export type AssetImportRecord = z.output<typeof AssetImportRecord>

const Request = z.object({ path: z.string().min(1).max(1000), options: AssetImportOptions, asOf: LocalDateSchema })

/** Lists of assets, meters and readings: CSV, XLSX, or the JSON of a printer inventoried by GLPI. */
export const assetImportContract = {
  /** What importing the file would do. Writes nothing. */
  previewImport: job(Request, AssetImportPreview),
  /** All lines or none: AppError('assets.import-problems', {line, column, count, …}) at the first line that cannot be taken. The same file twice changes nothing. */
  applyImport: job(Request, AssetImportReport),
  /** The latest first. */
  listImports: query(Nothing, z.array(AssetImportRecord)),
  /** All it added goes, all it changed is as before: AppError('assets.import-undone'), or ('assets.import-built-upon', {file, what, name}) when something rests on it. */
  undoImport: command(z.object({ id: Id }), Nothing),
}
