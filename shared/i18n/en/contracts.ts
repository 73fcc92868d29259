import type { Messages } from '../fr.ts'

export const contracts: Messages['contracts'] = {
  manage: 'Manage a customer service solution',
  one: 'Customer service solution',
  prepare: 'Preparing the billing of customer service solutions',
  simulateMenu: 'Simulate the billing of solutions',
  status: { draft: 'Draft', active: 'Validated', extended: 'Validated, extended', suspended: 'Suspended', terminated: 'Terminated', closed: 'Closed' },
  kind: { 'flat-rate': 'Flat rate with adjustment', tranche: 'Tranche', unit: 'Unit consumed', fixed: 'Fixed amount' },
  term: { advance: 'In advance', arrears: 'In arrears' },
  readingPolicy: { real: 'Real', 'estimate-allowed': 'Estimate allowed', special: 'Special' },
  field: {
    code: 'Code', label: 'Label', customer: 'Customer', internalOrganisation: 'Internal organisation', agency: 'Branch', predefinedContract: 'Predefined solution (SSP)', type: 'Type', status: 'Status',
    startedOn: 'Start', endedOn: 'End', moduleLabel: 'Module label', predefinedModule: 'Predefined module (MSP)', moduleStartedOn: 'Module start', moduleEndedOn: 'Module end',
    predefinedRule: 'Predefined rule (RFP)', ruleLabel: 'Label', kind: 'Kind of rule', periodMonths: 'Period (months)', term: 'Term', readingPolicy: 'Reading',
    billingDay: 'Billing day', nextInvoiceOn: 'Next theoretical invoice', regularisationMonths: 'Adjustment every (months)', nextRegularisationOn: 'Next adjustment',
    renewalMonths: 'Renewal every (months)', nextRenewalOn: 'Next renewal', includedUnits: 'Included units', unitPrice: 'Unit price (€)', isActive: 'Rule is active', meters: 'Meters',
  },
  invalid: { missing: 'this field must be filled in', 'before-start': 'the end comes before the start', 'no-date': 'an active rule needs this date' },
  list: {
    search: 'Search (code, label, customer)', add: 'New solution', empty: 'No service solution', emptyHint: 'A solution brings together a customer’s assets and says how they are billed.', count: '{n} solution | {n} solutions',
    needs: 'A solution needs a customer and an internal organisation: create them first.',
  },
  column: { code: 'Code', label: 'Label', customerCode: 'Customer code', customerName: 'Customer', internalOrganisation: 'Internal organisation', agency: 'Branch', type: 'Type', status: 'Status', assetCount: 'Assets', startedOn: 'Start', endedOn: 'End', nextInvoiceOn: 'Next invoice' },
  sheet: {
    unitPriceHint: 'Up to four decimals',
    main: 'Main sheet', modules: 'Modules and rules', particulars: 'Particulars', tabs: 'Parts of the solution', customerCode: 'Customer code', control: 'Billing control',
    saved: 'Solution {code} saved.', remove: 'Delete', removeTitle: 'Delete the solution?', removeText: 'Solution {code} of {customer}, its modules and its rules will be deleted.', removed: 'Solution deleted.',
    unsaved: 'Save the solution first: what is asked for here starts from what is saved.',
    addModule: 'Add a module', removeModule: 'Remove the module', addRule: 'Add a rule', editRule: 'Edit', noModule: 'No module. A module brings together assets and the billing rules that concern them.', noRule: 'No billing rule.',
    assets: 'Covered assets', chooseAssets: 'Choose assets…', noAsset: 'No asset', assetsTitle: 'Assets covered by the module', assetsHint: 'Assets installed at the customer’s.', noCustomerAsset: 'This customer has no installed asset.',
    rules: 'Billing rules', ruleTitle: 'Billing rule', ruleRemove: 'Remove the rule', metersHint: 'With no meter ticked, the rule concerns all assets of the module.',
    unknownCustomer: 'No customer has this code.', every: 'every {n} months', inactive: 'inactive', keep: 'OK',
  },
  requests: {
    title: 'Meter-reading requests', subtitle: 'Send meter-reading requests by fax or e-mail', open: 'Request readings',
    help: 'Proposes a request for each asset of this solution, without waiting for billing to be calculated.',
  },
  section: { criteria: 'Selection criteria', generation: 'Generation parameters', output: 'Output parameters' },
  criteria: {
    workOn: 'Work date', internalOrganisations: 'Internal organisation', agencies: 'Branch', customers: 'Customers', excludedCustomers: 'Excluded customers', contracts: 'Solutions (SSC)', types: 'SSC types',
    predefinedContracts: 'SSP', predefinedModules: 'MSP', predefinedRules: 'RFP', codesHint: 'Codes separated by “;”; empty: all', excludedHint: 'Codes separated by “;”', all: 'All', some: '{n} of {total}', unknown: 'Unknown code: {codes}',
    oneContract: 'Limited to solution {code}',
  },
  generation: { unlessReadWithin: 'No request if a real reading is less than (days) old', help: 'Counts only for requests launched from here before calculation; empty: no limit.' },
  output: {
    withoutReadingSince: 'Without reading since', sort: 'Sort the simulation by', showsObstacles: 'Also show what is not billable', help: 'Only “Without reading since” counts for requests: assets without a real reading since that date remain.',
    sorts: { customer: 'Customer', contract: 'Solution', date: 'Next invoice' },
  },
  simulation: {
    run: 'Simulate', clear: 'Clear the simulation', request: 'Request readings', before: 'Before calculation: all assets the criteria choose.', after: 'After calculation: {n} asset to be read among what is billable on {day}. | After calculation: {n} assets to be read among what is billable on {day}.',
    stale: 'Parameters have changed since the simulation: requests follow the simulation. Simulate again to make them count.', none: 'Nothing is billable on {day} for these criteria.', label: 'Billing simulation',
    count: '{n} billable rule out of {total} | {n} billable rules out of {total}', unknownExcluded: 'Among the excluded customers, no customer has the code {codes}.', invoiced: 'Billing done…',
    invoicedTitle: 'Billing done?', invoicedText: '{n} rule moves on to its next theoretical invoice. To be done once billing has taken place in your management software. | {n} rules move on to their next theoretical invoice. To be done once billing has taken place in your management software.', invoicedDone: '{n} rule moved on to its next invoice. | {n} rules moved on to their next invoice.',
    column: { customer: 'Customer', contract: 'Solution', module: 'Module', rule: 'Rule (RFP)', kind: 'Kind', nextInvoiceOn: 'Theoretical invoice', assets: 'Assets', result: 'Billable, and why', requested: 'Reading' },
    due: { invoice: 'theoretical invoice reached', regularisation: 'adjustment', renewal: 'renewal' }, yes: 'Yes: {reasons}', no: 'No: {reason}', asked: 'requested', notAsked: 'not requested',
  },
  obstacle: {
    'excluded-customer': 'excluded customer', suspended: 'solution suspended', 'not-in-force': 'solution not in force', 'rule-inactive': 'rule inactive', later: 'theoretical invoice after the work date', ended: 'nothing more to bill',
  },
}
