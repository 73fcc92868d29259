import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ascendingOrder } from '../../electron/reminders/radix-order.ts'
import { localDate } from '../../shared/date.ts'
import type { SortableColumn } from '../../shared/reminders/reminder-contract.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { calculate, owing, today } from '../fixtures/reminder-fixture.ts'

describe('an order by keys', () => {
  it.each<[string, number[]]>([
    ['small keys', [3, 1, 2, 0]],
    ['equal keys keep their order', [1, 0, 1, 0]],
    ['keys beyond 16 and 32 bits', [281_474_976_710_655, 65_536, 65_535, 4_294_967_296, 0, 131_072]],
    ['none', []],
    ['zeros only', [0, 0, 0]],
  ])('%s', (_case, keys) => {
    const expected = keys.map((_key, index) => index).sort((a, b) => keys[a]! - keys[b]! || a - b)
    expect([...ascendingOrder(Float64Array.from(keys))]).toEqual(expected)
  })
})

describe('the grid sorted and filtered by the office', () => {
  let open: OpenOffice
  let api: OpenOffice['api']
  let names: Map<number, string>
  let customers: Record<string, number>

  beforeEach(async () => {
    open = await openOffice()
    api = open.api
    const z = await owing(api, ['C10', 'Zoé', { phone1: '01 99' }], { number: 'F3', dueOn: '2026-01-31', cents: 123_456, level: 1, remindedOn: localDate('2026-03-01') })
    const e = await owing(api, ['C2', 'Étienne', { phone1: '04 11' }], { number: 'F1', dueOn: '2026-03-31', cents: 100, more: { kind: 'warranty', warrantyNumber: 'G2', invoicedOn: localDate('2026-02-01') } },
      { number: 'F10', dueOn: '2026-04-30', cents: 50, level: 3, remindedOn: localDate('2026-02-01') })
    names = new Map([[z.ids[0]!, 'F3'], [e.ids[0]!, 'F1'], [e.ids[1]!, 'F10']])
    customers = { z: z.customerId, e: e.customerId }
  })
  afterEach(() => open.close())

  const arranged = async (column: SortableColumn | null, descending: boolean, ...filter: [SortableColumn, string][]): Promise<string[]> => {
    const { ids } = await calculate(api)
    const answer = await api.reminders.arrange({ ids, asOf: today, sort: column && { column, descending }, filter: filter.map(([on, text]) => ({ column: on, text })) })
    return [...answer.ids].map((id) => names.get(id)!)
  }

  it.each<[SortableColumn, string[]]>([
    ['customerCode', ['F1', 'F10', 'F3']],
    ['customerName', ['F1', 'F10', 'F3']],
    ['phone', ['F3', 'F1', 'F10']],
    ['invoiceNumber', ['F1', 'F10', 'F3']],
    ['warrantyInvoiceNumber', ['F10', 'F3', 'F1']],
    ['invoicedOn', ['F10', 'F3', 'F1']],
    ['dueOn', ['F3', 'F1', 'F10']],
    ['amountCents', ['F10', 'F1', 'F3']],
    ['openCents', ['F10', 'F1', 'F3']],
    ['daysLate', ['F10', 'F1', 'F3']],
    ['outstandingCents', ['F1', 'F10', 'F3']],
    ['level', ['F1', 'F3', 'F10']],
    ['remindedOn', ['F1', 'F10', 'F3']],
  ])('X-18 sorted by %s, equal rows in the order of « Calcul »', async (column, expected) => {
    expect(await arranged(column, false)).toEqual(expected)
  })
  it.each<[SortableColumn, string[]]>([
    ['amountCents', ['F3', 'F1', 'F10']],
    ['outstandingCents', ['F3', 'F1', 'F10']],
    ['customerName', ['F3', 'F1', 'F10']],
  ])('X-18 sorted by %s downwards, equal rows still in the order of « Calcul »', async (column, expected) => {
    expect(await arranged(column, true)).toEqual(expected)
  })
  it.each<[string, [SortableColumn, string][], string[]]>([
    ['name without accents', [['customerName', 'etie']], ['F1', 'F10']],
    ['code', [['customerCode', 'c10']], ['F3']],
    ['phone', [['phone', '04 1']], ['F1', 'F10']],
    ['number', [['invoiceNumber', 'f1']], ['F1', 'F10']],
    ['warranty number', [['warrantyInvoiceNumber', 'g']], ['F1']],
    ['amount as shown, with its space', [['amountCents', '1 234']], ['F3']],
    ['amount with a point', [['openCents', '0.5']], ['F10']],
    ['outstanding', [['outstandingCents', '1,50']], ['F1', 'F10']],
    ['part of a date', [['dueOn', '/04/2026']], ['F10']],
    ['invoice date', [['invoicedOn', '01/02/']], ['F1']],
    ['reminder date', [['remindedOn', '2026']], ['F10', 'F3']],
    ['days late', [['daysLate', '59']], ['F3']],
    ['level', [['level', '3']], ['F10']],
    ['two columns', [['customerName', 'tienne'], ['level', '0']], ['F1']],
    ['nothing typed', [['customerName', ' ']], ['F1', 'F10', 'F3']],
    ['nothing that matches', [['customerName', 'xyz']], []],
  ])('X-18 filtered by %s', async (_case, filter, expected) => {
    expect(await arranged(null, false, ...filter)).toEqual(expected)
  })
  it('X-12 knows what was paid since « Calcul »', async () => {
    const { ids } = await calculate(api)
    await api.receivables.savePayment(paymentOf(customers['z']!, 123_456, [[ids[2]!, 123_456]]))
    const answer = await api.reminders.arrange({ ids, asOf: today, sort: { column: 'amountCents', descending: true }, filter: [] })
    expect([...answer.ids].map((id) => names.get(id)!)).toEqual(['F1', 'F10'])
  })
})
