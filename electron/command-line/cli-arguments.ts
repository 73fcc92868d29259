import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isLocalDate, type LocalDate } from '../../shared/date.ts'
import { blankCompany } from '../../shared/dossiers/blank-company.ts'
import { Company } from '../../shared/dossiers/dossier-contract.ts'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import { ImportOptions } from '../../shared/imports/import-contract.ts'
import { MAX_CENTS, type Cents } from '../../shared/money.ts'
import { parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import { LetterLevel, type LevelRule, type SearchCriteria } from '../../shared/reminders/reminder-contract.ts'

/** The command was not written as documented: exit code 2. `key` is below `cli.usage.`. */
export class UsageError extends Error {
  readonly key: string
  readonly params: Record<string, string>
  constructor(key: string, params: Record<string, string> = {}) {
    super(key)
    this.key = key
    this.params = params
  }
}

const flags = ['json', 'pdf', 'xlsx', 'resend', 'with-settled', 'claim-contested', 'accept-sure', 'help']

export interface Arguments {
  positionals: string[]
  /** A flag's value is `'true'`. */
  options: Map<string, string>
}

/** Splits a command's arguments, refusing what it does not know. `allowed` are option names without `--`. */
export function splitArguments(args: string[], allowed: readonly string[]): Arguments {
  const known = Object.fromEntries([...allowed, ...allowed.includes('dossier') ? ['login'] : [], 'help'].map((name) => [name, { type: flags.includes(name) ? 'boolean' as const : 'string' as const }]))
  const { tokens, positionals } = parseArgs({ args, options: { ...known, help: { type: 'boolean', short: 'h' } }, allowPositionals: true, strict: false, tokens: true })
  const options = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(known, token.name)) throw new UsageError('unknown-option', { option: token.rawName })
    if (options.has(token.name)) throw new UsageError('option-twice', { option: token.rawName })
    if (flags.includes(token.name)) {
      if (token.value !== undefined) throw new UsageError('option-without-value', { option: token.rawName })
      options.set(token.name, 'true')
    } else {
      if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))) throw new UsageError('missing-value', { option: token.rawName })
      // what a script's variable that is not set gives: never taken for « no filter »
      if (token.value.trim() === '') throw new UsageError('empty-value', { option: token.rawName })
      options.set(token.name, token.value)
    }
  }
  if (positionals.some((argument) => argument.trim() === '')) throw new UsageError('empty-argument')
  return { positionals, options }
}

export function required({ options }: Arguments, name: string): string {
  const value = options.get(name)
  if (value === undefined) throw new UsageError('missing-option', { option: `--${name}` })
  return value
}

/** `--out`. Never within the dossier: its own folders hold what the program alone writes. */
export function outFolderOf(args: Arguments): string {
  const folder = resolve(required(args, 'out'))
  const fromDossier = relative(realPath(resolve(required(args, 'dossier'))), realPath(folder))
  const isOutside = fromDossier === '..' || fromDossier.startsWith(`..${sep}`) || isAbsolute(fromDossier)
  if (!isOutside) throw new UsageError('out-in-dossier', { folder })
  return folder
}

/** Links followed, as far as the path exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync.native(path)
  const parent = dirname(path)
  return parent === path ? path : join(realPath(parent), basename(path))
}

/** An option's value read by `read`, which returns null when it cannot; absent is null. */
function optional<T>({ options }: Arguments, name: string, read: (text: string) => T | null, expected: string): T | null {
  const text = options.get(name)
  if (text === undefined) return null
  const value = read(text)
  if (value === null) throw new UsageError('wrong-value', { option: `--${name}`, value: text, expected })
  return value
}

export const dateOf = (args: Arguments, name: string): LocalDate | null => optional(args, name, (text) => (isLocalDate(text) ? text : null), 'AAAA-MM-JJ')
const countOf = (args: Arguments, name: string, most: number): number | null => optional(args, name, (text) => (/^\d{1,15}$/.test(text) && Number(text) <= most ? Number(text) : null), `0 … ${most}`)

/** A number that must be given, from 1. */
export function numberOf(args: Arguments, name: string): number {
  const text = required(args, name)
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value === 0) throw new UsageError('wrong-value', { option: `--${name}`, value: text, expected: '1, 2, 3…' })
  return value
}

/** `--as-of`, or the system's date. */
export const asOfOf = (args: Arguments, today: () => LocalDate): LocalDate => dateOf(args, 'as-of') ?? today()

