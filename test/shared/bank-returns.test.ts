import { expect, it } from 'vitest'
import { takenBack, type BankMovement } from '../../shared/bank/return-rules.ts'
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
  ['nothing of another amount, account or later day, nor from long ago', [movement(9, '03-05', -30_000, 'REJET VIR MARTIN')], [{ ...martin, amountCents: 30_001 }, { ...martin, account: 'B' }, dupont, movement(4, '03-06', 30_000, 'VIR MARTIN'), { ...movement(5, '01-01', 30_000, 'VIR MARTIN'), bookedOn: localDate('2025-12-01') }], []],
])('a rejection takes back %s', (_what, returns, credits, expected) => {
  expect([...takenBack(returns, credits)]).toEqual(expected)
})
