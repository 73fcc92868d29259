import { describe, expect, it } from 'vitest'
import { withoutDoubleClaims } from '../../shared/bank/match-proposal.ts'
import type { MatchedTransaction, OpenItem } from '../../shared/bank/matching-facts.ts'
import { nameWords, payerIn, wordLikeness } from '../../shared/bank/name-rules.ts'
import { labelKeys, numberKeys } from '../../shared/bank/reference-rules.ts'
import { setsThatSumTo } from '../../shared/bank/sum-rules.ts'
import { localDate } from '../../shared/date.ts'
import { bankYear, matchingQuality } from '../fixtures/bank-year.ts'
import { matchingOf, type MatchingDossier } from '../fixtures/matching-fixture.ts'

const item = (dueDateId: number, customerId: number, number: string, openCents: number, dueOn = `2026-03-${String(dueDateId).padStart(2, '0')}`): OpenItem => ({ dueDateId, customerId, number, openCents, invoicedOn: localDate('2026-02-01'), dueOn: localDate(dueOn) })
const paid = (amountCents: number, label: string, more: Partial<MatchedTransaction> = {}): MatchedTransaction => ({ bookedOn: localDate('2026-03-15'), amountCents, label, details: '', payerName: '', payerIban: '', ...more })

const facts: MatchingDossier = {
  customers: [{ id: 1, name: 'Dupont SARL' }, { id: 2, name: 'Garage Lefèvre & Fils' }, { id: 3, name: 'Roy SAS' }, { id: 4, name: 'Roy EURL' }],
  items: [item(1, 1, 'FA2026-00123', 120_000), item(2, 1, 'FA2026-00124', 30_050), item(3, 1, 'FA2026-00125', 30_050), item(4, 2, 'FA2026-00130', 45_000), item(5, 3, 'FA2026-00140', 10_000), item(6, 4, 'FA2026-00150', 10_000)],
  credits: [], payments: [], payers: [], settled: [],
}
const first = (transaction: MatchedTransaction, more: Partial<MatchingDossier> = {}) => {
  const [best] = matchingOf({ ...facts, ...more }).propose(transaction)
  return best && { to: best.customerId, ids: best.allocations.map(({ dueDateId, amountCents }) => [dueDateId, amountCents]), confidence: best.confidence, why: best.reasons.map(({ code }) => code).join(' ') }
}

