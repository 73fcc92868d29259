import { basename, join, resolve } from 'node:path'
import { formatDate, formatInstant, type Instant, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { AbsentInvoice, ImportReport } from '../../shared/imports/import-contract.ts'
import { questionDetails } from '../../shared/imports/question-words.ts'
import { warningValues } from '../../shared/imports/warning-values.ts'
import { holdText } from '../../shared/holds/hold-text-rules.ts'
import { formatEuros } from '../../shared/money.ts'
import { refuseOldData } from '../../shared/reminders/data-age-rules.ts'
import { netToPay, netToPayTexts } from '../../shared/reminders/payable-rules.ts'
import type { DueDateRow, GenerationReport, GenerationRequest, LetterSummary, PhoneList, Selection, SkippedLine } from '../../shared/reminders/reminder-contract.ts'
import { accountCommands } from './account-commands.ts'
import { answerCommands } from './answer-commands.ts'
import { asOfOf, companyOf, criteriaOf, criteriaOptions, mappingOf, maxDataAgeOf, outFolderOf, required, ruleOf, UsageError } from './cli-arguments.ts'
import { backUpDaily, isJson, makeOutFolder, openDossier, say, type Api, type Command, type Work } from './cli-work.ts'
import { bankCommands } from './bank-commands.ts'
import { einvoiceCommands } from './einvoice-commands.ts'
import { dashboardCommands } from './dashboard-commands.ts'
import { legalCommands } from './legal-commands.ts'
import { meterCommands } from './meter-commands.ts'
import { outboxCommands } from './outbox-commands.ts'
import { parameterCommands } from './parameter-commands.ts'
import { runCommands } from './run-commands.ts'
import { scenarioCommands } from './scenario-commands.ts'
import { alignColumns } from './text-table.ts'

/** Rows of one request: what the contract allows at once. */
const PAGE = 5000

export const commands = new Map<string, Command>([
  ['dossier create', { name: 'dossier-create', positionals: 1, options: ['company', 'json'], run: createDossier }],
  ['import', { name: 'import', positionals: 1, options: ['dossier', 'mapping', 'as-of', 'json'], run: importFile }],
  ['calculate', { name: 'calculate', positionals: 0, options: ['dossier', ...criteriaOptions, 'json'], run: calculate }],
  ['letters', { name: 'letters', positionals: 0, options: ['dossier', 'rule', 'resend', ...criteriaOptions, 'max-data-age', 'out', 'json'], run: writeLetters }],
  ['phone-list', { name: 'phone-list', positionals: 0, options: ['dossier', ...criteriaOptions, 'pdf', 'xlsx', 'out', 'json'], run: listPhones }],
  ['backup', { name: 'backup', positionals: 0, options: ['dossier', 'json'], run: backUp }],
  ['restore', { name: 'restore', positionals: 0, options: ['dossier', 'backup', 'into', 'json'], run: restore }],
  ['check', { name: 'check', positionals: 0, options: ['dossier', 'json'], run: check }],
  ...accountCommands,
  ...einvoiceCommands,
  ...bankCommands,
  ...dashboardCommands,
  ...runCommands,
  ...scenarioCommands,
  ...legalCommands,
  ...outboxCommands,
  ...meterCommands,
  ...answerCommands,
  ...parameterCommands,
])

async function createDossier(work: Work): Promise<number> {
  const folder = resolve(work.args.positionals[0]!)
  const { company } = await work.api.dossiers.create({ folder, company: companyOf(work.args, basename(folder)) })
  work.print(isJson(work) ? JSON.stringify({ folder, name: company.name }) : say('created', { name: company.name, folder }))
  return 0
}

async function importFile(work: Work): Promise<number> {
  const request = { path: resolve(work.args.positionals[0]!), options: mappingOf(work.args), asOf: asOfOf(work.args, work.today) }
  await openDossier(work)
  const report = await work.api.imports.apply(request).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'import.unanswered' && await remarkQuestions(work, request)) return null
    throw error
  })
  if (report === null) return 1
  if (isJson(work)) work.print(JSON.stringify(report, null, 2))
  else printImport(work, report)
  return 0
}

