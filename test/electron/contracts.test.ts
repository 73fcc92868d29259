import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fillSampleContracts } from '../../electron/contracts/sample-contracts.ts'
import type { PreparationCriteria, ServiceContract, SimulatedRule } from '../../shared/contracts/contract-contract.ts'
import { addDays, localDate } from '../../shared/date.ts'
import { RequestLaunch } from '../../shared/meters/launch-contract.ts'
import { PARK_DAY, samplePark } from '../fixtures/asset-fixture.ts'
import { openOffice, resources, type OpenOffice } from '../fixtures/office-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
let assets: Record<string, number>

beforeEach(async () => {
  open = await openOffice()
  api = open.api
  assets = await samplePark(api)
  await fillSampleContracts(api, resources, PARK_DAY)
})
afterEach(() => open.close())

/** Next invoices: SSC-001 on 01/12/2026, SSC-002 on 15/12, SSC-003 on 25/11, SSC-004 on 30/11, SSC-005 (suspended) on 25/11. */
const criteria = (more: Partial<PreparationCriteria> = {}): PreparationCriteria => ({
  workOn: localDate('2026-11-30'), contractIds: [], internalOrganisationIds: [], agencies: [], customerIds: [], excludedCustomerCodes: [], types: [], predefinedContracts: [], predefinedModules: [], predefinedRules: [], ...more,
})
const contractOf = async (code: string): Promise<ServiceContract> => api.contracts.contract({ id: (await api.contracts.find({ search: code }))[0]!.id })
const billable = async (more: Partial<PreparationCriteria> = {}): Promise<string[]> => (await api.contracts.simulate(criteria(more))).rows.filter(({ obstacle }) => obstacle === null).map(({ contractCode }) => contractCode)
const rowOf = async (code: string, more: Partial<PreparationCriteria> = {}): Promise<SimulatedRule> => (await api.contracts.simulate(criteria(more))).rows.find(({ contractCode }) => contractCode === code)!

/** Assets proposed on the screen « Demande de relevés », before calculation or after it. */
async function proposed(isAfterCalculation: boolean, more: Partial<PreparationCriteria> = {}, launch: Partial<RequestLaunch> = {}): Promise<string[]> {
  const { rows } = await api.contracts.simulate(criteria(more))
  const ruleIds = isAfterCalculation ? rows.filter((row) => row.isProposed).map(({ id }) => id) : null
  const found = await api.meters.proposals({ launch: { origin: 'bulk', isAfterCalculation, criteria: criteria(more), ruleIds, unlessReadWithinDays: null, withoutReadingSince: null, ...launch } })
  return found.map(({ providerIdentifier }) => providerIdentifier).sort()
}
const save = (name: 'IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR' | 'CLIENTS_EXCLUS_FACTURATION', value: boolean | string): Promise<unknown> => api.settings.saveParameters([{ name, value }])

