import type { AllHandlers, CallContext, Handlers, SliceContract } from '../shared/call.ts'
import { officeContract, type OfficeContract } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import { accountService } from './accounts/account-service.ts'
import { accountTools, type AccountServiceOptions } from './accounts/account-tools.ts'
import type { Sql } from './db/database.ts'
import { createLetterPress, type LetterPress } from './delivery/letter-press.ts'
import { documentService } from './documents/document-service.ts'
import { documentStore } from './documents/document-store.ts'
import { readCompany } from './dossiers/company-repository.ts'
import { backUpIfDue } from './dossiers/dossier-backup.ts'
import { dossierService, type OpenDossier } from './dossiers/dossier-service.ts'
import { readInsolvencies, readStandingHolds } from './holds/hold-repository.ts'
import { holdService } from './holds/hold-service.ts'
import { importService } from './imports/import-service.ts'
import { createDispatch, type Dispatch } from './ipc/dispatch.ts'
import { legalSlice } from './legal/legal-service.ts'
import { registeredMailRepository } from './legal/registered-mail-repository.ts'
import { createMailer, type Mailer } from './delivery/mail-sender.ts'
import type { Secrets } from './outbox/mail-settings-repository.ts'
import { outboxService, type Outbox } from './outbox/outbox-service.ts'
import { holdRestoredMessages } from './outbox/restored-outbox.ts'
import { preferenceService } from './settings/preference-service.ts'
import { readCustomer } from './receivables/customer-repository.ts'
import { receivableService } from './receivables/receivable-service.ts'
import { creditDeductions } from './reminders/credit-repository.ts'
import { letterTemplateRepository } from './reminders/letter-template-repository.ts'
import { letterDeparture } from './reminders/letter-departure.ts'
import { reminderRepository, type ReminderRepository } from './reminders/reminder-repository.ts'
import { reminderService } from './reminders/reminder-service.ts'
import { reminderSettings } from './reminders/reminder-settings-repository.ts'
import { registerState, runRegister } from './reminders/run-register.ts'
import { runService } from './reminders/run-service.ts'
import { systemUser } from './system-user.ts'

export interface OfficeOptions {
  /** Where this machine's preferences, recent list and demonstration dossier live. */
  dataFolder: string
  /** The product's `resources` folder: fonts, letter templates, sample ledger. */
  resources: string
  /** What makes the PDFs; worker threads unless a test brings its own. */
  press?: LetterPress
  /** Who works here, as generations keep it; the system's user unless a test says otherwise. */
  userName?: string
  /** The system's keychain; without one no password is known. */
  secrets?: Secrets
  /** What hands messages to mail servers; the real one unless a test brings its own. */
  mailer?: Mailer
  /** Whether what is in the outbox leaves by itself. */
  sendsInBackground?: boolean
}

/** The whole product without a window: what the main process, the command line, tests and benchmarks drive. */
export interface Office {
  dispatch: Dispatch
  /** Closes the open dossier and stops the workers. */
  close(): Promise<void>
}

/** The slices that live in a dossier, made anew when one is opened. */
type DossierSlice = 'receivables' | 'imports' | 'holds' | 'reminders' | 'legal' | 'documents' | 'accounts' | 'outbox'
type DossierSlices = Pick<AllHandlers<OfficeContract>, DossierSlice>

/** Calls that stand whatever dossier is open when their turn comes; any other was meant for the one open when it was made. */
const CHOOSES_DOSSIER: ReadonlySet<string> = new Set(['dossiers.create', 'dossiers.open', 'dossiers.openDemonstration', 'dossiers.restore', 'dossiers.close', 'dossiers.forget', 'preferences.save'])

/** Wires every service, in one place. */
export function createOffice(options: OfficeOptions): Office {
  let slices: DossierSlices | null = null
  let sending: Outbox | null = null
  let made = options.press
  const userName = options.userName ?? systemUser()
  const press = (): LetterPress => (made ??= createLetterPress(options))
  let mail = options.mailer
  const mailer = (): Mailer => (mail ??= createMailer())
  const tools: DossierTools = { resources: options.resources, userName, press, mailer, secrets: options.secrets ?? noSecrets, sendsInBackground: options.sendsInBackground ?? false }
  const dossiers = dossierService({
    ...options,
    importFile: async (path, asOf, context) => slices?.imports.apply({ path, options: {}, asOf }, context),
    onChange: (dossier) => {
      sending?.stop()
      const legal = dossier && legalOf(dossier, tools)
      sending = dossier && legal && outboxOf(dossier, legal, tools)
      slices = dossier && legal && sending && dossierSlices(dossier, legal, sending, tools)
    },
    registerState,
    beforeReturn: holdRestoredMessages,
  })
  const inDossier = <S extends DossierSlice>(slice: S): Handlers<OfficeContract[S]> => whenOpen(officeContract[slice], () => slices?.[slice])

  const dispatch = createDispatch(officeContract, {
    dossiers: afterSending(dossiers, () => sending),
    preferences: preferenceService(options.dataFolder),
    receivables: inDossier('receivables'),
    imports: inDossier('imports'),
    holds: inDossier('holds'),
    reminders: inDossier('reminders'),
    legal: inDossier('legal'),
    documents: inDossier('documents'),
    accounts: inDossier('accounts'),
    outbox: inDossier('outbox'),
  }, (path) => {
    const meant = slices
    return () => { if (slices !== meant && !CHOOSES_DOSSIER.has(path)) throw new AppError('dossier.changed') }
  })
  const close = async (): Promise<void> => {
    await dispatch('dossiers.close', undefined)
    await made?.close()
  }
  return { dispatch, close }
}