/** What the file leaves to a person, with the option that answers it. False when it leaves nothing. */
async function remarkQuestions({ api, remark }: Work, request: Parameters<Api['imports']['preview']>[0]): Promise<boolean> {
  const { questions } = await api.imports.preview(request)
  for (const { code, details, option, choices, absent } of questions) {
    const field = details['field']
    const question = translate('fr', `imports.question.${code}`, questionDetails(details, (key) => translate('fr', key)))
    // a column is answered by its number, from 0
    const example = JSON.stringify(absent ? { [option]: Object.fromEntries(absent.slice(0, 3).map(({ key }) => [key, choices[0]])) } : field === undefined ? { [option]: choices[0] } : { [option]: { [details['column']!]: field } })
    remark(say('question', { file: request.path, question, option, example }) + (choices.length > 0 ? ` ${say('choices', { choices: choices.map((choice) => `«\u00a0${choice}\u00a0»`).join(', ') })}` : ''))
    for (const invoice of absent ?? []) remark(absentText(invoice))
  }
  return questions.length > 0
}

const absentText = ({ key, customerName, invoicedOn, openCents, source, fileName, elsewhere }: AbsentInvoice): string =>
  say('absent', { key, customer: customerName, on: invoicedOn === null ? '' : ` du ${formatDate(invoicedOn)}`, amount: formatEuros(openCents), source: translate('fr', `imports.absent.source.${source}`, { file: fileName }) })
    + (elsewhere.length === 0 ? '' : ` ${translate('fr', 'imports.absent.elsewhere', { customers: elsewhere.map(({ code, name }) => `${name} (${code})`).join(', ') })}`)

function printImport({ print, remark }: Work, { kind, counts, fileName, alreadyImported, openCents, shownCents, besideCents, unbalancedGroups, warnings, warningCount }: ImportReport): void {
  if (alreadyImported) { print(say('import.already', { file: fileName })); return }
  const skipped = warnings.filter(({ code }) => code.startsWith('skipped-')).length
  // of more remarks than the report holds, nobody knows how many tell of such a line
  print(say('import.done', { file: fileName, n: counts.lines }) + (skipped > 0 && warningCount === warnings.length ? ` ${say('import.skipped', { n: skipped })}` : ''))
  print(say('import.customers', { added: counts.customersAdded, updated: counts.customersUpdated }))
  if (kind !== 'customers') {
    print(say('import.counts', { invoices: counts.invoicesAdded, creditNotes: counts.creditNotesAdded, payments: counts.paymentsAdded, dueDates: counts.dueDatesAdded, kept: counts.dueDatesKept, settled: counts.dueDatesSettled }))
    print(say(kind === 'fec' ? 'import.balance' : 'import.list-balance', { open: formatEuros(openCents), shown: formatEuros(shownCents) }))
    if (besideCents) print(say('import.beside', { shown: formatEuros(shownCents), beside: formatEuros(besideCents), total: formatEuros(shownCents + besideCents) }))
  }
  for (const { customerName, code, debitCents, creditCents, lines } of unbalancedGroups) {
    remark(say('import.unbalanced', { customer: customerName, code, debit: formatEuros(debitCents), credit: formatEuros(creditCents), difference: formatEuros(debitCents - creditCents), lines: lines.join(', ') }))
  }
  for (const warning of warnings) {
    const { code, line } = warning
    const text = translate('fr', `imports.warning.${code}`, warningValues(warning))
    remark(line === 0 ? text : say('import.warning', { line, text }))
  }
  if (warningCount > warnings.length) remark(say('import.more-warnings', { n: warningCount - warnings.length }))
}

async function select(work: Work): Promise<Selection> {
  const request = { criteria: criteriaOf(work.args), asOf: asOfOf(work.args, work.today) }
  await openDossier(work)
  return work.api.reminders.calculate(request)
}

