import { describe, expect, it } from 'vitest'
import { faxMail, faxNumber, faxProblem, faxSettingsProblems, messageBytes } from '../../shared/outbox/fax-gateway-rules.ts'
import type { FaxSettings } from '../../shared/outbox/outbox-contract.ts'
import { KNOWN_PROVIDERS, plainGateway, providerOf } from '../fixtures/fax-providers.ts'

const message = { subject: 'Demande de relevé', text: 'Merci de relever les compteurs.' }

describe('M-068 what providers of faxes by e-mail expect is all said by the settings', () => {
  it.each(KNOWN_PROVIDERS)('$name', ({ provider, typed, to, subject, hasText }) => {
    expect(faxSettingsProblems(provider.settings)).toEqual([])
    expect(faxProblem(provider, typed)).toBeNull()
    expect(faxMail(provider, typed, message)).toEqual({ to, subject: subject === 'as-given' ? message.subject : subject, text: hasText ? message.text : '' })
  })

  it('M-068 PREFIX_FAX is put before the number: prefix 0 and fax 0123 make 00123', () => {
    expect(faxMail(providerOf({}, { prefix: '0' }), '0123', message)?.to).toBe('00123@fax.example')
  })

  it.each<[typed: string, format: FaxSettings['numberFormat'], written: string]>([
    ['04 72.00-00(00)', 'as-given', '0472000000'], ['+33 4 72 00 00 00', 'as-given', '+33472000000'],
    ['0472000000', 'national', '0472000000'], ['+33 472000000', 'national', '0472000000'], ['0033472000000', 'national', '0472000000'], ['+41 44 123 45 67', 'national', '0041441234567'], ['+33 (0)4 72 00 00 00', 'national', '0472000000'],
    ['0472000000', 'international', '33472000000'], ['0041441234567', 'international', '41441234567'], ['+41441234567', 'international', '41441234567'],
    ['+33 (0)4 72 00 00 00', 'international', '33472000000'], ['(+33) 4 72 00 00 00', 'international', '33472000000'], ['(+33) 4 72 00 00 00', 'as-given', '+33472000000'], ['0472000000', 'international-00', '0033472000000'], ['0472000000', 'international-plus', '+33472000000'],
    ['+33 04 72 00 00 00', 'international', '33472000000'], ['+33 0 4 72 00 00 00', 'international-00', '0033472000000'], ['+33 ( 0 )4 72 00 00 00', 'international-plus', '+33472000000'], ['0033 04 72 00 00 00', 'national', '0472000000'],
    ['+33 (0)4 72 00 00 00', 'as-given', '+33472000000'], ['+33 04 72 00 00 00', 'as-given', '+33472000000'], ['0033 (0)4 72 00 00 00', 'as-given', '0033472000000'], ['+44 (0)20 7946 0000', 'as-given', '+442079460000'],
    // the nought is part of the number
    ['+39 06 1234 5678', 'international', '390612345678'], ['0041441234567', 'as-given', '0041441234567'],
  ])('%s, %s → %s', (typed, numberFormat, written) => {
    expect(faxNumber(typed, { numberFormat, countryCode: '33' })).toBe(written)
  })

  it.each<[typed: string, problem: ReturnType<typeof faxProblem>]>([
    ['12345', 'fax-length'], ['123456', null], ['01234 56789 01234', null], ['0472000000000000', 'fax-length'], ['abc', 'invalid-address'], ['', 'invalid-address'], ['1'.repeat(41), 'invalid-address'],
  ])('M-051 a gateway that takes 6 to 15 digits, and « %s »: %s', (typed, problem) => {
    expect(faxProblem(providerOf({ minDigits: 6, maxDigits: 15 }), typed)).toBe(problem)
  })

  it('M-051 M-068 digits are counted as the gateway gets them, PREFIX_FAX and the country included', () => {
    expect(faxProblem(providerOf({ maxDigits: 10 }), '0472000000')).toBeNull()
    expect(faxProblem(providerOf({ maxDigits: 10 }, { prefix: '0' }), '0472000000')).toBe('fax-length')
    expect(faxProblem(providerOf({ maxDigits: 10, numberFormat: 'international' }), '0472000000')).toBe('fax-length')
    // the most any gateway takes, and one more
    expect(faxProblem(providerOf({ maxDigits: 40 }), '1'.repeat(40))).toBeNull()
    expect(faxProblem(providerOf({ maxDigits: 40 }, { prefix: '0' }), '1'.repeat(40))).toBe('fax-length')
  })

  it('M-068 a message weighs a third more than its document, and its text', () => {
    expect(messageBytes(1_000_000, '')).toBeGreaterThan(1_333_333)
    expect(messageBytes(1_000_000, '')).toBeLessThan(1_400_000)
    expect(messageBytes(0, 'é'.repeat(100)) - messageBytes(0, '')).toBe(600)
  })

  it('lines are cut between words at the width the gateway prints', () => {
    const text = `${'mot '.repeat(30).trim()}\ncourt\n${'x'.repeat(45)}`
    const lines = faxMail(providerOf({ body: 'text', bodyColumns: 20 }), '0123456', { subject: '', text })!.text.split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20)
    expect(lines.join(' ').replaceAll(/x x/g, 'xx').split(' ').filter((word) => word === 'mot')).toHaveLength(30)
    expect(lines).toContain('court')
  })

  it.each<[Partial<FaxSettings>, string, string]>([
    [{ addressPattern: '' }, 'addressPattern', 'required'],
    [{ addressPattern: '{number}@fax.example' }, 'addressPattern', 'pattern'],
    [{ addressPattern: 'fax.example' }, 'addressPattern', 'address'],
    [{ addressPattern: '{numero}@fax.example, other@fax.example' }, 'addressPattern', 'address'],
    [{ addressPattern: 'fax@fax.example' }, 'subjectPattern', 'number'],
    [{ subjectPattern: '{numero' }, 'subjectPattern', 'pattern'],
    [{ subjectPattern: 'a\u202eb' }, 'subjectPattern', 'characters'],
    [{ countryCode: '+33' }, 'countryCode', 'country'],
    [{ minDigits: 10, maxDigits: 9 }, 'maxDigits', 'digits'],
  ])('settings nothing could leave by are refused: %j', (settings, field, reason) => {
    expect(faxSettingsProblems({ ...plainGateway, ...settings })).toContainEqual({ field, reason })
  })

  it('what a gateway is written to is one mailbox, whatever is put into the patterns', () => {
    expect(faxMail(providerOf({ addressPattern: '{identifiant}{numero}@fax.example' }, { login: 'a@b.example>\r\nBcc: x@y.example' }), '0123', message)).toBeNull()
  })
})
