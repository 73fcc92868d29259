import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { DEFAULT_REMINDER_SETTINGS } from '../../shared/reminders/reminder-settings-rules.ts'
import type { ReminderSettings } from '../../shared/reminders/reminder-contract.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, owing, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']

beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
})
afterEach(() => open.close())

const twoCustomers = async (): Promise<number[]> => [
  ...(await owing(api, ['A', 'Alpha', { phone1: '01 02', phone2: '01 02', mobile1: '06 07' }], { number: 'F001', dueOn: '2026-01-31', cents: 10_000, level: 1 })).ids,
  ...(await owing(api, ['B', '=Béta', { mobile2: '+33 6' }], { number: 'F002', dueOn: '2026-02-28', cents: 5050 }, { number: 'F003', dueOn: '2026-04-30', cents: 1 }, { number: 'F004', dueOn: '2026-01-01', cents: 7 })).ids,
]

describe('« Liste de relance téléphonique »', () => {
  it('R-EBP-47 has a block a customer, with his numbers and his ticked due dates', async () => {
    const [f1, f2, f3] = await twoCustomers()
    const list = await api.reminders.phoneList({ ids: Int32Array.of(f1!, f2!, f3!), asOf: today })
    expect(list).toMatchObject({ asOf: today, count: 3, totalCents: 15_051 })
    expect(list.blocks.map(({ customerName, phones, outstandingCents, totalCents, lines }) => ({ customerName, phones, outstandingCents, totalCents, numbers: lines.map((line) => line.invoiceNumber) }))).toEqual([
      { customerName: 'Alpha', phones: ['01 02', '06 07'], outstandingCents: 10_000, totalCents: 10_000, numbers: ['F001'] },
      { customerName: '=Béta', phones: ['+33 6'], outstandingCents: 5058, totalCents: 5051, numbers: ['F002', 'F003'] },
    ])
  })
  it('comes page by page when it is long, a block going on where the page before left it', async () => {
    await api.dossiers.close(undefined)
    const sql = openDatabase(open.folder)
    fillDossier(sql, 6000, 2)
    sql.close()
    await api.dossiers.open({ folder: open.folder })
    const { ids, count, customerCount, totalCents } = await calculate(api)
    const pages = await Promise.all([0, 5000].map((from) => api.reminders.phoneList({ ids, asOf: today, from })))
    for (const page of pages) expect(page).toMatchObject({ count, customerCount, totalCents })
    expect(pages.map(({ blocks }) => blocks.map(({ lineCount, lines }) => [lineCount, lines.length]))).toEqual([[[3000, 3000], [3000, 2000]], [[3000, 1000]]])
    expect(pages.flatMap(({ blocks }) => blocks.flatMap(({ lines }) => lines.map((line) => line.id)))).toEqual([...ids])
    expect(pages[1]!.blocks[0]!.totalCents).toBe(pages[0]!.blocks[1]!.totalCents)
  })
  it('leaves out what has been settled since it was ticked', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 }, { number: 'F002', dueOn: '2026-01-31', cents: 200 })
    await api.receivables.savePayment(paymentOf(customerId, 100, [[ids[0]!, 100]]))
    expect(await api.reminders.phoneList({ ids: Int32Array.from(ids), asOf: today })).toMatchObject({ count: 1, totalCents: 200 })
  })
  it.each(['pdf', 'xlsx'] as const)('R-EBP-48 R-EBP-49 exported as %s, changes neither level nor date', async (format) => {
    const ids = Int32Array.from(await twoCustomers())
    const before = await rowsFound(api)
    await api.reminders.phoneList({ ids, asOf: today })
    const { documentId, file } = await api.reminders.exportPhoneList({ ids, asOf: today, format, outFolder: null })
    expect(await rowsFound(api)).toEqual(before)
    expect(await api.documents.get({ id: documentId })).toMatchObject({ kind: 'phone-list', title: 'Liste de relance téléphonique du 31/03/2026', path: file, file: `documents/exports/Liste de relance téléphonique du 2026-03-31.${format}` })
    expect((await api.documents.read({ id: documentId })).length).toBeGreaterThan(0)
  })
  it('R-EBP-49 as a workbook names every number of the customer on each line', async () => {
    const { file } = await api.reminders.exportPhoneList({ ids: Int32Array.from(await twoCustomers()), asOf: today, format: 'xlsx', outFolder: null })
    const sheet = (await readXlsxFile(file))[0]!
    expect(sheet.sheet).toBe('Liste de relance téléphonique')
    expect(sheet.data.map((row) => row.slice(0, 7))).toEqual([
      ['Code client', 'Client', 'Téléphone 1', 'Téléphone 2', 'Téléphone 3', 'Téléphone 4', 'N° facture'],
      ['A', 'Alpha', '01 02', '06 07', null, null, 'F001'],
      ['B', '=Béta', '+33 6', null, null, null, 'F002'],
      ['B', '=Béta', '+33 6', null, null, null, 'F003'],
      ['B', '=Béta', '+33 6', null, null, null, 'F004'],
    ])
  })
  it('R-EBP-46 is not exported with nothing in it', async () => {
    await expect(api.reminders.exportPhoneList({ ids: new Int32Array(0), asOf: today, format: 'xlsx', outFolder: null })).rejects.toMatchObject({ code: 'reminder.nothing-ticked' })
  })
})

