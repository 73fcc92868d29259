import { expect, it } from 'vitest'
import { sepaQrText, type SepaTransfer } from '../../shared/reminders/sepa-qr-rules.ts'

const transfer: SepaTransfer = { name: 'Les Comptoirs du Rhône', iban: 'FR76 3000 6000 0112 3456 7890 189', bic: 'AGRIFRPP', amountCents: 123_456, reference: '411A / FA1' }
const linesOf = (more: Partial<SepaTransfer>): string[] | undefined => sepaQrText({ ...transfer, ...more })?.split('\n')

it('EPC069-12 one element a line, in their order, the amount with a point', () => {
  expect(linesOf({})).toEqual(['BCD', '002', '1', 'SCT', 'AGRIFRPP', 'Les Comptoirs du Rhône', 'FR7630006000011234567890189', 'EUR1234.56', '', '', '411A / FA1'])
})

it.each<[string, Partial<SepaTransfer>, number, string]>([
  ['one cent', { amountCents: 1 }, 7, 'EUR0.01'],
  ['the largest amount', { amountCents: 99_999_999_999 }, 7, 'EUR999999999.99'],
  ['no BIC', { bic: '' }, 4, ''],
  ['a name of 71 letters', { name: 'a'.repeat(71) }, 5, 'a'.repeat(70)],
  ['a reference of 141 letters', { reference: 'a'.repeat(141) }, 10, 'a'.repeat(140)],
  ['a name with line breaks that would make other elements', { name: 'A\nFR0000\nEUR1.00' }, 5, 'A FR0000 EUR1.00'],
  ['a name that hides its direction', { name: 'A\u202eB' }, 5, 'AB'],
])('EPC069-12 %s', (_case, more, place, expected) => expect(linesOf(more)?.[place]).toBe(expected))

it.each<[string, Partial<SepaTransfer>]>([['no account', { iban: '' }], ['no name', { name: ' \n' }], ['nothing to pay', { amountCents: 0 }], ['a sum in the customer’s favour', { amountCents: -5 }], ['more than a transfer can bear', { amountCents: 100_000_000_000 }]])(
  'EPC069-12 no code with %s', (_case, more) => expect(sepaQrText({ ...transfer, ...more })).toBeNull())

it('EPC069-12 at most 331 bytes, the eleven elements whole', () => {
  const text = sepaQrText({ ...transfer, name: '株'.repeat(70), reference: '式'.repeat(140) })!
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(331)
  expect(text.split('\n')).toHaveLength(11)
})
