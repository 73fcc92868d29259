import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import { officeClient } from '../../electron/client.ts'
import { runCli } from '../../electron/cli.ts'
import { createOffice } from '../../electron/office.ts'
import { fecText, receipt, sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
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
    ...['name', 'from', 'invoice', 'warranty-invoice', 'days-overdue', 'min-outstanding', 'level', 'as-of', 'dossier'].map((name): [string, string[], string] =>
      [`R-EBP-31 an empty --${name}, as a variable that is not set gives it, is no « no filter »: it`, ['calculate', ...(name === 'dossier' ? [] : ['--dossier', 'a']), `--${name}`, ''], `la valeur de l’option « --${name} » est vide`]),
    ['a blank value', ['letters', '--dossier', 'a', '--out', 'b', '--rule', 'increment', '--invoice= '], 'la valeur de l’option « --invoice » est vide'],
    ['an empty argument', ['dossier', 'create', ''], 'un argument est vide'],
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
    ['an undo without its number', ['undo-run', '--dossier', 'a'], 'il manque l’option « --run »'],
    ['an undo of a number that is none', ['undo-import', '--dossier', 'a', '--import', '0'], 'valeur incorrecte « 0 » pour « --import »'],
    ['an unknown rule', ['letters', '--dossier', 'a', '--out', 'b', '--rule', 'level:4'], 'level:1, level:2, level:3'],
    ['a phone list folder without a format', ['phone-list', '--dossier', 'a', '--out', 'b'], '« --pdf » ou « --xlsx »'],
    ['an output folder that is the dossier', ['letters', '--dossier', 'a', '--out', 'a', '--rule', 'increment'], 'le dossier de sortie'],
    ['letters within the dossier', ['letters', '--dossier', 'a', '--out', 'a/documents/courriers', '--rule', 'increment'], 'est celui du dossier Relais, ou s’y trouve'],
    ['a phone list within the dossier', ['phone-list', '--dossier', 'a', '--out', 'x/../a/listes', '--pdf'], 'est celui du dossier Relais, ou s’y trouve'],
    ['a company that is no JSON', ['dossier', 'create', '/nowhere/x', '--company', '{nom}'], 'n’est pas du JSON valable. Vérifiez'],
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
    expect(JSON.parse((await relais('check', '--dossier', folder, '--json')).out)).toEqual({ ok: true, problems: [], invoices: 0, dueDates: 0, payments: 0, register: { length: 0, seal: '' } })
  })

  it('its backups are listed, and one is restored in its place or into a new folder', async () => {
    const folder = await newDossier()
    const { file } = JSON.parse((await relais('backup', '--dossier', folder, '--json')).out)
    const name = basename(file)
    expect(JSON.parse((await relais('restore', '--dossier', folder, '--json')).out).backups).toMatchObject([{ name, bytes: expect.any(Number) }])
    expect((await relais('restore', '--dossier', folder)).out).toContain(name)
    const into = join(folder, '..', 'restauré')
    expect(JSON.parse((await relais('restore', '--dossier', folder, '--backup', name, '--into', into, '--json')).out)).toEqual({ folder: into, name })
    expect((await relais('restore', '--dossier', folder, '--backup', name)).out).toContain(`« ${name} » restaurée`.replaceAll('« ', '«\u00a0').replaceAll(' »', '\u00a0»'))
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(2)
    expect((await relais('restore', '--dossier', folder, '--backup', 'autre.sqlite')).code).toBe(1)
    expect((await relais('restore', '--dossier', folder, '--into', into)).code).toBe(2)
  })
})

/** What the commands print with --json, as far as these tests look. */
interface Printed {
  count: number
  rows: { customerCode: string; remindedOn: string | null; dueOn: string; openCents: number }[]
  letters: { customerCode: string; level: number; file: string; pages: number; totalCents: number; lines: unknown[] }[]
  files: string[]
}
const parsed = (text: string): Printed => JSON.parse(text) as Printed

const french = (text: string): string => text.replaceAll('\u00a0', ' ')

/** CP850, as accounting programs of another age write it. */
const toCp850 = (text: string): Buffer => Buffer.from([...text].map((letter) => ({ é: 0x82, è: 0x8a, ç: 0x87, '°': 0xf8 })[letter] ?? letter.charCodeAt(0)))

