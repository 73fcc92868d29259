import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { officeClient } from '../../electron/client.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { createOffice } from '../../electron/office.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import type { SearchCriteria } from '../../shared/reminders/reminder-contract.ts'
import { normalise, normaliseNumber } from '../../shared/text.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { everything } from '../fixtures/reminder-fixture.ts'
import { percentile, timed, type Figure } from './bench-figures.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'

const UNPAID = 1_000_000
const PAGE = 200
const asOf = localDate('2026-03-31')

/** What a clerk asks for on an ordinary day: mostly lateness, level and names, a number now and then. */
const MIX: Partial<SearchCriteria>[] = [
  { daysOverdue: 0 }, { daysOverdue: 15 }, { daysOverdue: 30, level: 0 }, { daysOverdue: 60, level: 1 }, { daysOverdue: 90, level: 2 }, { level: 'all' }, { level: 3 },
  { from: localDate('2025-03-31'), to: asOf, daysOverdue: 0 }, { from: localDate('2025-03-31'), to: asOf, daysOverdue: 0, minOutstandingCents: 300_000 as never },
  { from: localDate('2026-01-01'), to: localDate('2026-01-31') }, { from: localDate('2026-02-01'), to: localDate('2026-02-28'), level: 0 }, { to: localDate('2024-12-31') },
  { name: 'dupont' }, { name: 'Hélène' }, { name: 'boulangerie', daysOverdue: 30 }, { name: 'oeuvrard 12', level: 1 }, { name: 'xyz' }, { name: 'des alpes', minOutstandingCents: 200_000 as never },
  { minOutstandingCents: 250_000 as never }, { minOutstandingCents: 280_000 as never, level: 0, daysOverdue: 30 }, { minOutstandingCents: 1_000_000_000 as never },
  { invoiceNumber: 'FA0012345' }, { invoiceNumber: 'fa 1999999' }, { invoiceNumber: 'FA00123*' }, { invoiceNumber: '*777' }, { warrantyInvoiceNumber: 'G000200' }, { warrantyInvoiceNumber: 'G0001*' },
  { name: 'garage', from: localDate('2025-06-01'), to: localDate('2025-12-31'), daysOverdue: 30, minOutstandingCents: 100_000 as never, level: 2 },
  { name: 'noel', level: 0, daysOverdue: 0 }, { daysOverdue: 45, level: 'all', minOutstandingCents: 260_000 as never },
]

