import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { systemNow } from '../../shared/date.ts'
import type { HalfYear } from '../../shared/legal/half-year-rules.ts'
import type { RateTable } from '../../shared/legal/interest-rules.ts'
import { HalfYearSchema, RateTableSchema, type RateChange, type RateProposal, type RateRow } from '../../shared/legal/legal-contract.ts'
import type { Sql } from '../db/database.ts'

const ShippedRate = z.object({ halfYear: HalfYearSchema, rateBp: z.int(), source: z.string() })
const ShippedRates = z.record(RateTableSchema, z.array(ShippedRate))

/** A rate that comes with this version of the program (resources/legal/rates.json). */
type ShippedRate = z.output<typeof ShippedRate> & { table: RateTable }

interface NewRate { table: RateTable; halfYear: HalfYear; rateBp: number | null; source: string; origin: 'shipped' | 'typed'; changedBy: string }
type StoredRow = RateRow & { origin: 'shipped' | 'typed' }

const LAST = 'SELECT max(id) AS id, count(*) AS changes FROM legal_rate_change GROUP BY rate_table, half_year'

/**
 * The two tables of half-yearly rates of a dossier: each writing is a row that stays, the last one of a half-year holds.
 * A new dossier starts with the rates shipped; what a later version ships is proposed, never written by itself.
 */
export function rateRepository(sql: Sql, resources: string) {
  const insert = (rate: NewRate): void => {
    sql.prepare(`INSERT INTO legal_rate_change (rate_table, half_year, rate_bp, source, origin, changed_at, changed_by) VALUES (:table, :halfYear, :rateBp, :source, :origin, :now, :changedBy)`).run({ ...rate, now: systemNow() })
  }
  const rows = (): StoredRow[] => sql.prepare(`SELECT r.rate_table AS "table", r.half_year AS halfYear, r.rate_bp AS rateBp, r.source, r.origin, r.changed_at AS changedAt, r.changed_by AS changedBy, last.changes
    FROM legal_rate_change r JOIN (${LAST}) last ON last.id = r.id ORDER BY r.rate_table, r.half_year DESC`).all() as StoredRow[]

  return {
    rows,
    /** Shipped rates that this dossier has never had for their half-year. */
    proposals: (): RateProposal[] => {
      const present = new Map(rows().map(({ table, halfYear, rateBp }) => [`${table} ${halfYear}`, rateBp]))
      const everHad = new Set(sql.prepare(`SELECT rate_table || ' ' || half_year || ' ' || rate_bp FROM legal_rate_change WHERE rate_bp IS NOT NULL`).pluck().all() as string[])
      return shippedRates(resources).filter(({ table, halfYear, rateBp }) => !everHad.has(`${table} ${halfYear} ${rateBp}`))
        .map((rate) => ({ ...rate, presentBp: present.get(`${rate.table} ${rate.halfYear}`) ?? null }))
    },
    /** The latest first. */
    history: (table: RateTable, halfYear: HalfYear): RateChange[] => sql.prepare(`SELECT lag(rate_bp) OVER (ORDER BY id) AS beforeBp, rate_bp AS afterBp, source, origin, changed_at AS changedAt, changed_by AS changedBy
      FROM legal_rate_change WHERE rate_table = ? AND half_year = ? ORDER BY id DESC`).all(table, halfYear) as RateChange[],
    write: insert,
    /** Writes the shipped rates of a dossier that has none at all. */
    fillWhenEmpty: (): void => {
      if (sql.prepare('SELECT EXISTS (SELECT 1 FROM legal_rate_change)').pluck().get() === 1) return
      sql.transaction(() => { for (const rate of shippedRates(resources)) insert({ ...rate, origin: 'shipped', changedBy: '' }) }).immediate()
    },
  }
}
export type RateRepository = ReturnType<typeof rateRepository>

function shippedRates(resources: string): ShippedRate[] {
  const tables = ShippedRates.parse(JSON.parse(readFileSync(join(resources, 'legal', 'rates.json'), 'utf8')))
  return RateTableSchema.options.flatMap((table) => tables[table].map((rate) => ({ ...rate, table })))
}
