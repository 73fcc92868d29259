import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../electron/db/database.ts'
import { addDays, daysBetween, localDate, type LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { normaliseNumber } from '../../shared/text.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { receipt, sale, writeFec, type FecLine } from '../fixtures/fec-fixture.ts'
import { openImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { customerWithInvoices, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'

let open: ImportOffice
let api: ImportOffice['api']
beforeEach(async () => {
  open = await openImportOffice()
  api = open.api
})
afterEach(() => open.close())

/** Asks the dossier's file itself, and what it is told to change. */
async function inSql<T>(work: (sql: ReturnType<typeof openDatabase>) => T): Promise<T> {
  await api.dossiers.close()
  const sql = openDatabase(open.folder)
  try {
    return work(sql)
  } finally {
    sql.close()
    await api.dossiers.open({ folder: open.folder })
  }
}
const asOf = localDate('2025-06-30')
const cashOut = (number: string, customer: string, amount: string, more: FecLine = {}): FecLine[] => {
  const entry: FecLine = { journal: 'BQ', number, date: '20250310', piece: `REJ${number}`, label: 'Rejet virement', ...more }
  return [{ ...entry, auxiliary: customer, name: `Client ${customer}`, debit: amount }, { ...entry, account: '512000', letter: '', credit: amount }]
}

describe('a bounced transfer of the books', () => {
  beforeEach(() => open.apply(writeFec([
    ...sale('1', 'A', 100_000), ...receipt('2', 'A', 120_000, { letter: 'RR' }), ...cashOut('3', 'A', '1200,00', { letter: 'RR' }),
    ...sale('4', 'B', 50_000, { letter: 'AA' }), ...receipt('5', 'B', 50_000, { letter: 'AA', date: '20250320' }),
  ])))

  it('is no sale, and what it took back is no payment: sales, DSO, delays and their rows, as SQL has them without the entry', async () => {
    const { dso, delay } = await api.dashboard.summary({ asOf })
    const expected = await inSql((sql) => ({
      sales: sql.prepare("SELECT sum(amount_cents) FROM due_date d JOIN invoice i ON i.id = d.invoice_id WHERE i.number NOT LIKE 'REJ%'").pluck().get(),
      paid: sql.prepare("SELECT sum(a.amount_cents) AS cents, sum(a.amount_cents * (julianday(p.paid_on) - julianday(d.due_on))) / sum(a.amount_cents) AS days FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN due_date d ON d.id = a.due_date_id JOIN invoice i ON i.id = d.invoice_id WHERE i.number NOT LIKE 'REJ%'").get() as { cents: number; days: number },
    }))
    expect(expected).toMatchObject({ sales: 150_000, paid: { cents: 50_000 } })
    expect(dso).toMatchObject({ netCents: 100_000, period: { salesCents: 150_000 }, leftOut: { count: 1, cents: 120_000 } })
    expect(dso.ratioTenthDays).toBe(Math.round((10 * 100_000 * dso.period.days) / 150_000))
    expect(dso.steps.at(-1)).toMatchObject({ from: '2025-01-01', salesCents: 150_000 })
    expect(delay).toMatchObject({ settledCents: 50_000, count: 1, lateTenthDays: Math.round(10 * expected.paid.days) })
    const rows = async (kind: 'sales' | 'leftOut') => (await api.dashboard.rowsBehind({ figure: { kind, from: dso.period.from, to: dso.period.to } })).cents
    expect([await rows('sales'), await rows('leftOut')]).toEqual([150_000, 120_000])
    expect((await api.dashboard.rowsBehind({ figure: { kind: 'settlements', after: delay.after, to: delay.to } })).cents).toBe(50_000)
  })
})

it('money that went back is owed like any other as long as nothing settles it', async () => {
  await open.apply(writeFec([...sale('1', 'A', 100_000), ...cashOut('3', 'A', '1200,00')]))
  const { ageing, dso } = await api.dashboard.summary({ asOf })
  expect([ageing.openCents, dso.netCents, dso.period.salesCents]).toEqual([220_000, 220_000, 100_000])
})

describe('an invoice settled without a payment and entered again with another customer', () => {
  const [former, later] = [{ number: 'FA-7', cents: 100_000, on: '2025-03-01' }, { number: 'FA-7', cents: 100_000, on: '2025-03-01' }]
  /** Two customers, an invoice each; the books have settled the first one, so much of it. */
  const twice = async (again: { number: string; cents: number; on: string }, settledCents = former.cents) => {
    const { customerId } = await customerWithInvoices(api, 'X77', [['2025-01-31', 1]])
    const { customerId: other } = await customerWithInvoices(api, 'C006', [['2025-01-31', 1]])
    const save = (id: number, { number, cents: amount, on }: typeof again) => api.receivables.saveInvoice(invoiceOf(id, number, [[addDays(localDate(on), 30), amount]], { invoicedOn: localDate(on) }))
    const saved = await save(customerId, former)
    const second = await save(other, { ...again, number: 'FA-0' })
    await inSql((sql) => {
      sql.prepare('UPDATE due_date SET settled_by_source_cents = ?, open_cents = amount_cents - ? WHERE id = ?').run(settledCents, settledCents, saved.dueDates[0]!.id)
      sql.prepare('UPDATE invoice SET number = ?, number_norm = ? WHERE id = ?').run(again.number, normaliseNumber(again.number), second.id)
    })
    return (await api.dashboard.summary({ asOf })).dso
  }

  it('counts once as a sale, and is said to be left out', async () => {
    expect(await twice(later)).toMatchObject({ netCents: 100_000, period: { salesCents: 100_000 }, leftOut: { count: 1, cents: 100_000 } })
    const { undated } = await api.dashboard.summary({ asOf })
    expect(undated).toEqual({ count: 0, cents: 0 })
  })
  it.each([
    ['another number', { ...later, number: 'FA-8' }, 100_000], ['another amount', { ...later, cents: 100_001 }, 100_000], ['another day', { ...later, on: '2025-03-02' }, 100_000], ['the first settled in part', later, 60_000],
  ])('not with %s: these are two', async (_case, again, settled) => {
    expect(await twice(again, settled)).toMatchObject({ period: { salesCents: 100_000 + again.cents }, leftOut: { count: 0, cents: 0 } })
  })
})

describe('promises of a past day', () => {
  const start = localDate('2026-01-05')
  const on = (days: number): LocalDate => addDays(start, days)

  it('are as that day knew them, whatever was paid or cancelled since: every day of the life of some, as SQL has it', async () => {
    const plans: { for: number; amount: number; paid: [day: number, amount: number][] }[] = [
      { for: 10, amount: 1000, paid: [[20, 1000]] }, { for: 10, amount: 1000, paid: [[10, 400], [11, 600]] }, { for: 25, amount: 600, paid: [[3, 600]] }, { for: 5, amount: 1000, paid: [] }, { for: 15, amount: 800, paid: [[14, 300], [30, 700]] },
    ]
    for (const [index, plan] of plans.entries()) {
      const { customerId, dueDateIds } = await customerWithInvoices(api, `P${index}`, [['2026-01-01', 1000]])
      await api.calls.record({ call: callWith(customerId, { calledOn: start, outcome: 'promise', promise: { promisedFor: on(plan.for), amountCents: cents(plan.amount) }, dueDateIds }), asOf: start })
      for (const [day, amount] of plan.paid) await api.receivables.savePayment(paymentOf(customerId, amount, [[dueDateIds[0]!, amount]], { paidOn: on(day) }))
    }
    await inSql((sql) => sql.prepare("UPDATE payment_promise SET cancelled_at = ?, cancelled_by = 'x' WHERE call_id = (SELECT max(call_id) FROM payment_promise WHERE amount_cents = 1000)").run(`${on(18)}T12:00:00.000Z`))
    const records = await inSql((sql) => sql.prepare(`SELECT p.promised_for AS promisedFor, p.amount_cents AS amount, substr(p.cancelled_at, 1, 10) AS cancelledOn, json_group_array(json_array(m.paid_on, a.amount_cents)) AS paid
      FROM payment_promise p JOIN call_due_date x ON x.call_id = p.call_id LEFT JOIN allocation a ON a.due_date_id = x.due_date_id LEFT JOIN payment m ON m.id = a.payment_id GROUP BY p.call_id`).all() as { promisedFor: LocalDate; amount: number; cancelledOn: LocalDate | null; paid: string }[])
    expect(records.filter(({ cancelledOn }) => cancelledOn !== null)).toHaveLength(1)
    for (let day = 0; daysBetween(start, on(day)) <= 35; day += 1) {
      const counts = { keptCount: 0, lateCount: 0, brokenCount: 0, awaitedCount: 0 }
      for (const { promisedFor, amount, cancelledOn, paid } of records) {
        if (cancelledOn !== null && cancelledOn <= on(day)) continue
        const paidBy = (last: LocalDate): number => (JSON.parse(paid) as [LocalDate | null, number | null][]).reduce((sum, [paidOn, part]) => sum + (paidOn !== null && paidOn <= last && paidOn <= on(day) ? part! : 0), 0)
        if (paidBy(promisedFor) >= amount) counts.keptCount += 1
        else if (on(day) <= promisedFor) counts.awaitedCount += 1
        else if (paidBy(on(day)) >= amount) counts.lateCount += 1
        else counts.brokenCount += 1
      }
      expect({ day, ...(await api.dashboard.summary({ asOf: on(day) })).promises }).toMatchObject({ day, ...counts })
    }
  })
})
