import type { RequestSheetData } from '../assets/asset-contract.ts'
import { addDays, type LocalDate } from '../date.ts'
import { translate } from '../i18n/translate.ts'

/** An asset nobody has, to show what a wording makes. */
export function exampleRequest(requestedOn: LocalDate): RequestSheetData {
  const text = (key: string): string => translate('fr', `meters.example.${key}`)
  const readOn = addDays(requestedOn, -31)
  const last = (thousandths: number, value: string) => ({ readOn, valueThousandths: thousandths, value, origin: 'customer' as const })
  return {
    asset: { id: 0, providerIdentifier: 'B-00042', manufacturerIdentifier: 'XK72-118305', label: text('asset'), installedOn: null },
    customer: { id: 0, code: 'C0042', name: text('customer') },
    site: { id: 0, code: 'S1', name: text('site'), address: { line1: text('street'), line2: '', line3: '', postcode: '69002', city: 'Lyon', countryCode: 'FR' }, phone: '', fax: '', email: '' },
    location: { name: text('location'), floor: text('floor') },
    contactName: text('contact'),
    item: { id: 0, code: 'MF-300', label: 'MF 300', brand: text('brand'), manufacturerReference: '' },
    picture: null,
    meters: [
      { id: 1, name: text('black'), unit: text('pages'), decimals: 0, isCumulative: true, last: last(128_450_000, '128\u00a0450') },
      { id: 2, name: text('colour'), unit: text('pages'), decimals: 0, isCumulative: true, last: last(34_210_000, '34\u00a0210') },
    ],
  }
}