async function* rowPages(api: Api, { ids, asOf }: Selection): AsyncGenerator<DueDateRow[]> {
  for (let start = 0; start < ids.length; start += PAGE) yield api.reminders.rows({ ids: ids.slice(start, start + PAGE), asOf })
}

async function calculate(work: Work): Promise<number> {
  const selection = await select(work)
  const { asOf, count, customerCount, totalCents } = selection
  if (isJson(work)) {
    // page by page: a million rows never stand in memory as one text
    work.print(`{ "asOf": "${asOf}", "count": ${count}, "totalCents": ${totalCents}, "rows": [`)
    let separator = ''
    for await (const rows of rowPages(work.api, selection)) {
      work.print(separator + rows.map((row) => JSON.stringify(rowForJson(row))).join(',\n'))
      separator = ','
    }
    work.print('] }')
    return 0
  }
  if (count === 0) work.print(say('calculate.none'))
  for await (const rows of rowPages(work.api, selection)) for (const line of alignColumns(rows.map(rowForPeople))) work.print(line)
  work.print(total(asOf, count, customerCount, totalCents))
  return 0
}

const total = (asOf: LocalDate, dueDates: number, customers: number, cents: number): string =>
  say('calculate.total', { asOf: formatDate(asOf), dueDates: say('count.dueDates', { n: dueDates }), customers: say('count.customers', { n: customers }), total: formatEuros(cents) })

const rowForJson = ({ customerCode, customerName, invoiceNumber, warrantyInvoiceNumber, invoicedOn, dueOn, amountCents, openCents, daysLate, outstandingCents, level, remindedOn }: DueDateRow) =>
  ({ customerCode, customerName, invoiceNumber, warrantyInvoiceNumber, invoicedOn, dueOn, amountCents, openCents, daysLate, outstandingCents, level, remindedOn })

const rowForPeople = ({ customerCode, customerName, invoiceNumber, warrantyInvoiceNumber, dueOn, openCents, daysLate, level }: DueDateRow): string[] =>
  [customerCode, customerName, invoiceNumber || warrantyInvoiceNumber, formatDate(dueOn), formatEuros(openCents), say('days', { n: daysLate }), say('level', { level })]

const NO_LETTERS = { letters: [], skipped: [], printFile: '', emailCount: 0, totalCents: 0, deductedCents: 0, interestCents: 0, indemnityCents: 0, payableCents: 0, withoutAddress: [], withoutAddressCount: 0, unconfirmedProfiles: [], unconfirmedProfileCount: 0, withCredits: [], withCreditsCount: 0, withoutStatement: [], withoutStatementCount: 0 }

async function writeLetters(work: Work): Promise<number> {
  // wrong usage is told before anything is opened
  ruleOf(work.args, [0, 0, 0])
  const outFolder = outFolderOf(work.args)
  const maxDataAge = maxDataAgeOf(work.args)
  const { ids, openCents, levels, registerLength, asOf } = await select(work)
  await heedDataAge(work, asOf, maxDataAge)
  makeOutFolder(outFolder)
  if (ids.length === 0) {
    work.print(isJson(work) ? JSON.stringify(NO_LETTERS) : say('calculate.none'))
    return 0
  }
  const { thresholds } = await work.api.reminders.settings()
  const request: GenerationRequest = { ids, openCents, levels, registerLength, rule: ruleOf(work.args, thresholds), resend: work.args.options.has('resend'), sort: 'customerCode', asOf, outFolder, acceptOldData: true }
  const planned = await work.api.reminders.simulate(request)
  // nothing to send is an answer, not a failure: a scheduled task meets it every quiet day
  if (planned.letterCount > 0) await backUpDaily(work)
  const report = planned.letterCount === 0 ? planned : await work.api.reminders.generate(request)
  if (isJson(work)) await printGenerationAsJson(work, report, request)
  else await printGeneration(work, report, request)
  if (report.withoutStatementCount > 0) work.remark(say('letters.without-statement', { names: report.withoutStatement.join(', '), n: report.withoutStatementCount }))
  if (report.emailCount > 0) work.remark(say('letters.by-email', { n: report.emailCount }))
  remarkTiming(work, planned)
  return 0
}

