import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decodeCp850 } from '../../shared/imports/encoding-rules.ts'
import { creditNote, fecText, opening, receipt, sale, writeFec, writeFile, type FecLine, type FecStyle } from '../fixtures/fec-fixture.ts'
import { asOf, openItems, withImportOffice } from '../fixtures/import-fixture.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

const realFile = '/work/shared/data/fec/111111111FEC20221231.TXT'

it.skipIf(!existsSync(realFile))('a real FEC in code page 850 leaves its open 411 balance, with readable accents', withImportOffice(async (office) => {
  const preview = await office.api.imports.preview({ path: realFile, options: {}, asOf })
  expect(preview).toMatchObject({ kind: 'fec', options: { encoding: 'cp850', separator: '|' }, questions: [] })
  const report = await office.apply(realFile)
  expect(report).toMatchObject({ openCents: 1_441_652, shownCents: 1_441_652, unallocatedCreditCents: 48_402, unbalancedGroups: [] })
  expect({ ...preview.report, importId: 0 }).toEqual({ ...report, importId: 0 })
  expect(report.counts).toMatchObject({ customersAdded: 34, dueDatesAdded: 103, paymentsAdded: 48 })
}))

it('lettered lines are settled by each other and only unlettered lines stay open', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([
    ...sale('1', 'A', 10_000, { letter: 'AA' }), ...sale('2', 'A', 5_000), ...receipt('3', 'A', 10_000, { letter: 'AA' }), ...sale('4', 'B', 700, { letter: 'AA' }), ...receipt('5', 'B', 700, { letter: 'AA' }),
  ]))
  expect(report).toMatchObject({ openCents: 5_000, shownCents: 5_000, unbalancedGroups: [], counts: { customersAdded: 2, invoicesAdded: 3, paymentsAdded: 2, allocationsAdded: 2 } })
  expect(await openItems(office)).toEqual(['A FA2 2025-02-14 5000 5000 0'])
}))

it('an unlettered credit on the same piece is a partial payment, any other stays the customer’s', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...sale('1', 'A', 10_000), ...receipt('2', 'A', 4_000, { piece: 'FA1' }), ...receipt('3', 'A', 1_500)]))
  expect(report).toMatchObject({ openCents: 4_500, shownCents: 4_500, unallocatedCreditCents: 1_500 })
  expect(await openItems(office)).toEqual(['A FA1 2025-02-14 10000 6000 0'])
}))

it('a credit against sales is a credit note, and settles what it is lettered with', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...sale('1', 'A', 10_000, { letter: 'A' }), ...creditNote('2', 'A', 10_000, { letter: 'A' }), ...creditNote('3', 'A', 500)]))
  expect(report).toMatchObject({ openCents: -500, shownCents: -500, unallocatedCreditCents: 500, counts: { creditNotesAdded: 2, paymentsAdded: 0 } })
  expect(await openItems(office)).toEqual(['A AV3 2025-01-15 -500 -500 0'])
}))

it('several lines of one entry on one piece are one invoice with several due dates', withImportOffice(async (office) => {
  const line: FecLine = { number: '9', piece: 'FA9', auxiliary: 'A', name: 'Client A' }
  const report = await office.apply(writeFec([{ ...line, debit: '60,00' }, { ...line, debit: '40,00' }, { ...line, auxiliary: '', account: '707000', credit: '100,00' }]))
  expect(report.counts).toMatchObject({ invoicesAdded: 1, dueDatesAdded: 2 })
}))

it('unbalanced and single-line lettering groups are closed and reported, never hidden', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...sale('1', 'A', 10_000, { letter: 'B' }), ...receipt('2', 'A', 9_000, { letter: 'B' }), ...sale('3', 'A', 300, { letter: 'C' }), ...sale('4', 'A', 50)]))
  expect(report).toMatchObject({ openCents: 50, shownCents: 50 })
  expect(report.unbalancedGroups).toEqual([
    { account: '411000', auxiliary: 'A', customerName: 'Client A', code: 'B', debitCents: 10_000, creditCents: 9_000, lines: [2, 5] },
    { account: '411000', auxiliary: 'A', customerName: 'Client A', code: 'C', debitCents: 300, creditCents: 0, lines: [6] },
  ])
}))

