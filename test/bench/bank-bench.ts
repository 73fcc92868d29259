import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from '../../electron/db/database.ts'
import { localDate } from '../../shared/date.ts'
import { cfonb } from '../fixtures/bank-samples.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { bankYear, matchingQuality } from '../fixtures/bank-year.ts'
import { timed, type Figure } from './bench-figures.ts'
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

/** « Accepter » in a dossier of a million due dates: half of them settled, a statement of transfers that name some of the others. */
async function benchAcceptance(): Promise<Figure[]> {
  let owed: { number: string; name: string; cents: number }[] = []
  const fill = (sql: Sql): void => {
    fillDossier(sql, DUE_DATES / 2)
    owed = sql.prepare(`SELECT i.number, o.name, d.open_cents AS cents FROM due_date d JOIN invoice i ON i.id = d.invoice_id JOIN organisation o ON o.id = d.organisation_id WHERE d.open_cents > 0 AND d.id % 1001 = 0 LIMIT ?`).all(CREDITS) as typeof owed
  }
  return withLargeOffice(fill, async (api, base) => {
    const path = join(base, 'releve.txt')
    writeFileSync(path, cfonb(0, owed.map(({ number, name, cents }) => ({ on: '2026-03-10', cents, label: `VIR ${name}`, lines: [['LCC', number]] }))), 'latin1')
    await api.bank.importStatement({ path, asOf: localDate('2026-12-31') })
    const { ms: firstMs, value: first } = await timed(() => api.bank.transactions({ statementId: null }))
    const accepted: number[] = []
    const shown: number[] = []
    for (const { id: transactionId, proposals: [best] } of first.filter(({ proposals }) => proposals.length > 0).slice(0, 7)) {
      const { customerId, paymentId, allocations, credits } = best!
      accepted.push((await timed(() => api.bank.accept({ transactionId, customerId, paymentId, allocations: allocations.map(({ dueDateId, amountCents }) => ({ dueDateId, amountCents })), credits }))).ms)
      shown.push((await timed(() => api.bank.transactions({ statementId: null }))).ms)
    }
    return [
      { name: `acceptance, ${DUE_DATES} due dates: the first list of ${CREDITS} credits, which reads all receivables`, value: firstMs, unit: 'ms' },
      { name: `acceptance, ${DUE_DATES} due dates: accepting one, longest`, value: Math.max(...accepted), unit: 'ms', goal: { atMost: 500 } },
      { name: `acceptance, ${DUE_DATES} due dates: the list after it, longest`, value: Math.max(...shown), unit: 'ms', goal: { atMost: 500 } },
      { name: `acceptance, ${DUE_DATES} due dates: the list after it, in one first list`, value: (100 * Math.max(...shown)) / firstMs, unit: '%' },
    ]
  })
}
