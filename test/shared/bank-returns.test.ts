import { expect, it } from 'vitest'
import { areUnlike, provedReturns, takenBack, type BankMovement } from '../../shared/bank/return-rules.ts'
import { isReturned, proofOfReturn } from '../../shared/bank/statement-rules.ts'
import { localDate } from '../../shared/date.ts'

const movement = (id: number, day: string, amountCents: number, label: string, account = 'A'): BankMovement => ({ id, account, bookedOn: localDate(`2026-${day}`), amountCents, label, details: '' })
const martin = movement(1, '03-05', 30_000, 'VIR SEPA MARTIN')
const dupont = movement(2, '03-06', 30_000, 'VIR SEPA DUPONT')

it.each<[string, BankMovement[], BankMovement[], [number, number[]][]]>([
  ['the payment of the same name, not the latest', [movement(9, '03-10', -30_000, 'REJET VIR MARTIN')], [martin, dupont], [[9, [1]]]],
  ['the latest when it names nobody', [movement(9, '03-10', -30_000, 'REJET VIR MOTIF AC04')], [martin, dupont], [[9, [2]]]],
  ['the latest of one payer', [movement(9, '03-10', -30_000, 'REJET VIR MARTIN')], [movement(3, '02-05', 30_000, 'VIR SEPA MARTIN'), martin], [[9, [1]]]],
  ['nothing of somebody else, whatever the amount', [movement(9, '03-10', -30_000, 'REJET PRLV SEPA DUPONT PLOMBERIE')], [martin], []],
  ['the one it names, although one that names nobody came before', [movement(8, '03-07', -30_000, 'REJET VIR MOTIF AC04'), movement(9, '03-10', -30_000, 'REJET VIR DUPONT')], [martin, dupont], [[9, [2]], [8, [1]]]],
  ['any of several that nothing tells apart', [movement(9, '03-10', -30_000, 'REJET PRLV')], [martin, { ...dupont, bookedOn: martin.bookedOn }], [[9, [1, 2]]]],
  ['two rejections, two payments', [movement(9, '03-10', -30_000, 'REJET VIR MARTIN'), movement(8, '03-11', -30_000, 'REJET VIR MARTIN')], [martin, movement(3, '03-01', 30_000, 'VIR SEPA MARTIN')], [[9, [1]], [8, [3]]]],
  ['a payment less the fee it was returned with', [movement(9, '03-10', -32_000, 'IMPAYE MARTIN')], [martin, dupont], [[9, [1]]]],
  ['the exact amount before one less a fee', [movement(9, '03-10', -30_000, 'IMPAYE MARTIN')], [martin, movement(3, '03-06', 29_000, 'VIR MARTIN')], [[9, [1]]]],
  ['nothing when more than a fee is missing, or nobody is named', [movement(9, '03-10', -33_001, 'IMPAYE MARTIN'), movement(8, '03-10', -31_000, 'IMPAYE')], [martin, dupont], []],
  ['nothing of another amount, account or later day, nor from long ago', [movement(9, '03-05', -30_000, 'REJET VIR MARTIN')], [{ ...martin, amountCents: 30_001 }, { ...martin, account: 'B' }, dupont, movement(4, '03-06', 30_000, 'VIR MARTIN'), { ...movement(5, '01-01', 30_000, 'VIR MARTIN'), bookedOn: localDate('2025-12-01') }], []],
])('a rejection takes back %s', (_what, returns, credits, expected) => {
  expect([...takenBack(returns, credits)]).toEqual(expected)
})

