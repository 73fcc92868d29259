import { describe, expect, it } from 'vitest'
import { compareKeys, timelineEntries, type TimelineKey, type TimelineRow } from '../../shared/accounts/timeline-rules.ts'
import { localDate, type Instant } from '../../shared/date.ts'

const asOf = localDate('2026-03-31')
const on = localDate('2026-03-01')
const at = '2026-03-01T12:00:00.000Z' as Instant

describe('an event of « Synthèse du client »', () => {
  it.each<[string, TimelineRow, object]>([
    ['an invoice opens itself', { kind: 'invoice', id: 7, on, variant: 'invoice', number: 'F7', label: 'Pain', amountCents: 900, openCents: 300 }, { variant: 'invoice', reference: 'F7', text: 'Pain', amountCents: 900, openCents: 300, invoiceId: 7 }],
    ['a due date says how late it is', { kind: 'due', id: 8, on, invoiceId: 7, variant: 'invoice', number: 'F7', amountCents: 900, openCents: 300 }, { daysLate: 30, invoiceId: 7, openCents: 300 }],
    ['a settled one is not late', { kind: 'due', id: 8, on, invoiceId: 7, variant: 'invoice', number: 'F7', amountCents: 900, openCents: 0 }, { daysLate: null }],
    ['one to come is not late either', { kind: 'due', id: 8, on: localDate('2026-05-01'), invoiceId: 7, variant: 'invoice', number: 'F7', amountCents: 900, openCents: 900 }, { daysLate: 0 }],
    ['a payment lowers the balance, what is left of it too', { kind: 'payment', id: 9, on, variant: 'cheque', reference: 'CHQ 1', label: '', amountCents: 500, unallocatedCents: 120 }, { variant: 'cheque', amountCents: -500, openCents: -120 }],
    ['a letter opens its PDF, and says that it was annulled', { kind: 'letter', id: 1, on, channel: 'paper', sending: 'sent', level: 2, payableCents: 300, documentId: 4, isAnnulled: true }, { level: 2, documentId: 4, isAnnulled: true, amountCents: 300, sending: 'sent' }],
    ['a note can be opened', { kind: 'note', id: 3, on, outcome: 'promise', text: 'vendredi', promisedFor: asOf, promisedCents: 900 }, { variant: 'promise', text: 'vendredi', callId: 3, promise: { promisedFor: asOf, amountCents: 900 } }],
    ['a hold says what it bears on and whether it still stands', { kind: 'hold', id: 3, at, variant: 'dispute', number: 'F7', reason: 'Qualité', invoiceId: 7, isLifted: true }, { variant: 'dispute', reference: 'F7', text: 'Qualité', isLifted: true, invoiceId: 7 }],
    ['a mail says its state', { kind: 'mail', id: 3, at, state: 'sent', subject: 'Relance', address: 'a@b.fr' }, { variant: 'sent', text: 'Relance', reference: 'a@b.fr' }],
    ['an import names its file', { kind: 'import', id: 3, at, variant: 'fec', fileName: 'fec.txt' }, { variant: 'fec', text: 'fec.txt' }],
    ['a document opens', { kind: 'document', id: 3, at, variant: 'statement', title: 'Relevé' }, { text: 'Relevé', documentId: 3 }],
  ])('%s', (_name, row, facts) => { expect(timelineEntries([row], asOf)[0]).toMatchObject({ id: 1, kind: row.kind, ...facts }) })

  it('keeps its place when a page begins further down', () => {
    const row: TimelineRow = { kind: 'note', id: 3, on, outcome: 'other', text: '', promisedFor: null, promisedCents: null }
    expect(timelineEntries([row, row], asOf, 200).map(({ id }) => id)).toEqual([201, 202])
  })
})

it('events stand newest first; of one day what follows stands above what it follows from', () => {
  const key = (kind: TimelineKey['kind'], id: number, day: string): TimelineKey => ({ kind, id, on: localDate(day) })
  const keys = [key('invoice', 1, '2026-03-01'), key('settled', 1, '2026-03-01'), key('payment', 2, '2026-03-01'), key('payment', 1, '2026-03-01'), key('letter', 9, '2026-02-28'), key('note', 1, '2026-03-02'), key('import', 4, '2026-03-01')]
  expect(keys.toSorted(compareKeys).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['note 1', 'settled 1', 'payment 2', 'payment 1', 'invoice 1', 'import 4', 'letter 9'])
})