it.each<{ matching: 'none' | 'same-amount' | 'oldest-first'; open: string[]; credit: number }>([
  { matching: 'none', open: ['A FA1 2025-02-14 100 100 0', 'A FA2 2025-02-14 250 250 0'], credit: 250 },
  { matching: 'same-amount', open: ['A FA1 2025-02-14 100 100 0'], credit: 0 },
  { matching: 'oldest-first', open: ['A FA2 2025-02-14 250 100 0'], credit: 0 },
])('without lettering a warning is given, and credits are matched « $matching » only when asked', ({ matching, open, credit }) => withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...sale('1', 'A', 100), ...sale('2', 'A', 250), ...receipt('3', 'A', 250)]), { matching })
  expect(report.warnings.map(({ code }) => code)).toContain('no-lettering')
  expect(report).toMatchObject({ openCents: 100, shownCents: 100, unallocatedCreditCents: credit })
  expect(await openItems(office)).toEqual(open)
})())

const three = [...sale('1', 'A', 7_470, { label: 'Prêt n° 3 "été"', letter: 'A' }), ...receipt('2', 'A', 7_470, { letter: 'A' }), ...sale('3', 'É', 70_891)]
it.each<{ what: string; style: FecStyle; change?: (text: string) => string }>([
  { what: 'UTF-8', style: {} },
  { what: 'UTF-8 with a byte order mark', style: { encode: (text) => Buffer.from(`\ufeff${text}`) } },
  { what: 'windows-1252', style: { encode: (text) => Buffer.from(text, 'latin1') } },
  { what: 'code page 850', style: { encode: (text) => Buffer.from([...text].map((character) => bytes850.get(character) ?? character.charCodeAt(0))) } },
  { what: 'pipes', style: { separator: '|' } },
  { what: 'semicolons', style: { separator: ';' } },
  { what: 'LF', style: { end: '\n' } },
  { what: 'CR CR LF', style: { end: '\r\r\n' } },
  { what: 'a trailing separator', style: { end: '\t\r\n' } },
  { what: 'headers in another case', style: {}, change: (text) => text.replace('CompteLib', 'CompteLIB').replace('JournalCode', 'JOURNALCODE') },
  { what: 'padded fields', style: {}, change: (text) => text.replaceAll('\tA\t', '\t  A     \t').replaceAll('411000', '411000   ') },
  { what: 'decimal points', style: {}, change: (text) => text.replace(/(\d),(\d\d)/g, '$1.$2') },
  { what: 'zero-padded amounts', style: {}, change: (text) => text.replace(/(\d+),(\d\d)/g, (_all, whole: string, part: string) => `${whole.padStart(10, '0')},${part}`) },
  { what: 'signed amounts', style: {}, change: (text) => text.replace(/(\d+),(\d\d)/g, (_all, whole: string, part: string) => `+${whole.padStart(9, '0')},${part}`) },
  { what: 'blank amounts for zero', style: {}, change: (text) => text.replaceAll('\t0,00', '\t') },
  { what: 'a last line without end', style: {}, change: (text) => text.trimEnd() },
  { what: '16 columns', style: {}, change: (text) => text.split('\r\n').map((line) => line.split('\t').slice(0, 16).join('\t')).join('\r\n') },
])('the same ledger is read whatever its form: $what', ({ style, change = (text) => text }) => withImportOffice(async (office) => {
  const text = change(fecText(three, style))
  const report = await office.apply(writeFile('FEC.txt', (style.encode ?? ((plain) => Buffer.from(plain)))(text)))
  expect(report).toMatchObject({ openCents: 70_891, shownCents: 70_891, counts: { customersAdded: 2, invoicesAdded: 2, allocationsAdded: 1 } })
  expect(await office.rows('SELECT label FROM invoice ORDER BY id LIMIT 1')).toEqual([{ label: 'Prêt n° 3 "été"' }])
  expect(await openItems(office)).toEqual(['É FA3 2025-02-14 70891 70891 0'])
})())
const bytes850 = new Map(Array.from({ length: 128 }, (_value, index) => [decodeCp850(String.fromCharCode(index + 128)), index + 128] as const))

