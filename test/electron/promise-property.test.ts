import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PromiseState } from '../../shared/calls/call-contract.ts'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { seededRandom, type SeededRandom } from '../fixtures/seeded-random.ts'

const calledOn = localDate('2026-04-01')
const promisedFor = localDate('2026-04-10')
const after = localDate('2026-04-20')

let open: OpenOffice
beforeAll(async () => { open = await openOffice() })
afterAll(() => open.close())

/** A payment or a credit note, what it has settled, and whether the customer had it when he promised. */
interface Source { id: number; isNote: boolean; on: LocalDate; cents: number; used: Map<number, number>; wasThere: boolean }

const total = (amounts: Iterable<number>): number => [...amounts].reduce((sum, amount) => sum + amount, 0)
const free = ({ cents: whole, used }: Source): number => whole - total(used.values())

/** A customer with due dates and credits, some partly used, whom everything may happen to. */
class Debtor {
  readonly sources: Source[] = []
  /** Open now, by due date */
  readonly left = new Map<number, number>()
  readonly id: number
  private readonly random: SeededRandom

  constructor(id: number, random: SeededRandom) {
    this.id = id
    this.random = random
  }

  async owe(number: string): Promise<void> {
    const amount = 100 * (1 + this.random.below(20))
    const { dueDates: [dueDate] } = await open.api.receivables.saveInvoice(invoiceOf(this.id, number, [['2026-02-28', amount]]))
    this.left.set(dueDate!.id!, amount)
  }

  async credit(number: string, on: LocalDate, wasThere: boolean): Promise<void> {
    const [isNote, amount] = [this.random.chance(0.4), 100 * (1 + this.random.below(12))]
    const saved = isNote ? await open.api.receivables.saveInvoice(invoiceOf(this.id, number, [[on, -amount]], { kind: 'credit-note', invoicedOn: on })) : await open.api.receivables.savePayment(paymentOf(this.id, amount, [], { paidOn: on }))
    this.sources.push({ id: saved.id!, isNote, on, cents: amount, used: new Map(), wasThere })
  }

  /** Some of what is free of a source on some due date, beside what it settles already. */
  async settle(source: Source): Promise<void> {
    const [dueDateId, openCents] = this.random.one([...this.left])
    const part = Math.min(openCents, free(source), 100 * (1 + this.random.below(10)))
    if (part <= 0) return
    source.used.set(dueDateId, (source.used.get(dueDateId) ?? 0) + part)
    this.left.set(dueDateId, openCents - part)
    const allocations = [...source.used].map(([id, amount]) => ({ dueDateId: id, amountCents: cents(amount) }))
    if (source.isNote) await open.api.receivables.allocateCreditNote({ invoiceId: source.id, allocations })
    else await open.api.receivables.savePayment({ ...await open.api.receivables.payment({ id: source.id }), allocations })
  }
}

/** What was promised, counted cent by cent from what happened since. */
function expectedOutcome({ promisedCents, creditCents, promised, before, sources }: { promisedCents: number; creditCents: number; promised: Map<number, number>; before: Map<Source, Map<number, number>>; sources: Source[] }): { state: PromiseState; paidCents: number } {
  const since = (source: Source): number => total([...source.used].map(([dueDateId, amount]) => (promised.has(dueDateId) ? amount - (before.get(source)?.get(dueDateId) ?? 0) : 0)))
  const ofCredits = total(sources.filter(({ wasThere }) => wasThere).map(since))
  const beyondCredits = Math.max(0, ofCredits - creditCents)
  const fresh = sources.filter(({ wasThere }) => !wasThere)
  const paidCents = beyondCredits + total(fresh.map(since))
  const inTime = beyondCredits + total(fresh.filter(({ on }) => on <= promisedFor).map(since))
  return { paidCents, state: inTime >= promisedCents ? 'kept' : paidCents >= promisedCents ? 'kept-late' : paidCents > 0 ? 'partly-kept' : 'broken' }
}

it.each(Array.from({ length: 40 }, (_none, index) => index + 1))('a promise is kept by all that came since, whatever day it is dated, less the credits that had been taken off: as counted cent by cent (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const { id } = await open.api.receivables.saveCustomer(customerNamed(`C${seed}`, `Client ${seed}`))
  const debtor = new Debtor(id!, random)
  for (let place = 0; place < 2 + random.below(3); place++) await debtor.owe(`F${seed}-${place}`)
  for (let place = 0; place < random.below(4); place++) await debtor.credit(`A${seed}-${place}`, addDays(calledOn, -random.below(60)), true)
  for (const source of debtor.sources) if (random.chance(0.5)) await debtor.settle(source)
  const promised = new Map([...debtor.left].filter(([, openCents]) => openCents > 0 && random.chance(0.8)))
  if (promised.size === 0) return
  // a credit used up before is none that is left to him
  for (const source of debtor.sources) source.wasThere = free(source) > 0
  const creditsThen = total(debtor.sources.map(free))
  const openThen = total(promised.values())
  const promisedCents = random.chance(0.7) ? Math.max(100, openThen - creditsThen) : openThen
  const before = new Map(debtor.sources.map((source) => [source, new Map(source.used)]))
  await open.api.calls.record({ call: callWith(id!, { calledOn, outcome: 'promise', promise: { promisedFor, amountCents: cents(promisedCents) }, dueDateIds: [...promised.keys()] }), asOf: calledOn })

  for (let step = 0; step < 8; step++) {
    // dated before the call, between, or after the promised day
    if (random.chance(0.4)) await debtor.credit(`N${seed}-${step}`, addDays(calledOn, random.below(30) - 10), false)
    if (debtor.sources.length > 0) await debtor.settle(random.one(debtor.sources))
  }
  const [promise] = await open.api.calls.promises({ customerId: id!, asOf: after })
  expect(promise).toMatchObject(expectedOutcome({ promisedCents, creditCents: Math.max(0, Math.min(creditsThen, openThen - promisedCents)), promised, before, sources: debtor.sources }))
})
