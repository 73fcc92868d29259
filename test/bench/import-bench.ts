import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fecDateReader, readFecHeader, readFecRecord, type FecLayout } from '../../shared/imports/fec-rules.ts'
import { inspectFile, readLines } from '../../electron/imports/text-file.ts'
import { localDate } from '../../shared/date.ts'
import { openOffice, temporaryFolder } from '../fixtures/office-fixture.ts'
import { timed, type Figure } from './bench-figures.ts'

const SALES = 200_000
const CUSTOMERS = 4_000
const HEADERS = 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise'

/** A FEC of 1 000 000 lines: 3 a sale, 2 a payment, three sales in four lettered. Returns what it leaves open. */
function writeLedger(path: string): number {
  const file = openSync(path, 'w')
  let text = `${HEADERS}\r\n`
  let openCents = 0
  for (let sale = 1; sale <= SALES; sale++) {
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
  readLines(path, inspectFile(path).encoding ?? 'utf-8', (text) => {
    const known = layout
    if (known === null) layout = readFecHeader(text) as FecLayout
    else cents += readFecRecord(text.split(known.separator), known, readDate).debitCents
  })
  return cents
}

/** FEC of a million lines into a new dossier, against parsing alone. */
export async function benchImport(): Promise<Figure[]> {
  const folder = temporaryFolder()
  const path = join(folder, '732829320FEC20251231.txt')
  try {
    // in a process of its own, so that its memory is not counted
    const openCents = Number(execFileSync(process.execPath, [import.meta.filename, '--write', path], { encoding: 'utf8' }))
    const { api, folder: dossier, close } = await openOffice()
    const before = process.memoryUsage.rss()
    const imported = await timed(() => api.imports.apply({ path, options: {}, asOf: localDate('2025-12-31') }))
    const peakMb = process.resourceUsage().maxRSS / 1024
    await close()
    rmSync(join(dossier, '..'), { recursive: true, force: true })
    if (imported.value.openCents !== openCents || imported.value.shownCents !== openCents) throw new Error(`the import shows ${imported.value.shownCents} instead of ${openCents}`)
    const parsed = await timed(() => parseOnly(path))
    return [
      { name: 'import: lines', value: imported.value.counts.lines, unit: '' },
      { name: 'import: parsing alone, all 18 columns', value: parsed.ms, unit: 'ms' },
      { name: 'import: whole', value: imported.ms, unit: 'ms' },
      { name: 'import: whole against parsing alone', value: imported.ms / parsed.ms, unit: '×', goal: { atMost: 2.5 } },
      { name: 'import: memory before', value: before / 1024 / 1024, unit: 'MB' },
      { name: 'import: peak memory', value: peakMb, unit: 'MB', goal: { atMost: 250 } },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv[2] === '--write') process.stdout.write(String(writeLedger(process.argv[3]!)))
  else for (const { name, value, unit } of await benchImport()) process.stdout.write(`${name}: ${value.toFixed(1)} ${unit}\n`)
}