describe('a credit on the bank statement', () => {
  it.each<[string, MatchedTransaction, ReturnType<typeof first>]>([
    ['naming an invoice and its amount', paid(120_000, 'VIR SEPA RECU /DE DUPONT SARL /MOTIF FACT 2026-0123'), { to: 1, ids: [[1, 120_000]], confidence: 'sure', why: 'reference amount name' }],
    ['naming an invoice, from somebody unknown', paid(45_000, 'VIR HOLDING X', { details: 'FA2026-00130' }), { to: 2, ids: [[4, 45_000]], confidence: 'sure', why: 'reference amount' }],
    ['naming two invoices', paid(150_050, 'VIR DUPONT', { details: 'FA2026-00123 + FA2026-00124' }), { to: 1, ids: [[1, 120_000], [2, 30_050]], confidence: 'sure', why: 'reference sum name' }],
    ['naming nothing, of the only amount its payer owes', paid(45_000, 'VIR SEPA GARAGE LEFEVRE ET FI'), { to: 2, ids: [[4, 45_000]], confidence: 'sure', why: 'amount name' }],
    ['of an amount its payer owes twice', paid(30_050, 'VIR SEPA DUPONT'), { to: 1, ids: [[2, 30_050]], confidence: 'probable', why: 'amount several name' }],
    ['of all its payer owes', paid(180_100, 'VIR SEPA DUPONT'), { to: 1, ids: [[1, 120_000], [2, 30_050], [3, 30_050]], confidence: 'sure', why: 'all-open name' }],
    ['of two invoices together', paid(60_100, 'VIR SEPA DUPONT'), { to: 1, ids: [[2, 30_050], [3, 30_050]], confidence: 'sure', why: 'sum name' }],
    ['of a part of the invoice it names', paid(50_000, 'VIR SEPA DUPONT FA2026-00123'), { to: 1, ids: [[1, 50_000]], confidence: 'sure', why: 'reference partial name' }],
    ['of more than the invoice it names', paid(46_000, 'VIR GARAGE LEFEVRE FA2026-00130'), { to: 2, ids: [[4, 45_000]], confidence: 'probable', why: 'reference over name-close' }],
    ['of no amount its payer owes', paid(77_700, 'VIR SEPA DUPONT'), { to: 1, ids: [[1, 77_700]], confidence: 'possible', why: 'oldest partial name' }],
    ['of an amount two customers of one name owe', paid(10_000, 'VIR ROY'), { to: 3, ids: [[5, 10_000]], confidence: 'probable', why: 'amount name-close name-also' }],
    ['whose payer has the legal form of one of the two', paid(10_000, 'VIR ROY EURL'), { to: 4, ids: [[6, 10_000]], confidence: 'sure', why: 'amount name' }],
    ['of an amount somebody owes, from nobody known', paid(45_000, 'VIR INCONNU'), { to: 2, ids: [[4, 45_000]], confidence: 'possible', why: 'amount' }],
    ['of nothing anybody owes', paid(99, 'VIR INCONNU'), undefined],
    ['that is none', paid(-120_000, 'PRLV FA2026-00123'), undefined],
  ])('%s', (_what, transaction, expected) => {
    expect(first(transaction)).toEqual(expected)
  })

  it('from an account that has paid before is its customer’s, unless it has paid for two', () => {
    const payers = [{ iban: 'FR76X', name: '', customerId: 2 }]
    expect(first(paid(45_000, 'VIR', { payerIban: 'FR76X' }), { payers })).toMatchObject({ to: 2, confidence: 'sure', why: 'amount iban' })
    expect(first(paid(45_000, 'VIR', { payerIban: 'FR76X' }), { payers: [...payers, { iban: 'FR76X', name: '', customerId: 1 }] })?.confidence).not.toBe('sure')
  })

  it('that the dossier already has as a payment is that payment, and nothing else is probable', () => {
    const payments = [{ id: 9, customerId: 1, paidOn: localDate('2026-03-13'), amountCents: 120_000, unallocatedCents: 120_000 }]
    const proposals = matchingOf({ ...facts, payments }).propose(paid(120_000, 'VIR DUPONT FA2026-00123'))
    expect(proposals.map(({ paymentId, confidence }) => [paymentId, confidence])).toEqual([[9, 'sure'], [null, 'possible']])
    expect(matchingOf({ ...facts, payments: [{ ...payments[0]!, paidOn: localDate('2026-01-13') }] }).propose(paid(120_000, 'VIR DUPONT FA2026-00123'))[0]).toMatchObject({ paymentId: null, confidence: 'sure' })
  })

  it('that names an open invoice is not taken for a payment that has settled something else: a person is asked', () => {
    const settled = { id: 9, customerId: 1, paidOn: localDate('2026-03-06'), amountCents: 120_000, unallocatedCents: 0 }
    const told = (payments: MatchingDossier['payments']) => matchingOf({ ...facts, payments }).propose(paid(120_000, 'VIR DUPONT FA2026-00123')).map(({ paymentId, confidence }) => [paymentId, confidence])
    expect(told([settled])).toEqual([[null, 'probable'], [9, 'possible']])
    // one that is not allocated is still the likeliest, however near the other one is
    expect(told([{ ...settled, paidOn: localDate('2026-03-15') }, { ...settled, id: 10, unallocatedCents: 120_000 }])).toEqual([[10, 'sure'], [null, 'possible']])
  })

  it('whose number is another customer’s than its payer’s, known from before, is never sure', () => {
    const items = [...facts.items, item(7, 2, '12345', 50_000)]
    const named = paid(50_000, '12345', { payerIban: 'FR76D' })
    expect(first(named, { items })).toMatchObject({ to: 2, confidence: 'sure' })
    expect(first(named, { items, payers: [{ iban: 'FR76D', name: '', customerId: 1 }] })).toMatchObject({ to: 2, confidence: 'probable' })
    expect(first(named, { items, payers: [{ iban: 'FR76D', name: '', customerId: 2 }] })).toMatchObject({ to: 2, confidence: 'sure' })
  })

  it('of two invoices together is not sure when its payer owes more than can be looked through', () => {
    const owing = (count: number) => [...Array.from({ length: count }, (_, index) => item(10 + index, 1, `X${index}`, 100_001 + index * 1_000_003, '2026-03-01')), item(90, 1, 'Y1', 30_000, '2026-02-01'), item(91, 1, 'Y2', 20_000, '2026-02-02')]
    const many = [...owing(0), ...Array.from({ length: 28 }, (_, index) => item(10 + index, 1, `X${index}`, 10_007 + index * 10, '2026-03-01')), item(98, 1, 'Z1', 41_000, '2026-03-20'), item(99, 1, 'Z2', 9_000, '2026-03-21')]
    expect(first(paid(50_000, 'VIR SEPA DUPONT'), { items: owing(2) })).toMatchObject({ ids: [[90, 30_000], [91, 20_000]], confidence: 'sure' })
    expect(first(paid(50_000, 'VIR SEPA DUPONT'), { items: many })).toMatchObject({ confidence: 'probable' })
  })

  it('that names an invoice another one has paid already is no longer sure', () => {
    const matching = matchingOf(facts)
    const twice = [paid(120_000, 'VIR DUPONT FA2026-00123'), paid(120_000, 'VIR DUPONT FA2026-00123')].map((transaction) => matching.propose(transaction))
    expect(withoutDoubleClaims(twice).map(([best]) => [best!.confidence, best!.reasons.at(-1)!.code])).toEqual([['sure', 'name'], ['probable', 'claimed']])
  })
})

