/**
 * Draws the pictures of letters and of the phone list in docs/images/ from the product's own wordings: `npx node build/docs-images.ts`.
 * The results are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { createLetterPress } from '../electron/delivery/letter-press.ts'
import { memoryDatabase } from '../electron/db/database.ts'
import { letterTemplateRepository } from '../electron/reminders/letter-template-repository.ts'
import { addDays, localDate } from '../shared/date.ts'
import { cents, sumCents } from '../shared/money.ts'
import { compileWording } from '../shared/reminders/letter-template-rules.ts'
import { buildLetterContent } from '../shared/reminders/letter-writing.ts'
import type { LetterLevel, PhoneList } from '../shared/reminders/reminder-contract.ts'
import { letterExample, logoExample } from '../test/fixtures/letter-fixture.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'docs/images')
const templates = letterTemplateRepository(memoryDatabase(), join(root, 'resources'))
const press = createLetterPress({ resources: join(root, 'resources') })
const today = localDate('2026-11-21')

function letter(level: LetterLevel, lines: number): ReturnType<typeof letterExample> {
  const example = letterExample(level + 3, { lines, warranty: level === 2 })
  const wording = compileWording(templates.read({ channel: 'paper', level, profile: 'company', language: 'fr' }))
  return buildLetterContent({ ...example, level, sender: { ...example.sender, logo: logoExample('png') }, writtenOn: today, isRepeated: level > 1, paymentDelayDays: 8 }, wording, example.options)
}

function phoneList(): PhoneList {
  const blocks = [1, 4, 5, 2, 6].map((index, position) => {
    const { recipient, lines } = letterExample(index)
    const rows = lines.map((line, row) => ({
      ...line, id: index * 10 + row, invoiceId: 1, customerId: index, customerCode: recipient.code, customerName: recipient.name, phone: '', outstandingCents: cents(0), unallocatedCreditCents: cents(0),
      level: row % 3, remindedOn: row % 3 === 0 ? null : addDays(today, -20), hold: null,
    }))
    const totalCents = sumCents(rows.map((row) => row.openCents))
    return {
      customerId: index, customerCode: recipient.code, customerName: recipient.name, phones: position === 3 ? [] : ['04 78 00 12 34', '06 12 34 56 78'].slice(0, 1 + (position % 2)),
      outstandingCents: totalCents, unallocatedCreditCents: cents(position === 1 ? 25_000 : 0), totalCents, lineCount: rows.length, lines: rows,
    }
  })
  return { asOf: today, totalCents: sumCents(blocks.map((block) => block.totalCents)), count: blocks.reduce((sum, block) => sum + block.lines.length, 0), customerCount: blocks.length, blocks }
}

async function draw(name: string, bytes: Uint8Array, scale: number): Promise<void> {
  const task = getDocument({ data: bytes, verbosity: 0 })
  const page = await (await task.promise).getPage(1)
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(viewport.width, viewport.height)
  await page.render({ canvas: canvas as never, viewport }).promise
  writeFileSync(join(folder, `${name}.png`), canvas.toBuffer('image/png'))
  await task.destroy()
}

mkdirSync(folder, { recursive: true })
for (const level of [1, 2, 3] as const) await draw(`letter-level-${level}`, (await press.render(letter(level, 2 + level))).bytes, 1.5)
await draw('phone-list', (await press.renderPhoneList(phoneList(), 'Les Comptoirs du Rhône')).bytes, 1.5)
await press.close()
