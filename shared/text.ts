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
