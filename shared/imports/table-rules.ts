import { addDays, dateOf, localDate, type LocalDate } from '../date.ts'
import { parseAmount, roundToCents, type DecimalMark } from '../money.ts'
import { normalise } from '../text.ts'
import type { TableField } from './import-contract.ts'

/** A cell as the file has it: text, or typed where a workbook types it. */
export type Cell = string | number | { date: LocalDate }

export interface TableRow { line: number; cells: Cell[] }

export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** Header wordings, French and English, as `headerKey` writes them. */
const SYNONYMS: Record<TableField, string> = {
  customerCode: 'code client|n client|no client|num client|numero client|numero de client|client no|client id|id client|compte client|compte auxiliaire|compte tiers|code tiers|tiers|compte|code|customer code|customer id|customer no|customer number|customer account|account|account no|account number|client code|debtor no|compauxnum|ref client|reference client',
  customerName: 'client|nom client|nom du client|raison sociale|nom|intitule|libelle client|denomination|societe|entreprise|designation client|nom du tiers|intitule du tiers|customer|customer name|name|company|company name|client name|debtor|compauxlib',
  invoiceNumber: 'facture|n facture|no facture|num facture|numero facture|numero de facture|n de facture|facture n|n piece|no piece|numero de piece|n de piece|piece|reference piece|ref facture|reference facture|document|n document|numero|invoice|invoice no|invoice number|invoice id|document no|document number|number|reference|ref|doc no|pieceref',
  warrantyInvoiceNumber: 'n facture garantie|facture de garantie|n de facture de garantie|n facture de garantie|numero de facture de garantie|warranty invoice|warranty invoice no|warranty invoice number',
  kind: 'type|nature|type de piece|type piece|type de document|type document|kind|document type',
  invoicedOn: 'date|date facture|date de facture|date de la facture|date piece|date de piece|date document|date d emission|date emission|emise le|facture le|invoice date|document date|issue date|issued|piecedate',
  dueOn: 'echeance|date echeance|date d echeance|date d exigibilite|echeance le|a regler le|date limite|date limite de paiement|date de reglement prevue|due|due date|due on|payment due|payment due date|maturity',
  amount: 'montant|montant ttc|total ttc|ttc|total|montant facture|montant total|montant echeance|montant de l echeance|montant initial|amount|invoice amount|total amount|gross amount|original amount',
  paid: 'regle|montant regle|deja regle|paye|montant paye|encaisse|acompte|acomptes|reglements|paid|amount paid|paid amount|received',
  open: 'reste du|reste a payer|restant du|reste|solde|solde du|montant du|montant restant|net a payer|reste a regler|solde ttc|impaye|encours|open|open amount|balance|balance due|outstanding|outstanding amount|amount due|remaining|remaining amount',
  label: 'libelle|objet|designation|description|libelle ecriture|intitule piece|label|subject|memo|ecriturelib',
  level: 'niveau|niveau relance|niveau de relance|nb relances|nombre de relances|dernier niveau|level|reminder level|dunning level',
  remindedOn: 'date relance|date de relance|derniere relance|date derniere relance|relance le|relancee le|last reminder|reminder date|reminded on|last reminder date',
  address1: 'adresse|adresse 1|adresse1|rue|adresse ligne 1|ligne adresse 1|address|address 1|address1|address line 1|street',
  address2: 'adresse 2|adresse2|complement|complement adresse|complement d adresse|adresse ligne 2|address 2|address2|address line 2',
  address3: 'adresse 3|adresse3|adresse ligne 3|address 3|address3|address line 3',
  postcode: 'cp|code postal|postal|zip|zip code|postcode|postal code',
  city: 'ville|commune|localite|city|town',
  country: 'pays|code pays|country|country code',
  phone: 'telephone|tel|tel fixe|telephone 1|tel 1|telephone fixe|n telephone|n de telephone|phone|phone number|telephone number',
  mobile: 'mobile|portable|telephone portable|tel portable|gsm|telephone mobile|tel mobile|mobile phone|cell',
  fax: 'fax|telecopie|telecopieur|n fax',
  email: 'email|e mail|mail|courriel|adresse mail|adresse email|adresse e mail|adresse electronique|email address|e mail address',
  siren: 'siren|n siren',
  siret: 'siret|n siret',
  vatNumber: 'tva|n tva|tva intracommunautaire|n tva intracommunautaire|numero de tva|tva intra|vat|vat number|vat no',
  legalForm: 'forme juridique|forme|legal form',
  paymentTerm: 'conditions de paiement|condition de paiement|conditions de reglement|condition de reglement|delai|delai de paiement|delai de reglement|mode de reglement|terms|payment terms|payment term',
  debtorProfile: 'profil|profil debiteur|type de client|type client|categorie juridique|debtor profile|customer type',
  language: 'langue|langue client|langue du client|code langue|langue des courriers|language|customer language|lang',
  salesRep: 'commercial|representant|vendeur|sales rep|salesperson|sales representative',
  family: 'famille|famille client|categorie|family|category|customer group',
  note: 'note|notes|commentaire|commentaires|observation|observations|remarque|remarques|comment|comments',
  customerReminderLevel: 'niveau de relance client|niveau relance client|niveau client|customer reminder level',
}

