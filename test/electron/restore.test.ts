import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DATABASE_FILE } from '../../electron/db/database.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { owing, requestOf } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
})
afterEach(() => open.close())

const customers = async (): Promise<string[]> => {
  const { ids } = await api.receivables.findCustomers({ search: '', onlyActive: false })
  return (await Promise.all([...ids].map((id) => api.receivables.customer({ id })))).map(({ code }) => code)
}
const addCustomer = (code: string): Promise<unknown> => api.receivables.saveCustomer(customerNamed(code, `Client ${code}`))
const newest = async (): Promise<string> => (await api.dossiers.backups({ folder: open.folder }))[0]!.name
/** A backup of the dossier with customer A, then customer B. */
async function backUpBetween(): Promise<string> {
  await addCustomer('A')
  await api.dossiers.backup()
  await addCustomer('B')
  return newest()
}

describe('the backups of a dossier', () => {
  it('are listed newest first with their moment and size, and nothing else of the folder is', async () => {
    await addCustomer('A')
    const first = await api.dossiers.backup()
    await addCustomer('B')
    const second = await api.dossiers.backup()
    writeFileSync(join(open.folder, 'backups', 'notes.txt'), '')
    const listed = await api.dossiers.backups({ folder: open.folder })
    expect(listed.map(({ name }) => join(open.folder, 'backups', name))).toEqual([second.file, first.file])
    expect(listed[0]).toMatchObject({ madeAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), bytes: readFileSync(second.file).length, lastImportName: '' })
  })
})

describe('restoring in place', () => {
  it('opens the dossier as it was, and can be undone by restoring what it was until then', async () => {
    const name = await backUpBetween()
    expect((await api.dossiers.restore({ folder: open.folder, name, into: null })).folder).toBe(open.folder)
    expect(await customers()).toEqual(['A'])
    await api.dossiers.restore({ folder: open.folder, name: await newest(), into: null })
    expect(await customers()).toEqual(['A', 'B'])
    expect((await api.dossiers.check()).problems).toEqual([])
  })

  it('works on a dossier that is not open, and on one whose file is damaged, whose bytes are kept beside', async () => {
    const name = await backUpBetween()
    await api.dossiers.close()
    truncateSync(join(open.folder, DATABASE_FILE), 5000)
    const damaged = readFileSync(join(open.folder, DATABASE_FILE))
    await expect(api.dossiers.open({ folder: open.folder })).rejects.toMatchObject({ code: 'dossier.damaged' })
    await api.dossiers.restore({ folder: open.folder, name, into: null })
    expect(await customers()).toEqual(['A'])
    const aside = readdirSync(open.folder).filter((file) => file.startsWith(`${DATABASE_FILE}.damaged-`))
    expect(aside).toHaveLength(1)
    expect(readFileSync(join(open.folder, aside[0]!)).equals(damaged)).toBe(true)
  })

  it.each<[string, (folder: string, name: string) => string, string]>([
    ['a backup that is cut short', (folder, name) => { truncateSync(join(folder, 'backups', name), 9000); return name }, 'dossier.backup-unsound'],
    ['a backup with a byte that changed', (folder, name) => {
      const file = join(folder, 'backups', name)
      const bytes = readFileSync(file)
      bytes.fill(0xff, 4096, 4196)
      writeFileSync(file, bytes)
      return name
    }, 'dossier.backup-unsound'],
    ['a backup that is not there', () => 'relais-2020-01-01T00-00-00-000Z.sqlite', 'dossier.backup-unknown'],
    ['a path', (_folder, name) => `../backups/${name}`, 'dossier.backup-unknown'],
  ])('%s is refused; the dossier stays open as it is', async (_what, spoil, code) => {
    const name = spoil(open.folder, await backUpBetween())
    await expect(api.dossiers.restore({ folder: open.folder, name, into: null })).rejects.toMatchObject({ code })
    expect(await customers()).toEqual(['A', 'B'])
    expect(readdirSync(open.folder).filter((file) => /partial|damaged/.test(file))).toEqual([])
  })
})

describe('restoring into a new folder', () => {
  it('leaves the dossier alone, and brings the letters along', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    await api.reminders.generate(await requestOf(api, ids))
    await api.dossiers.backup()
    const name = await newest()
    await addCustomer('B')
    const into = join(temporaryFolder(), 'copie')
    expect((await api.dossiers.restore({ folder: open.folder, name, into })).folder).toBe(into)
    expect(await customers()).toEqual(['A'])
    expect(await api.dossiers.check()).toMatchObject({ ok: true, problems: [] })
    await api.dossiers.open({ folder: open.folder })
    expect(await customers()).toEqual(['A', 'B'])
  })

  it('a folder that holds something is refused', async () => {
    const name = await backUpBetween()
    const into = temporaryFolder()
    writeFileSync(join(into, 'lettre.doc'), '')
    await expect(api.dossiers.restore({ folder: open.folder, name, into })).rejects.toMatchObject({ code: 'dossier.not-empty' })
    expect(existsSync(join(into, DATABASE_FILE))).toBe(false)
    expect(await customers()).toEqual(['A', 'B'])
  })
})
