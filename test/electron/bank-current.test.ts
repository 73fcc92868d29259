import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobOptions } from '../../shared/call.ts'
import { localDate } from '../../shared/date.ts'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { cfonb } from '../fixtures/bank-samples.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'

let open: BankOffice
beforeEach(async () => { open = await openBankOffice() })
afterEach(() => open.close())
const acceptAlone = (): Promise<unknown> => open.api.settings.saveParameters([{ name: 'RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR', value: true }])

describe('a statement of March imported by the rule after the one of April, of the same payer and amount', () => {
  const label = 'VIR BOULANGERIE EPINARD'
  const importMonths = async () => {
    await open.importText(cfonb(0, [{ on: '2026-04-25', cents: 60_000, label }], '2026-04-01', '2026-04-30'))
    return open.importText(cfonb(0, [{ on: '2026-03-04', cents: 60_000, label }], '2026-03-01', '2026-03-31'))
  }

  async function oweWithPayments(numbers: string[], paidOn: string[]): Promise<number> {
    const customer = await open.owe('C001', 'Boulangerie Epinard', numbers.map((number) => [number, 60_000]))
    const dueDates = await open.api.receivables.dueDatesOf({ customerId: customer, onlyOpen: true })
    for (const [place, day] of paidOn.entries()) await open.api.receivables.savePayment(paymentOf(customer, 60_000, [[dueDates[place]!.id, 60_000]], { paidOn: localDate(day) }))
    await acceptAlone()
    return customer
  }

  it('is the payment of March the dossier has: no second one is noted', async () => {
    const customer = await oweWithPayments(['FA26-0701', 'FA26-0702', 'FA26-0703'], ['2026-03-05', '2026-04-26'])
    await importMonths()
    expect((await open.latest()).map(({ state }) => state)).toEqual(['linked'])
    expect(await open.openOf(customer)).toEqual(['FA26-0701 0', 'FA26-0702 0', 'FA26-0703 60000'])
    expect(await open.api.receivables.paymentsOf({ customerId: customer })).toHaveLength(2)
  })

  it('is linked with that payment when April’s is still to be decided', async () => {
    const customer = await oweWithPayments(['FA26-0701', 'FA26-0702', 'FA26-0703', 'FA26-0704'], ['2026-03-05'])
    await importMonths()
    expect((await open.latest()).map(({ state }) => state)).toEqual(['linked'])
    expect((await open.openOf(customer)).filter((text) => text.endsWith(' 60000'))).toHaveLength(3)
  })
})

describe('something is written in the background while receivables are read to accept what is sure', () => {
  const twice = cfonb(0, ['04', '05'].map((day) => ({ on: `2026-03-${day}`, cents: 60_000, label: 'VIR BOULANGERIE EPINARD', lines: [['LCC', 'FA26-0701']] as [string, string][] })))
  /** Writes as the outbox does: without waiting for its turn. @param most times */
  const writing = (most: number): { options: JobOptions; writes: () => number } => {
    let writes = 0
    return { writes: () => writes, options: { onProgress: ({ phase }) => {
      if (phase !== 'receivables' || writes >= most) return
      writes += 1
      void (writes % 2 === 1 ? open.api.outbox.pause(undefined) : open.api.outbox.resume(undefined))
    } } }
  }

  it.each([1, Infinity])('each acceptance is followed: of two credits for the same invoice one is accepted (writes: %s)', async (most) => {
    const customer = await open.owe('C001', 'Boulangerie Epinard', [['FA26-0701', 60_000]])
    await open.importText(twice)
    const { options, writes } = writing(most)
    expect(await open.api.bank.acceptSure({ statementId: null }, options)).toEqual({ accepted: 1 })
    expect(writes()).toBeGreaterThan(most === 1 ? 0 : 5)
    expect(await open.openOf(customer)).toEqual(['FA26-0701 0'])
  })

  it('a statement imported by the rule is imported', async () => {
    const customer = await open.owe('C001', 'Boulangerie Epinard', [['FA26-0701', 60_000]])
    await acceptAlone()
    const { options, writes } = writing(Infinity)
    expect(await open.importText(twice, options)).toMatchObject({ accepted: 1 })
    expect(writes()).toBeGreaterThan(5)
    expect(await open.openOf(customer)).toEqual(['FA26-0701 0'])
  })
})