/** Three customers on 31/03/2025: 240,00 paid in part, 1 000,00 two months late, 500,00 not due yet; 30,00 nobody matched. */
const ledger = (): string => writeFec([
  ...sale('1', 'Hélène', 24_000, { date: '20250115', label: 'Facture n° 1' }), ...receipt('2', 'Hélène', 10_000, { piece: 'FA1' }),
  ...sale('3', 'C2', 100_000, { date: '20241231' }), ...sale('4', 'C3', 50_000, { date: '20250320' }),
  ...sale('5', 'C2', 8_000, { date: '20250110', letter: 'AA' }), ...receipt('6', 'C2', 8_000, { letter: 'AA' }), ...receipt('7', 'C3', 3_000),
], { encode: toCp850 })

const asOf = ['--as-of', '2025-03-31']

async function importedDossier(): Promise<string> {
  const folder = await newDossier()
  expect((await relais('import', ledger(), '--dossier', folder, ...asOf)).code).toBe(0)
  return folder
}

describe('the main job', () => {
  let readOnlyDossier: Promise<string>
  beforeAll(() => { readOnlyDossier = importedDossier(); return readOnlyDossier })

  it('in processes of their own: import, calculate, letters, phone list, check; JSON in integer cents and ISO dates', () => {
    const folder = join(temporaryFolder(), 'dossier')
    const outFolder = join(temporaryFolder(), 'courriers')
    const json = (...args: string[]) => {
      const { code, out, err } = relaisProcess(...args, '--json')
      expect([code, err]).toEqual([0, ''])
      return parsed(out)
    }
    json('dossier', 'create', folder, '--company', '{"name":"Boulangerie Lumière"}')
    expect(json('import', ledger(), '--dossier', folder, ...asOf)).toMatchObject({ openCents: 161_000, shownCents: 161_000, unallocatedCreditCents: 3_000, unbalancedGroups: [], alreadyImported: false, counts: { customersAdded: 3, invoicesAdded: 4, paymentsAdded: 3 } })
    const calculated = json('calculate', '--dossier', folder, ...asOf)
    expect(calculated).toMatchObject({ asOf: '2025-03-31', count: 3, totalCents: 164_000 })
    expect(calculated.rows.find((row) => row.customerCode === 'Hélène')).toEqual({
      customerCode: 'Hélène', customerName: 'Client Hélène', invoiceNumber: 'FA1', warrantyInvoiceNumber: '', invoicedOn: '2025-01-15', dueOn: '2025-02-14', amountCents: 24_000, openCents: 14_000, daysLate: 45, outstandingCents: 14_000, level: 0, remindedOn: null,
    })
    const generated = json('letters', '--dossier', folder, '--rule', 'level:2', '--out', outFolder, ...asOf, '--days-overdue', '0')
    expect(generated.letters.map(({ customerCode, level, totalCents }) => [customerCode, level, totalCents])).toEqual([['C2', 2, 100_000], ['Hélène', 2, 14_000]])
    for (const { file, pages, lines } of generated.letters) {
      expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
      expect([pages, lines.length]).toEqual([1, 1])
    }
    expect(json('calculate', '--dossier', folder, ...asOf, '--level', '2').rows.map((row) => row.remindedOn)).toEqual(['2025-03-31', '2025-03-31'])
    expect(json('phone-list', '--dossier', folder, ...asOf, '--pdf', '--xlsx', '--out', outFolder).files.every((file) => existsSync(file))).toBe(true)
    expect(json('check', '--dossier', folder)).toMatchObject({ ok: true })
  }, 60_000)

  it('the same file twice changes nothing and says so', async () => {
    const folder = await newDossier()
    const file = ledger()
    await relais('import', file, '--dossier', folder, ...asOf)
    const { code, out } = await relais('import', file, '--dossier', folder, ...asOf)
    expect([code, french(out)]).toEqual([0, expect.stringContaining('avait déjà été importé : rien n’a changé')])
  })

  it('R-EBP-63 letters already sent are skipped with their reason, which is no failure', async () => {
    const folder = await importedDossier()
    const outFolder = join(temporaryFolder(), 'courriers')
    const letters = async () => parsed((await relais('letters', '--dossier', folder, '--rule', 'level:1', '--out', outFolder, ...asOf, '--json')).out)
    expect((await letters()).letters).toHaveLength(3)
    const files = readdirSync(outFolder).length
    expect(await letters()).toMatchObject({ letters: [], skipped: [{ reason: 'already-sent' }, { reason: 'already-sent' }, { reason: 'already-sent' }] })
    expect(readdirSync(outFolder)).toHaveLength(files)
  })

  it('the day’s copy of the dossier is written before the day’s letters; one that cannot be is told and keeps nothing from being done', async () => {
    const folder = await importedDossier()
    const letters = () => relais('letters', '--dossier', folder, '--rule', 'increment', '--resend', '--out', join(temporaryFolder(), 'courriers'), ...asOf)
    expect(await letters()).toMatchObject({ code: 0, err: expect.not.stringContaining('sauvegarde') as string })
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1)
    rmSync(join(folder, 'backups'), { recursive: true })
    writeFileSync(join(folder, 'backups'), '')
    expect(await letters()).toMatchObject({ code: 0, err: expect.stringContaining('La sauvegarde n’a pas pu être écrite') as string })
  })

  it.each([
    ['R-EBP-15 part of a name', ['--name', 'client c2'], ['C2']], ['R-EBP-18 a period, bounds included', ['--from', '2025-02-14', '--to', '2025-02-14'], ['Hélène']], ['R-EBP-19 an invoice number', ['--invoice', 'fa4'], ['C3']],
    ['R-EBP-21 days late', ['--days-overdue', '46'], ['C2']], ['R-EBP-24 an outstanding amount, itself included', ['--min-outstanding', '50000'], ['C2', 'C3']], ['R-EBP-31 no criterion', [], ['C2', 'C3', 'Hélène']], ['R-EBP-28 a level nobody has', ['--level', '1'], []],
  ])('%s selects', async (_case, criteria, expected) => {
    const folder = await readOnlyDossier
    const { rows } = parsed((await relais('calculate', '--dossier', folder, ...asOf, ...criteria, '--json')).out)
    expect(rows.map((row) => row.customerCode).sort()).toEqual(expected)
  })

  it('a generation is undone by its number, which « runs » gives, and the dossier is copied first; what cannot be undone says why', async () => {
    const folder = await importedDossier()
    const level = async (): Promise<unknown> => parsed((await relais('calculate', '--dossier', folder, ...asOf, '--json')).out).rows.map(({ remindedOn }) => remindedOn)
    const json = async (...args: string[]): Promise<Record<string, never>> => JSON.parse((await relais(...args, '--dossier', folder, '--json')).out) as Record<string, never>
    expect((await relais('runs', '--dossier', folder)).out).toBe('Aucune génération de courriers.\n')
    await relais('letters', '--dossier', folder, '--rule', 'increment', '--out', temporaryFolder(), ...asOf)
    expect(await json('runs')).toMatchObject({ runs: [{ id: 1, asOf: '2025-03-31', letterCount: 3, undone: null, rule: { kind: 'increment' } }] })
    expect(await level()).toEqual(['2025-03-31', '2025-03-31', '2025-03-31'])
    expect(await json('undo-run', '--run', '1')).toEqual({ runId: 1, letterCount: 3, lineCount: 3 })
    expect(await level()).toEqual([null, null, null])
    const listed = await relais('runs', '--dossier', folder)
    expect(french(listed.out)).toMatch(/^1 .* au 31\/03\/2025 .* 3 courriers .* annulée le \d\d\/\d\d\/\d{4}/)
    const again = await relais('undo-run', '--dossier', folder, '--run', '1')
    expect([again.code, again.out]).toEqual([1, ''])
    expect(again.err).toMatch(/^relais : La génération nº 1 a déjà été annulée le .* Rien n’a été modifié\./)
    const unknown = await relais('undo-run', '--dossier', folder, '--run', '7')
    expect([unknown.code, unknown.err]).toEqual([1, 'relais : Cette génération n’existe pas.\n'])
    expect(french((await relais('check', '--dossier', folder)).out)).toMatch(/Registre des générations : 2 inscriptions, dernière empreinte [0-9a-f]{64}\./)
  })

  it('an import is undone by its number, which « imports » gives, unless letters rest on it', async () => {
    const folder = await importedDossier()
    expect((JSON.parse((await relais('imports', '--dossier', folder, '--json')).out) as { imports: unknown[] }).imports).toMatchObject([{ id: 1, kind: 'fec', undoneAt: null }])
    await relais('letters', '--dossier', folder, '--rule', 'increment', '--out', temporaryFolder(), ...asOf)
    const refused = await relais('undo-import', '--dossier', folder, '--import', '1')
    expect([refused.code, refused.out]).toEqual([1, ''])
    const fresh = await importedDossier()
    expect(await relais('undo-import', '--dossier', fresh, '--import', '1')).toEqual({ code: 0, out: 'Import nº 1 annulé.\n', err: '' })
    expect(parsed((await relais('calculate', '--dossier', fresh, ...asOf, '--json')).out).count).toBe(0)
    expect(french((await relais('imports', '--dossier', fresh)).out)).toMatch(/^1 .* FEC .* annulé le /)
  })

  it('without --json people read it', async () => {
    const folder = await readOnlyDossier
    const { out } = await relais('calculate', '--dossier', folder, ...asOf)
    expect(french(out)).toMatch(/C2 +Client C2 +FA3 +30\/01\/2025 +1 000,00 € +60 j +niveau 0/)
    expect(french(out)).toContain('Au 31/03/2025 : 3 échéances, 3 clients, reste dû 1 640,00 €.')
  })

  it('a question of the file is told with the option that answers it; nothing is imported until it is answered', async () => {
    const folder = await newDossier()
    const file = writeFile('échéances.csv', 'Client;Facture;Date;Echeance;Montant\nDupont;F1;03/04/2026;04/05/2026;100,00\n')
    const { code, out, err } = await relais('import', file, '--dossier', folder)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('Donnez « dateOrder » dans --mapping, par exemple {"dateOrder":"dmy"}. Rien n’a été importé. Réponses possibles : « dmy », « mdy ».')
    expect(parsed((await relais('check', '--dossier', folder, '--json')).out)).toMatchObject({ invoices: 0 })
    expect((await relais('import', file, '--dossier', folder, '--mapping', '{"dateOrder":"dmy"}')).code).toBe(0)
    expect(parsed((await relais('calculate', '--dossier', folder, '--json')).out).rows).toMatchObject([{ dueOn: '2026-05-04', openCents: 10_000 }])
  })

  it.each([['an empty file', Buffer.alloc(0)], ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe])], ['entries that do not balance', fecText([...sale('1', 'C1', 100)].slice(0, 1))]])('%s exits with 1, names the file and imports nothing', async (_case, content) => {
    const folder = await newDossier()
    const { code, out, err } = await relais('import', writeFile('732829320FEC20251231.txt', content), '--dossier', folder)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('732829320FEC20251231.txt')
    expect(parsed((await relais('check', '--dossier', folder, '--json')).out)).toMatchObject({ ok: true, invoices: 0, payments: 0 })
  })

  it.each([
    ['letters', ['letters', '--rule', 'days'], { letters: [], skipped: [], totalCents: 0, deductedCents: 0, interestCents: 0, indemnityCents: 0, payableCents: 0, emailCount: 0, printFile: '', withoutAddress: [], withoutAddressCount: 0, unconfirmedProfiles: [], unconfirmedProfileCount: 0, withCredits: [], withCreditsCount: 0, withoutStatement: [], withoutStatementCount: 0 }],
    ['phone-list', ['phone-list', '--pdf'], { asOf: '2025-03-31', count: 0, totalCents: 0, customers: [], files: [] }],
  ])('%s on a dossier with nothing to remind exits with 0 and says so', async (_command, [command, ...options], expected) => {
    const dossier = await newDossier()
    const args = [command!, ...options, '--dossier', dossier, '--out', join(temporaryFolder(), 'sortie'), ...asOf]
    const { code, out, err } = await relais(...args)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('Aucune échéance ne correspond aux critères.')
    const json = await relais(...args, '--json')
    expect([json.code, json.err, JSON.parse(json.out)]).toEqual([0, '', expected])
  })

  it('due dates reminded before their day are counted on the standard error, with the option that leaves them out', async () => {
    const folder = await importedDossier()
    const letters = (...more: string[]) => relais('letters', '--dossier', folder, '--rule', 'level:1', '--out', join(temporaryFolder(), 'courriers'), ...asOf, ...more)
    expect((await letters('--days-overdue', '0')).err).not.toContain('échue')
    const { code, err } = await letters('--resend')
    expect([code, err]).toEqual([0, expect.stringContaining('1 échéance relancée n’est pas encore échue : aucun critère ne l’écarte. Avec « --days-overdue 0 »')])
  })

  it.runIf(existsSync('/proc'))('an output folder whose parent refuses everything is refused at once, in French', async () => {
    const { code, out, err } = await relais('letters', '--dossier', await newDossier(), '--rule', 'days', '--out', '/proc/x/y', ...asOf)
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^relais : Le dossier de sortie « \/proc\/x\/y » ne peut pas être créé \((ce chemin n’existe pas|l’écriture y est refusée)\)\. Rien n’a été écrit/)
  })

  it.each([
    ['entries that do not balance', () => writeFec(sale('1', 'C1', 100).slice(0, 1)), `--mapping '{"acceptUnbalanced":true}'`],
    ['no customer account', () => writeFec([{ account: '512000', debit: '1,00' }, { account: '707000', credit: '1,00' }]), `--mapping '{"customerAccountPrefix":"41"}'`],
  ])('a ledger refused for %s is told with the option to give', async (_why, file, option) => {
    const { code, err } = await relais('import', file(), '--dossier', await newDossier())
    expect([code, err]).toEqual([1, expect.stringContaining(option)])
    expect((await relais('import', '--help')).out).toContain('acceptUnbalanced')
  })

  it('a list of customers is told as such, and as nothing once it is known', async () => {
    const folder = await importedDossier()
    const file = writeFile('clients.csv', 'Code client;Nom;Ville\nC2;Client C2;Lyon\nC9;Neuf;Paris\n')
    const first = await relais('import', file, '--dossier', folder)
    expect([first.code, french(first.out), first.err]).toEqual([0, 'clients.csv : 2 lignes lues.\nClients ajoutés : 1, complétés : 1.\n', ''])
    const again = await relais('import', file, '--dossier', folder)
    expect([again.code, french(again.out), again.err]).toEqual([0, 'clients.csv avait déjà été importé : rien n’a changé.\n', ''])
  })

  it('a list of due dates is told with what it says remains, lines left out apart and credit notes with their sign', async () => {
    const folder = await newDossier()
    const list = (...lines: string[]) => writeFile('échéances.csv', ['Client;Facture;Date;Echeance;Montant', ...lines, ''].join('\n'))
    const first = await relais('import', list('Dupont;F1;23/04/2026;24/05/2026;100,00', 'Dupont;A1;23/04/2026;24/05/2026;-40,00', 'Total;;;;60,00'), '--dossier', folder)
    expect(french(first.out)).toContain('échéances.csv : 3 lignes lues. 1 ligne non reprise.')
    expect(french(first.out)).toContain('Reste dû selon la liste : 60,00 €.')
    const { err } = await relais('import', list('Dupont;F1;23/04/2026;24/05/2026;100,00'), '--dossier', folder, '--mapping', '{"settleAbsent":true}')
    expect(french(err)).toMatch(/Crédit absent du nouveau fichier, donc soldé : Dupont, A1, [-−]40,00 €/)
  })

  it('an unbalanced lettering is told as what it is: not among the due dates', async () => {
    const file = writeFec([...sale('1', 'C1', 10_000, { letter: 'AA' }), ...receipt('2', 'C1', 8_000, { letter: 'AA' })])
    const { code, err } = await relais('import', file, '--dossier', await newDossier())
    expect([code, french(err)]).toEqual([0, expect.stringContaining('l’écart de 20,00 € n’est PAS dans les échéances et ne sera pas relancé. S’il est dû, délettrez ces lignes dans la comptabilité')])
  })

  it.each(['732829320FEC20251231.txt', 'échéances.csv'])('headers alone are told as such: %s', async (name) => {
    const { code, err } = await relais('import', writeFile(name, name.endsWith('.csv') ? 'Client;Facture;Date;Echeance;Montant\n' : fecText([])), '--dossier', await newDossier())
    expect([code, err]).toEqual([1, expect.stringContaining('n’a aucune ligne sous ses en-têtes')])
  })

  it('an output folder that cannot be made exits with 1 and changes no level', async () => {
    const folder = await importedDossier()
    const { code, err } = await relais('letters', '--dossier', folder, '--rule', 'increment', '--out', join(writeFile('occupé', 'x'), 'courriers'), ...asOf)
    expect(code).toBe(1)
    expect(err).toContain('ne peut pas être créé (un fichier s’y trouve)')
    expect(parsed((await relais('calculate', '--dossier', folder, ...asOf, '--level', '0', '--json')).out).count).toBe(3)
  })
})

