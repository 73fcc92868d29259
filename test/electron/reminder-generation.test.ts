import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { GenerationReport, LetterSort, LevelRule } from '../../shared/reminders/reminder-contract.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { numbersFound, owing, requestOf, rowsFound, today, type Owed } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
let press: PaperPress

beforeEach(async () => {
  press = new PaperPress()
  open = await openOffice({ press, userName: 'hélène' })
  api = open.api
})
afterEach(() => open.close())

const levels = async (): Promise<Record<string, [number, string | null]>> => Object.fromEntries((await rowsFound(api)).map(({ invoiceNumber, level, remindedOn }) => [invoiceNumber, [level, remindedOn]]))
/** Files below the dossier's documents folder. */
const filesLeft = (): string[] => readdirSync(join(open.folder, 'documents'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)
const summary = ({ letters, skipped }: GenerationReport): unknown => ({ letters: letters.map(({ customerCode, level, lines }) => [customerCode, level, lines.map((line) => line.invoiceNumber)]), skipped: skipped.map(({ invoiceNumber, reason }) => [invoiceNumber, reason]) })

describe('the letters of a generation', () => {
  it('R-EBP-45 concern only the ticked due dates', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], ...[1, 2, 3, 4, 5].map((n) => ({ number: `F00${n}`, dueOn: '2026-01-31', cents: 100 * n })))
    const report = await api.reminders.generate(await requestOf(api, [ids[1]!, ids[3]!]))
    expect(summary(report)).toEqual({ letters: [['A', 1, ['F002', 'F004']]], skipped: [] })
    expect(await levels()).toMatchObject({ F001: [0, null], F002: [1, today], F003: [0, null], F004: [1, today], F005: [0, null] })
  })
  it('R-EBP-46 without anything ticked, a message and nothing generated', async () => {
    await expect(api.reminders.generate(await requestOf(api, []))).rejects.toMatchObject({ code: 'reminder.nothing-ticked' })
    expect(await api.reminders.runs({ from: 0 })).toEqual([])
  })
  it('R-EBP-71 R-EBP-72 one a customer and level, with all its due dates and their total', async () => {
    const a = await owing(api, ['A', 'Alpha'], { number: 'F002', dueOn: '2026-02-28', cents: 250, level: 0 }, { number: 'F001', dueOn: '2026-01-31', cents: 100, level: 0 }, { number: 'F003', dueOn: '2026-01-31', cents: 50, level: 1 })
    const b = await owing(api, ['B', 'Beta'], { number: 'F004', dueOn: '2026-01-31', cents: 75, level: 0 })
    const report = await api.reminders.generate(await requestOf(api, [...a.ids, ...b.ids]))
    expect(summary(report)).toEqual({ letters: [['A', 1, ['F001', 'F002']], ['A', 2, ['F003']], ['B', 1, ['F004']]], skipped: [] })
    expect(report.letters.map((letter) => letter.totalCents)).toEqual([350, 50, 75])
  })
  it('a due date ticked twice is asked for once', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    expect((await api.reminders.generate(await requestOf(api, [ids[0]!, ids[0]!]))).letters).toMatchObject([{ totalCents: 100, lines: [{ dueDateId: ids[0] }] }])
  })
  it('carry what remains due, the customer’s billing address and the day of the letter', async () => {
    const billing = { line1: '8 rue de la Paix', line2: '', line3: '', postcode: '75002', city: 'Paris', countryCode: 'FR' }
    const { customerId, ids } = await owing(api, ['A', 'Alpha', { address: { ...billing, line1: '1 rue Mâle', postcode: '69001', city: 'Lyon' }, billingAddress: billing, debtorProfile: 'consumer' }], { number: 'F001', dueOn: '2026-01-31', cents: 10_000 })
    await api.receivables.savePayment(paymentOf(customerId, 4000, [[ids[0]!, 4000]]))
    await api.reminders.generate(await requestOf(api, ids))
    expect(press.printed).toMatchObject([{ level: 1, writtenOn: today, recipient: { code: 'A', name: 'Alpha', address: billing, debtorProfile: 'consumer' }, totalCents: 6000, lines: [{ amountCents: 10_000, openCents: 6000, daysLate: 59 }] }])
  })
  it('names the customers whose letter has no address', async () => {
    const a = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 1 }, { number: 'F002', dueOn: '2026-01-31', cents: 1, level: 1 })
    const b = await owing(api, ['B', 'Beta', { address: { line1: '', line2: '', line3: '', postcode: '01000', city: 'Bourg', countryCode: 'FR' } }], { number: 'F003', dueOn: '2026-01-31', cents: 1 })
    expect((await api.reminders.generate(await requestOf(api, [...a.ids, ...b.ids]))).withoutAddress).toEqual(['Alpha'])
  })
  it('names 200 customers at most, and counts all', async () => {
    const ids: number[] = []
    for (let n = 1; n <= 201; n++) {
      const owed = await owing(api, [`C${n}`, `Client ${n}`], { number: `F${n}`, dueOn: '2026-01-31', cents: 100 })
      await api.receivables.savePayment(paymentOf(owed.customerId, 1))
      ids.push(...owed.ids)
    }
    const { withoutAddress, withoutAddressCount, withCredits, withCreditsCount } = await api.reminders.simulate(await requestOf(api, ids))
    expect([withoutAddress.length, withoutAddressCount, withCredits.length, withCreditsCount]).toEqual([200, 201, 200, 201])
  })
  it('counts the due dates not due yet and those already reminded on the same day', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-04-30', cents: 100, level: 1 }, { number: 'F003', dueOn: '2026-02-28', cents: 100, level: 3, remindedOn: today })
    await api.reminders.generate(await requestOf(api, [ids[0]!]))
    // F003 is at the highest level: it gets no second letter
    expect(await api.reminders.simulate(await requestOf(api, ids))).toMatchObject({ lineCount: 2, notDueYetCount: 1, remindedTodayCount: 1 })
    expect(await api.reminders.simulate(await requestOf(api, ids, { asOf: addDays(today, 1) }))).toMatchObject({ remindedTodayCount: 0 })
  })
  it('counts, before anything is written, the due dates whose letter is milder than their last one', async () => {
    const owed = (number: string, level: 1 | 2 | 3): Owed => ({ number, dueOn: '2026-01-31', cents: 100, level })
    const { ids } = await owing(api, ['A', 'Alpha'], owed('F001', 1), owed('F002', 2), owed('F003', 3))
    const request = await requestOf(api, ids, { rule: { kind: 'level', level: 1 }, resend: true })
    expect(await api.reminders.simulate(request)).toMatchObject({ lineCount: 3, loweredCount: 2 })
    expect(await api.reminders.simulate({ ...request, rule: { kind: 'level', level: 3 } })).toMatchObject({ lineCount: 3, loweredCount: 0 })
  })
  it('names the customers whose payments or credit notes are not used yet, with the amount; the letter asks for what it asked', async () => {
    const owed = (number: string): Owed => ({ number, dueOn: '2026-01-31', cents: 100 })
    const a = await owing(api, ['A', 'Alpha'], owed('F001'), { ...owed('F002'), level: 1 })
    const b = await owing(api, ['B', 'Beta'], owed('F003'))
    const c = await owing(api, ['C', 'Gamma'], { ...owed('F004'), level: 3 })
    await api.receivables.savePayment(paymentOf(a.customerId, 80))
    await api.receivables.savePayment(paymentOf(c.customerId, 80))
    const request = await requestOf(api, [...a.ids, ...b.ids, ...c.ids])
    const expected = { withCredits: [{ customerCode: 'A', customerName: 'Alpha', creditCents: 80 }], totalCents: 300 }
    expect(await api.reminders.simulate(request)).toMatchObject(expected)
    expect(await api.reminders.generate(request)).toMatchObject(expected)
  })
  it.each<[LetterSort, string[]]>([
    ['customerCode', ['2', '10', '30']],
    ['customerName', ['30', '10', '2']],
    ['postcode', ['10', '2', '30']],
    ['salesRep', ['2', '30', '10']],
    ['family', ['10', '30', '2']],
  ])('R-EBP-78 sorted by %s', async (sort, expected) => {
    const at = (postcode: string): { line1: string; line2: string; line3: string; postcode: string; city: string; countryCode: string } => ({ line1: '', line2: '', line3: '', postcode, city: 'Ville', countryCode: 'FR' })
    const owed = (number: string): Owed => ({ number, dueOn: '2026-01-31', cents: 1 })
    const ids = [
      ...(await owing(api, ['10', 'Étienne', { address: at('01000'), salesRep: 'Noël', family: 'Détail' }], owed('F0'))).ids,
      ...(await owing(api, ['2', 'Zoé', { address: at('99000'), billingAddress: at('13000'), salesRep: 'Anna', family: 'Détail, gros' }], owed('F1'))).ids,
      ...(await owing(api, ['30', 'Émile', { address: at('75000'), salesRep: 'Élise', family: 'Détail, gros' }], owed('F2'))).ids,
    ]
    expect((await api.reminders.generate(await requestOf(api, ids, { sort }))).letters.map((letter) => letter.customerCode)).toEqual(expected)
    expect(press.printed.map((letter) => letter.recipient.code)).toEqual(expected)
  })
})

