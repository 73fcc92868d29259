import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { deflateSync, inflateRawSync } from 'node:zlib'
import readXlsxFile from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnswerReader } from '../../electron/delivery/answer-reader.ts'
import type { AnswerReading } from '../../shared/meters/answer-contract.ts'
import { answerState } from '../../shared/meters/answer-rules.ts'
import { REQUEST_FIELDS } from '../../shared/meters/request-sheet.ts'
import { answeredOn, confirmedAll, emlOf, filledForm, fileWith, msgOf, readingsOf, requestOf, sentForm, type SentForm } from '../fixtures/answer-fixture.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { asked, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openMailOffice, type MailOffice } from '../fixtures/outbox-fixture.ts'

const realPress = { printsReally: true }

let office: MailOffice
let ids: Record<string, number>
let form: SentForm
let other: SentForm
beforeAll(async () => {
  office = await openMailOffice(realPress)
  ids = await samplePark(office.api)
  await setParameters(office.api, asked)
  await office.api.outbox.pause()
  await sendRequests(office.api, ['BIEN-001', 'BIEN-002', 'BIEN-004'])
  form = await sentForm(office.api, office.folder, 'BIEN-001')
  other = await sentForm(office.api, office.folder, 'BIEN-002')
})
afterAll(() => office.close())

const read = (...paths: string[]): Promise<AnswerReading> => office.api.meters.readAnswers({ paths, asOf: answeredOn })
const readBytes = (name: string, bytes: Uint8Array | string): Promise<AnswerReading> => read(fileWith(office.folder, name, bytes))
const messageIdOf = (identifier: string): Promise<string> => onFile(office, (sql) => sql.prepare(`SELECT m.message_id FROM outbox_message m JOIN meter_request r ON r.outbox_message_id = m.id JOIN asset a ON a.id = r.asset_id WHERE a.provider_identifier = ?`).pluck().get(identifier) as string)
const good = { Noir: '18 500', Couleur: '7500' }
/** Each answer in short: identifier, day, values, state */
const inShort = ({ answers }: AnswerReading) => answers.map((answer) => [answer.sheet.providerIdentifier, answer.readOn, Object.fromEntries(answer.values.map(({ name, valueThousandths }) => [name, valueThousandths && valueThousandths / 1000])), answerState(answer)])
const BOTH = ['BIEN-001', '2026-11-21', { Noir: 18_500, Couleur: 7500 }, 'ready']
const nothing = { answers: [], messages: [] }

describe('the form of a request, filled in and sent back', () => {
  it('is read with the old value of each meter; nothing is saved by reading', async () => {
    const before = await readingsOf(office.api, ids['BIEN-001']!)
    const reading = await readBytes('retour.pdf', await filledForm(form, good))
    expect(inShort(reading)).toEqual([BOTH])
    expect(reading.answers[0]).toMatchObject({ source: 'retour.pdf', reader: 'Nolwenn', sheet: { requestId: form.request.id, meters: [{ name: 'Noir', last: { valueThousandths: 18_250_000 } }, {}] }, findings: [] })
    expect(reading.sources).toEqual([{ source: 'retour.pdf', answerCount: 1, problem: null }])
    expect(await readingsOf(office.api, ids['BIEN-001']!)).toEqual(before)
  })

  it('M-120 shows what the checks say beside what is to be corrected by hand', async () => {
    const reading = await readBytes('bas.pdf', await filledForm(form, { Noir: '900', Couleur: '7500' }))
    expect(reading.answers[0]!.findings).toMatchObject([{ check: 'below-last', severity: 'alert' }])
    expect(inShort(reading)[0]![3]).toBe('to-confirm')
    expect((await readBytes('mot.pdf', await filledForm(form, { Noir: 'environ 18 500', Couleur: '7500' }))).answers[0]!.values[0]).toMatchObject({ text: 'environ 18 500', valueThousandths: null, problem: 'not-a-number' })
    expect(inShort(await readBytes('sans-date.pdf', await filledForm(form, good, '')))[0]).toEqual(['BIEN-001', null, { Noir: 18_500, Couleur: 7500 }, 'unreadable'])
    expect(inShort(await readBytes('vide.pdf', form.form))[0]![3]).toBe('empty')
  })

  it.each<[string, () => Promise<Uint8Array | string> | Uint8Array | string, code: string]>([
    ['flattened', async () => { const document = await PDFDocument.load(await filledForm(form, good)); document.getForm().flatten(); return document.save() }, 'answers.flattened'],
    ['of somebody else', async () => { const document = await PDFDocument.create(); document.getForm().createTextField('Nom').addToPage(document.addPage()); return document.save() }, 'answers.not-a-form'],
    ['without a field', async () => { const document = await PDFDocument.load(form.form); document.getForm().removeField(document.getForm().getTextField(REQUEST_FIELDS.value(form.meters[1]!.id))); return document.save() }, 'answers.damaged-form'],
    ['of another dossier', async () => { const document = await PDFDocument.load(await filledForm(form, good)); document.getForm().getTextField(REQUEST_FIELDS.reference).setText('00000000-0000-4000-8000-000000000000'); return document.save() }, 'answers.other-dossier'],
    ['cut short', () => form.form.slice(0, 3000), 'answers.broken-pdf'],
    ['empty', () => '', 'answers.empty'],
    ['a picture', () => 'GIF89a', 'answers.unknown-kind'],
    ['huge', () => new Uint8Array(41 * 1024 * 1024).fill(37), 'answers.too-large'],
  ])('that is %s is told in words and gives nothing', async (name, bytes, code) => {
    const reading = await readBytes(`${name}.pdf`, await bytes())
    expect(reading).toMatchObject({ ...nothing, sources: [{ source: `${name}.pdf`, answerCount: 0, problem: { code, details: { file: `${name}.pdf` } } }] })
  })

  it('encrypted, missing, a folder: told, and the other files are read all the same', async () => {
    const plain = Buffer.from(await (await PDFDocument.load(form.form)).save({ useObjectStreams: false })).toString('latin1')
    const encrypted = fileWith(office.folder, 'protege.pdf', Buffer.from(plain.replace(/trailer\s*<</, (start) => `${start} /Encrypt << /Filter /Standard /V 2 /R 3 /P -44 >>`), 'latin1'))
    const reading = await read(encrypted, join(office.folder, 'absent.pdf'), office.folder, fileWith(office.folder, 'retour.pdf', await filledForm(form, good)))
    expect(reading.sources.map(({ problem }) => problem?.code ?? 'read')).toEqual(['answers.encrypted', 'answers.missing', 'answers.missing', 'read'])
    expect(inShort(reading)).toEqual([BOTH])
  })
})