it('the demonstration dossier adds up: due dates less unallocated credits are the open balance of its books, with its electronic invoices, less what the bank has brought; opening it again changes nothing', async () => {
  const office = createOffice({ dataFolder: temporaryFolder(), resources })
  const api = officeClient<OfficeContract>(office.dispatch)
  const state = await api.dossiers.openDemonstration({ asOf: localDate('2026-11-20') })
  expect(state).toMatchObject({ isDemonstration: true, lastImportName: '098864408FEC20261031.txt' })
  const { ids } = await api.receivables.findCustomers({ search: '', onlyActive: false })
  const rows = await api.receivables.customerRows({ ids, asOf: localDate('2026-11-20') })
  const sum = (key: 'outstandingCents' | 'unallocatedCreditCents'): number => rows.reduce((total, row) => total + row[key], 0)
  expect(sum('outstandingCents') - sum('unallocatedCreditCents')).toBe(33_679_080 + 148_800 + 70_200 - 250_361 - 31_273 - 152_060)
  const imports = await api.imports.list()
  await api.dossiers.close()
  await api.dossiers.openDemonstration({ asOf: localDate('2027-01-05') })
  expect(await api.imports.list()).toEqual(imports)
  expect((await api.dossiers.check()).problems).toEqual([])
  await office.close()
})
