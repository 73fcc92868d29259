import { dateOf, type LocalDate } from '../date.ts'
import { MAX_CENTS, parseAmount } from '../money.ts'
import { normalise, normaliseNumber } from '../text.ts'
import type { PaymentMethod } from '../receivables/receivable-contract.ts'

/**
 * The « fichier des écritures comptables » (LPF A47 A-1, arrêté du 29 juillet 2013) as programs really write it.
 * The names below are those of the decree, lower case; `montant` and `sens` stand for `debit` and `credit` in its variant.
 */
export const FEC_COLUMNS = [
  'journalcode', 'journallib', 'ecriturenum', 'ecrituredate', 'comptenum', 'comptelib', 'compauxnum', 'compauxlib', 'pieceref', 'piecedate', 'ecriturelib',
  'debit', 'credit', 'ecriturelet', 'datelet', 'validdate', 'montantdevise', 'idevise', 'montant', 'sens',
] as const
export type FecColumn = (typeof FEC_COLUMNS)[number]

/** As the decree writes them, for messages. */
const OFFICIAL_NAMES: Record<FecColumn, string> = {
  journalcode: 'JournalCode', journallib: 'JournalLib', ecriturenum: 'EcritureNum', ecrituredate: 'EcritureDate', comptenum: 'CompteNum', comptelib: 'CompteLib', compauxnum: 'CompAuxNum',
  compauxlib: 'CompAuxLib', pieceref: 'PieceRef', piecedate: 'PieceDate', ecriturelib: 'EcritureLib', debit: 'Debit', credit: 'Credit', ecriturelet: 'EcritureLet', datelet: 'DateLet',
  validdate: 'ValidDate', montantdevise: 'Montantdevise', idevise: 'Idevise', montant: 'Montant', sens: 'Sens',
}

/** `PieceDate` for messages. */
export const officialName = (column: FecColumn): string => OFFICIAL_NAMES[column]

/** Missing in files that are still usable: amounts in foreign currency. */
const OPTIONAL: FecColumn[] = ['montantdevise', 'idevise']
const MAX_COLUMNS = 22

export interface FecLayout {
  separator: string
  /** Headers as written */
  headers: string[]
  /** Position of each column, -1 when the file has none */
  at: Record<FecColumn, number>
  /** Amounts in one column with their side (D, C, +1, -1) in another */
  hasSide: boolean
  /** A line with fewer fields than this is damaged */
  requiredFields: number
}

/** The SIREN of the company, as the decree puts it into the file's name (`732829320FEC20251231.txt`); null for another name. */
export const sirenOfFileName = (fileName: string): string | null => /^(\d{9})FEC\d{8}(?!\d)/i.exec(fileName)?.[1] ?? null

/** Dates that programs write where there is none. */
const NO_DATE = ['', '19000101', '18991230', '00000000']
export const isBlankDate = (text: string): boolean => NO_DATE.includes(text.trim())

/** The layout a header line announces; `'not-fec'` when it is another kind of file, or what is wrong with it. */
export function readFecHeader(line: string): FecLayout | 'not-fec' | { missing: string } | { columns: number } {
  if (line.length > 100_000) return 'not-fec'
  const separator = ['\t', '|', ';', ','].reduce((best, candidate) => (countOf(line, candidate) > countOf(line, best) ? candidate : best), '\t')
  const headers = line.split(separator).map((header) => header.trim())
  const names = headers.map((header) => normalise(header).replace(/[^a-z]/g, ''))
  const at = Object.fromEntries(FEC_COLUMNS.map((column) => [column, names.indexOf(column)])) as Record<FecColumn, number>
  if (FEC_COLUMNS.filter((column) => at[column] >= 0).length < 6 || (at.journalcode < 0 && at.comptenum < 0)) return 'not-fec'
  const filled = headers.at(-1) === '' ? headers.length - 1 : headers.length
  if (filled > MAX_COLUMNS) return { columns: filled }
  const hasSide = at.debit < 0 && at.montant >= 0 && at.sens >= 0
  const required = FEC_COLUMNS.filter((column) => !OPTIONAL.includes(column) && !(hasSide ? ['debit', 'credit'] : ['montant', 'sens']).includes(column))
  const missing = required.find((column) => at[column] < 0)
  if (missing) return { missing: OFFICIAL_NAMES[missing] }
  return { separator, headers: headers.slice(0, filled), at, hasSide, requiredFields: Math.max(...required.map((column) => at[column])) + 1 }
}

