import { gapWarnings, missingCents, withoutRepeats, type ReadFile, type StatementWarning } from '../../shared/bank/statement-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { formatEuros } from '../../shared/money.ts'
import { looksLikeCamt, readCamt } from './camt-reader.ts'
import { looksLikeCfonb, readCfonb } from './cfonb-reader.ts'
import { looksLikeOfx, readOfx } from './ofx-reader.ts'
import { MAX_STATEMENT_BYTES } from './statement-limits.ts'

/** More would not be looked at by a person. */
const MAX_TRANSACTIONS = 200_000

/**
 * Reads a bank's file, whichever of the three formats it is, whole or not at all.
 * @throws AppError('bank.unknown-format'), ('bank.empty'), ('bank.none'), ('bank.balance') {line, opening, movements, closing, difference} when a statement does not add up, and those of the readers
 */
export function readStatementFile(bytes: Uint8Array, fileName: string): ReadFile {
  if (bytes.length > MAX_STATEMENT_BYTES) throw new AppError('bank.too-large', { file: fileName, max: MAX_STATEMENT_BYTES / 1024 / 1024 })
  const text = decode(bytes)
  if (text.trim() === '') throw new AppError('bank.empty', { file: fileName })
  const file = parse(bytes, text, fileName)
  const statements = withoutRepeats(file.statements)
  if (statements.length === 0) throw new AppError('bank.none', { file: fileName })
  if (statements.reduce((total, { transactions }) => total + transactions.length, 0) > MAX_TRANSACTIONS) throw new AppError('bank.too-long', { file: fileName })
  for (const statement of statements) {
    const difference = missingCents(statement)
    if (difference === null) continue
    const movements = statement.transactions.reduce((total, { amountCents }) => total + amountCents, 0)
    throw new AppError('bank.balance', {
      file: fileName, line: statement.line, opening: formatEuros(statement.opening!.cents), movements: formatEuros(movements), closing: formatEuros(statement.closing!.cents), difference: formatEuros(difference),
    })
  }
  const euros = statements.filter(({ currency }) => currency === 'EUR')
  const foreign = statements.filter(({ currency }) => currency !== 'EUR').map(({ line, currency }): StatementWarning => ({ code: 'other-currency', line, details: { currency } }))
  return { format: file.format, statements: euros, warnings: [...file.warnings, ...foreign, ...gapWarnings(euros)] }
}

function parse(bytes: Uint8Array, text: string, fileName: string): ReadFile {
  if (looksLikeCfonb(text)) return { format: 'cfonb120', statements: readCfonb(text), warnings: [] }
  if (looksLikeCamt(text)) return { format: 'camt053', ...readCamt(bytes) }
  if (looksLikeOfx(text)) return { format: 'ofx', statements: readOfx(bytes, text), warnings: [] }
  throw new AppError('bank.unknown-format', { file: fileName })
}

/** By its mark, as strict UTF-8, else as Windows writes: names of payers are all that is at stake, the figures are ASCII. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
