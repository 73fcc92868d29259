import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as filesystem from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EXPORTS, keepExport } from '../../electron/delivery/export-file.ts'
import { OutputFile, writeOnce } from '../../electron/delivery/files.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

vi.mock('node:fs/promises', { spy: true })
afterEach(() => { vi.resetAllMocks() })

const bytes = Buffer.from('contenu')
const failure = (code: string): Error => Object.assign(new Error(code), { code })

describe('a file appears whole or not at all', () => {
  it('is flushed under a temporary name, then renamed; its hash is told', async () => {
    const folder = temporaryFolder()
    const output = await OutputFile.create(join(folder, 'a.pdf'))
    await output.write(bytes.subarray(0, 3))
    expect(readdirSync(folder)).toEqual(['a.pdf.tmp'])
    await output.write(bytes.subarray(3))
    expect(await output.commit()).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(readdirSync(folder)).toEqual(['a.pdf'])
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('contenu')
  })

  it('never replaces another file, one that came meanwhile included', async () => {
    const folder = temporaryFolder()
    const output = await OutputFile.create(join(folder, 'a.pdf'))
    writeFileSync(join(folder, 'a.pdf'), 'autre')
    await expect(output.commit()).rejects.toMatchObject({ code: 'document.exists' })
    await expect(writeOnce(join(folder, 'a.pdf'), bytes)).rejects.toMatchObject({ code: 'document.exists' })
    expect(readdirSync(folder)).toEqual(['a.pdf'])
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('autre')
  })

  it.each(['EBUSY', 'EPERM', 'EACCES'])('waits for another program that holds the file for a moment (%s)', async (code) => {
    const folder = temporaryFolder()
    vi.mocked(filesystem.rename).mockRejectedValueOnce(failure(code)).mockRejectedValueOnce(failure(code))
    await writeOnce(join(folder, 'a.pdf'), bytes)
    expect(readdirSync(folder)).toEqual(['a.pdf'])
  })

  it('gives up on one that is held for good, and says so', async () => {
    const folder = temporaryFolder()
    vi.mocked(filesystem.rename).mockRejectedValue(failure('EBUSY'))
    await expect(writeOnce(join(folder, 'a.pdf'), bytes)).rejects.toMatchObject({ code: 'document.locked', details: { file: join(folder, 'a.pdf') } })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([['ENOSPC', 'document.disk-full'], ['ENAMETOOLONG', 'document.name-too-long'], ['EROFS', 'document.not-writable'], ['ENOENT', 'document.folder-missing']])('says plainly what %s means', async (code, expected) => {
    const folder = temporaryFolder()
    vi.mocked(filesystem.open).mockRejectedValueOnce(failure(code))
    await expect(writeOnce(join(folder, 'a.pdf'), bytes)).rejects.toMatchObject({ code: expected })
    expect(readdirSync(folder)).toEqual([])
  })

  it('a folder that is gone, and a full disk in the middle, leave nothing', async () => {
    const folder = temporaryFolder()
    await expect(writeOnce(join(folder, 'absent', 'a.pdf'), bytes)).rejects.toMatchObject({ code: 'document.folder-missing' })
    mkdirSync(join(folder, 'plein'))
    const output = await OutputFile.create(join(folder, 'plein', 'a.pdf'))
    const handle = await vi.mocked(filesystem.open).mock.results.at(-1)!.value as filesystem.FileHandle
    vi.spyOn(handle, 'sync').mockRejectedValue(failure('ENOSPC'))
    await output.write(bytes)
    await expect(output.commit()).rejects.toMatchObject({ code: 'document.disk-full' })
    expect(readdirSync(join(folder, 'plein'))).toEqual([])
  })
})

it('an export the dossier cannot note leaves no file, here or there', async () => {
  const [folder, outFolder] = [temporaryFolder(), temporaryFolder()]
  const addDocument = vi.fn((_document: NewDocument): number => { throw new Error('disk full') })
  const written = { folder: EXPORTS, name: 'Échéances', extension: 'xlsx' as const, bytes, outFolder }
  await expect(keepExport({ folder, addDocument }, written, { kind: 'export', title: '', pages: null, customerId: null })).rejects.toThrow('disk full')
  expect(addDocument).toHaveBeenCalledWith(expect.objectContaining({ file: `${EXPORTS}/Échéances.xlsx` }))
  expect([readdirSync(join(folder, EXPORTS)), readdirSync(outFolder)]).toEqual([[], []])
})
