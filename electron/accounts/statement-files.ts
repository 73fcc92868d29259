import type { z } from 'zod'
import type { CallContext } from '../../shared/call.ts'
import { MOST_STATEMENTS, type accountContract, type WrittenStatement } from '../../shared/accounts/account-contract.ts'
import { formatDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { writeExport } from '../delivery/export-file.ts'
import { removeFiles } from '../delivery/files.ts'
import { refuseMissingOutFolder } from '../delivery/out-folder.ts'
import type { StatementSheet } from '../delivery/statement-layout.ts'
import type { AccountTools, StatementMail } from './account-tools.ts'
import { statementWorkbook } from './statement-sheets.ts'

const FOLDER = 'documents/statements'

type Request = z.output<typeof accountContract.writeStatements.input>
/** A file written, not known as a document yet. */
interface Draft { document: NewDocument; customerCode: string; path: string; mail: Omit<StatementMail, 'documentId'> | null; isPartlyLettered: boolean }

/** Writes the files first, then makes them documents in one transaction: all of them or, after an error or a cancellation, none. */
export async function writeStatements(tools: AccountTools, request: Request, context: CallContext): Promise<WrittenStatement[]> {
  const customerIds = [...new Set(request.customerIds)]
  if (customerIds.length === 0) throw new AppError('account.no-customer')
  if (customerIds.length > MOST_STATEMENTS) throw new AppError('account.too-many', { count: customerIds.length, limit: MOST_STATEMENTS })
  refuseMissingOutFolder(request.outFolder)
  const created: string[] = []
  try {
    const drafts = request.format === 'pdf' ? await writePdfs(tools, request, customerIds, created, context) : [await writeWorkbook(tools, request, customerIds, created, context)]
    return tools.sql.transaction(() => drafts.map((draft) => keep(tools, draft))).immediate()
  } catch (error) {
    await removeFiles(created)
    throw error
  }
}

function keep(tools: AccountTools, { document, customerCode, path, mail, isPartlyLettered }: Draft): WrittenStatement {
  const documentId = tools.addDocument(document)
  if (mail) tools.enqueue({ ...mail, documentId })
  return { customerId: document.customerId, customerCode, documentId, file: path, pages: document.pages, isQueued: mail !== null, isPartlyLettered }
}

/** Laid out at once by the press's workers: enough to keep them busy, few enough for memory. */
const BATCH = 8

async function writePdfs(tools: AccountTools, { from, asOf, sendsEmail, outFolder }: Request, customerIds: readonly number[], created: string[], context: CallContext): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (let start = 0; start < customerIds.length; start += BATCH) {
    context.throwIfCancelled()
    const batch = customerIds.slice(start, start + BATCH).map((customerId) => ({ customerId, sheet: tools.statementSheet(customerId, from, asOf) }))
    const rendered = await Promise.all(batch.map(({ sheet }) => tools.press().renderStatement(sheet)))
    for (const [index, { customerId, sheet }] of batch.entries()) {
      const { code, name, language } = sheet.recipient
      const { bytes, pages } = rendered[index]!
      const written = await writeExport({ dossierFolder: tools.folder, folder: FOLDER, name: translate(language, 'accounts.statement.file', { code, customer: name, date: asOf }), extension: 'pdf', bytes, outFolder })
      created.push(...written.created)
      const title = translate('fr', 'accounts.statement.document', { date: formatDate(asOf), customer: name })
      const isPartlyLettered = sheet.statement.partlyLettered.length > 0
      // of one customer it has been read before; of many, nobody has looked at this one
      const isSent = sendsEmail && (customerIds.length === 1 || !isPartlyLettered)
      drafts.push({ document: { kind: 'statement', title, file: written.file, sha256: written.sha256, pages, customerId, runId: null }, customerCode: code, path: written.path, mail: isSent ? mailOf(tools, customerId, sheet) : null, isPartlyLettered })
    }
    context.progress({ phase: 'statements', done: drafts.length, total: customerIds.length })
  }
  return drafts
}

/** null without an address to write to. */
function mailOf(tools: AccountTools, customerId: number, { sender, recipient: { code, name, language }, statement: { asOf, closingCents } }: StatementSheet): Draft['mail'] {
  const { email1, email2 } = tools.existingCustomer(customerId)
  const address = email1 || email2
  if (address === '') return null
  const words = { code, date: formatDate(asOf, language), balance: formatEuros(closingCents, language), company: sender.name, signatory: sender.signatoryName }
  return { customerId, to: { name, address }, subject: translate(language, 'accounts.statement.mail.subject', words), text: translate(language, 'accounts.statement.mail.text', words).replace(/\n{2,}/g, '\n\n') }
}

/** Of one customer it is his document; of several it is the dossier's. */
async function writeWorkbook(tools: AccountTools, { from, asOf, outFolder }: Request, customerIds: readonly number[], created: string[], context: CallContext): Promise<Draft> {
  const statements = []
  for (const [index, customerId] of customerIds.entries()) {
    context.throwIfCancelled()
    context.progress({ phase: 'statements', done: index, total: customerIds.length })
    const { code, name } = tools.existingCustomer(customerId)
    statements.push({ code, name, statement: tools.statement(customerId, from, asOf) })
  }
  const only = statements.length === 1 ? statements[0]! : null
  const name = only ? translate('fr', 'accounts.statement.file', { code: only.code, customer: only.name, date: asOf }) : translate('fr', 'accounts.statement.files', { date: asOf })
  const title = only ? translate('fr', 'accounts.statement.document', { date: formatDate(asOf), customer: only.name }) : translate('fr', 'accounts.statement.documents', { date: formatDate(asOf) })
  const written = await writeExport({ dossierFolder: tools.folder, folder: FOLDER, name, extension: 'xlsx', bytes: await statementWorkbook(statements), outFolder })
  created.push(...written.created)
  return { document: { kind: 'statement', title, file: written.file, sha256: written.sha256, pages: null, customerId: only ? customerIds[0]! : null, runId: null }, customerCode: only?.code ?? '', path: written.path, mail: null, isPartlyLettered: statements.some(({ statement }) => statement.partlyLettered.length > 0) }
}
