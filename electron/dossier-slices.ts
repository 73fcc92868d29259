import { deductionsOf } from '../shared/accounts/evidence-claim-rules.ts'
import type { AllHandlers, CallContext } from '../shared/call.ts'
import type { DossierContracts } from '../shared/contract.ts'
import type { Collaborator } from '../shared/assets/place-contract.ts'
import { severityOf } from '../shared/assets/reading-rules.ts'
import type { CallContact } from '../shared/calls/session-contract.ts'
import type { KnownNames } from '../shared/decisions/unknown-criteria-rules.ts'
import type { LocalDate } from '../shared/date.ts'
import { channelOf } from '../shared/reminders/plan-rules.ts'
import type { SearchCriteria } from '../shared/reminders/reminder-contract.ts'
import { accountService } from './accounts/account-service.ts'
import { accountTools, openItemsAt } from './accounts/account-tools.ts'
import { assetSlice } from './assets/asset-service.ts'
import { placeRepository } from './assets/place-repository.ts'
import { contactRepository } from './assets/contact-repository.ts'
import { callRepository } from './calls/call-repository.ts'
import { callService } from './calls/call-service.ts'
import { copyMessage, copyObstacle } from './calls/copy-message.ts'
import { stillToCall } from './calls/session-repository.ts'
import { sessionService } from './calls/session-service.ts'
import { promiseRepository, readPromiseHolds } from './calls/promise-repository.ts'
import { bankService, creditRelease } from './bank/bank-service.ts'
import { contractSlice } from './contracts/contract-service.ts'
import { dashboardService } from './dashboard/dashboard-service.ts'
import { decisionRepository } from './decisions/decision-repository.ts'
import { decisionService } from './decisions/decision-service.ts'
import type { LetterPress } from './delivery/letter-press.ts'
import type { Mailer } from './delivery/mail-sender.ts'
import { documentService } from './documents/document-service.ts'
import { documentStore } from './documents/document-store.ts'
import { readCompany } from './dossiers/company-repository.ts'
import { backUpIfDue } from './dossiers/dossier-backup.ts'
import type { OpenDossier } from './dossiers/dossier-service.ts'
import { holdRepository, readInsolvencies, readStandingHolds } from './holds/hold-repository.ts'
import { holdService, setHold } from './holds/hold-service.ts'
import { einvoiceSlice } from './einvoices/einvoice-service.ts'
import { importJournal } from './imports/import-journal.ts'
import { importService } from './imports/import-service.ts'
import { readTableFile } from './imports/table-file.ts'
import { legalSlice } from './legal/legal-service.ts'
import { registeredMailRepository } from './legal/registered-mail-repository.ts'
import type { Secrets } from './outbox/mail-settings-repository.ts'
import { outboxService, type Outbox } from './outbox/outbox-service.ts'
import { automaticService } from './meters/automatic-service.ts'
import { answerService } from './meters/answer-service.ts'
import { answeredRequests } from './meters/answered-requests.ts'
import { meterDeparture, tellSettledRuns } from './meters/meter-departure.ts'
import { requestService } from './meters/request-service.ts'
import type { MeterMessage, MeterServiceOptions } from './meters/meter-sources.ts'
import { readCustomer } from './receivables/customer-repository.ts'
import { paymentBook } from './receivables/payment-book.ts'
import { receivableService } from './receivables/receivable-service.ts'
import { openItemsOf } from './reminders/open-items.ts'
import { letterDeparture } from './reminders/letter-departure.ts'
import { letterTemplateRepository } from './reminders/letter-template-repository.ts'
import { obstacleReader } from './reminders/reminder-obstacles.ts'
import { reminderRepository, type HoldsReader } from './reminders/reminder-repository.ts'
import { reminderService } from './reminders/reminder-service.ts'
import { reminderSettings } from './reminders/reminder-settings-repository.ts'
import { runRegister } from './reminders/run-register.ts'
import { runService } from './reminders/run-service.ts'
import { scenarioService } from './scenarios/scenario-service.ts'
import { parameterRepository } from './settings/parameter-repository.ts'
import { parameterService } from './settings/parameter-service.ts'
import { userSlice, type Rights } from './users/user-service.ts'

/** What the slices of a dossier are given by the office around them. */
export interface OfficeTools {
  /** The product's `resources` folder. */
  resources: string
  /** Who works here while the dossier has no users */
  systemUser: string
  /** Made when first needed. */
  press(): LetterPress
  mailer(): Mailer
  secrets: Secrets
  sendsInBackground: boolean
  /** Somebody works in the dossier from now on. */
  onSignIn(): void
}

export interface DossierSlices {
  handlers: AllHandlers<DossierContracts>
  /** What the office stops before the dossier closes. */
  outbox: Outbox
  /** What whoever has signed in may do. */
  rights: Rights
}

