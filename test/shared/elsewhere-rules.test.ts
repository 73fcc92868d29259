import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { lookElsewhere, type FoundLine, type ListedInvoice } from '../../shared/imports/elsewhere-rules.ts'

const on = localDate('2025-01-15')
const listed = (number: string): ListedInvoice => ({ invoiceId: 1, organisationId: 7, customerCode: 'X77', customerName: 'Alpha', number, on, isDayAssumed: false, cents: 10_000 })
const held = (piece: string, name: string): FoundLine => ({ code: 'C006', name, organisationId: 8, piece, cents: 10_000, on, line: 3 })

it.each([
  ['a number of its own, whatever the name', 'FA26-1203', 'Beta', true],
  ['a bare short number, which comes back each year, under the same name', '12', 'ALPHA', true],
  ['a bare short number under another name', '12', 'Beta', false],
])('an invoice is recognised under another account by %s', (_what, number, name, isSure) => {
  const { lines, sure } = lookElsewhere([listed(number)], [held(number, name)]).get(1)!
  expect(lines).toHaveLength(1)
  expect(sure !== null).toBe(isSure)
})
