/** The window never sends more; a million ids are 4 MB. */
export const MAX_INPUT_BYTES = 32 * 1024 * 1024

/**
 * About how many bytes a structured-cloned value holds, without serialising it. Stops counting once above `limit`.
 * Cycles cannot hang it: every visit counts.
 */
export function inputSize(value: unknown, limit = MAX_INPUT_BYTES): number {
  let size = 0
  const waiting: unknown[] = [value]
  while (waiting.length > 0 && size <= limit) {
    const next = waiting.pop()
    size += 8
    if (typeof next === 'string') size += next.length * 2
    else if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) size += next.byteLength
    else if (next instanceof Map) waiting.push(...next.keys(), ...next.values())
    else if (next instanceof Set) waiting.push(...next)
    else if (Array.isArray(next)) size = pushItems(next, waiting, size, limit)
    else if (typeof next === 'object' && next !== null) {
      for (const [key, item] of Object.entries(next)) {
        size += key.length * 2
        waiting.push(item)
      }
    }
  }
  return size
}

/** An array long enough to be above the limit by its length alone is not looked into. */
function pushItems(items: unknown[], waiting: unknown[], size: number, limit: number): number {
  if (items.length * 8 > limit) return size + items.length * 8
  for (const item of items) waiting.push(item)
  return size
}
