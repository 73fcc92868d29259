import { z } from 'zod'
import { AddressOrigin, FoundAddress } from '../assets/asset-contract.ts'
import { ReadingMedium } from '../assets/place-contract.ts'
import { command, job, query } from '../call.ts'
import { MessageState } from '../outbox/outbox-contract.ts'
import { RequestLaunch } from './launch-contract.ts'
import { Bytes, Folder, Id, LocalDateSchema, LongText, Nothing, Text } from '../schemas.ts'

/** Where the address of a request was found, or that a person typed it. */
export const RequestOrigin = z.enum([...AddressOrigin.options, 'typed', 'none'])
export type RequestOrigin = z.infer<typeof RequestOrigin>

/** Why nothing leaves for a row, kept with its request. Key below `meters.problem.`. */
export const RequestProblem = z.enum(['no-address', 'invalid-address', 'fax-blocked', 'no-fax-provider', 'fax-length', 'too-large', 'fax-drawing', 'no-meter'])
export type RequestProblem = z.infer<typeof RequestProblem>

/** Why a request is not asked again; keys as above. */
export const RepeatProblem = z.enum(['answered', 'asked-again', 'on-its-way'])
export type RepeatProblem = z.infer<typeof RepeatProblem>

/** null: straight from the menu, all that stand at customers, whatever their contract. */
const Launch = RequestLaunch.nullable()
export type Launch = z.output<typeof Launch>

/** A line of « En attente d'envois »; its id is the asset's. */
export const ProposedRequest = z.object({
  id: Id,
  providerIdentifier: z.string(), manufacturerIdentifier: z.string(), label: z.string(),
  customerId: Id, customerCode: z.string(), customerName: z.string(),
  siteName: z.string(), locationName: z.string(), contactName: z.string(),
  contractId: Id.nullable(), contractCode: z.string(),
  modeName: z.string(), medium: ReadingMedium,
  /** What the four-level search finds for each medium */
  email: FoundAddress.nullable(), fax: FoundAddress.nullable(),
  /** Of the meter read longest ago, which is named; null and '' when an active meter was never really read */
  lastReadOn: LocalDateSchema.nullable(), lastReadValue: z.string(), lastReadMeter: z.string(),
  /** Active meters, and those of them that were never really read */
  meterCount: z.int(), unreadMeterCount: z.int(),
  /** Of the last request that left or may still leave and is not answered */
  lastRequestedOn: LocalDateSchema.nullable(),
})
export type ProposedRequest = z.output<typeof ProposedRequest>

/** A row as the screen has it: how and where to, found or typed. */
export const RequestChoice = z.object({ assetId: Id, medium: ReadingMedium, address: Text })
export type RequestChoice = z.output<typeof RequestChoice>

/** What was ticked and not asked. `gone`: it is not to be read any more; keys as those of RequestProblem. */
const SkippedRequest = z.object({ assetId: Id, providerIdentifier: z.string(), label: z.string(), customerName: z.string(), reason: z.enum([...RequestProblem.options, ...RepeatProblem.options, 'gone']) })
export type SkippedRequest = z.output<typeof SkippedRequest>

export const SendReport = z.object({
  /** null when nothing was made */
  runId: Id.nullable(),
  emailCount: z.int(),
  faxCount: z.int(),
  skipped: z.array(SkippedRequest),
  /** Without one everything waits in the outbox */
  hasMailServer: z.boolean(),
  /** Who will be told of the result; '' when nobody is set */
  resultTo: z.string(),
})
export type SendReport = z.output<typeof SendReport>

export const MOST_LISTED_REQUESTS = 20_000

