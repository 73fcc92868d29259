import type { LocalDate } from '../../shared/date.ts'
import { isEntryNumber, isOpeningEntry, isPlaceholderPiece } from '../../shared/imports/fec-rules.ts'
import { settleLines, type LedgerLine, type Settlement } from '../../shared/imports/lettering-rules.ts'
import { documentDate, matchLines, paymentsInParts, sourceKeyOf } from '../../shared/imports/matching-rules.ts'
import type { KnownAllocation, KnownLedger, LedgerRow } from './known-rows.ts'
import type { LedgerContext, LedgerCustomer } from './ledger-context.ts'
import { creditKey, debitKey, isCovered, outsideLines, rowKey, undoLetterings } from './other-periods.ts'

/** What the dossier shows for a customer's lines against what the file says. */
export interface CustomerTotals {
  openCents: number
  shownCents: number
  /** The part of it on rows this import adds */
  addedCents: number
  unallocatedCents: number
  /** By how much the file is above the dossier for reasons the file cannot know: a person's allocations, and credits used on due dates of other periods. Null when a newer export was imported before. */
  explainedCents: number | null
}

/** A line with the row it becomes or already is. Amounts without sign. */
interface Row {
  line: LedgerLine
  known: LedgerRow | null
  /** Not in the file: an open due date of another period that the file's credits may settle */
  isOutside: boolean
  /** Outside, and found by nothing but its amount */
  isByAmount: boolean
  isCredit: boolean
  /** New, and known to be settled from a newer export */
  isClosed: boolean
  amountCents: number
  /** Open according to a newer export: stays open */
  heldCents: number
  /** Settled by what this import does not decide */
  fixedCents: number
  /** The part of it a file may contradict: a person's allocations, and those with rows of periods the file does not cover */
  explainedCents: number
  /** Still free for this file's allocations */
  roomCents: number
  /** What the file leaves open */
  targetCents: number
  /** What the file settles of it without a counterpart is the rest of a lettering that does not balance */
  isPartlyLettered: boolean
  id: number
}

/** Brings one customer's account up to what the file says. */
export function applyCustomer(customer: LedgerCustomer, context: LedgerContext): CustomerTotals {
  const matches = matchLines(customer.lines, customer.known.rows, context.firstDate)
  for (const { payment, lines } of paymentsInParts(matches, customer.known.rows)) {
    const { amountCents, on } = customer.known.rows[payment]!
    context.warn('bank-in-parts', lines[0]!.line, { customer: customer.name, cents: amountCents, on })
  }
  const known = undoLetterings(matches, customer.known, context)
  for (const { line, known: index } of matches) if (index !== null) adopt(known.rows[index]!, line, context)
  const used = new Set(matches.map((match) => match.known))
  const absent = known.rows.filter((row, index) => !used.has(index) && row.openCents !== 0)
  const outside = context.isOlder ? [] : absent.filter((row) => row.origin !== 'person' && row.openCents > 0 && !isCovered(row, context))
  const outsideDebits = outsideLines(outside, matches, known)
  const lines = [...matches.map(({ line }) => line), ...outsideDebits.map(({ line }) => line)]
  const settlement = settleLines(lines, context.matching)
  for (const group of settlement.unbalanced) context.reportGroup(group, customer)
  const rows = lines.map((line, index): Row => {
    const row = index < matches.length ? known.rows[matches[index]!.known ?? -1] ?? null : outside[index - matches.length]!
    const isOutside = index >= matches.length
    const amountCents = row?.amountCents ?? Math.abs(line.cents)
    const isSuperseded = context.isOlder && context.isSuperseded(line.entryDate)
    const isClosed = row === null && isSuperseded
    const heldCents = row !== null && isSuperseded ? Math.abs(row.openCents) : 0
    const fixedCents = isOutside ? amountCents - row!.openCents : 0
    return {
      line, known: row, isOutside, isByAmount: outsideDebits[index - matches.length]?.isByAmount ?? false, isCredit: line.cents < 0, isClosed, amountCents, heldCents, fixedCents,
      explainedCents: 0, roomCents: amountCents - heldCents - fixedCents, targetCents: isClosed ? 0 : Math.abs(settlement.openCents[index]!), isPartlyLettered: settlement.partlyLettered.has(index), id: row?.id ?? 0,
    }
  })
  const kept = fixAllocations(rows, known, settlement, customer.name, context)
  const { placed, displacedCents } = placeAllocations(rows, settlement.allocations, kept)
  const explainedCents = context.isOlder ? null : displacedCents + explainedShortfall(rows) - usedOutside(rows, settlement)
  const totals = writeRows(customer, rows, context, explainedCents)
  for (const { debit, credit, cents } of placed) if (rows[debit]!.isByAmount) context.warn('settled-by-amount', rows[credit]!.line.line, { customer: customer.name, number: rows[debit]!.known!.number, cents })
  writeAllocations(rows, placed, kept, context)
  for (const row of absent) if (!outside.includes(row)) settleAbsent(row, customer.name, context)
  return totals
}

