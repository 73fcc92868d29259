import { beforeAll, expect, it } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { localDate } from '../../shared/date.ts'
import { DEFAULT_SCENARIO } from '../../shared/scenarios/scenario-rules.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'

async function relais(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await runCli(args, { out: (text) => { out += text }, err: (text) => { err += text }, today: () => localDate('2026-03-31'), resources })
  return { code, out: out.replaceAll('\u00a0', ' '), err }
}

let [off, on] = ['', '']
beforeAll(async () => {
  const first = await openOffice()
  off = first.folder
  await first.close()
  const { api, folder, close } = await openOffice()
  await api.scenarios.saveSettings({ ...DEFAULT_SCENARIO, isOn: true })
  await owing(api, ['C1', 'Alpha'], { number: 'F1', dueOn: '2026-03-10', cents: 10_000 }, { number: 'F2', dueOn: '2026-03-30', cents: 5000 })
  const { ids } = await owing(api, ['C2', 'Béta'], { number: 'F3', dueOn: '2026-03-12', cents: 40_000 })
  await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: ids[0]!, reason: 'Prix', since: null, until: null }, asOf: localDate('2026-03-20') })
  on = folder
  await close()
})

it('« scenario today » tells what is to be done, what is blocked and why, and writes nothing', async () => {
  const { code, out, err } = await relais('scenario', 'today', '--dossier', on)
  expect([code, err]).toEqual([0, ''])
  expect(out.trim().split('\n')).toEqual([
    'J+15 · Relance niveau 1  C1  Alpha  1 échéance  100,00 €  depuis le 25/03/2026', 'Étapes atteintes mais bloquées (1) :', 'J+15 · Relance niveau 1  C2  Béta  1 échéance  400,00 €  litige sur cette échéance (« Prix »), sans date de fin',
    'Au 31/03/2026 : échéances à traiter 1, bloquées 1, en attente de leur étape 1, au terme du scénario 0.',
  ])
  expect(JSON.parse((await relais('scenario', 'today', '--dossier', on, '--as-of', '2026-03-26', '--json')).out)).toMatchObject({ asOf: '2026-03-26', groups: [{ place: 1, totalCents: 10_000, entries: [{ customerCode: 'C1' }] }], nextOn: '2026-03-27' })
})

it('without a scenario it says so', async () => {
  expect(await relais('scenario', 'today', '--dossier', off)).toMatchObject({ code: 0, out: expect.stringContaining('n’utilise pas de scénario') as string })
  expect((await relais('scenario', 'today')).code).toBe(2)
})