describe('the four rules, through to the due dates', () => {
  const outcome = async (rule: LevelRule, resend: boolean, level: 0 | 1 | 2 | 3, customerLevel: 0 | 1 | 2 | 3 = 0): Promise<unknown[]> => {
    const { ids } = await owing(api, ['A', 'Alpha', { reminderLevel: customerLevel }], { number: 'F001', dueOn: '2026-02-24', cents: 100, level })
    const report = await api.reminders.generate(await requestOf(api, ids, { rule, resend }))
    return [report.letters[0]?.level ?? report.skipped[0]?.reason, ...(await levels())['F001']!]
  }
  const before = '2026-01-15'

  it.each<[string, LevelRule, boolean, 0 | 1 | 2 | 3, 0 | 1 | 2 | 3, unknown[]]>([
    ['R-EBP-51 R-EBP-67 increment from 0', { kind: 'increment' }, false, 0, 0, [1, 1, today]],
    ['R-EBP-52 increment at 3 with the option stays 3', { kind: 'increment' }, true, 3, 0, [3, 3, today]],
    ['R-EBP-66 increment at 3 without the option', { kind: 'increment' }, false, 3, 0, ['highest-level-reached', 3, before]],
    ['R-EBP-53 the customer’s level', { kind: 'customer' }, false, 0, 2, [2, 2, today]],
    ['R-EBP-55 a customer without a level', { kind: 'customer' }, false, 1, 0, ['customer-without-level', 1, before]],
    ['R-EBP-56 a level typed in', { kind: 'level', level: 2 }, false, 0, 0, [2, 2, today]],
    ['R-EBP-57 a lower level', { kind: 'level', level: 1 }, false, 3, 0, [1, 1, today]],
    ['R-EBP-58 by days late (35)', { kind: 'days', thresholds: [10, 30, 60] }, false, 0, 0, [2, 2, today]],
    ['R-EBP-60 below the first threshold', { kind: 'days', thresholds: [36, 50, 60] }, false, 0, 0, ['below-first-threshold', 0, null]],
    ['R-EBP-63 already sent, without the option', { kind: 'level', level: 2 }, false, 2, 0, ['already-sent', 2, before]],
    ['R-EBP-64 already sent, with the option', { kind: 'level', level: 2 }, true, 2, 0, [2, 2, today]],
    ['R-EBP-65 the option with the customer’s level', { kind: 'customer' }, true, 2, 2, [2, 2, today]],
    ['R-EBP-65 the option with days late', { kind: 'days', thresholds: [10, 30, 60] }, true, 2, 0, [2, 2, today]],
  ])('%s', async (_case, rule, resend, level, customerLevel, expected) => {
    expect(await outcome(rule, resend, level, customerLevel)).toEqual(expected)
  })
  it('R-EBP-61 thresholds that do not increase are refused, nothing changed', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-01', cents: 100 })
    const request = await requestOf(api, ids, { rule: { kind: 'days', thresholds: [30, 10, 60] } })
    await expect(api.reminders.generate(request)).rejects.toMatchObject({ code: 'reminder.thresholds', details: { first: 30, second: 10, third: 60 } })
    await expect(api.reminders.simulate(request)).rejects.toMatchObject({ code: 'reminder.thresholds' })
    expect(await levels()).toEqual({ F001: [0, null] })
  })
  it('R-EBP-51 R-EBP-52 again and again: 1, 2, 3 and no further', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-01', cents: 100 })
    const sent: unknown[] = []
    for (let day = 0; day < 4; day++) sent.push(...(await api.reminders.generate(await requestOf(api, ids, { asOf: addDays(today, day) }))).letters.map((letter) => letter.level))
    expect(sent).toEqual([1, 2, 3])
    expect(await levels()).toEqual({ F001: [3, addDays(today, 2)] })
  })
})