/** Payments received since the last import are not known: told beyond the dossier's own limit, refused beyond `--max-data-age`. Nobody can be asked. */
async function heedDataAge({ api, remark }: Work, asOf: LocalDate, maxDays: number | null): Promise<void> {
  const age = await api.reminders.dataAge({ asOf, maxDays })
  if (maxDays !== null) refuseOldData(age)
  else if (age?.isTooOld) remark(say('letters.old-data', { date: formatDate(age.lastImportOn), n: age.days }))
}

/** Every letter of a run with its lines; `file` is the copy in the output folder. */
async function* letterPages({ api }: Work, { runId }: GenerationReport, { outFolder }: GenerationRequest): AsyncGenerator<LetterSummary[]> {
  if (runId === null) return
  let from = 0
  for (let page = await api.reminders.runLetters({ id: runId, from }); page.length > 0; page = await api.reminders.runLetters({ id: runId, from })) {
    yield page.map((letter) => ({ ...letter, file: outFolder === null ? letter.file : join(outFolder, basename(letter.file)) }))
    from += page.length
  }
}

/** What no criterion left out is reminded, also before its day or twice on one day, and what goes by e-mail waits for a server: the person is told. */
function remarkTiming({ remark }: Work, { notDueYetCount, remindedTodayCount, loweredCount, withoutMailServerCount }: GenerationReport): void {
  if (withoutMailServerCount > 0) remark(say('letters.no-mail-server', { n: withoutMailServerCount }))
  if (notDueYetCount > 0) remark(say('letters.not-due-yet', { n: notDueYetCount }))
  if (loweredCount > 0) remark(say('letters.lowered', { n: loweredCount }))
  if (remindedTodayCount > 0) remark(say('letters.reminded-today', { n: remindedTodayCount }))
}

/** Every due date left out, of a run or of a request that sends nothing. */
async function* skippedPages({ api }: Work, { runId, skipped, skippedCount }: GenerationReport, request: GenerationRequest): AsyncGenerator<SkippedLine[]> {
  if (skipped.length === skippedCount) { yield skipped; return }
  if (runId === null) {
    // each due date is left out for a reason of its own: a part of the request tells its part of them
    for (let start = 0; start < request.ids.length; start += skipped.length) {
      const [ids, openCents, levels] = [request.ids.slice(start, start + skipped.length), request.openCents.slice(start, start + skipped.length), request.levels.slice(start, start + skipped.length)]
      yield (await api.reminders.simulate({ ...request, ids, openCents, levels })).skipped
    }
    return
  }
  for (let from = 0; from < skippedCount;) {
    const page = await api.reminders.runSkipped({ id: runId, from })
    yield page
    from += page.length
  }
}

/** Page by page, as the rows of « calculate » are. */
async function printPages<T>({ print }: Work, pages: AsyncGenerator<T[]>, toJson: (item: T) => unknown): Promise<void> {
  let separator = ''
  for await (const page of pages) {
    if (page.length === 0) continue
    print(separator + page.map((item) => JSON.stringify(toJson(item))).join(',\n'))
    separator = ','
  }
}

