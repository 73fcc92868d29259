import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import { officeClient } from '../../electron/client.ts'
import { createDatabase, DATABASE_FILE } from '../../electron/db/database.ts'
import { createOffice } from '../../electron/office.ts'
import { company, openOffice, resources, temporaryFolder } from '../fixtures/office-fixture.ts'

it('a dossier is created, closed, found among the recent ones and opened again with its company', async () => {
  const { api, folder, close } = await openOffice()
  expect((await api.dossiers.current())?.company).toEqual(company)
  await api.dossiers.close()
  expect(await api.dossiers.current()).toBeNull()
  expect(await api.dossiers.recent()).toMatchObject([{ folder, name: company.name, exists: true }])
  expect((await api.dossiers.open({ folder })).company).toEqual(company)
  await close()
})

it('a dossier is never created over another one or among other files', async () => {
  const { api, folder, close } = await openOffice()
  await expect(api.dossiers.create({ folder, company })).rejects.toMatchObject({ code: 'dossier.exists' })
  const occupied = temporaryFolder()
  writeFileSync(join(occupied, 'lettre.txt'), 'x')
  await expect(api.dossiers.create({ folder: occupied, company })).rejects.toMatchObject({ code: 'dossier.not-empty' })
  await close()
})

it('a dossier that cannot be opened leaves the open one open', async () => {
  const { api, folder, close } = await openOffice()
  const broken = join(temporaryFolder(), 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'relais.sqlite'), '')
  await expect(api.dossiers.open({ folder: broken })).rejects.toMatchObject({ code: 'dossier.damaged', details: { folder: broken } })
  expect((await api.dossiers.current())?.folder).toBe(folder)
  await close()
})

it('a dossier open in another office is said to be busy', async () => {
  const { folder, close } = await openOffice()
  const other = createOffice({ dataFolder: temporaryFolder(), resources })
  await expect(officeClient<OfficeContract>(other.dispatch).dossiers.open({ folder })).rejects.toMatchObject({ code: 'dossier.busy' })
  await close()
})

it('without an open dossier every slice says so', async () => {
  const office = createOffice({ dataFolder: temporaryFolder(), resources })
  expect(await office.dispatch('receivables.customer', { id: 1 })).toMatchObject({ ok: false, code: 'dossier.none' })
})

/** What is on disk at each step of a creation, in order, as a crash there leaves it. */
const steps: [step: string, leave: (folder: string) => void][] = [
  ['the folder was made', () => undefined],
  ['its first folder was made', (folder) => { mkdirSync(join(folder, 'documents')) }],
  ['all its folders were made', (folder) => { for (const name of ['documents', 'backups']) mkdirSync(join(folder, name)) }],
  ['the file was begun', (folder) => { writeFileSync(join(folder, `${DATABASE_FILE}.partial`), '') }],
  ['half the tables were written', (folder) => {
    const sql = new BetterSqlite3(join(folder, `${DATABASE_FILE}.partial`))
    sql.exec('CREATE TABLE company (id INTEGER)')
    sql.close()
    writeFileSync(join(folder, `${DATABASE_FILE}.partial-journal`), Buffer.alloc(4096, 7))
  }],
  ['the file was whole but for its name', (folder) => {
    createDatabase(folder).close()
    renameSync(join(folder, DATABASE_FILE), join(folder, `${DATABASE_FILE}.partial`))
  }],
]
it.each(steps)('a creation cut short once %s is simply made again', async (_step, leave) => {
  const { api, close } = await openOffice()
  const folder = temporaryFolder()
  leave(folder)
  await api.dossiers.create({ folder, company })
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  await api.dossiers.close()
  expect((await api.dossiers.open({ folder })).company).toEqual(company)
  expect(await api.dossiers.check()).toMatchObject({ ok: true })
  await close()
})

it('a dossier has its company from the moment its file has its name', () => {
  const folder = temporaryFolder()
  expect(() => createDatabase(folder, () => {
    expect(existsSync(join(folder, DATABASE_FILE))).toBe(false)
    throw new Error('a crash while the company is written')
  })).toThrow('a crash')
  expect(readdirSync(folder)).toEqual([])
})

it('a dossier without its company is said to be damaged, and leaves the open one open', async () => {
  const { api, folder, close } = await openOffice()
  const broken = temporaryFolder()
  createDatabase(broken).close()
  await expect(api.dossiers.open({ folder: broken })).rejects.toMatchObject({ code: 'dossier.damaged', details: { folder: broken } })
  expect((await api.dossiers.current())?.folder).toBe(folder)
  expect(await api.receivables.findCustomers({ search: '', onlyActive: false })).toMatchObject({ ids: new Int32Array() })
  // the file was let go of
  expect(() => { new BetterSqlite3(join(broken, DATABASE_FILE)).exec('CREATE TABLE x (y)').close() }).not.toThrow()
  await close()
})

it.each([
  ['a file', (place: string) => place, 'dossier.not-a-folder'],
  ['below a file', (place: string) => join(place, 'dossier'), 'dossier.not-a-folder'],
  ['at a path that is too long', (place: string) => join(place, '..', 'x'.repeat(300)), 'dossier.unusable-folder'],
])('a dossier created %s is refused by name', async (_where, at, code) => {
  const { api, close } = await openOffice()
  const file = join(temporaryFolder(), 'lettre.txt')
  writeFileSync(file, 'x')
  await expect(api.dossiers.create({ folder: at(file), company })).rejects.toMatchObject({ code, details: { folder: at(file) } })
  await close()
})

it.each([
  ['a file', (place: string) => join(place, 'lettre.txt'), 'ENOTDIR'],
  ['below a file', (place: string) => join(place, 'lettre.txt', 'x'), /^ENO/],
  ['too long a path', (place: string) => join(place, 'x'.repeat(300)), 'ENAMETOOLONG'],
])('R-EBP-73 an output folder that is %s is refused by name', async (_what, at, cause) => {
  const { api, close } = await openOffice()
  const place = temporaryFolder()
  writeFileSync(join(place, 'lettre.txt'), 'x')
  await expect(api.reminders.exportRows({ ids: new Int32Array(), asOf: localDate('2026-01-01'), outFolder: at(place) }))
    .rejects.toMatchObject({ code: 'reminder.out-folder', details: { folder: at(place), cause: expect.stringMatching(cause) as string } })
  expect(readdirSync(place)).toEqual(['lettre.txt'])
  await close()
})

it.each([
  ['a folder', (place: string) => place, 'import.is-folder'],
  ['below a file', (place: string) => join(place, 'lettre.txt', 'x.csv'), 'import.missing'],
  ['too long a path', (place: string) => join(place, 'x'.repeat(300)), 'import.missing'],
])('an import from %s is refused by name', async (_what, at, code) => {
  const { api, close } = await openOffice()
  const place = temporaryFolder()
  writeFileSync(join(place, 'lettre.txt'), 'x')
  await expect(api.imports.apply({ path: at(place), options: {}, asOf: localDate('2026-01-01') })).rejects.toMatchObject({ code, details: { file: at(place) } })
  await close()
})