describe('the simulation of billing', () => {
  it('M-036 picks solutions in force whose next theoretical invoice has come by the work date', async () => {
    expect(await billable()).toEqual(['SSC-003', 'SSC-004'])
    expect(await billable({ workOn: localDate('2026-12-01') })).toEqual(['SSC-001', 'SSC-003', 'SSC-004'])
    expect(await billable({ workOn: localDate('2026-11-24') })).toEqual([])
  })
  it.each<[string, Partial<PreparationCriteria>, string]>([
    ['SSC-005', {}, 'suspended'], ['SSC-001', {}, 'later'], ['SSC-003', { excludedCustomerCodes: ['PARC03'] }, 'excluded-customer'],
  ])('M-036 tells why %s is not billable', async (code, more, obstacle) => expect((await rowOf(code, more)).obstacle).toBe(obstacle))
  it.each<[string, Partial<PreparationCriteria>, string[]]>([
    ['agency', { agencies: ['Quimper'] }, ['SSC-003', 'SSC-004']], ['type', { types: ['UT'] }, ['SSC-004']], ['SSP', { predefinedContracts: ['SSPUC'] }, ['SSC-003']], ['MSP', { predefinedModules: ['MSPUT'] }, ['SSC-004']],
    ['RFP', { predefinedRules: ['UC', 'FORFAIT'] }, ['SSC-003']], ['« Clients exclus »', { excludedCustomerCodes: ['PARC05', 'X'] }, ['SSC-003']],
  ])('M-027 chooses by %s', async (_, more, codes) => expect(await billable(more)).toEqual(codes))
  it('M-026 M-024 chooses by customer, internal organisation and solution', async () => {
    const { internalOrganisations, customers, contracts } = await api.contracts.choices()
    expect(await billable({ internalOrganisationIds: [internalOrganisations.find(({ code }) => code === '01')!.id] })).toEqual([])
    expect(await billable({ customerIds: [customers.find(({ code }) => code === 'PARC05')!.id] })).toEqual(['SSC-004'])
    expect(await billable({ contractIds: [contracts.find(({ code }) => code === 'SSC-003')!.id] })).toEqual(['SSC-003'])
  })
  it('M-028 « Clients exclus » come from CLIENTS_EXCLUS_FACTURATION, at once; codes nobody has are told', async () => {
    await save('CLIENTS_EXCLUS_FACTURATION', 'PARC03; PARC05;;X')
    expect((await api.contracts.choices()).excludedCustomerCodes).toEqual(['PARC03', 'PARC05', 'X'])
    expect((await api.contracts.simulate(criteria({ excludedCustomerCodes: ['PARC03', 'X'] }))).unknownCustomerCodes).toEqual(['X'])
    expect(await billable()).toEqual(['SSC-003', 'SSC-004'])
  })
  it('a solution that has ended is billed for what came before its end, and no further', async () => {
    const contract = await contractOf('SSC-003')
    await api.contracts.save({ ...contract, endedOn: localDate('2026-10-25') })
    expect((await rowOf('SSC-003')).obstacle).toBeNull()
    await api.contracts.save({ ...contract, endedOn: localDate('2026-10-24') })
    expect((await rowOf('SSC-003')).obstacle).toBe('ended')
  })
})

describe('from billing to requests', () => {
  it('M-021 M-022 M-034 before calculation all the criteria choose, after it only what is billable', async () => {
    expect(await proposed(false)).toEqual(['BIEN-001', 'BIEN-002', 'BIEN-003', 'BIEN-004', 'BIEN-005'])
    expect(await proposed(true)).toEqual(['BIEN-004', 'BIEN-005'])
    expect(await proposed(false, { predefinedRules: ['TRANCHE'] })).toEqual(['BIEN-003'])
    expect(await proposed(false, { excludedCustomerCodes: ['PARC01'] })).not.toContain('BIEN-001')
  })
  it('M-029 M-031 M-035 a launch carries the parameters it was made with', async () => {
    // last real readings: BIEN-001 1 day ago, 002 20, 003 21, 004 and 005 40
    expect(await proposed(false, {}, { withoutReadingSince: addDays(PARK_DAY, -20) })).toEqual(['BIEN-003', 'BIEN-004', 'BIEN-005'])
    expect(await proposed(true, {}, { withoutReadingSince: addDays(PARK_DAY, -50) })).toEqual([])
    expect(await proposed(false, { workOn: PARK_DAY }, { unlessReadWithinDays: 20 })).toEqual(['BIEN-003', 'BIEN-004', 'BIEN-005'])
  })
  it('M-083 M-084 M-086 IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR leaves forfaits and tranches to their own dates', async () => {
    const inDecember = { workOn: localDate('2026-12-31') }
    expect(await proposed(true, inDecember)).toEqual(['BIEN-001', 'BIEN-002', 'BIEN-003', 'BIEN-004', 'BIEN-005'])
    await save('IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', true)
    expect(await proposed(true, inDecember)).toEqual(['BIEN-004', 'BIEN-005'])
    expect(await proposed(false, inDecember)).toEqual(['BIEN-004', 'BIEN-005'])
    expect(await proposed(true, { workOn: localDate('2027-02-01') })).toEqual(['BIEN-001', 'BIEN-002', 'BIEN-004', 'BIEN-005'])
    expect(await proposed(true, { workOn: localDate('2027-05-15') })).toContain('BIEN-003')
  })
  it('once billed, a rule goes on to its next theoretical invoice, and only once', async () => {
    const { rows } = await api.contracts.simulate(criteria())
    const request = { ruleIds: rows.map(({ id }) => id), workOn: localDate('2026-11-30') }
    expect(await api.contracts.markInvoiced(request)).toEqual({ count: 2 })
    expect(await api.contracts.markInvoiced(request)).toEqual({ count: 0 })
    expect(await billable()).toEqual([])
    expect([(await rowOf('SSC-003')).nextInvoiceOn, (await rowOf('SSC-004')).nextInvoiceOn]).toEqual(['2026-12-25', '2027-02-28'])
    expect((await contractOf('SSC-003')).modules[0]!.rules[0]).toMatchObject({ lastInvoiceOn: '2026-11-25' })
  })
})

