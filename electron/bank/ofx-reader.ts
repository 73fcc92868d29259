import { accountKey, type ReadBalance, type ReadStatement, type ReadTransaction } from '../../shared/bank/statement-rules.ts'
import { dateOf } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { readXml } from '../delivery/xml-reader.ts'
import { decimalCents } from './decimal-amount.ts'
import { readSgml, type MarkupElement } from './sgml-reader.ts'

/** Whether a text is OFX, 1 or 2. */
export const looksLikeOfx = (text: string): boolean => /^\s*OFXHEADER\s*:/i.test(text) || /<OFX>/i.test(text.slice(0, 4000))

/**
 * Reads OFX 1.x (SGML) and 2.x (XML): bank and card accounts. It has a closing balance at most.
 * @throws AppError of the two markups, ('bank.missing') {line, name}, ('bank.date'), ('bank.amount')
 */
export function readOfx(bytes: Uint8Array, text: string): ReadStatement[] {
  const isXml = /^[\s\ufeff]*<\?/.test(text)
  const root: MarkupElement = isXml ? readXml(bytes) : readSgml(text)
  const statements = descendants(root, ['STMTRS', 'CCSTMTRS'])
  return statements.map(readStatement)
}

function readStatement(element: MarkupElement): ReadStatement {
  const from = required(element, element.name === 'STMTRS' ? 'BANKACCTFROM' : 'CCACCTFROM')
  const account = accountKey(`${valueOf(from, 'BANKID')}${valueOf(from, 'BRANCHID')}${required(from, 'ACCTID').text}`)
  const balance = child(element, 'LEDGERBAL')
  const list = child(element, 'BANKTRANLIST')
  return {
    line: element.line, account, currency: valueOf(element, 'CURDEF').toUpperCase() || 'EUR', opening: null, closing: balance ? readBalance(balance) : null,
    transactions: list ? list.children.filter(({ name }) => name === 'STMTTRN').map(readTransaction) : [],
  }
}

/** A ledger balance whose day is the day of the file: it is shown, nothing is checked against it. */
function readBalance(element: MarkupElement): ReadBalance {
  return { on: dayOf(required(element, 'DTASOF')), cents: centsOf(required(element, 'BALAMT')) }
}

function readTransaction(element: MarkupElement): ReadTransaction {
  const payee = child(element, 'PAYEE')
  const name = valueOf(element, 'NAME') || (payee ? valueOf(payee, 'NAME') : '')
  const memo = valueOf(element, 'MEMO')
  const amount = required(element, 'TRNAMT')
  const available = child(element, 'DTAVAIL')
  return {
    line: element.line, bookedOn: dayOf(required(element, 'DTPOSTED')), valueOn: available ? dayOf(available) : null, amountCents: centsOf(amount), label: tidy(name || memo),
    details: tidy([name ? memo : '', valueOf(element, 'REFNUM'), valueOf(element, 'CHECKNUM')].join(' ')), payerName: '', payerIban: '', bankReference: valueOf(element, 'FITID'),
  }
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 1000)

function descendants(element: MarkupElement, names: string[]): MarkupElement[] {
  return element.children.flatMap((part) => (names.includes(part.name) ? [part] : descendants(part, names)))
}

const child = ({ children }: MarkupElement, name: string): MarkupElement | undefined => children.find((part) => part.name === name)
const valueOf = (element: MarkupElement, name: string): string => child(element, name)?.text.trim() ?? ''

function required(element: MarkupElement, name: string): MarkupElement {
  const found = child(element, name)
  if (!found) throw new AppError('bank.missing', { line: element.line, name, within: element.name })
  return found
}

/** The day as written: `20260310`, `20260310120000.000[+1:CET]`. */
function dayOf({ text, line }: MarkupElement): ReadBalance['on'] {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:\d{4,6}(?:\.\d{1,3})?)?(?:\s*\[[^\]]{0,20}\])?$/.exec(text.trim()) ?? []
  const date = dateOf(Number(year), Number(month), Number(day))
  if (date === null) throw new AppError('bank.date', { line, column: 0, value: text.slice(0, 40) })
  return date
}

function centsOf({ text, line }: MarkupElement): number {
  const cents = decimalCents(text)
  if (cents === null) throw new AppError('bank.amount', { line, column: 0, value: text.slice(0, 40) })
  return cents
}
