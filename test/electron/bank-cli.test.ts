import { beforeEach, expect, it } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { localDate } from '../../shared/date.ts'
import { openBankOffice } from '../fixtures/bank-office.ts'
import { cfonb, ofx } from '../fixtures/bank-samples.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'

let dossier: string
const statement = writeFile('releve.txt', cfonb(0, [
  { on: '2026-03-10', cents: 120_000, label: 'VIR DUPONT', lines: [['LCC', 'FA2026-00123']] },
  { on: '2026-03-11', cents: 999, label: 'VIR INCONNU' },
  { on: '2026-03-12', cents: -5_000, label: 'REJET PRLV MARTIN' },
]))

async function relais(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  let out = ''
  let err = ''
  const code = await runCli(['bank', ...args, '--dossier', dossier], { out: (text) => { out += text }, err: (text) => { err += text }, today: () => localDate('2026-03-31'), resources })
  return { code, out: out.replaceAll('\u00a0', ' ').split('\n').filter((line) => line !== ''), err: err.replaceAll('\u00a0', ' ') }
}

beforeEach(async () => {
  const { folder, owe, close } = await openBankOffice()
  await owe('DUP', 'Dupont', [['FA2026-00123', 120_000]])
  dossier = folder
  await close()
})

it('a statement is imported once, what is to be decided is listed, and what is sure accepted when asked for', async () => {
  expect(await relais('import', statement)).toEqual({ code: 0, err: '', out: ['Compte 30004 00821 00010123456 : 3 opérations (3 nouvelles), crédits 1 209,99 €, débits -50,00 €', 'Relevé importé : 3 opérations nouvelles.'] })
  expect(await relais('import', statement)).toMatchObject({ code: 0, out: [expect.any(String), 'Relevé importé : rien de nouveau.'] })
  const listed = await relais('proposals')
  expect(listed.out.map((line) => line.split(/ {2,}/))).toEqual([
    ['10/03/2026', '1 200,00 €', 'VIR DUPONT', 'Sûr', 'Dupont (DUP)', 'FA2026-00123 1 200,00 €', 'cite FA2026-00123, montant exact, payeur Dupont'],
    ['11/03/2026', '9,99 €', 'VIR INCONNU'],
    ['12/03/2026', '-50,00 €', 'REJET PRLV MARTIN', 'Paiement repris'],
  ])
  const accepted = await relais('proposals', '--accept-sure', '--json')
  expect(JSON.parse(accepted.out.join('\n'))).toMatchObject({ accepted: 1, transactions: [{ label: 'VIR INCONNU' }, { label: 'REJET PRLV MARTIN', isReturned: true }] })
  expect((await relais('proposals', '--accept-sure')).out[0]).toBe('Rien n’était sûr.')
})

it('one transaction is one, a credit note is named as such, and a label without end widens no line', async () => {
  const { folder, owe, close } = await openBankOffice()
  dossier = folder
  await owe('FRO', 'Fromagerie', [['F26-008', 120_000], ['AV26-001', -30_000]])
  await close()
  expect((await relais('import', writeFile('un.ofx', ofx([{ on: '2026-03-10', cents: 90_000, label: 'VIR FROMAGERIE', lines: [['', 'F26-008 moins AV26-001']], reference: 'A' }])))).out[0]).toBe('Compte 30004 00821 00010123456 : 1 opération (1 nouvelle), crédits 900,00 €, débits 0,00 €')
  expect((await relais('import', writeFile('deux.ofx', ofx([{ on: '2026-03-11', cents: 999, label: 'X'.repeat(1_000), reference: 'B' }])))).out[0]).toContain('1 opération (1 nouvelle)')
  const { out } = await relais('proposals')
  expect(out[0]).toContain('F26-008 900,00 €, Avoir AV26-001 sur F26-008 : 300,00 €')
  expect(out[1]).toContain(`${'X'.repeat(59)}…`)
  expect(out[1]!.length).toBeLessThan(120)
})

it('a file that is no statement is refused with its reason, wrong usage is told', async () => {
  expect(await relais('import', writeFile('x.txt', 'bonjour'))).toMatchObject({ code: 1, out: [], err: expect.stringContaining('n’est pas un relevé CFONB 120, OFX ou CAMT.053') as string })
  expect(await relais('import')).toMatchObject({ code: 2, err: expect.stringContaining('relais bank import FICHIER') as string })
  expect(await relais('proposals', '--accept-all')).toMatchObject({ code: 2, err: expect.stringContaining('--accept-all') as string })
})
