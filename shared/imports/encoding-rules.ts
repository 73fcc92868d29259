/** Encodings of the files accountants have at hand. */
export type TextEncoding = 'utf-8' | 'windows-1252' | 'cp850' | 'utf-16le'

/** Characters of the bytes 0x80 to 0xFF in code page 850 (DOS, still written by some accounting programs). */
const CP850 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** What each high byte of a French text usually is: accented letters, the degree sign, quotes. */
const FRENCH = 'éèêëàâçîïôùûüÉÈÊÀÇÔÎœŒ°«»’€²'

/** Decodes a text of which each character is one byte of code page 850 (a latin1 string). */
export function decodeCp850(latin1: string): string {
  return latin1.replace(/[\x80-\xff]/g, (character) => CP850[character.charCodeAt(0) - 0x80]!)
}

const windows1252 = new TextDecoder('windows-1252')
const isFrench = (character: string): boolean => FRENCH.includes(character)

/**
 * Tells code page 850 from windows-1252 by how many high bytes are usual French characters in each.
 * @param counts how often each byte value (0 to 255) occurs
 */
export function guessLegacyEncoding(counts: ArrayLike<number>): 'cp850' | 'windows-1252' {
  let dos = 0
  let windows = 0
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const count = counts[byte] ?? 0
    if (count === 0) continue
    if (isFrench(CP850[byte - 0x80]!)) dos += count
    if (isFrench(windows1252.decode(Uint8Array.of(byte)))) windows += count
  }
  return dos > windows ? 'cp850' : 'windows-1252'
}
