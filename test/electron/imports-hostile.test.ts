import { rmSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { localDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { importService } from '../../electron/imports/import-service.ts'
import { memoryDatabase, openDatabase } from '../../electron/db/database.ts'
import { fecText, receipt, sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
import { ImportKills } from '../fixtures/import-kill.ts'
import { openOffice } from '../fixtures/office-fixture.ts'

const asOf = localDate('2025-12-31')
const silent = { progress: () => undefined, throwIfCancelled: () => undefined }

it.each([{ what: 'a new dossier', isNew: true }, { what: 'one that holds the month before', isNew: false }])('an import into $what killed at any moment has happened whole or not at all', { timeout: 900_000 }, async ({ isNew }) => {
  const kills = new ImportKills({ isNew })
  try {
    await kills.prepare()
    const whole = await kills.measure()
    for (let attempt = 0; attempt < Number(process.env['RELAIS_IMPORT_KILLS'] ?? 10); attempt++) expect(await kills.kill(attempt, whole * 1.1 * Math.random())).toMatchObject({ disagreements: [] })
    expect(await kills.kill(-1, 0)).toEqual({ happened: false, disagreements: [] })
    expect(await kills.kill(-2, 'done')).toEqual({ happened: true, disagreements: [] })
  } finally {
    rmSync(kills.base, { recursive: true, force: true })
  }
})

it('a full disk leaves the dossier as it was, and the same import succeeds once there is room', async () => {
  const { folder, close } = await openOffice()
  await close()
  const sql = openDatabase(folder)
  const service = importService(sql)
  await service.apply({ path: writeFec(sale('1', 'A', 100)), options: {}, asOf }, silent)
  const count = (): unknown => sql.prepare('SELECT (SELECT count(*) FROM invoice) || \' \' || (SELECT count(*) FROM import_batch)').pluck().get()
  const before = count()
  sql.pragma(`max_page_count = ${Number(sql.pragma('page_count', { simple: true })) + 4}`)
  const path = writeFec(Array.from({ length: 2_000 }, (_value, index) => sale(String(index + 10), `C${index}`, 1_000)).flat())
  await expect(service.apply({ path, options: {}, asOf }, silent)).rejects.toMatchObject({ code: 'import.disk-full' })
  expect(count()).toBe(before)
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  sql.pragma('max_page_count = 1073741823')
  expect(await service.apply({ path, options: {}, asOf }, silent)).toMatchObject({ counts: { invoicesAdded: 2_000 } })
  sql.close()
})

/** A zip of stored or deflated entries, written by hand so that it can lie. */
function zip(entries: { name: string; content: Buffer; deflated?: boolean }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, deflated = false } of entries) {
    const data = deflated ? deflateRawSync(content) : content
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(deflated ? 8 : 0, 8)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(deflated ? 8 : 0, 10)
    central.writeUInt32LE(data.length, 20)
    central.writeUInt32LE(1, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), data)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + data.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}
const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }

it.each<{ what: string; bytes: () => Buffer; code: string }>([
  { what: 'macros', bytes: () => zip([workbook, { name: 'xl/vbaProject.bin', content: Buffer.from('x') }]), code: 'import.workbook-macros' },
  { what: 'links to other files', bytes: () => zip([workbook, { name: 'xl/externalLinks/externalLink1.xml', content: Buffer.from('<x/>') }]), code: 'import.workbook-links' },
  { what: 'a bomb whose directory lies about its size', bytes: () => zip([workbook, { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(320 * 1024 * 1024), deflated: true }]), code: 'import.workbook-bomb' },
  { what: 'thousands of entries', bytes: () => zip(Array.from({ length: 2_001 }, (_value, index) => ({ name: `x${index}`, content: Buffer.alloc(0) }))), code: 'import.workbook-bomb' },
  { what: 'another kind of archive', bytes: () => zip([{ name: 'lisez-moi.txt', content: Buffer.from('x') }]), code: 'import.bad-workbook' },
  { what: 'half an archive', bytes: () => zip([workbook]).subarray(0, 40), code: 'import.bad-workbook' },
])('a workbook with $what is refused', async ({ bytes, code }) => {
  const sql = memoryDatabase()
  await expect(importService(sql).apply({ path: writeFile('liste.xlsx', bytes()), options: {}, asOf }, silent)).rejects.toMatchObject({ code })
  sql.close()
})

/** The same sequence at every run, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function mutate(bytes: Buffer, next: () => number): Buffer {
  let result = Buffer.from(bytes)
  for (let change = 0; change < 1 + Math.floor(next() * 4); change++) {
    const at = Math.floor(next() * result.length)
    const kind = Math.floor(next() * 5)
    if (kind === 0) result[at] = Math.floor(next() * 256)
    else if (kind === 1) result = Buffer.concat([result.subarray(0, at), result.subarray(at + Math.floor(next() * 30))])
    else if (kind === 2) result = Buffer.concat([result.subarray(0, at), Buffer.from([';', '\t', '"', '\n', '-', '9999999999999', '\u0000', 'é'][Math.floor(next() * 8)]!), result.subarray(at)])
    else if (kind === 3) result = Buffer.concat([result.subarray(0, at), result.subarray(Math.floor(next() * result.length))])
    else result = Buffer.from(result.subarray(0, at))
  }
  return result
}

const ROUNDS = Number(process.env['RELAIS_FUZZ_ROUNDS'] ?? 30)
const ledger = Buffer.from(fecText([...sale('1', 'A', 10_000, { letter: 'A' }), ...receipt('2', 'A', 10_000, { letter: 'A' }), ...sale('3', 'É', 500), ...receipt('4', 'É', 200, { piece: 'FA3' })]))
const list = Buffer.from('Client;Facture;Échéance;Montant;Solde\r\nDupont;F1;14/02/2025;1 234,56;1 000,00\r\n"Martin; Fils";F2;28/02/2025;50,00;50,00\r\n')
it.each([{ what: 'ledgers', name: 'FEC.txt', bytes: async () => ledger }, { what: 'lists', name: 'liste.csv', bytes: async () => list }, {
  what: 'workbooks', name: 'liste.xlsx',
  bytes: () => writeXlsxFile([['Client', 'Facture', 'Échéance', 'Solde'].map((value) => ({ value })), [{ value: 'Dupont' }, { value: 'F1' }, { value: '14/02/2025' }, { value: 10 }]] as never).toBuffer(),
}])('damaged $what give an error that can be read, or a whole import, never half of one', { timeout: 240_000 }, async ({ name, bytes }) => {
  const original = await bytes()
  const next = random(20_251_231)
  const sql = memoryDatabase()
  const service = importService(sql)
  let imported = 0
  for (let round = 0; round < ROUNDS; round++) {
    const path = writeFile(name, mutate(original, next))
    const before = sql.serialize()
    try {
      const report = await service.apply({ path, options: { acceptUnbalanced: next() < 0.5 }, asOf }, silent)
      expect(report.shownCents).toBe(report.openCents)
      imported++
      if (report.importId !== null) await service.undo({ id: report.importId }, silent)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      expect(translate('fr', `errors.${error.code}`, error.details)).not.toBe('')
      expect(sql.serialize().equals(before)).toBe(true)
    }
  }
  const left = new BetterSqlite3(sql.serialize())
  for (const table of ['organisation', 'invoice', 'due_date', 'payment', 'allocation', 'import_change']) expect(left.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
  expect(imported).toBeGreaterThan(0)
  expect(imported).toBeLessThan(ROUNDS)
  expect(left.pragma('integrity_check', { simple: true })).toBe('ok')
  left.close()
  sql.close()
})
