import { afterEach, beforeEach, expect, it } from 'vitest'
import { addDays, localDate } from '../../shared/date.ts'
import { cfonb, type SampleMovement } from '../fixtures/bank-samples.ts'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'

const NAMES = ['Dupont SARL', 'Martin', 'Boulangerie Epinard', 'Transports Quéméneur', 'Dupont EURL']

let open: BankOffice
beforeEach(async () => { open = await openBankOffice() })
afterEach(() => open.close())

/** Anything written makes the office read everything again. */
const readAgain = (isOn: boolean): Promise<unknown> => open.api.settings.saveParameters([{ name: 'DEMANDE_RELEVE_AUTOMATIQUE', value: isOn }])

it.each([1, 2, 3, 4])('what is proposed after acceptances, one by one or all that are sure, is what it would be were the whole dossier read again (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const amount = (): number => 1000 * (1 + random.below(6))
  for (const [place, name] of NAMES.entries()) {
    const invoices = Array.from({ length: 6 }, (_none, index): [string, number] => [`FA26-0${place}${index}${random.below(10)}${index}`, amount()])
    const customer = await open.owe(`C${place}`, name, [...invoices, [`AV26-0${place}`, -1000 * (1 + random.below(3))]])
    if (random.chance(0.5)) await open.api.receivables.savePayment(paymentOf(customer, amount(), [], { paidOn: addDays(localDate('2026-03-10'), random.below(20) - 10) }))
  }
  const customers = await Promise.all((await Promise.all(NAMES.map((_name, place) => open.api.receivables.customerByCode({ code: `C${place}` })))).map((found) => open.api.receivables.dueDatesOf({ customerId: found!.id, onlyOpen: true })))
  const movements = Array.from({ length: 14 }, (_none, index): SampleMovement => {
    const place = random.below(NAMES.length)
    const [one, other] = [random.one(customers[place]!), random.one(customers[place]!)]
    const cents = random.chance(0.6) ? Math.abs(one.openCents) : Math.max(1000, one.openCents + other.openCents)
    return { on: `2026-03-${String(5 + index)}`.replace(/-(\d)$/, '-0$1'), cents, label: `VIR ${random.chance(0.8) ? NAMES[place]! : 'INCONNU'}`.toUpperCase(), lines: random.chance(0.5) ? [['LCC', one.number]] : [] }
  })
  await open.importText(cfonb(0, movements))
  for (let step = 0; step < 10; step++) {
    const undecided = await open.api.bank.transactions({ statementId: null })
    if (undecided.length === 0) break
    const transaction = random.one(undecided)
    if (random.chance(0.15)) await open.api.bank.ignore({ transactionId: transaction.id })
    else if (random.chance(0.15)) await open.api.bank.acceptSure({ statementId: null })
    else if (transaction.proposals.length > 0) await open.accept(transaction, random.below(transaction.proposals.length))
    // several may follow each other before anything is read again
    if (step < 9 && random.chance(0.5)) continue
    const followed = await open.api.bank.transactions({ statementId: null })
    await readAgain(step % 2 === 0)
    expect(followed).toEqual(await open.api.bank.transactions({ statementId: null }))
  }
  expect(await open.api.dossiers.check(undefined)).toMatchObject({ ok: true })
})
