import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readLedger } from '../../electron/accounts/account-repository.ts'
import { openDatabase, type Sql } from '../../electron/db/database.ts'
import { statementOf } from '../../shared/accounts/statement-rules.ts'
import type { Dashboard, Figure } from '../../shared/dashboard/dashboard-contract.ts'
import { addDays, addYears, daysBetween, localDate, type LocalDate } from '../../shared/date.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { fillLife } from '../fixtures/receivable-life.ts'

interface Settlement { id: number; dueDateId: number; customer: number; cents: number; on: LocalDate; paidOn: LocalDate; dueOn: LocalDate; invoicedOn: LocalDate }

/** The dossier's tables as plain rows, for figures worked out another way. */
class Books {
  readonly customers: number[]
  readonly dueDates: { id: number; customer: number; invoicedOn: LocalDate; dueOn: LocalDate; amount: number; settled: number }[]
  readonly settlements: Settlement[]
  readonly ledgers: Map<number, ReturnType<typeof readLedger>>
  readonly reminded: { letter: number; level: number; channel: string; sentOn: LocalDate; dueDateId: number; claimed: number }[]

  constructor(sql: Sql) {
    this.customers = sql.prepare('SELECT id FROM organisation ORDER BY id').pluck().all() as number[]
    this.dueDates = sql.prepare('SELECT d.id, d.organisation_id AS customer, invoiced_on AS invoicedOn, due_on AS dueOn, amount_cents AS amount, settled_by_source_cents AS settled FROM due_date d JOIN invoice i ON i.id = invoice_id').all() as Books['dueDates']
    const paid = sql.prepare('SELECT a.id, due_date_id AS dueDateId, a.amount_cents AS cents, paid_on AS paidOn FROM allocation a JOIN payment p ON p.id = payment_id').all() as Pick<Settlement, 'id' | 'dueDateId' | 'cents' | 'paidOn'>[]
    this.settlements = paid.map((settlement) => {
      const { customer, dueOn, invoicedOn } = this.dueDates.find(({ id }) => id === settlement.dueDateId)!
      return { ...settlement, customer, dueOn, invoicedOn, on: settlement.paidOn > invoicedOn ? settlement.paidOn : invoicedOn }
    })
    this.ledgers = new Map(this.customers.map((id) => [id, readLedger(sql, id)]))
    this.reminded = (sql.prepare('SELECT l.id AS letter, l.level, l.channel, r.as_of AS asOf, (SELECT accepted_on FROM outbox_message WHERE letter_id = l.id) AS acceptedOn, n.due_date_id AS dueDateId, n.open_cents - n.deducted_cents AS claimed FROM reminder_line n JOIN reminder_letter l ON l.id = n.letter_id JOIN reminder_run r ON r.id = l.run_id WHERE r.id NOT IN (SELECT run_id FROM reminder_undo)').all() as
      (Omit<Books['reminded'][number], 'sentOn'> & { asOf: LocalDate; acceptedOn: LocalDate | null })[])
      .flatMap(({ asOf, acceptedOn, ...line }) => { const sentOn = line.channel === 'paper' ? asOf : acceptedOn; return sentOn === null ? [] : [{ ...line, sentOn }] })
  }

  /** By the statement of each customer. */
  statements(on: LocalDate) {
    return this.customers.map((id) => ({ id, ...statementOf(this.ledgers.get(id)!, null, on) }))
  }

  settledIn(after: LocalDate, to: LocalDate): Settlement[] {
    return this.settlements.filter(({ on }) => on > after && on <= to)
  }

  sales(from: LocalDate, to: LocalDate): number {
    return sum(this.dueDates.filter(({ invoicedOn }) => invoicedOn >= from && invoicedOn <= to), ({ amount }) => amount)
  }
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0)
const tenths = (total: number, weight: number): number | null => (weight === 0 ? null : Math.round((10 * total) / weight))

let open: OpenOffice
let books: Books
const days = ['2025-06-30', '2026-02-17', '2026-07-15', '2027-05-01'].map(localDate)
const dashboards = new Map<LocalDate, Dashboard>()

beforeAll(async () => {
  open = await openOffice({ press: new PaperPress() })
  await open.api.dossiers.close()
  const sql = openDatabase(open.folder)
  fillLife(sql, 4)
  books = new Books(sql)
  sql.close()
  await open.api.dossiers.open({ folder: open.folder })
  for (const asOf of days) dashboards.set(asOf, await open.api.dashboard.summary({ asOf }))
})
afterAll(() => open.close())