async function printGenerationAsJson(work: Work, report: GenerationReport, request: GenerationRequest): Promise<void> {
  const { printFile, emailCount, totalCents, deductedCents, interestCents, indemnityCents, withoutAddress, withoutAddressCount, unconfirmedProfiles, unconfirmedProfileCount, withCredits, withCreditsCount, withoutStatement, withoutStatementCount } = report
  work.print('{ "letters": [')
  await printPages(work, letterPages(work, report, request), ({ customerCode, level, channel, file, pages, totalCents, deductedCents, interestCents, indemnityCents, lines }) =>
    ({ customerCode, level, channel, file, pages, totalCents, deductedCents, interestCents, indemnityCents, payableCents: netToPay({ totalCents, deductedCents, interestCents, indemnityCents }), lines: lines.map(({ dueDateId: _dueDateId, ...line }) => line) }))
  work.print('], "skipped": [')
  await printPages(work, skippedPages(work, report, request), ({ customerCode, invoiceNumber, dueOn, reason, hold }) => ({ customerCode, invoiceNumber, dueOn, reason, hold }))
  work.print(`], ${JSON.stringify({ printFile, emailCount, totalCents, deductedCents, interestCents, indemnityCents, payableCents: netToPay(report), withoutAddress, withoutAddressCount, unconfirmedProfiles, unconfirmedProfileCount, withCredits, withCreditsCount, withoutStatement, withoutStatementCount }).slice(1)}`)
}

const letterForPeople = (letter: LetterSummary): string[] => [
  letter.customerCode, letter.customerName, say('level', { level: letter.level }), formatEuros(letter.totalCents),
  netToPay(letter) === letter.totalCents ? '' : say('letters.payable', { net: formatEuros(netToPay(letter)) }), letter.channel === 'email' ? say('letters.email') : '', letter.file,
]

async function printGeneration(work: Work, report: GenerationReport, request: GenerationRequest): Promise<void> {
  const { print, remark } = work
  const { letterCount, skippedCount, printFile, withoutAddress, withoutAddressCount, unconfirmedProfiles, unconfirmedProfileCount, withCredits, withCreditsCount } = report
  for await (const letters of letterPages(work, report, request)) {
    for (const line of alignColumns(letters.map(letterForPeople))) print(line)
  }
  for await (const skipped of skippedPages(work, report, request)) {
    for (const { customerCode, invoiceNumber, dueOn, reason, hold } of skipped) {
      const why = hold ? holdText(hold, (key, params) => translate('fr', key, params)) : translate('fr', `reminders.skip.${reason}`)
      remark(say('letters.skipped', { customer: customerCode, invoice: invoiceNumber, dueOn: formatDate(dueOn), reason: why }))
    }
  }
  for (const name of withoutAddress) remark(say('letters.without-address', { name }))
  if (withoutAddressCount > withoutAddress.length) remark(say('letters.more-without-address', { n: withoutAddressCount - withoutAddress.length }))
  if (unconfirmedProfileCount > 0) remark(say('letters.unconfirmed-profiles', { n: unconfirmedProfileCount, names: unconfirmedProfiles.slice(0, 10).join(', ') }))
  for (const { customerName, creditCents } of withCredits) remark(say('letters.with-credit', { name: customerName, credit: formatEuros(creditCents) }))
  if (withCreditsCount > withCredits.length) remark(say('letters.more-with-credit', { n: withCreditsCount - withCredits.length }))
  print(say('letters.total', { letters: say('count.letters', { n: letterCount }), skipped: say('count.dueDates', { n: skippedCount }) }))
  const net = netToPayTexts(report, (key, params) => translate('fr', key, params))
  if (net.length > 0) print(say('letters.net', { total: formatEuros(report.totalCents), parts: net.join(', ') }))
  if (printFile !== '') print(say('letters.print-file', { file: printFile }))
}

async function listPhones(work: Work): Promise<number> {
  const formats = (['pdf', 'xlsx'] as const).filter((format) => work.args.options.has(format))
  const outFolder = formats.length > 0 ? outFolderOf(work.args) : null
  if (outFolder === null && work.args.options.has('out')) throw new UsageError('out-without-format')
  const { ids, asOf } = await select(work)
  if (outFolder !== null) makeOutFolder(outFolder)
  const list = await wholePhoneList(work.api, ids, asOf)
  const files: string[] = []
  if (list.count > 0) for (const format of formats) files.push((await work.api.reminders.exportPhoneList({ ids, asOf, format, outFolder })).file)
  if (isJson(work)) work.print(JSON.stringify({ ...phoneListForJson(list), files }, null, 2))
  else printPhoneList(work, list, files)
  return 0
}

