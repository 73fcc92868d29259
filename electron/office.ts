import type { AllHandlers, Handlers, SliceContract } from '../shared/call.ts'
import { officeContract, type OfficeContract } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import { accountService } from './accounts/account-service.ts'
import { createLetterPress, type LetterPress } from './delivery/letter-press.ts'
import { documentService } from './documents/document-service.ts'
import { documentStore } from './documents/document-store.ts'
import { readCompany } from './dossiers/company-repository.ts'
import { backUpIfDue } from './dossiers/dossier-backup.ts'
import { dossierService, type OpenDossier } from './dossiers/dossier-service.ts'
import { insolventSince, readStandingHolds } from './holds/hold-repository.ts'
import { holdService } from './holds/hold-service.ts'
import { importService } from './imports/import-service.ts'
import { createDispatch, type Dispatch } from './ipc/dispatch.ts'
import { legalSlice } from './legal/legal-service.ts'
import { registeredMailRepository } from './legal/registered-mail-repository.ts'
import { preferenceService } from './settings/preference-service.ts'
import { readCustomer } from './receivables/customer-repository.ts'
import { receivableService } from './receivables/receivable-service.ts'
import { letterTemplateRepository } from './reminders/letter-template-repository.ts'
import { reminderService } from './reminders/reminder-service.ts'
import { registerState } from './reminders/run-register.ts'
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
}

/** The whole product without a window: what the main process, the command line, tests and benchmarks drive. */
export interface Office {
  dispatch: Dispatch
  /** Closes the open dossier and stops the workers. */
  close(): Promise<void>
}

/** The slices that live in a dossier, made anew when one is opened. */
type DossierSlice = 'receivables' | 'imports' | 'holds' | 'reminders' | 'legal' | 'documents' | 'accounts'
type DossierSlices = Pick<AllHandlers<OfficeContract>, DossierSlice>

/** Calls that stand whatever dossier is open when their turn comes; any other was meant for the one open when it was made. */
const CHOOSES_DOSSIER: ReadonlySet<string> = new Set(['dossiers.create', 'dossiers.open', 'dossiers.openDemonstration', 'dossiers.restore', 'dossiers.close', 'dossiers.forget', 'preferences.save'])

/** Wires every service, in one place. */
export function createOffice(options: OfficeOptions): Office {
  let slices: DossierSlices | null = null
  let made = options.press
  const userName = options.userName ?? systemUser()
  const press = (): LetterPress => (made ??= createLetterPress(options))
  const dossiers = dossierService({
    ...options,
    importFile: async (path, asOf, context) => slices?.imports.apply({ path, options: {}, asOf }, context),
    onChange: (dossier) => { slices = dossier && dossierSlices(dossier, press, { resources: options.resources, userName }) },
    registerState,
  })
  const inDossier = <S extends DossierSlice>(slice: S): Handlers<OfficeContract[S]> => whenOpen(officeContract[slice], () => slices?.[slice])

  const dispatch = createDispatch(officeContract, {
    dossiers,
    preferences: preferenceService(options.dataFolder),
    receivables: inDossier('receivables'),
    imports: inDossier('imports'),
    holds: inDossier('holds'),
    reminders: inDossier('reminders'),
    legal: inDossier('legal'),
    documents: inDossier('documents'),
    accounts: inDossier('accounts'),
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

function dossierSlices({ sql, folder }: OpenDossier, press: () => LetterPress, { resources, userName }: { resources: string; userName: string }): DossierSlices {
  const documents = documentStore(sql)
  const legal = legalSlice({ sql, folder, resources, userName, addDocument: documents.add, insolventFrom: (customerId) => insolventSince(sql, customerId) })
  return {
    legal: legal.service,
    receivables: receivableService(sql),
    imports: importService(sql, () => backUpIfDue(sql, folder, 'import')),
    holds: holdService(sql, userName),
    documents: documentService(documents, folder),
    accounts: accountService({
      sql, folder, press, company: () => readCompany(sql).company, customer: (id) => readCustomer(sql, id), addDocument: documents.add,
      claims: (customerId, ids, asOf) => legal.law.claimsOn(ids, asOf)(customerId, [ids])[0] ?? null, formalNotices: (customerId) => registeredMailRepository(sql).notices(customerId),
    }),
    reminders: {
      ...reminderService({ sql, folder, press, userName, company: () => readCompany(sql).company, addDocument: documents.add, templates: letterTemplateRepository(sql, resources), holds: () => readStandingHolds(sql), law: legal.law }),
      ...runService({ sql, folder, userName, outgoing: { hasLeft: () => false, withdraw: () => undefined } }),
    },
  }
}

/** Handlers that answer with the open dossier's slice, or AppError('dossier.none'). */
function whenOpen<C extends SliceContract>(contract: C, slice: () => Handlers<C> | undefined): Handlers<C> {
  return Object.fromEntries(Object.keys(contract).map((name) => [name, (input: never, context: never) => {
    const open = slice()
    if (!open) throw new AppError('dossier.none')
    return open[name as keyof C](input, context)
  }])) as Handlers<C>
}
