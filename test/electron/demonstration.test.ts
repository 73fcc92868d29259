import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officeClient } from '../../electron/client.ts'
import { fillSampleActivity } from '../../electron/dossiers/sample-activity.ts'
import { createOffice, type Office } from '../../electron/office.ts'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import { resources, temporaryFolder } from '../fixtures/office-fixture.ts'

let office: Office
let api: Client<OfficeContract>
/** A Sunday: what happens « the day before » happens on the Friday */
const asOf = localDate('2026-11-22')
beforeAll(async () => {
  office = createOffice({ dataFolder: temporaryFolder(), resources })
  api = officeClient<OfficeContract>(office.dispatch)
  await api.dossiers.openDemonstration({ asOf })
})
afterAll(() => office.close())

/** All that the screens of the activity show. */
async function activity() {
  const { calls, promisesDue, promisesBroken, copies } = await api.calls.today({ asOf })
  const [session, ...otherSessions] = await api.calls.sessions()
  const { entries } = await api.calls.session({ id: session!.id, asOf })
  const [statement, ...otherStatements] = await api.bank.statements()
  const transactions = await api.bank.transactions({ statementId: statement!.id })
  return {
    calls: calls.map(({ customerCode, callOn }) => `${customerCode} ${callOn}`), due: promisesDue.map(({ customerCode }) => customerCode), broken: promisesBroken.map(({ customerCode, state }) => `${customerCode} ${state}`), copies: copies.map(({ invoiceNumber }) => invoiceNumber),
    others: otherSessions.length + otherStatements.length, states: Object.fromEntries(Object.entries(Object.groupBy(entries, ({ state }) => state)).map(([state, some]) => [state, some.length])),
    accepted: transactions.filter(({ state }) => state === 'accepted').map(({ payment, amountCents }) => [payment!.customerName, amountCents]), confidences: transactions.flatMap(({ proposals }) => proposals.slice(0, 1).map(({ confidence }) => confidence)),
    closing: statement!.closingCents, invoices: (await api.imports.list()).filter(({ kind }) => kind === 'einvoices').map(({ counts }) => counts.invoicesAdded),
  }
}

describe('the demonstration dossier', () => {
  it('has something to show in « Aujourd’hui », a session, a bank statement and electronic invoices, in the days before it was made', async () => {
    expect(await activity()).toEqual({
      calls: ['CL00037 2026-11-20', 'CL00073 2026-11-22', 'CL00049 2026-11-22'], due: ['CL00103'], broken: ['CL00028 partly-kept', 'CL00055 broken'], copies: ['FA26-0391'],
      others: 0, states: { waiting: 8, called: 3, postponed: 1 },
      accepted: [['Confiserie des Célestines', 250_361], ['Boulangerie Tournebroche', 31_273], ['La Huche aux Épis', 152_060]], confidences: ['sure', 'possible', 'possible', 'possible'],
      closing: 4_821_347, invoices: [2],
    })
  })

  it('shows promises of every kind: kept, kept in part, broken, due and waited for', async () => {
    const stateOf = async (code: string) => (await api.calls.promises({ customerId: (await api.receivables.customerByCode({ code }))!.id, asOf })).map(({ state }) => state)
    expect(await Promise.all(['CL00016', 'CL00028', 'CL00055', 'CL00103', 'CL00067'].map(stateOf))).toEqual([['kept'], ['partly-kept'], ['broken'], ['pending'], ['pending']])
  })

  it('is filled once: what was cut short and is made again stays as it was', async () => {
    const before = await activity()
    await fillSampleActivity(api, resources, asOf)
    expect(await activity()).toEqual(before)
    expect((await api.dossiers.check()).problems).toEqual([])
  })

  it.each(['2024-01-10', '2031-03-02'])('opens on a machine whose clock says %s', async (day) => {
    const other = createOffice({ dataFolder: temporaryFolder(), resources })
    const elsewhere = officeClient<OfficeContract>(other.dispatch)
    try {
      expect(await elsewhere.dossiers.openDemonstration({ asOf: localDate(day) })).toMatchObject({ isDemonstration: true })
      expect([(await elsewhere.calls.sessions()).length, (await elsewhere.bank.statements()).length, (await elsewhere.dossiers.check()).problems]).toEqual([1, 1, []])
    } finally {
      await other.close()
    }
  })
})