interface DossierTools extends Required<Pick<OfficeOptions, 'resources' | 'userName' | 'secrets' | 'sendsInBackground'>> { press(): LetterPress; mailer(): Mailer }

const noSecrets: Secrets = {
  read: async () => null,
  write: async () => { throw new AppError('mail.keychain') },
}

const remindersOf = (sql: Sql, sending: () => Outbox): ReminderRepository => reminderRepository(sql, () => readStandingHolds(sql), () => sending().dueDatesUnderWay())

type Legal = ReturnType<typeof legalSlice>

const legalOf = ({ sql, folder }: OpenDossier, { resources, userName }: DossierTools): Legal =>
  legalSlice({
    sql, folder, resources, userName, addDocument: documentStore(sql).add, insolvencies: () => readInsolvencies(sql),
    deductions: (customerId) => (reminderSettings(sql).read().creditHandling === 'net' ? creditDeductions(sql, customerId) : new Map<number, never>()),
  })

function outboxOf({ sql, folder }: OpenDossier, { law }: Legal, { mailer, secrets, sendsInBackground }: DossierTools): Outbox {
  const documents = documentService(documentStore(sql), folder)
  const outbox: Outbox = outboxService({
    sql, folder, secrets, mailer, sendsInBackground,
    readDocument: async (id) => documents.read({ id }, noContext),
    departures: {
      reminder: letterDeparture(sql, remindersOf(sql, () => outbox), runRegister(sql), reminderSettings(sql).read, law),
      // says what is owed on its day, whatever has become of it since, and changes nothing
      statement: { obstacle: () => null, accepted: () => undefined },
    },
  })
  return outbox
}

function dossierSlices({ sql, folder }: OpenDossier, legal: Legal, outbox: Outbox, { resources, userName, press }: DossierTools): DossierSlices {
  const documents = documentStore(sql)
  const account: AccountServiceOptions = {
    sql, folder, press, company: () => readCompany(sql).company, customer: (id) => readCustomer(sql, id), addDocument: documents.add,
    claims: (customerId, ids, asOf) => legal.law.claimsOn(ids, asOf)(customerId, [ids], creditDeductions(sql, customerId))[0] ?? null, formalNotices: (customerId) => registeredMailRepository(sql).notices(customerId),
    enqueue: ({ documentId, ...mail }) => { outbox.enqueue({ ...mail, kind: 'statement', html: '', attachments: [documentId], letterId: null }) },
  }
  const statements = accountTools(account)
  return {
    legal: legal.service,
    receivables: receivableService(sql),
    imports: importService(sql, () => backUpIfDue(sql, folder, 'import')),
    holds: holdService(sql, userName),
    documents: documentService(documents, folder),
    accounts: accountService(account),
    outbox: outbox.handlers,
    reminders: {
      ...reminderService({
        sql, folder, press, userName, repository: remindersOf(sql, () => outbox), company: () => readCompany(sql).company, addDocument: documents.add, templates: letterTemplateRepository(sql, resources), law: legal.law,
        statements: { isTooLong: statements.isStatementTooLong, read: (customerId, asOf) => statements.statement(customerId, null, asOf) },
        hasMailServer: () => outbox.hasServer(),
        enqueue: ({ documentId, ...letter }) => { outbox.enqueue({ ...letter, kind: 'reminder', attachments: [documentId] }) },
      }),
      ...runService({ sql, folder, userName, outgoing: outbox, postedAs: (letterIds) => registeredMailRepository(sql).postedAs(letterIds) }),
    },
  }
}

const noContext: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }

/** Before the dossier may change, the message that is leaving gets a few seconds to be through; the next one waits. */
function afterSending(handlers: Handlers<OfficeContract['dossiers']>, sending: () => Outbox | null): Handlers<OfficeContract['dossiers']> {
  const held = <I, O>(handler: (input: I, context: CallContext) => O) => async (input: I, context: CallContext): Promise<Awaited<O>> => {
    const current = sending()
    await current?.hold()
    try {
      return await handler(input, context)
    } finally {
      // the dossier that stays open
      if (sending() === current) current?.release()
    }
  }
  return { ...handlers, create: held(handlers.create), open: held(handlers.open), openDemonstration: held(handlers.openDemonstration), close: held(handlers.close), restore: held(handlers.restore) }
}

/** Handlers that answer with the open dossier's slice, or AppError('dossier.none'). */
function whenOpen<C extends SliceContract>(contract: C, slice: () => Handlers<C> | undefined): Handlers<C> {
  return Object.fromEntries(Object.keys(contract).map((name) => [name, (input: never, context: never) => {
    const open = slice()
    if (!open) throw new AppError('dossier.none')
    return open[name as keyof C](input, context)
  }])) as Handlers<C>
}
