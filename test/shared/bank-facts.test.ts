import { expect, it } from 'vitest'
import { FactIndex, type OpenItem } from '../../shared/bank/matching-facts.ts'
import { localDate } from '../../shared/date.ts'
import { matchingOf } from '../fixtures/matching-fixture.ts'

const MANY = 20_000
let looks = 0

/** An open due date of 30 euros that tells how often it is looked at. */
const watched = (dueDateId: number): OpenItem => ({
  customerId: 1, number: `FA${2026_000_000 + dueDateId}`, invoicedOn: localDate('2026-02-01'), dueOn: localDate('2026-03-01'), openCents: 3000,
  get dueDateId() { looks += 1; return dueDateId },
})
const accepted = (ids: readonly number[]) => ({ customerIds: [1], dueDateIds: ids, items: [], payers: [], settled: [], tied: [] })

it('an acceptance looks at each of a customer’s many open due dates of one amount a few times at most, however many of them it settles', () => {
  const ids = Array.from({ length: MANY }, (_none, index) => index + 1)
  const facts = new FactIndex(() => ({ items: [], credits: [] }))
  facts.add({ items: ids.map(watched) })
  expect(facts.ofAmount(3000)).toHaveLength(MANY)

  for (const [settled, left] of [[ids.slice(0, 1), MANY - 1], [ids.slice(1), 0]] as const) {
    looks = 0
    facts.follow(accepted(settled))
    expect(facts.ofAmount(3000)).toHaveLength(left)
    expect(looks).toBeLessThan(12 * MANY)
  }
})

it('a label that writes apart the year and the number of a settled invoice, run together in the books, names it', () => {
  const dossier = { customers: [{ id: 1, name: 'Dupont SARL' }], items: [{ dueDateId: 1, customerId: 1, number: 'FA20260200', invoicedOn: localDate('2026-02-01'), dueOn: localDate('2026-03-01'), openCents: 12_000 }], credits: [], payments: [], payers: [], settled: [{ customerId: 1, number: 'FA20260123' }] }
  const paid = { bookedOn: localDate('2026-03-10'), amountCents: 12_000, label: 'VIR DUPONT FACT 2026-0123', details: '', payerName: '', payerIban: '' }
  expect(matchingOf(dossier).propose(paid)[0]).toMatchObject({ confidence: 'possible', reasons: [{ code: 'settled' }, { code: 'amount' }, { code: 'name' }] })
  expect(matchingOf({ ...dossier, settled: [] }).propose(paid)[0]).toMatchObject({ confidence: 'sure' })
})
