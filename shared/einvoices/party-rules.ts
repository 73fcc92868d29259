import { AppError } from '../errors.ts'
import { isSiren, isSiret, isVatNumber } from '../identifiers.ts'
import { normalise } from '../text.ts'
import type { Party, Warn } from './einvoice-rules.ts'

type Identity = Pick<Party, 'siren' | 'siret' | 'vatNumber'>

/** The SIREN of a French enterprise, from whichever of its numbers says it; '' for none. */
export const sirenOf = ({ siren, siret, vatNumber }: Identity): string => siren || siret.slice(0, 9) || (/^FR[A-Z0-9]{2}\d{9}$/.test(vatNumber) ? vatNumber.slice(4) : '')

/** Whether two of them are the same enterprise: by SIREN, else by VAT number; null when they cannot be compared. */
export function isSameEnterprise(one: Identity, other: Identity): boolean | null {
  const sirens = [sirenOf(one), sirenOf(other)]
  if (sirens.every((siren) => siren !== '')) return sirens[0] === sirens[1]
  if (one.vatNumber !== '' && other.vatNumber !== '') return one.vatNumber === other.vatNumber
  return null
}

/**
 * Whether an invoice is one of the dossier's company: 'own', or 'ask' when its numbers or the company's do not tell.
 * @throws AppError 'einvoices.purchase' when the company is the buyer, 'einvoices.other-seller' when it is neither
 */
export function sellerCheck({ seller, buyer }: { seller: Party; buyer: Party }, company: Identity & { name: string }): 'own' | 'ask' {
  const isOwn = isSameEnterprise(seller, company)
  if (isOwn === true) return 'own'
  if (isSameEnterprise(buyer, company) === true) throw new AppError('einvoices.purchase', { seller: seller.name, company: company.name })
  if (isOwn === false) throw new AppError('einvoices.other-seller', { seller: seller.name, siren: sirenOf(seller) || seller.vatNumber, company: company.name })
  return 'ask'
}

/** A customer of the dossier, as far as it takes to recognise him. */
export interface KnownCustomer extends Identity { id: number; code: string; name: string; nameNorm: string; isCustomer: boolean }

export type CustomerMatch = 'siret' | 'siren' | 'vat' | 'code' | 'name'
export interface MatchedCustomer { id: number; by: CustomerMatch }

/**
 * The customer a buyer is: by SIRET, SIREN, VAT number, code, then name; null for a new one. One whose own numbers say otherwise is another enterprise, whatever its name.
 * @throws AppError 'einvoices.several-customers' {codes} when the file does not tell which, 'einvoices.maker-code' when nothing but its code says that he is a manufacturer
 */
export function matchCustomer(buyer: Party, customers: readonly KnownCustomer[], warn: Warn): MatchedCustomer | null {
  const candidates = customers.filter((customer) => isSameEnterprise(buyer, customer) !== false)
  const name = normalise(buyer.name)
  const tests: [CustomerMatch, (customer: KnownCustomer) => boolean][] = [
    ['siret', ({ siret }) => siret !== '' && siret === buyer.siret],
    ['siren', (customer) => sirenOf(buyer) !== '' && sirenOf(customer) === sirenOf(buyer)],
    ['vat', ({ vatNumber }) => vatNumber !== '' && vatNumber === buyer.vatNumber],
    ['code', ({ code }) => code === buyer.code],
    ['name', ({ nameNorm }) => nameNorm === name],
  ]
  for (const [by, test] of tests) {
    const found = candidates.filter(test)
    if (found.length === 0) continue
    // several establishments of one enterprise, or several of one name
    const chosen = found.length === 1 ? found[0] : onlyOne(found.filter(({ code, nameNorm }) => code === buyer.code || nameNorm === name))
    if (!chosen) throw new AppError('einvoices.several-customers', { name: buyer.name, codes: found.slice(0, 10).map(({ code }) => code).join(', ') })
    if (by === 'code' && chosen.nameNorm !== name && !chosen.isCustomer) throw new AppError('einvoices.maker-code', { code: chosen.code, maker: chosen.name, name: buyer.name })
    if (by === 'code' && chosen.nameNorm !== name) warn('code-of-another-name', { code: chosen.code, name: buyer.name })
    else tellOfOtherName(buyer.name, chosen, customers, warn)
    return { id: chosen.id, by }
  }
  const namesake = customers.find(({ nameNorm }) => nameNorm === name)
  if (namesake) warn('namesake', { name: buyer.name, code: namesake.code })
  return null
}

/** Numbers decide who the buyer is; whose name the invoice bears is told when it is no other wording of the same one. */
function tellOfOtherName(written: string, { code, nameNorm }: KnownCustomer, customers: readonly KnownCustomer[], warn: Warn): void {
  const name = normalise(written)
  if (name === nameNorm) return
  const namesake = customers.find((customer) => customer.nameNorm === name)
  if (namesake) warn('name-of-another', { name: written, code, other: namesake.code })
  else if (!isWithin(wordsOf(name), wordsOf(nameNorm)) && !isWithin(wordsOf(nameNorm), wordsOf(name))) warn('other-name', { name: written, code })
}

const wordsOf = (name: string): Set<string> => new Set(name.match(/[\p{L}\p{N}]+/gu) ?? [])
const isWithin = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => [...one].every((word) => other.has(word))

const onlyOne = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

/** What of a buyer's numbers may stand in a customer's record: those whose key is right. */
export function soundIdentity({ siren, siret, vatNumber }: Identity, warn: Warn): Identity {
  const check = (value: string, isSound: (text: string) => boolean): string => {
    if (value === '' || isSound(value)) return value
    warn('number-invalid', { value })
    return ''
  }
  return { siren: check(siren, isSiren), siret: check(siret, isSiret), vatNumber: check(vatNumber, isVatNumber) }
}
