import { z } from 'zod'
import type { LocalDate } from '../date.ts'
import { normalise } from '../text.ts'
import { cellText, fieldsByWording, guessFields, readDate, type Cell, type DateOrder, type TableRow } from '../imports/table-rules.ts'
import { ReadingOrigin } from './asset-contract.ts'
import { asDecimalValue, cellValueText, parseMeterValue, type DecimalMark } from './meter-value-rules.ts'

/** What a column of a list of assets, meters or readings can mean. */
export const AssetField = z.enum(['providerIdentifier', 'manufacturerIdentifier', 'label', 'itemCode', 'itemLabel', 'brand', 'customerCode', 'customerName', 'siteName', 'locationName', 'modeName', 'installedOn', 'meterName', 'unit', 'readOn', 'value', 'origin'])
export type AssetField = z.infer<typeof AssetField>
export type AssetColumns = Record<string, AssetField>

/** Header wordings, French and English, of our own exports, of inventories (GLPI) and of meter files (OpenEnergyDashboard). */
const FIELD_OF = fieldsByWording<AssetField>({
  providerIdentifier: 'identifiant prestataire|n inventaire|no inventaire|numero inventaire|numero d inventaire|n d inventaire|no d inventaire|inventaire|identifiant|identifiant bien|code bien|bien|n bien|n de bien|parc|n parc|code parc|inventory number|inventory no|asset|asset id|asset no|asset tag|otherserial|name',
  manufacturerIdentifier: 'identifiant fabricant|numero de serie|n de serie|no de serie|n serie|serie|numero serie|matricule|serial|serial number|serial no|s n',
  label: 'libelle|designation|nom|description|label|asset name|note',
  itemCode: 'article|code article|modele|model|type|item|item code',
  itemLabel: 'libelle de l article|libelle article|libelle modele|model name',
  brand: 'marque|fabricant|constructeur|manufacturer|brand',
  customerCode: 'code client|n client|no client|numero client|compte client|client no|customer code|customer no|customer number|account',
  customerName: 'client|nom client|nom du client|raison sociale|entite|societe|customer|customer name|entity',
  siteName: 'site|nom du site|adresse du site|site name',
  locationName: 'localisation|lieu|emplacement|service|location|room',
  modeName: 'demande de releves|mode|mode de demande de releves|demande de releves compteurs bien|reading requests|reading mode',
  installedOn: 'installe le|date d installation|date installation|mise en service|date de mise en service|installed on|installation date',
  meterName: 'compteur|nom du compteur|grandeur|libelle compteur|meter|meter name|counter',
  unit: 'unite|unites|unit|meter unit',
  readOn: 'date du releve|date releve|date de releve|releve le|date|end timestamp|end time|read on|reading date|timestamp',
  value: 'valeur|releve|index|valeur relevee|compteur de pages|nombre de pages|total pages|page counter|value|reading|meter reading',
  origin: 'origine|origine du releve|origin',
})

export const guessAssetColumns = (headers: string[]): AssetColumns => guessFields(headers, FIELD_OF)

/** Columns of a file without headers, as meters send it: the first number is the value, the last date the day it was read. null when the row says nothing of the kind. */
export function guessBareColumns(row: TableRow | undefined): AssetColumns | null {
  const cells = row?.cells ?? []
  const value = cells.findIndex((cell) => typeof parseMeterValue(cellText(cell), 3) === 'number')
  const readOn = cells.findLastIndex((cell) => readDate(cell, 'ymd') !== null && typeof parseMeterValue(cellText(cell), 3) !== 'number')
  return value >= 0 && readOn >= 0 ? { [value]: 'value', [readOn]: 'readOn' } : null
}

/** What one line says; '' or null where it says nothing. */
export type AssetLine = Record<Exclude<AssetField, 'installedOn' | 'readOn' | 'value' | 'origin'>, string> & {
  line: number
  installedOn: LocalDate | null
  readOn: LocalDate | null
  /** As it is written: what it is worth depends on its meter */
  value: string
  origin: ReadingOrigin | null
}

/** A line that cannot be taken as it is; `field` tells the column. */
export interface LineProblem { line: number; field: AssetField; code: 'date' | 'value' | 'origin'; value: string }

