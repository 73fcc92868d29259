import type { Handlers } from '../../shared/call.ts'
import { formatDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { letterTemplateContract } from '../../shared/reminders/letter-template-contract.ts'
import type { reminderContract } from '../../shared/reminders/reminder-contract.ts'
import { dataAge, refuseOldData } from '../../shared/reminders/data-age-rules.ts'
import { checkReminderSettings, decidingSettings } from '../../shared/reminders/reminder-settings-rules.ts'
import { numberSearch } from '../../shared/reminders/search-rules.ts'
import type { Sql } from '../db/database.ts'
import { EXPORTS, keepExport } from '../delivery/export-file.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import { arrange, furtherColumns } from './arrangement.ts'
import type { LetterTemplateRepository } from './letter-template-repository.ts'
import { letterTemplateService, letterWriter, mailWriter, type StatementSource } from './letter-template-service.ts'
import type { OpenItems } from './open-items.ts'
import { generationReport } from './generation-report.ts'
import { phoneListPage } from './phone-list.ts'
import { phoneListSpreadsheet, rowsSpreadsheet } from './reminder-export.ts'
import { generateReminders, type OutgoingLetter } from './reminder-generation.ts'
import { reminderPlanning, type LawOfReminders } from './reminder-planning.ts'
import type { ReminderRepository } from './reminder-repository.ts'
import { discardUnfinishedRuns } from './reminder-run-files.ts'
import { reminderSettings } from './reminder-settings-repository.ts'
import { runRegister } from './run-register.ts'
import { runRepository } from './run-repository.ts'
import { select, selectIds } from './selection.ts'

export interface ReminderServiceOptions {
  sql: Sql
  /** The dossier's */
  folder: string
  repository: ReminderRepository
  /** Every unpaid due date, as they are now */
  openItems(): OpenItems
  company(): Company
  /** Made when first needed. */
  press(): LetterPress
  addDocument(document: NewDocument): number
  enqueue(letter: OutgoingLetter): void
  /** Whether what is enqueued has a server to leave by. */
  hasMailServer(): boolean
  templates: LetterTemplateRepository
  statements: StatementSource
  law: LawOfReminders
  /** Who generates */
  userName(): string
}

/** Rows of one answer to the window. */
const MOST_ROWS = 5000
/** Beyond it a workbook takes more memory than it is worth. */
const MOST_EXPORTED_ROWS = 100_000

/** « Relance Client ». Making it finishes with the runs a crash has left unfinished: they never happened. */
export function reminderService(options: ReminderServiceOptions): Handlers<typeof reminderContract> & Handlers<typeof letterTemplateContract> {
  const { sql, folder } = options
  const { repository } = options
  const runs = runRepository(sql)
  const register = runRegister(sql)
  const settings = reminderSettings(sql)
  const paymentDelayDays = (): number => options.law.settings().paymentDelayDays
  const planning = reminderPlanning(repository, register, settings.read, options.law, {
    letter: () => letterWriter(options.company(), options.templates, paymentDelayDays(), options.statements),
    mail: () => mailWriter(options.company(), options.templates, paymentDelayDays()),
    lacksStatement: (customerId) => options.templates.options().hasStatement && options.statements.isTooLong(customerId),
  })
  const items = options.openItems
  const columns = perLoad((open) => furtherColumns(sql, open))
  discardUnfinishedRuns(folder, runs)

  const refuseTooMany = (ids: Int32Array): void => {
    if (ids.length > MOST_EXPORTED_ROWS) throw new AppError('reminder.export-too-large', { count: ids.length, limit: MOST_EXPORTED_ROWS })
  }

  return {
    calculate: ({ criteria, asOf }) => {
      const invoices = repository.flaggedInvoices(numberSearch(criteria.invoiceNumber), numberSearch(criteria.warrantyInvoiceNumber))
      return { ...select(items(), criteria, asOf, invoices), registerLength: register.end().length }
    },
    find: ({ ids, asOf }) => ({ ...selectIds(items(), ids, asOf), registerLength: register.end().length }),
    rows: ({ ids, asOf }) => repository.rows(ids.subarray(0, MOST_ROWS), asOf),
    arrange: ({ ids, ...arrangement }) => {
      const open = items()
      return { ids: arrange(open, columns(open), ids, arrangement) }
    },
    simulate: (request) => {
      const plan = planning.plan(request)
      return { ...generationReport(plan, null, options.hasMailServer()), outcomes: plan.outcomes }
    },
    explain: (request) => planning.explain(request),
    dataAge: ({ asOf, maxDays }) => dataAge(repository.lastImportOn(), asOf, maxDays ?? settings.read().maxDataAgeDays),
    generate: (request, context) => {
      if (!request.acceptOldData) refuseOldData(dataAge(repository.lastImportOn(), request.asOf, settings.read().maxDataAgeDays))
      return generateReminders({ ...options, runs, register, planning, origin: () => ({ createdBy: options.userName(), options: { ...decidingSettings(settings.read()), ...options.law.settings() } }) }, request, context)
    },
    phoneList: ({ ids, asOf, from }) => phoneListPage(items(), repository, ids, asOf, { from, count: MOST_ROWS }),
    exportPhoneList: async ({ ids, asOf, format, outFolder }, context) => {
      refuseTooMany(ids)
      const list = phoneListPage(items(), repository, ids, asOf, { from: 0, count: MOST_EXPORTED_ROWS })
      if (list.count === 0) throw new AppError('reminder.nothing-ticked')
      const { bytes, pages } = format === 'pdf' ? await options.press().renderPhoneList(list, options.company().name) : { bytes: await phoneListSpreadsheet(list, context), pages: null }
      return keepExport(options, { folder: EXPORTS, name: translate('fr', 'reminders.file.phoneList', { date: asOf }), extension: format, bytes, outFolder }, { kind: 'phone-list', title: translate('fr', 'reminders.document.phoneList', { date: formatDate(asOf) }), pages, customerId: null })
    },
    exportRows: async ({ ids, asOf, outFolder }, context) => {
      refuseTooMany(ids)
      const bytes = await rowsSpreadsheet(repository.rows(ids, asOf), context)
      return keepExport(options, { folder: EXPORTS, name: translate('fr', 'reminders.file.rows', { date: asOf }), extension: 'xlsx', bytes, outFolder }, { kind: 'export', title: translate('fr', 'reminders.document.rows', { date: formatDate(asOf) }), pages: null, customerId: null })
    },
    settings: () => settings.read(),
    saveSettings: (values) => {
      checkReminderSettings(values)
      settings.write(values)
      return values
    },
    ...letterTemplateService({ ...options, paymentDelayDays, letterOf: planning.letterOf }),
    previewRun: async ({ request, customerId, level }) => {
      const letter = planning.planOf(customerId, request).letters.find((planned) => planned.level === level)
      if (!letter) throw new AppError('reminder.no-letter', { level })
      return (await options.press().render(planning.writer(request.asOf)(letter))).bytes
    },
  }
}

/** What is derived from one load of the open items, made anew with the next. */
function perLoad<T>(derive: (items: OpenItems) => T): (items: OpenItems) => T {
  const derived = new WeakMap<OpenItems, T>()
  return (items) => {
    const known = derived.get(items) ?? derive(items)
    derived.set(items, known)
    return known
  }
}

