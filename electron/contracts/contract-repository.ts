import type { BillingRule, ContractModule, ContractRow, CoverableAsset, PreparationChoices, ServiceContract } from '../../shared/contracts/contract-contract.ts'
import { systemNow } from '../../shared/date.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'

type ContractRecord = Omit<ServiceContract, 'modules'> & { id: number }
type ModuleRecord = Omit<ContractModule, 'assetIds' | 'rules'> & { id: number }
type RuleRecord = Omit<BillingRule, 'isActive' | 'meterIds'> & { id: number; isActive: number; moduleId: number }

const CONTRACT = `SELECT id, code, label, organisation_id AS customerId, internal_organisation_id AS internalOrganisationId, agency, predefined_code AS predefinedCode, type, status, started_on AS startedOn, ended_on AS endedOn
  FROM service_contract WHERE id = ?`
const MODULES = `SELECT id, predefined_code AS predefinedCode, label, started_on AS startedOn, ended_on AS endedOn FROM contract_module WHERE service_contract_id = ? ORDER BY id`

const ruleColumns = {
  predefined_code: 'predefinedCode', label: 'label', kind: 'kind', period_months: 'periodMonths', term: 'term', reading_policy: 'readingPolicy', billing_day: 'billingDay',
  last_invoice_on: 'lastInvoiceOn', next_invoice_on: 'nextInvoiceOn', regularisation_months: 'regularisationMonths', next_regularisation_on: 'nextRegularisationOn', last_regularisation_on: 'lastRegularisationOn',
  renewal_months: 'renewalMonths', next_renewal_on: 'nextRenewalOn', last_renewal_on: 'lastRenewalOn', included_units: 'includedUnits', unit_price_ten_thousandths: 'unitPriceTenThousandths', is_active: 'isActive',
} as const
const contractColumns = {
  code: 'code', label: 'label', organisation_id: 'customerId', internal_organisation_id: 'internalOrganisationId', agency: 'agency', predefined_code: 'predefinedCode', type: 'type', status: 'status',
  started_on: 'startedOn', ended_on: 'endedOn', updated_at: 'updatedAt',
} as const
const moduleColumns = { service_contract_id: 'contractId', predefined_code: 'predefinedCode', label: 'label', started_on: 'startedOn', ended_on: 'endedOn' } as const

const RULES = `SELECT r.id, r.contract_module_id AS moduleId, ${Object.entries(ruleColumns).map(([column, name]) => `r.${column} AS ${name}`).join(', ')}
  FROM billing_rule r JOIN contract_module m ON m.id = r.contract_module_id WHERE m.service_contract_id = ? ORDER BY r.id`

