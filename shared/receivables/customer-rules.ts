import { compact, isEmail, isFaxField, isSiren, isSiret, isVatNumber } from '../identifiers.ts'
import type { FieldProblem } from '../schemas.ts'
import { wrongFields } from '../wrong-fields.ts'
import type { Customer } from './receivable-contract.ts'

/** The customer as it is stored: official numbers without spaces. */
export function tidyCustomer(customer: Customer): Customer {
  return { ...customer, siren: compact(customer.siren), siret: compact(customer.siret), vatNumber: compact(customer.vatNumber) }
}

/** What is wrong with a tidied « fiche client », in the order of the screen; `reason` is a key below `company.invalid.`. */
export function customerProblems(customer: Customer): FieldProblem[] {
  const { siren, siret, vatNumber, fax, email1, email2, creditLimitCents } = customer
  return wrongFields([
    ['code', 'required', customer.code === ''],
    ['name', 'required', customer.name === ''],
    ['siren', 'siren', siren !== '' && !isSiren(siren)],
    ['siret', 'siret', siret !== '' && !isSiret(siret)],
    ['siret', 'siret-of-another-siren', isSiret(siret) && isSiren(siren) && !siret.startsWith(siren)],
    ['vatNumber', 'vat-number', vatNumber !== '' && !isVatNumber(vatNumber)],
    ['fax', 'fax', !isFaxField(fax)],
    ['email1', 'email', email1 !== '' && !isEmail(email1)],
    ['email2', 'email', email2 !== '' && !isEmail(email2)],
    ['creditLimitCents', 'negative', creditLimitCents !== null && creditLimitCents < 0],
  ])
}
