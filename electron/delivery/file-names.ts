import { join } from 'node:path'

/** Names Windows keeps for devices, also with an extension behind (`CON.pdf`). */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i

/** Windows programs still fail beyond 260 characters; some room is left for `.tmp` and for a copy to another folder. */
const MAX_PATH = 240

/**
 * A text (a customer's name, a title) as a file name without extension that every Windows and Unix file system takes: no separators, streams (`:`), wild cards,
 * control or direction marks, device names, leading or trailing dots and spaces.
 */
export function safeName(text: string, maxLength = 80): string {
  const plain = text.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu, '').replace(/["<>|*?:/\\]/g, '-').replace(/\s+/gu, ' ')
  const trimmed = trim(Array.from(trim(plain)).reduce((name, character) => (name.length + character.length > maxLength ? name : name + character), ''))
  if (trimmed === '') return '_'
  return DEVICE.test(trimmed) ? `_${trimmed}` : trimmed
}

const trim = (name: string): string => name.replace(/^[\s.]+|[\s.]+$/gu, '')

/**
 * A path in `folder` that no other one of this run has (case apart, as Windows sees it): `name.pdf`, `name (2).pdf`…, shortened until the whole path fits.
 * @param extension without the dot
 * @param taken paths already given, lower case; the new one is added
 */
export function freePath(folder: string, name: string, extension: string, taken: Set<string>): string {
  const safe = safeName(name)
  for (let copy = 1; ; copy++) {
    const suffix = `${copy === 1 ? '' : ` (${copy})`}.${extension}`
    const room = Math.max(8, MAX_PATH - join(folder, 'x').length + 1 - suffix.length)
    const path = join(folder, `${safe.length > room ? safeName(safe, room) : safe}${suffix}`)
    if (taken.has(path.toLowerCase())) continue
    taken.add(path.toLowerCase())
    return path
  }
}
