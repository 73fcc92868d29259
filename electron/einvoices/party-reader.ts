import type { Party } from '../../shared/einvoices/einvoice-rules.ts'
import { compact } from '../../shared/identifiers.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'

/** A number as its file gives it, with the scheme of ISO 6523 that says what it is ('0002' SIREN, '0009' SIRET), '' for none. */
export interface SchemedNumber { scheme: string; value: string }

export interface PartyTexts {
  name: string
  /** Of the legal entity first, the others behind */
  numbers: readonly SchemedNumber[]
  vatNumber: string
  /** Its code among the writer's customers */
  code: string
  lines: readonly string[]
  postcode: string
  city: string
  country: string
  phone: string
  email: string
}

/** Where French programs write SIREN and SIRET; many put a SIRET where a SIREN belongs. */
const FRENCH_SCHEMES = ['0002', '0009', 'SIREN', 'SIRET', '']

export function partyOf({ name, numbers, vatNumber, code, lines, postcode, city, country, phone, email }: PartyTexts): Party {
  const french = numbers.filter(({ scheme }) => FRENCH_SCHEMES.includes(scheme)).map(({ value }) => compact(value))
  const siret = french.find((value) => /^\d{14}$/.test(value)) ?? ''
  const [line1 = '', line2 = '', line3 = ''] = lines.filter((line) => line !== '')
  return {
    name, siret, siren: french.find((value) => /^\d{9}$/.test(value)) ?? siret.slice(0, 9), vatNumber: compact(vatNumber).slice(0, 20), code,
    address: { line1, line2, line3, postcode, city, countryCode: /^[A-Z]{2}$/.test(country) ? country : 'FR' },
    phone, email: isMailAddress(email) ? email : '',
  }
}
