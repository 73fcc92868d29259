import type { LocalDate } from '../date.ts'
import { normalise } from '../text.ts'
import { pieceKey } from './fec-rules.ts'
import { append } from './lettering-rules.ts'

/** An open invoice of a list, or an electronic one. */
export interface ListedInvoice {
  invoiceId: number
  organisationId: number
  customerCode: string
  customerName: string
  number: string
  on: LocalDate
  /** Its source gave no date: `on` is the day it is due */
  isDayAssumed: boolean
  /** Of the whole document, with its sign */
  cents: number
}

/** A line of a ledger that bears the number and the amount of a listed invoice. */
export interface FoundLine {
  code: string
  name: string
  /** Of that account in the dossier; null: not known there */
  organisationId: number | null
  piece: string
  cents: number
  on: LocalDate
  line: number
}

/** Where the ledger has a listed invoice, if not with its own customer. `sure`: it is that line beyond doubt. */
export interface Elsewhere { lines: FoundLine[]; sure: FoundLine | null }

/** What tells a document of one amount from others; '' for a number that tells nothing. */
export const documentKey = (number: string, cents: number): string => (pieceKey(number) === '' ? '' : `${pieceKey(number)} ${cents}`)

/**
 * Looks for listed invoices with other customers than their own. One is recognised beyond doubt by number, day and amount: by the only line that bears the three,
 * or the only one of a customer of the same name. A bare number of three digits comes back every year and at every counter: then the name must be the same. What its own customer has in the ledger is left to the comparison of his account.
 */
export function lookElsewhere(listed: readonly ListedInvoice[], found: readonly FoundLine[]): Map<number, Elsewhere> {
  const linesOf = new Map<string, FoundLine[]>()
  for (const line of found) append(linesOf, documentKey(line.piece, line.cents), line)
  const twins = new Map<string, number>()
  for (const { number, cents, on } of listed) twins.set(`${documentKey(number, cents)} ${on}`, (twins.get(`${documentKey(number, cents)} ${on}`) ?? 0) + 1)
  const elsewhere = new Map<number, Elsewhere>()
  for (const invoice of listed) {
    const key = documentKey(invoice.number, invoice.cents)
    const lines = key === '' ? [] : linesOf.get(key) ?? []
    if (lines.length === 0 || lines.some(({ organisationId }) => organisationId === invoice.organisationId)) continue
    const isOnly = !invoice.isDayAssumed && twins.get(`${key} ${invoice.on}`) === 1
    const ofDay = lines.filter(({ on }) => on === invoice.on)
    const namesakes = ofDay.filter(({ name }) => normalise(name) === normalise(invoice.customerName))
    elsewhere.set(invoice.invoiceId, { lines, sure: !isOnly ? null : ofDay.length === 1 && isDistinctive(invoice.number) ? ofDay[0]! : namesakes.length === 1 ? namesakes[0]! : null })
  }
  return elsewhere
}

const isDistinctive = (number: string): boolean => !/^\d{1,3}$/.test(pieceKey(number))

/** What a ledger is searched for while it is read: the documents of each amount, as looking at the amount alone costs next to nothing. */
export type WantedDocuments = ReadonlyMap<number, ReadonlySet<string>>

export function wantedDocuments(listed: readonly ListedInvoice[]): WantedDocuments {
  const wanted = new Map<number, Set<string>>()
  for (const { number, cents } of listed) if (documentKey(number, cents) !== '') wanted.set(cents, (wanted.get(cents) ?? new Set<string>()).add(documentKey(number, cents)))
  return wanted
}
