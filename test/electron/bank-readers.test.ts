import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSgml } from '../../electron/bank/sgml-reader.ts'
import { readStatementFile } from '../../electron/bank/statement-reader.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { AppError } from '../../shared/errors.ts'
import { camt, cfonb, ofx, ofx2, type SampleMovement } from '../fixtures/bank-samples.ts'

const read = (text: string | Uint8Array) => readStatementFile(typeof text === 'string' ? Buffer.from(text) : text, 'releve.txt')
const account = '300040082100010123456'

const movements: SampleMovement[] = [
  { on: '2026-03-10', cents: 120_000, label: 'VIR SEPA RECU /DE DUPONT SARL', lines: [['LCC', 'FACT 2026-0123'], ['NPY', 'DUPONT SARL']], reference: 'R1' },
  { on: '2026-03-12', cents: -4_550, label: 'PRLV SEPA EDF', reference: 'R2' },
  { on: '2026-03-31', cents: 1, label: 'VIR M & MME PETIT', reference: 'R3' },
]
const sums = (text: string | Uint8Array) => read(text).statements.map(({ transactions, ...statement }) => ({ account: statement.account, opening: statement.opening?.cents, closing: statement.closing?.cents, amounts: transactions.map(({ amountCents }) => amountCents) }))

/** The code, the line, and the sentence a person reads. */
function failure(text: string | Uint8Array): { code: string; line: unknown; told: string } {
  try {
    read(text)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, line: error.details['line'], told: translate('fr', `errors.${error.code}`, error.details) }
  }
  throw new Error('was read')
}