/**
 * A due date that a list or a person has brought becomes the ledger's: what is open is the ledger's from now on; due date, level, date of reminder and note stay.
 * A payment accepted from a bank statement becomes the one the books enter, so that it is not counted twice.
 */
function adopt(row: LedgerRow, line: LedgerLine, { writer, recogniseListed }: LedgerContext): void {
  if (row.origin === 'ledger') return
  if (row.origin === 'bank') {
    if (line.cents === row.cents) writer.change('payment', row.id, { source_key: sourceKeyOf(line) })
    return
  }
  const isGrown = Math.abs(line.cents) > row.amountCents
  if (isGrown) {
    row.cents = line.cents
    row.amountCents = Math.abs(line.cents)
  }
  writer.change('due_date', row.id, { source_key: line.cents === row.cents ? sourceKeyOf(line) : row.sourceKey, ...(isGrown && { amount_cents: line.cents }) })
  if (row.isDayEstimated) writer.change('invoice', row.invoiceId!, { invoiced_on: documentDate(line), is_day_assumed: 0 })
  row.origin = 'ledger'
  recogniseListed()
}

interface Placement { debit: number; credit: number; cents: number }
/** Allocations of earlier imports between two rows of this file, by pair: kept when the file still says the same. */
type KeptAllocations = Map<string, { id: number; cents: number; isFixed: boolean }[]>

const pairOf = (debit: Row, credit: Row): string => `${debit.id} ${credit.known?.table === 'due_date' ? 'c' : 'p'}${credit.id}`

/** Takes what this import must not touch off the rows: a person's allocations, and those with rows the file does not hold. */
function fixAllocations(rows: Row[], known: KnownLedger, settlement: Settlement, customerName: string, context: LedgerContext): KeptAllocations {
  const kept: KeptAllocations = new Map()
  if (known.allocations.length === 0) return kept
  const find = new Map(rows.filter((row) => row.known !== null && !row.isOutside).map((row) => [rowKey(row.known!), row]))
  const absent = new Map(known.rows.map((row) => [rowKey(row), row]))
  const needs = neededCents(rows, settlement)
  for (const allocation of known.allocations) {
    const [debit, credit] = [find.get(debitKey(allocation)), find.get(creditKey(allocation))]
    // what a person has allocated from a bank statement holds until the books letter the payment
    const isLettered = credit?.known?.isFromBank === true && credit.line.letter !== ''
    const isOurs = (allocation.imported || isLettered) && debit !== undefined && credit !== undefined && !context.isOlder
    if (debit && credit) {
      const pair = pairOf(debit, credit)
      kept.set(pair, [...(kept.get(pair) ?? []), { id: allocation.id, cents: allocation.cents, isFixed: !isOurs }])
    }
    const row = debit ?? credit
    if (isOurs || !row) continue
    const other = debit && credit ? undefined : absent.get(debit ? creditKey(allocation) : debitKey(allocation))
    const isContradicted = allocation.imported && other !== undefined && isCovered(other, context)
    if (isContradicted && (needs.get(row) ?? 0) > row.roomCents - allocation.cents) {
      release(allocation, other, customerName, context)
      continue
    }
    for (const fixed of [debit, credit]) {
      if (!fixed) continue
      fixed.fixedCents += allocation.cents
      fixed.roomCents -= allocation.cents
      if (!isContradicted) fixed.explainedCents += allocation.cents
    }
  }
  return kept
}

/** How much of each row's amount the file itself accounts for: what it leaves open and what it settles with a counterpart. */
function neededCents(rows: Row[], { allocations }: Settlement): Map<Row, number> {
  const needs = new Map(rows.map((row) => [row, row.targetCents]))
  for (const { debit, credit, cents } of allocations) for (const index of [debit, credit]) needs.set(rows[index]!, needs.get(rows[index]!)! + cents)
  return needs
}

/** The file has one side of an allocation still open, and not the other which it would hold: the allocation is undone, the other side was settled by something the file does not show. */
function release({ id, cents }: KnownAllocation, other: LedgerRow, customerName: string, { writer, warn }: LedgerContext): void {
  writer.removeAllocation(id)
  other.settledCents += cents
  const isCreditNote = other.table === 'due_date' && other.cents < 0
  writer.change(other.table, other.id, { settled_by_source_cents: isCreditNote ? -other.settledCents : other.settledCents })
  warn(other.cents > 0 ? 'absent-settled' : 'absent-credit-settled', 0, { customer: customerName, number: other.number, cents })
}

