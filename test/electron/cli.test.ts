import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { runCli } from '../../electron/cli.ts'
import { resources, temporaryFolder } from '../fixtures/office-fixture.ts'

interface Outcome { code: number; out: string; err: string }

/** The command line in this process. */
async function relais(...args: string[]): Promise<Outcome> {
  let out = ''
  let err = ''
  const code = await runCli(args, { out: (text) => { out += text }, err: (text) => { err += text }, today: () => localDate('2026-11-20'), resources })
  return { code, out, err: err.replaceAll('\u00a0', ' ') }
}

/** The same in a process of its own, as a scheduled task runs it. */
function relaisProcess(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../electron/cli.ts'), ...args], { encoding: 'utf8' })
  return { code: status ?? -1, out: stdout, err: stderr.replaceAll('\u00a0', ' ') }
}

async function newDossier(): Promise<string> {
  const folder = join(temporaryFolder(), 'dossier')
  expect((await relais('dossier', 'create', folder, '--company', '{"name":"Boulangerie Lumière"}')).code).toBe(0)
  return folder
}

describe('a process of its own', () => {
  it('answers with French help on the standard output and nothing on the standard error', () => {
    const { code, out, err } = relaisProcess('--help')
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('calculate')
    expect(out).toContain('Codes de sortie')
  })

  it('exits with 0, 1 or 2; results go to the standard output, messages to the standard error', () => {
    const folder = join(temporaryFolder(), 'dossier')
    const created = relaisProcess('dossier', 'create', folder, '--company', '{"name":"Boulangerie Lumière"}', '--json')
    expect(created).toEqual({ code: 0, out: `${JSON.stringify({ folder, name: 'Boulangerie Lumière' })}\n`, err: '' })
    const again = relaisProcess('dossier', 'create', folder)
    expect([again.code, again.out]).toEqual([1, ''])
    expect(again.err).toMatch(/^relais : Le dossier « .* » contient déjà un dossier Relais\. Ouvrez-le/)
    const wrong = relaisProcess('calculate', '--dossier', folder, '--jour', '3')
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err).toContain('l’option « --jour » n’existe pas pour cette commande')
  })
})

describe('wrong usage is told in French, exits with 2 and touches nothing', () => {
  it.each([
    ['no command', [], 'aucune commande'],
    ['an unknown command', ['calculer'], 'la commande « calculer » n’existe pas'],
    ['a missing option', ['calculate'], 'il manque l’option « --dossier »'],
    ['a missing value', ['calculate', '--dossier'], 'il manque la valeur de l’option « --dossier »'],
    ['an option in place of a value', ['calculate', '--dossier', '--json'], 'il manque la valeur de l’option « --dossier »'],
    ['an option twice', ['calculate', '--dossier', 'a', '--dossier', 'b'], 'donnée deux fois'],
    ['a value for a flag', ['check', '--dossier', 'a', '--json=oui'], 'ne prend pas de valeur'],
    ['a missing argument', ['import', '--dossier', 'a'], 'il manque un argument'],
    ['an argument too many', ['check', 'a', 'b', '--dossier', 'c'], 'l’argument « a » est en trop'],
    ['a date that is none', ['calculate', '--dossier', 'a', '--as-of', '2026-02-30'], '« 2026-02-30 » pour « --as-of »'],
    ['a date the French way', ['calculate', '--dossier', 'a', '--from', '30/01/2026'], 'AAAA-MM-JJ'],
    ['R-EBP-42 days that are no number', ['calculate', '--dossier', 'a', '--days-overdue', 'abc'], '« abc » pour « --days-overdue »'],
    ['R-EBP-42 a start after the end', ['calculate', '--dossier', 'a', '--from', '2026-02-01', '--to', '2026-01-01'], 'après sa fin'],
    ['R-EBP-26 an unknown level', ['calculate', '--dossier', 'a', '--level', '4'], '0, 1, 2, 3, all'],
    ['cents that are no integer', ['calculate', '--dossier', 'a', '--min-outstanding', '12,50'], '« 12,50 »'],
    ['letters without a rule', ['letters', '--dossier', 'a', '--out', 'b'], 'il manque l’option « --rule »'],
    ['an unknown rule', ['letters', '--dossier', 'a', '--out', 'b', '--rule', 'level:4'], 'level:1, level:2, level:3'],
    ['a phone list folder without a format', ['phone-list', '--dossier', 'a', '--out', 'b'], '« --pdf » ou « --xlsx »'],
    ['a company that is no JSON', ['dossier', 'create', '/nowhere/x', '--company', '{nom}'], 'n’est pas du JSON'],
    ['a company with an unknown field', ['dossier', 'create', '/nowhere/x', '--company', '{"nom":"x"}'], 'le champ « nom »'],
    ['a mapping with a wrong value', ['import', 'x.txt', '--dossier', 'a', '--mapping', '{"separator":"!"}'], 'le champ « separator »'],
  ])('%s', async (_case, args, expected) => {
    const { code, out, err } = await relais(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(expected)
    expect(err).toContain('relais --help')
    expect(existsSync('b')).toBe(false)
  })
})

describe('dossiers', () => {
  it('a company may come from a file, with terms as people write them', async () => {
    const file = join(temporaryFolder(), 'société.json')
    writeFileSync(file, JSON.stringify({ name: 'Lumière', address: { city: 'Lyon' }, defaultPaymentTerm: '45 jours fin de mois', siren: '732 829 320' }))
    const folder = join(temporaryFolder(), 'dossier')
    expect(await relais('dossier', 'create', folder, '--company', file, '--json')).toEqual({ code: 0, out: `${JSON.stringify({ folder, name: 'Lumière' })}\n`, err: '' })
  })

  it('without a company the dossier is named after its folder', async () => {
    const { out } = await relais('dossier', 'create', join(temporaryFolder(), 'Dupont SARL'), '--json')
    expect(JSON.parse(out)).toMatchObject({ name: 'Dupont SARL' })
  })

  it.each([
    ['a wrong SIREN', '{"name":"Lumière","siren":"123456789"}', 'SIREN n’est pas valable'], ['a company file that does not exist', '/nowhere/société.json', 'n’existe pas'],
  ])('%s makes no dossier and exits with 1', async (_case, company, expected) => {
    const folder = join(temporaryFolder(), 'dossier')
    const { code, err } = await relais('dossier', 'create', folder, '--company', company)
    expect(code).toBe(1)
    expect(err).toContain(expected)
    expect(existsSync(folder)).toBe(false)
  })

  it('a dossier that does not exist is said with its folder', async () => {
    const { code, out, err } = await relais('check', '--dossier', '/nowhere/dossier')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('« /nowhere/dossier »')
  })

  it('is backed up and checked', async () => {
    const folder = await newDossier()
    const { file } = JSON.parse((await relais('backup', '--dossier', folder, '--json')).out)
    expect(readdirSync(join(folder, 'backups')).map((name) => join(folder, 'backups', name))).toEqual([file])
    expect(JSON.parse((await relais('check', '--dossier', folder, '--json')).out)).toEqual({ ok: true, problems: [], invoices: 0, dueDates: 0, payments: 0 })
  })
})
