import type { FieldProblem } from '../dossiers/dossier-contract.ts'
import { isHeaderSafe, isFaxGatewayAddress } from './mail-text-rules.ts'
import type { FaxAccount, FaxSettings } from './outbox-contract.ts'

/** A fax as the e-mail its gateway takes. */
export interface FaxMail { to: string; subject: string; text: string }

/** Names that stand for something in an address, a subject or a text: `{numero}@fax.example`. */
const FAX_VARIABLES = ['numero', 'identifiant', 'compte', 'objet'] as const

/** As it is typed: digits, perhaps a « + » before them, and what people put between digits. */
export const isFaxNumber = (text: string): boolean => /^\+?[\d\s.()/-]+$/.test(text) && digitsOf(text).length >= 3 && digitsOf(text).length <= 40

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/**
 * A number as the gateway reads it, without what people put between digits. `0472000000` in France is `33472000000` abroad: a number that begins with
 * « + » or « 00 » has its country already, any other is of the provider's own.
 */
export function faxNumber(typed: string, { numberFormat, countryCode }: Pick<FaxSettings, 'numberFormat' | 'countryCode'>): string {
  const isInternational = /^\s*(\+|00)/.test(typed)
  // « +33 (0)4 72… »: dialled within the country only
  const digits = digitsOf(isInternational ? typed.replace('(0)', '') : typed)
  const withCountry = isInternational ? digits.replace(/^00/, '') : countryCode + digits.replace(/^0/, '')
  switch (numberFormat) {
    case 'as-given': return (typed.trim().startsWith('+') ? '+' : '') + digits
    case 'national': return !isInternational ? digits : withCountry.startsWith(countryCode) ? `0${withCountry.slice(countryCode.length).replace(/^0/, '')}` : `00${withCountry}`
    case 'international': return withCountry
    case 'international-00': return `00${withCountry}`
    case 'international-plus': return `+${withCountry}`
  }
}

/** null when the number is not one the gateway takes. */
export function faxMail(settings: FaxSettings, account: FaxAccount, number: string, { subject, text }: { subject: string; text: string }): FaxMail | null {
  if (!isFaxNumber(number)) return null
  const dialled = account.prefix + faxNumber(number, settings)
  const length = digitsOf(dialled).length
  if (length < settings.minDigits || length > settings.maxDigits) return null
  const values = { numero: dialled, identifiant: account.login, compte: account.number, objet: subject }
  const to = filled(settings.addressPattern, values)
  if (!isFaxGatewayAddress(to)) return null
  return { to, subject: filled(settings.subjectPattern, values), text: settings.body === 'none' ? '' : wrapped(text, settings.bodyColumns) }
}

const filled = (pattern: string, values: Record<(typeof FAX_VARIABLES)[number], string>): string => FAX_VARIABLES.reduce((text, name) => text.replaceAll(`{${name}}`, () => values[name]), pattern).trim()

/** Lines of so many characters at most, cut between words where there are any. */
function wrapped(text: string, columns: number | null): string {
  if (columns === null) return text
  return text.split('\n').map((line) => {
    const lines: string[] = []
    let rest = line
    while (rest.length > columns) {
      const space = rest.lastIndexOf(' ', columns)
      const end = space > 0 ? space : columns
      lines.push(rest.slice(0, end).trimEnd())
      rest = rest.slice(end).trimStart()
    }
    return [...lines, rest].join('\n')
  }).join('\n')
}

/** What is wrong with the settings, in the order of the screen. Reasons are keys below `fax.invalid.`. */
export function faxSettingsProblems(settings: FaxSettings): FieldProblem[] {
  const { addressPattern, subjectPattern, countryCode, minDigits, maxDigits } = settings
  const example = { numero: '33472000000', identifiant: 'client', compte: '1234', objet: 'objet' }
  const wrong: [field: keyof FaxSettings, reason: string, isWrong: boolean][] = [
    ['addressPattern', 'required', addressPattern === ''],
    ['addressPattern', 'pattern', hasUnknownName(addressPattern)],
    ['addressPattern', 'address', addressPattern !== '' && !hasUnknownName(addressPattern) && !isFaxGatewayAddress(filled(addressPattern, example))],
    // without its number nowhere a fax goes nowhere
    ['subjectPattern', 'number', !addressPattern.includes('{numero}') && !subjectPattern.includes('{numero}')],
    ['subjectPattern', 'pattern', hasUnknownName(subjectPattern)],
    ['subjectPattern', 'characters', !isHeaderSafe(subjectPattern)],
    ['countryCode', 'country', !/^[1-9]\d{0,2}$/.test(countryCode)],
    ['maxDigits', 'digits', maxDigits < minDigits],
  ]
  return wrong.filter(([, , isWrong]) => isWrong).map(([field, reason]) => ({ field, reason }))
}

const hasUnknownName = (pattern: string): boolean => [...pattern.matchAll(/\{([^}]*)\}/g)].some(([, name]) => !(FAX_VARIABLES as readonly string[]).includes(name!)) || /[{}]/.test(pattern.replace(/\{[^{}]*\}/g, ''))