describe('what the label says for another customer', () => {
  const tilleuls: MatchingDossier = {
    customers: [{ id: 16, name: 'SCI Les Tilleuls' }, { id: 17, name: 'SCI Les Tilleuls II' }, { id: 18, name: 'Transports Gauthier' }, { id: 19, name: 'Transport Gautier' }, { id: 20, name: 'D’Août Jean-François' }, { id: 21, name: 'Café de l’Hôtel-de-Ville' }],
    items: [item(1, 16, 'F26-023', 84_000), item(2, 17, 'F26-024', 84_000), item(3, 18, 'F26-025', 33_333), item(4, 19, 'F26-026', 33_334), item(5, 20, 'F26-019', 9_999), item(6, 21, 'F26-103', 25_000), item(7, 21, 'F26-105', 20_000)],
    credits: [], payments: [], payers: [], settled: [],
  }
  const told = (transaction: MatchedTransaction, more: Partial<MatchingDossier> = {}) => matchingOf({ ...tilleuls, ...more }).propose(transaction).map(({ customerId, confidence, reasons }) => [customerId, confidence, reasons.map(({ code, details: { numbers, name } }) => [code, ...(code.includes('-') || code === 'reference' ? [numbers, name].filter((value) => value !== undefined) : [])].join(' ')).join(', ')])

  it.each<[string, MatchedTransaction, unknown[]]>([
    ['another customer’s open invoice', paid(9_999, 'VIR D AOUT JEAN FRANCOIS', { details: 'F26-026' }), [20, 'probable', 'amount, name, cites-other F26-026 Transport Gautier']],
    ['the very name of another customer, who owes', paid(84_000, 'VIR SCI LES TILLEULS F26-024'), [17, 'probable', 'reference F26-024, amount, payer-other SCI Les Tilleuls']],
    ['a name as near to another customer, who owes', paid(33_333, 'VIR TRANSPORTS GAUTIER'), [18, 'probable', 'amount, name-close Transports Gauthier, name-also Transport Gautier']],
    ['invoices of two customers that make the amount', paid(117_334, 'VIR GROUPE TRANSPORT F26-026 + F26-023'), [19, 'possible', 'reference F26-026, over, cites-also F26-023 SCI Les Tilleuls, together']],
    ['invoices of two customers that do not make the amount', paid(118_000, 'VIR GROUPE F26-026 + F26-023'), [19, 'possible', 'reference F26-026, over, cites-also F26-023 SCI Les Tilleuls']],
    ['invoices of two customers, of the amount of one', paid(33_334, 'VIR GROUPE F26-026 F26-023'), [19, 'probable', 'reference F26-026, amount, cites-also F26-023 SCI Les Tilleuls']],
  ])('%s: it is never sure, and told why', (_what, transaction, expected) => {
    const found = told(transaction)
    expect(found).toContainEqual(expected)
    expect(found.filter(([, confidence]) => confidence === 'sure')).toEqual([])
  })

  it('speaks no word when the other one owes nothing', () => {
    expect(told(paid(84_000, 'VIR SCI LES TILLEULS F26-024'), { items: tilleuls.items.filter(({ customerId }) => customerId !== 16) })).toContainEqual([17, 'sure', 'reference F26-024, amount'])
    expect(told(paid(33_333, 'VIR TRANSPORTS GAUTIER'), { items: tilleuls.items.filter(({ customerId }) => customerId !== 19) })).toContainEqual([18, 'sure', 'amount, name-close Transports Gauthier'])
  })

  it.each([['F26-105 moins AV26-103', ['F26-105']], ['F26-105 moins avoir n° 26-103', ['F26-105']], ['AV F26-103', ['F26-103']], ['F26-105 et F26-103', ['F26-103', 'F26-105']]])('« %s » names %j: the number of a credit note is no invoice’s', (details, numbers) => {
    const named = matchingOf(tilleuls).propose(paid(12_345, 'VIR INCONNU', { details })).flatMap(({ reasons }) => reasons.flatMap(({ code, details: { numbers: told } }) => (code === 'reference' ? [told] : [])))
    expect(named).toEqual([numbers.join(', ')])
  })
})