/** Field by wording, from the wordings of each field separated by `|`, as `headerKey` writes them. */
export function fieldsByWording<F extends string>(synonyms: Record<F, string>): ReadonlyMap<string, F> {
  return new Map(Object.entries<string>(synonyms).flatMap(([field, words]) => words.split('|').map((word) => [word, field as F] as const)))
}

const FIELD_OF = fieldsByWording(SYNONYMS)

/** A header as headers are compared: no accents, marks or doubled spaces. `N° de Facture` → `n de facture`. */
export function headerKey(header: string): string {
  return normalise(header).replaceAll('€', '').replace(/\((en )?(eur|euros?)\)/g, '').replace(/[^a-z0-9]+/g, ' ').trim()
}

/** What each column means, by its header. A meaning is given once, to the first column that has it. */
export function guessFields<F extends string>(headers: string[], fieldOf: ReadonlyMap<string, F>): Record<string, F> {
  const columns: Record<string, F> = {}
  const taken = new Set<F>()
  headers.forEach((header, index) => {
    const field = fieldOf.get(headerKey(header))
    if (field === undefined || taken.has(field)) return
    taken.add(field)
    columns[String(index)] = field
  })
  return columns
}

/** `guessFields` of a list of due dates or customers. */
export function guessColumns(headers: string[]): Record<string, TableField> {
  const columns = guessFields(headers, FIELD_OF)
  const taken = new Set(Object.values(columns))
  // « Client » beside « Nom » is a code; alone, a name
  const names = Object.entries(columns).find(([, field]) => field === 'customerName')
  if (names && !taken.has('customerCode') && headerKey(headers[Number(names[0])]!) === 'client') {
    const other = headers.findIndex((header, index) => columns[String(index)] === undefined && FIELD_OF.get(headerKey(header)) === 'customerName')
    if (other >= 0) Object.assign(columns, { [names[0]]: 'customerCode', [String(other)]: 'customerName' })
  }
  return columns
}

/** The headers as a source is remembered by them: whatever their case and accents; the second of two equal ones is `name#2`. */
export function headerKeys(headers: string[]): string[] {
  const seen = new Map<string, number>()
  return headers.map(headerKey).map((key) => {
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}#${count}`
  })
}

/** The first row that reads like headers; the first with two texts when none has known words. 0-based position in `rows`. */
export function findHeaderRow(rows: TableRow[]): number {
  const first = rows.slice(0, 30)
  const known = first.findIndex(({ cells }) => Object.keys(guessColumns(cells.map(cellText))).length >= 2)
  return known >= 0 ? known : first.findIndex(({ cells }) => cells.filter((cell) => typeof cell === 'string' && cell.trim() !== '').length >= 2)
}

export function cellText(cell: Cell | undefined): string {
  return cell === undefined ? '' : typeof cell === 'object' ? cell.date : typeof cell === 'number' ? String(cell) : cell.trim()
}