describe.each(days)('« Tableau de bord » of %s equals figures worked out another way', (asOf) => {
  const board = (): Dashboard => dashboards.get(asOf)!
  const rowsOf = async (figure: Figure) => {
    const { ids, cents } = await open.api.dashboard.rowsBehind({ figure })
    const rows = []
    for (let from = 0; from < ids.length; from += 500) rows.push(...await open.api.dashboard.figureRows({ figure, ids: ids.slice(from, from + 500) }))
    expect(rows).toHaveLength(ids.length)
    expect(sum(rows, (row) => row.cents)).toBe(cents)
    return { rows, cents }
  }

  it('ageing: the sum of the statements of all customers, bracket by bracket', async () => {
    const statements = books.statements(asOf)
    const { ageing } = board()
    for (const key of ['notDueCents', 'upTo30Cents', 'upTo60Cents', 'upTo90Cents', 'beyondCents', 'creditCents', 'totalCents'] as const) expect(ageing[key]).toBe(sum(statements, (statement) => statement.ageing[key]))
    expect(sum(ageing.counts, (count) => count)).toBe(sum(statements, ({ openDueDates }) => openDueDates.length))
    expect(ageing.creditCount).toBe(sum(statements, ({ unusedCredits }) => unusedCredits.length))
    for (const bracket of ['notDueCents', 'upTo30Cents', 'upTo60Cents', 'upTo90Cents', 'beyondCents'] as const) expect((await rowsOf({ kind: 'open', on: asOf, bracket, customerId: null })).cents).toBe(ageing[bracket])
    expect((await rowsOf({ kind: 'open', on: asOf, bracket: 'overdue', customerId: null })).cents).toBe(ageing.overdueCents)
    expect((await rowsOf({ kind: 'credits', on: asOf, customerId: null })).cents).toBe(ageing.creditCents)
  })

  it('by customer: each line is that customer’s statement, who owes most first', async () => {
    const { ids } = await open.api.dashboard.customers({ asOf })
    const rows = await open.api.dashboard.customerRows({ asOf, ids })
    const expected = books.statements(asOf).filter(({ openDueDates, unusedCredits }) => openDueDates.length > 0 || unusedCredits.length > 0)
    expect(rows.map(({ id }) => id)).toEqual([...ids])
    expect(new Set(ids)).toEqual(new Set(expected.map(({ id }) => id)))
    for (const { id, ageing, openDueDates } of expected) {
      const openCents = sum(openDueDates, (due) => due.openCents)
      const row = rows.find((one) => one.id === id)!
      expect(row).toMatchObject({ ...ageing, openCents, oldestDaysLate: openDueDates.length === 0 ? 0 : Math.max(...openDueDates.map(({ daysLate }) => daysLate)) })
      expect((await rowsOf({ kind: 'open', on: asOf, bracket: null, customerId: id })).rows.map((due) => [due.id, due.cents]).toSorted()).toEqual(openDueDates.map((due) => [due.dueDateId, due.openCents]).toSorted())
    }
    expect(rows.map(({ openCents }) => openCents)).toEqual(rows.map(({ openCents }) => openCents).toSorted((one, other) => other - one))
    expect(board().topDebtors).toEqual(rows.filter(({ openCents }) => openCents > 0).slice(0, 10))
  })

  it('history: each month end is the dashboard of that day', () => {
    const { history } = board()
    expect(history).toHaveLength(13)
    expect(history.at(-1)!.on).toBe(asOf)
    for (const { on, openCents, overdueCents, creditCents, netCents } of history) {
      const statements = books.statements(on)
      const overdue = sum(statements, ({ openDueDates }) => sum(openDueDates.filter(({ daysLate }) => daysLate > 0), (due) => due.openCents))
      expect({ on, openCents, overdueCents, creditCents, netCents }).toEqual({ on, openCents: sum(statements, ({ openDueDates }) => sum(openDueDates, (due) => due.openCents)), overdueCents: overdue, creditCents: sum(statements, ({ ageing }) => ageing.creditCents), netCents: sum(statements, ({ closingCents }) => closingCents) })
    }
  })

  it('DSO: the balance over the sales, and the same balance used up month by month', async () => {
    const { dso } = board()
    const net = sum(books.statements(asOf), ({ closingCents }) => closingCents)
    const first = books.dueDates.map(({ invoicedOn }) => invoicedOn).toSorted()[0]!
    const yearStart = addDays(addYears(asOf, -1), 1)
    const from = first > yearStart ? first : yearStart
    const sales = books.sales(from, asOf)
    const period = daysBetween(from, asOf) + 1
    expect(dso).toMatchObject({ netCents: net, period: { from, to: asOf, days: period, salesCents: sales }, ratioTenthDays: sales <= 0 ? null : Math.round((10 * Math.max(net, 0) * period) / sales) })
    let left = Math.max(net, 0)
    let tenthDays = 0
    for (let to = asOf; left > 0 && to >= first;) {
      const start = localDate(`${to.slice(0, 7)}-01`)
      const sold = Math.max(0, books.sales(start, to))
      const monthDays = daysBetween(start, to) + 1
      tenthDays += left >= sold ? monthDays * 10 : Math.round((monthDays * 10 * left) / sold)
      left -= Math.min(left, sold)
      to = addDays(start, -1)
    }
    expect(dso.countBackTenthDays).toBe(tenthDays)
    expect(dso.isAtLeast).toBe(left > 0)
    expect(board().history.at(-1)!.dsoTenthDays).toBe(tenthDays)
    for (const step of dso.steps) expect((await rowsOf({ kind: 'sales', from: step.from, to: step.to })).cents).toBe(step.salesCents)
  })

  it('delays: the days of each settlement by a payment, weighted by its amount', async () => {
    const { delay, history } = board()
    const settled = books.settledIn(addYears(asOf, -1), asOf)
    const total = sum(settled, ({ cents }) => cents)
    expect(delay).toMatchObject({
      settledCents: total, count: settled.length, onTimeCents: sum(settled.filter(({ on, dueOn }) => on <= dueOn), ({ cents }) => cents),
      lateTenthDays: tenths(sum(settled, ({ cents, on, dueOn }) => cents * daysBetween(dueOn, on)), total), termTenthDays: tenths(sum(settled, ({ cents, on, invoicedOn }) => cents * daysBetween(invoicedOn, on)), total),
    })
    expect((await rowsOf({ kind: 'settlements', after: delay.after, to: delay.to })).rows.map(({ id, on, days: late }) => [id, on, late]).toSorted()).toEqual(settled.map(({ id, on, dueOn }) => [id, on, daysBetween(dueOn, on)]).toSorted())
    for (const [index, { on, settledCents, delayTenthDays }] of history.entries()) {
      const month = books.settledIn(addDays(localDate(`${on.slice(0, 7)}-01`), -1), on)
      expect([index, settledCents, delayTenthDays]).toEqual([index, sum(month, ({ cents }) => cents), tenths(sum(month, ({ cents, on: day, dueOn }) => cents * daysBetween(dueOn, day)), sum(month, ({ cents }) => cents))])
    }
  })

  it('effect of reminders: each payment counts once, for the last letter before it', async () => {
    const { effects } = board()
    const left = books.reminded.filter(({ sentOn }) => sentOn <= asOf)
    const shown = left.filter(({ sentOn }) => sentOn > addYears(asOf, -1))
    expect(sum(effects, ({ claimedCents }) => claimedCents)).toBe(sum(shown, ({ claimed }) => claimed))
    expect(sum(effects, ({ letterCount }) => letterCount)).toBe(new Set(shown.map(({ letter }) => letter)).size)
    const credited = books.settlements.flatMap((settlement) => {
      const before = left.filter(({ dueDateId, sentOn }) => dueDateId === settlement.dueDateId && sentOn < settlement.paidOn).toSorted((one, other) => (one.sentOn < other.sentOn ? 1 : one.sentOn > other.sentOn ? -1 : other.letter - one.letter))[0]
      return before && settlement.paidOn <= asOf && shown.includes(before) ? [{ ...settlement, line: before, days: daysBetween(before.sentOn, settlement.paidOn) }] : []
    })
    for (const [place, windowDays] of ([7, 15, 30] as const).entries()) {
      const isOldEnough = ({ sentOn }: { sentOn: LocalDate }): boolean => addDays(sentOn, windowDays) <= asOf
      for (const level of [1, 2, 3]) for (const channel of ['paper', 'email'] as const) {
        const rows = effects.filter((effect) => effect.level === level && effect.channel === channel)
        const received = credited.filter(({ line, days: after }) => line.level === level && line.channel === channel && isOldEnough(line) && after <= windowDays)
        expect(sum(rows, ({ windows }) => windows[place]!.claimedCents)).toBe(sum(shown.filter((line) => line.level === level && line.channel === channel && isOldEnough(line)), ({ claimed }) => claimed))
        expect(sum(rows, ({ windows }) => windows[place]!.receivedCents)).toBe(sum(received, ({ cents }) => cents))
        expect((await rowsOf({ kind: 'effect', asOf, days: windowDays, level, channel, profile: null, language: null })).rows.map(({ id, days: after }) => [id, after]).toSorted()).toEqual(received.map(({ id, days: after }) => [id, after]).toSorted())
      }
    }
  })

  it('forecast: what is open, a week each, at the due date and as its customer usually pays', async () => {
    const { forecast } = board()
    const habits = books.settledIn(addYears(asOf, -1), asOf)
    const average = (rows: readonly Settlement[]): number => (rows.length === 0 ? 0 : Math.round(sum(rows, ({ cents, on, dueOn }) => cents * daysBetween(dueOn, on)) / sum(rows, ({ cents }) => cents)))
    const delayOf = new Map(books.customers.map((id) => { const own = habits.filter(({ customer }) => customer === id); return [id, average(own.length < 3 ? habits : own)] }))
    const dues = books.statements(asOf).flatMap(({ id, openDueDates }) => openDueDates.map((due) => ({ ...due, expectedOn: addDays(due.dueOn, delayOf.get(id)!) })))
    expect(forecast.map(({ kind }) => kind)).toEqual(['past', ...Array.from({ length: 8 }, () => 'week'), 'later'])
    const isIn = ({ kind, from, to }: Dashboard['forecast'][number], day: LocalDate): boolean => (kind === 'past' ? day <= asOf : kind === 'later' ? day > forecast.at(-2)!.to! : day >= from! && day <= to!)
    for (const [place, row] of forecast.entries()) {
      const expected = dues.filter(({ expectedOn }) => isIn(row, expectedOn))
      expect(row).toMatchObject({ dueCents: sum(dues.filter(({ dueOn }) => isIn(row, dueOn)), (due) => due.openCents), expectedCents: sum(expected, (due) => due.openCents), expectedCount: expected.length })
      expect((await rowsOf({ kind: 'forecast', asOf, place })).rows.map(({ id, on }) => [id, on]).toSorted()).toEqual(expected.map(({ dueDateId, expectedOn }) => [dueDateId, expectedOn]).toSorted())
    }
  })

  it('says what the books settled on a day nobody knows', async () => {
    const unknown = books.dueDates.filter(({ settled, invoicedOn }) => settled > 0 && invoicedOn > addYears(asOf, -1) && invoicedOn <= asOf)
    expect(board().undated).toEqual({ count: unknown.length, cents: sum(unknown, ({ settled }) => settled) })
    expect((await rowsOf({ kind: 'undated', asOf })).rows).toHaveLength(unknown.length)
  })
})

