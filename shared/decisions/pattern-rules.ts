/** Why a criterion cannot be read; a key below `decisions.problem.` */
export type PatternProblem = 'empty' | 'escape' | 'special'

export type CompiledPattern = { ok: true; matches: (value: string) => boolean } | { ok: false; reason: PatternProblem; /** Place of the character, from 0 */ at: number }

/** Literal texts in order, anything between two of them: `GRAND.*` is ['GRAND', '']. */
type Alternative = string[]

/** What a regular expression would take for something else than itself; `|` and `.*` are read before. */
const SPECIAL = new Set('.*+?()[]{}^$|')
const isAlphanumeric = (character: string): boolean => /^[\p{L}\p{N}]$/u.test(character)

/**
 * Reads a criterion of a decision table: `*` alone accepts everything, `.*` or `(.*)` stands for any characters, `|` separates values,
 * `\` makes what follows a plain character. All of the value must match, case counts. Any other character that means something in a regular
 * expression is refused: it would surprise whoever knows them.
 */
export function compilePattern(cell: string): CompiledPattern {
  if (cell === '*') return { ok: true, matches: () => true }
  const alternatives: Alternative[] = []
  let alternative: Alternative = ['']
  let start = 0
  for (let at = 0; at < cell.length;) {
    const wildcard = cell.startsWith('(.*)', at) ? 4 : cell.startsWith('.*', at) ? 2 : 0
    const character = String.fromCodePoint(cell.codePointAt(at)!)
    if (wildcard > 0) {
      alternative.push('')
      at += wildcard
    } else if (character === '|') {
      if (at === start) return { ok: false, reason: 'empty', at }
      alternatives.push(alternative)
      alternative = ['']
      start = at += 1
    } else if (character === '\\') {
      const escaped = at + 1 < cell.length ? String.fromCodePoint(cell.codePointAt(at + 1)!) : ''
      if (escaped === '' || isAlphanumeric(escaped)) return { ok: false, reason: 'escape', at }
      extend(alternative, escaped)
      at += 1 + escaped.length
    } else if (SPECIAL.has(character)) {
      return { ok: false, reason: 'special', at }
    } else {
      extend(alternative, character)
      at += character.length
    }
  }
  if (start === cell.length) return { ok: false, reason: 'empty', at: start }
  alternatives.push(alternative)
  return { ok: true, matches: (value) => alternatives.some((texts) => isMadeOf(value, texts)) }
}

/** The values a criterion separates by `|`, each as it is written. */
export const alternativesOf = (cell: string): string[] => [...cell.matchAll(/(?:\\.|[^|\\])+/gsu)].map(([alternative]) => alternative)

const extend = (texts: Alternative, text: string): void => { texts.push((texts.pop() ?? '') + text) }

/**
 * Each text is looked for from the end of the one before; its earliest place leaves the most room for the rest, so that no place is ever given up
 * again: at most one comparison for each character of the value and of the criterion, whoever writes them.
 */
function isMadeOf(value: string, texts: Alternative): boolean {
  const first = texts[0]!
  if (texts.length === 1) return value === first
  const last = texts.at(-1)!
  const end = value.length - last.length
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false
  let from = first.length
  for (const text of texts.slice(1, -1)) {
    const found = value.indexOf(text, from)
    if (found < 0 || found + text.length > end) return false
    from = found + text.length
  }
  return true
}
