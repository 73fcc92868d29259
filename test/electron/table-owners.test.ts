import { globSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Slices that live below a folder whose tables a migration of another name makes. */
const OWNERS: Record<string, string> = {
  import_batch: 'imports', import_change: 'imports', import_mapping: 'imports', document: 'documents', company: 'dossiers',
  app_user: 'users', user_name: 'users', sign_in_failure: 'users', decision_row: 'decisions',
  fax_settings: 'outbox', letter_sending: 'reminders', customer_note: 'accounts',
}
const MIGRATION_OWNERS: Record<string, string> = { 'meter-requests': 'meters', 'park-history': 'assets' }

/** What every slice is about and may read: joined in SQL, as a list of a million due dates cannot be asked of another service. The view says the same of a letter to all. */
const LEDGER = ['organisation', 'address', 'invoice', 'due_date', 'payment', 'allocation', 'document', 'company', 'import_batch', 'letter_sending']

/** Who else reads what, and why no argument of its service does as well. */
const READERS: Record<string, Record<string, string>> = {
  accounts: {
    reminder_letter: 'events of a customer, ordered by day in one query', reminder_line: 'due dates that letters claim', outbox_message: 'e-mails among the events',
    hold: 'holds among the events', import_change: 'imports that changed the customer', customer_call: 'calls among the events', payment_promise: 'promises among the events',
  },
  assets: { billing_rule_meter: 'a meter that is billed cannot be removed', contract_module_asset: 'undoing an import would lose it', meter_request: 'undoing an import would lose it' },
  calls: { reminder_letter: 'letters on the card of a call', outbox_message: 'what has become of a copy of an invoice' },
  contracts: { asset: 'assets of a module', meter: 'meters of a rule', site: 'where an asset stands', internal_organisation: 'agencies', meter_request: 'what was already asked for' },
  dashboard: { reminder_letter: 'the effect of reminders, over all letters at once', reminder_line: 'the effect of reminders, over all letters at once' },
  documents: { reminder_undo: 'a document of an undone generation is shown as such' },
  einvoices: { reminder_line: 'originals of the invoices that a letter names' },
  imports: {
    hold: 'undoing an import would lose it', prescription_interruption: 'undoing an import would lose it', reminder_letter: 'undoing an import would lose it', reminder_line: 'undoing an import would lose it; what a list says was reminded', reminder_run: 'what was reminded since the import keeps it', reminder_undo: 'what was reminded since the import keeps it',
    bank_transaction: 'a payment of the books that the bank confirms is no other customer’s', outbox_message: 'undoing an import would lose it', customer_call: 'undoing an import would lose it', call_due_date: 'undoing an import would lose it',
  },
  legal: { reminder_letter: 'formal notices are letters', reminder_line: 'due dates a formal notice names' },
  meters: { asset: 'what a request is about', site: 'what a request is about', service_contract: 'what a request is about', outbox_message: 'what has become of a request', location: 'lines of « Tableau de saisie »', meter: 'what an answer gives a value of', reading: 'what an answer is compared with; written by assets' },
  outbox: { reminder_line: 'due dates of letters under way; read from a restored backup too, where there are no services' },
  receivables: {
    item: 'what bears on it is not deleted', hold: 'what bears on it is not deleted', prescription_interruption: 'what bears on it is not deleted', reminder_line: 'what bears on it is not deleted', outbox_message: 'what bears on it is not deleted',
    collaboration: 'what bears on it is not deleted', service_contract: 'what bears on it is not deleted', site: 'what bears on it is not deleted',
  },
  reminders: { outbox_message: 'letters given up, among those on the same due date' },
}

/** Who else writes what: the keeping of the ledger has these hands only. */
const WRITERS: Record<string, Record<string, string>> = {
  imports: { organisation: 'a ledger is read into it', address: 'a ledger is read into it', invoice: 'a ledger is read into it', due_date: 'a ledger is read into it', payment: 'a ledger is read into it', allocation: 'a ledger is read into it', document: 'loses its customer with the import that brought it', einvoice: 'goes with the import that brought it' },
  reminders: { due_date: 'level and date of the last reminder' },
}

/** The rest of the office stands below the slices and knows the whole file: copies, checks, the demonstration. */
const GROUND = ['db', 'dossiers', 'command-line', 'delivery', 'ipc', 'window']

const root = resolve(import.meta.dirname, '../..')
const owners = new Map(globSync('electron/db/migrations/*.ts', { cwd: root }).flatMap((file) => {
  const slice = basename(file, '.ts').replace(/^\d+-/, '')
  return [...readFileSync(join(root, file), 'utf8').matchAll(/CREATE (?:TABLE|VIEW) (\w+)/g)].map(([, table]) => [table!, OWNERS[table!] ?? MIGRATION_OWNERS[slice] ?? slice] as const)
}))

interface Use { slice: string; table: string; file: string; writes: boolean }
const uses: Use[] = globSync('electron/*/**/*.ts', { cwd: root }).flatMap((file) => {
  const slice = file.split(/[\\/]/)[1]!
  return GROUND.includes(slice) ? [] : [...readFileSync(join(root, file), 'utf8').matchAll(/\b(FROM|JOIN|INTO|UPDATE|DELETE FROM|from:|settingsRow\(sql,)\s+['`]?(\w+)/g)]
    .filter(([, , table]) => owners.has(table!)).map(([, verb, table]) => ({ slice, table: table!, file, writes: verb === 'INTO' || verb === 'UPDATE' || verb === 'DELETE FROM' }))
})
const foreign = uses.filter(({ slice, table }) => owners.get(table) !== slice)
const isNamed = (list: Record<string, Record<string, string>>, { slice, table }: Use): boolean => list[slice]?.[table] !== undefined
const named = (list: Record<string, Record<string, string>>): string[] => Object.entries(list).flatMap(([slice, tables]) => Object.keys(tables).map((table) => `${slice}: ${table}`))
const told = ({ file, table }: Use): string => `${file}: ${table}, of ${owners.get(table)}`

describe('the SQL of a slice', () => {
  it('is found, and so are the tables it names', () => {
    expect(owners.size).toBeGreaterThan(60)
    expect(uses.filter(({ writes }) => writes).length).toBeGreaterThan(100)
  })
  it('reads its own tables, the ledger, and what is named here with its reason', () => {
    expect(foreign.filter((use) => !use.writes && !LEDGER.includes(use.table) && !isNamed(READERS, use) && !isNamed(WRITERS, use)).map(told)).toEqual([])
  })
  it('writes its own tables alone, but for what is named here with its reason', () => {
    expect(foreign.filter((use) => use.writes && !isNamed(WRITERS, use)).map(told)).toEqual([])
  })
  it.each([['reads', READERS, false], ['writes', WRITERS, true]] as const)('no exception is left that nobody %s any more', (_, list, writes) => {
    const used = new Set(foreign.filter((use) => use.writes === writes).map(({ slice, table }) => `${slice}: ${table}`))
    expect(named(list).filter((one) => !used.has(one))).toEqual([])
  })
})