/** The order of day, month and year in texts: what all can be read as; `'ambiguous'` when both 03/04 readings fit everywhere; null when it does not matter. */
export function detectDateOrder(cells: Cell[]): DateOrder | 'ambiguous' | null {
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : '')).filter((text) => /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}( |T|$)/.test(text))
  if (texts.length === 0) return null
  if (texts.every((text) => /^\d{4}/.test(text))) return 'ymd'
  const orders = (['dmy', 'mdy', 'ymd'] as const).filter((order) => texts.every((text) => readDate(text, order) !== null))
  if (orders.includes('dmy') && orders.includes('mdy')) return texts.some((text) => readDate(text, 'dmy') !== readDate(text, 'mdy')) ? 'ambiguous' : null
  // nothing fits everywhere: the most frequent reading, and the others are reported line by line
  return orders[0] ?? (['dmy', 'ymd', 'mdy'] as const).reduce((best, order) => (count(texts, order) > count(texts, best) ? order : best), 'dmy')
}

const count = (texts: string[], order: DateOrder): number => texts.filter((text) => readDate(text, order) !== null).length

/** Dates of the years 1990 to 2100; two-digit years are of this century. Excel's day numbers are dates too. */
export function readDate(cell: Cell, order: DateOrder): LocalDate | null {
  if (typeof cell === 'object') return inRange(cell.date)
  if (typeof cell === 'number') return cell > 32_000 && cell < 75_000 ? inRange(addDays(localDate('1970-01-01'), Math.floor(cell) - 25_569)) : readDate(String(cell), order)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(cell.trim())
  const match = compact ?? /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T]\d{1,2}:.*)?$/.exec(cell.trim())
  if (!match) return null
  const numbers = [Number(match[1]), Number(match[2]), Number(match[3])] as const
  const isYearFirst = match[1]!.length === 4
  if (isYearFirst !== (order === 'ymd') && !(isYearFirst && match[3]!.length <= 2)) return null
  const [year, month, day] = isYearFirst ? numbers : order === 'mdy' ? [numbers[2], numbers[0], numbers[1]] : [numbers[2], numbers[1], numbers[0]]
  const fullYear = year < 100 && !isYearFirst ? 2000 + year : year
  const date = dateOf(fullYear, month, day)
  return date === null ? null : inRange(date)
}

const inRange = (date: LocalDate): LocalDate | null => (date >= '1990-01-01' && date <= '2100-12-31' ? date : null)

/** The decimal mark an amount can only be read with, 'ambiguous' when both will do; null where neither says anything. */
export function markOf(text: string): DecimalMark | 'ambiguous' | null {
  if (!/[.,]/.test(text)) return null
  const amount = parseAmount(text)
  if (typeof amount === 'string') return amount === 'ambiguous' ? amount : null
  const marks = ([',', '.'] as const).filter((mark) => parseAmount(text, mark) === amount)
  return marks.length === 1 ? marks[0]! : null
}

/** The decimal mark of a column's texts; `'ambiguous'` when none of them tells (`1,234`), null when it does not matter. */
export function detectDecimalMark(cells: Cell[]): DecimalMark | 'ambiguous' | null {
  let isAmbiguous = false
  const votes = { ',': 0, '.': 0 }
  for (const cell of cells) {
    const mark = typeof cell === 'string' ? markOf(cell) : null
    if (mark === 'ambiguous') isAmbiguous = true
    else if (mark !== null) votes[mark]++
  }
  if (votes[','] !== votes['.']) return votes[','] > votes['.'] ? ',' : '.'
  return isAmbiguous || votes[','] > 0 ? 'ambiguous' : null
}

/** Cents of an amount cell; null when blank, NaN when it is no amount. */
export function readAmount(cell: Cell | undefined, mark: DecimalMark): number | null {
  if (cell === undefined || cellText(cell) === '') return null
  if (typeof cell === 'object') return NaN
  if (typeof cell === 'number') return Math.abs(cell) <= 1e10 ? roundToCents(cell * 100) : NaN
  const amount = parseAmount(cell, mark)
  return typeof amount === 'number' ? amount : NaN
}

/** Whether a cell begins like a line of totals: `Total client Dupont`, but also the customer `Total Énergies`. */
export function hasTotalWord(cells: Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && /^(sous[- ]?total|total|totaux|grand total)\b/.test(normalise(cell)))
}

/** Whether a cell says nothing but that its line is one of totals: `Total`, `Total général :`, `Total : 12 clients`. */
export function isTotalRow(cells: Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && /^(sous[- ]?total|total|totaux|grand total)( general)?[\s:\d]*(clients?|customers?)?$/.test(normalise(cell)))
}