describe('a solution', () => {
  it('is saved with its modules, rules, assets and meters, and found by its customer', async () => {
    const contract = await contractOf('SSC-001')
    const [contractModule] = contract.modules
    const meter = (await api.contracts.assetsOf({ customerId: contract.customerId })).find(({ providerIdentifier }) => providerIdentifier === 'BIEN-002')!.meters[0]!
    const rule = { ...contractModule!.rules[0]!, id: null, predefinedCode: 'NOIR', meterIds: [meter.id] }
    const saved = await api.contracts.save({ ...contract, label: 'Autre', modules: [{ ...contractModule!, rules: [...contractModule!.rules, rule] }] })
    expect(saved.modules[0]!.rules.map(({ id, predefinedCode, meterIds }) => [id === contractModule!.rules[0]!.id, predefinedCode, meterIds])).toEqual([[true, 'FORFAIT', []], [false, 'NOIR', [meter.id]]])
    expect(await api.contracts.contract({ id: contract.id! })).toEqual(saved)
    // a rule that names meters bills their assets only
    expect((await api.contracts.simulate(criteria({ predefinedRules: ['NOIR', 'FORFAIT'] }))).rows.map(({ predefinedCode, assetCount }) => [predefinedCode, assetCount])).toEqual([['FORFAIT', 3], ['NOIR', 1]])
    expect((await api.contracts.find({ search: 'kerbrat' })).map(({ code, assetCount, nextInvoiceOn }) => [code, assetCount, nextInvoiceOn])).toEqual([['SSC-001', 3, '2026-12-01']])
  })
  it.each<[string, (contract: ServiceContract) => ServiceContract, string]>([
    ['the code of another', (contract) => ({ ...contract, code: 'SSC-002' }), 'contracts.code-taken'],
    ['no code', (contract) => ({ ...contract, code: '' }), 'contracts.invalid'],
    ['an end before its start', (contract) => ({ ...contract, endedOn: addDays(contract.startedOn, -1) }), 'contracts.invalid'],
    ['a forfait without a date of régularisation', (contract) => ({ ...contract, modules: contract.modules.map((of) => ({ ...of, rules: of.rules.map((rule) => ({ ...rule, nextRegularisationOn: null })) })) }), 'contracts.invalid'],
    ['another customer’s asset', (contract) => ({ ...contract, modules: contract.modules.map((of) => ({ ...of, assetIds: [assets['BIEN-003']!] })) }), 'contracts.foreign-asset'],
    ['a meter its module does not cover', (contract) => ({ ...contract, modules: contract.modules.map((of) => ({ ...of, rules: of.rules.map((rule) => ({ ...rule, meterIds: [9999] })) })) }), 'contracts.foreign-meter'],
    ['a module of another solution', (contract) => ({ ...contract, modules: contract.modules.map((of) => ({ ...of, id: 9999 })) }), 'record.gone'],
  ])('is refused with %s, and stays as it was', async (_, change, code) => {
    const contract = await contractOf('SSC-001')
    await expect(api.contracts.save(change(contract))).rejects.toMatchObject({ code })
    expect(await contractOf('SSC-001')).toEqual(contract)
  })
  it('is removed with its modules and rules', async () => {
    const { id } = await contractOf('SSC-003')
    await api.contracts.remove({ id: id! })
    expect(await api.contracts.find({ search: 'SSC-003' })).toEqual([])
    await expect(api.contracts.contract({ id: id! })).rejects.toMatchObject({ code: 'record.gone' })
  })
})
