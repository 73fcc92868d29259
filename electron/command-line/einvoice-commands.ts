import { resolve } from 'node:path'
import { z } from 'zod'
import { formatDate } from '../../shared/date.ts'
import { EinvoiceAnswers, MAX_EINVOICE_FILES, type EinvoiceReport, type EinvoiceRequest, type EinvoiceRow } from '../../shared/einvoices/einvoice-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { asOfOf, UsageError, type Arguments } from './cli-arguments.ts'
import { isJson, openDossier, say, type Command, type Work } from './cli-work.ts'

export const einvoiceCommands: [string, Command][] = [
  ['import-invoices', { name: 'import-invoices', positionals: 1, mostPositionals: MAX_EINVOICE_FILES, options: ['dossier', 'own-seller', 'corrected', 'as-of', 'json'], run: importInvoices }],
]

function answersOf({ options }: Arguments): EinvoiceAnswers {
  const read = <T extends string>(name: string, choices: z.ZodType<T | undefined>, expected: string): T | undefined => {
    const answer = choices.safeParse(options.get(name))
    if (!answer.success) throw new UsageError('wrong-value', { option: `--${name}`, value: options.get(name) ?? '', expected })
    return answer.data
  }
  const { ownSeller, corrected } = EinvoiceAnswers.shape
  return { ownSeller: read('own-seller', ownSeller, 'yes, no'), corrected: read('corrected', corrected, 'settle, keep') }
}

/** Imports what can be; exit code 1 when a file was refused or a question is left open, with the reason of each. */
async function importInvoices(work: Work): Promise<number> {
  const request: EinvoiceRequest = { files: work.args.positionals.map((path) => ({ path: resolve(path), sha256: null })), answers: answersOf(work.args), asOf: asOfOf(work.args, work.today) }
  await openDossier(work)
  const preview = await work.api.einvoices.preview(request)
  // what is asked is answered before anything is written
  const report = preview.questions.length > 0 ? preview : await work.api.einvoices.apply(request)
  if (isJson(work)) work.print(JSON.stringify(report, null, 2))
  else printReport(work, report)
  for (const { option, details } of report.questions) work.remark(say(`einvoices.ask.${option}`, { question: translate('fr', `einvoices.question.${option}`, details) }))
  if (report.questions.length > 0) work.remark(say('einvoices.nothingWritten'))
  return report.questions.length > 0 || report.counts.refused > 0 ? 1 : 0
}

function printReport({ print, remark }: Work, { rows, counts, openCents, questions, warnings }: EinvoiceReport): void {
  const words = questions.length > 0 ? 'state' : 'stateDone'
  for (const row of rows) {
    if (row.invoice) print(say(row.invoice.dueDates.length === 0 ? 'einvoices.rowWithoutDueDate' : 'einvoices.row', { file: row.fileName, state: translate('fr', `einvoices.${words}.${row.state}`), ...factsOf(row.invoice) }))
    for (const remarkText of remarksOf(row)) remark(say('einvoices.remark', { file: row.fileName, text: remarkText }))
  }
  for (const { code, details } of warnings) remark(translate('fr', `einvoices.warning.${code}`, details))
  const { added, known, refused } = counts
  print(`${translate('fr', questions.length > 0 ? 'einvoices.summary' : 'einvoices.summaryDone', { added, known, refused })} · ${translate('fr', 'einvoices.openTotal', { amount: formatEuros(openCents) })}`)
}

const factsOf = ({ kind, number, customerName, payableCents, dueDates }: NonNullable<EinvoiceRow['invoice']>): Record<string, string> => ({
  kind: translate('fr', `einvoices.kind.${kind}`), number, customer: customerName, amount: formatEuros(payableCents), dueDates: dueDates.map(({ dueOn }) => formatDate(dueOn)).join(', '),
})

const remarksOf = ({ problem, warnings }: EinvoiceRow): string[] => [
  ...problem ? [translate('fr', `errors.${problem.code}`, problem.details)] : [], ...warnings.map(({ code, details }) => translate('fr', `einvoices.warning.${code}`, details)),
]
