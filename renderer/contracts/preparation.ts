import type { PreparationChoices, PreparationCriteria, SimulatedRule } from '../../shared/contracts/contract-contract.ts'
import { splitCodes } from '../../shared/contracts/preparation-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { RequestLaunch } from '../../shared/meters/launch-contract.ts'
import { inFrenchOrder } from '../../shared/text.ts'

/** The screen as it is filled in: « Critères de sélection », « Paramètres de génération », « Paramètres de sortie ». Codes as typed. */
export interface Preparation {
  workOn: LocalDate | null
  internalOrganisationIds: number[]
  agencies: string[]
  types: string[]
  predefinedContracts: string[]
  predefinedModules: string[]
  predefinedRules: string[]
  customers: string
  excludedCustomers: string
  contracts: string
  unlessReadWithinDays: number | null
  withoutReadingSince: LocalDate | null
  sort: SimulationSort
  showsObstacles: boolean
}

export const SIMULATION_SORTS = ['customer', 'contract', 'date'] as const
export type SimulationSort = (typeof SIMULATION_SORTS)[number]

export const blankPreparation = (workOn: LocalDate, excludedCustomerCodes: readonly string[]): Preparation => ({
  workOn, internalOrganisationIds: [], agencies: [], types: [], predefinedContracts: [], predefinedModules: [], predefinedRules: [],
  customers: '', excludedCustomers: excludedCustomerCodes.join(' ; '), contracts: '', unlessReadWithinDays: null, withoutReadingSince: null, sort: 'customer', showsObstacles: false,
})

/** Codes that name nothing known. */
export const unknownCodes = (typed: string, known: readonly { code: string }[]): string[] => splitCodes(typed).filter((code) => !known.some((one) => one.code === code))

const idsOf = (typed: string, known: readonly { id: number; code: string }[]): number[] => {
  const codes = new Set(splitCodes(typed))
  return known.filter(({ code }) => codes.has(code)).map(({ id }) => id)
}

/** @param contractId the solution the screen is limited to */
export function criteriaOf(preparation: Preparation, workOn: LocalDate, choices: PreparationChoices, contractId: number | null): PreparationCriteria {
  const { internalOrganisationIds, agencies, types, predefinedContracts, predefinedModules, predefinedRules } = preparation
  return {
    workOn, contractIds: contractId === null ? idsOf(preparation.contracts, choices.contracts) : [contractId], customerIds: idsOf(preparation.customers, choices.customers),
    excludedCustomerCodes: splitCodes(preparation.excludedCustomers),
    // plain lists: neither the bridge nor the history takes reactive ones
    internalOrganisationIds: [...internalOrganisationIds], agencies: [...agencies], types: [...types], predefinedContracts: [...predefinedContracts], predefinedModules: [...predefinedModules], predefinedRules: [...predefinedRules],
  }
}

/** The rows shown, as « Paramètres de sortie » say; requests do not depend on it (M-030). */
export function shownRows(rows: readonly SimulatedRule[], { sort, showsObstacles }: Pick<Preparation, 'sort' | 'showsObstacles'>): SimulatedRule[] {
  const keys: Record<SimulationSort, (row: SimulatedRule) => string> = {
    customer: (row) => `${row.customerName} ${row.contractCode}`, contract: (row) => row.contractCode, date: (row) => `${row.nextInvoiceOn ?? ''} ${row.customerName}`,
  }
  return rows.filter(({ obstacle }) => showsObstacles || obstacle === null).toSorted((one, other) => inFrenchOrder(keys[sort](one), keys[sort](other)))
}

/** What a simulation found, with the parameters it was made with: requests after calculation follow these (M-035). */
export interface Calculation { criteria: PreparationCriteria; rows: SimulatedRule[]; withoutReadingSince: LocalDate | null }

const proposedRules = ({ rows }: Calculation): SimulatedRule[] => rows.filter(({ isProposed }) => isProposed)

export const launchAfter = (calculation: Calculation, origin: RequestLaunch['origin']): RequestLaunch => ({
  origin, isAfterCalculation: true, criteria: calculation.criteria, ruleIds: proposedRules(calculation).map(({ id }) => id), unlessReadWithinDays: null, withoutReadingSince: calculation.withoutReadingSince,
})

export const launchBefore = (preparation: Preparation, criteria: PreparationCriteria, origin: RequestLaunch['origin']): RequestLaunch => ({
  origin, isAfterCalculation: false, criteria, ruleIds: null, unlessReadWithinDays: preparation.unlessReadWithinDays, withoutReadingSince: preparation.withoutReadingSince,
})
