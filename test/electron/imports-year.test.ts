import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { CallContext } from '../../shared/call.ts'
import { localDate, systemNow } from '../../shared/date.ts'
import type { ImportReport } from '../../shared/imports/import-contract.ts'
import type { Invoice } from '../../shared/receivables/receivable-contract.ts'
import { memoryDatabase, type Sql } from '../../electron/db/database.ts'
import { checkDossier } from '../../electron/dossiers/dossier-check.ts'
import { registerState } from '../../electron/reminders/run-register.ts'
import { applyLedger, type LedgerCalculator } from '../../electron/imports/fec-import.ts'
import { parseFec } from '../../electron/imports/fec-parser.ts'
import { inBulkTransaction, inTransaction, readAppliedReport } from '../../electron/imports/import-repository.ts'
import { undoImport } from '../../electron/imports/import-undo.ts'
import { LedgerCalculation, type LotAnswer } from '../../electron/imports/ledger-calculation.ts'
import { LedgerSpool } from '../../electron/imports/ledger-spool.ts'
import { alreadyImportedReport } from '../../electron/imports/report-builder.ts'
import { inspectFile } from '../../electron/imports/text-file.ts'
import { receivableService } from '../../electron/receivables/receivable-service.ts'
import { TABLES } from '../fixtures/import-fixture.ts'
import { exportLedger, FIRST_YEAR, lastDay, openAccounts, randomOf, simulateLife, type Habits, type LedgerExport, type Life, type Random } from '../fixtures/ledger-simulator.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'
import { invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'

const context: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }
const folder = temporaryFolder()

/** Works a ledger out at once, without a thread. */
function calculatorHere(spool: LedgerSpool): LedgerCalculator {
  const answers: LotAnswer[] = []
  let calculation: LedgerCalculation | undefined
  return {
    begin: (basis) => { calculation = new LedgerCalculation(basis, spool, (answer) => answers.push(answer)) },
    ask: (lot) => calculation!.calculate(structuredClone(lot)),
    take: () => answers.shift()!,
  }
}

interface DueRow { id: number; customer: string; label: string; amount: number; open: number; level: number; remindedOn: string | null; note: string; dueOn: string; imported: number }

/** A clerk's desk: the dossier, what was imported, and what was done by hand in between. */
class Desk {
  readonly sql: Sql = memoryDatabase()
  readonly receivables = receivableService(this.sql, () => undefined)
  readonly log: string[] = []
  private readonly random: Random
  private files = 0
  private notes = 0

  constructor(random: Random) {
    this.random = random
  }

  import(text: string, isCommitted: boolean): ImportReport {
    const path = join(folder, 'ledger.txt')
    writeFileSync(path, text)
    const facts = inspectFile(path)
    const known = readAppliedReport(this.sql, facts.sha256)
    if (known) return alreadyImportedReport(known)
    const spool = new LedgerSpool()
    const summary = parseFec(path, facts, {}, { spool, wanted: new Map(), progress: () => undefined })
    return inBulkTransaction(this.sql, isCommitted, () => applyLedger(this.sql, { facts, summary, customers: spool.customers, listed: [], options: {}, now: systemNow() }, calculatorHere(spool), context))
  }

  /** Every row an import may write; unless `isExact`, without its stamps, and with ids as positions: ids are never given twice. */
  dump(isExact: boolean): string[] {
    const tables = TABLES.map((table) => this.sql.prepare(`SELECT '${table}' AS "table", * FROM ${table} ORDER BY 2, 3`).all() as Record<string, unknown>[])
    if (isExact) return tables.flat().map((row) => JSON.stringify(row))
    const positions = new Map(tables.flatMap((rows) => rows.map((row, index) => [`${String(row['table'])} ${String(row['id'])}`, index])))
    const position = (table: unknown, id: unknown): number | null => positions.get(`${String(table)} ${String(id)}`) ?? null
    return tables.flat().map((row) => JSON.stringify({
      ...row, id: position(row['table'], row['id']), invoice_id: position('invoice', row['invoice_id']), organisation_id: position('organisation', row['organisation_id']), payment_id: position('payment', row['payment_id']),
      due_date_id: position('due_date', row['due_date_id']), credit_due_date_id: position('due_date', row['credit_due_date_id']), row_id: position(row['table_name'], row['row_id']), import_id: null, updated_at: null, noted_on: null, before: null,
    }))
  }

  dueDates(): DueRow[] {
    return this.sql.prepare(`SELECT d.id, o.code AS customer, i.label, d.amount_cents AS amount, d.open_cents AS open, d.reminder_level AS level, d.reminded_on AS remindedOn, d.note, d.due_on AS dueOn, d.source_key IS NOT NULL AS imported
      FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id ORDER BY d.id`).all() as DueRow[]
  }