const countOf = (text: string, character: string): number => text.split(character).length - 1

/**
 * Cents of a FEC amount: `1234,56`, `0000000074,70`, `+000000069,40`, `-708,91`, padded with spaces; blank is 0. A FEC has no thousands mark: comma or point is the decimal mark.
 * @returns NaN when it is no amount, or one beyond MAX_CENTS.
 */
export function parseFecAmount(text: string): number {
  let value = 0
  let decimals = -1
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) {
      if (decimals >= 0) decimals++
      value = value * 10 + code - 48
    } else if ((code === 44 || code === 46) && decimals < 0) decimals = 0
    else return parseRareAmount(text)
  }
  if (text.length > 13 || decimals > 2 || text.length === (decimals < 0 ? 0 : 1)) return parseRareAmount(text)
  const cents = decimals === 2 ? value : decimals === 1 ? value * 10 : value * 100
  return cents <= MAX_CENTS ? cents : NaN
}

function parseRareAmount(text: string): number {
  const trimmed = text.trim()
  if (trimmed === '') return 0
  const parsed = parseAmount(trimmed, trimmed.lastIndexOf(',') > trimmed.lastIndexOf('.') ? ',' : '.')
  return typeof parsed === 'number' ? parsed : NaN
}

/** +1 for a debit, -1 for a credit, as the `Sens` column says it; 0 when it says neither. */
export function parseSide(text: string): 1 | -1 | 0 {
  const side = text.trim().toUpperCase()
  return side === 'D' || side === '+1' || side === '1' || side === '+' ? 1 : side === 'C' || side === '-1' || side === '-' ? -1 : 0
}

/** `AAAAMMJJ` (and the ISO or French forms some programs write) of the years 1990 to 2100; null otherwise. */
export function parseFecDate(text: string): LocalDate | null {
  const trimmed = text.trim()
  const match = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})$/.exec(trimmed)
  const french = match ? null : /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(trimmed)
  const [year, month, day] = match ? [match[1], match[2], match[3]] : french ? [french[3], french[2], french[1]] : []
  if (Number(year) >= 1990 && Number(year) <= 2100) return dateOf(Number(year), Number(month), Number(day))
  return null
}

/** True for what programs put where no document is referred to: `x`, `RAN`, `sans`, `Anouveau`, `0`, nothing. Such pieces never identify a document. */
export function isPlaceholderPiece(piece: string): boolean {
  return !/[1-9]/.test(piece)
}

/** A piece as two lines are compared. */
export const pieceKey = (piece: string): string => (isPlaceholderPiece(piece) ? '' : normaliseNumber(piece))

/** True when the entry number tells entries apart; some programs always write 0. */
export const isEntryNumber = (number: string): boolean => number !== '' && !/^[0\s]+$/.test(number)

/** An opening entry (« à-nouveaux »): by its journal, or a piece that says so on the first day of the period. */
export function isOpeningEntry(journal: string, piece: string, entryDate: LocalDate, firstDate: LocalDate): boolean {
  return isOpeningJournal(journal) || (entryDate === firstDate && isOpeningPiece(piece))
}

export const isOpeningJournal = (journal: string): boolean => /^(AN|ANO|ANX|RAN|ANOUV\w*|A[ -]?NOUVEAUX?|OUV\w*|XAN|AN\d{1,2})$/i.test(journal)

