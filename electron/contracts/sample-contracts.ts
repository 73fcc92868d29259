import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { dayOfMonth, monthOf, monthsLater } from '../../shared/contracts/billing-rules.ts'
import { BillingKind, BillingRule, ContractStatus } from '../../shared/contracts/contract-contract.ts'
import { addYears, type LocalDate } from '../../shared/date.ts'

const SampleRule = z.object({
  code: z.string(), label: z.string(), kind: BillingKind, periodMonths: z.int(), term: BillingRule.shape.term, billingDay: z.int(), includedUnits: z.int().nullable().default(null),
  /** Every how many months its régularisation or renewal comes, and how long after the next invoice */
  ownMonths: z.int().nullable().default(null), ownAfterMonths: z.int().default(0),
})
const SampleContracts = z.object({
  contracts: z.array(z.object({
    code: z.string(), label: z.string(), customer: z.string(), provider: z.string(), agency: z.string(), predefinedCode: z.string(), type: z.string(), status: ContractStatus,
    module: z.object({ code: z.string(), label: z.string(), assets: z.array(z.string()) }), rule: SampleRule,
  })),
})
type SampleRule = z.output<typeof SampleRule>

/** Puts resources/sample/contracts.json on the sample park, each next billed on its billing day that follows `asOf`. What is there already stays. */
export async function fillSampleContracts(api: Pick<Client<OfficeContract>, 'contracts' | 'receivables'>, resources: string, asOf: LocalDate): Promise<void> {
  const { contracts } = SampleContracts.parse(JSON.parse(readFileSync(join(resources, 'sample', 'contracts.json'), 'utf8')))
  const { internalOrganisations } = await api.contracts.choices()
  const startedOn = addYears(asOf, -1)
  for (const { module: { assets, ...contractModule }, rule, customer, provider, ...contract } of contracts) {
    if ((await api.contracts.find({ search: contract.code })).length > 0) continue
    const { id: customerId } = (await api.receivables.customerByCode({ code: customer }))!
    const covered = (await api.contracts.assetsOf({ customerId })).filter(({ providerIdentifier }) => assets.includes(providerIdentifier))
    await api.contracts.save({
      ...contract, id: null, customerId, internalOrganisationId: internalOrganisations.find(({ code }) => code === provider)!.id, startedOn, endedOn: null,
      modules: [{ id: null, predefinedCode: contractModule.code, label: contractModule.label, startedOn, endedOn: null, assetIds: covered.map(({ id }) => id), rules: [sampleRule(rule, asOf)] }],
    })
  }
}

function sampleRule({ code, label, kind, periodMonths, term, billingDay, includedUnits, ownMonths, ownAfterMonths }: SampleRule, asOf: LocalDate): BillingRule {
  const thisMonth = dayOfMonth(monthOf(asOf), billingDay)
  const nextInvoiceOn = thisMonth > asOf ? thisMonth : dayOfMonth(monthOf(asOf) + 1, billingDay)
  const own = { months: ownMonths, on: ownMonths === null ? null : monthsLater(nextInvoiceOn, ownAfterMonths, billingDay) }
  const [regularisation, renewal] = [kind === 'flat-rate' ? own : null, kind === 'tranche' ? own : null]
  return {
    id: null, predefinedCode: code, label, kind, periodMonths, term, readingPolicy: 'real', billingDay, lastInvoiceOn: null, nextInvoiceOn,
    regularisationMonths: regularisation?.months ?? null, nextRegularisationOn: regularisation?.on ?? null, lastRegularisationOn: null, renewalMonths: renewal?.months ?? null, nextRenewalOn: renewal?.on ?? null, lastRenewalOn: null,
    includedUnits, unitPriceTenThousandths: null, isActive: true, meterIds: [],
  }
}
