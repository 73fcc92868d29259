import { AppError } from '../../shared/errors.ts'

/** What OFX 1 (SGML) and OFX 2 (XML) have in common: an element with its text and its line. */
export interface MarkupElement { name: string; text: string; line: number; children: MarkupElement[] }

interface OpenElement extends MarkupElement { children: OpenElement[] }

/** No bank's file has more; one that has was made to exhaust whoever reads it. */
const MAX_DEPTH = 50
const MAX_ELEMENTS = 1_000_000

/**
 * Reads the SGML of OFX 1: elements that hold a value are not closed, or are. An element closed by the end of its parent was a value, mostly an empty one:
 * what follows it are its parent's children.
 * @throws AppError('bank.tag') for an end without a beginning, ('bank.truncated') when the document has no end
 */
export function readSgml(text: string): MarkupElement {
  const stack: OpenElement[] = []
  let root: OpenElement | null = null
  let count = 0
  let line = 1
  let counted = 0
  for (const match of text.matchAll(/<(\/?)([A-Za-z][\w.]{0,63})>([^<]*)/g)) {
    line += countLines(text, counted, match.index)
    counted = match.index
    const [, slash = '', tag = '', body = ''] = match
    const name = tag.toUpperCase()
    if (root && stack.length === 0) throw new AppError('bank.tag', { line, name })
    if (slash === '/') {
      close(stack, name, line)
      continue
    }
    if (++count > MAX_ELEMENTS || stack.length >= MAX_DEPTH) throw new AppError('bank.too-complex', { line })
    const element: OpenElement = { name, text: decodeEntities(body).trim(), line, children: [] }
    const parent = openParent(stack)
    if (parent) parent.children.push(element)
    else root = element
    stack.push(element)
  }
  if (!root || stack.length > 0) throw new AppError('bank.truncated', { line: stack[0]?.line ?? line })
  return root
}

/** A value that was not closed ends where the next element begins. */
function openParent(stack: OpenElement[]): OpenElement | undefined {
  while (stack.length > 1 && stack.at(-1)!.text !== '') stack.pop()
  return stack.at(-1)
}

function close(stack: OpenElement[], name: string, line: number): void {
  const position = stack.findLastIndex((element) => element.name === name)
  if (position < 0) throw new AppError('bank.tag', { line, name })
  while (stack.length > position + 1) {
    const empty = stack.pop()!
    const parent = stack.at(-1)!
    // there may be more of them than a call takes arguments
    for (const child of empty.children) parent.children.push(child)
    empty.children = []
  }
  stack.pop()
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: ' ' }

/** The few that banks write, and numbers; anything else stays as it is. Nothing is ever looked up. */
const decodeEntities = (text: string): string => text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16)
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
})