it('amounts may stand in one column with their side in another', withImportOffice(async (office) => {
  const text = fecText([...sale('1', 'A', 12_000), ...receipt('2', 'A', 2_000)]).replace('Debit\tCredit', 'Montant\tSens').replaceAll(/\t(\d+,\d\d)\t0,00\t/g, '\t$1\tD\t').replaceAll(/\t0,00\t(\d+,\d\d)\t/g, '\t$1\tC\t')
  expect(await office.apply(writeFile('FEC.txt', text))).toMatchObject({ openCents: 10_000, shownCents: 10_000 })
}))

it('a negative debit is a credit', withImportOffice(async (office) => {
  const line: FecLine = { auxiliary: 'A', name: 'Client A', piece: 'AV1', number: '1' }
  const report = await office.apply(writeFec([...sale('7', 'A', 5_000), { ...line, debit: '-20,00' }, { ...line, auxiliary: '', account: '707000', credit: '-20,00' }]))
  expect(report).toMatchObject({ openCents: 3_000, shownCents: 3_000, counts: { creditNotesAdded: 1 } })
}))

it('without auxiliary accounts the customer is the 411 sub-account', withImportOffice(async (office) => {
  const dupont: FecLine = { account: '411DUPONT', accountLabel: 'Dupont & Fils' }
  const report = await office.apply(writeFec([{ ...dupont, debit: '10,00' }, { account: '707000', credit: '10,00' }, { account: '411MARTIN', accountLabel: 'Martin', number: '2', debit: '5,00' }, { account: '707000', number: '2', credit: '5,00' }]))
  expect(report.counts.customersAdded).toBe(2)
  expect(await office.rows('SELECT code, name FROM organisation ORDER BY code')).toEqual([{ code: '411DUPONT', name: 'Dupont & Fils' }, { code: '411MARTIN', name: 'Martin' }])
}))

it('when one bare account holds all customers, the import asks before it writes', withImportOffice(async (office) => {
  const path = writeFec([{ label: 'DUPONT', debit: '10,00' }, { account: '707000', credit: '10,00' }, { label: 'MARTIN', number: '2', debit: '5,00' }, { account: '707000', number: '2', credit: '5,00' }])
  expect(await office.api.imports.preview({ path, options: {}, asOf })).toMatchObject({ report: null, questions: [{ option: 'customerKey', choices: ['account', 'label'] }] })
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.unanswered' })
  expect((await office.apply(path, { customerKey: 'label' })).counts.customersAdded).toBe(2)
}))

it('placeholder pieces and dates never identify a document', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([
    ...sale('1', 'A', 1_000, { piece: 'x', pieceDate: '19000101' }), ...sale('2', 'A', 2_000, { piece: 'x' }), ...receipt('3', 'A', 500, { piece: 'x' }), ...sale('0', 'B', 300, { piece: '' }),
  ]))
  expect(report).toMatchObject({ openCents: 2_800, shownCents: 2_800, unallocatedCreditCents: 500, counts: { invoicesAdded: 3 } })
  expect(await openItems(office)).toEqual(['A x 2025-02-14 1000 1000 0', 'A x 2025-02-14 2000 2000 0', 'B VE 2025-02-14 300 300 0'])
}))

