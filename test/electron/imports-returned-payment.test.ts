import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { opening, receipt, sale, writeFec, type FecLine } from '../fixtures/fec-fixture.ts'
import { openItems, withImportOffice } from '../fixtures/import-fixture.ts'

/** A payment that goes back to the customer: 411 against 512. */
const returned = (number: string, customer: string, amount: string, more: FecLine = {}, others: FecLine[] = []): FecLine[] => {
  const entry: FecLine = { journal: 'BQ', number, date: '20250310', piece: `REJ${number}`, label: 'Rejet virement', ...more }
  return [{ ...entry, auxiliary: customer, name: `Client ${customer}`, debit: amount }, { ...entry, account: '512000', letter: '', credit: amount }, ...others.map((other) => ({ ...entry, letter: '', ...other }))]
}

it.each<{ what: string; lines: FecLine[]; expected: string[] }>([
  { what: 'a transfer sent back by the bank is no sale', lines: [...receipt('2', 'A', 10_000, { letter: 'RR' }), ...returned('3', 'A', '100,00', { letter: 'RR' })], expected: ['REJ3'] },
  { what: 'nor with what the bank charged for it, VAT included', lines: returned('3', 'A', '100,00', {}, [{ account: '627800', debit: '10,00' }, { account: '445660', debit: '2,00' }, { account: '512000', credit: '12,00' }]), expected: ['REJ3'] },
  { what: 'nor when the entry banks other payments with it', lines: returned('3', 'A', '100,00', {}, [{ account: '512000', debit: '150,00' }, { auxiliary: 'B', name: 'Client B', credit: '150,00' }]), expected: ['REJ3'] },
  { what: 'a sale paid at once is a sale', lines: [...sale('3', 'A', 10_000, { number: '3' }), { number: '3', piece: 'FA3', account: '530000', debit: '50,00' }, { number: '3', piece: 'FA3', auxiliary: 'A', name: 'Client A', credit: '50,00' }], expected: [] },
  { what: 'a balance carried forward beside that of the bank is none that went back', lines: [...opening('20250101', [{ customer: 'A', cents: 7_000, piece: 'FA7' }]).slice(0, 1), { journal: 'AN', number: '1', date: '20250101', piece: 'FA7', account: '512000', credit: '70,00' }], expected: [] },
  { what: 'a debit against anything else keeps what it was', lines: [{ journal: 'OD', number: '4', piece: 'OD4', auxiliary: 'A', name: 'Client A', debit: '30,00' }, { journal: 'OD', number: '4', piece: 'OD4', account: '416000', credit: '30,00' }], expected: [] },
])('$what', ({ lines, expected }) => withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'A', 10_000), ...lines]))
  expect((await office.rows<{ number: string }>('SELECT number FROM invoice WHERE is_payment_returned = 1 ORDER BY number')).map(({ number }) => number)).toEqual(expected)
})())

it('an entry that an earlier file gave against a waiting account is marked by the next one that has the bank’s, and undoing that takes the mark back', withImportOffice(async (office) => {
  const marked = async (): Promise<string[]> => (await office.rows<{ number: string }>('SELECT number FROM invoice WHERE is_payment_returned = 1')).map(({ number }) => number)
  const [customerLine, bankLine] = returned('3', 'A', '100,00')
  await office.apply(writeFec([...sale('1', 'A', 10_000), customerLine!, { ...bankLine!, account: '471000' }]))
  expect(await marked()).toEqual([])
  const { importId } = await office.apply(writeFec([...sale('1', 'A', 10_000), customerLine!, bankLine!]))
  expect(await marked()).toEqual(['REJ3'])
  await office.apply(writeFec([...sale('1', 'A', 10_000), customerLine!, bankLine!, ...sale('4', 'A', 5_000)]))
  expect(await marked()).toEqual(['REJ3'])
  await office.api.imports.undo({ id: importId! + 1 })
  await office.api.imports.undo({ id: importId! })
  expect(await marked()).toEqual([])
}))

it('a payment sent back is due the day it came back, whatever the terms and the day of its document: what it takes back no longer comes off what is overdue', withImportOffice(async (office) => {
  const bounced = [...sale('1', 'A', 200_000), ...receipt('2', 'A', 50_000, { date: '20251103' }), ...returned('3', 'A', '500,00', { date: '20251110', pieceDate: '20251103', label: 'Chèque impayé' })]
  await office.apply(writeFec(bounced))
  const items = await openItems(office)
  expect(items).toEqual(['A FA1 2025-02-14 200000 200000 0', 'A REJ3 2025-11-10 50000 50000 0'])

  const asOf = localDate('2025-11-22')
  const { api } = office
  const [session] = await api.calls.start({ criteria: { daysOverdue: 0, minOutstandingCents: null, level: 'all', order: 'amount', isShared: false }, dueDateIds: null, asOf })
  expect((await api.calls.session({ id: session!.id, asOf })).entries).toMatchObject([{ openCents: 250_000, claimedCents: 200_000 }])

  const { importId, counts } = await office.apply(writeFec([...bounced, ...sale('4', 'A', 5_000, { date: '20251201' })]))
  expect(counts).toMatchObject({ dueDatesAdded: 1, dueDatesKept: 2 })
  expect(await openItems(office)).toEqual([...items.slice(0, 1), 'A FA4 2025-12-31 5000 5000 0', ...items.slice(1)])
  await api.imports.undo({ id: importId! })
  expect(await openItems(office)).toEqual(items)
}))
