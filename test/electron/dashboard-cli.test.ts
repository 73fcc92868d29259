import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { localDate } from '../../shared/date.ts'
import { openOffice, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { owing } from '../fixtures/reminder-fixture.ts'

async function relais(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await runCli(args, { out: (text) => { out += text }, err: (text) => { err += text }, today: () => localDate('2026-03-31'), resources })
  return { code, out: out.replaceAll('\u00a0', ' '), err: err.replaceAll('\u00a0', ' ') }
}

let dossier: string
beforeAll(async () => {
  const { api, folder, close } = await openOffice()
  await owing(api, ['C1', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 }, { number: 'F2', dueOn: '2026-04-30', cents: 5000 })
  await owing(api, ['C2', 'Béta'], { number: 'F3', dueOn: '2026-03-01', cents: 40_000 })
  dossier = folder
  await close()
})

it('« dashboard » tells the figures of today, or all of them as JSON', async () => {
  const { code, out, err } = await relais('dashboard', '--dossier', dossier)
  expect([code, err]).toEqual([0, ''])
  for (const words of ['Tableau de bord au 31/03/2026', '550,00 €', '91 % de l’encours, 2 échéances']) expect(out).toContain(words)
  expect(JSON.parse((await relais('dashboard', '--dossier', dossier, '--as-of', '2026-02-28', '--json')).out)).toMatchObject({ asOf: '2026-02-28', ageing: { openCents: 55_000, overdueCents: 10_000 }, files: [] })
})

it('« dashboard --pdf --xlsx » writes both to the output folder; without a format, « --out » is wrong usage', async () => {
  const out = join(temporaryFolder(), 'new')
  const { files } = JSON.parse((await relais('dashboard', '--dossier', dossier, '--pdf', '--xlsx', '--out', out, '--json')).out) as { files: string[] }
  expect(files).toEqual([join(out, 'Tableau de bord 2026-03-31.pdf'), join(out, 'Tableau de bord 2026-03-31.xlsx')])
  expect(files.every((file) => existsSync(file))).toBe(true)
  expect((await relais('dashboard', '--dossier', dossier, '--out', out)).code).toBe(2)
})

it('« ageing » gives a line a customer, who owes most first, and their total', async () => {
  const lines = (await relais('ageing', '--dossier', dossier)).out.trim().split('\n')
  expect(lines.map((line) => line.slice(0, 2))).toEqual(['Co', 'C2', 'C1', '  '])
  expect(lines[3]).toContain('550,00 €')
  expect(JSON.parse((await relais('ageing', '--dossier', dossier, '--json')).out)).toMatchObject({ openCents: 55_000, customers: [{ code: 'C2', upTo30Cents: 40_000 }, { code: 'C1', upTo60Cents: 10_000, notDueCents: 5000, oldestDaysLate: 59 }] })
})