export const criteriaOptions = ['as-of', 'name', 'from', 'to', 'invoice', 'warranty-invoice', 'days-overdue', 'min-outstanding', 'level'] as const

/** An omitted criterion is no filter. */
export function criteriaOf(args: Arguments): SearchCriteria {
  const from = dateOf(args, 'from')
  const to = dateOf(args, 'to')
  if (from !== null && to !== null && from > to) throw new UsageError('period', { from, to })
  return {
    name: args.options.get('name') ?? '',
    from,
    to,
    invoiceNumber: args.options.get('invoice') ?? '',
    warrantyInvoiceNumber: args.options.get('warranty-invoice') ?? '',
    daysOverdue: countOf(args, 'days-overdue', 100_000),
    minOutstandingCents: countOf(args, 'min-outstanding', MAX_CENTS) as Cents | null,
    level: optional(args, 'level', (text) => (text === 'all' ? 'all' : /^[0-3]$/.test(text) ? Number(text) : null), '0, 1, 2, 3, all') ?? 'all',
  }
}

/** `--max-data-age`, in days; null when it is not given. */
export const maxDataAgeOf = (args: Arguments): number | null => countOf(args, 'max-data-age', 100_000)

/** `increment`, `customer`, `level:2` or `days`; the thresholds of `days` are those saved in the dossier. */
export function ruleOf(args: Arguments, thresholds: [number, number, number]): LevelRule {
  const text = required(args, 'rule')
  if (text === 'increment' || text === 'customer') return { kind: text }
  if (text === 'days') return { kind: 'days', thresholds }
  const level = LetterLevel.safeParse(Number(/^level:(\d)$/.exec(text)?.[1]))
  if (!level.success) throw new UsageError('wrong-value', { option: '--rule', value: text, expected: 'increment, customer, level:1, level:2, level:3, days' })
  return { kind: 'level', level: level.data }
}

/** An option's JSON: written in place when it starts with `{`, the path of a file otherwise. null when the option is absent. */
function jsonOf(args: Arguments, name: string): unknown {
  const text = args.options.get(name)
  if (text === undefined) return null
  const isInPlace = text.trim().startsWith('{')
  if (!isInPlace && !statSync(text, { throwIfNoEntry: false })?.isFile()) throw new AppError('cli.file-missing', { file: resolve(text) })
  try {
    return JSON.parse(isInPlace ? text : readFileSync(text, 'utf8').replace(/^\ufeff/, '')) as unknown
  } catch {
    throw new UsageError('not-json', { option: `--${name}` })
  }
}

/** Payment terms may be written as people do: « 30 jours fin de mois ». */
const withTerm = (field: string) => (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  const term = (value as Record<string, unknown>)[field]
  return typeof term === 'string' ? { ...value, [field]: parsePaymentTerm(term) ?? term } : value
}

const PartialCompany = z.preprocess(withTerm('defaultPaymentTerm'), z.strictObject({ ...Company.partial().shape, address: Company.shape.address.partial().strict().optional() }))
const Mapping = z.preprocess(withTerm('paymentTerm'), z.strictObject(ImportOptions.shape))

function shaped<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const field = [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.')
  throw new UsageError('wrong-field', { option: `--${name}`, field })
}

/** The company given, completed with empty fields; named after the folder when none is given. */
export function companyOf(args: Arguments, defaultName: string): Company {
  const json = jsonOf(args, 'company')
  const blank = blankCompany(defaultName)
  if (json === null) return blank
  const given = shaped(PartialCompany, json, 'company')
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return Company.parse({ ...blank, ...filled, address: { ...blank.address, ...given.address } })
}

/** The keys of `--mapping`, for the help. */
export const mappingKeys: readonly string[] = Object.keys(ImportOptions.shape)

/** The answer that gets past a refusal of the file, as `--mapping` takes it; null when no answer does. */
export function mappingHint(code: string, details: ErrorDetails): string | null {
  switch (code) {
    case 'import.unbalanced': return '{"acceptUnbalanced":true}'
    case 'import.no-customer-lines': return `{"customerAccountPrefix":"${details['prefix'] === '411' ? '41' : '411'}"}`
    case 'import.wrong-encoding': return '{"encoding":"windows-1252"}'
    case 'import.no-headers': return '{"headerLine":1}'
    default: return null
  }
}

export function mappingOf(args: Arguments): ImportOptions {
  const json = jsonOf(args, 'mapping')
  return json === null ? {} : ImportOptions.parse(shaped(Mapping, json, 'mapping'))
}
