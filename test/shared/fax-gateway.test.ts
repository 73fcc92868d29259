import { describe, expect, it } from 'vitest'
import { faxMail, faxNumber, faxSettingsProblems, isFaxNumber } from '../../shared/outbox/fax-gateway-rules.ts'
import type { FaxAccount, FaxSettings } from '../../shared/outbox/outbox-contract.ts'

const plain: FaxSettings = { addressPattern: '{numero}@fax.example', numberFormat: 'as-given', countryCode: '33', minDigits: 3, maxDigits: 20, subjectPattern: '', body: 'none', bodyColumns: null, maxKilobytes: null }
const nobody: FaxAccount = { prefix: '', login: '', number: '' }
const message = { subject: 'Demande de relevé', text: 'Merci de relever les compteurs.' }

describe('M-068 what providers of faxes by e-mail expect is all said by the settings', () => {
  it.each<[provider: string, settings: Partial<FaxSettings>, account: Partial<FaxAccount>, number: string, to: string, subject: string, text: string]>([
    ['Retarus, the number with its country', { addressPattern: '{numero}@rfax.net', numberFormat: 'international-plus', countryCode: '49', subjectPattern: '{objet}', body: 'text' }, {}, '089 1234567', '+49891234567@rfax.net', message.subject, message.text],
    ['Retarus, letter format of the United States', { addressPattern: '{numero}@us.rfax.net', numberFormat: 'international', countryCode: '1', subjectPattern: '{objet}', body: 'text' }, {}, '+1 212 555 0100', '12125550100@us.rfax.net', message.subject, message.text],
    ['SWITCH: national, no « + » in the address, plain text only', { addressPattern: '{numero}@fax.switch.ch', numberFormat: 'national', countryCode: '41', body: 'text', maxKilobytes: 2048 }, {}, '+41 44 123 45 67', '0441234567@fax.switch.ch', '', message.text],
    ['ContactOffice, Mailfence: international, no 00, no +, at a name without a point', { addressPattern: '{numero}@fax', numberFormat: 'international', countryCode: '32', body: 'text' }, {}, '02 123 45 6', '322123456@fax', '', message.text],
    ['Voxis: the number in the subject, the body ignored, one PDF', { addressPattern: '{compte}@fax.voxis.example', subjectPattern: 'SEND {numero}' }, { number: 'boite12' }, '0472 00 00 00', 'boite12@fax.voxis.example', 'SEND 0472000000', ''],
    ['RelayFax: digits of the address, a prefix to get out', { addressPattern: '{numero}@relayfax.local.example', minDigits: 7, maxDigits: 15, subjectPattern: '{objet}', body: 'text' }, { prefix: '0' }, '0123456', '00123456@relayfax.local.example', message.subject, message.text],
    ['RelayFax: the number in the subject', { addressPattern: 'fax@relayfax.example', minDigits: 7, maxDigits: 15, subjectPattern: '{numero}', body: 'text' }, {}, '01.23.45.67.89', 'fax@relayfax.example', '0123456789', message.text],
    ['Internet Fax device: FAX= in the address, subject and body empty', { addressPattern: 'FAX={numero}@host.example', numberFormat: 'international-plus', maxDigits: 40 }, {}, '0472000000', 'FAX=+33472000000@host.example', '', ''],
    ['fax.co.uk: by account, text of 80 columns, 500 kB', { addressPattern: '{identifiant}@fax.co.uk', subjectPattern: '{numero}', numberFormat: 'international-00', countryCode: '44', body: 'text', bodyColumns: 80, maxKilobytes: 500 }, { login: 'client42' }, '020 7946 0000', 'client42@fax.co.uk', '00442079460000', message.text],
  ])('%s', (_provider, settings, account, number, to, subject, text) => {
    expect(faxSettingsProblems({ ...plain, ...settings })).toEqual([])
    expect(faxMail({ ...plain, ...settings }, { ...nobody, ...account }, number, message)).toEqual({ to, subject, text })
  })

  it('M-068 PREFIX_FAX is put before the number: prefix 0 and fax 0123 make 00123', () => {
    expect(faxMail(plain, { ...nobody, prefix: '0' }, '0123', message)?.to).toBe('00123@fax.example')
  })

  it.each<[typed: string, format: FaxSettings['numberFormat'], written: string]>([
    ['04 72.00-00(00)', 'as-given', '0472000000'], ['+33 4 72 00 00 00', 'as-given', '+33472000000'],
    ['0472000000', 'national', '0472000000'], ['+33 472000000', 'national', '0472000000'], ['0033472000000', 'national', '0472000000'], ['+41 44 123 45 67', 'national', '0041441234567'], ['+33 (0)4 72 00 00 00', 'national', '0472000000'],
    ['0472000000', 'international', '33472000000'], ['0041441234567', 'international', '41441234567'], ['+41441234567', 'international', '41441234567'],
    ['+33 (0)4 72 00 00 00', 'international', '33472000000'], ['0472000000', 'international-00', '0033472000000'], ['0472000000', 'international-plus', '+33472000000'],
  ])('%s, %s → %s', (typed, numberFormat, written) => {
    expect(faxNumber(typed, { numberFormat, countryCode: '33' })).toBe(written)
  })

  it.each(['12345', '0472000000000000'])('M-051 a number of another length than the gateway takes gives no fax: %s', (number) => {
    expect(faxMail({ ...plain, minDigits: 6, maxDigits: 15 }, nobody, number, message)).toBeNull()
  })

  it.each([['01 23#', false], ['#0123', false], ['abc', false], ['', false], ['+', false], ['01.23.45.67.89', true], ['+33 1 23', true], ['1+23456', false], ['0123\n456', true]])('M-051 %j is a fax number: %s', (text, isOne) => {
    expect(isFaxNumber(text)).toBe(isOne)
  })

  it('lines are cut between words at the width the gateway prints', () => {
    const text = `${'mot '.repeat(30).trim()}\ncourt\n${'x'.repeat(45)}`
    const lines = faxMail({ ...plain, body: 'text', bodyColumns: 20 }, nobody, '0123456', { subject: '', text })!.text.split('\n')
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
    expect(faxSettingsProblems({ ...plain, ...settings })).toContainEqual({ field, reason })
  })

  it('what a gateway is written to is one mailbox, whatever is put into the patterns', () => {
    expect(faxMail({ ...plain, addressPattern: '{identifiant}{numero}@fax.example' }, { ...nobody, login: 'a@b.example>\r\nBcc: x@y.example' }, '0123', message)).toBeNull()
  })
})
