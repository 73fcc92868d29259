import { expect, it } from 'vitest'
import { countHighBytes, decodeCp850, guessLegacyEncoding, isReadingDoubtful, noHighBytes, oddWord, type HighBytes } from '../../shared/imports/encoding-rules.ts'
import { isOpeningEntry, isPlaceholderPiece, parseFecAmount, parseFecDate, paymentMethodOf, readFecHeader } from '../../shared/imports/fec-rules.ts'
import { localDate } from '../../shared/date.ts'
import { codeFromName, listQuestions, readLevel, type Columns, type Notation } from '../../shared/imports/list-rules.ts'
import { detectDateOrder, detectDecimalMark, guessColumns, headerKeys, readAmount, readDate } from '../../shared/imports/table-rules.ts'

it.each<[string, number]>([
  ['1234,56', 123_456], ['1234.56', 123_456], ['0000000074,70', 7_470], ['+000000069,40', 6_940], ['-708,91', -70_891], ['', 0], ['   ', 0], [' 12,5 ', 1_250], ['12', 1_200], ['12,', 1_200], [',5', 50],
  ['12,500', 1_250], ['12,505', NaN], ['1 234,56', 123_456], ['abc', NaN], ['1e3', NaN], ['--5', NaN], ['99999999999999', NaN], [',', NaN], ['.', NaN],
])('a FEC amount « %s » is %d cents', (text, cents) => expect(parseFecAmount(text)).toBe(cents))

it.each<[string, string | null]>([
  ['20250131', '2025-01-31'], [' 20250131 ', '2025-01-31'], ['2025-01-31', '2025-01-31'], ['31/01/2025', '2025-01-31'], ['20250229', null], ['19891231', null], ['21010101', null], ['19000101', null], ['', null], ['2025013', null],
])('a FEC date « %s » is %s', (text, date) => expect(parseFecDate(text)).toBe(date))

it.each<[string, boolean]>([['x', true], ['RAN', true], ['sans', true], ['Anouveau', true], ['0', true], ['000', true], ['', true], ['FA1', false], ['VE 0123', false], ['2025', false]])('« %s » identifies no document: %s', (piece, isPlaceholder) => expect(isPlaceholderPiece(piece)).toBe(isPlaceholder))

it.each<[string, string, string, boolean]>([
  ['AN', 'FA1', '2025-03-01', true], ['RAN', '', '2025-01-01', true], ['OD', 'RAN', '2025-01-01', true], ['OD', 'RAN', '2025-02-01', false], ['VE', 'FA1', '2025-01-01', false], ['ANC', 'FA1', '2025-01-01', false],
])('journal %s, piece « %s », %s opens the year: %s', (journal, piece, date, opens) => expect(isOpeningEntry(journal, piece, localDate(date), localDate('2025-01-01'))).toBe(opens))

it.each([['VIR SEPA DUPONT', 'transfer'], ['Chq 123', 'cheque'], ['REMISE CB', 'card'], ['PRLV', 'direct-debit'], ['Espèces', 'cash'], ['LCR 30/06', 'bill'], ['Règlement', 'other']])('a credit « %s » was paid by %s', (label, method) => expect(paymentMethodOf('BQ', label)).toBe(method))

it('only a header with enough columns of the decree is a FEC', () => {
  expect(readFecHeader('Client;Facture;Échéance;Montant')).toBe('not-fec')
  expect(readFecHeader('x\t'.repeat(200_000))).toBe('not-fec')
})

const bytesOf = (text: string, table: string): Uint8Array => Uint8Array.from(text, (character) => (character < '\x80' ? character.charCodeAt(0) : 0x80 + table.indexOf(character)))
const table = (decode: (latin1: Uint8Array) => string): string => decode(Uint8Array.from({ length: 128 }, (_value, index) => 0x80 + index))
const legacy = { 'windows-1252': table((bytes) => new TextDecoder('windows-1252').decode(bytes)), cp850: table((bytes) => decodeCp850(Buffer.from(bytes).toString('latin1'))), macintosh: table((bytes) => new TextDecoder('macintosh').decode(bytes)) }
const evidence = (bytes: Uint8Array): HighBytes => {
  const counts = noHighBytes()
  countHighBytes(counts, bytes)
  return counts
}

it.each((['windows-1252', 'cp850', 'macintosh'] as const).flatMap((encoding) => ['Mme Hélène Lefèvre', 'Hôtel du Château', '1 place de l\u2019Église', 'SOCIÉTÉ GÉNÉRALE', 'Boîte à vis, façade', 'N° 12', 'DÉPÔT DE GARANTIE']
  // code page 850 has no curly apostrophe
  .filter((text) => encoding !== 'cp850' || !text.includes('\u2019')).map((text) => ({ encoding, text }))))('« $text » in $encoding is recognised by the letters a French text has, capitals among capitals', ({ encoding, text }) => {
  const counts = evidence(bytesOf(text, legacy[encoding]))
  expect([guessLegacyEncoding(counts), isReadingDoubtful(counts, encoding)]).toEqual([encoding, false])
})

it.each<[string, string | null]>([
  ['Hélène;Société Générale;L\u2019Œuvre;ÉTÉ;Müller & Muñoz', null], ['Lyon;Mme HÄlÅne LefÅvre', 'HÄlÅne'], ['SociÃ©tÃ©', 'SociÃ©tÃ©'], ['Lâ€™Ã‰cole', 'Lâ€™Ã‰cole'], ['Soci\ufffdt\ufffd;1', 'Soci\ufffdt\ufffd'],
])('« %s » has the odd word %s', (text, word) => expect(oddWord(text)).toBe(word))