describe('what a due date carries of its reminders', () => {
  it('R-EBP-67 R-EBP-68 the level and date of the last generation, and nothing older counts', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-01', cents: 100 })
    for (const [day, level] of [[0, 1], [1, 2], [2, 1]] as const) await api.reminders.generate(await requestOf(api, ids, { rule: { kind: 'level', level }, asOf: addDays(today, day) }))
    expect(await levels()).toEqual({ F001: [1, addDays(today, 2)] })
    expect((await api.reminders.generate(await requestOf(api, ids, { asOf: addDays(today, 3) }))).letters[0]!.level).toBe(2)
    expect(await numbersFound(api, { level: 2 })).toEqual(['F001'])
    expect(await numbersFound(api, { level: 1 })).toEqual([])
  })
  it('R-EBP-76 what is settled between « Calcul » and the generation is left out and reported', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-01', cents: 100 }, { number: 'F002', dueOn: '2026-01-01', cents: 100 })
    const request = await requestOf(api, [...ids, 424_242])
    await api.receivables.savePayment(paymentOf(customerId, 100, [[ids[0]!, 100]]))
    const report = await api.reminders.generate(request)
    expect(summary(report)).toEqual({ letters: [['A', 1, ['F002']]], skipped: [['F001', 'settled'], ['', 'unknown']] })
  })
  it('R-EBP-76 what has another amount or level than was seen is left out and reported', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], ...[1, 2, 3].map((n) => ({ number: `F00${n}`, dueOn: '2026-01-01', cents: 100 })))
    const request = await requestOf(api, ids)
    await api.receivables.savePayment(paymentOf(customerId, 40, [[ids[0]!, 40]]))
    await api.reminders.generate(await requestOf(api, [ids[1]!]))
    const expected = { letters: [['A', 1, ['F003']]], skipped: [['F001', 'changed'], ['F002', 'changed']] }
    expect(summary(await api.reminders.simulate(request))).toEqual(expected)
    expect(summary(await api.reminders.generate(request))).toEqual(expected)
  })
  it.each<[LevelRule, boolean]>([[{ kind: 'increment' }, false], [{ kind: 'increment' }, true], [{ kind: 'level', level: 1 }, true]])('R-EBP-63 asked for twice, a letter leaves once (%o, again: %s)', async (rule, resend) => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-01', cents: 100, level: 1 })
    const request = await requestOf(api, ids, { rule, resend, asOf: addDays(today, 1) })
    const [first, second] = await Promise.all([api.reminders.generate(request), api.reminders.generate(request)])
    expect([first.letters.length, summary(second)]).toEqual([1, { letters: [], skipped: [['F001', 'changed']] }])
    expect(press.printed).toHaveLength(1)
  })
  it('a request whose columns differ in length is refused', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-01', cents: 100 })
    await expect(api.reminders.generate({ ...await requestOf(api, ids), levels: new Uint8Array() })).rejects.toMatchObject({ code: 'call.invalid-input' })
  })
  it('R-EBP-77 the report counts what was sent and skipped, and the rows show it', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], ...[0, 1, 2, 3].map((level) => ({ number: `F00${level}`, dueOn: '2026-01-31', cents: 100, level: level as 0 | 1 | 2 | 3 })))
    const report = await api.reminders.generate(await requestOf(api, ids))
    expect(report.letters.flatMap((letter) => letter.lines)).toHaveLength(3)
    expect(report.skipped).toEqual([{ dueDateId: ids[3], customerCode: 'A', customerName: 'Alpha', invoiceNumber: 'F003', dueOn: '2026-01-31', reason: 'highest-level-reached', hold: null }])
    expect(await levels()).toEqual({ F000: [1, today], F001: [2, today], F002: [3, today], F003: [3, '2026-01-15'] })
  })
})

