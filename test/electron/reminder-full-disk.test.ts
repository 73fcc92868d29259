import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../electron/db/database.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { company, openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { calculate, requestOf, today } from '../fixtures/reminder-fixture.ts'

const small = temporaryFolder()
/** A real disk of 2 MB, where this machine lets us make one (Linux, as root: containers of CI). */
const isMounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]).status === 0
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)

describe.skipIf(!isMounted)('R-EBP-75 on a disk that is really full', () => {
  let open: OpenOffice
  beforeAll(async () => { open = await openOffice() })
  afterAll(async () => {
    await open.close()
    spawnSync('umount', [small])
  })

  const generateFor = async (folder: string, outFolder: string | null): Promise<{ ids: Int32Array<ArrayBuffer>; generation: Promise<unknown> }> => {
    const { api } = open
    await api.dossiers.create({ folder, company })
    await api.dossiers.close(undefined)
    const sql = openDatabase(folder)
    fillDossier(sql, 400, 200)
    sql.close()
    await api.dossiers.open({ folder })
    const { ids } = await calculate(api)
    return { ids, generation: api.reminders.generate(await requestOf(api, ids, { rule: { kind: 'level', level: 1 }, resend: true, outFolder })) }
  }
  const expectNothingHappened = async (ids: Int32Array<ArrayBuffer>, folder: string): Promise<void> => {
    expect((await open.api.reminders.rows({ ids, asOf: today })).filter((row) => row.remindedOn !== null)).toEqual([])
    expect(await open.api.reminders.runs({ from: 0 })).toEqual([])
    expect(files(join(folder, 'documents'))).toEqual([])
  }

  it('the output folder’s: nothing is kept in it nor in the dossier, no level changes', async () => {
    const folder = join(temporaryFolder(), 'dossier')
    const { ids, generation } = await generateFor(folder, small)
    await expect(generation).rejects.toMatchObject({ code: 'reminder.out-folder', details: { folder: small } })
    expect(files(small)).toEqual([])
    await expectNothingHappened(ids, folder)
  })
  it('the dossier’s own: no file is kept, no level changes', async () => {
    const folder = join(small, 'dossier')
    const { ids, generation } = await generateFor(folder, null)
    await expect(generation).rejects.toMatchObject({ code: 'reminder.disk-full', details: { folder } })
    await expectNothingHappened(ids, folder)
  })
})
