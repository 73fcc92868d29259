import { setImmediate } from 'node:timers/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readFacts, type WantedCredit } from '../../electron/bank/matching-reader.ts'
import { openDatabase, type Sql } from '../../electron/db/database.ts'
import type { OpenItem, SettledInvoice } from '../../shared/bank/matching-facts.ts'
import { Matching } from '../../shared/bank/matching-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { Progress } from '../../shared/events.ts'
import { localDate } from '../../shared/date.ts'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { cfonb } from '../fixtures/bank-samples.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { matchingOf } from '../fixtures/matching-fixture.ts'
import { company, temporaryFolder } from '../fixtures/office-fixture.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'

const UNPAID = 10_000
const nobody = { progress: () => undefined, giveWay: () => Promise.resolve() }

let open: BankOffice
let folder: string
beforeEach(async () => {
  open = await openBankOffice()
  folder = join(temporaryFolder(), 'dossier')
  await open.api.dossiers.create({ folder, company })
  await open.api.dossiers.close(undefined)
  withSql((sql) => fillDossier(sql, UNPAID))
})
afterEach(() => open.close())

function withSql(work: (sql: Sql) => void): void {
  const sql = openDatabase(folder)
  work(sql)
  sql.close()
}

it('the first list after a change reads all receivables, tells how far it is, and other calls are answered meanwhile', async () => {
  await open.api.dossiers.open({ folder })
  await open.importText(cfonb(0, [{ on: '2026-03-10', cents: 4321, label: 'VIR BOULANGERIE DUPONT' }]))
  const told: Progress[] = []
  let answers = 0
  let isRead = false
  const list = open.api.bank.transactions({ statementId: null }, { onProgress: (progress) => told.push(progress) }).finally(() => { isRead = true })
  while (!(isRead as boolean)) {
    await open.api.bank.statements(undefined)
    answers += 1
    await setImmediate()
  }
  expect(await list).toHaveLength(1)
  // as many turns as there are ranges of invoices and due dates
  expect(answers).toBeGreaterThan(8)
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((left, right) => left - right))
  expect(told.at(-1)).toMatchObject({ phase: 'receivables', done: told[0]!.total })
})

it.each([false, true])('credits imported once the list has been read have their proposals in the next one (accepted alone when sure: %s)', async (isOn) => {
  await open.api.dossiers.open({ folder })
  await open.api.settings.saveParameters([{ name: 'RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR', value: isOn }])
  for (const [day, number, cents, payer] of [['09', 'FA0010011', 11_011, 'ALPHA'], ['10', 'FA0010015', 11_015, 'OMEGA']] as const) {
    const { accepted } = await open.importText(cfonb(0, [{ on: `2026-03-${day}`, cents, label: `VIR ${payer}`, lines: [['LCC', number]] }]))
    expect(accepted).toBe(isOn ? 1 : 0)
    const undecided = await open.api.bank.transactions({ statementId: null })
    expect(undecided.at(-1)?.proposals[0]?.allocations.map((allocation) => allocation.number)).toEqual(isOn ? undefined : [number])
  }
})

it('cancelled, the list is not given; asked for again it is whole', async () => {
  await open.api.dossiers.open({ folder })
  await open.importText(cfonb(0, [{ on: '2026-03-10', cents: 1011, label: 'VIR INCONNU', lines: [['LCC', 'FA0000011']] }]))
  const abort = new AbortController()
  await expect(open.api.bank.transactions({ statementId: null }, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toEqual(new AppError('cancelled'))
  expect((await open.api.bank.transactions({ statementId: null }))[0]).toMatchObject({ label: 'VIR INCONNU', proposals: [{ allocations: [{ number: 'FA0000011', amountCents: 1011 }] }] })
})

it('what is read for some credits says of them what the whole dossier says', async () => {
  withSql((sql) => {
    sql.exec(`INSERT INTO payment (organisation_id, paid_on, amount_cents, unallocated_cents, method, updated_at) SELECT organisation_id, date('2026-03-10', (id % 40 - 20) || ' days'), amount_cents, amount_cents, 'transfer', 'x' FROM due_date WHERE open_cents = 0 AND id % 7 = 0`)
  })
  const sql = openDatabase(folder)
  try {
    const random = seededRandom(7)
    const customers = sql.prepare('SELECT id, name FROM organisation WHERE is_customer = 1').all() as { id: number; name: string }[]
    const number = `coalesce(nullif(i.number, ''), i.warranty_number) AS number`
    const items = sql.prepare(`SELECT d.id AS dueDateId, d.organisation_id AS customerId, ${number}, i.invoiced_on AS invoicedOn, due_on AS dueOn, open_cents AS openCents FROM due_date d JOIN invoice i ON i.id = invoice_id WHERE open_cents > 0`).all() as OpenItem[]
    const settled = sql.prepare(`SELECT i.organisation_id AS customerId, ${number} FROM due_date JOIN invoice i ON i.id = invoice_id WHERE open_cents = 0 AND invoiced_on >= '2024-03-10'`).all() as SettledInvoice[]
    const payments = sql.prepare('SELECT id, organisation_id AS customerId, paid_on AS paidOn, amount_cents AS amountCents, unallocated_cents AS unallocatedCents FROM payment').all() as never[]
    const credits = Array.from({ length: 200 }, () => {
      const item = random.one(items)
      const cited = random.chance(0.5) ? random.one([item.number, item.number.replace(/^FA0+/, ''), random.one(settled).number, `FA ${item.number.slice(2)} ET ${random.one(items).number}`]) : ''
      const payer = random.chance(0.6) ? customers.find(({ id }) => id === item.customerId)!.name : 'INCONNU'
      return { bookedOn: localDate('2026-03-10'), amountCents: random.chance(0.8) ? item.openCents : 1000 + random.below(100_000), label: `VIR ${payer} ${cited}`.toUpperCase(), details: '', payerName: '', payerIban: '' } satisfies WantedCredit & { payerName: string; payerIban: string }
    })
    const some = new Matching(await readFacts(sql, credits, nobody))
    const all = matchingOf({ customers, items, credits: [], payments, payers: [], settled })
    const proposals = credits.map((credit) => some.propose(credit))
    expect(proposals).toEqual(credits.map((credit) => all.propose(credit)))
    expect(new Set(proposals.map(([best]) => best?.confidence))).toEqual(new Set(['sure', 'probable', 'possible', undefined]))
  } finally {
    sql.close()
  }
})