/** A request that was made, as the history shows it. */
export const RequestRecord = z.object({
  id: Id,
  requestedOn: LocalDateSchema,
  createdAt: z.string(),
  userName: z.string(),
  isAutomatic: z.boolean(),
  providerIdentifier: z.string(), label: z.string(),
  customerId: Id, customerName: z.string(), siteName: z.string(), contractCode: z.string(),
  medium: ReadingMedium, address: z.string(), addressOrigin: RequestOrigin,
  problem: RequestProblem.nullable(),
  /** Of its message; null when none was written */
  state: MessageState.nullable(),
  /** As of OutboxMessage */
  reason: z.string(), detail: z.string(), nextAttemptAt: z.string().nullable(),
  documentId: Id.nullable(), dataDocumentId: Id.nullable(),
  answeredOn: LocalDateSchema.nullable(),
  /** The day the server took it */
  sentOn: LocalDateSchema.nullable(),
  /** Day of the request it asked again */
  formerOn: LocalDateSchema.nullable(),
  /** Another request for the asset has left, or may, since */
  isAskedAgain: z.boolean(),
})
export type RequestRecord = z.output<typeof RequestRecord>

/** « Envoyées »: left or on their way; « En erreur »: nothing left, or nobody knows. */
export const RequestGroup = z.enum(['sent', 'failed'])
export type RequestGroup = z.infer<typeof RequestGroup>

/** The document, the e-mail it goes with, the text of a fax. */
export const RequestTemplateName = z.enum(['document', 'mail', 'fax'])
export type RequestTemplateName = z.infer<typeof RequestTemplateName>
export const RequestTemplate = z.object({ name: RequestTemplateName, subject: LongText, body: LongText, closing: LongText })
export type RequestTemplate = z.output<typeof RequestTemplate>
export const KnownRequestTemplate = RequestTemplate.extend({ isDefault: z.boolean() })
export type KnownRequestTemplate = z.output<typeof KnownRequestTemplate>

export const requestContract = {
  /** Assets whose mode is e-mail or fax, with the addresses found for them. Reads only. */
  proposals: query(z.object({ launch: Launch }), z.array(ProposedRequest)),
  /** How many lines `proposals` would have, without those that have no meter to read. */
  countProposals: query(z.object({ launch: Launch }), z.object({ count: z.int() })),
  /**
   * Writes the document and data of each request and puts its message into the outbox: all of them or, after an error or a cancellation, none.
   * What cannot leave is skipped and told. AppError('meters.nothing-ticked'), ('meters.dated-far', {on, before, ahead}) by today's date `asOf`, ('meters.no-sender', {first, second}), ('meters.sender-invalid', {name, address}),
   * ('meters.no-fax-provider') when nothing but faxes was asked for.
   */
  send: job(z.object({ launch: Launch, requestedOn: LocalDateSchema, choices: z.array(RequestChoice), asOf: LocalDateSchema }), SendReport),
  /** « Exporter le tableau »: every row, ticked or not, as the screen has it. */
  exportProposals: job(z.object({ launch: Launch, requestedOn: LocalDateSchema, choices: z.array(RequestChoice), outFolder: Folder.nullable() }), z.object({ documentId: Id, file: z.string() })),
  /** Newest first; at most MOST_LISTED_REQUESTS, of which those that are answered are left out first. */
  history: query(z.object({ group: RequestGroup }), z.array(RequestRecord)),
  templates: query(Nothing, z.array(KnownRequestTemplate)),
  /** AppError('template.invalid', {part, line, …}) */
  saveTemplate: command(RequestTemplate, KnownRequestTemplate),
  restoreTemplate: command(z.object({ name: RequestTemplateName }), KnownRequestTemplate),
  /** The document of an asset, or of an example, with this wording or the dossier's own. AppError('template.invalid') */
  previewDocument: query(z.object({ template: RequestTemplate.nullable(), assetId: Id.nullable(), requestedOn: LocalDateSchema }), Bytes),
  /** Subject and text of the e-mail or fax, as above. */
  previewMessage: query(z.object({ template: RequestTemplate, assetId: Id.nullable(), requestedOn: LocalDateSchema }), z.object({ subject: z.string(), text: z.string() })),
}
