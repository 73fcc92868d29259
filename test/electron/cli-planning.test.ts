import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { addDays, systemToday } from '../../shared/date.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { officeClient } from '../../electron/client.ts'
import { createOffice, type Office } from '../../electron/office.ts'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { openOffice, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'

/** The command line in this process. */
async function relais(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await runCli(args, { out: (text) => { out += text }, err: (text) => { err += text }, today: systemToday, resources })
  return { code, out, err: err.replaceAll('\u00a0', ' ') }
}

/** A dossier with one imported invoice of customer A and, when asked, a dispute about it. */
async function importedDossier(isDisputed = false): Promise<{ folder: string; letters: (...more: string[]) => ReturnType<typeof relais> }> {
  const { api, folder, close } = await openOffice()
  await api.imports.apply({ path: writeFec([...sale('1', 'A', 1_000)]), options: {}, asOf: systemToday() })
  const [customerId] = (await api.receivables.findCustomers({ search: '', onlyActive: true })).ids
  if (isDisputed) await api.holds.set({ hold: { kind: 'dispute', scope: 'customer', subjectId: customerId!, reason: 'Prix', since: null, until: null }, asOf: systemToday() })
  await close()
  return { folder, letters: (...more) => relais('letters', '--dossier', folder, '--rule', 'increment', '--out', join(temporaryFolder(), 'out'), ...more) }
}
async function reopened(folder: string): Promise<{ office: Office; api: Client<OfficeContract> }> {
  const office = createOffice({ dataFolder: temporaryFolder(), resources })
  const api = officeClient<OfficeContract>(office.dispatch)
  await api.dossiers.open({ folder })
  return { office, api }
}
const inDays = (days: number): string[] => ['--as-of', addDays(systemToday(), days)]

describe('letters of a scheduled task, and the age of the last import', () => {
  it('older than the dossier’s limit: told on the standard error, and the letters are written', async () => {
    const { letters } = await importedDossier()
    const { code, out, err } = await letters(...inDays(31))
    expect([code, out]).toEqual([0, expect.stringContaining('1 courrier')])
    expect(err).toContain('il y a 31 jours ; les règlements reçus depuis ne sont pas connus')
  })
  it('--max-data-age refuses older data with 1 and writes nothing; as old as allowed, nothing is said', async () => {
    const { letters } = await importedDossier()
    const refused = await letters(...inDays(5), '--max-data-age', '4')
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.err).toContain('Le dernier import date du')
    const allowed = await letters(...inDays(5), '--max-data-age', '5')
    expect([allowed.code, allowed.err]).toEqual([0, expect.not.stringContaining('dernier import')])
    expect((await letters('--max-data-age', 'hier')).code).toBe(2)
  })
})

it('letters by e-mail of a dossier without a mail server: told that they wait', async () => {
  const { api, folder, close } = await openOffice()
  await owing(api, ['C1', 'Client', { email1: 'a@client.example', reminderChannel: 'email' }], { number: 'FA1', dueOn: '2026-01-31', cents: 100 })
  await close()
  const { code, err } = await relais('letters', '--dossier', folder, '--rule', 'increment', '--out', join(temporaryFolder(), 'out'))
  expect([code, err]).toEqual([0, expect.stringContaining('Aucun serveur de messagerie : 1 courrier attendra dans la Boîte d’envoi')])
})

it('what blocks a due date is told in words, and in JSON with its kind, scope, reason and last day', async () => {
  const { letters } = await importedDossier(true)
  expect((await letters()).err).toContain('litige sur le client (« Prix »), sans date de fin')
  const { skipped, letters: written } = JSON.parse((await letters('--json')).out) as { skipped: unknown[]; letters: unknown[] }
  expect(written).toEqual([])
  expect(skipped).toMatchObject([{ reason: 'blocked', hold: { kind: 'dispute', scope: 'customer', reason: 'Prix', until: null } }])
})

it('a letter says how it leaves and what it asks for; one by e-mail is told to wait, nothing having changed', async () => {
  const { folder, letters } = await importedDossier()
  const { api, office } = await reopened(folder)
  const [customerId] = (await api.receivables.findCustomers({ search: '', onlyActive: true })).ids
  const customer = await api.receivables.customer({ id: customerId! })
  await api.receivables.saveCustomer({ ...customer, reminderChannel: 'email', email1: 'a@client.example' })
  await office.close()
  const { code, out, err } = await letters('--json')
  expect([code, err]).toEqual([0, expect.stringContaining('1 courrier par e-mail attend dans la boîte d’envoi : ni niveau ni date ne change')])
  const nothing = { deductedCents: 0, interestCents: 0, indemnityCents: 0 }
  expect(JSON.parse(out)).toMatchObject({ emailCount: 1, ...nothing, letters: [{ channel: 'email', ...nothing }] })
  const { letters: [letter], totalCents, payableCents } = JSON.parse(out) as { letters: { totalCents: number; payableCents: number }[]; totalCents: number; payableCents: number }
  expect([letter!.payableCents, totalCents, payableCents]).toEqual([letter!.totalCents, letter!.totalCents, letter!.totalCents])
})
