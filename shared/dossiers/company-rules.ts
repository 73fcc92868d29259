import { compact, isBic, isEmail, isIban, isSiren, isSiret, isVatNumber } from '../identifiers.ts'
import type { FieldProblem } from '../schemas.ts'
import { wrongFields } from '../wrong-fields.ts'
import type { Company } from './dossier-contract.ts'

/** The company as it is stored: official numbers without spaces. */
export function tidyCompany(company: Company): Company {
  const { siren, siret, vatNumber, iban, bic } = company
  return { ...company, siren: compact(siren), siret: compact(siret), vatNumber: compact(vatNumber), iban: compact(iban), bic: compact(bic) }
}

/** What is wrong with a tidied company, in the order of the screen. Only the name is required; everything else is checked once it is filled in. */
export function companyProblems(company: Company): FieldProblem[] {
  const { siren, siret, vatNumber, iban, bic, email, address, capitalCents, logo } = company
  return wrongFields([
    ['name', 'required', company.name === ''],
    ['capitalCents', 'negative', capitalCents !== null && capitalCents < 0],
    ['address.postcode', 'postcode', address.countryCode === 'FR' && address.postcode !== '' && !/^\d{5}$/.test(address.postcode)],
    ['siren', 'siren', siren !== '' && !isSiren(siren)],
    ['siret', 'siret', siret !== '' && !isSiret(siret)],
    ['siret', 'siret-of-another-siren', isSiret(siret) && isSiren(siren) && !siret.startsWith(siren)],
    ['vatNumber', 'vat-number', vatNumber !== '' && !isVatNumber(vatNumber)],
    ['vatNumber', 'vat-number-of-another-siren', vatNumber.startsWith('FR') && isVatNumber(vatNumber) && isSiren(siren) && !vatNumber.endsWith(siren)],
    ['email', 'email', email !== '' && !isEmail(email)],
    ['iban', 'iban', iban !== '' && !isIban(iban)],
    ['bic', 'bic', bic !== '' && !isBic(bic)],
    ['logo', 'logo', logo !== '' && !isLogo(logo)],
  ])
}

const MAX_LOGO_BYTES = 500_000

/** A PNG or JPEG data URL whose first bytes are those of such a picture, ≤ 500 kB. */
function isLogo(dataUrl: string): boolean {
  const match = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)
  if (!match) return false
  const [, type, base64] = match as unknown as [string, 'png' | 'jpeg', string]
  // base64 of 89 'PNG' 0D and of FF D8 FF
  return base64.startsWith(type === 'png' ? 'iVBORw0K' : '/9j/') && base64.length * 0.75 <= MAX_LOGO_BYTES
}