it('a form that unpacks into hundreds of megabytes is given up, and the next file is read', { timeout: 60_000 }, async () => {
  const content = deflateSync(Buffer.alloc(300 * 1024 * 1024, 32), { level: 9 })
  const bomb = Buffer.concat([Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${content.length} >>\nstream\n`), content, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')])
  const reader = new AnswerReader({ externalBytes: 60 * 1024 * 1024 })
  await expect(reader.read(fileWith(office.folder, 'bombe.pdf', bomb))).rejects.toMatchObject({ code: 'answers.too-complex', details: { file: 'bombe.pdf' } })
  expect((await new AnswerReader().read(fileWith(office.folder, 'retour.pdf', await filledForm(form, good)))).parts).toMatchObject([{ problem: null, answers: [{}] }])
  await reader.close()
})

describe('« Tableau de saisie »', () => {
  /** The workbook as it was written, with what a customer types in it: values by asset and meter. */
  async function filledTable(values: Record<string, string | number>, change: (lines: unknown[][], head: unknown[]) => void = () => undefined): Promise<Buffer> {
    const history = await office.api.meters.history({ group: 'sent' })
    const tables = await office.api.meters.exportEntryTables({ requestIds: history.map(({ id }) => id), asOf: answeredOn, outFolder: null })
    const { file } = await office.api.documents.get({ id: tables[0]!.documentId })
    const [{ data }] = await readXlsxFile(readFileSync(join(office.folder, file))) as unknown as [{ data: unknown[][] }]
    const [head, ...lines] = data
    const column = (name: string): number => head!.indexOf(name)
    for (const line of lines) {
      const value = values[`${String(line[column('Bien')])} ${String(line[column('Compteur')])}`]
      if (value === undefined) continue
      line[column('Nouvelle valeur')] = value
      line[column('Date du relevé')] = '21/11/2026'
    }
    change(lines, head!)
    const cells = [head!, ...lines].map((line) => line.map((value) => (typeof value === 'number' ? { value, type: Number } : typeof value === 'string' ? { value, type: String } : null)))
    return writeExcelFile(cells as never, {}).toBuffer()
  }

  it('one workbook a customer, a line a meter, its identifiers in a hidden column', async () => {
    const history = await office.api.meters.history({ group: 'sent' })
    const tables = await office.api.meters.exportEntryTables({ requestIds: history.map(({ id }) => id), asOf: answeredOn, outFolder: null })
    expect(tables.map(({ file }) => basename(file))).toEqual([expect.stringContaining('Kerbrat'), expect.any(String)])
    const { file } = await office.api.documents.get({ id: tables[0]!.documentId })
    const bytes = readFileSync(join(office.folder, file))
    const [{ data }] = await readXlsxFile(bytes) as unknown as [{ data: unknown[][] }]
    expect(data.slice(1).map((line) => [line[2], line[5], line[8]])).toEqual([['BIEN-001', 'Noir', 18_250], ['BIEN-001', 'Couleur', 7420], ['BIEN-002', 'Noir', 40_112], ['BIEN-002', 'Couleur', 1250]])
    expect(data[1]!.at(-1)).toMatch(/^[0-9a-f-]{36}\/\d+$/)
    expect(inflated(bytes, 'xl/worksheets/sheet1.xml').match(/<col [^>]*hidden="1"[^>]*>/g)).toEqual([expect.stringContaining('min="13"')])
  })

  it('comes back filled in, as numbers or as text: an answer each asset', async () => {
    const reading = await readBytes('tableau.xlsx', await filledTable({ 'BIEN-001 Noir': 18_500, 'BIEN-001 Couleur': '7 500', 'BIEN-002 Noir': 41_000 }))
    expect(inShort(reading)).toEqual([BOTH, ['BIEN-002', '2026-11-21', { Noir: 41_000 }, 'ready']])
  })

  it.each<[string, (lines: unknown[][], head: unknown[]) => void]>([
    ['sorted without its hidden column, its meters', (lines, head) => { const at = head.indexOf('Compteur'); [lines[0]![at], lines[1]![at]] = [lines[1]![at], lines[0]![at]] }],
    ['copied down from another line, its asset', (lines, head) => { for (const line of lines.slice(0, 2)) line[head.indexOf('Bien')] = 'BIEN-002' }],
  ])('%s: what a line shows is not what it is tied to, so nothing of it is taken as read', async (_how, change) => {
    const reading = await readBytes('trie.xlsx', await filledTable({ 'BIEN-001 Noir': 18_500, 'BIEN-001 Couleur': 7500 }, change))
    expect(reading.answers.map((answer) => [answer.sheet.providerIdentifier, answerState(answer), answer.values.map(({ problem }) => problem)])).toEqual([['BIEN-001', 'unreadable', ['other-line', 'other-line']]])
  })

  it('« 18.500 » typed as a text can be read in two ways and is for a person; the number 18500 is not', async () => {
    const reading = await readBytes('point.xlsx', await filledTable({ 'BIEN-001 Noir': '18.500', 'BIEN-001 Couleur': 7500 }))
    expect(reading.answers[0]!.values.map(({ problem }) => problem)).toEqual(['ambiguous', null])
  })

  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['of somebody else', async () => await writeExcelFile([[{ value: 'a', type: String }]], {}).toBuffer(), 'answers.not-an-entry-table'],
    ['cut short', async () => (await filledTable({})).subarray(0, 900), 'import.bad-workbook'],
    ['with a password', async () => msgOf({ subject: 'EncryptedPackage' }), 'answers.encrypted'],
  ])('%s: told, nothing read', async (name, bytes, code) => {
    expect(await readBytes(`${name}.xlsx`, await bytes())).toMatchObject({ ...nothing, sources: [{ problem: { code } }] })
  })
})

describe('a message', () => {
  const logo = { filename: 'logo.png', content: Buffer.from('\u0089PNG', 'latin1') }
  const attached = async () => ({ filename: 'Demande.pdf', content: await filledForm(form, good), contentType: 'application/pdf' })

  it('EML: its form is read as if it had come alone; a logo beside it is passed over', async () => {
    const reading = await readBytes('reponse.eml', await emlOf({ attachments: [logo, await attached()] }))
    expect(inShort(reading)).toEqual([BOTH])
    expect(reading.sources).toEqual([{ source: 'reponse.eml › Demande.pdf', answerCount: 1, problem: null }])
    expect(reading.messages).toEqual([])
  })

  it('MSG: as Outlook saves it', async () => {
    const reading = await readBytes('reponse.msg', msgOf({ attachments: [logo, await attached()] }))
    expect(inShort(reading)).toEqual([BOTH])
    expect(reading.sources).toEqual([{ source: 'reponse.msg › Demande.pdf', answerCount: 1, problem: null }])
  })

  it('without a date in the form, that of the message is taken, and asked about', async () => {
    const eml = await emlOf({ attachments: [{ filename: 'f.pdf', content: await filledForm(form, good, '') }] })
    const reading = await readBytes('sans-date.eml', eml)
    expect(inShort(reading)).toEqual([['BIEN-001', '2026-11-21', { Noir: 18_500, Couleur: 7500 }, 'to-confirm']])
    expect(reading.answers[0]!.findings).toMatchObject([{ check: 'assumed-date', text: 'Date du relevé absente\u00a0: date du message retenue' }])
  })

  it.each(['eml', 'msg'])('%s without a form that replies to a request is known by our Message-ID: its text is shown with what it answers', async (kind) => {
    const inReplyTo = await messageIdOf('BIEN-001')
    const reply = { inReplyTo, subject: 'Re: compteurs', text: 'Noir 18500, couleur 7500' }
    const reading = await readBytes(`texte.${kind}`, kind === 'eml' ? await emlOf(reply) : msgOf(reply))
    expect(reading.answers).toEqual([])
    expect(reading.messages).toMatchObject([{ source: `texte.${kind}`, subject: 'Re: compteurs', text: expect.stringContaining('Noir 18500'), sheets: [{ requestId: form.request.id, providerIdentifier: 'BIEN-001' }] }])
  })

  it('forwarded by a colleague, the thread tells the request', async () => {
    const reading = await readBytes('transfert.eml', await emlOf({ inReplyTo: '<someone@else.example>', references: `${await messageIdOf('BIEN-002')} <someone@else.example>` }))
    expect(reading.messages).toMatchObject([{ sheets: [{ providerIdentifier: 'BIEN-002' }] }])
  })

  it('with several forms: each is an answer, one that cannot be read is told with its place', async () => {
    const eml = await emlOf({ attachments: [await attached(), { filename: 'autre.pdf', content: await filledForm(other, { Noir: '41000', Couleur: '1300' }) }, { filename: 'scan.pdf', content: Buffer.from('%PDF-1.4 broken') }] })
    const reading = await readBytes('plusieurs.eml', eml)
    expect(inShort(reading)).toEqual([BOTH, ['BIEN-002', '2026-11-21', { Noir: 41_000, Couleur: 1300 }, 'ready']])
    expect(reading.sources.map(({ source, problem }) => [source, problem?.code ?? null])).toEqual([['plusieurs.eml › Demande.pdf', null], ['plusieurs.eml › autre.pdf', null], ['plusieurs.eml › scan.pdf', expect.stringMatching(/^answers\.(broken-pdf|flattened)$/)]])
  })

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['that replies to nothing of ours', () => emlOf({}), 'answers.no-answer'],
    ['that is encrypted', () => emlOf({ text: '', attachments: [{ filename: 'smime.p7m', content: Buffer.from('x'), contentType: 'application/pkcs7-mime' }] }), 'answers.encrypted-message'],
    ['that is another file of Office', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]), 'answers.not-a-message'],
  ])('%s: told', async (_name, bytes, code) => {
    expect(await readBytes('message.eml', await bytes())).toMatchObject({ ...nothing, sources: [{ problem: { code } }] })
  })
})

it('what was read is saved in one go; the same files once more change nothing, and say so', async () => {
  const paths = [
    fileWith(office.folder, 'un.eml', await emlOf({ attachments: [{ filename: 'f.pdf', content: await filledForm(form, good) }] })),
    fileWith(office.folder, 'deux.pdf', await filledForm(other, { Noir: '39 000', Couleur: '1300' })),
  ]
  const reading = await read(...paths)
  const answers = confirmedAll(reading)
  await expect(office.api.meters.saveAnswers({ answers: answers.map(({ entry }) => ({ entry, confirmed: [] })), asOf: answeredOn })).rejects.toMatchObject({ code: 'answers.doubtful', details: { identifier: 'BIEN-002' } })
  expect(await requestOf(office.api, 'BIEN-001')).toMatchObject({ answeredOn: null })
  expect(await office.api.meters.saveAnswers({ answers, asOf: answeredOn })).toEqual({ readingCount: 4, knownCount: 0, answeredCount: 2, incomplete: [] })
  const before = [await readingsOf(office.api, ids['BIEN-001']!), await readingsOf(office.api, ids['BIEN-002']!)]

  const again = await read(...paths)
  expect(again.answers.map(answerState)).toEqual(['known', 'known'])
  expect(again.answers.flatMap(({ values }) => values.map(({ isKnown }) => isKnown))).toEqual([true, true, true, true])
  expect(await office.api.meters.saveAnswers({ answers: confirmedAll(again), asOf: answeredOn })).toEqual({ readingCount: 0, knownCount: 4, answeredCount: 0, incomplete: [] })
  expect([await readingsOf(office.api, ids['BIEN-001']!), await readingsOf(office.api, ids['BIEN-002']!)]).toEqual(before)
})

it('a reading can be cancelled', async () => {
  const abort = new AbortController()
  const path = fileWith(office.folder, 'retour.pdf', await filledForm(form, good))
  await expect(office.api.meters.readAnswers({ paths: [path, path, path], asOf: answeredOn }, { onProgress: () => abort.abort(), signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
})

/** An entry of a ZIP, as text. */
function inflated(bytes: Buffer, name: string): string {
  const entry = bytes.indexOf(Buffer.from(name)) - 30
  return inflateRawSync(bytes.subarray(entry + 30 + bytes.readUInt16LE(entry + 26) + bytes.readUInt16LE(entry + 28))).toString('utf8')
}