/** Solutions with their modules and rules. Writes run in a transaction. */
export function contractRepository(sql: Sql) {
  /** Adds a row (id null) or rewrites it; gives its id. `values` may hold more than the columns name. */
  const write = (table: string, columns: Readonly<Record<string, string>>, id: number | null, values: Record<string, unknown>): number => {
    const names = Object.entries(columns)
    if (id === null) return Number(sql.prepare(`INSERT INTO ${table} (${names.map(([column]) => column).join(', ')}) VALUES (${names.map(([, name]) => `:${name}`).join(', ')})`).run(values).lastInsertRowid)
    sql.prepare(`UPDATE ${table} SET ${names.map(([column, name]) => `${column} = :${name}`).join(', ')} WHERE id = :id`).run({ ...values, id })
    return id
  }
  const replaceLinks = (table: string, owner: string, linked: string, ownerId: number, ids: readonly number[]): void => {
    sql.prepare(`DELETE FROM ${table} WHERE ${owner} = ?`).run(ownerId)
    const insert = sql.prepare(`INSERT INTO ${table} (${owner}, ${linked}) VALUES (?, ?)`)
    for (const id of new Set(ids)) insert.run(ownerId, id)
  }
  const writeModule = (contractId: number, { assetIds, rules, id, ...values }: ContractModule): number => {
    const moduleId = write('contract_module', moduleColumns, id, { ...values, contractId })
    replaceLinks('contract_module_asset', 'contract_module_id', 'asset_id', moduleId, assetIds)
    forgetOthers('billing_rule', 'contract_module_id', moduleId, rules.map((rule) => rule.id))
    for (const { meterIds, id: ruleId, isActive, ...rule } of rules) {
      const saved = write('billing_rule', { ...ruleColumns, contract_module_id: 'moduleId' }, ruleId, { ...rule, moduleId, isActive: isActive ? 1 : 0 })
      replaceLinks('billing_rule_meter', 'billing_rule_id', 'meter_id', saved, meterIds)
    }
    return moduleId
  }
  const forgetOthers = (table: string, owner: string, ownerId: number, kept: readonly (number | null)[]): void => {
    sql.prepare(`DELETE FROM ${table} WHERE ${owner} = ? AND id NOT IN (SELECT value FROM json_each(?))`).run(ownerId, JSON.stringify(kept.filter((id) => id !== null)))
  }
  const distinct = (table: string, column: string): string[] => sql.prepare(`SELECT DISTINCT ${column} FROM ${table} WHERE ${column} <> '' ORDER BY 1`).pluck().all() as string[]

  return {
    contract: (id: number): (ServiceContract & { id: number }) | null => {
      const record = sql.prepare(CONTRACT).get(id) as ContractRecord | undefined
      if (!record) return null
      const linked = (query: string): Map<number, number[]> => grouped(sql.prepare(query).raw().all(id) as [number, number][])
      const assets = linked('SELECT a.contract_module_id, a.asset_id FROM contract_module_asset a JOIN contract_module m ON m.id = a.contract_module_id WHERE m.service_contract_id = ? ORDER BY a.asset_id')
      const meters = linked(`SELECT l.billing_rule_id, l.meter_id FROM billing_rule_meter l JOIN billing_rule r ON r.id = l.billing_rule_id JOIN contract_module m ON m.id = r.contract_module_id
        WHERE m.service_contract_id = ? ORDER BY l.meter_id`)
      const rules = sql.prepare(RULES).all(id) as RuleRecord[]
      return {
        ...record,
        modules: (sql.prepare(MODULES).all(id) as ModuleRecord[]).map((contractModule) => ({
          ...contractModule,
          assetIds: assets.get(contractModule.id) ?? [],
          rules: rules.filter(({ moduleId }) => moduleId === contractModule.id).map(({ moduleId: _, ...rule }) => ({ ...rule, isActive: rule.isActive === 1, meterIds: meters.get(rule.id) ?? [] })),
        })),
      }
    },
    find: (search: string): ContractRow[] => {
      const wanted = normalise(search)
      const rows = sql.prepare(`SELECT c.id, c.code, c.label, o.id AS customerId, o.code AS customerCode, o.name AS customerName, i.name AS internalOrganisation, c.agency, c.type, c.status, c.started_on AS startedOn, c.ended_on AS endedOn,
          (SELECT count(DISTINCT a.asset_id) FROM contract_module m JOIN contract_module_asset a ON a.contract_module_id = m.id WHERE m.service_contract_id = c.id) AS assetCount,
          (SELECT min(r.next_invoice_on) FROM contract_module m JOIN billing_rule r ON r.contract_module_id = m.id WHERE m.service_contract_id = c.id AND r.is_active = 1) AS nextInvoiceOn
        FROM service_contract c JOIN organisation o ON o.id = c.organisation_id JOIN internal_organisation i ON i.id = c.internal_organisation_id ORDER BY c.code`).all() as ContractRow[]
      return wanted === '' ? rows : rows.filter((row) => [row.code, row.label, row.customerCode, row.customerName].some((text) => normalise(text).includes(wanted)))
    },
    idOfCode: (code: string): number | null => (sql.prepare('SELECT id FROM service_contract WHERE code = ?').pluck().get(code) as number | undefined) ?? null,
    write: ({ modules, id, ...values }: ServiceContract): number => {
      const contractId = write('service_contract', contractColumns, id, { ...values, updatedAt: systemNow() })
      forgetOthers('contract_module', 'service_contract_id', contractId, modules.map((contractModule) => contractModule.id))
      for (const contractModule of modules) writeModule(contractId, contractModule)
      return contractId
    },
    remove: (id: number): void => { sql.prepare('DELETE FROM service_contract WHERE id = ?').run(id) },
    wasAskedFor: (id: number): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM meter_request WHERE service_contract_id = ?)').pluck().get(id) === 1,
    hasCustomer: (id: number): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM organisation WHERE id = ? AND is_customer = 1)').pluck().get(id) === 1,
    hasInternalOrganisation: (id: number): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM internal_organisation WHERE id = ?)').pluck().get(id) === 1,
    /** The identifier of one of these that is another's or nobody's, '' when unknown; null when all are the customer's. */
    foreignAsset: (ids: readonly number[], customerId: number): string | null => (sql.prepare(`SELECT coalesce(a.provider_identifier, '') FROM json_each(?) wanted LEFT JOIN asset a ON a.id = wanted.value
      WHERE a.organisation_id IS NOT ? LIMIT 1`).pluck().get(JSON.stringify(ids), customerId) as string | undefined) ?? null,
    /** True when each of these meters is one of these assets'. */
    areMetersOf: (meterIds: readonly number[], assetIds: readonly number[]): boolean => sql.prepare(`SELECT NOT EXISTS (SELECT 1 FROM json_each(?) wanted LEFT JOIN meter m ON m.id = wanted.value
      WHERE m.id IS NULL OR m.asset_id NOT IN (SELECT value FROM json_each(?)))`).pluck().get(JSON.stringify(meterIds), JSON.stringify(assetIds)) === 1,
    assetsOf: (customerId: number): CoverableAsset[] => {
      const meters = Map.groupBy(sql.prepare(`SELECT m.asset_id AS assetId, m.id, m.name FROM meter m JOIN asset a ON a.id = m.asset_id WHERE a.organisation_id = ? AND m.is_active = 1 ORDER BY m.position, m.id`)
        .all(customerId) as { assetId: number; id: number; name: string }[], ({ assetId }) => assetId)
      return (sql.prepare(`SELECT a.id, a.provider_identifier AS providerIdentifier, a.label, s.name AS siteName FROM asset a JOIN site s ON s.id = a.site_id
        WHERE a.organisation_id = ? AND a.is_installed = 1 ORDER BY a.provider_identifier`).all(customerId) as Omit<CoverableAsset, 'meters'>[])
        .map((asset) => ({ ...asset, meters: (meters.get(asset.id) ?? []).map(({ id, name }) => ({ id, name })) }))
    },
    predefinedRules: (): string[] => distinct('billing_rule', 'predefined_code'),
    choices: (): Omit<PreparationChoices, 'excludedCustomerCodes'> => ({
      internalOrganisations: sql.prepare('SELECT id, code, name FROM internal_organisation ORDER BY code').all() as PreparationChoices['internalOrganisations'],
      agencies: distinct('service_contract', 'agency'), types: distinct('service_contract', 'type'), predefinedContracts: distinct('service_contract', 'predefined_code'),
      predefinedModules: distinct('contract_module', 'predefined_code'), predefinedRules: distinct('billing_rule', 'predefined_code'),
      contracts: sql.prepare('SELECT id, code FROM service_contract ORDER BY code').all() as PreparationChoices['contracts'],
      customers: sql.prepare('SELECT id, code FROM organisation WHERE id IN (SELECT organisation_id FROM service_contract) ORDER BY name_norm, code').all() as PreparationChoices['customers'],
    }),
  }
}

const grouped = (links: readonly [owner: number, linked: number][]): Map<number, number[]> => new Map([...Map.groupBy(links, ([owner]) => owner)].map(([owner, of]) => [owner, of.map(([, linked]) => linked)]))