/**
 * The file's allocations as far as the rows have room; a credit that finds none because a person settled the due date stays open.
 * `displacedCents`: what stays open that way, as far as allocations the file does not know explain it.
 */
function placeAllocations(rows: Row[], allocations: Placement[], kept: KeptAllocations): { placed: Placement[]; displacedCents: number } {
  const placed: Placement[] = []
  let displacedCents = 0
  for (const { debit, credit, cents } of allocations) {
    const [debitRow, creditRow] = [rows[debit]!, rows[credit]!]
    const alreadyFixed = debitRow.known && creditRow.known ? (kept.get(pairOf(debitRow, creditRow)) ?? []).reduce((total, part) => total + (part.isFixed ? part.cents : 0), 0) : 0
    const wanted = Math.max(0, cents - alreadyFixed)
    const possible = Math.min(wanted, debitRow.roomCents, creditRow.roomCents)
    debitRow.roomCents -= possible
    creditRow.roomCents -= possible
    if (possible < wanted && creditRow.roomCents > 0 && !creditRow.isClosed) {
      creditRow.targetCents += wanted - possible
      const explained = Math.min(wanted - possible, debitRow.explainedCents)
      debitRow.explainedCents -= explained
      displacedCents += explained
    }
    if (possible > 0) placed.push({ debit, credit, cents: possible })
  }
  return { placed, displacedCents }
}

/** What the file leaves open and the dossier does not, as far as allocations the file does not know explain it. Positive for debits. */
function explainedShortfall(rows: Row[]): number {
  return rows.reduce((total, row) => {
    const shortfall = row.isOutside ? 0 : Math.min(Math.max(0, row.targetCents - row.roomCents), row.explainedCents)
    return total + (row.isCredit ? -shortfall : shortfall)
  }, 0)
}

/** Open credits of the file that due dates of other periods take. */
function usedOutside(rows: Row[], { allocations }: Settlement): number {
  return allocations.reduce((total, { debit, credit, cents }) => (rows[debit]!.isOutside && rows[credit]!.line.letter === '' ? total + cents : total), 0)
}

function writeRows(customer: LedgerCustomer, rows: Row[], context: LedgerContext, explainedCents: number | null): CustomerTotals {
  const openCents = customer.lines.reduce((total, line) => (line.letter === '' ? total + line.cents : total), 0)
  const totals: CustomerTotals = { openCents, shownCents: 0, addedCents: 0, unallocatedCents: 0, explainedCents }
  let invoice: { line: LedgerLine; id: number } | null = null
  for (const row of rows) {
    const { line, known } = row
    // nothing but an allocation settles what the file does not hold
    const freeCents = row.isOutside ? row.roomCents : Math.min(row.roomCents, row.targetCents, context.isOlder && known ? Math.abs(known.openCents) - row.heldCents : Infinity)
    const openCents = row.heldCents + freeCents
    const settledCents = row.isOutside ? known!.settledCents : row.roomCents - freeCents
    // an older file does not know what a newer one has cleared up
    const isPartlyLettered = context.isOlder || row.isOutside ? known?.isPartlyLettered ?? false : row.isPartlyLettered && settledCents > 0
    if (row.isCredit) totals.unallocatedCents += openCents
    const signedCents = row.isCredit ? -openCents : openCents
    if (!row.isOutside) totals.shownCents += signedCents
    if (!known) totals.addedCents += signedCents
    if (known) {
      if (!row.isCredit) invoice = { line, id: known.invoiceId! }
      updateKnown(row, known, { openCents, settledCents, isPartlyLettered }, context)
      // an opening entry does not tell: what has been marked stays so
      if (line.isPaymentReturned && known.isPaymentReturned === false) context.writer.change('invoice', known.invoiceId!, { is_payment_returned: 1 })
      continue
    }
    if (row.isCredit && !line.isCreditNote) {
      row.id = context.writer.addPayment({
        organisationId: customer.organisationId, paidOn: line.entryDate, amountCents: row.amountCents, settledCents, unallocatedCents: openCents, isPartlyLettered, method: context.paymentMethodOf(line.journal, line.label),
        reference: line.piece, label: line.label, sourceKey: sourceKeyOf(line), line: line.line,
      })
      context.counts.paymentsAdded++
      continue
    }
    const isSameInvoice = invoice !== null && !row.isCredit && isSameDocument(invoice.line, line)
    const invoicedOn = documentDate(line)
    const invoiceId = isSameInvoice ? invoice!.id : context.writer.addInvoice({
      organisationId: customer.organisationId, kind: row.isCredit ? 'credit-note' : 'invoice', number: line.piece || (isEntryNumber(line.entryNumber) ? line.entryNumber : line.journal), invoicedOn,
      label: line.label, line: line.line, isPaymentReturned: line.isPaymentReturned,
    })
    if (!isSameInvoice) context.counts[row.isCredit ? 'creditNotesAdded' : 'invoicesAdded']++
    if (!row.isCredit) invoice = { line, id: invoiceId }
    if (!row.isCredit && openCents > 0 && isOpeningEntry(line.journal, line.piece, line.entryDate, context.firstDate) && invoicedOn === line.entryDate) context.addUndatedOpening()
    const sign = row.isCredit ? -1 : 1
    row.id = context.writer.addDueDate({
      invoiceId, organisationId: customer.organisationId, dueOn: row.isCredit ? invoicedOn : dueDayOf(line, customer), amountCents: sign * row.amountCents, settledCents: sign * settledCents + 0, openCents: sign * openCents + 0,
      isPartlyLettered, sourceKey: sourceKeyOf(line),
    })
    context.counts.dueDatesAdded++
  }
  return totals
}