describe('a bank statement', () => {
  it.each([
    ['CFONB 120', cfonb(-5_000, movements), { account, opening: -5_000, closing: 110_451, amounts: [120_000, -4_550, 1] }],
    ['CFONB 120 without line ends', cfonb(-5_000, movements).replaceAll('\r\n', ''), { account, opening: -5_000, closing: 110_451, amounts: [120_000, -4_550, 1] }],
    ['CFONB 120 whose lines have lost their last blanks', cfonb(-5_000, movements).replace(/ +\r\n/g, '\n\n'), { account, opening: -5_000, closing: 110_451, amounts: [120_000, -4_550, 1] }],
    ['OFX 1', ofx(movements), { account, opening: undefined, closing: 123_456, amounts: [120_000, -4_550, 1] }],
    ['OFX 1 that closes its values', ofx(movements, { closes: true }), { account, opening: undefined, closing: 123_456, amounts: [120_000, -4_550, 1] }],
    ['OFX 2', ofx2(movements), { account, opening: undefined, closing: 123_456, amounts: [120_000, -4_550, 1] }],
    ['CAMT.053', camt(-5_000, movements), { account, opening: -5_000, closing: 110_451, amounts: [120_000, -4_550, 1] }],
  ])('in %s gives the account, the balances and every amount', (_format, text, expected) => {
    expect(sums(text)).toEqual([expected])
  })

  it('tells who has paid and why, each format in its way', () => {
    expect(read(cfonb(0, movements)).statements[0]!.transactions[0]).toMatchObject({ line: 2, bookedOn: '2026-03-10', label: 'VIR SEPA RECU /DE DUPONT SARL', details: 'FACT 2026-0123 R1', payerName: 'DUPONT SARL', bankReference: '' })
    expect(read(ofx(movements)).statements[0]!.transactions[2]).toMatchObject({ bookedOn: '2026-03-31', label: 'VIR M & MME PETIT', bankReference: 'R3' })
    const [first] = read(camt(0, [{ ...movements[0]!, payer: 'Dupont SARL', iban: 'FR7630006000011234567890189' }])).statements[0]!.transactions
    expect(first).toMatchObject({ payerName: 'Dupont SARL', payerIban: 'FR7630006000011234567890189', details: 'FACT 2026-0123 DUPONT SARL', bankReference: 'R1' })
  })

  it('of CAMT.053 splits a batch whose parts add up to it, and leaves what is not booked', () => {
    const parts = [{ cents: 7_000, payer: 'A', text: 'F1' }, { cents: 3_000, payer: 'B', text: 'F2' }]
    const batch = { on: '2026-03-05', cents: 10_000, label: 'REMISE PRLV', reference: 'B1', parts }
    const { statements, warnings } = read(camt(0, [batch, { ...batch, status: 'PDNG' }]))
    expect(statements[0]!.transactions.map(({ amountCents, payerName, bankReference }) => [amountCents, payerName, bankReference])).toEqual([[7_000, 'A', 'B1/1'], [3_000, 'B', 'B1/2']])
    expect(warnings).toMatchObject([{ code: 'pending', details: { count: 1 } }])
    expect(read(camt(0, [{ ...batch, parts: [parts[0]!, { ...parts[1]!, cents: 2_000 }] }])).statements[0]!.transactions).toMatchObject([{ amountCents: 10_000 }])
  })

  it('of an account in another currency is left out, and told', () => {
    const { statements, warnings } = read(cfonb(0, movements) + cfonb(0, movements).replaceAll('EUR2', 'USD2'))
    expect(statements).toHaveLength(1)
    expect(warnings).toEqual([{ code: 'other-currency', line: 8, details: { currency: 'USD' } }])
  })

  it('that is twice in a file is read once, and days missing between two are told', () => {
    const march = cfonb(1_000, movements)
    expect(read(march + march).statements).toHaveLength(1)
    expect(read(march + cfonb(9, [], '2026-04-05', '2026-04-30')).warnings).toMatchObject([{ code: 'gap', line: 8, details: { from: '2026-03-31', to: '2026-04-05' } }])
  })

  it.each<[string, string, (text: string) => string, string, number]>([
    ['an unknown record', cfonb(0, movements), (text) => text.replace('\r\n04', '\r\n06'), 'bank.record', 2],
    ['a line cut short', cfonb(0, movements), (text) => text.replace(/\r\n(04.{80}).*\r\n/, '\r\n$1\r\n'), 'bank.length', 2],
    ['a movement before any statement', cfonb(0, movements), (text) => text.slice(122), 'bank.outside', 1],
    ['a statement without its end', cfonb(0, movements), (text) => text.slice(0, -122), 'bank.not-closed', 1],
    ['two beginnings', cfonb(0, movements), (text) => text.slice(0, 122) + text, 'bank.not-ended', 2],
    ['two ends', cfonb(0, movements), (text) => text + text.slice(-122), 'bank.not-begun', 8],
    ['a complement without a movement', cfonb(0, movements), (text) => text.slice(0, 122) + text.slice(244), 'bank.no-movement', 2],
    ['a movement of another account', cfonb(0, movements), (text) => text.replace(/\r\n04(.{19})000/, '\r\n04$1999'), 'bank.other-account', 2],
    ['a day that does not exist', cfonb(0, movements), (text) => text.replaceAll('100326', '300226'), 'bank.date', 2],
    ['an amount without its sign', cfonb(0, movements), (text) => text.replace('0012000{', '0012000*'), 'bank.amount', 2],
    ['movements that do not add up', cfonb(0, movements), (text) => text.replace('0012000{', '0012000A'), 'bank.balance', 1],
    ['OFX without its end', ofx(movements), (text) => text.slice(0, -200), 'bank.truncated', 11],
    ['OFX with an end too many', ofx(movements), (text) => text.replace('</STMTTRN>', '</STMTTRN></STMTTRN>'), 'bank.tag', 43],
    ['OFX without a day', ofx(movements), (text) => text.replace(/<DTPOSTED>.*\r\n/, ''), 'bank.missing', 36],
    ['OFX with a day that does not exist', ofx(movements), (text) => text.replace('20260310', '20260230'), 'bank.date', 38],
    ['OFX with an amount of thousandths', ofx(movements), (text) => text.replace('1200.00', '1200.005'), 'bank.amount', 39],
    ['CAMT.053 without a direction', camt(0, movements), (text) => text.replace('<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>', '<Sts>'), 'bank.missing', 10],
    ['CAMT.053 with an odd direction', camt(0, movements), (text) => text.replace('CRDT</CdtDbtInd>\n<Sts>', 'CREDIT</CdtDbtInd>\n<Sts>'), 'bank.direction', 12],
    ['CAMT.053 that does not add up', camt(0, movements), (text) => text.replace('1200.00', '1200.10'), 'bank.balance', 5],
    ['CAMT.054', camt(0, movements), (text) => text.replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn'), 'bank.camt-kind', 2],
    ['an entity', camt(0, movements), (text) => text.replace('<Document', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<Document'), 'xml.document-type', 2],
  ])('with %s is refused with its line', (_what, text, spoil, code, line) => {
    const spoilt = spoil(text)
    expect(spoilt).not.toBe(text)
    expect(failure(spoilt)).toEqual({ code, line, told: expect.stringContaining(`igne ${line}`) as string })
  })

  it.each([['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])], ['a table', 'Date;Libellé;Montant\n10/03/2026;VIR;12,00'], ['an invoice', '<?xml version="1.0"?><Invoice xmlns="urn:x"/>'], ['nothing', ' \r\n']])('%s is no statement', (_what, content) => {
    expect(failure(content).code).toMatch(/^bank\.(unknown-format|empty)$/)
  })
})

const samples = resolve(import.meta.dirname, '../../../../shared/data/bank')
const folder = [samples, resolve(import.meta.dirname, '../../../shared/data/bank')].find((path) => existsSync(path)) ?? ''

describe.skipIf(folder === '')('the files of other programs', () => {
  const file = (name: string): Uint8Array => readFileSync(join(folder, name))

  it('that are well made give their sums', () => {
    const total = (name: string) => read(file(name)).statements.map(({ opening, closing, transactions }) => [opening?.cents, transactions.reduce((sum, { amountCents }) => sum + amountCents, 0), closing?.cents])
    expect(total('pennylane_example.txt')).toEqual([[-19_040, -5_081, -24_121], [-24_121, 7_749, -16_372]])
    expect(total('silarhi_simple-test.txt')).toEqual([[1_669_565, 0, 1_669_565]])
    expect(total('silarhi_complex-test.txt')).toEqual([
      [1_669_565, -2_279, 1_667_286], [1_667_286, -502_011, 1_165_275], [1_165_275, 0, 1_165_275], [1_165_275, -11_775, 1_153_500], [1_153_500, 0, 1_153_500], [1_153_500, -5_025, 1_148_475], [1_148_475, 0, 1_148_475],
      [58_435_302, 0, 58_435_302],
    ])
  })

  it.each([
    ['pennylane_end_of_statement_without_beginning.txt', 'bank.not-begun', 9], ['pennylane_invalid_date.txt', 'bank.date', 1], ['pennylane_new_statement_without_previous_ended.txt', 'bank.not-ended', 6],
    ['pennylane_operation.txt', 'bank.outside', 1], ['pennylane_operation_already_defined.txt', 'bank.outside', 1], ['pennylane_operation_detail_without_operation.txt', 'bank.no-movement', 3],
    ['pennylane_operation_out_of_statement.txt', 'bank.outside', 1], ['pennylane_operation_unstarted.txt', 'bank.outside', 1],
  ])('that are not (%s) are refused with their line', (name, code, line) => {
    expect(failure(file(name))).toMatchObject({ code, line })
  })
})

it('an OFX value left empty at the head of a very long list is read like another', () => {
  const { children } = readSgml(`<OFX>\n<MEMO>\n${'<NAME>X\n'.repeat(150_000)}</OFX>`)
  expect([children.length, children[0]!.name, children.at(-1)!.text]).toEqual([150_001, 'MEMO', 'X'])
})

it('a file with too many movements is refused by its name: no line is to blame', () => {
  const { code, line, told } = failure(cfonb(0, Array.from({ length: 200_001 }, () => ({ on: '2026-03-10', cents: 0, label: 'X' }))))
  expect([code, line]).toEqual(['bank.too-long', undefined])
  expect(told).toMatch(/^Le fichier «.releve.txt.»/)
})