it('thousands of rejections and payments, of one amount or of many, are told apart in a few looks at each', () => {
  const MANY = 4000
  let looks = 0
  const watched = (id: number, amountCents: number, label: string): BankMovement => ({ id, account: 'A', amountCents, label, details: '', get bookedOn() { looks += 1; return localDate('2026-03-05') } })
  const amounts = (index: number): number[] => [30_000, 30_001 + index]
  const credits = Array.from({ length: MANY }, (_none, index) => amounts(index).map((cents, place) => watched(1 + 2 * index + place, cents, `VIR CLIENT${index}`))).flat()
  const returns = Array.from({ length: MANY }, (_none, index) => amounts(index).map((cents, place) => watched(2 * MANY + 1 + 2 * index + place, -cents, `REJET VIR CLIENT${index}`))).flat()
  const found = takenBack(returns, credits)
  expect(found.size).toBe(2 * MANY)
  expect([...found].every(([debit, [credit]]) => debit - credit! === 2 * MANY)).toBe(true)
  expect(looks).toBeLessThan(50 * 4 * MANY)
})

const cafe = movement(1, '11-03', 75_000, 'VIR CAFE DE L HOTEL DE VILLE')
it.each<[string, number, boolean]>([
  ['IMPAYE CAFE DE L HOTEL DE VILLE', -75_550, true], ['IMPAYE CAFE DE L HOTEL DE VILLE FRAIS INCLUS', -75_550, true], ['REJET VIREMENT CAFE DE L HOTEL DE VILLE FRAIS EN SUS', -75_000, true], ['REJET VIREMENT FRAIS EN SUS', -75_000, true],
  ['PRLV IMPAYE CAFE HOTEL COMMISSION 5 EUR COMPRISE', -75_500, true], ['EXTOURNE VIR CAFE', -75_000, true], ['RETOUR CAFE DE L HOTEL', -75_000, true], ['FRAIS REJET VIR CAFE', -75_000, true],
  ['VIR RETOUR CAFE SARL', -75_000, true], ['PRLV SEPA RETOUR CLIENT CAFE', -75_000, true], ['LCR IMP CAFE', -75_000, true], ['CHEQUE RETOUR SANS PROVISION', -75_000, true], ['RETOUR D UN VIREMENT', -75_000, true],
  ['ANNULATION DE VOTRE REMISE CHQ', -75_000, true], ['CHQ RETOURNE N 1234567', -75_000, true], ['VIREMENT SEPA RETOURNE DUPONT', -75_000, true], ['LCR IMP DUPONT', -75_000, false], ['PRLV TRESOR PUBLIC IMP SOCIETES', -75_000, false],
  ['FRAIS REJET PRLV', -1_200, false], ['FRAIS REJET PRLV CAFE', -1_200, false], ['FRAIS REJET PRLV', -75_000, false], ['REJET VIREMENT FRAIS EN SUS', -75_500, false], ['IMPAYE CAFE FRAIS INCLUS', -78_001, false], ['IMPAYE CAFE FRAIS INCLUS', -74_999, false],
  ['RETOUR MARCHANDISES CAFE', -75_000, false], ['RETOUR DUPONT', -75_000, false], ['VIR CAFE', -75_000, false], ['COMMISSION CAFE', -75_000, false],
])('« %s » of %i is a payment taken back: %s', (label, amountCents, expected) => {
  const debit = movement(9, '11-10', amountCents, label)
  const proof = proofOfReturn(debit)
  expect(isReturned(debit) || (proof !== null && provedReturns([{ debit, proof }], [cafe]).length === 1)).toBe(expected)
})

it.each<[string, string, boolean]>([
  ['VIR DUPOND', 'Ets Dupont F26-013', true], ['VIR DUPONT', 'Ets Dupont F26-013', false], ['VIR BOULANGERIE EPI', 'VIR SEPA RECU /DE BOULANG', false], ['VIR SEPA RECU', 'Dupont', false], ['VIR MARTIN 12/03/2026', 'VIR DURAND 12/03/2026', true], ['VIR X 4711', 'ECHEANCE 4711', false],
])('« %s » and « %s » speak of different people: %s', (one, other, expected) => {
  const told = (label: string) => ({ label, details: '', payerName: '' })
  expect([areUnlike(told(one), told(other)), areUnlike(told(other), told(one))]).toEqual([expected, expected])
})
