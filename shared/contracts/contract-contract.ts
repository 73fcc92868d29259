import { z } from 'zod'
import { command, query } from '../call.ts'
import { Id, LocalDateSchema, Nothing, Text } from '../schemas.ts'

/** « Forfait » with régularisation, « tranche » with renouvellement, « unité consommée », « montant forfaitaire ». */
export const BillingKind = z.enum(['flat-rate', 'tranche', 'unit', 'fixed'])
export type BillingKind = z.infer<typeof BillingKind>

/** Pré-créée, validée, validée et prolongée, suspendue, résiliée, fermée. */
export const ContractStatus = z.enum(['draft', 'active', 'extended', 'suspended', 'terminated', 'closed'])
export type ContractStatus = z.infer<typeof ContractStatus>

const Months = z.int().min(1).max(120)

/** « Règle de facturation client » (RFC): what of a module is billed, how often, and when next. */
export const BillingRule = z.object({
  id: Id.nullable(),
  /** Predefined rule (RFP) it was made from */
  predefinedCode: Text,
  label: Text,
  kind: BillingKind,
  periodMonths: Months,
  term: z.enum(['advance', 'arrears']),
  readingPolicy: z.enum(['real', 'estimate-allowed', 'special']),
  /** Day of the month; its last day in a month that has none such. */
  billingDay: z.int().min(1).max(31),
  lastInvoiceOn: LocalDateSchema.nullable(),
  /** « Prochaine facture théorique »; null once nothing more is to be billed. */
  nextInvoiceOn: LocalDateSchema.nullable(),
  /** Of a forfait; null for the others. */
  regularisationMonths: Months.nullable(),
  nextRegularisationOn: LocalDateSchema.nullable(),
  /** The last one an invoice has settled */
  lastRegularisationOn: LocalDateSchema.nullable(),
  /** Of a tranche; null for the others. */
  renewalMonths: Months.nullable(),
  nextRenewalOn: LocalDateSchema.nullable(),
  lastRenewalOn: LocalDateSchema.nullable(),
  includedUnits: z.int().min(0).max(1_000_000_000).nullable(),
  /** In ten-thousandths of a euro */
  unitPriceTenThousandths: z.int().min(0).max(1_000_000_000).nullable(),
  isActive: z.boolean(),
  meterIds: z.array(Id).max(1000),
})
export type BillingRule = z.output<typeof BillingRule>

/** « Module » (MSC): a part of the solution, with the assets it covers. */
export const ContractModule = z.object({
  id: Id.nullable(),
  /** Predefined module (MSP) */
  predefinedCode: Text,
  label: Text,
  startedOn: LocalDateSchema,
  endedOn: LocalDateSchema.nullable(),
  assetIds: z.array(Id).max(20_000),
  rules: z.array(BillingRule).max(200),
})
export type ContractModule = z.output<typeof ContractModule>

/** « Solution de services client » (SSC) */
export const ServiceContract = z.object({
  id: Id.nullable(),
  code: Text,
  label: Text,
  customerId: Id,
  internalOrganisationId: Id,
  agency: Text,
  /** Predefined solution (SSP) */
  predefinedCode: Text,
  /** « Copie », « UT »… */
  type: Text,
  status: ContractStatus,
  startedOn: LocalDateSchema,
  endedOn: LocalDateSchema.nullable(),
  modules: z.array(ContractModule).max(200),
})
export type ServiceContract = z.output<typeof ServiceContract>

export const ContractRow = z.object({
  id: Id, code: z.string(), label: z.string(), customerId: Id, customerCode: z.string(), customerName: z.string(), internalOrganisation: z.string(), agency: z.string(), type: z.string(), status: ContractStatus,
  startedOn: LocalDateSchema, endedOn: LocalDateSchema.nullable(), assetCount: z.int(), nextInvoiceOn: LocalDateSchema.nullable(),
})
export type ContractRow = z.output<typeof ContractRow>

/** What of a billing rule decides whether readings are asked for. */
export interface BillingRuleState extends Pick<BillingRule, 'predefinedCode' | 'kind' | 'periodMonths' | 'billingDay' | 'lastInvoiceOn' | 'nextInvoiceOn' | 'regularisationMonths' | 'nextRegularisationOn' | 'lastRegularisationOn' | 'renewalMonths' | 'nextRenewalOn' | 'lastRenewalOn'> {
  ruleId: number
  contractId: number
  contractCode: string
  contractLabel: string
  customerId: number
  internalOrganisationCode: string
  /** Of its module, or of its meters when it names some. */
  assetIds: readonly number[]
}

const Codes = z.array(Text).max(1000)

