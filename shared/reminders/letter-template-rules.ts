import { Liquid, type Template } from 'liquidjs'
import { AppError } from '../errors.ts'
import type { TemplateWords } from './letter-template-contract.ts'

/**
 * What a wording may name, in French because clerks write it: `{{ client.nom }}`. Nothing else exists.
 * Described for the editor by `letters.variable.<name>` in the catalogue. The table of due dates and its total are no part of the wording.
 */
export const LETTER_VARIABLES = [
  'client.nom', 'client.code', 'client.ville', 'client.entreprise', 'client.particulier', 'client.organisme_public',
  'societe.nom', 'societe.ville', 'societe.telephone', 'societe.email', 'societe.signataire',
  'total', 'avec_deduction', 'deduction', 'avec_interets', 'interets', 'indemnites', 'net_a_payer',
  'des_factures', 'nombre_factures', 'nombre_echeances', 'retard_max', 'premiere_echeance', 'date', 'delai', 'date_limite', 'niveau', 'deja_relance', 'rappel_interets',
] as const
export type LetterVariable = (typeof LETTER_VARIABLES)[number]
export type LetterValues = Values<LetterVariable>
export type Values<Name extends string> = Record<Name, string | number | boolean>

/** The parts of a wording, as keys of TemplateWords. */
export const TEMPLATE_PARTS = ['subject', 'body', 'closing'] as const
export type TemplatePart = (typeof TEMPLATE_PARTS)[number]

/** A checked wording, to be filled in for each letter. */
export interface Wording<Name extends string> {
  write(values: Values<Name>): { subject: string; body: string[]; closing: string[] }
}
export type LetterWording = Wording<LetterVariable>

/** Conditions only: no loops, no inclusions, no assignments, so that a wording ends and stays small whatever it says. */
const TAGS = ['if', 'unless', 'case']

const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, memoryLimit: 100_000, parseLimit: 25_000 })
for (const name of Object.keys(engine.filters)) Reflect.deleteProperty(engine.filters, name)
for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) Reflect.deleteProperty(engine.tags, name)

/** Reads and checks a letter's wording once. Throws as compileTemplate. */
export const compileWording = (template: TemplateWords): LetterWording => compileTemplate(template, LETTER_VARIABLES)

/** Reads and checks, once, a wording that may name these variables alone. @throws AppError template.invalid {part, partKey, line, reasonKey, name} on its first mistake */
export function compileTemplate<Name extends string>(template: TemplateWords, names: readonly Name[]): Wording<Name> {
  const parts = Object.fromEntries(TEMPLATE_PARTS.map((part) => [part, compilePart(part, template[part], names)])) as Record<TemplatePart, (values: Values<Name>) => string>
  return {
    write: (values) => ({ subject: parts.subject(values).replace(/\s+/g, ' ').trim(), body: paragraphs(parts.body(values)), closing: paragraphs(parts.closing(values)) }),
  }
}

function compilePart<Name extends string>(part: TemplatePart, source: string, names: readonly Name[]): (values: Values<Name>) => string {
  const parsed = told(part, () => engine.parse(source))
  refuseUnknownVariables(part, parsed, names)
  return (values) => told(part, () => String(engine.renderSync(parsed, nested(values))))
}

function refuseUnknownVariables(part: TemplatePart, parsed: Template[], names: readonly string[]): void {
  const { variables } = told(part, () => engine.analyzeSync(parsed, { partials: false }))
  for (const { segments, location } of Object.values(variables).flat()) {
    const name = segments.map((segment) => (typeof segment === 'string' ? segment : '[…]')).join('.')
    if (!names.includes(name)) throw invalid(part, location.row, 'unknown-variable', name)
  }
}

/** `{ 'client.nom': … }` as `{ client: { nom: … } }`, which is how Liquid looks names up. */
function nested(values: Values<string>): Record<string, unknown> {
  const scope: Record<string, Record<string, unknown>> & Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const [group, field] = name.split('.') as [string, string?]
    if (field === undefined) scope[group] = value as never
    else (scope[group] ??= {})[field] = value
  }
  return scope
}

/** An empty line ends a paragraph; one that a condition left empty disappears. */
function paragraphs(text: string): string[] {
  return text.split(/\n[^\S\n]*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '')
}

function told<T>(part: TemplatePart, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) throw error
    const { message, token } = error as Error & { token?: { input: string; begin: number; getPosition?(): [number, number] } }
    const line = token?.getPosition?.()[0] ?? 1
    const unknownTag = /^tag "(.+?)" not found/.exec(message)?.[1]
    if (unknownTag !== undefined) throw invalid(part, line, 'unknown-tag', unknownTag)
    const unknownFilter = /^undefined filter: (\S+?),/.exec(message)?.[1]
    if (unknownFilter !== undefined) throw invalid(part, line, 'unknown-filter', unknownFilter)
    const unclosed = /^(?:tag|output) "?(.+?)"? not closed/s.exec(message)?.[1]
    if (unclosed !== undefined) throw invalid(part, line, 'not-closed', unclosed)
    if (message.includes('limit exceeded')) throw invalid(part, line, 'too-large', '')
    throw invalid(part, line, 'syntax', token ? instructionAt(token.input, token.begin) : '')
  }
}

/** The `{{ … }}` or `{% … %}` that holds a place of the text; Liquid's own words are in English. */
function instructionAt(source: string, at: number): string {
  const instructions = [...source.matchAll(/\{\{.*?\}\}|\{%.*?%\}/gs)]
  return instructions.find(({ 0: { length }, index }) => index <= at && at < index + length)?.[0] ?? ''
}

function invalid(part: TemplatePart, line: number, reason: string, name: string): AppError {
  return new AppError('template.invalid', { part, partKey: `letters.part.${part}`, line, reasonKey: `letters.invalid.${reason}`, name })
}