describe('the rows as a workbook', () => {
  it('X-15 are typed cells under the grid’s labels, and a name that looks like a formula stays text', async () => {
    await twoCustomers()
    const outFolder = temporaryFolder()
    const { ids } = await calculate(api, { daysOverdue: 0 })
    const { file, documentId } = await api.reminders.exportRows({ ids: Int32Array.of(ids[2]!, ids[0]!), asOf: today, outFolder })
    expect(file).toBe(join(outFolder, 'Échéances au 2026-03-31.xlsx'))
    expect(readFileSync((await api.documents.get({ id: documentId })).path)).toEqual(readFileSync(file))
    const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
    expect((await readXlsxFile(file))[0]!.data).toEqual([
      ['Code client', 'Client', 'Téléphone', 'N° facture', 'N° facture de garantie', 'Date facture', 'Date échéance', 'Montant', 'Reste dû', 'Jours de dépassement', 'Encours client', 'Avoirs et règlements non affectés', 'Niveau de relance', 'Date de relance'],
      ['A', 'Alpha', '01 02', 'F001', null, utc('2026-01-01'), utc('2026-01-31'), 100, 100, 59, 100, 0, 1, utc('2026-01-15')],
      ['B', '=Béta', '+33 6', 'F004', null, utc('2026-01-01'), utc('2026-01-01'), 0.07, 0.07, 89, 50.58, 0, 0, null],
    ])
  })
  it.runIf(process.platform === 'linux')('whose copy cannot be written leave the dossier as it was', async () => {
    const ids = Int32Array.from(await twoCustomers())
    await expect(api.reminders.exportRows({ ids, asOf: today, outFolder: '/proc/self' })).rejects.toMatchObject({ code: 'reminder.out-folder' })
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(0)
    expect(readdirSync(join(open.folder, 'documents', 'exports'))).toEqual([])
  })
  it.each<[string, string, (folder: string) => string | null, object, string]>([
    ['a file stands where the dossier keeps its exports', 'documents/exports', () => null, { code: 'document.folder-not-made' }, 'un fichier s’y trouve'],
    ['a file stands where the dossier keeps its documents', 'documents', () => null, { code: 'document.folder-not-made' }, 'un fichier s’y trouve'],
    ['the output folder’s path holds a NUL', 'other', (folder) => `${folder}\0`, { code: 'reminder.out-folder' }, 'ce chemin contient un caractère interdit'],
    ['the output folder is a file', 'other', (folder) => join(folder, 'other'), { code: 'reminder.out-folder' }, 'un fichier s’y trouve'],
  ])('%s: said in words, and nothing is written', async (_case, file, outFolder, error, why) => {
    const ids = Int32Array.from(await twoCustomers())
    rmSync(join(open.folder, file), { recursive: true, force: true })
    writeFileSync(join(open.folder, file), '')
    const refusal: unknown = await api.reminders.exportRows({ ids, asOf: today, outFolder: outFolder(open.folder) }).catch((reason: unknown) => reason)
    expect(refusal).toMatchObject(error)
    const { code, details } = refusal as AppError
    expect(translate('fr', `errors.${code}`, details)).toContain(why)
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(0)
  })
  it('a second export of the day does not replace the first', async () => {
    const ids = Int32Array.from(await twoCustomers())
    const files = [await api.reminders.exportRows({ ids, asOf: today, outFolder: null }), await api.reminders.exportRows({ ids, asOf: today, outFolder: null })].map(({ file }) => file.split(/[\\/]/).at(-1))
    expect(files).toEqual(['Échéances au 2026-03-31.xlsx', 'Échéances au 2026-03-31 (2).xlsx'])
  })
  it('refuses an output folder that is not there, and more rows than a workbook bears', async () => {
    const ids = Int32Array.from(await twoCustomers())
    await expect(api.reminders.exportRows({ ids, asOf: today, outFolder: join(open.folder, 'gone') })).rejects.toMatchObject({ code: 'reminder.out-folder' })
    await expect(api.reminders.exportRows({ ids: new Int32Array(100_001).fill(1), asOf: today, outFolder: null })).rejects.toMatchObject({ code: 'reminder.export-too-large', details: { count: 100_001 } })
    expect(await api.documents.count({ runId: null, customerId: null })).toBe(0)
  })
})