/** Only on the first day of the period does a piece tell. */
export const isOpeningPiece = (piece: string): boolean => /^\s*(ran|an|a[\s-]?nouveaux?|anouv\w*|report|ouverture)\s*$/i.test(piece)

/** `paymentMethodOf` for a whole file: a customer's payments mostly bear the same label, so it is read once. */
export function paymentMethodReader(): typeof paymentMethodOf {
  const known = new Map<string, PaymentMethod>()
  return (journal, label) => {
    const key = `${journal} ${label}`
    let method = known.get(key)
    if (method === undefined) {
      method = paymentMethodOf(journal, label)
      if (known.size >= 10_000) known.clear()
      known.set(key, method)
    }
    return method
  }
}

/** How a credit was paid, guessed from its journal and label. */
export function paymentMethodOf(journal: string, label: string): PaymentMethod {
  const text = ` ${normalise(`${journal} ${label}`)} `
  if (/\b(vir|virt|virement|sepa)\b/.test(text)) return 'transfer'
  if (/\b(chq|ch|cheque|cheques|remise cheques?)\b/.test(text)) return 'cheque'
  if (/\b(cb|carte|tpe)\b/.test(text)) return 'card'
  if (/\b(prlv|prel|prelevement)\b/.test(text)) return 'direct-debit'
  if (/\b(esp|especes?|caisse|ca)\b/.test(text)) return 'cash'
  if (/\b(lcr|traite|effet|billet)\b/.test(text)) return 'bill'
  return 'other'
}

/** The 18 columns of one line as typed values. Amounts in cents, dates null when blank or implausible. */
export interface FecRecord {
  journal: string; journalLabel: string; entryNumber: string; entryDate: LocalDate | null
  account: string; accountLabel: string; auxiliary: string; auxiliaryLabel: string
  piece: string; pieceDate: LocalDate | null; label: string
  debitCents: number; creditCents: number
  letter: string; letteredOn: LocalDate | null; validatedOn: LocalDate | null
  currencyCents: number; currency: string
}

/** `parseFecDate` for a whole file: dates repeat, so each text is read once. */
export function fecDateReader(): (text: string) => LocalDate | null {
  const known = new Map<string, LocalDate | null>()
  return (text) => {
    let date = known.get(text)
    if (date === undefined) {
      date = parseFecDate(text)
      // a file of nonsense must not fill the memory
      if (known.size < 50_000) known.set(text, date)
    }
    return date
  }
}

/** Converts every column of a line. */
export function readFecRecord(fields: string[], layout: FecLayout, readDate: (text: string) => LocalDate | null): FecRecord {
  const { at } = layout
  const text = (column: FecColumn): string => (at[column] < 0 ? '' : (fields[at[column]] ?? '').trim())
  const [debitCents, creditCents] = layout.hasSide ? sidedAmounts(text('montant'), text('sens')) : [parseFecAmount(fields[at.debit] ?? ''), parseFecAmount(fields[at.credit] ?? '')]
  return {
    journal: text('journalcode'), journalLabel: text('journallib'), entryNumber: text('ecriturenum'), entryDate: readDate(text('ecrituredate')),
    account: text('comptenum'), accountLabel: text('comptelib'), auxiliary: text('compauxnum'), auxiliaryLabel: text('compauxlib'),
    piece: text('pieceref'), pieceDate: readDate(text('piecedate')), label: text('ecriturelib'),
    debitCents, creditCents, letter: text('ecriturelet'), letteredOn: readDate(text('datelet')), validatedOn: readDate(text('validdate')),
    currencyCents: parseFecAmount(text('montantdevise')), currency: text('idevise'),
  }
}

/** Debit and credit in cents of an amount with its side, NaN for what is no amount. */
export function sidedAmounts(montant: string, sens: string): [debitCents: number, creditCents: number] {
  const amount = parseFecAmount(montant)
  const side = parseSide(sens)
  return side === 1 ? [amount, 0] : side === -1 ? [0, amount] : [amount === 0 ? 0 : NaN, 0]
}