describe('a payment the dossier has already, whoever the bank says has paid', () => {
  const known = { id: 9, customerId: 2, paidOn: localDate('2026-03-17'), amountCents: 45_000, unallocatedCents: 45_000 }
  const told = (transaction: MatchedTransaction, more: Partial<MatchingDossier> = {}) => matchingOf({ ...facts, payments: [known], ...more }).propose(transaction).map(({ customerId, paymentId, confidence, reasons }) => [customerId, paymentId, confidence, reasons.map(({ code }) => code).join(' ')])

  it.each<[string, MatchedTransaction, Partial<MatchingDossier>, unknown[][]]>([
    ['the Treasury, for a public body', paid(45_000, 'VIR DGFIP TRESORERIE DE DAX'), {}, [[2, 9, 'probable', 'known amount'], [2, null, 'possible', 'amount already']]],
    ['nobody, and the invoice is lettered', paid(45_000, 'VIR INCONNU'), { items: [], payments: [{ ...known, unallocatedCents: 0 }] }, [[2, 9, 'probable', 'known amount']]],
    ['nobody, when somebody else owes the amount too', paid(45_000, 'VIR INCONNU'), { items: [...facts.items, item(8, 1, 'FA2026-00160', 45_000)] }, [[2, 9, 'possible', 'known amount'], [2, null, 'possible', 'amount several already'], [1, null, 'possible', 'amount several']]],
    ['a name like another customer’s, who owes something else', paid(45_000, 'VIR DUPONT'), {}, [[2, 9, 'possible', 'known amount'], [1, null, 'possible', 'oldest partial name']]],
    ['another customer, who owes exactly that', paid(30_050, 'VIR DUPONT FA2026-00124'), { payments: [{ ...known, amountCents: 30_050 }] }, [[1, null, 'sure', 'reference amount name']]],
    ['long before', paid(45_000, 'VIR DGFIP'), { payments: [{ ...known, paidOn: localDate('2026-02-17') }] }, [[2, null, 'possible', 'amount']]],
  ])('%s', (_what, transaction, more, expected) => {
    const found = told(transaction, more)
    expect(found.slice(0, expected.length)).toEqual(expected)
    expect(found.length).toBe(expected.length)
  })

  it('is not offered to a transaction once another one is surely it', () => {
    const matching = matchingOf({ ...facts, payments: [known] })
    const both = [paid(45_000, 'VIR STRANGER'), paid(45_000, 'VIR GARAGE LEFEVRE ET FILS')].map((transaction) => matching.propose(transaction))
    expect(withoutDoubleClaims(both).map(([best]) => [best!.paymentId, best!.confidence])).toEqual([[9, 'possible'], [9, 'sure']])
  })
})