it('due dates follow the customer’s own terms, else those of the import, else the dossier’s', withImportOffice(async (office) => {
  const endOfMonth = { days: 45, endOfMonth: 'after-days' as const, dayOfMonth: null }
  await office.apply(writeFec(sale('1', 'A', 100)))
  await office.run(`UPDATE organisation SET payment_term = '0' WHERE code = 'A'`)
  await office.apply(writeFec([...sale('1', 'A', 100), ...sale('2', 'A', 200), ...sale('3', 'B', 300)]), { paymentTerm: endOfMonth })
  expect(await openItems(office)).toEqual(['A FA1 2025-02-14 100 100 0', 'A FA2 2025-01-15 200 200 0', 'B FA3 2025-03-31 300 300 0'])
}))

const broken = (change: (text: string) => string) => (): string => writeFile('FEC.txt', change(fecText([...sale('1', 'A', 10_000), ...sale('2', 'A', 5_000)])))
it.each<{ what: string; path: () => string; code: string; details?: object }>([
  { what: 'a missing file', path: () => join(temporaryFolder(), 'none.txt'), code: 'import.missing' },
  { what: 'an empty file', path: () => writeFile('FEC.txt', ''), code: 'import.empty' },
  { what: 'headers alone', path: () => writeFec([]), code: 'import.no-lines' },
  { what: 'a folder', path: () => temporaryFolder(), code: 'import.is-folder' },
  { what: 'a binary file', path: () => writeFile('FEC.txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2])), code: 'import.binary' },
  { what: 'a missing column', path: broken((text) => text.replace('EcritureDate', 'Autre')), code: 'import.missing-column', details: { column: 'EcritureDate', line: 1 } },
  { what: 'a missing amount column', path: broken((text) => text.replace('Credit', 'Autre')), code: 'import.missing-column', details: { column: 'Credit' } },
  { what: 'an amount that is no number', path: broken((text) => text.replace('100,00', 'cent')), code: 'import.bad-amount', details: { line: 2, column: 12, name: 'Debit', value: 'cent' } },
  { what: 'a date out of range', path: broken((text) => text.replace('20250115', '19890115')), code: 'import.bad-date', details: { line: 2, column: 4, name: 'EcritureDate' } },
  { what: 'an impossible date', path: broken((text) => text.replace('20250115', '20250230')), code: 'import.bad-date' },
  { what: 'an impossible piece date', path: broken((text) => text.replace('FA1\t20250115', 'FA1\t20259999')), code: 'import.bad-date', details: { column: 10 } },
  { what: 'a line cut short', path: broken((text) => text.slice(0, -40)), code: 'import.short-line', details: { line: 5 } },
  { what: 'an unbalanced entry', path: broken((text) => text.replace('50,00', '51,00')), code: 'import.unbalanced', details: { line: 4, entry: '2', journal: 'VE', count: 1 } },
  { what: 'a label that holds the separator', path: broken((text) => text.replace('Vente 2', 'Vente\t2')), code: 'import.long-line', details: { line: 4 } },
  { what: 'no customer account', path: broken((text) => text.replaceAll('411000', '401000')), code: 'import.no-customer-lines' },
  { what: '300 000 columns', path: () => writeFile('FEC.txt', `${'JournalCode\t'.repeat(20_000)}${'x\t'.repeat(280_000)}\n`), code: 'import.too-many-columns', details: { line: 1, max: 500 } },
  { what: 'an endless line', path: () => writeFile('FEC.txt', `${fecText([])}${'9'.repeat(3_000_000)}`), code: 'import.line-too-long', details: { line: 2 } },
])('$what is refused with its place and changes nothing', ({ path, code, details = {} }) => withImportOffice(async (office) => {
  await expect(office.apply(path())).rejects.toMatchObject({ code, details })
  expect(await office.rows('SELECT * FROM import_batch UNION ALL SELECT * FROM import_batch')).toEqual([])
  expect(await office.rows('SELECT id FROM organisation')).toEqual([])
})())

it('unbalanced entries are imported once a person accepts them', withImportOffice(async (office) => {
  const path = broken((text) => text.replace('50,00', '51,00'))()
  expect(await office.apply(path, { acceptUnbalanced: true })).toMatchObject({ openCents: 15_100, shownCents: 15_100 })
}))

it('entries sorted by account instead of by entry still balance', withImportOffice(async (office) => {
  const lines = [...sale('1', 'A', 10_000), ...sale('2', 'A', 5_000), ...receipt('3', 'A', 10_000)]
  const byAccount = [...lines].sort((left, right) => (left.account ?? '411000').localeCompare(right.account ?? '411000'))
  expect(await office.apply(writeFec(byAccount))).toMatchObject({ openCents: 5_000, shownCents: 5_000 })
}))

it('a preview writes nothing, and a cancelled import neither', withImportOffice(async (office) => {
  const path = writeFec([...sale('1', 'A', 100), ...sale('2', 'B', 100)])
  expect((await office.api.imports.preview({ path, options: {}, asOf })).report).toMatchObject({ importId: null, openCents: 200 })
  const stop = new AbortController()
  const phases: string[] = []
  await expect(office.api.imports.apply({ path, options: {}, asOf }, { signal: stop.signal, onProgress: ({ phase }) => {
    phases.push(phase)
    if (phase === 'imports.writing') stop.abort()
  } })).rejects.toMatchObject({ code: 'cancelled' })
  expect(phases).toContain('imports.reading')
  expect(await office.rows('SELECT id FROM organisation UNION ALL SELECT id FROM import_batch')).toEqual([])
}))

it('a label that holds the separator on the first line is caught by the balance at the latest', withImportOffice(async (office) => {
  await expect(office.apply(broken((text) => text.replace('Vente 1', 'Vente\t1'))())).rejects.toMatchObject({ code: 'import.unbalanced' })
}))

it('a credit balance brought forward is a payment, kept on the customer', withImportOffice(async (office) => {
  const report = await office.apply(writeFec(opening('20250101', [{ customer: 'A', cents: -5_603 }, { customer: 'B', cents: 900 }])))
  expect(report).toMatchObject({ openCents: -4_703, shownCents: -4_703, unallocatedCreditCents: 5_603, counts: { paymentsAdded: 1, invoicesAdded: 1 } })
}))

it('the same file under another name is the same file', withImportOffice(async (office) => {
  const path = writeFec(sale('1', 'A', 100))
  const first = await office.apply(path)
  const copy = join(temporaryFolder(), 'copie.txt')
  copyFileSync(path, copy)
  expect(await office.apply(copy)).toMatchObject({ importId: null, alreadyImported: true, openCents: 100, counts: { customersAdded: 0, dueDatesAdded: 0, dueDatesKept: 0 } })
  expect(await office.api.imports.list()).toMatchObject([{ id: first.importId, kind: 'fec', canUndo: true, coveredFrom: '2025-01-15', coveredTo: '2025-01-15' }])
}))

it.each([
  { what: 'the opening’s own date', pieceDate: '20250101', count: 1 },
  { what: 'a blank date', pieceDate: '', count: 1 },
  { what: 'the first day there is', pieceDate: '19000101', count: 1 },
  { what: 'the date of the document', pieceDate: '20241105', count: 0 },
])('due dates brought forward with $what: those whose due date is estimated are told', ({ pieceDate, count }) => withImportOffice(async (office) => {
  const brought = opening('20250101', [{ customer: 'A', cents: 1_000, piece: 'FA8', pieceDate }, { customer: 'B', cents: -300, pieceDate }])
  const { report } = await office.api.imports.preview({ path: writeFec([...brought, ...sale('1', 'A', 500)]), options: {}, asOf })
  expect(report?.warnings.filter(({ code }) => code === 'undated-openings')).toEqual(count === 0 ? [] : [{ code: 'undated-openings', line: 0, column: 0, details: { count } }])
})())
