import { formatDate, isLocalDate } from '../date.ts'
import { formatEuros } from '../money.ts'
import type { ImportWarning } from './import-contract.ts'

/** What a warning is about, as its wording writes it: amounts in euros, dates in the French way. */
export const warningValues = ({ details }: Pick<ImportWarning, 'details'>): ImportWarning['details'] => Object.fromEntries(Object.entries(details).map(([name, value]) =>
  [name, /cents$/i.test(name) ? formatEuros(Number(value)) : typeof value === 'string' && isLocalDate(value) ? formatDate(value) : value]))