describe('a simulation', () => {
  it('reports exactly what the generation then does, and writes nothing', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], ...[0, 1, 3].map((level) => ({ number: `F00${level}`, dueOn: '2026-01-31', cents: 100, level: level as 0 | 1 | 3 })))
    const { outcomes, ...simulated } = await api.reminders.simulate(await requestOf(api, ids))
    expect([...outcomes.levels]).toEqual([1, 2, 0])
    expect(await levels()).toMatchObject({ F000: [0, null], F001: [1, '2026-01-15'] })
    expect(filesLeft()).toEqual([])
    const generated = await api.reminders.generate(await requestOf(api, ids))
    const plain = { runId: null, registerLength: null, printDocumentId: null, printFile: '' }
    expect({ ...generated, ...plain, letters: generated.letters.map((letter) => ({ ...letter, letterId: null, documentId: null, file: '', pages: 0 })) }).toEqual(simulated)
  })
  it('shows the real letter of a customer before anything is written', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    const bytes = await api.reminders.previewRun({ request: await requestOf(api, ids), customerId, level: 1 })
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ recipient: { name: 'Alpha' }, lines: [{ invoiceNumber: 'F001' }] })
    await expect(api.reminders.previewRun({ request: await requestOf(api, ids), customerId, level: 2 })).rejects.toMatchObject({ code: 'reminder.no-letter' })
  })
})