  /** What the dossier shows of the imported account of a customer. */
  account(customer: string): { cents: number; debits: number[]; credits: number[] } {
    const open = this.dueDates().filter((row) => row.customer === customer && row.imported === 1 && row.open !== 0).map((row) => row.open)
    const unallocated = this.sql.prepare('SELECT p.unallocated_cents FROM payment p JOIN organisation o ON o.id = p.organisation_id WHERE o.code = ? AND p.source_key IS NOT NULL AND p.unallocated_cents > 0').pluck().all(customer) as number[]
    const debits = open.filter((value) => value > 0).sort((left, right) => left - right)
    const credits = [...open.filter((value) => value < 0).map((value) => -value), ...unallocated].sort((left, right) => left - right)
    return { cents: sum(debits) - sum(credits), debits, credits }
  }

  accounts(): Record<string, number> {
    return Object.fromEntries((this.sql.prepare('SELECT code FROM organisation ORDER BY code').pluck().all() as string[]).map((code) => [code, this.account(code).cents]))
  }

  /** Reminders, notes, due days and an invoice typed in with its payment. */
  async work(): Promise<void> {
    const open = this.dueDates().filter((row) => row.open > 0 && row.imported === 1 && row.note === '')
    for (const { id } of open.filter(() => this.random.chance(0.4))) {
      const invoiceId = this.sql.prepare('SELECT invoice_id FROM due_date WHERE id = ?').pluck().get(id) as number
      const invoice = await this.receivables.invoice({ id: invoiceId }, context) as Invoice
      this.notes++
      const level = 1 + this.random.below(3) as 1 | 2 | 3
      const moved = this.random.chance(0.3) ? localDate('2024-12-24') : null
      const dueDates = invoice.dueDates.map((due) => (due.id === id ? { ...due, level, remindedOn: localDate('2024-02-29'), note: `promis ${this.notes}`, dueOn: moved ?? due.dueOn } : due))
      await this.receivables.saveInvoice({ ...invoice, dueDates }, context)
    }
    if (!this.random.chance(0.3)) return
    const customers = this.sql.prepare('SELECT id FROM organisation ORDER BY id').pluck().all() as number[]
    const customerId = customers[this.random.below(customers.length)]!
    this.files++
    const invoice = await this.receivables.saveInvoice(invoiceOf(customerId, `MAIN${this.files}`, [['2024-01-31', 12_345]]), context)
    await this.receivables.savePayment(paymentOf(customerId, 2_345, [[invoice.dueDates[0]!.id!, 345]]), context)
  }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const isHandMade = (row: string): boolean => /^\{"table":"(due_date|payment)"/.test(row) && row.includes('"source_key":null')

interface Arrival { ledger: LedgerExport; kind: 'complete' | 'month' | 'older' }

/** The files somebody would import over the years, in the order of their arrival. */
function arrivals(life: Life, random: Random): Arrival[] {
  const files: Arrival[] = []
  for (let year = FIRST_YEAR; year < FIRST_YEAR + life.habits.years; year++) {
    for (let month = 1; month <= 12; month++) {
      const to = lastDay(year, month)
      const times = files.length
      if (random.chance(0.08) && month > 1) files.push({ ledger: exportLedger(life, { year, to, from: `${to.slice(0, 6)}01`, times }), kind: 'month' })
      else if (month === 12 ? random.chance(0.8) : random.chance(0.35)) files.push({ ledger: exportLedger(life, { year, to, times }), kind: 'complete' })
      if (files.length > 0 && random.chance(0.06) && month > 1) files.push({ ledger: exportLedger(life, { year, to: `${lastDay(year, month - 1).slice(0, 6)}15`, on: to, times }), kind: 'older' })
      if (year > FIRST_YEAR && month === 3 && random.chance(0.3)) files.push({ ledger: exportLedger(life, { year: year - 1, to: lastDay(year - 1, 12), on: lastDay(year, 2), times: times + 50 }), kind: 'older' })
    }
  }
  return files.filter(({ ledger }) => ledger.lines.length > 0)
}

async function live(seed: number, forced: Partial<Habits> = {}): Promise<void> {
  const life = simulateLife(seed, forced)
  const random = randomOf(seed + 1_000_003)
  const desk = new Desk(random)
  const { openings } = life.habits
  let newest = ''
  let newestComplete = ''
  for (const arrival of arrivals(life, random)) {
    const { ledger } = arrival
    const last = ledger.lines.map(({ date }) => date).sort().at(-1)!
    const isOlder = last < newest
    const before = desk.dump(true)
    const duesBefore = desk.dueDates()
    const accountsBefore = desk.accounts()
    const preview = desk.import(ledger.text, false)
    const where = `${arrival.kind}${isOlder ? ' (older)' : ''} file ${ledger.from}-${ledger.to} (last ${last})`
    expect(desk.dump(true), `preview of ${where} writes nothing`).toEqual(before)
    const report = desk.import(ledger.text, true)
    expect({ ...report, importId: null }, `preview of ${where}`).toEqual({ ...preview, importId: null })
    if (report.alreadyImported) continue
    const after = desk.dump(false)

    // 1. the balance
    const expected = openAccounts(ledger.lines)
    const fileCents = sum([...expected.values()].map((account) => account.cents))
    expect(report.openCents, `balance of ${where}`).toBe(fileCents)
    if (!isOlder && ledger.isComplete && (openings !== 'none' || ledger.year === FIRST_YEAR)) {
      const isDetailed = openings === 'itemised' || ledger.year === FIRST_YEAR
      for (const customer of Object.keys(desk.accounts())) {
        const account = expected.get(customer) ?? { cents: 0, debits: [], credits: [] }
        expect(isDetailed ? desk.account(customer) : desk.account(customer).cents, `${customer} after ${where}`).toEqual(isDetailed ? account : account.cents)
      }
    }
    if (last < newestComplete && (openings !== 'none' || newestComplete.startsWith(String(ledger.year)))) expect(desk.accounts(), `accounts after ${where}`).toMatchObject(accountsBefore)
    // 2. what was done with the due dates
    const byId = new Map(desk.dueDates().map((row) => [row.id, row]))
    for (const { open, ...done } of duesBefore) {
      expect(byId.get(done.id), `memory after ${where}`).toMatchObject(done)
      if (done.imported === 0) expect(byId.get(done.id)?.open).toBe(open)
    }
    for (const row of byId.values()) if (!duesBefore.some(({ id }) => id === row.id)) expect(row, `new after ${where}`).toMatchObject({ level: 0, remindedOn: null, note: '' })
    if (!isOlder && ledger.isComplete && life.habits.pieces === 'unique' && openings === 'itemised') {
      const wanted = ledger.lines.filter(({ letter, cents: value, movement, customer }) => letter === '' && value > 0 && !ledger.lines.some((other) => other.letter === '' && other.cents < 0 && other.piece === ledger.lines.find((line) => line.movement === movement)!.piece && /[1-9]/.test(other.piece))
        && life.movements.filter((other) => other.customer === customer && Math.abs(other.cents) === value).length === 1).map(({ movement }) => movement)
      for (const movement of wanted) {
        const known = duesBefore.filter((row) => row.label === movement.label && row.amount === movement.cents && row.open > 0)
        for (const row of known) expect(byId.get(row.id)!.open, `${movement.label} (${movement.date}) still open after ${where}`).toBe(movement.cents)
      }
    }
    // 3. what was typed in
    expect(desk.dump(true).filter(isHandMade)).toEqual(before.filter(isHandMade))
    // 4. nothing contradicts itself
    expect(await checkDossier(desk.sql, folder, registerState(desk.sql), context)).toMatchObject({ ok: true })
    // 5. the same again
    const exact = desk.dump(true)
    expect(desk.import(ledger.text, true).alreadyImported).toBe(true)
    expect(desk.dump(true)).toEqual(exact)
    // 6. undone and done again
    inTransaction(desk.sql, true, () => undoImport(desk.sql, report.importId!, systemNow()))
    expect(desk.dump(true), `undo of ${where}`).toEqual(before)
    expect(desk.import(ledger.text, true).counts).toEqual(report.counts)
    expect(desk.dump(false), `${where} again`).toEqual(after)
    // the same lines in other bytes: nothing is owed or paid twice
    const balances = desk.accounts()
    desk.import(`${ledger.text}\r\n`, true)
    expect(desk.accounts(), `${where} in other bytes`).toEqual(balances)
    if (last > newestComplete && ledger.isComplete && !isOlder) newestComplete = last
    if (last > newest) newest = last
    await desk.work()
  }
  desk.sql.close()
}

// more lives by hand: RELAIS_LIVES=1000 RELAIS_SEED=1
const LIVES = Number(process.env['RELAIS_LIVES'] ?? 4)
const FROM = Number(process.env['RELAIS_SEED'] ?? 1)
it.each(Array.from({ length: LIVES }, (_, index) => FROM + index))('life %i: every import of a company’s files adds up, keeps what was done, can be undone', async (seed) => {
  await live(seed)
})
