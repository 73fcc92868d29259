/** Encodings of the files accountants have at hand. */
export const TEXT_ENCODINGS = ['utf-8', 'windows-1252', 'cp850', 'macintosh', 'utf-16le'] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

/** Characters of the bytes 0x80 to 0xFF in code page 850 (DOS, still written by some accounting programs). */
const CP850 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** Decodes a text of which each character is one byte of code page 850 (a latin1 string). */
export function decodeCp850(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, (character) => CP850[character.charCodeAt(0) - 0x80]!)
}

/** What the accents and marks of a French text usually are; and those of its neighbours' names, which are no evidence but no surprise either. */
const FRENCH = 'éèêëàâçîïôùûüÉÈÊËÀÂÇÎÏÔÙÛÜœŒ°«»’€²'
const FOREIGN = 'äöñáíóúìòãõåøßæÄÖÑÁÍÓÚÌÒÃÕÅØÆ‘“”–—…§µ·©®¼½¾±×ªº¹³¢£¥´¨¿¡\u00a0\u00ad'

/** The letters beside a byte: a small letter in the middle of capitals was no letter of that text. */
type Beside = 0 | 1 | 2
const [ANYTHING, SMALL, CAPITAL] = [0, 1, 2] as const

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a

/** `hÉl` and `Hél` ask for a small letter, `SOCIÉTÉ` for a capital. */
function besides(before: number, after: number): Beside {
  if (isSmall(before) || (isCapital(before) && isSmall(after))) return SMALL
  return isCapital(before) || isCapital(after) ? CAPITAL : ANYTHING
}

function fits(character: string, beside: Beside, among: string): boolean {
  if (!among.includes(character)) return false
  const small = character.toLowerCase()
  return beside === ANYTHING || small === character.toUpperCase() || (small === character) === (beside === SMALL)
}

/** Where in a word a byte stands. */
const [ALONE, FIRST, LAST, WITHIN] = [0, 1, 2, 3] as const

/** Bytes beyond ASCII are letters nearly always, but for the no-break space of windows-1252. */
const isInWord = (code: number): boolean => isSmall(code) || isCapital(code) || (code >= 0x80 && code !== 0xa0)
const placeOf = (before: number, after: number): number => (isInWord(before) ? (isInWord(after) ? WITHIN : LAST) : isInWord(after) ? FIRST : ALONE)

/** The marks that word processors make, each where a French text has it. */
const TYPOGRAPHIC: Readonly<Record<string, number>> = { '–': ALONE, '—': ALONE, '…': LAST, '“': FIRST, '”': LAST }

/** What speaks for an encoding: a usual letter, of which only `à` makes a word, or a mark in its place. */
function isEvidence(character: string, beside: Beside, place: number): boolean {
  if (character in TYPOGRAPHIC) return TYPOGRAPHIC[character] === place
  return fits(character, beside, FRENCH) && (place !== ALONE || !/[^àÀ\P{L}]/u.test(character))
}

/** How often each byte beyond ASCII occurs, by what stands beside it and where in a word it stands. */
export type HighBytes = Uint32Array
const SITUATIONS = 3 * 4
export const noHighBytes = (): HighBytes => new Uint32Array(SITUATIONS * 256)

export function countHighBytes(counts: HighBytes, bytes: Uint8Array): void {
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!
    if (byte < 0x80) continue
    const [before, after] = [bytes[index - 1] ?? 0, bytes[index + 1] ?? 0]
    counts[SITUATIONS * byte + 4 * besides(before, after) + placeOf(before, after)]!++
  }
}

const decoded = (encoding: 'windows-1252' | 'macintosh'): string => new TextDecoder(encoding).decode(Uint8Array.from({ length: 0x80 }, (_value, index) => 0x80 + index))
/** In this order where the evidence is the same. */
const TABLES = [['windows-1252', decoded('windows-1252')], ['cp850', CP850], ['macintosh', decoded('macintosh')]] as const

/** Tells windows-1252, code page 850 and Mac Roman by how many bytes beyond ASCII are usual French characters where they stand. */
export function guessLegacyEncoding(counts: HighBytes): (typeof TABLES)[number][0] {
  const score = (table: string): number => sumOf(counts, (byte, beside, place) => isEvidence(table[byte - 0x80]!, beside, place))
  return TABLES.map(([encoding, table]) => ({ encoding, score: score(table) })).reduce((best, other) => (other.score > best.score ? other : best)).encoding
}

function sumOf(counts: HighBytes, isCounted: (byte: number, beside: Beside, place: number) => boolean): number {
  let sum = 0
  for (let slot = SITUATIONS * 0x80; slot < counts.length; slot++) {
    if (counts[slot]! > 0 && isCounted(Math.floor(slot / SITUATIONS), Math.floor((slot % SITUATIONS) / 4) as Beside, slot % 4)) sum += counts[slot]!
  }
  return sum
}

/** A fifth of the accents makes no sense where it stands: the encoding is none of those known. */
const MOST_ODD = 0.2

/** Whether so much of a text makes no sense in an encoding that its reading is in doubt. */
export function isReadingDoubtful(counts: HighBytes, encoding: (typeof TABLES)[number][0]): boolean {
  const table = TABLES.find(([name]) => name === encoding)![1]
  const all = sumOf(counts, () => true)
  return all > 0 && sumOf(counts, (byte, beside) => !fits(table[byte - 0x80]!, beside, FRENCH + FOREIGN)) > MOST_ODD * all
}

/** What remains of `é` and `’` in UTF-8 read as windows-1252 and written as UTF-8 again, and of what an earlier program could not read. */
const BROKEN = /Ã[\u0080-\u00bf]|â€|\ufffd/

/** A word of which a character makes no sense, to show it; null when there is none. */
export function oddWord(text: string): string | null {
  for (const word of text.match(/[^\s;|,"]*[^\0-\x7f;][^\s;|,"]*/g) ?? []) {
    if (BROKEN.test(word)) return word.slice(0, 40)
    for (let index = 0; index < word.length; index++) {
      const character = word[index]!
      if (character > '\x7f' && character < '\u3000' && !fits(character, besides(word.charCodeAt(index - 1), word.charCodeAt(index + 1)), FRENCH + FOREIGN)) return word.slice(0, 40)
    }
  }
  return null
}

/** Text of two bytes a character without the mark that would say so: nearly every second byte is 0, the others are of a text. */
export function isUtf16WithoutMark(head: Uint8Array): boolean {
  const pairs = Math.floor(head.length / 2)
  let plain = 0
  for (let pair = 0; pair < pairs; pair++) {
    const [low, high] = [head[2 * pair]!, head[2 * pair + 1]!]
    if (high === 0 && (low >= 0x20 || low === 9 || low === 10 || low === 13)) plain++
  }
  return pairs > 0 && plain >= 0.9 * pairs
}