describe('the documents of a generation', () => {
  it('R-EBP-74 are kept in the outbox: a letter each and one to print, whose bytes are those written', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha / Ω: "x"'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    const report = await api.reminders.generate(await requestOf(api, ids))
    const documents = await api.documents.list({ runId: report.runId, customerId: null })
    expect(documents.map(({ kind, title, customerId: of, runId, pages }) => ({ kind, title, of, runId, pages }))).toEqual([
      { kind: 'reminder-print', title: 'Relances du 31/03/2026 (à imprimer)', of: null, runId: report.runId, pages: 1 },
      { kind: 'reminder-letter', title: 'Relance niveau 1 – Alpha / Ω: "x"', of: customerId, runId: report.runId, pages: 1 },
    ])
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(2)
    expect(await api.documents.list({ runId: null, customerId })).toHaveLength(1)
    expect(await api.documents.count({ runId: null, customerId })).toBe(1)
    expect(await api.documents.count({ runId: report.runId! + 1, customerId: null })).toBe(0)
    for (const { id } of documents) expect((await api.documents.read({ id })).length).toBeGreaterThan(0)
    expect(filesLeft().sort()).toEqual(['0001 A Alpha - Ω- -x- niveau 1.pdf', 'Relances du 2026-03-31 à imprimer.pdf'])
    expect(report.letters[0]!.file).toBe((await api.documents.get({ id: report.letters[0]!.documentId! })).path)
  })
  it('are refused when the file on disk is not the one written', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    const { letters, printDocumentId, printFile } = await api.reminders.generate(await requestOf(api, ids))
    writeFileSync(letters[0]!.file, 'altered')
    rmSync(printFile)
    await expect(api.documents.read({ id: letters[0]!.documentId! })).rejects.toMatchObject({ code: 'document.altered' })
    await expect(api.documents.read({ id: printDocumentId! })).rejects.toMatchObject({ code: 'document.missing' })
    await expect(api.documents.get({ id: 999 })).rejects.toMatchObject({ code: 'document.unknown' })
  })
  it('AMB-10 every generation is kept as it was', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 100, level: 3 })
    const report = await api.reminders.generate(await requestOf(api, ids))
    expect(await api.reminders.runs({ from: 0 })).toEqual([{ id: report.runId, createdAt: expect.any(String), createdBy: 'hélène', undone: null, asOf: today, rule: { kind: 'increment' }, resend: false, sort: 'customerName', letterCount: 1, emailCount: 0, leftByEmailCount: 0, lineCount: 1, skippedCount: 1, totalCents: 100, deductedCents: 0, interestCents: 0, indemnityCents: 0, printDocumentId: report.printDocumentId }])
    expect(await api.reminders.run({ id: report.runId! })).toEqual({ ...report, withoutAddress: [], withoutAddressCount: 0 })
    await expect(api.reminders.run({ id: 99 })).rejects.toMatchObject({ code: 'reminder.run-unknown' })
  })
  it('are also copied to a folder of the person’s choice, never over a file already there', async () => {
    const outFolder = temporaryFolder()
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    const first = await api.reminders.generate(await requestOf(api, ids, { outFolder, rule: { kind: 'level', level: 1 } }))
    const second = await api.reminders.generate(await requestOf(api, ids, { outFolder, rule: { kind: 'level', level: 1 }, resend: true }))
    expect(readdirSync(outFolder).sort()).toEqual(['0001 A Alpha niveau 1 (2).pdf', '0001 A Alpha niveau 1.pdf', 'Relances du 2026-03-31 à imprimer (2).pdf', 'Relances du 2026-03-31 à imprimer.pdf'])
    expect([first.letters[0]!.file, second.printFile]).toEqual([join(outFolder, '0001 A Alpha niveau 1.pdf'), join(outFolder, 'Relances du 2026-03-31 à imprimer (2).pdf')])
  })
  it('a generation that sends nothing leaves no trace but its report', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100, level: 3 })
    expect(await api.reminders.generate(await requestOf(api, ids))).toMatchObject({ runId: null, letters: [], skipped: [{ reason: 'highest-level-reached' }] })
    expect(await api.reminders.runs({ from: 0 })).toEqual([])
    expect(filesLeft()).toEqual([])
  })
})

