import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fecDateReader, readFecHeader, readFecRecord, type FecLayout } from '../../shared/imports/fec-rules.ts'
import { inspectFile } from '../../electron/imports/text-file.ts'
import { localDate } from '../../shared/date.ts'
import { openOffice, temporaryFolder } from '../fixtures/office-fixture.ts'
import { percentile, timed, type Figure } from './bench-figures.ts'
import { readLines } from './natural-reader.ts'

const SALES = 200_000
const CUSTOMERS = 4_000
const HEADERS = 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise'

/** A FEC of five lines a sale (3 of them its own, 2 its payment), three sales in four lettered. Returns what it leaves open. */
function writeLedger(path: string, sales: number): number {
  const file = openSync(path, 'w')
  let text = `${HEADERS}\r\n`
  let openCents = 0
  for (let sale = 1; sale <= sales; sale++) {
    const customer = `C${String(sale % CUSTOMERS).padStart(5, '0')}`
    const name = `Société des Établissements ${customer}`
    const letter = sale % 4 === 0 ? '' : `A${Math.floor(sale / CUSTOMERS)}`
    const day = `2025${String(1 + (sale % 12)).padStart(2, '0')}${String(1 + (sale % 28)).padStart(2, '0')}`
    const net = 5_000 + (sale * 7_919) % 900_000
    const vat = Math.round(net / 5)
    const paid = letter === '' ? Math.round((net + vat) / 3) : net + vat
    openCents += net + vat - paid
    const row = (journal: string, label: string, number: number, account: string, accountLabel: string, isCustomer: boolean, piece: string, wording: string, debit: number, credit: number): string =>
      `${journal}\t${label}\t${number}\t${day}\t${account}\t${accountLabel}\t${isCustomer ? customer : ''}\t${isCustomer ? name : ''}\t${piece}\t${day}\t${wording}\t${amount(debit)}\t${amount(credit)}\t${isCustomer ? letter : ''}\t${isCustomer && letter !== '' ? day : ''}\t20251231\t\t\r\n`
    text += row('VE', 'Ventes', sale, '41100000', 'Clients', true, `FA${sale}`, `Vente de marchandises ${sale}`, net + vat, 0)
      + row('VE', 'Ventes', sale, '70710000', 'Ventes de marchandises', false, `FA${sale}`, `Vente de marchandises ${sale}`, 0, net)
      + row('VE', 'Ventes', sale, '44571200', 'TVA collectée 20 %', false, `FA${sale}`, `Vente de marchandises ${sale}`, 0, vat)
      + row('BQ', 'Banque', sale, '51210000', 'Banque', false, `VIR${sale}`, `Virement ${name}`, paid, 0)
      + row('BQ', 'Banque', sale, '41100000', 'Clients', true, `VIR${sale}`, `Virement ${name}`, 0, paid)
    if (text.length > 1_000_000) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  return openCents
}

const amount = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`

/** Streams, decodes, splits and converts all 18 columns of every line, and keeps nothing. */
function parseOnly(path: string): number {
  let layout: FecLayout | null = null
  let cents = 0
  const readDate = fecDateReader()
  inspectFile(path)
  readLines(path, (text) => {
    const known = layout
    if (known === null) layout = readFecHeader(text) as FecLayout
    else cents += readFecRecord(text.split(known.separator), known, readDate).debitCents
  })
  return cents
}

interface Measured { ms: number; cpuMs: number; result: number; beforeMb: number; peakMb: number }

async function measured(work: () => number | Promise<number>): Promise<Measured> {
  const beforeMb = process.memoryUsage.rss() / 1024 / 1024
  const before = process.cpuUsage()
  const { value: result, ms } = await timed(work)
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMs: (user + system) / 1000, result, beforeMb, peakMb: process.resourceUsage().maxRSS / 1024 }
}

/** Imports the file into a new dossier; throws unless it shows exactly what the file leaves open. */
async function importOnce(path: string, openCents: number): Promise<Measured> {
  const { api, folder, close } = await openOffice()
  const measures = await measured(async () => {
    const report = await api.imports.apply({ path, options: {}, asOf: localDate('2025-12-31') })
    if (report.openCents !== openCents || report.shownCents !== openCents) throw new Error(`the import shows ${report.shownCents} instead of ${openCents}`)
    return report.counts.lines
  })
  await close()
  rmSync(join(folder, '..'), { recursive: true, force: true })
  return measures
}

const ROUNDS = 3

/** FEC of a million lines into a new dossier, against parsing alone: by turns, so that what else the machine does hits both, and each in a process of its own, so that its memory is its own. */
export function benchImport(): Promise<Figure[]> {
  const folder = temporaryFolder()
  const path = join(folder, '732829320FEC20251231.txt')
  // compiled once, as the product is when it is built: stripping types would take 30 MB in each process
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const inOwnProcess = (...args: string[]): unknown => JSON.parse(execFileSync(process.execPath, [import.meta.filename, ...args], { encoding: 'utf8', env }))
  try {
    inOwnProcess('--compile', path)
    const openCents = inOwnProcess('--write', path) as number
    const parsed: Measured[] = []
    const imported: Measured[] = []
    for (let round = 0; round < ROUNDS; round++) {
      parsed.push(inOwnProcess('--parse', path) as Measured)
      imported.push(inOwnProcess('--import', path, String(openCents)) as Measured)
      parsed.push(inOwnProcess('--parse', path) as Measured)
    }
    const median = (runs: Measured[], of: 'ms' | 'cpuMs'): number => percentile(runs.map((run) => run[of]), 0.5)
    return Promise.resolve([
      { name: 'import: lines', value: imported[0]!.result, unit: '' },
      { name: 'import: parsing alone, all 18 columns', value: median(parsed, 'ms'), unit: 'ms' },
      { name: 'import: whole', value: median(imported, 'ms'), unit: 'ms' },
      { name: 'import: whole against parsing alone', value: median(imported, 'ms') / median(parsed, 'ms'), unit: '×', goal: { atMost: 2.5 } },
      { name: 'import: parsing alone, processor time', value: median(parsed, 'cpuMs'), unit: 'ms' },
      { name: 'import: whole, processor time', value: median(imported, 'cpuMs'), unit: 'ms' },
      { name: 'import: whole against parsing alone, processor time', value: median(imported, 'cpuMs') / median(parsed, 'cpuMs'), unit: '×' },
      { name: 'import: memory before', value: Math.max(...imported.map(({ beforeMb }) => beforeMb)), unit: 'MB' },
      { name: 'import: peak memory', value: Math.max(...imported.map(({ peakMb }) => peakMb)), unit: 'MB', goal: { atMost: 250 } },
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  const [, , task = '', path = '', openCents = ''] = process.argv
  if (task === '--write') process.stdout.write(String(writeLedger(path, SALES)))
  else if (task === '--compile') process.stdout.write(JSON.stringify(await importOnce(path, writeLedger(path, 10))))
  else if (task === '--parse') process.stdout.write(JSON.stringify(await measured(() => parseOnly(path))))
  else if (task === '--import') process.stdout.write(JSON.stringify(await importOnce(path, Number(openCents))))
  else for (const { name, value, unit } of await benchImport()) process.stdout.write(`${name}: ${value.toFixed(1)} ${unit}\n`)
}
