import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { MissingRates, type accountContract, type ContestedDueDate, type EvidenceReport, type Statement } from '../../shared/accounts/account-contract.ts'
import { contestedDueDates, deductionsOf, evidenceClaim, type SetApart } from '../../shared/accounts/evidence-claim-rules.ts'
import type { CallContext } from '../../shared/call.ts'
import { formatDate } from '../../shared/date.ts'
import { isDocumentFile } from '../../shared/documents/document-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { cents } from '../../shared/money.ts'
import type { LetterSending } from '../../shared/schemas.ts'
import type { EvidenceInvoice, EvidenceLetter, EvidenceSheet } from '../delivery/evidence-layout.ts'
import type { LetterBytes } from '../delivery/evidence-file.ts'
import { keepExport } from '../delivery/export-file.ts'
import { refuseMissingOutFolder } from '../delivery/out-folder.ts'
import { readClaimedDueDates, readLetters, readNotes, type StoredLetter } from './account-repository.ts'
import type { AccountTools } from './account-tools.ts'

const FOLDER = 'documents/evidence'

type Request = z.output<typeof accountContract.writeEvidence.input>

/** Reads every letter and compares it with its hash, lays the file out in a worker, writes it; cancelled or failed, it leaves nothing. */
export async function writeEvidence(tools: AccountTools, { customerId, asOf, claimsContested, outFolder }: Request, context: CallContext): Promise<EvidenceReport> {
  refuseMissingOutFolder(outFolder)
  const debtor = tools.existingCustomer(customerId)
  const statement = tools.statement(customerId, null, asOf)
  const stored = readLetters(tools.sql, customerId, asOf)
  const unsent = stored.filter(({ sending }) => hasNotLeft(sending)).map(unsentText)
  const { letters, bytes } = await readPieces(tools, customerId, stored.filter(({ sending }) => !hasNotLeft(sending)), context)
  const contested = contestedOf(tools, customerId, statement)
  const apart = new Set(claimsContested ? [] : contested.map(({ dueDateId }) => dueDateId))
  const { claims, missingRates } = claimsOf(tools, customerId, statement, apart)
  const claim = evidenceClaim(statement, claims, apart)
  const rendered = await tools.press().renderEvidence({
    creditor: tools.company(), debtor, asOf, statement, claim, contested, letters, unsent, claims, missingRates, invoices: claimedInvoices(tools, customerId, statement, contested), notes: readNotes(tools.sql, customerId, asOf),
  }, bytes)
  context.throwIfCancelled()
  const { pages } = rendered
  const kept = await keepExport(
    tools, { folder: FOLDER, name: translate('fr', 'accounts.evidence.file', { code: debtor.code, customer: debtor.name, date: asOf }), extension: 'pdf', bytes: rendered.bytes, outFolder },
    { kind: 'evidence-file', title: translate('fr', 'accounts.evidence.document', { date: formatDate(asOf), customer: debtor.name }), pages, customerId },
  )
  return { ...kept, pages, balanceCents: statement.closingCents, claim, contested, missingRates, pieces: rendered.contents }
}

export const contestedOf = ({ holds }: AccountTools, customerId: number, { openDueDates, asOf }: Statement): ContestedDueDate[] => contestedDueDates(openDueDates, holds(customerId), asOf)

/** One that may have left is evidence of what it says, and says that it may not have. */
const hasNotLeft = (sending: LetterSending): sending is 'waiting' | 'never' => sending === 'waiting' || sending === 'never'
const unsentText = ({ level, on, sending }: StoredLetter): string => translate('fr', `accounts.evidence.unsent.${sending}`, { level, date: formatDate(on) })

async function readPieces({ folder, formalNotices }: AccountTools, customerId: number, stored: readonly StoredLetter[], context: CallContext): Promise<{ letters: EvidenceLetter[]; bytes: LetterBytes[] }> {
  const registered = new Map(formalNotices(customerId).map((notice) => [notice.letterId, notice]))
  const letters: EvidenceLetter[] = []
  const bytes: LetterBytes[] = []
  for (const { letterId, file, ...letter } of stored) {
    context.throwIfCancelled()
    context.progress({ phase: 'evidence', done: letters.length, total: stored.length })
    const { state, content } = await readPiece(folder, file, letter.sha256)
    letters.push({ ...letter, title: titleOf(letter), registered: registered.get(letterId) ?? null, file: basename(file), state })
    bytes.push(content)
  }
  return { letters, bytes }
}

const titleOf = ({ level, on, isAnnulled }: Omit<StoredLetter, 'letterId' | 'file'>): string => translate('fr', isAnnulled ? 'accounts.evidence.annulledLetter' : 'accounts.evidence.letter', { level, date: formatDate(on) })

/** A path that leads elsewhere is a file altered from outside: nothing is read there. */
async function readPiece(folder: string, file: string, sha256: string): Promise<{ state: EvidenceLetter['state']; content: LetterBytes }> {
  if (!isDocumentFile(file)) return { state: 'altered', content: null }
  const content = await readFile(join(folder, ...file.split('/'))).catch(() => null)
  if (content === null) return { state: 'missing', content: null }
  return createHash('sha256').update(content).digest('hex') === sha256 ? { state: 'whole', content: new Uint8Array(content) } : { state: 'altered', content: null }
}

/** A rate that nobody has entered is said: no interest at all would be taken for none. The indemnities, which need none, are claimed all the same. */
function claimsOf({ claims }: AccountTools, customerId: number, statement: Statement, apart: SetApart): Pick<EvidenceSheet, 'claims' | 'missingRates'> {
  const overdue = statement.openDueDates.filter(({ dueDateId, daysLate }) => daysLate > 0 && !apart.has(dueDateId)).map(({ dueDateId }) => dueDateId)
  const claimed = (isWithoutInterest: boolean): EvidenceSheet['claims'] => claims(customerId, overdue, statement.asOf, deductionsOf(statement, apart), isWithoutInterest)
  try {
    return { claims: claimed(false), missingRates: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'legal.rate-missing') throw error
    return { claims: claimed(true), missingRates: MissingRates.parse(error.details) }
  }
}

/** Due dates still open at the date, and those that letters named. */
function claimedInvoices({ sql }: AccountTools, customerId: number, { asOf, openDueDates }: Statement, contested: readonly ContestedDueDate[]): EvidenceInvoice[] {
  const kinds = new Map(contested.map(({ dueDateId, kind }) => [dueDateId, kind]))
  const open = new Map(openDueDates.map(({ dueDateId, openCents }) => [dueDateId, openCents]))
  return readClaimedDueDates(sql, customerId, [...open.keys()], asOf).map(({ id, ...invoice }) => ({ ...invoice, openCents: open.get(id) ?? cents(0), contested: kinds.get(id) ?? null }))
}