describe('« Personnalisation »', () => {
  it('R-EBP-81 R-EBP-82 R-EBP-83 R-EBP-84 begins with four pairs of colours and usable defaults', async () => {
    const settings = await api.reminders.settings(undefined)
    expect(settings).toEqual(DEFAULT_REMINDER_SETTINGS)
    expect(settings.colours).toHaveLength(4)
  })
  it('R-EBP-79 R-EBP-80 R-EBP-81 its default texts can be read on their rows (contrast of at least 7)', () => {
    for (const { row, text } of DEFAULT_REMINDER_SETTINGS.colours) expect(contrast(row, text), `${text} on ${row}`).toBeGreaterThanOrEqual(7)
  })
  it('R-EBP-79 R-EBP-80 R-EBP-82 R-EBP-83 R-EBP-84 R-EBP-85 keeps what was saved, also after closing the dossier', async () => {
    const saved: ReminderSettings = {
      colours: [{ row: '#ffffff', text: '#000000' }, { row: '#ffff00', text: '#000000' }, { row: '#ffa500', text: '#000000' }, { row: '#aa0000', text: '#ffffff' }],
      defaultDaysOverdue: 15, defaultMinOutstandingCents: 20_000 as never, defaultPeriodDays: 90, thresholds: [5, 20, 45], creditHandling: 'net', toleranceCents: 500 as never, maxDataAgeDays: null, isFormalNoticePosted: false,
    }
    expect(await api.reminders.saveSettings(saved)).toEqual(saved)
    await api.dossiers.close(undefined)
    await api.dossiers.open({ folder: open.folder })
    expect(await api.reminders.settings(undefined)).toEqual(saved)
  })
  it.each<[string, Partial<ReminderSettings>, object]>([
    ['R-EBP-88 a text in the colour of its row', { colours: DEFAULT_REMINDER_SETTINGS.colours.with(2, { row: '#abcdef', text: '#abcdef' }) as ReminderSettings['colours'] }, { code: 'reminder.same-colours', details: { level: 2 } }],
    ['R-EBP-88 a negative number of days', { defaultDaysOverdue: -1 }, { code: 'call.invalid-input', details: { field: 'defaultDaysOverdue' } }],
    ['R-EBP-88 a negative outstanding amount', { defaultMinOutstandingCents: -1 as never }, { code: 'call.invalid-input', details: { field: 'defaultMinOutstandingCents' } }],
    ['R-EBP-88 a negative period', { defaultPeriodDays: -1 }, { code: 'call.invalid-input', details: { field: 'defaultPeriodDays' } }],
    ['R-EBP-61 thresholds that do not increase', { thresholds: [30, 10, 60] }, { code: 'reminder.thresholds' }],
    ['something that is no colour', { colours: DEFAULT_REMINDER_SETTINGS.colours.with(0, { row: 'red', text: '#000000' }) as ReminderSettings['colours'] }, { code: 'call.invalid-input' }],
  ])('%s is refused, what was saved before stays', async (_case, change, error) => {
    await expect(api.reminders.saveSettings({ ...DEFAULT_REMINDER_SETTINGS, ...change })).rejects.toMatchObject(error)
    expect(await api.reminders.settings(undefined)).toEqual(DEFAULT_REMINDER_SETTINGS)
  })
})

/** WCAG 2 contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}