describe('« Tableau de bord »', () => {
  it('the generated dossier has something of everything on each day but the last, when all that is recent is over', () => {
    for (const asOf of days.slice(1, 3)) {
      const { ageing, effects, delay, undated, forecast } = dashboards.get(asOf)!
      expect([ageing.notDueCents, ageing.upTo30Cents, ageing.upTo60Cents, ageing.upTo90Cents, ageing.beyondCents, ageing.creditCents, undated.cents, delay.count, forecast[2]!.expectedCents].every((value) => value > 0)).toBe(true)
      expect(sum(effects, ({ windows }) => windows[2]!.receivedCents)).toBeGreaterThan(0)
    }
  })
  it('follows a payment of a minute ago', async () => {
    const asOf = days[2]!
    const before = await open.api.dashboard.summary({ asOf })
    const figure: Figure = { kind: 'credits', on: asOf, customerId: null }
    await open.api.receivables.savePayment(paymentOf(1, 12_345, [], { paidOn: asOf }))
    const after = await open.api.dashboard.summary({ asOf })
    expect(after.ageing).toMatchObject({ openCents: before.ageing.openCents, creditCents: before.ageing.creditCents + 12_345, totalCents: before.ageing.totalCents - 12_345 })
    expect((await open.api.dashboard.rowsBehind({ figure })).cents).toBe(after.ageing.creditCents)
  })
  it('can be cancelled while it reads, and then gives its figures when asked again', async () => {
    const abort = new AbortController()
    abort.abort()
    await open.api.receivables.saveCustomer({ ...await open.api.receivables.customer({ id: 1 }), note: 'x' })
    await expect(open.api.dashboard.summary({ asOf: days[0]! }, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect((await open.api.dashboard.summary({ asOf: days[0]! })).asOf).toBe(days[0])
  })
  it.each(['pdf', 'xlsx'] as const)('is written as a document of the dossier (%s), which makes nothing be read again', async (format) => {
    const { documentId, file } = await open.api.dashboard.writeReport({ asOf: days[1]!, format, outFolder: null })
    expect(file).toContain('Tableau de bord 2026-02-17')
    expect((await open.api.documents.list({ runId: null, customerId: null })).find(({ id }) => id === documentId)).toMatchObject({ kind: 'export', title: 'Tableau de bord au 17/02/2026' })
    const onProgress = vi.fn()
    await open.api.dashboard.summary({ asOf: days[1]! }, { onProgress })
    expect(onProgress).not.toHaveBeenCalled()
  })
})