describe('an invoice number', () => {
  it.each(['FA2026-00123', 'FACT 2026-123', 'FACTURES FA202600123', 'F00123', 'N° 123', '2026 00123', 'FA 2026/00123', 'fa2026 - 123'])('is found in « %s »', (label) => {
    const keys = labelKeys(label)
    expect(numberKeys('FA2026-00123').some(({ key }) => keys.has(key))).toBe(true)
  })

  it.each(['FA2026-00124', 'FACT 1230', 'LE 12/03/2026', 'DUPONT'])('is not found in « %s »', (label) => {
    const keys = labelKeys(label)
    expect(numberKeys('FA2026-00123').some(({ key }) => keys.has(key))).toBe(false)
  })
})

describe('a payer', () => {
  it.each([
    ['VIR SEPA RECU /DE DUPONT SARL /MOTIF FACT 2026-0123 /REF X', 'dupont sarl'], ['VIR INST DE M JEAN MARTIN', 'm jean martin'], ['VIREMENT DUPONT FACTURE 12', 'dupont'], ['VIR SEPA GARAGE DU LAC FA2026', 'garage du lac'],
    ['VIR SEPA GARAGE DU LAC REGL', 'garage du lac'], ['REMISE CHEQUES 0001234', ''], ['CB CARREFOUR 1203', ''],
  ])('of « %s » is « %s »', (label, payer) => {
    expect(payerIn(label)).toBe(payer)
  })

  it('is told by the words of its name, without legal forms, also when the bank has cut one', () => {
    expect([nameWords('Sté Lefèvre & Fils SARL'), nameWords('DUFOUR BLANCHARD EUR')]).toEqual([['lefevre', 'fils'], ['dufour', 'blanchard']])
  })

  it.each([['dupont', 'dupont', 1], ['boulang', 'boulangerie', 0.9], ['leroux', 'lerous', 0.85], ['martin', 'matrin', 0.85], ['martin', 'morin', 0], ['roy', 'rey', 0]])('%s and %s', (left, right, likeness) => {
    expect(wordLikeness(left, right)).toBe(likeness)
  })
})

it('sums are found among many amounts, the first two of them, and a hundred equal amounts take no time', () => {
  expect(setsThatSumTo([500, 300, 200, 700], 1_000)).toEqual({ sets: [[0, 1, 2], [1, 3]], isWhole: true })
  expect(setsThatSumTo([500, 300], 500).sets).toEqual([])
  expect(setsThatSumTo([300, 200, ...Array.from({ length: 26 }, () => 7), 400, 100], 500)).toEqual({ sets: [[0, 1]], isWhole: false })
  const start = performance.now()
  setsThatSumTo(Array.from({ length: 100 }, (_, index) => 1_000 + index * 7), 9_999_999)
  setsThatSumTo(Array.from({ length: 100 }, (_, index) => 1_000 + index * 2), 7_001)
  expect(performance.now() - start).toBeLessThan(2_000)
})

it('over a quarter of a generated year, what is sure is right, and most of it is sure', () => {
  const { precision, recall, mistakes } = matchingQuality(bankYear({ invoices: 1_200, payments: 900, seed: 7 }))
  expect(mistakes).toEqual([])
  expect(precision).toBeGreaterThanOrEqual(0.99)
  expect(recall).toBeGreaterThanOrEqual(0.85)
})