/** « Calcul » with its first page on a million unpaid due dates, against the query one would write first, in the same run. */
export async function benchSelection(): Promise<Figure[]> {
  const base = temporaryFolder()
  try {
    const ours = await measureOurs(base)
    const ourP95 = percentile(ours.times, 0.95)
    const naiveP95 = percentile(measureNaive(join(base, 'dossier'), ours.found), 0.95)
    return [
      { name: 'selection: « Calcul » and first page, median', value: percentile(ours.times, 0.5), unit: 'ms' },
      { name: 'selection: « Calcul » and first page, p95', value: ourP95, unit: 'ms' },
      { name: 'selection: naive query, p95', value: naiveP95, unit: 'ms' },
      { name: 'selection: naive p95 / ours', value: naiveP95 / ourP95, unit: '×', goal: { atLeast: 50 } },
      { name: 'selection: first « Calcul » after opening, which reads all unpaid due dates', value: ours.firstMs, unit: 'ms', goal: { atMost: 3000 } },
      ...ours.sorting,
    ]
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

interface Ours {
  times: number[]
  /** How many due dates each criteria of MIX found. */
  found: number[]
  firstMs: number
  sorting: Figure[]
}

async function measureOurs(base: string): Promise<Ours> {
  const office = createOffice({ dataFolder: join(base, 'data'), resources })
  const api = officeClient<OfficeContract>(office.dispatch)
  const folder = join(base, 'dossier')
  await api.dossiers.create({ folder, company })
  await api.dossiers.close(undefined)
  const sql = openDatabase(folder)
  fillDossier(sql, UNPAID)
  sql.close()
  await api.dossiers.open({ folder })

  const ask = async (criteria: Partial<SearchCriteria>): Promise<number> => {
    const selection = await api.reminders.calculate({ criteria: { ...everything, ...criteria }, asOf })
    await api.reminders.rows({ ids: selection.ids.subarray(0, PAGE), asOf })
    return selection.count
  }
  const { ms: firstMs } = await timed(() => ask({}))
  const sorting: Figure[] = []
  const { ids } = await api.reminders.calculate({ criteria: everything, asOf })
  for (const column of ['dueOn', 'customerCode', 'amountCents', 'invoiceNumber'] as const) {
    const sort = { column, descending: true }
    await api.reminders.arrange({ ids, asOf, sort, filter: [] })
    const { ms } = await timed(() => api.reminders.arrange({ ids, asOf, sort, filter: [] }))
    sorting.push({ name: `selection: a million rows sorted by ${column}`, value: ms, unit: 'ms', goal: { atMost: 1000 } })
  }
  const times: number[] = []
  const found: number[] = []
  for (let round = 0; round < 5; round++) {
    for (const [index, criteria] of MIX.entries()) {
      const { ms, value } = await timed(() => ask(criteria))
      times.push(ms)
      found[index] = value
    }
  }
  await office.close()
  return { times, found, firstMs, sorting }
}

/** Joins of whole tables, the name normalised for every row, no index but the primary keys. Its answers must be ours. */
function measureNaive(folder: string, found: readonly number[]): number[] {
  const sql = openDatabase(folder)
  for (const name of sql.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name <> 'organisation_code'`).pluck().all() as string[]) sql.exec(`DROP INDEX ${name}`)
  sql.function('normalised', { deterministic: true }, (text) => normalise(String(text)))
  sql.function('plain_number', { deterministic: true }, (text) => normaliseNumber(String(text)))
  const where = `FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id
    JOIN (SELECT organisation_id, sum(open_cents) AS outstanding FROM due_date WHERE open_cents > 0 GROUP BY organisation_id) t ON t.organisation_id = o.id
    WHERE d.open_cents > 0 AND (:name = '' OR instr(normalised(o.name), :name) > 0) AND (:from IS NULL OR d.due_on >= :from) AND (:to IS NULL OR d.due_on <= :to)
      AND (:days IS NULL OR julianday(:asOf) - julianday(d.due_on) >= :days) AND (:min IS NULL OR t.outstanding >= :min) AND (:level IS NULL OR d.reminder_level = :level)
      AND (:number = '' OR ((i.kind <> 'warranty' OR i.warranty_number <> '') AND plain_number(i.number) GLOB :number))
      AND (:warranty = '' OR plain_number(CASE WHEN i.kind = 'warranty' AND i.warranty_number = '' THEN i.number ELSE i.warranty_number END) GLOB :warranty)`
  const page = sql.prepare(`SELECT d.*, i.*, o.*, t.outstanding ${where} ORDER BY o.name, d.due_on, i.number LIMIT ${PAGE}`)
  const totals = sql.prepare(`SELECT count(*) AS count, sum(d.open_cents) AS total ${where}`)
  const times = MIX.map((some, index) => {
    const { name, from, to, daysOverdue, minOutstandingCents, level, invoiceNumber, warrantyInvoiceNumber } = { ...everything, ...some }
    const values = { name: normalise(name), from, to, days: daysOverdue, asOf, min: minOutstandingCents, level: level === 'all' ? null : level, number: normaliseNumber(invoiceNumber), warranty: normaliseNumber(warrantyInvoiceNumber) }
    const start = performance.now()
    page.all(values)
    const { count } = totals.get(values) as { count: number }
    if (count !== found[index]) throw new Error(`« Calcul » found ${found[index] ?? 0} due dates, the naive query ${count}, for ${JSON.stringify(some)}`)
    return performance.now() - start
  })
  sql.close()
  return times
}
