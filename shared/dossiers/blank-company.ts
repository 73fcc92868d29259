import { DEFAULT_PAYMENT_TERM } from '../receivables/payment-term-rules.ts'
import type { Company } from './dossier-contract.ts'

/** A company of which nothing but the name is known. */
export function blankCompany(name: string): Company {
  return {
    name, legalForm: '', capitalCents: null, address: { line1: '', line2: '', line3: '', postcode: '', city: '', countryCode: 'FR' },
    siren: '', siret: '', registration: '', vatNumber: '', phone: '', email: '', website: '', iban: '', bic: '', signatoryName: '', signatoryTitle: '',
    defaultPaymentTerm: DEFAULT_PAYMENT_TERM, logo: '',
  }
}
