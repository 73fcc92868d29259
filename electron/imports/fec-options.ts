import { ImportOptions, type ImportQuestion } from '../../shared/imports/import-contract.ts'
import { sirenOfFileName } from '../../shared/imports/fec-rules.ts'
import { formatEuros } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import type { FecSummary } from './fec-parser.ts'
import type { ImportWriter } from './import-writer.ts'

/** The one source of ledgers of a dossier, in import_batch and import_mapping */
export const LEDGER_SOURCE = 'fec'

/** Answers about the company's bookkeeping, which hold for its next exports; the others are about one file. */
const LASTING = { customerAccountPrefix: true, customerKey: true, paymentTerm: true, matching: true, partialLettering: true } as const
const LastingOptions = ImportOptions.pick(LASTING)

function readRemembered(sql: Sql): ImportOptions {
  const saved = sql.prepare('SELECT options FROM import_mapping WHERE source_key = ?').pluck().get(LEDGER_SOURCE) as string | undefined
  return saved === undefined ? {} : LastingOptions.parse(JSON.parse(saved))
}

/** An answer given now comes before one given for an earlier ledger of the dossier. */
export function withRememberedOptions(sql: Sql, given: ImportOptions): ImportOptions {
  return { ...readRemembered(sql), ...given }
}

/** Keeps the answers that hold for the next ledger, when there are new ones. */
export function rememberOptions(sql: Sql, writer: ImportWriter, options: ImportOptions): void {
  const lasting = LastingOptions.parse(options)
  if (JSON.stringify(lasting) !== JSON.stringify(readRemembered(sql))) writer.saveMapping(LEDGER_SOURCE, lasting)
}

/** What only a person can decide about a ledger that has been read. */
export function ledgerQuestions(sql: Sql, fileName: string, summary: FecSummary, options: ImportOptions): ImportQuestion[] {
  const questions: ImportQuestion[] = []
  const siren = sirenOfFileName(fileName)
  const earlier = ledgerNames(sql)
  const expected = [...new Set([companySiren(sql), ...earlier.map((name) => sirenOfFileName(name) ?? '')])].filter((known) => known !== '')
  // only over another ledger can it settle or double what is not its own; a first one is remarked upon and can be undone
  if (siren !== null && earlier.length > 0 && expected.length > 0 && !expected.includes(siren) && options.otherCompany === undefined) {
    questions.push({ option: 'otherCompany', code: 'other-company', choices: ['accept'], details: { siren, expected: expected.join(', ') } })
  }
  if (summary.isOneBareAccount && options.customerKey === undefined) questions.push({ option: 'customerKey', code: 'customer-key', choices: ['account', 'label'], details: { account: summary.account } })
  const { count, dueCents, overpaidCents } = summary.partialLetterings
  if (count > 0 && options.partialLettering === undefined) questions.push({ option: 'partialLettering', code: 'partial-lettering', choices: ['open', 'settled'], details: { count, due: formatEuros(dueCents), overpaid: formatEuros(overpaidCents) } })
  return questions
}

/** The SIREN in the file's name when it is not the company's own: worth a remark. */
export function foreignSiren(sql: Sql, fileName: string): { siren: string; expected: string } | null {
  const [siren, expected] = [sirenOfFileName(fileName), companySiren(sql)]
  return siren !== null && expected !== '' && siren !== expected ? { siren, expected } : null
}

const companySiren = (sql: Sql): string => sql.prepare('SELECT siren FROM company').pluck().get() as string

/** Names of the files of the ledgers the dossier holds. */
const ledgerNames = (sql: Sql): string[] => sql.prepare('SELECT file_name FROM import_batch WHERE source_key = ? AND undone_at IS NULL').pluck().all(LEDGER_SOURCE) as string[]
