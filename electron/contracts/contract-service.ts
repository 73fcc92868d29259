import type { Handlers } from '../../shared/call.ts'
import { afterInvoice, isProposed } from '../../shared/contracts/billing-rules.ts'
import type { BillingRuleState, contractContract, PreparationCriteria, ServiceContract, SimulatedRule } from '../../shared/contracts/contract-contract.ts'
import { contractProblem, tidyRule } from '../../shared/contracts/contract-rules.ts'
import { dueOf, isInForce, isSelected, obstacleOf, preparedRules, splitCodes, type KnownRule } from '../../shared/contracts/preparation-rules.ts'
import { AppError, existing } from '../../shared/errors.ts'
import type { Sql } from '../db/database.ts'
import { contractRepository } from './contract-repository.ts'
import { ruleRepository } from './rule-repository.ts'

/** What the solutions need of the parameters, read at every use. */
interface ContractServiceOptions {
  sql: Sql
  /** CLIENTS_EXCLUS_FACTURATION */
  excludedCustomers(): string
  /** IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR */
  ignoresTheoreticalInvoice(): boolean
}

/** What meter requests ask of the solutions. */
interface ContractsForRequests {
  /** The rules for which requests are proposed before calculation (M-026, M-034, M-083…M-086). */
  prepare(criteria: PreparationCriteria): BillingRuleState[]
  /** Those that are billed as long as their dates say so: of solutions in force. */
  activeRules(): BillingRuleState[]
  /** Codes of predefined rules that solutions bill by. */
  predefinedRules(): string[]
}

/** « Solutions de services client »: the solutions, what is billable of them, and what requests need of them. */
export function contractSlice({ sql, excludedCustomers, ignoresTheoreticalInvoice }: ContractServiceOptions): { handlers: Handlers<typeof contractContract>; forRequests: ContractsForRequests } {
  const contracts = contractRepository(sql)
  const billing = ruleRepository(sql)

  const refuseInvalid = (contract: ServiceContract): void => {
    const problem = contractProblem(contract)
    if (problem) throw new AppError('contracts.invalid', { ...problem, fieldKey: `contracts.field.${problem.field}`, reasonKey: `contracts.invalid.${problem.reason}` })
    const taken = contracts.idOfCode(contract.code)
    if (taken !== null && taken !== contract.id) throw new AppError('contracts.code-taken', { code: contract.code })
    if (!contracts.hasCustomer(contract.customerId) || !contracts.hasInternalOrganisation(contract.internalOrganisationId)) throw new AppError('record.gone')
    refuseForeignIds(contract, contract.id === null ? null : existing(contracts.contract(contract.id)))
    for (const { assetIds, rules } of contract.modules) {
      const identifier = contracts.foreignAsset(assetIds, contract.customerId)
      if (identifier !== null) throw new AppError('contracts.foreign-asset', { identifier })
      for (const { meterIds, predefinedCode } of rules) if (!contracts.areMetersOf(meterIds, assetIds)) throw new AppError('contracts.foreign-meter', { rule: predefinedCode })
    }
  }

  return {
    handlers: {
      find: ({ search }) => contracts.find(search),
      contract: ({ id }) => existing(contracts.contract(id)),
      save: (contract) => sql.transaction(() => {
        refuseInvalid(contract)
        const tidy = { ...contract, modules: contract.modules.map((contractModule) => ({ ...contractModule, rules: contractModule.rules.map(tidyRule) })) }
        return existing(contracts.contract(contracts.write(tidy)))
      }).immediate(),
      remove: ({ id }) => sql.transaction(() => {
        const { code } = existing(contracts.contract(id))
        if (contracts.wasAskedFor(id)) throw new AppError('contracts.in-use', { code })
        contracts.remove(id)
      }).immediate(),
      assetsOf: ({ customerId }) => contracts.assetsOf(customerId),
      choices: () => ({ ...contracts.choices(), excludedCustomerCodes: splitCodes(excludedCustomers()) }),
      simulate: (criteria) => ({
        criteria,
        rows: billing.rules().filter((rule) => isSelected(rule, criteria)).map((rule) => simulated(rule, criteria, ignoresTheoreticalInvoice())),
        unknownCustomerCodes: billing.unknownCustomerCodes(criteria.excludedCustomerCodes),
      }),
      markInvoiced: ({ ruleIds, workOn }) => sql.transaction(() => {
        const wanted = new Set(ruleIds)
        const billable = billing.rules().filter((rule) => wanted.has(rule.ruleId) && isInForce(rule) && rule.nextInvoiceOn !== null && rule.nextInvoiceOn <= workOn)
        for (const rule of billable) billing.reschedule(rule.ruleId, afterInvoice(rule))
        return { count: billable.length }
      }).immediate(),
    },
    forRequests: {
      prepare: (criteria) => preparedRules(billing.rules(), criteria, ignoresTheoreticalInvoice()),
      activeRules: () => billing.rules().filter(isInForce),
      predefinedRules: contracts.predefinedRules,
    },
  }
}

/** Modules and rules are changed where they stand: an id of another solution would move its rules here. */
function refuseForeignIds(contract: ServiceContract, before: ServiceContract | null): void {
  for (const contractModule of contract.modules) {
    const known = before?.modules.find(({ id }) => id === contractModule.id)
    if (contractModule.id !== null && !known) throw new AppError('record.gone')
    const ruleIds = new Set(known?.rules.map(({ id }) => id))
    if (contractModule.rules.some(({ id }) => id !== null && !ruleIds.has(id))) throw new AppError('record.gone')
  }
}

function simulated(rule: KnownRule, criteria: PreparationCriteria, ignoresTheoreticalInvoice: boolean): SimulatedRule {
  const obstacle = obstacleOf(rule, criteria)
  const { ruleId: id, contractId, contractCode, contractLabel, customerCode, customerName, internalOrganisationCode, agency, moduleLabel, predefinedCode, ruleLabel, kind, billingDay, nextInvoiceOn, nextRegularisationOn, nextRenewalOn } = rule
  return {
    id, contractId, contractCode, contractLabel, customerCode, customerName, internalOrganisationCode, agency, moduleLabel, predefinedCode, ruleLabel, kind, billingDay, nextInvoiceOn, nextRegularisationOn, nextRenewalOn,
    assetCount: rule.assetIds.length, obstacle,
    due: obstacle === null ? dueOf(rule, criteria.workOn) : [],
    isProposed: obstacle === null && isProposed(rule, criteria.workOn, true, ignoresTheoreticalInvoice),
  }
}
