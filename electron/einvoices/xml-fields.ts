import { dateOf, isLocalDate, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { parseAmount, type Cents } from '../../shared/money.ts'
import { withoutControls } from '../../shared/text.ts'
import type { XmlElement } from '../delivery/xml-reader.ts'

/** Reading values out of an invoice: by local name, as prefixes are the writer's own. Every refusal names the element and its line. */

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] => element?.children.filter((child) => child.name === name) ?? []

/** The element at the end of a path of names; each may be one of several (`ExchangedDocument|HeaderExchangedDocument`). */
export function at(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((current, names) => current?.children.find(({ name }) => names.split('|').includes(name)), element)
}

/** At most what a field of the dossier holds. */
const MAX_TEXT = 500

export const textOf = (element: XmlElement | undefined): string => withoutControls(element?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT)
export const textAt = (element: XmlElement | undefined, ...path: string[]): string => textOf(at(element, ...path))

/** @throws AppError 'einvoices.missing' {element, line} */
export function required(element: XmlElement | undefined, parent: XmlElement, name: string): XmlElement {
  if (!element || textOf(element) === '' && element.children.length === 0) throw new AppError('einvoices.missing', { element: name, line: element?.line ?? parent.line })
  return element
}

/**
 * An amount in cents, read from its digits: never through a floating-point number.
 * @throws AppError 'einvoices.bad-amount' {element, line, value}, 'einvoices.currency' {currency} for one in another currency
 */
export function amountOf(element: XmlElement): Cents {
  const currency = element.attributes.get('currencyID') ?? 'EUR'
  if (currency !== 'EUR') throw new AppError('einvoices.currency', { currency: currency.slice(0, 10) })
  const amount = plainAmount(element)
  if (amount === null) throw new AppError('einvoices.bad-amount', { element: element.name, line: element.line, value: textOf(element).slice(0, 60) })
  return amount
}

export const optionalAmount = (element: XmlElement | undefined): Cents | null => (element === undefined || textOf(element) === '' ? null : amountOf(element))

/** Net amounts of lines; null when one has more than two decimals, or is no amount of ours: the sum is then not checked. */
export function lineAmounts(elements: (XmlElement | undefined)[]): Cents[] | null {
  const amounts = elements.map((element) => (element === undefined ? null : plainAmount(element)))
  return amounts.every((amount) => amount !== null) ? amounts : null
}

/** As XML Schema writes decimals: digits and one point, no exponent, no spaces between. */
function plainAmount(element: XmlElement): Cents | null {
  const text = element.text.trim()
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return null
  const amount = parseAmount(text.replace(/0+$/, (zeros) => (text.includes('.') ? '' : zeros)).replace(/\.$/, ''), '.')
  return typeof amount === 'number' ? amount : null
}

const wrongDate = (element: XmlElement, value: string): AppError => new AppError('einvoices.bad-date', { element: element.name, line: element.line, value: value.slice(0, 60) })

/** `<DateTimeString format="102">20261231</DateTimeString>` within an element. @throws AppError 'einvoices.bad-date' */
export function ciiDate(element: XmlElement): LocalDate {
  const value = at(element, 'DateTimeString|DateTime|Date') ?? element
  const text = textOf(value)
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text) ?? []
  const date = year === undefined || (value.attributes.get('format') ?? '102') !== '102' ? null : dateOf(Number(year), Number(month), Number(day))
  if (date === null) throw wrongDate(value, text)
  return date
}

/** `2026-12-31`, a time zone behind it or not. @throws AppError 'einvoices.bad-date' */
export function ublDate(element: XmlElement): LocalDate {
  const text = textOf(element)
  const day = text.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '')
  if (!isLocalDate(day)) throw wrongDate(element, text)
  return day
}
