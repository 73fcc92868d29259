import { dialled, isFaxNumber } from '../identifiers.ts'
import type { FieldProblem } from '../schemas.ts'
import { wrongFields } from '../wrong-fields.ts'
import { isHeaderSafe, isFaxGatewayAddress } from './mail-text-rules.ts'
import type { FaxAccount, FaxSettings } from './outbox-contract.ts'

/** Who turns e-mails into faxes: how its gateway wants them, and what it knows the dossier by. */
export interface FaxProvider { settings: FaxSettings; account: FaxAccount }

/** A fax as the e-mail its gateway takes. */
export interface FaxMail { to: string; subject: string; text: string }

/** Names that stand for something in an address, a subject or a text: `{numero}@fax.example`. */
const FAX_VARIABLES = ['numero', 'identifiant', 'compte', 'objet'] as const

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/**
 * A number as the gateway reads it, without what people put between digits. `0472000000` in France is `33472000000` abroad: a number that begins with
 * « + » or « 00 » has its country already, any other is of the provider's own.
 */
export function faxNumber(typed: string, { numberFormat, countryCode }: Pick<FaxSettings, 'numberFormat' | 'countryCode'>): string {
  const isInternational = /^(\+|00)/.test(dialled(typed))
  const digits = digitsOf(typed)
  const withCountry = isInternational ? withoutTrunk(digitsOf(typed.replace(/\(\s*0\s*\)/, '')).replace(/^00/, ''), countryCode) : countryCode + digits.replace(/^0/, '')
  switch (numberFormat) {
    case 'as-given': return !isInternational ? digits : (dialled(typed).startsWith('+') ? '+' : '00') + withCountry
    case 'national': return !isInternational ? digits : withCountry.startsWith(countryCode) ? `0${withCountry.slice(countryCode.length)}` : `00${withCountry}`
    case 'international': return withCountry
    case 'international-00': return `00${withCountry}`
    case 'international-plus': return `+${withCountry}`
  }
}

/** « +33 (0)4 72… », « +33 04 72… »: the nought is dialled within the country only. */
const withoutTrunk = (international: string, countryCode: string): string => (international.startsWith(`${countryCode}0`) ? countryCode + international.slice(countryCode.length + 1) : international)

/** The number as it is given to the gateway, `PREFIX_FAX` before it. */
const numberFor = ({ settings, account }: FaxProvider, number: string): string => account.prefix + faxNumber(number, settings)

/** What keeps a fax from this number, null when nothing does: it is none, the provider takes only shorter or longer ones, or no address comes of it. */
export function faxProblem(provider: FaxProvider, number: string): 'invalid-address' | 'fax-length' | null {
  if (!isFaxNumber(number)) return 'invalid-address'
  const { length } = digitsOf(numberFor(provider, number))
  if (length < provider.settings.minDigits || length > provider.settings.maxDigits) return 'fax-length'
  return faxMail(provider, number, { subject: '', text: '' }) === null ? 'invalid-address' : null
}

/** null when no address comes of it. */
export function faxMail(provider: FaxProvider, number: string, { subject, text }: { subject: string; text: string }): FaxMail | null {
  const { settings, account } = provider
  const values = { numero: numberFor(provider, number), identifiant: account.login, compte: account.number, objet: subject }
  const to = filled(settings.addressPattern, values)
  if (!isFaxGatewayAddress(to)) return null
  return { to, subject: filled(settings.subjectPattern, values), text: settings.body === 'none' ? '' : wrapped(text, settings.bodyColumns) }
}

/** Bytes of the message as it travels, at most: base64 makes lines of 78 of every 57 of a document, and of a byte of text three may come. */
export const messageBytes = (documentBytes: number, text: string): number => Math.ceil(documentBytes / 57) * 78 + new TextEncoder().encode(text).length * 3 + HEADERS_BYTES

/** Rather more than a message of ours has. */
const HEADERS_BYTES = 2048

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
  return wrongFields([
    ['addressPattern', 'required', addressPattern === ''],
    ['addressPattern', 'pattern', hasUnknownName(addressPattern)],
    ['addressPattern', 'address', addressPattern !== '' && !hasUnknownName(addressPattern) && !isFaxGatewayAddress(filled(addressPattern, example))],
    // without its number nowhere a fax goes nowhere
    ['subjectPattern', 'number', !addressPattern.includes('{numero}') && !subjectPattern.includes('{numero}')],
    ['subjectPattern', 'pattern', hasUnknownName(subjectPattern)],
    ['subjectPattern', 'characters', !isHeaderSafe(subjectPattern)],
    ['countryCode', 'country', !/^[1-9]\d{0,2}$/.test(countryCode)],
    ['maxDigits', 'digits', maxDigits < minDigits],
  ])
}

const hasUnknownName = (pattern: string): boolean => [...pattern.matchAll(/\{([^}]*)\}/g)].some(([, name]) => !(FAX_VARIABLES as readonly string[]).includes(name!)) || /[{}]/.test(pattern.replace(/\{[^{}]*\}/g, ''))