/** The slices of an open dossier, and what each is given of the others: the one place that knows two of them. */
export function dossierSlices({ sql, folder }: OpenDossier, { resources, systemUser, press, mailer, secrets, sendsInBackground, onSignIn }: OfficeTools): DossierSlices {
  const { service: users, rights } = userSlice({ sql, systemUser, onSignIn: () => {
    outbox.release()
    onSignIn()
  } })
  const { userName } = rights
  const store = documentStore(sql)
  const documents = documentService(store, folder)
  const company = () => readCompany(sql).company
  const registeredMail = registeredMailRepository(sql)
  const policy = reminderSettings(sql).read
  const { service: legal, law } = legalSlice({
    sql, folder, resources, userName, addDocument: store.add, insolvencies: () => readInsolvencies(sql),
    accountAt: (customerId, asOf) => {
      const { openDueDates, unusedCredits, ageing } = openItemsAt(sql, customerId, asOf)
      return { openDueDates, creditCents: ageing.creditCents, deductions: policy().creditHandling === 'net' ? deductionsOf({ openDueDates, unusedCredits }, new Set()) : new Map<number, never>() }
    },
  })
  const standingHolds: HoldsReader = () => {
    const [holdsOn, promisesOn] = [readStandingHolds(sql), readPromiseHolds(sql)]
    return (target) => {
      const promises = promisesOn(target.dueDateId)
      return promises.length === 0 ? holdsOn(target) : [...holdsOn(target), ...promises]
    }
  }
  const awaiting = (): ReadonlySet<number> => outbox.dueDatesUnderWay()
  const dueDates = reminderRepository(sql, standingHolds, awaiting)
  const openItems = openItemsOf(sql)
  const payments = paymentBook(sql)
  const parameters = parameterRepository(sql)
  const meterMessages = {
    parameter: parameters.text,
    enqueue: (message: MeterMessage) => outbox.enqueue({ ...message, html: '', letterId: null }),
  }
  const outbox: Outbox = outboxService({
    sql, folder, secrets, mailer, sendsInBackground, maySend: rights.isSomebodyHere,
    faxAccount: () => ({ prefix: parameters.text('PREFIX_FAX').trim(), login: parameters.text('FAX_EXTERNE_LOGIN_CLIENT').trim(), number: parameters.text('FAX_EXTERNE_NUMERO_CLIENT').trim() }),
    readDocument: async (id) => documents.read({ id }, noContext),
    departures: {
      reminder: letterDeparture(sql, dueDates, runRegister(sql), policy, law),
      // says what is owed on its day, whatever has become of it since, and changes nothing
      statement: { obstacle: () => null, accepted: () => undefined },
      'meter-request': meterDeparture(sql, meterMessages),
      'meter-summary': { obstacle: () => null, accepted: () => undefined },
      'invoice-copy': { obstacle: (message) => copyObstacle(sql, message), accepted: ({ id }, on) => { callRepository(sql).copyLeft(id, on) } },
    },
  })
  const holds = holdRepository(sql)
  const accounts = accountTools({
    sql, folder, press, company, customer: (id) => readCustomer(sql, id), addDocument: store.add, formalNotices: registeredMail.notices, holds: holds.ofCustomer,
    claims: (customerId, ids, asOf, deductions, isWithoutInterest) => law.claimsOn(ids, asOf, { isAsKnownThen: true, isWithoutInterest })(customerId, [ids], deductions)[0] ?? null,
    enqueue: ({ documentId, ...mail }) => { outbox.enqueue({ ...mail, kind: 'statement', html: '', attachments: [documentId], letterId: null }) },
  })
  const park = assetSlice({ sql, folder, userName, addDocument: store.add, readTableFile, answeredRequests: answeredRequests(sql), backUp: () => backUpIfDue(sql, folder, 'import'), defaultModeCode: () => parameters.text('CATEG_DEMANDE_RELEVES'),
    readingChecks: () => ({
      negative: severityOf(parameters.text('CONTROLE_RELEVE_NEGATIF')), future: severityOf(parameters.text('CONTROLE_RELEVE_FUTUR')), 'before-last': severityOf(parameters.text('CONTROLE_RELEVE_ANTERIEUR')), 'below-last': severityOf(parameters.text('CONTROLE_RELEVE_INFERIEUR')),
    }) })
  const ignoresTheoreticalInvoice = (): boolean => parameters.flag('IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR')
  const contracts = contractSlice({ sql, excludedCustomers: () => parameters.text('CLIENTS_EXCLUS_FACTURATION'), ignoresTheoreticalInvoice })
  const knownNames = (): KnownNames => {
    const classifications = placeRepository(sql).classifications()
    return {
      classifications: classifications.map(({ name }) => name), categories: classifications.flatMap(({ name, categories }) => categories.map((category) => ({ classification: name, category: category.name }))),
      providerCodes: placeRepository(sql).internalOrganisations().map(({ code }) => code), predefinedCodes: contracts.forRequests.predefinedRules(),
    }
  }
  const einvoices = einvoiceSlice({ sql, folder, company, journal: importJournal(sql), addDocument: store.add, backUp: () => backUpIfDue(sql, folder, 'import') })
  const reminders = reminderService({
    sql, folder, press, userName, company, law, repository: dueDates, openItems, addDocument: store.add, templates: letterTemplateRepository(sql, resources), hasMailServer: outbox.hasServer,
    statements: { isTooLong: accounts.isStatementTooLong, read: (customerId, asOf) => accounts.statement(customerId, null, asOf) },
    enqueue: ({ documentId, ...letter }) => { outbox.enqueue({ ...letter, kind: 'reminder', attachments: [documentId, ...einvoices.attachmentsOf(letter.letterId)] }) },
  })
  const calling = {
    calls: callRepository(sql), promises: promiseRepository(sql), userName,
    copies: {
      hasOriginal: (invoiceId: number) => einvoices.originalPdf(invoiceId) !== null,
      prepare: (customerId: number, invoice: { id: number; number: string }) => {
        const [documentId, message] = [einvoices.originalPdf(invoice.id), copyMessage(sql, customerId, invoice, company().name)]
        return documentId === null || message === null ? null : outbox.prepare({ ...message, kind: 'invoice-copy', html: '', attachments: [documentId], letterId: null })
      },
      giveUp: outbox.giveUp,
    },
    dispute: (dueDateId: number, reason: string, asOf: LocalDate) => { setHold(holds, { kind: 'dispute', scope: 'due-date', subjectId: dueDateId, reason, since: null, until: null }, userName(), asOf) },
  }
  tellSettledRuns(sql, meterMessages)
  const requestSources: MeterServiceOptions = {
    ...meterMessages, sql, folder, resources, press, company, userName, addDocument: store.add, hasMailServer: outbox.hasServer, fax: outbox.fax,
    candidates: park.forRequests.candidates, sheet: park.forRequests.sheet, preparedRules: contracts.forRequests.prepare, activeRules: contracts.forRequests.activeRules,
  }

  return {
    outbox,
    rights,
    handlers: {
      receivables: receivableService(sql, creditRelease(sql, payments)),
      imports: importService(sql, () => backUpIfDue(sql, folder, 'import')),
      einvoices: einvoices.handlers,
      holds: holdService(sql, userName),
      bank: bankService({ sql, userName, payments, acceptsSureAlone: () => parameters.flag('RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR') }),
      calls: {
        ...callService(sql, standingHolds, calling),
        ...sessionService({
          ...calling, sql, folder, resources, company, press, addDocument: store.add, holds: standingHolds,
          contacts: (customerId) => contactRepository(sql).contactsOf(customerId).filter(isStillThere).map(asCallContact),
          dueDates: async (criteria, asOf) => (await reminders.calculate({ criteria: { ...EVERYTHING, ...criteria }, asOf }, noContext)).ids,
        }),
      },
      scenarios: scenarioService(sql, {
        openItems, obstacles: obstacleReader({ sql, openItems, holds: standingHolds, awaiting, policy, prescriptions: law.prescriptions }),
        byMail: () => {
          const [customers, settings] = [dueDates.mailCustomers(), policy()]
          return (customerId) => (level) => channelOf(customers.has(customerId), level, settings) === 'email'
        },
        lastCalls: calling.calls.lastOn, inSession: () => stillToCall(sql),
      }),
      reminders: {
        ...reminders,
        ...runService({ sql, folder, userName, outgoing: outbox, postedAs: registeredMail.postedAs }),
      },
      legal,
      documents,
      accounts: accountService(accounts),
      dashboard: dashboardService({ sql, folder, company, press, addDocument: store.add, promises: (after, asOf) => promiseRepository(sql).madeFor(after, asOf).map(({ expectedCents, state }) => ({ amountCents: expectedCents, state })) }),
      outbox: outbox.handlers,
      assets: park.handlers,
      contracts: contracts.handlers,
      meters: {
        ...requestService(requestSources),
        ...automaticService({
          ...requestSources, calendarRows: decisionRepository(sql).rows, knownNames, customerCategories: park.forRequests.customerCategories, isOn: () => parameters.flag('DEMANDE_RELEVE_AUTOMATIQUE'),
          mostDaysCaughtUp: () => parameters.number('NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE'), maxDaysWithoutReading: () => parameters.number('NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL'), ignoresTheoreticalInvoice,
        }),
        ...answerService({ ...requestSources, metersOf: park.forRequests.metersOf, checkReadings: park.forRequests.checkAnswer, saveReadings: park.forRequests.saveAnswer, overdueDays: () => parameters.number('NB_JOURS_AVANT_RELANCE_RELEVE') }),
      },
      settings: parameterService(sql),
      decisions: decisionService(sql, knownNames),
      users,
    },
  }
}

/** Criteria of « Calcul » that filter nothing. */
const EVERYTHING: SearchCriteria = { name: '', from: null, to: null, invoiceNumber: '', warrantyInvoiceNumber: '', daysOverdue: null, minOutstandingCents: null, level: 'all' }

const isStillThere = ({ isActive, endedOn }: Collaborator): boolean => isActive && endedOn === null
const asCallContact = ({ title, firstName, lastName, department, mobile1, mobile2, phone1, phone2 }: Collaborator): CallContact =>
  ({ name: [title, firstName, lastName].filter((part) => part !== '').join(' '), department, phones: [phone1, mobile1, phone2, mobile2].filter((phone) => phone !== '') })

const noContext: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }
