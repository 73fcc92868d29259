import { accountKey, type ReadBalance, type ReadStatement, type ReadTransaction, type StatementWarning } from '../../shared/bank/statement-rules.ts'
import { isLocalDate, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { readXml, type XmlElement } from '../delivery/xml-reader.ts'
import { decimalCents } from './decimal-amount.ts'

/** Whether a text is an ISO 20022 message of cash management. */
export const looksLikeCamt = (text: string): boolean => /^[\s\ufeff]*</.test(text) && /urn:iso:std:iso:20022:tech:xsd:camt\.|<(?:\w+:)?BkToCstmr\w+/.test(text.slice(0, 4000))

/**
 * Reads CAMT.053 of any version. Only what is booked counts; what is announced is told and comes with a later statement.
 * @throws AppError xml.*, ('bank.camt-kind') for another message, ('bank.missing'), ('bank.date'), ('bank.amount'), ('bank.direction')
 */
export function readCamt(bytes: Uint8Array): { statements: ReadStatement[]; warnings: StatementWarning[] } {
  const document = readXml(bytes)
  const message = child(document, 'BkToCstmrStmt')
  if (!message) throw new AppError('bank.camt-kind', { line: document.line, name: document.children[0]?.name ?? document.name })
  const warnings: StatementWarning[] = []
  const statements = message.children.filter(({ name }) => name === 'Stmt').map((element) => readStatement(element, warnings))
  return { statements, warnings }
}

function readStatement(element: XmlElement, warnings: StatementWarning[]): ReadStatement {
  const account = required(element, 'Acct')
  const id = required(account, 'Id')
  const number = at(id, 'IBAN') ?? at(id, 'Othr', 'Id')
  if (!number) throw new AppError('bank.missing', { line: id.line, name: 'IBAN', within: 'Acct' })
  const entries = element.children.filter(({ name }) => name === 'Ntry')
  const currency = textAt(account, 'Ccy') || entries.map((entry) => required(entry, 'Amt').attributes.get('Ccy')).find((code) => code !== undefined) || balancesOf(element)[0]?.currency || 'EUR'
  const balances = balancesOf(element)
  const balance = (...codes: string[]): ReadBalance | null => codes.map((code) => balances.find((candidate) => candidate.code === code)).find((found) => found !== undefined) ?? null
  const booked = entries.filter((entry) => isBooked(entry))
  if (booked.length < entries.length) warnings.push({ code: 'pending', line: element.line, details: { count: entries.length - booked.length } })
  return {
    line: element.line, account: accountKey(number.text), currency: currency.toUpperCase(), opening: balance('OPBD', 'PRCD'), closing: balance('CLBD'),
    transactions: booked.flatMap((entry) => readEntry(entry, currency)),
  }
}

function balancesOf(statement: XmlElement): (ReadBalance & { code: string; currency: string | undefined })[] {
  return statement.children.filter(({ name }) => name === 'Bal').map((element) => ({
    code: textAt(element, 'Tp', 'CdOrPrtry', 'Cd'), currency: required(element, 'Amt').attributes.get('Ccy'), on: dayIn(required(element, 'Dt')), cents: signedCents(element),
  }))
}

/** `BOOK`, as a text or, since version 8, as a code. */
const isBooked = (entry: XmlElement): boolean => (textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts') || 'BOOK').toUpperCase() === 'BOOK'

/** An entry, or its parts when a batch tells them to the cent. */
function readEntry(entry: XmlElement, currency: string): ReadTransaction[] {
  const total = signedCents(entry)
  const details = entry.children.filter(({ name }) => name === 'NtryDtls').flatMap(({ children }) => children.filter(({ name }) => name === 'TxDtls'))
  const parts = details.map((detail) => partCents(detail, entry, currency))
  const isSplit = details.length > 1 && parts.every((part) => part !== null) && parts.reduce((sum, part) => sum + part, 0) === total
  const booking = child(entry, 'BookgDt') ?? child(entry, 'ValDt')
  if (!booking) throw new AppError('bank.missing', { line: entry.line, name: 'BookgDt', within: 'Ntry' })
  const value = child(entry, 'ValDt')
  const base = { bookedOn: dayIn(booking), valueOn: value ? dayIn(value) : null }
  const reference = textAt(entry, 'AcctSvcrRef') || textAt(entry, 'NtryRef')
  if (!isSplit) return [{ ...base, line: entry.line, amountCents: total, ...wordsOf(entry, details), bankReference: isReference(reference) ? reference : '' }]
  return details.map((detail, index) => {
    const own = textAt(detail, 'Refs', 'AcctSvcrRef')
    const bankReference = isReference(own) && own !== reference ? own : isReference(reference) ? `${reference}/${index + 1}` : ''
    return { ...base, line: detail.line, amountCents: parts[index]!, ...wordsOf(entry, [detail]), bankReference }
  })
}

const isReference = (text: string): boolean => text !== '' && !/^NOT ?PROVIDED$|^NONREF$/i.test(text)

/** Null: the part does not say its own amount in the account's currency. */
function partCents(detail: XmlElement, entry: XmlElement, currency: string): number | null {
  const amount = child(detail, 'Amt') ?? at(detail, 'AmtDtls', 'TxAmt', 'Amt')
  if (!amount || (amount.attributes.get('Ccy') ?? currency) !== currency) return null
  const direction = child(detail, 'CdtDbtInd') ? detail : entry
  const cents = centsOf(amount)
  return isCredit(direction) ? cents : -cents
}

function wordsOf(entry: XmlElement, details: XmlElement[]): Pick<ReadTransaction, 'label' | 'details' | 'payerName' | 'payerIban'> {
  const values = (...path: string[]): string[] => details.flatMap((detail) => allAt(detail, path)).map(({ text }) => tidy(text)).filter((text) => text !== '')
  const isReceived = isCredit(entry)
  const [party, account] = isReceived ? ['Dbtr', 'DbtrAcct'] as const : ['Cdtr', 'CdtrAcct'] as const
  const name = values('RltdPties', party, 'Nm')[0] ?? values('RltdPties', party, 'Pty', 'Nm')[0] ?? ''
  const remittance = [...values('RmtInf', 'Ustrd'), ...values('RmtInf', 'Strd', 'CdtrRefInf', 'Ref'), ...values('RmtInf', 'Strd', 'RfrdDocInf', 'Nb'), ...values('Refs', 'EndToEndId').filter(isReference)]
  const label = tidy(textAt(entry, 'AddtlNtryInf')) || values('AddtlTxInf')[0] || [name, remittance[0] ?? ''].join(' ').trim()
  return { label: label.slice(0, 300), details: [...new Set(remittance)].join(' ').slice(0, 1000), payerName: name.slice(0, 140), payerIban: (values('RltdPties', account, 'Id', 'IBAN')[0] ?? '').replace(/\s/g, '').slice(0, 34) }
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

const child = ({ children }: XmlElement, name: string): XmlElement | undefined => children.find((part) => part.name === name)
const at = (element: XmlElement, ...path: string[]): XmlElement | undefined => allAt(element, path)[0]
const allAt = (element: XmlElement, path: string[]): XmlElement[] => path.reduce<XmlElement[]>((found, name) => found.flatMap(({ children }) => children.filter((part) => part.name === name)), [element])
const textAt = (element: XmlElement, ...path: string[]): string => at(element, ...path)?.text.trim() ?? ''

function required(element: XmlElement, name: string): XmlElement {
  const found = child(element, name)
  if (!found) throw new AppError('bank.missing', { line: element.line, name, within: element.name })
  return found
}

/** `Dt` and `DtTm` stand below the element of a date. */
function dayIn(element: XmlElement): LocalDate {
  const text = textAt(element, 'Dt') || textAt(element, 'DtTm')
  const day = text.slice(0, 10)
  if (!isLocalDate(day) || !/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.test(text)) throw new AppError('bank.date', { line: element.line, column: 0, value: text.slice(0, 40) })
  return day
}

const signedCents = (element: XmlElement): number => (isCredit(element) ? 1 : -1) * centsOf(required(element, 'Amt')) + 0

function isCredit(element: XmlElement): boolean {
  const { text, line } = required(element, 'CdtDbtInd')
  if (text.trim() !== 'CRDT' && text.trim() !== 'DBIT') throw new AppError('bank.direction', { line, value: text.slice(0, 40) })
  return text.trim() === 'CRDT'
}

function centsOf({ text, line }: XmlElement): number {
  const cents = decimalCents(text)
  if (cents === null || cents < 0) throw new AppError('bank.amount', { line, column: 0, value: text.slice(0, 40) })
  return cents
}