/** Page by page; a block that two pages share is put together again. */
async function wholePhoneList(api: Api, ids: Selection['ids'], asOf: LocalDate): Promise<PhoneList> {
  const list = await api.reminders.phoneList({ ids, asOf })
  const { blocks } = list
  let read = blocks.reduce((sum, { lines }) => sum + lines.length, 0)
  while (read < list.count) {
    for (const block of (await api.reminders.phoneList({ ids, asOf, from: read })).blocks) {
      read += block.lines.length
      const last = blocks.at(-1)
      if (last?.customerId === block.customerId) last.lines.push(...block.lines)
      else blocks.push(block)
    }
  }
  return list
}

const phoneListForJson = ({ asOf, count, totalCents, blocks }: PhoneList) => ({
  asOf, count, totalCents,
  customers: blocks.map(({ customerCode, customerName, phones, outstandingCents, unallocatedCreditCents, totalCents: sum, lines }) =>
    ({ customerCode, customerName, phones, outstandingCents, unallocatedCreditCents, totalCents: sum, rows: lines.map(rowForJson) })),
})

function printPhoneList({ print }: Work, { asOf, count, totalCents, blocks }: PhoneList, files: string[]): void {
  for (const { customerCode, customerName, phones, totalCents: sum, lines } of blocks) {
    print(`${customerCode}  ${customerName}  ${phones.join(', ') || say('phones.none')}  ${formatEuros(sum)}`)
    for (const line of alignColumns(lines.map((row) => ['  ', ...rowForPeople(row).slice(2)]))) print(line)
  }
  if (count === 0) print(say('calculate.none'))
  print(total(asOf, count, blocks.length, totalCents))
  for (const file of files) print(say('written', { file }))
}

async function backUp(work: Work): Promise<number> {
  await openDossier(work)
  const { file } = await work.api.dossiers.backup()
  work.print(isJson(work) ? JSON.stringify({ file }) : say('backed-up', { file }))
  return 0
}

/** Without « --backup », lists what can be restored. */
async function restore(work: Work): Promise<number> {
  const { options } = work.args
  const folder = resolve(required(work.args, 'dossier'))
  const name = options.get('backup')
  if (name === undefined) {
    if (options.has('into')) throw new UsageError('missing-option', { option: '--backup' })
    return printBackups(work, folder)
  }
  const into = options.get('into')
  // only an administrator brings back a backup of a dossier that has users
  if (options.has('login')) await openDossier(work)
  const state = await work.api.dossiers.restore({ folder, name, into: into === undefined ? null : resolve(into) })
  work.print(isJson(work) ? JSON.stringify({ folder: state.folder, name }) : say('restored', { folder: state.folder, name }))
  return 0
}

async function printBackups(work: Work, folder: string): Promise<number> {
  const backups = await work.api.dossiers.backups({ folder })
  if (isJson(work)) work.print(JSON.stringify({ backups }, null, 2))
  else if (backups.length === 0) work.print(say('backups.none'))
  else for (const line of alignColumns(backups.map(({ name, madeAt, bytes, lastImportName }) => [name, formatInstant(madeAt as Instant), say('backups.size', { kb: Math.ceil(bytes / 1024) }), lastImportName]))) work.print(line)
  return 0
}

async function check(work: Work): Promise<number> {
  await openDossier(work)
  const report = await work.api.dossiers.check()
  if (isJson(work)) work.print(JSON.stringify(report, null, 2))
  else work.print(say('checked', { invoices: report.invoices, dueDates: report.dueDates, payments: report.payments }) + (report.register.length > 0 ? `\n${say('register', { n: report.register.length, seal: report.register.seal })}` : ''))
  for (const problem of report.problems) work.remark(problem)
  if (report.ok) return 0
  work.remark(say('check-failed', { n: report.problems.length }))
  return 1
}