/** A payment that went back is owed again at once: until it were due, the payment it takes back would come off what is overdue as a credit. */
const dueDayOf = (line: LedgerLine, { dueOn }: LedgerCustomer): LocalDate => (line.isPaymentReturned ? line.entryDate : dueOn(documentDate(line)))

/** Several due dates of one invoice: lines of one entry on one document. */
function isSameDocument(left: LedgerLine, right: LedgerLine): boolean {
  return left.entryNumber === right.entryNumber && left.journal === right.journal && left.entryDate === right.entryDate && left.piece === right.piece && isEntryNumber(left.entryNumber) && !isPlaceholderPiece(left.piece)
}

function updateKnown(row: Row, known: LedgerRow, { openCents, settledCents, isPartlyLettered }: { openCents: number; settledCents: number; isPartlyLettered: boolean }, { writer, counts }: LedgerContext): void {
  const isUnchanged = openCents === Math.abs(known.openCents) && settledCents === known.settledCents && isPartlyLettered === known.isPartlyLettered
  const mark = isPartlyLettered === known.isPartlyLettered ? {} : { is_partly_lettered: isPartlyLettered ? 1 : 0 }
  if (known.openCents !== 0 && known.table === 'due_date' && !(row.isOutside && isUnchanged)) counts[openCents === 0 ? 'dueDatesSettled' : 'dueDatesKept']++
  if (isUnchanged) return
  if (known.table === 'payment') writer.change('payment', known.id, { settled_by_source_cents: settledCents, unallocated_cents: openCents, ...mark })
  else writer.change('due_date', known.id, row.isCredit ? { settled_by_source_cents: -settledCents + 0, open_cents: -openCents + 0, ...mark } : { settled_by_source_cents: settledCents, open_cents: openCents, ...mark })
}

function writeAllocations(rows: Row[], placed: Placement[], kept: KeptAllocations, { writer, counts }: LedgerContext): void {
  for (const { debit, credit, cents } of placed) {
    const [debitRow, creditRow] = [rows[debit]!, rows[credit]!]
    if (debitRow.known && creditRow.known) {
      const parts = kept.get(pairOf(debitRow, creditRow)) ?? []
      const position = parts.findIndex((part) => !part.isFixed && part.cents === cents)
      if (position >= 0) {
        parts.splice(position, 1)
        continue
      }
    }
    const isCreditNote = creditRow.known ? creditRow.known.table === 'due_date' : creditRow.line.isCreditNote
    writer.addAllocation(debitRow.id, isCreditNote ? { creditDueDateId: creditRow.id } : { paymentId: creditRow.id }, cents)
    counts.allocationsAdded++
  }
  for (const parts of kept.values()) for (const part of parts) if (!part.isFixed) writer.removeAllocation(part.id)
}

/** Open before, and not in the file although it would be if it were still open: settled, which the source knows without saying how. */
function settleAbsent(row: LedgerRow, customerName: string, context: LedgerContext): void {
  if (row.openCents === 0 || row.origin === 'person' || row.origin === 'bank' || !isCovered(row, context)) return
  if (row.origin === 'list') {
    const answer = context.absentAnswers.get(row.invoiceId!)
    if (answer === undefined) context.missListed(row)
    if (answer === 'keep') context.warn('absent-kept', 0, { customer: customerName, number: row.number, cents: row.openCents })
    if (answer !== 'settle') return
  }
  const settled = row.settledCents + Math.abs(row.openCents)
  if (row.table === 'payment') context.writer.change('payment', row.id, { settled_by_source_cents: settled, unallocated_cents: 0 })
  else context.writer.change('due_date', row.id, { settled_by_source_cents: row.openCents < 0 ? -settled : settled, open_cents: 0 })
  if (row.table === 'due_date') context.counts.dueDatesSettled++
  context.warn(row.openCents > 0 ? 'absent-settled' : 'absent-credit-settled', 0, { customer: customerName, number: row.number, cents: row.openCents })
}
