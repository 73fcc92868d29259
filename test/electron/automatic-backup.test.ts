import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { DATABASE_FILE, openDatabase } from '../../electron/db/database.ts'
import { migrate, SCHEMA_VERSION } from '../../electron/db/migrate.ts'
import { sale, writeFec } from '../fixtures/fec-fixture.ts'
import { asOf, openImportOffice } from '../fixtures/import-fixture.ts'
import { openOffice, temporaryFolder } from '../fixtures/office-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'

const backupsOf = (folder: string): string[] => readdirSync(join(folder, 'backups')).map((name) => join(folder, 'backups', name))

function countIn(file: string, table: string): unknown {
  const sql = new BetterSqlite3(file, { readonly: true })
  try {
    return sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  } finally {
    sql.close()
  }
}

it('an import is preceded by a copy of the dossier as it was; an empty dossier and a file imported before need none', async () => {
  const { api, apply, folder, close } = await openImportOffice()
  const first = writeFec([...sale('1', 'A', 1_000)])
  await apply(first)
  expect(backupsOf(folder)).toEqual([])
  const second = writeFec([...sale('1', 'A', 1_000), ...sale('2', 'B', 2_000)])
  await apply(second)
  expect(backupsOf(folder)).toHaveLength(1)
  expect(countIn(backupsOf(folder)[0]!, 'invoice')).toBe(1)
  await apply(second)
  await api.imports.preview({ path: first, options: {}, asOf })
  expect(backupsOf(folder)).toHaveLength(1)
  await close()
})

it('a copy that cannot be written before an import is told with the report, and the import is done', async () => {
  const { apply, folder, close } = await openImportOffice()
  await apply(writeFec([...sale('1', 'A', 1_000)]))
  rmSync(join(folder, 'backups'), { recursive: true })
  writeFileSync(join(folder, 'backups'), '')
  const report = await apply(writeFec([...sale('1', 'A', 1_000), ...sale('2', 'B', 2_000)]))
  expect(report.counts.invoicesAdded).toBe(1)
  expect(report.warnings[0]).toMatchObject({ code: 'backup-failed', line: 0, details: { file: expect.stringContaining('backups') as string } })
  expect(report.warningCount).toBe(report.warnings.length)
  await close()
})

it('a dossier is copied once a day, on no account when nothing changed since the last copy, whoever asked for that one', async () => {
  const { api, folder, close } = await openOffice()
  expect(await api.dossiers.backUpDaily()).toEqual({ file: null })
  await api.receivables.saveCustomer(customerNamed('C1', 'Client C1'))
  const { file } = await api.dossiers.backUpDaily()
  expect(backupsOf(folder)).toEqual([file])
  expect(countIn(file!, 'organisation')).toBe(1)
  await api.receivables.saveCustomer(customerNamed('C2', 'Client C2'))
  expect(await api.dossiers.backUpDaily()).toEqual({ file: null })
  await close()
})

it.each([
  ['nothing was done', false, 1],
  ['a customer was saved', true, 2],
])('another day, closed and opened again, once %s', async (_what, isChanged, copies) => {
  const { api, folder, close } = await openOffice()
  await api.receivables.saveCustomer(customerNamed('C1', 'Client C1'))
  const { file } = await api.dossiers.backup()
  // the copy of another day
  renameSync(file, join(folder, 'backups', 'relais-2026-01-02T08-00-00-000Z.sqlite'))
  if (isChanged) await api.receivables.saveCustomer(customerNamed('C2', 'Client C2'))
  await api.dossiers.close()
  await api.dossiers.open({ folder })
  await api.dossiers.backUpDaily()
  expect(backupsOf(folder)).toHaveLength(copies)
  await close()
})

it('a daily copy that cannot be written says where and leaves the dossier to its work', async () => {
  const { api, folder, close } = await openOffice()
  await api.receivables.saveCustomer(customerNamed('C1', 'Client C1'))
  rmSync(join(folder, 'backups'), { recursive: true })
  writeFileSync(join(folder, 'backups'), '')
  await expect(api.dossiers.backUpDaily()).rejects.toMatchObject({ code: 'dossier.backup-failed' })
  await api.receivables.saveCustomer(customerNamed('C2', 'Client C2'))
  await close()
})

/** A dossier file of the first version, with one organisation. */
function formerDossier(): string {
  const folder = temporaryFolder()
  const sql = new BetterSqlite3(join(folder, DATABASE_FILE))
  migrate(sql, 10)
  sql.exec(`INSERT INTO organisation (code, name, name_norm, updated_at) VALUES ('C1', 'Dupont', 'dupont', '2026-01-01T00:00:00.000Z')`)
  sql.close()
  return folder
}

it('a dossier of a former version is copied before it is migrated, and is not migrated without its copy', async () => {
  const folder = formerDossier()
  const refused = (): never => { throw new Error('no room') }
  expect(() => openDatabase(folder, refused)).toThrow('no room')
  const versions: unknown[] = []
  const sql = openDatabase(folder, (former) => { versions.push(former.pragma('user_version', { simple: true })) })
  versions.push(sql.pragma('user_version', { simple: true }))
  sql.close()
  expect(versions).toEqual([10, SCHEMA_VERSION])
  openDatabase(folder, refused).close()

  const { api, close } = await openOffice()
  const other = formerDossier()
  await expect(api.dossiers.open({ folder: other })).rejects.toMatchObject({ code: 'dossier.damaged' })
  expect(backupsOf(other).map((file) => countIn(file, 'organisation'))).toEqual([1])
  const blocked = formerDossier()
  writeFileSync(join(blocked, 'backups'), '')
  await expect(api.dossiers.open({ folder: blocked })).rejects.toMatchObject({ code: 'dossier.backup-failed' })
  await close()
})
