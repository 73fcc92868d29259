import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from '../../electron/db/database.ts'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import { cfonb } from '../fixtures/bank-samples.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { bankYear, matchingQuality } from '../fixtures/bank-year.ts'
import { timed, watchTurns, type Figure } from './bench-figures.ts'
import { withLargeOffice } from './large-office.ts'

/** How good the proposals are over a generated year: 5 000 invoices, 4 000 payments. */
export async function benchMatching(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const seed of [1, 2, 3]) {
    const year = bankYear({ invoices: 5_000, payments: 4_000, seed })
    const { value: quality, ms } = await timed(() => matchingQuality(year))
    const name = `matching, year ${seed}:`
    figures.push(
      { name: `${name} precision of what is « sûr »`, value: 100 * quality.precision, unit: '%', goal: { atLeast: 99 } },
      { name: `${name} recall: right and « sûr », of payments by customers`, value: 100 * quality.recall, unit: '%', goal: { atLeast: 85 } },
      { name: `${name} first proposal right, of payments by customers`, value: 100 * quality.firstRecall, unit: '%' },
      { name: `${name} a proposal`, value: ms / quality.payments, unit: 'ms' },
    )
  }
  return [...figures, ...await benchAcceptance()]
}

const DUE_DATES = 1_000_000
const CREDITS = 300
/** Open due dates of one customer and one amount: « clients divers », who pay the same subscription */
const ALIKE = 20_000

interface Owed { number: string; name: string; cents: number }

/** « Accepter » in a dossier of a million due dates: half of them settled, a statement of transfers that name some of the others, and one of payments by a customer of very many due dates that are alike. */
async function benchAcceptance(): Promise<Figure[]> {
  let owed: Owed[] = []
  let alike: Owed[] = []
  const fill = (sql: Sql): void => {
    fillDossier(sql, DUE_DATES / 2)
    const named = `SELECT i.number, o.name, d.open_cents AS cents FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id WHERE d.open_cents > 0`
    owed = sql.prepare(`${named} AND d.id % 1001 = 0 LIMIT ?`).all(CREDITS) as Owed[]
    fillAlike(sql)
    alike = sql.prepare(`${named} AND o.code = 'DIVERS' LIMIT ?`).all(CREDITS) as Owed[]
  }
  return withLargeOffice(fill, async (api, base) => [...await benchList(api, base, owed, `${DUE_DATES} due dates`), ...await benchList(api, base, alike, `${ALIKE} due dates alike`)])
}

function fillAlike(sql: Sql): void {
  sql.exec(`BEGIN IMMEDIATE;
    INSERT INTO organisation (code, name, name_norm, is_customer, payment_term, updated_at) SELECT 'DIVERS', 'Clients divers', 'clients divers', 1, payment_term, 'x' FROM organisation LIMIT 1;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ALIKE}) INSERT INTO invoice (organisation_id, kind, number, number_norm, invoiced_on, updated_at)
      SELECT (SELECT id FROM organisation WHERE code = 'DIVERS'), 'invoice', printf('DV%08d', 40000000 + i), printf('dv%08d', 40000000 + i), '2026-01-15', 'x' FROM n;
    INSERT INTO due_date (invoice_id, organisation_id, due_on, amount_cents, open_cents, updated_at) SELECT id, organisation_id, '2026-02-15', 3000, 3000, 'x' FROM invoice WHERE number LIKE 'DV%';
    COMMIT`)
}

async function benchList(api: Client<OfficeContract>, base: string, owed: readonly Owed[], what: string): Promise<Figure[]> {
  const path = join(base, `${what}.txt`)
  writeFileSync(path, cfonb(0, owed.map(({ number, name, cents }) => ({ on: '2026-03-10', cents, label: `VIR ${name}`, lines: [['LCC', number]] }))), 'latin1')
  await api.bank.importStatement({ path, asOf: localDate('2026-12-31') })
  const statementId = (await api.bank.statements(undefined))[0]!.id
  const turns = watchTurns()
  const { ms: firstMs, value: first } = await timed(() => api.bank.transactions({ statementId }))
  const longestTurn = turns.stop()
  const accepted: number[] = []
  const shown: number[] = []
  for (const { id: transactionId, proposals: [best] } of first.filter(({ proposals }) => proposals.length > 0).slice(0, 7)) {
    const { customerId, paymentId, allocations, credits } = best!
    accepted.push((await timed(() => api.bank.accept({ transactionId, customerId, paymentId, allocations: allocations.map(({ dueDateId, amountCents }) => ({ dueDateId, amountCents })), credits }))).ms)
    shown.push((await timed(() => api.bank.transactions({ statementId }))).ms)
  }
  return [
    { name: `acceptance, ${what}: the first list of ${owed.length} credits, which reads all receivables`, value: firstMs, unit: 'ms' },
    { name: `acceptance, ${what}: longest time the office answers nobody meanwhile`, value: longestTurn, unit: 'ms', goal: { atMost: 500 } },
    { name: `acceptance, ${what}: accepting one, longest`, value: Math.max(...accepted), unit: 'ms', goal: { atMost: 500 } },
    { name: `acceptance, ${what}: the list after it, longest`, value: Math.max(...shown), unit: 'ms', goal: { atMost: 500 } },
  ]
}
