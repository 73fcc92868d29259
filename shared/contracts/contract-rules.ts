import type { LocalDate } from '../date.ts'
import type { BillingRule, ServiceContract } from './contract-contract.ts'

/** A field that keeps a solution from being saved; keys below `contracts.field.` and `contracts.invalid.` */
export interface ContractProblem { field: string; reason: 'missing' | 'before-start' | 'no-date' }

const endsBeforeStart = ({ startedOn, endedOn }: { startedOn: LocalDate; endedOn: LocalDate | null }): boolean => endedOn !== null && endedOn < startedOn

/** The first wrong field, null when it can be saved. */
export function contractProblem(contract: ServiceContract): ContractProblem | null {
  if (contract.code === '') return { field: 'code', reason: 'missing' }
  if (endsBeforeStart(contract)) return { field: 'endedOn', reason: 'before-start' }
  for (const contractModule of contract.modules) {
    if (contractModule.label === '') return { field: 'moduleLabel', reason: 'missing' }
    if (endsBeforeStart(contractModule)) return { field: 'moduleEndedOn', reason: 'before-start' }
    const problem = contractModule.rules.map(ruleProblem).find((found) => found !== null)
    if (problem) return problem
  }
  return null
}

function ruleProblem(rule: BillingRule): ContractProblem | null {
  if (rule.predefinedCode === '') return { field: 'predefinedRule', reason: 'missing' }
  if (rule.kind === 'flat-rate' && rule.regularisationMonths === null) return { field: 'regularisationMonths', reason: 'missing' }
  if (rule.kind === 'flat-rate' && rule.isActive && rule.nextRegularisationOn === null) return { field: 'nextRegularisationOn', reason: 'no-date' }
  if (rule.kind === 'tranche' && rule.renewalMonths === null) return { field: 'renewalMonths', reason: 'missing' }
  if (rule.kind === 'tranche' && rule.isActive && rule.nextRenewalOn === null) return { field: 'nextRenewalOn', reason: 'no-date' }
  return null
}

/** A rule without what its kind has not: a régularisation is a forfait's, a renewal a tranche's. */
export function tidyRule(rule: BillingRule): BillingRule {
  return {
    ...rule,
    ...rule.kind === 'flat-rate' ? {} : { regularisationMonths: null, nextRegularisationOn: null, lastRegularisationOn: null },
    ...rule.kind === 'tranche' ? {} : { renewalMonths: null, nextRenewalOn: null, lastRenewalOn: null },
  }
}
