import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { runCli } from '../../electron/cli.ts'
import { openOffice, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { owing, requestOf } from '../fixtures/reminder-fixture.ts'

async function relais(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await runCli(args, { out: (text) => { out += text }, err: (text) => { err += text }, today: () => localDate('2026-11-20'), resources })
  return { code, out: out.replaceAll('\u00a0', ' '), err: err.replaceAll('\u00a0', ' ') }
}

let dossier: string
let letter: string
/** Where F1 is disputed */
let contested: string
beforeAll(async () => {
  const { api, folder, close } = await openOffice()
  const { ids } = await owing(api, ['C1', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 }, { number: 'F2', dueOn: '2026-02-28', cents: 5000 })
  await owing(api, ['C12', 'Béta'], { number: 'F3', dueOn: '2026-01-31', cents: 1 })
  const { letters } = await api.reminders.generate(await requestOf(api, ids))
  letter = letters[0]!.file
  dossier = folder
  await close()
  const other = await openOffice()
  const owed = await owing(other.api, ['C1', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 10_000 }, { number: 'F2', dueOn: '2026-02-28', cents: 5000 })
  await other.api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: owed.ids[0]!, reason: 'prix', since: null, until: null }, asOf: localDate('2026-03-31') })
  contested = other.folder
  await other.close()
})

it('« statement » writes the statement of the customer of that code, and gives its figures as JSON', async () => {
  const out = join(temporaryFolder(), 'new')
  const answer = await relais('statement', '--dossier', dossier, '--customer', 'C1', '--from', '2026-02-01', '--as-of', '2026-03-31', '--out', out, '--json')
  expect([answer.code, answer.err]).toEqual([0, ''])
  const statement = JSON.parse(answer.out) as { file: string }
  expect(statement).toMatchObject({ customerCode: 'C1', from: '2026-02-01', asOf: '2026-03-31', openingCents: 15_000, closingCents: 15_000, pages: 1, ageing: { upTo60Cents: 15_000, upTo90Cents: 0 } })
  expect((await readPdf(readFileSync(statement.file)))[0]!.text.replaceAll('\n', ' ')).toContain('Relevé de votre compte au 31/03/2026')
  const spoken = await relais('statement', '--dossier', dossier, '--customer', 'C1', '--out', out, '--xlsx')
  expect(spoken.out).toContain('Solde au 20/11/2026 : 150,00 €, 2 mouvements.')
  expect(readdirSync(out)).toEqual(['Relevé de compte C1 Alpha 2026-03-31.pdf', 'Relevé de compte C1 Alpha 2026-11-20.xlsx'])
})

it('« evidence » writes the file of evidence with its pieces, and names a missing letter on the standard error', async () => {
  const out = temporaryFolder()
  const answer = await relais('evidence', '--dossier', dossier, '--customer', 'C1', '--as-of', '2026-03-31', '--out', out, '--json')
  expect([answer.code, answer.err]).toEqual([0, ''])
  expect(JSON.parse(answer.out)).toMatchObject({ customerCode: 'C1', asOf: '2026-03-31', balanceCents: 15_000, file: join(out, 'Dossier de preuve C1 Alpha 2026-03-31.pdf') })
  rmSync(letter)
  const { code, out: spoken, err } = await relais('evidence', '--dossier', dossier, '--customer', 'C1', '--as-of', '2026-03-31', '--out', out)
  expect(code).toBe(0)
  expect(spoken).toContain('Pièce 1 : Relevé de compte (page 2)')
  expect(err).toContain('Pièce manquante, non jointe : Relance niveau 1 du 31/03/2026')
})

it('« evidence » tells what is contested and not claimed, in its JSON and on the standard error; « --claim-contested » claims it', async () => {
  const out = temporaryFolder()
  const evidence = (...more: string[]) => relais('evidence', '--dossier', contested, '--customer', 'C1', '--as-of', '2026-03-31', '--out', out, ...more)
  const apart = await evidence('--json')
  expect(apart.code).toBe(0)
  expect(JSON.parse(apart.out)).toMatchObject({ claim: { overdueCents: 5000, contestedCents: 10_000 }, contested: [{ number: 'F1', kind: 'dispute', reason: 'prix' }] })
  expect(apart.err).toContain('non réclamé : F1, 100,00 € (litige)')
  const all = await evidence('--claim-contested', '--json')
  expect(all.err).toBe('')
  expect(JSON.parse(all.out)).toMatchObject({ claim: { overdueCents: 15_000, contestedCents: 0 }, contested: [{ number: 'F1' }] })
})

it.each([
  ['an unknown customer', ['statement', '--customer', 'C', '--out', 'x'], 1, 'Aucun client n’a le code « C »'],
  ['a period that ends before it begins', ['statement', '--customer', 'C1', '--from', '2026-12-01', '--out', 'x'], 2, 'la période commence le 2026-12-01'],
  ['no customer', ['evidence', '--out', 'x'], 2, 'il manque l’option « --customer »'],
])('%s is told, and nothing is written', async (_name, args, code, words) => {
  const out = join(temporaryFolder(), 'none')
  const answer = await relais(...args.map((arg) => (arg === 'x' ? out : arg)), '--dossier', dossier)
  expect([answer.code, answer.out]).toEqual([code, ''])
  expect(answer.err).toContain(words)
})