/** « Critères de sélection ». An empty list chooses all. */
export const PreparationCriteria = z.object({
  /** « Date de travail » */
  workOn: LocalDateSchema,
  /** SSC: the one whose « Contrôle de la facturation » it is; any « en masse ». */
  contractIds: z.array(Id).max(20_000),
  internalOrganisationIds: z.array(Id).max(1000),
  agencies: Codes,
  customerIds: z.array(Id).max(20_000),
  /** « Clients exclus » */
  excludedCustomerCodes: Codes,
  types: Codes,
  /** SSP, MSP, RFP */
  predefinedContracts: Codes,
  predefinedModules: Codes,
  predefinedRules: Codes,
})
export type PreparationCriteria = z.output<typeof PreparationCriteria>

/** Why a rule is not billed by the work date; key below `contracts.obstacle.`. */
export const BillingObstacle = z.enum(['excluded-customer', 'suspended', 'not-in-force', 'rule-inactive', 'later', 'ended'])
export type BillingObstacle = z.infer<typeof BillingObstacle>

/** What falls due with a rule's invoice; key below `contracts.due.`. */
export const BillingReason = z.enum(['invoice', 'regularisation', 'renewal'])
export type BillingReason = z.infer<typeof BillingReason>

/** A rule as the simulation judges it. Its id is the rule's. */
export const SimulatedRule = z.object({
  id: Id, contractId: Id, contractCode: z.string(), contractLabel: z.string(), customerCode: z.string(), customerName: z.string(), internalOrganisationCode: z.string(), agency: z.string(), moduleLabel: z.string(),
  predefinedCode: z.string(), ruleLabel: z.string(), kind: BillingKind, billingDay: z.int(),
  nextInvoiceOn: LocalDateSchema.nullable(), nextRegularisationOn: LocalDateSchema.nullable(), nextRenewalOn: LocalDateSchema.nullable(), assetCount: z.int(),
  /** null: billable */
  obstacle: BillingObstacle.nullable(),
  /** What is due of a billable one */
  due: z.array(BillingReason),
  /** Whether readings are asked for after calculation (M-034, M-083…M-086) */
  isProposed: z.boolean(),
})
export type SimulatedRule = z.output<typeof SimulatedRule>

export const Simulation = z.object({
  criteria: PreparationCriteria,
  rows: z.array(SimulatedRule),
  /** « Clients exclus » that no customer has */
  unknownCustomerCodes: z.array(z.string()),
})
export type Simulation = z.output<typeof Simulation>

/** What the criteria can be chosen from. */
export const PreparationChoices = z.object({
  internalOrganisations: z.array(z.object({ id: Id, code: z.string(), name: z.string() })),
  agencies: z.array(z.string()), types: z.array(z.string()), predefinedContracts: z.array(z.string()), predefinedModules: z.array(z.string()), predefinedRules: z.array(z.string()),
  contracts: z.array(z.object({ id: Id, code: z.string() })),
  /** Those who have one */
  customers: z.array(z.object({ id: Id, code: z.string() })),
  /** From CLIENTS_EXCLUS_FACTURATION (M-028) */
  excludedCustomerCodes: z.array(z.string()),
})
export type PreparationChoices = z.output<typeof PreparationChoices>

/** An asset a module may cover, with its meters. */
export const CoverableAsset = z.object({ id: Id, providerIdentifier: z.string(), label: z.string(), siteName: z.string(), meters: z.array(z.object({ id: Id, name: z.string() })) })
export type CoverableAsset = z.output<typeof CoverableAsset>

export const contractContract = {
  /** « Gérer une solution de services client »: those whose code, label or customer contains the text, by code. */
  find: query(z.object({ search: Text }), z.array(ContractRow)),
  contract: query(z.object({ id: Id }), ServiceContract),
  /** Creates (id null) or changes, with its modules and rules. AppError('contracts.code-taken', {code}), ('contracts.invalid', {field, reason}), ('contracts.foreign-asset', {identifier}), ('contracts.foreign-meter', {rule}). */
  save: command(ServiceContract, ServiceContract),
  /** Refused with AppError('contracts.in-use') when readings were asked for it. */
  remove: command(z.object({ id: Id }), Nothing),
  /** Assets of the customer that stand at his sites, by identifier. */
  assetsOf: query(z.object({ customerId: Id }), z.array(CoverableAsset)),
  choices: query(Nothing, PreparationChoices),
  /** « Simuler la facturation des solutions »: what is billable by the work date, and what is not and why. Writes nothing. */
  simulate: query(PreparationCriteria, Simulation),
  /** Takes those of the rules that are billable by the day to their next theoretical invoice: the accounts have billed them. */
  markInvoiced: command(z.object({ ruleIds: z.array(Id).max(100_000), workOn: LocalDateSchema }), z.object({ count: z.int() })),
}
