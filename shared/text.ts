/** A text as searches compare it: no accents, lower case, ligatures opened, runs of white space as one space. `Œuvre  Hélène` → `oeuvre helene`. */
export function normalise(text: string): string {
  // most of the cost, and for nothing in a plain text
  const plain = /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')
  return plain.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').replace(/[’`´]/g, "'").replace(/\s+/g, ' ').trim()
}

/** A document number as searches compare it: lower case, without white space. `FA 0012` → `fa0012`. */
export function normaliseNumber(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '')
}

/**
 * A text as it may stand in a letter or an e-mail: line breaks stay, tabs become spaces; other control characters, and marks that hide characters or
 * turn the direction of a line (so that one reads something else than what is written), go.
 */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\t', ' ').replace(/[^\P{Cc}\n]|[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu, '')
}

/** The order of a list a person reads: of French words, and of numbers within them by what they are worth. */
export const inFrenchOrder: (one: string, other: string) => number = new Intl.Collator('fr', { numeric: true }).compare
