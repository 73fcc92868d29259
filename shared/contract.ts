import { accountContract } from './accounts/account-contract.ts'
import { assetContract } from './assets/asset-contract.ts'
import { assetImportContract } from './assets/asset-import-contract.ts'
import { placeContract } from './assets/place-contract.ts'
import { callContract } from './calls/call-contract.ts'
import { sessionContract } from './calls/session-contract.ts'
import { bankContract } from './bank/bank-contract.ts'
import { contractContract } from './contracts/contract-contract.ts'
import { dashboardContract } from './dashboard/dashboard-contract.ts'
import { decisionContract } from './decisions/decision-contract.ts'
import { desktopContract } from './desktop/desktop-contract.ts'
import { documentContract } from './documents/document-contract.ts'
import { dossierContract } from './dossiers/dossier-contract.ts'
import { einvoiceContract } from './einvoices/einvoice-contract.ts'
import { holdContract } from './holds/hold-contract.ts'
import { importContract } from './imports/import-contract.ts'
import { legalContract } from './legal/legal-contract.ts'
import { outboxContract } from './outbox/outbox-contract.ts'
import { automaticContract } from './meters/automatic-contract.ts'
import { answerContract } from './meters/answer-contract.ts'
import { requestContract } from './meters/request-contract.ts'
import { manufacturerContract } from './receivables/manufacturer-contract.ts'
import { receivableContract } from './receivables/receivable-contract.ts'
import { letterTemplateContract } from './reminders/letter-template-contract.ts'
import { reminderContract } from './reminders/reminder-contract.ts'
import { runContract } from './reminders/run-contract.ts'
import { scenarioContract } from './scenarios/scenario-contract.ts'
import { parameterContract } from './settings/parameter-contract.ts'
import { preferenceContract } from './settings/preference-contract.ts'
import { userContract } from './users/user-contract.ts'

/** The slices that live in a dossier and answer only while one is open: one line each, wired in electron/dossier-slices.ts. */
export const dossierContracts = {
  receivables: { ...receivableContract, ...manufacturerContract },
  imports: importContract,
  einvoices: einvoiceContract,
  holds: holdContract,
  bank: bankContract,
  reminders: { ...reminderContract, ...letterTemplateContract, ...runContract },
  scenarios: scenarioContract,
  legal: legalContract,
  documents: documentContract,
  accounts: accountContract,
  calls: { ...callContract, ...sessionContract },
  dashboard: dashboardContract,
  outbox: outboxContract,
  assets: { ...assetContract, ...placeContract, ...assetImportContract },
  contracts: contractContract,
  meters: { ...requestContract, ...automaticContract, ...answerContract },
  settings: parameterContract,
  decisions: decisionContract,
  users: userContract,
}
export type DossierContracts = typeof dossierContracts

/** Every call the office answers: the same in the window, the command line and the tests. */
export const officeContract = { dossiers: dossierContract, preferences: preferenceContract, ...dossierContracts }
export type OfficeContract = typeof officeContract

/** What the window may call: the office, and the desktop around it. */
export const windowContract = { ...officeContract, desktop: desktopContract }
export type WindowContract = typeof windowContract
