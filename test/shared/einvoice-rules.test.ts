import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { receivableOf, type Einvoice, type Party, type StatedSums, type StatedTerm } from '../../shared/einvoices/einvoice-rules.ts'
import { matchCustomer, sellerCheck, type KnownCustomer } from '../../shared/einvoices/party-rules.ts'
import { scheduleOf } from '../../shared/einvoices/schedule-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { cents, type Cents } from '../../shared/money.ts'
import { DEFAULT_PAYMENT_TERM } from '../../shared/receivables/payment-term-rules.ts'

const party = (values: Partial<Party> = {}): Party => ({ name: 'Dupont', siren: '', siret: '', vatNumber: '', code: '', address: { line1: '', line2: '', line3: '', postcode: '', city: '', countryCode: 'FR' }, phone: '', email: '', ...values })
const sums = (values: { [K in keyof StatedSums]?: number | number[] | null }): StatedSums => ({ lines: null, lineTotal: null, allowances: null, charges: null, taxBasis: null, tax: null, total: 12_000, prepaid: null, rounding: null, payable: values.total ?? 12_000, ...values }) as StatedSums
const invoice = (values: Partial<Einvoice>): Einvoice => ({ syntax: 'cii', number: 'FA-1', typeCode: '380', isCreditNoteDocument: false, invoicedOn: localDate('2026-01-15'), servicedOn: null, currency: 'EUR', seller: party(), buyer: party(), sums: sums({}), terms: [], precedingNumbers: [], ...values })

/** What a rule gives, with what it warns of; or the code it refuses with. */
function outcome<T>(work: (warn: (code: string) => void) => T): { result: T; warnings: string[] } | string {
  const warnings: string[] = []
  try {
    return { result: work((code) => warnings.push(code)), warnings }
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('what an invoice makes the customer owe', () => {
  it.each<[what: string, of: Partial<Einvoice>, kind: string, total: number, payable: number, warnings: string[]]>([
    ['an invoice', {}, 'invoice', 12_000, 12_000, []],
    ['one partly paid: the amount to pay, not the total', { sums: sums({ prepaid: 2_000, payable: 10_000 }) }, 'invoice', 12_000, 10_000, ['prepaid']],
    ['one whose profile does not say what is paid', { sums: sums({ payable: 10_000 }) }, 'invoice', 12_000, 10_000, ['prepaid']],
    ['one paid whole', { sums: sums({ prepaid: 12_000, payable: 0 }) }, 'invoice', 12_000, 0, ['prepaid']],
    ['one rounded to five cents', { sums: sums({ total: 12_002, rounding: -2, payable: 12_000, prepaid: 0 }) }, 'invoice', 12_000, 12_000, []],
    ['a credit note', { typeCode: '381' }, 'credit-note', 12_000, 12_000, []],
    ['a credit note of UBL of an unknown type', { typeCode: '', isCreditNoteDocument: true }, 'credit-note', 12_000, 12_000, []],
    ['a credit note written in negative', { typeCode: '381', sums: sums({ total: -12_000, payable: -12_000 }) }, 'credit-note', 12_000, 12_000, ['negative-credit-note']],
    ['an invoice of a negative total', { sums: sums({ total: -12_000, payable: -12_000 }) }, 'credit-note', 12_000, 12_000, ['negative-invoice']],
    ['a corrected invoice', { typeCode: '384' }, 'invoice', 12_000, 12_000, ['corrected']],
    ['a self-billed one', { typeCode: '389' }, 'invoice', 12_000, 12_000, ['self-billed']],
    ['a factored one', { typeCode: '393' }, 'invoice', 12_000, 12_000, ['factored']],
    ['a factored credit note', { typeCode: '396' }, 'credit-note', 12_000, 12_000, ['factored']],
    ['lines that do not make their sum', { sums: sums({ lines: [6_000, 3_999], lineTotal: 10_000, taxBasis: 10_000, tax: 2_000 }) }, 'invoice', 12_000, 12_000, ['lines-differ']],
    ['allowances and charges counted', { sums: sums({ lines: [10_500], lineTotal: 10_500, allowances: 900, charges: 400, taxBasis: 10_000, tax: 2_000 }) }, 'invoice', 12_000, 12_000, []],
    ['a net amount that is another', { sums: sums({ lineTotal: 10_500, taxBasis: 10_000, tax: 2_000 }) }, 'invoice', 12_000, 12_000, ['basis-differs']],
    ['a total that is another', { sums: sums({ taxBasis: 10_000, tax: 1_999 }) }, 'invoice', 12_000, 12_000, ['total-differs']],
  ])('%s', (_what, of, kind, totalCents, payableCents, warnings) => {
    expect(outcome((warn) => receivableOf(invoice(of), warn))).toEqual({ result: { kind, totalCents, payableCents, isCorrected: of.typeCode === '384' }, warnings })
  })

  it.each<[what: string, of: Partial<Einvoice>, code: string]>([
    ['in another currency', { currency: 'USD' }, 'einvoices.currency'],
    ['of a type that nobody owes', { typeCode: '325' }, 'einvoices.type'],
    ['of nothing', { sums: sums({ total: 0, payable: 0 }) }, 'einvoices.nothing-due'],
    ['paid beyond its amount', { sums: sums({ prepaid: 13_000, payable: -1_000 }) }, 'einvoices.overpaid'],
    ['whose amounts do not add up', { sums: sums({ prepaid: 2_000, payable: 11_000 }) }, 'einvoices.does-not-add-up'],
    ['with more to pay than its total', { sums: sums({ payable: 12_001 }) }, 'einvoices.does-not-add-up'],
    ['with more to pay than its total, what is paid said to be negative', { sums: sums({ prepaid: -1_000, payable: 13_000 }) }, 'einvoices.does-not-add-up'],
  ])('one %s is refused', (_what, of, code) => {
    expect(outcome((warn) => receivableOf(invoice(of), warn))).toBe(code)
  })
})

const term = (dueOn: string | null, amountCents: number | null = null, text = ''): StatedTerm => ({ dueOn: dueOn === null ? null : localDate(dueOn), amountCents: amountCents as Cents | null, text })
type Kind = 'invoice' | 'credit-note'

describe('when it falls due', () => {
  it.each<[what: string, terms: StatedTerm[], amounts: [total: number, payable: number, kind?: Kind], due: string[], warnings: string[]]>([
    ['on its day', [term('2026-02-14')], [12_000, 10_000], ['2026-02-14 12000-2000'], []],
    ['in instalments of the amount to pay', [term('2026-03-14', 6_000), term('2026-02-14', 4_000)], [12_000, 10_000], ['2026-02-14 6000-2000', '2026-03-14 6000-0'], []],
    ['in instalments of the total: what is paid settles the first', [term('2026-02-14', 4_000), term('2026-03-14', 8_000)], [12_000, 7_000], ['2026-02-14 4000-4000', '2026-03-14 8000-1000'], []],
    ['several days without amounts: the last', [term('2026-02-14'), term('2026-03-14')], [12_000, 12_000], ['2026-03-14 12000-0'], ['instalments-unknown']],
    ['one day with its whole amount', [term('2026-02-14', 12_000)], [12_000, 12_000], ['2026-02-14 12000-0'], []],
    ['as its words say', [term(null, null, '45 jours fin de mois')], [12_000, 12_000], ['2026-03-31 12000-0'], ['due-date-worded']],
    ['words that say nothing', [term(null, null, 'à votre convenance')], [12_000, 12_000], ['2026-02-14 12000-0'], ['due-date-of-dossier']],
    ['nothing said', [], [12_000, 12_000], ['2026-02-14 12000-0'], ['due-date-of-dossier']],
    ['a credit note without a day', [], [12_000, 12_000, 'credit-note'], ['2026-01-15 12000-0'], []],
    ['before the invoice', [term('2026-01-01')], [12_000, 12_000], ['2026-01-01 12000-0'], ['due-before-invoice']],
  ])('%s', (_what, terms, [total, payable, kind = 'invoice'], due, warnings) => {
    const receivable = { kind, totalCents: cents(total), payableCents: cents(payable), isCorrected: false }
    const planned = outcome((warn) => scheduleOf({ receivable, invoicedOn: localDate('2026-01-15'), terms, fallback: { term: DEFAULT_PAYMENT_TERM, isCustomers: false } }, warn).map(({ dueOn, amountCents, settledCents }) => `${dueOn} ${amountCents}-${settledCents}`))
    expect(planned).toEqual({ result: due, warnings })
  })

  it('instalments that are neither the amount to pay nor the total are refused', () => {
    const receivable = { kind: 'invoice' as const, totalCents: cents(12_000), payableCents: cents(10_000), isCorrected: false }
    expect(outcome((warn) => scheduleOf({ receivable, invoicedOn: localDate('2026-01-15'), terms: [term('2026-02-14', 4_000), term('2026-03-14', 5_000)], fallback: { term: DEFAULT_PAYMENT_TERM, isCustomers: false } }, warn))).toBe('einvoices.instalments')
  })
})

describe('whose invoice it is', () => {
  const own = { name: 'Nous', siren: '732829320', siret: '73282932000074', vatNumber: 'FR44732829320' }
  const none = { name: 'Nous', siren: '', siret: '', vatNumber: '' }
  const us = party({ siren: '732829320' })
  const other = party({ siren: '552100554' })
  it.each<[what: string, seller: Party, buyer: Party, company: typeof own, expected: string]>([
    ['ours by SIREN', us, other, own, 'own'],
    ['ours by the SIREN within a SIRET', party({ siret: '73282932000074' }), other, own, 'own'],
    ['ours by VAT number, the SIREN within it', party({ vatNumber: 'FR44732829320' }), other, own, 'own'],
    ['ours by a foreign VAT number', party({ vatNumber: 'BE0123456749' }), other, { ...none, vatNumber: 'BE0123456749' }, 'own'],
    ['ours where seller and buyer are both us', us, us, own, 'own'],
    ['a purchase: we are the buyer', other, us, own, 'einvoices.purchase'],
    ['another seller’s', other, party(), own, 'einvoices.other-seller'],
    ['a seller without numbers', party(), other, own, 'ask'],
    ['a company without numbers', us, other, none, 'ask'],
  ])('%s', (_what, seller, buyer, company, expected) => {
    const found = outcome(() => sellerCheck({ seller, buyer }, company))
    expect(typeof found === 'string' ? found : found.result).toBe(expected)
  })
})

describe('who the customer is', () => {
  const customer = (id: number, values: Partial<KnownCustomer> = {}): KnownCustomer => ({ id, code: `C${id}`, name: 'Autre', nameNorm: 'autre', siren: '', siret: '', vatNumber: '', isCustomer: true, ...values })
  const siren = '552100554'
  it.each<[what: string, buyer: Partial<Party>, customers: KnownCustomer[], expected: [number, string] | null | string, warnings?: string[]]>([
    ['by SIRET among establishments', { siren, siret: `${siren}00021` }, [customer(1, { siret: `${siren}00013` }), customer(2, { siret: `${siren}00021` })], [2, 'siret'], ['other-name']],
    ['by SIREN', { siren }, [customer(1), customer(2, { siren })], [2, 'siren'], ['other-name']],
    ['by SIREN, under the name of another', { siren }, [customer(1, { nameNorm: 'dupont' }), customer(2, { siren })], [2, 'siren'], ['name-of-another']],
    ['by SIREN, its name with more words', { siren }, [customer(2, { siren, nameNorm: 'dupont et fils' })], [2, 'siren']],
    ['by the SIREN within a VAT number', { siren }, [customer(2, { vatNumber: `FR46${siren}` })], [2, 'siren'], ['other-name']],
    ['by a foreign VAT number', { vatNumber: 'BE0123456749' }, [customer(2, { vatNumber: 'BE0123456749' })], [2, 'vat'], ['other-name']],
    ['by code', { code: 'C2' }, [customer(1), customer(2, { nameNorm: 'dupont' })], [2, 'code']],
    ['by a code that is another name’s', { code: 'C2' }, [customer(2)], [2, 'code'], ['code-of-another-name']],
    ['never a manufacturer by his code alone', { code: 'C2' }, [customer(2, { isCustomer: false })], 'einvoices.maker-code'],
    ['a manufacturer by code and name', { code: 'C2' }, [customer(2, { isCustomer: false, nameNorm: 'dupont' })], [2, 'code']],
    ['by name', { name: 'DÛPONT ' }, [customer(2, { nameNorm: 'dupont' })], [2, 'name']],
    ['none', {}, [customer(1)], null],
    ['never one of other numbers, whatever his name', { siren }, [customer(1, { nameNorm: 'dupont', siren: '732829320' })], null, ['namesake']],
    ['two establishments, told apart by name', { siren }, [customer(1, { siren }), customer(2, { siren, nameNorm: 'dupont' })], [2, 'siren']],
    ['two establishments that nothing tells apart', { siren }, [customer(1, { siren }), customer(2, { siren })], 'einvoices.several-customers'],
    ['two of one name', {}, [customer(1, { nameNorm: 'dupont' }), customer(2, { nameNorm: 'dupont' })], 'einvoices.several-customers'],
  ])('%s', (_what, values, customers, expected, warnings = []) => {
    const found = outcome((warn) => matchCustomer(party(values), customers, warn))
    if (typeof expected === 'string') expect(found).toBe(expected)
    else expect(found).toEqual({ result: expected && { id: expected[0], by: expected[1] }, warnings })
  })
})
