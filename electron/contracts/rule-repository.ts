import type { ScheduleDates } from '../../shared/contracts/billing-rules.ts'
import type { KnownRule } from '../../shared/contracts/preparation-rules.ts'
import type { Sql } from '../db/database.ts'

type RuleRecord = Omit<KnownRule, 'isRuleActive' | 'assetIds'> & { moduleId: number; isRuleActive: number }

const RULES = `SELECT r.id AS ruleId, m.id AS moduleId, c.id AS contractId, c.code AS contractCode, c.label AS contractLabel, c.organisation_id AS customerId, o.code AS customerCode, o.name AS customerName,
    i.id AS internalOrganisationId, i.code AS internalOrganisationCode, c.agency, c.type, c.status, c.predefined_code AS predefinedContract, m.predefined_code AS predefinedModule, m.label AS moduleLabel,
    nullif(min(coalesce(c.ended_on, '9999'), coalesce(m.ended_on, '9999')), '9999') AS endedOn,
    r.predefined_code AS predefinedCode, r.label AS ruleLabel, r.kind, r.period_months AS periodMonths, r.term, r.billing_day AS billingDay, r.is_active AS isRuleActive,
    r.last_invoice_on AS lastInvoiceOn, r.next_invoice_on AS nextInvoiceOn, r.regularisation_months AS regularisationMonths, r.next_regularisation_on AS nextRegularisationOn, r.last_regularisation_on AS lastRegularisationOn,
    r.renewal_months AS renewalMonths, r.next_renewal_on AS nextRenewalOn, r.last_renewal_on AS lastRenewalOn
  FROM billing_rule r JOIN contract_module m ON m.id = r.contract_module_id JOIN service_contract c ON c.id = m.service_contract_id
    JOIN organisation o ON o.id = c.organisation_id JOIN internal_organisation i ON i.id = c.internal_organisation_id
  ORDER BY c.code, m.id, r.id`
/** A rule that names meters bills their assets; any other all those of its module. What has gone to another customer since is asked for none: its last column says so. */
const METERED = `SELECT DISTINCT l.billing_rule_id, t.asset_id, a.organisation_id = c.organisation_id FROM billing_rule_meter l JOIN meter t ON t.id = l.meter_id JOIN asset a ON a.id = t.asset_id
  JOIN billing_rule r ON r.id = l.billing_rule_id JOIN contract_module m ON m.id = r.contract_module_id JOIN service_contract c ON c.id = m.service_contract_id ORDER BY 1, 2`
const COVERED = `SELECT l.contract_module_id, l.asset_id, a.organisation_id = c.organisation_id FROM contract_module_asset l JOIN asset a ON a.id = l.asset_id
  JOIN contract_module m ON m.id = l.contract_module_id JOIN service_contract c ON c.id = m.service_contract_id ORDER BY 1, 2`

const none: readonly number[] = []

/** Billing rules as the simulation and the requests look at them: all of them, in three statements. */
export function ruleRepository(sql: Sql) {
  const links = (query: string): Map<number, number[]> => {
    const assets = new Map<number, number[]>()
    for (const [owner, asset, isOfCustomer] of sql.prepare(query).raw().iterate() as IterableIterator<[number, number, number]>) {
      const known = assets.get(owner) ?? []
      if (isOfCustomer === 1) known.push(asset)
      // a rule whose meters have all gone names none, and not the whole module
      assets.set(owner, known)
    }
    return assets
  }
  return {
    rules: (): KnownRule[] => {
      const [metered, covered] = [links(METERED), links(COVERED)]
      return (sql.prepare(RULES).all() as RuleRecord[]).map(({ moduleId, isRuleActive, ...rule }) => ({
        ...rule, isRuleActive: isRuleActive === 1, assetIds: metered.get(rule.ruleId) ?? covered.get(moduleId) ?? none,
      }))
    },
    /** To be called within a transaction. */
    reschedule: (id: number, dates: ScheduleDates): void => {
      sql.prepare(`UPDATE billing_rule SET last_invoice_on = :lastInvoiceOn, next_invoice_on = :nextInvoiceOn, next_regularisation_on = :nextRegularisationOn,
        last_regularisation_on = :lastRegularisationOn, next_renewal_on = :nextRenewalOn, last_renewal_on = :lastRenewalOn WHERE id = :id`).run({ ...dates, id })
    },
    unknownCustomerCodes: (codes: readonly string[]): string[] =>
      sql.prepare('SELECT value FROM json_each(?) WHERE value NOT IN (SELECT code FROM organisation WHERE is_customer = 1)').pluck().all(JSON.stringify(codes)) as string[],
  }
}
