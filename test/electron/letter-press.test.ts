import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { CallContext } from '../../shared/call.ts'
import { AppError } from '../../shared/errors.ts'
import { createLetterPress } from '../../electron/delivery/letter-press.ts'
import { letterExample, logoExample } from '../fixtures/letter-fixture.ts'
import { resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

const press = createLetterPress({ resources })
afterAll(() => press.close())

const quiet: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }
const jobs = (folder: string, count: number, lines?: number) => Array.from({ length: count }, (_, index) => ({ content: () => letterExample(index, lines === undefined ? {} : { lines }), file: join(folder, `lettre ${index}.pdf`) }))
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

describe('R-EBP-74 letters as printable documents', () => {
  it('writes each letter into its own file and all, in order, into one print-ready file', async () => {
    const folder = temporaryFolder()
    const letters = jobs(folder, 70)
    const progress: number[] = []
    const run = await press.renderAll(letters, join(folder, 'impression.pdf'), { ...quiet, progress: ({ done }) => progress.push(done) })

    expect(readdirSync(folder)).toHaveLength(71)
    expect(run.letters.map((letter) => letter.sha256)).toEqual(letters.map(({ file }) => sha256(file)))
    expect(run.print!.sha256).toBe(sha256(join(folder, 'impression.pdf')))
    expect(progress.at(-1)).toBe(70)
    const printed = await readPdf(readFileSync(join(folder, 'impression.pdf')))
    expect(printed).toHaveLength(run.print!.pages)
    expect(printed.map((page) => /client (411C\d+)/.exec(page.text)?.[1])).toEqual(letters.map(({ content }) => content().recipient.code))
    const [alone] = await readPdf(readFileSync(letters[42]!.file))
    expect(alone).toEqual(printed[42])
  })

  it('numbers pages beyond the first per letter, in the print-ready file too', async () => {
    const folder = temporaryFolder()
    const run = await press.renderAll(jobs(folder, 3, 60), join(folder, 'impression.pdf'), quiet)
    expect(run.letters.map(({ pages }) => pages)).toEqual([3, 3, 3])
    const printed = await readPdf(readFileSync(join(folder, 'impression.pdf')))
    expect(printed.map((page) => /Page \d\/\d/.exec(page.text)?.[0])).toEqual(Array.from({ length: 3 }, () => ['Page 1/3', 'Page 2/3', 'Page 3/3']).flat())
  })

  it('shows the logo, transparent or not, and refuses a damaged one', async () => {
    const letter = letterExample(1)
    for (const [kind, filter, hasMask] of [['png', '/FlateDecode', true], ['jpeg', '/DCTDecode', false]] as const) {
      const { bytes } = await press.render({ ...letter, sender: { ...letter.sender, logo: logoExample(kind) } })
      const source = Buffer.from(bytes).toString('latin1')
      expect(source).toMatch(new RegExp(`/Subtype /Image[^]*${filter}`))
      expect(source.includes('/SMask')).toBe(hasMask)
      expect(await readPdf(bytes)).toHaveLength(1)
    }
    await expect(press.render({ ...letter, sender: { ...letter.sender, logo: 'data:image/png;base64,AAAA' } })).rejects.toMatchObject({ code: 'letter.logo' })
  })
})

describe('R-EBP-75 all of it or nothing', () => {
  it('leaves nothing behind when a file cannot be written', async () => {
    const folder = temporaryFolder()
    const letters = jobs(folder, 60)
    letters[45]!.file = join(folder, 'disparu', 'lettre.pdf')
    await expect(press.renderAll(letters, join(folder, 'impression.pdf'), quiet)).rejects.toMatchObject({ code: 'document.folder-missing' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('never overwrites a file, and keeps it', async () => {
    const folder = temporaryFolder()
    const letters = jobs(folder, 40)
    writeFileSync(letters[20]!.file, 'déjà là')
    await expect(press.renderAll(letters, join(folder, 'impression.pdf'), quiet)).rejects.toMatchObject({ code: 'document.exists' })
    expect(readdirSync(folder)).toEqual(['lettre 20.pdf'])
    expect(readFileSync(letters[20]!.file, 'utf8')).toBe('déjà là')
  })

  it('leaves nothing behind when cancelled', async () => {
    const folder = temporaryFolder()
    let done = 0
    const context: CallContext = { progress: (progress) => { done = progress.done }, throwIfCancelled: () => { if (done >= 32) throw new AppError('cancelled') } }
    await expect(press.renderAll(jobs(folder, 100), join(folder, 'impression.pdf'), context)).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
    expect(existsSync(join(folder, 'impression.pdf.tmp'))).toBe(false)
  })
})