describe('R-EBP-75 when a document cannot be produced', () => {
  let ids: number[]
  let outFolder: string

  beforeEach(async () => {
    ids = (await Promise.all(['A', 'B', 'C'].map((code) => owing(api, [code, `Client ${code}`], { number: `F-${code}`, dueOn: '2026-01-31', cents: 100 })))).flatMap((customer) => customer.ids)
    outFolder = temporaryFolder()
  })

  const expectNothingHappened = async (): Promise<void> => {
    expect(await levels()).toEqual({ 'F-A': [0, null], 'F-B': [0, null], 'F-C': [0, null] })
    expect(await api.reminders.runs({ from: 0 })).toEqual([])
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(0)
    expect(filesLeft()).toEqual([])
    press.beforeFile = () => undefined
    const { letters } = await api.reminders.generate(await requestOf(api, ids))
    expect(letters).toHaveLength(3)
  }
  const failAt = (part: string, error: () => Error): void => {
    press.beforeFile = (file) => { if (file.includes(part)) throw error() }
  }
  const errno = (code: string): (() => Error) => () => Object.assign(new Error(code), { code })

  it.each<[string, () => Error, string]>([
    ['the disk is full', () => new AppError('document.disk-full', { file: 'x' }), 'reminder.disk-full'],
    ['the disk is full, as the system says it', errno('ENOSPC'), 'reminder.disk-full'],
    ['the PDF is open elsewhere', () => new AppError('document.locked', { file: 'x' }), 'reminder.write-failed'],
    ['the disk fails', errno('EIO'), 'reminder.write-failed'],
    ['the wording is wrong', () => new AppError('template.invalid', { line: 1, message: 'x' }), 'template.invalid'],
    ['the program is wrong', () => new TypeError('x is not a function'), 'unexpected'],
  ])('because %s: levels, dates, files and outbox are as before', async (_case, error, code) => {
    failAt('niveau 1', error)
    await expect(api.reminders.generate(await requestOf(api, ids))).rejects.toMatchObject({ code })
    await expectNothingHappened()
  })
  it('at the very last file, the same', async () => {
    failAt('imprimer', errno('ENOSPC'))
    await expect(api.reminders.generate(await requestOf(api, ids))).rejects.toMatchObject({ code: 'reminder.disk-full' })
    await expectNothingHappened()
  })
  it('because the output folder is not there: refused before anything is begun', async () => {
    rmSync(outFolder, { recursive: true })
    await expect(api.reminders.generate(await requestOf(api, ids, { outFolder }))).rejects.toMatchObject({ code: 'reminder.out-folder', details: { folder: outFolder } })
    await expectNothingHappened()
  })
  it('because the output folder vanishes meanwhile', async () => {
    press.beforeFile = () => { rmSync(outFolder, { recursive: true, force: true }) }
    await expect(api.reminders.generate(await requestOf(api, ids, { outFolder }))).rejects.toMatchObject({ code: 'reminder.out-folder', details: { folder: outFolder } })
    await expectNothingHappened()
  })
  it('because another program puts a file of that name into the output folder: its file stays, the copies made before go', async () => {
    press.beforeFile = (file) => { if (file.includes('imprimer')) writeFileSync(join(outFolder, '0003 C Client C niveau 1.pdf'), 'someone else’s') }
    await expect(api.reminders.generate(await requestOf(api, ids, { outFolder }))).rejects.toMatchObject({ code: 'reminder.out-folder' })
    expect(readdirSync(outFolder)).toEqual(['0003 C Client C niveau 1.pdf'])
    await expectNothingHappened()
  })
  it('because the person gives up', async () => {
    const asked = new AbortController()
    const generation = api.reminders.generate(await requestOf(api, ids), { signal: asked.signal, onProgress: ({ done }) => { if (done === 2) asked.abort() } })
    await expect(generation).rejects.toMatchObject({ code: 'cancelled' })
    await expectNothingHappened()
  })
  it('because the documents folder cannot be written to', async () => {
    const documents = join(open.folder, 'documents')
    rmSync(documents, { recursive: true })
    writeFileSync(documents, 'a file where the folder should be')
    await expect(api.reminders.generate(await requestOf(api, ids))).rejects.toMatchObject({ code: 'reminder.write-failed' })
    rmSync(documents)
    mkdirSync(documents)
    await expectNothingHappened()
  })
})

it('a payment typed in during a generation waits for its end', async () => {
  const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
  const busy = api.reminders.generate(await requestOf(api, ids))
  const paid = api.receivables.savePayment(paymentOf(customerId, 100, [[ids[0]!, 100]]))
  expect((await busy).letters).toMatchObject([{ totalCents: 100 }])
  await paid
  expect(await numbersFound(api)).toEqual([])
})
