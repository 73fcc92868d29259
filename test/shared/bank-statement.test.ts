import { describe, expect, it } from 'vitest'
import { parseOverpunched, parseShortDate } from '../../shared/bank/cfonb-rules.ts'
import { accountKey, formatAccount, identityOf, isReturned, methodOf, transactionKeys, type ReadStatement, type ReadTransaction } from '../../shared/bank/statement-rules.ts'
import { localDate } from '../../shared/date.ts'

describe('CFONB 120', () => {
  it.each([
    ['0000000012345{', 2, 123_450], ['0000000001904}', 2, -19_040], ['0000000002412J', 2, -24_121], ['0000000000974I', 2, 9_749], ['0000000000000{', 2, 0], ['0000000000000}', 2, 0],
    ['0000000000123D', 3, null], ['0000000000123{', 3, 123], ['0000000000012C', 0, 12_300], ['0000000000012C', 1, 1_230], ['0000000001904è', 2, -19_040], ['0000000001904é', 2, 19_040], ['00000000019041', 2, 19_041],
    ['', 2, null], ['000000000190', 2, 190], ['0000000001904*', 2, null], ['00000A0001904{', 2, null], ['9999999999999I', 2, null],
  ])('amount %s of %i decimals is %s cents', (field, decimals, cents) => {
    expect(parseOverpunched(field, decimals)).toBe(cents)
  })

  it.each([['100326', '2026-03-10'], ['311299', '1999-12-31'], ['290224', '2024-02-29'], ['290225', null], ['000000', null], ['10 326', null]])('day %s is %s', (text, day) => {
    expect(parseShortDate(text)).toBe(day)
  })
})

it.each([
  ['FR76 3000 4008 2100 0101 2345 664', '300040082100010123456', '30004 00821 00010123456'], ['30004 00821 00010123456 64', '300040082100010123456', '30004 00821 00010123456'], ['300040082100010123456', '300040082100010123456', '30004 00821 00010123456'],
  ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
])('account %s is the same in every format', (text, key, shown) => {
  expect([accountKey(text), formatAccount(accountKey(text))]).toEqual([key, shown])
})

it.each([
  ['VIR SEPA RECU /DE X', 'transfer'], ['REMISE CHEQUES 0001', 'cheque'], ['CHQ 123', 'cheque'], ['PRLV SEPA EDF', 'direct-debit'], ['REMISE CB 12', 'card'], ['LCR ECHUE', 'bill'], ['VERSEMENT ESPECES', 'cash'], ['INTERETS', 'other'],
])('« %s » came by %s', (label, method) => {
  expect(methodOf(label)).toBe(method)
})

it.each<[number, string, string, boolean]>([
  [-100, 'REJET PRLV SEPA DUPONT', '', true], [-100, 'CHEQUE IMPAYE 123', '', true], [-100, 'PRLV SEPA DUPONT', 'MOTIF REJET AC04', true], [-100, 'VIR DUPONT RETURNED', '', true], [-100, 'EFFETS IMPAYES', '', true],
  [-100, 'RETOUR PRLV SEPA DUPONT', '', true], [-100, 'RETOUR DE VIREMENT', '', true], [-100, 'ANNULATION REMISE CHQ 12', '', true], [-100, 'IMP CHQ 0001234', '', true], [-100, 'PRLV SEPA RETOUR', '', true], [-100, 'CHQ IMP 0001234', '', true], [-100, 'CHEQUE RETOURNE', '', true],
  [-1_200, 'FRAIS REJET PRLV', '', false], [-1_200, 'FRAIS PRLV IMP 97 49EUR', '', false], [-100, 'PRLV EDF', '', false], [100, 'REJET VIR', '', false],
  [-100, 'VIR SEPA FOURNITURES BUREAU', 'RETOUR MARCHANDISES', false], [-100, 'PRLV TRESOR PUBLIC IMP SOCIETES', '', false], [-100, 'PRLV IMP SOCIETES', '', false], [-100, 'VIR SEPA DUPONT', 'ANNULATION COMMANDE 12', false], [-100, 'PRLV DGFIP', 'IMP 2026', false], [-100, 'VIR SEPA MARTIN', 'RETOUR CAUTION', false], [-100, 'VIR SUPPLIER LTD', 'GOODS RETURNED', false],
])('%i « %s / %s »: a payment taken back is %s', (amountCents, label, details, expected) => {
  expect(isReturned({ amountCents, label, details })).toBe(expected)
})

describe('a transaction is the same in overlapping statements', () => {
  const transaction = (label: string, bankReference = '', amountCents = 100): ReadTransaction => ({ line: 1, bookedOn: localDate('2026-03-10'), valueOn: null, amountCents, label, details: '', payerName: '', payerIban: '', bankReference })
  const statement = (...transactions: ReadTransaction[]): ReadStatement => ({ line: 1, account: 'A', currency: 'EUR', opening: null, closing: null, transactions })
  const keys = (...transactions: ReadTransaction[]): string[] => transactionKeys([statement(...transactions)])[0]!.map(identityOf)

  it('by its words, however the bank spaces them, and its rank among equals', () => {
    const [first, second, other] = keys(transaction('VIR  DUPONT'), transaction('Vir Dupont'), transaction('VIR MARTIN'))
    expect(new Set([first, second, other]).size).toBe(3)
    expect(keys(transaction('VIR DUPONT'))).toEqual([first])
  })

  it('by the bank’s reference, whatever its words have become; a reference given twice loses nothing', () => {
    expect(keys(transaction('VIR DUPONT', 'R1'))).toEqual(keys(transaction('VIR SEPA DUPONT', 'R1')))
    expect(keys(transaction('VIR', 'R1'))).not.toEqual(keys(transaction('VIR', 'R1', 200)))
  })

  it('two payments of a batch that share the bank’s reference, day and amount are two, by their payers or their rank', () => {
    const from = (payerName: string): ReadTransaction => ({ ...transaction('REMISE', 'R1'), payerName })
    const [dupont, martin] = keys(from('Dupont'), from('Martin'))
    expect(dupont).not.toBe(martin)
    expect(keys(from('MARTIN'))).toEqual([martin])
    expect(new Set(keys(transaction('REMISE', 'R1'), transaction('REMISE', 'R1'))).size).toBe(2)
    // statements of one file that overlap
    const [before, after] = transactionKeys([statement(transaction('VIR', 'R1')), statement(transaction('VIR', 'R1'))])
    expect(before).toEqual(after)
  })
})
