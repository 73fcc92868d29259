import type { RequestCandidate, RequestSheetData } from '../../shared/assets/asset-contract.ts'
import type { BillingRuleState, PreparationCriteria } from '../../shared/contracts/contract-contract.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { FaxProvider } from '../../shared/outbox/fax-gateway-rules.ts'
import type { MessageChannel } from '../../shared/outbox/outbox-contract.ts'
import type { Sql } from '../db/database.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import type { Mailbox } from '../delivery/mail-message.ts'

/** Parameters of « Gérer les paramètres » that requests go by, read each time they are used. */
export type MeterParameter = 'BIEN_COMPTEUR_EXPEDITEUR_MAIL' | 'MAIL' | 'BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL' | 'MAILTO' | 'BIEN_COMPTEUR_NUMERO_FAX'

/** A message to put into the outbox, within the transaction of what it is for. */
export interface MeterMessage {
  kind: 'meter-request' | 'meter-summary'
  channel: MessageChannel
  /** '' for the sender of the mail settings */
  fromAddress: string
  customerId: number | null
  to: Mailbox
  subject: string
  text: string
  attachments: readonly number[]
}

/** What the requests need of the other slices. */
export interface MeterServiceOptions {
  sql: Sql
  folder: string
  resources: string
  press(): LetterPress
  company(): Company
  userName(): string
  parameter(name: MeterParameter): string
  /** Those of these assets that stand at customers, or all of them; set-based. */
  candidates(assetIds: readonly number[] | null): RequestCandidate[]
  sheet(assetId: number): RequestSheetData
  /** Rules the criteria of a preparation choose, before calculation. */
  preparedRules(criteria: PreparationCriteria): BillingRuleState[]
  activeRules(): BillingRuleState[]
  addDocument(document: NewDocument): number
  enqueue(message: MeterMessage): number
  hasMailServer(): boolean
  /** How faxes are written to the provider, null without one. */
  fax(): FaxProvider | null
}