it.each([
  ['Code client', 'customerCode'], ['N° de facture', 'invoiceNumber'], ['DATE D’ÉCHÉANCE', 'dueOn'], ['Montant TTC (€)', 'amount'], ['Reste dû', 'open'], ['Reste à payer', 'open'], ['Raison sociale', 'customerName'], ['Due Date', 'dueOn'],
  ['Customer No.', 'customerCode'], ['Outstanding', 'open'], ['CP', 'postcode'], ['E-mail', 'email'], ['Délai de paiement', 'paymentTerm'], ['Niveau de relance', 'level'],
])('the header « %s » means %s', (header, field) => expect(guessColumns([header])).toEqual({ 0: field }))

it('a source is recognised by its headers whatever their case and accents', () => expect(headerKeys(['N° Facture', 'Échéance', 'échéance'])).toEqual(['n facture', 'echeance', 'echeance#2']))

it.each<{ texts: string[]; order: string | null }>([
  { texts: ['15/01/2025', '03/04/2025'], order: 'dmy' }, { texts: ['01/15/2025'], order: 'mdy' }, { texts: ['2025-01-15'], order: 'ymd' }, { texts: ['03/04/2025'], order: 'ambiguous' }, { texts: ['04/04/2025'], order: null }, { texts: ['', 'x'], order: null },
])('dates $texts are $order', ({ texts, order }) => expect(detectDateOrder(texts)).toBe(order))

it.each<{ texts: string[]; mark: string | null }>([
  { texts: ['1 234,56', '12'], mark: ',' }, { texts: ['1,234.56'], mark: '.' }, { texts: ['1.234,56'], mark: ',' }, { texts: ['1,234'], mark: 'ambiguous' }, { texts: ['1,234', '5,50'], mark: ',' }, { texts: ['1234', ''], mark: null },
])('the decimal mark of $texts is « $mark »', ({ texts, mark }) => expect(detectDecimalMark(texts)).toBe(mark))

it('typed cells need no guess', () => {
  expect(readDate({ date: localDate('2025-01-15') }, 'mdy')).toBe('2025-01-15')
  expect(readDate(45_672, 'dmy')).toBe('2025-01-15')
  expect(readAmount(1234.565, ',')).toBe(123_457)
  expect(readAmount('', ',')).toBeNull()
  expect(readAmount('dix', ',')).toBeNaN()
})

it('a customer without a code gets one from its name', () => {
  expect(codeFromName('Société Générale', () => false)).toBe('SOCIETEGENER')
  expect(codeFromName('Société Générale', (code) => code === 'SOCIETEGENER')).toBe('SOCIETEGENER2')
  expect(codeFromName('***', () => false)).toBe('CLIENT')
})

it.each<[string, number | null]>([
  ['2', 2], ['', 0], ['-', 0], ['Niveau 2', 2], ['2e relance', 2], ['Relance n°3', 3], ['1ère relance', 1], ['2.0', 2], ['12/03/2026', null], ['le 3e trimestre', null], ['4', null], ['Oui', null],
])('« %s » is the level %s', (text, level) => expect(readLevel(text)).toBe(level))

it.each<{ what: string; texts: string[]; given: Notation; remembered: Notation; code: string | null; mark: string }>([
  { what: 'the file first', texts: ['1,250.00'], given: {}, remembered: {}, code: null, mark: '.' },
  { what: 'memory where the file leaves a doubt', texts: ['1,250'], given: {}, remembered: { decimalMark: '.' }, code: null, mark: '.' },
  { what: 'a question without either', texts: ['1,250'], given: {}, remembered: {}, code: 'decimal-mark', mark: ',' },
  { what: 'a question where they contradict', texts: ['12.50'], given: {}, remembered: { decimalMark: ',' }, code: 'decimal-mark-changed', mark: '.' },
  { what: 'the answer above all', texts: ['12.500'], given: { decimalMark: ',' }, remembered: { decimalMark: '.' }, code: null, mark: ',' },
])('what the cents are separated by is decided by $what', ({ texts, given, remembered, code, mark }) => {
  const columns: Columns = { 0: 'customerName', 1: 'invoiceNumber', 2: 'dueOn', 3: 'open' }
  const reading = listQuestions(columns, texts.map((text, index) => ({ line: index + 2, cells: ['D', 'F', '2025-01-31', text] })), given, remembered)
  expect(reading.decimalMark).toBe(mark)
  // each question quotes the file
  expect(reading.questions.map((question) => [question.code, question.details])).toEqual(code === null ? [] : [[code, { example: texts[0], line: 2 }]])
})

it.each<{ what: string; texts: string[]; details: object }>([
  { what: 'the first amount that reads in two ways, not one before it that reads in one', texts: ['3,50', '2.50', '1,250', '4.500'], details: { example: '1,250', line: 4 } },
  { what: 'one of each sign where every amount reads in one', texts: ['12', '1,5', '2.5'], details: { example: '1,5 / 2.5', line: 3 } },
])('the question about amounts quotes $what', ({ texts, details }) => {
  const columns: Columns = { 0: 'customerName', 1: 'invoiceNumber', 2: 'dueOn', 3: 'open' }
  expect(listQuestions(columns, texts.map((text, index) => ({ line: index + 2, cells: ['D', 'F', '2025-01-31', text] })), {}, {}).questions).toMatchObject([{ code: 'decimal-mark', details }])
})
