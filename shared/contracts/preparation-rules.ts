import type { LocalDate } from '../date.ts'
import { isBillable, isProposed, isRequestDue, monthsLater } from './billing-rules.ts'
import type { BillingObstacle, BillingReason, BillingRule, BillingRuleState, ContractStatus, PreparationCriteria } from './contract-contract.ts'

/** A rule with all that criteria and simulation look at. */
export interface KnownRule extends BillingRuleState {
  term: BillingRule['term']
  ruleLabel: string
  isRuleActive: boolean
  moduleLabel: string
  customerCode: string
  customerName: string
  internalOrganisationId: number
  agency: string
  type: string
  status: ContractStatus
  /** SSP and MSP */
  predefinedContract: string
  predefinedModule: string
  /** Of the solution or of its module, whichever comes first */
  endedOn: LocalDate | null
}

/** « C1 ; C2 » as codes. */
export const splitCodes = (text: string): string[] => [...new Set(text.split(';').map((code) => code.trim()).filter((code) => code !== ''))]

/** True when « Critères de sélection » choose the rule; who is excluded and what is suspended are obstacles beside them. */
export function isSelected(rule: KnownRule, criteria: PreparationCriteria): boolean {
  const among = <T>(value: T, wanted: readonly T[]): boolean => wanted.length === 0 || wanted.includes(value)
  return among(rule.contractId, criteria.contractIds)
    && among(rule.internalOrganisationId, criteria.internalOrganisationIds) && among(rule.agency, criteria.agencies) && among(rule.customerId, criteria.customerIds) && among(rule.type, criteria.types)
    && among(rule.predefinedContract, criteria.predefinedContracts) && among(rule.predefinedModule, criteria.predefinedModules) && among(rule.predefinedCode, criteria.predefinedRules)
}

/** What keeps a rule from ever being billed as things are (M-036), whatever the date; null when nothing does. */
function standingObstacle(rule: KnownRule, excludedCustomerCodes: readonly string[]): BillingObstacle | null {
  if (excludedCustomerCodes.includes(rule.customerCode)) return 'excluded-customer'
  if (rule.status === 'suspended') return 'suspended'
  if (rule.status !== 'active' && rule.status !== 'extended') return 'not-in-force'
  if (!rule.isRuleActive) return 'rule-inactive'
  return isAfterEnd(rule) ? 'ended' : null
}

/** True for a rule that is billed as long as its dates say so. */
export const isInForce = (rule: KnownRule): boolean => standingObstacle(rule, []) === null

/** Why a rule is not billable by the work date, null when it is. */
export const obstacleOf = (rule: KnownRule, { workOn, excludedCustomerCodes }: PreparationCriteria): BillingObstacle | null =>
  standingObstacle(rule, excludedCustomerCodes) ?? (rule.nextInvoiceOn === null ? 'ended' : isBillable(rule, workOn) ? null : 'later')

/** True when what the next invoice is for starts after the end of the solution or of the module: in arrears that is a period before the invoice. */
function isAfterEnd({ term, periodMonths, billingDay, nextInvoiceOn, endedOn }: KnownRule): boolean {
  if (nextInvoiceOn === null || endedOn === null) return false
  return (term === 'advance' ? nextInvoiceOn : monthsLater(nextInvoiceOn, -periodMonths, billingDay)) > endedOn
}

/** What falls due by the work date with a billable rule. */
export function dueOf(rule: BillingRuleState, workOn: LocalDate): BillingReason[] {
  if (!isRequestDue(rule, workOn, true)) return ['invoice']
  return rule.kind === 'flat-rate' ? ['invoice', 'regularisation'] : rule.kind === 'tranche' ? ['invoice', 'renewal'] : ['invoice']
}

/** The rules for which requests are proposed before calculation (M-026, M-034, M-083…M-086). */
export function preparedRules(rules: readonly KnownRule[], criteria: PreparationCriteria, ignoresTheoreticalInvoice: boolean): KnownRule[] {
  return rules.filter((rule) => isSelected(rule, criteria) && standingObstacle(rule, criteria.excludedCustomerCodes) === null && isProposed(rule, criteria.workOn, false, ignoresTheoreticalInvoice))
}
