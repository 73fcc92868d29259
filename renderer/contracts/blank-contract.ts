import type { BillingRule, ContractModule, ServiceContract } from '../../shared/contracts/contract-contract.ts'
import type { LocalDate } from '../../shared/date.ts'

export const blankContract = (startedOn: LocalDate): ServiceContract => ({
  id: null, code: '', label: '', customerId: 0, internalOrganisationId: 0, agency: '', predefinedCode: '', type: '', status: 'active', startedOn, endedOn: null, modules: [],
})

export const blankModule = (startedOn: LocalDate): ContractModule => ({ id: null, predefinedCode: '', label: '', startedOn, endedOn: null, assetIds: [], rules: [] })

export const blankRule = (nextInvoiceOn: LocalDate): BillingRule => ({
  id: null, predefinedCode: '', label: '', kind: 'unit', periodMonths: 1, term: 'arrears', readingPolicy: 'real', billingDay: Number(nextInvoiceOn.slice(8, 10)), lastInvoiceOn: null, nextInvoiceOn,
  regularisationMonths: null, nextRegularisationOn: null, lastRegularisationOn: null, renewalMonths: null, nextRenewalOn: null, lastRenewalOn: null,
  includedUnits: null, unitPriceTenThousandths: null, isActive: true, meterIds: [],
})
