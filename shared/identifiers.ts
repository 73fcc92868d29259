import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
// the French part alone: the whole library takes 180 ms to load
import { siren, siret, tva } from 'stdnum/lib/cjs/fr/index.js'

/** Official numbers and addresses, checked on their own. Spaces are no fault: `compact` them before storing. */

export const compact = (text: string): string => text.replace(/[\s.\u00a0\u202f-]/g, '').toUpperCase()

/** Nine digits with a Luhn key (INSEE). */
export const isSiren = (text: string): boolean => /^\d{9}$/.test(text) && siren.validate(text).isValid

/** Fourteen digits with a Luhn key; those of La Poste (356 000 000) add up to a multiple of 5 instead. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const isLaPoste = text.startsWith('356000000') && [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
  return isLaPoste || siret.validate(text).isValid
}

/** A French VAT number with its key, or one of another member state by its shape. */
export function isVatNumber(text: string): boolean {
  return text.startsWith('FR') ? tva.validate(text).isValid : /^(?!FR)[A-Z]{2}[A-Z0-9]{2,13}$/.test(text)
}

export const isIban = (text: string): boolean => isValidIBAN(electronicFormatIBAN(text) ?? '')
export const isBic = (text: string): boolean => isValidBIC(text)

/** One mailbox, as people write them: no display name, no quotes. */
export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@<>()[\],;:\\"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(text) && !text.includes('..') && !text.startsWith('.')

/** Of a telephone or fax number as it is typed, without what people put between its digits. */
export const dialled = (text: string): string => text.replace(/[\s.()/-]/g, '')

/** A fax number as people write it: digits, perhaps a « + » before them, and `. / - ( )` or spaces between (M-051). Two numbers are none. */
export const isFaxNumber = (text: string): boolean => /^\+?\d{3,40}$/.test(dialled(text)) && !isTwoNumbers(text)

/** « 0472000000/0472000001 », « 04 72 00 00 00 / 01 », one a line: nine digits and more on either side, or a whole French number and more. */
const isTwoNumbers = (text: string): boolean => /[\r\n]/.test(text.trim()) || /\d{9,}\/.*\d{9,}|^0\d{9}\/.*\d/.test(text.replace(/[\s.()-]/g, ''))

/** What a fax field may hold: nothing, a number, and the « # » that holds back what would be sent there, anywhere or alone (M-053). */
export function isFaxField(text: string): boolean {
  const number = text.replaceAll('#', '')
  return number.trim() === '' || isFaxNumber(number)
}