const ORIGINS = new Map<string, ReadingOrigin>([
  ['releve client', 'customer'], ['client', 'customer'], ['customer', 'customer'], ['customer s reading', 'customer'], ['releve prestataire', 'provider'], ['prestataire', 'provider'], ['provider', 'provider'], ['provider s reading', 'provider'],
  ['estimation', 'estimate'], ['estime', 'estimate'], ['estimate', 'estimate'], ['installation', 'installation'],
])

/** How the texts of a list are to be read. */
export interface AssetListReading {
  columns: AssetColumns
  dateOrder: DateOrder
  /** That the values of the list show, if they do */
  decimalMark: DecimalMark | null
  wordingKey(text: string): string
}

/** What people write where a machine has no serial number: it identifies nothing. */
const NO_SERIAL = /^(n\W?[acd]\W?|inconnue?|unknown|none|neant|sans|aucun|default|to be filled.*|[-–—?x0.]+)$/

/** Reads one line of a list; `isTotalRow` tells those that are none. */
export function readAssetLine({ line, cells }: TableRow, { columns, dateOrder, decimalMark, wordingKey }: AssetListReading): { item: AssetLine } | { problem: LineProblem } {
  const at = (field: AssetField): Cell => cells[Number(Object.entries(columns).find(([, meaning]) => meaning === field)?.[0] ?? -1)] ?? ''
  const text = (field: AssetField): string => cellText(at(field)).replace(/\p{Cc}+/gu, ' ').trim().slice(0, 200)
  const dates: Partial<Record<'installedOn' | 'readOn', LocalDate | null>> = {}
  for (const field of ['installedOn', 'readOn'] as const) {
    const date = text(field) === '' ? null : readDate(at(field), dateOrder)
    if (date === null && text(field) !== '') return { problem: { line, field, code: 'date', value: text(field) } }
    dates[field] = date
  }
  const cell = at('value')
  const value = typeof cell === 'number' ? cellValueText(cell) : decimalMark ? asDecimalValue(text('value'), decimalMark) : text('value')
  if (value !== '' && typeof parseMeterValue(value, 3) !== 'number') return { problem: { line, field: 'value', code: 'value', value } }
  const origin = text('origin') === '' ? null : ORIGINS.get(wordingKey(text('origin'))) ?? 'unknown'
  if (origin === 'unknown') return { problem: { line, field: 'origin', code: 'origin', value: text('origin') } }
  const texts = Object.fromEntries((['providerIdentifier', 'manufacturerIdentifier', 'label', 'itemCode', 'itemLabel', 'brand', 'customerCode', 'customerName', 'siteName', 'locationName', 'modeName', 'meterName', 'unit'] as const).map((field) => [field, text(field)]))
  if (NO_SERIAL.test(normalise(text('manufacturerIdentifier')))) texts.manufacturerIdentifier = ''
  return { item: { line, ...texts, value, origin, installedOn: dates.installedOn ?? null, readOn: dates.readOn ?? null } as AssetLine }
}

const GlpiPrinter = z.object({
  content: z.object({
    network_device: z.object({ serial: z.string().optional(), name: z.string().optional(), model: z.string().optional(), manufacturer: z.string().optional() }),
    pagecounters: z.record(z.string(), z.union([z.number(), z.string()])),
  }),
})

/** Counters as GLPI's inventory names them, in the order of a sheet. */
const GLPI_COUNTERS: Record<string, string> = { total: 'Total', black: 'Noir', color: 'Couleur', rectoverso: 'Recto verso', scanned: 'Numérisations', print: 'Impressions', copy: 'Copies', fax: 'Fax', faxtotal: 'Fax' }

/** The page counters of a printer inventoried by GLPI, one row each; null when the document is something else. */
export function glpiRows(document: unknown, readOn: LocalDate): { headers: string[]; rows: TableRow[] } | null {
  const parsed = GlpiPrinter.safeParse(document)
  if (!parsed.success) return null
  const { network_device: { serial = '', name = '', model = '', manufacturer = '' }, pagecounters } = parsed.data.content
  return {
    headers: ['Numéro de série', 'Nom', 'Modèle', 'Fabricant', 'Compteur', 'Unité', 'Date du relevé', 'Valeur'],
    rows: Object.entries(pagecounters).map(([key, value], index) => ({ line: index + 1, cells: [serial, name, model, manufacturer, GLPI_COUNTERS[key] ?? key, 'pages', { date: readOn }, String(value)] })),
  }
}
