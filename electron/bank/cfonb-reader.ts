import { FIELDS, isRecordCode, parseOverpunched, parseShortDate, RECORD_LENGTH, type FieldName, type RecordCode } from '../../shared/bank/cfonb-rules.ts'
import { accountKey, type ReadBalance, type ReadStatement, type ReadTransaction } from '../../shared/bank/statement-rules.ts'
import { AppError } from '../../shared/errors.ts'

interface Row { line: number; text: string; code: RecordCode }

/** Whether a text is CFONB 120, well made or not: its first line with anything on it is a record. */
export function looksLikeCfonb(text: string): boolean {
  const first = /[^\s\u001a][^\r\n]*/.exec(text)?.[0] ?? ''
  return /^0[1457]\d{5}/.test(first) && /^.{16}[A-Z]{3}\d/.test(first.padEnd(RECORD_LENGTH))
}

/**
 * Reads CFONB 120: 01 opens a statement, 04 is a movement, 05 says more about the one before, 07 closes it.
 * @throws AppError('bank.length'), ('bank.record'), ('bank.outside'), ('bank.not-ended'), ('bank.not-begun'), ('bank.no-movement'), ('bank.other-account'), ('bank.date'), ('bank.amount'), each with its line
 */
export function readCfonb(text: string): ReadStatement[] {
  const statements: ReadStatement[] = []
  let open: { row: Row; statement: ReadStatement } | null = null
  let movement: MovementText | null = null
  const finishMovement = (): void => {
    if (open && movement) open.statement.transactions.push(movement.finish())
    movement = null
  }
  for (const row of recordsOf(text)) {
    if (row.code === '01') {
      if (open) throw new AppError('bank.not-ended', { line: row.line, begun: open.row.line })
      open = { row, statement: { line: row.line, account: accountKey(`${field(row, 'bank')}${field(row, 'branch')}${field(row, 'account')}`), currency: field(row, 'currency'), opening: balanceOf(row), closing: null, transactions: [] } }
      continue
    }
    if (!open) throw new AppError(row.code === '07' ? 'bank.not-begun' : 'bank.outside', { line: row.line, code: row.code })
    refuseOtherAccount(row, open.row)
    if (row.code === '05') {
      if (!movement) throw new AppError('bank.no-movement', { line: row.line })
      movement.add(field(row, 'qualifier'), field(row, 'complement'))
      continue
    }
    finishMovement()
    if (row.code === '04') movement = new MovementText(row)
    else {
      open.statement.closing = balanceOf(row)
      statements.push(open.statement)
      open = null
    }
  }
  if (open) throw new AppError('bank.not-closed', { line: open.row.line })
  return statements
}

/** Lines of 120 characters, those shortened of their last blanks included; or records one after the other without line ends. */
function recordsOf(text: string): Row[] {
  const body = text.replace(/\u001a+\s*$/, '')
  const lines = /[\r\n]/.test(body.trim()) || body.length <= RECORD_LENGTH ? body.split(/\r\n|\r|\n/) : body.match(/[^]{1,120}/g) ?? []
  return lines.flatMap((raw, index): Row[] => {
    if (raw.trim() === '') return []
    const line = index + 1
    const code = raw.slice(0, 2)
    if (!isRecordCode(code)) throw new AppError('bank.record', { line, code: raw.slice(0, 2) })
    const [first, length] = code === '05' ? FIELDS.qualifier : FIELDS.amount
    if (raw.trimEnd().length > RECORD_LENGTH || raw.length < first + length - 1) throw new AppError('bank.length', { line, length: raw.length })
    return [{ line, text: raw.padEnd(RECORD_LENGTH), code }]
  })
}

function field({ text }: Row, name: FieldName): string {
  const [first, length] = FIELDS[name]
  return text.slice(first - 1, first - 1 + length).trim()
}

/** Bank and branch may be those of a bank whose accounts this one has taken over: the account and its currency tell. */
function refuseOtherAccount(row: Row, opening: Row): void {
  for (const name of ['currency', 'account'] as const) {
    if (field(row, name) !== field(opening, name)) throw new AppError('bank.other-account', { line: row.line, begun: opening.line, found: field(row, name), expected: field(opening, name) })
  }
}

function balanceOf(row: Row): ReadBalance {
  return { on: dateOf(row, 'date'), cents: amountOf(row) }
}

function dateOf(row: Row, name: 'date' | 'valueDate'): ReadBalance['on'] {
  const date = parseShortDate(field(row, name))
  if (date === null) throw new AppError('bank.date', { line: row.line, column: FIELDS[name][0], value: field(row, name) })
  return date
}

function amountOf(row: Row): number {
  const decimals = field(row, 'decimals')
  const cents = /^\d$/.test(decimals) ? parseOverpunched(field(row, 'amount'), Number(decimals)) : null
  if (cents === null) throw new AppError('bank.amount', { line: row.line, column: FIELDS.amount[0], value: field(row, 'amount') })
  return cents
}

/** A movement with what its complements (05) say: who paid, from which account, why. */
class MovementText {
  private readonly row: Row
  private readonly amountCents: number
  private readonly bookedOn: ReadBalance['on']
  private readonly details: string[] = []
  private payerName = ''
  private payerIban = ''

  constructor(row: Row) {
    this.row = row
    this.amountCents = amountOf(row)
    this.bookedOn = dateOf(row, 'date')
  }

  add(qualifier: string, text: string): void {
    if (text === '') return
    if (qualifier === 'NPY') this.payerName = text
    else if (qualifier === 'CPY' || qualifier === 'IBE') this.payerIban = text.replace(/\s/g, '').slice(0, 34)
    else if (qualifier !== 'MMO' && qualifier !== 'FEE') this.details.push(text)
  }

  finish(): ReadTransaction {
    const { line } = this.row
    const reference = field(this.row, 'reference')
    const valueDate = field(this.row, 'valueDate')
    return {
      line, bookedOn: this.bookedOn, valueOn: valueDate === '' ? null : dateOf(this.row, 'valueDate'), amountCents: this.amountCents, label: field(this.row, 'label').replace(/\s+/g, ' '),
      details: [...this.details, reference].map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '').join(' '), payerName: this.payerName.replace(/\s+/g, ' '), payerIban: this.payerIban,
      // its 16 characters are whatever the payer or the branch put there, and seldom unique
      bankReference: '',
    }
  }
}
