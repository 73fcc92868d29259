import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LetterPress } from '../../electron/delivery/letter-press.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { calculate, owing, requestOf } from '../fixtures/reminder-fixture.ts'

/** Notes how many letters had been written when each was put together. */
class PatientPress extends PaperPress {
  writtenBefore: number[] = []
  override async renderAll(...[letters, printFile, context]: Parameters<LetterPress['renderAll']>): ReturnType<LetterPress['renderAll']> {
    let written = 0
    this.beforeFile = () => { written += 1 }
    const watched = letters.map((job) => ({ ...job, content: () => { this.writtenBefore.push(written); return job.content() } }))
    return super.renderAll(watched, printFile, context)
  }
}

let press: PatientPress
let open: OpenOffice
let api: OpenOffice['api']
beforeEach(async () => {
  press = new PatientPress()
  open = await openOffice({ press })
  api = open.api
  await api.reminders.saveLetterOptions({ hasPaymentSlip: false, hasQrCode: false, hasStatement: true })
  for (const code of ['A', 'B', 'C']) await owing(api, [code, `Client ${code}`], { number: `F${code}`, dueOn: '2026-01-31', cents: 10_000 })
})
afterEach(() => open.close())

const all = async () => requestOf(api, [...(await calculate(api)).ids])

/** 20 001 settled invoices more for the customer of that code. */
const aLongHistory = (code: string): Promise<unknown> => onFile(open, (sql) => sql.transaction(() => {
  const customerId = sql.prepare('SELECT id FROM organisation WHERE code = ?').pluck().get(code) as number
  const add = sql.prepare(`INSERT INTO invoice (organisation_id, kind, number, number_norm, invoiced_on, updated_at) VALUES (?, 'invoice', ?, ?, '2024-12-01', '')`)
  for (let n = 0; n < 20_001; n++) add.run(customerId, `L${n}`, `l${n}`)
})())

describe('letters that end with the statement of account', () => {
  it('are put together one after the other as the press takes them, never all at once', async () => {
    await api.reminders.generate(await all())
    expect(press.writtenBefore).toEqual([0, 1, 2])
    expect(press.printed.map(({ statement }) => statement?.closingCents)).toEqual([10_000, 10_000, 10_000])
  })

  it('a statement too long is left out of that customer’s letter, named before and after; the others keep theirs', async () => {
    await aLongHistory('B')
    const request = await all()
    expect(await api.reminders.simulate(request)).toMatchObject({ letterCount: 3, withoutStatement: ['Client B'], withoutStatementCount: 1 })
    expect(await api.reminders.generate(request)).toMatchObject({ letterCount: 3, withoutStatement: ['Client B'], withoutStatementCount: 1 })
    expect(press.printed.map(({ recipient, statement }) => [recipient.code, statement !== null])).toEqual([['A', true], ['B', false], ['C', true]])
  })

  it('without the option, nobody lacks one', async () => {
    await api.reminders.saveLetterOptions({ hasPaymentSlip: false, hasQrCode: false, hasStatement: false })
    await aLongHistory('B')
    expect(await api.reminders.simulate(await all())).toMatchObject({ withoutStatement: [], withoutStatementCount: 0 })
  })
})
