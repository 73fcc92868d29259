import { normalise } from '../text.ts'

const LEGAL_FORMS = 'sarl sas sasu sa eurl sci snc scp selarl scop gie earl gaec eirl'.split(' ')

/** Legal forms, civilities and small words, which banks drop or add. */
const EMPTY_WORDS = new Set([...LEGAL_FORMS, ...('ei sc ste societe soc ets etablissements etablissement etabl entreprise ent cie compagnie '
  + 'm mr mme mlle monsieur madame mademoiselle ou et de du des la le les l d a au aux en pour par sur').split(' ')])

const wordsIn = (name: string): string[] => normalise(name).split(/[^a-z0-9]+/).filter((word) => word !== '')

/** Words that tell one name from another. */
export function nameWords(name: string): string[] {
  const words = wordsIn(name)
  const telling = words.filter((word, index) => !EMPTY_WORDS.has(word) && word.length > 1 && !(index > 0 && index === words.length - 1 && isCutForm(word)))
  return telling.length > 0 ? telling : words.filter((word) => word.length > 1)
}

/** « EUR » at the end of what a bank has cut */
const isCutForm = (word: string): boolean => word.length > 1 && LEGAL_FORMS.some((form) => form.startsWith(word))

/** The name with its legal form, which tells « Roy SAS » from « Roy EURL »; '' without one: the payer's bank may have dropped it. */
export function fullName(name: string): string {
  const words = wordsIn(name)
  return words.some((word) => LEGAL_FORMS.includes(word)) ? words.join(' ') : ''
}

/** Words that begin what is paid, as they remain at the end of a label that was cut. */
const PURPOSE_WORDS = 'motif facture reglement reglt paiement solde acompte votre notre commande client virement'.split(' ')
const withoutCutPurpose = (words: string): string => words.replace(/ ([a-z]{2,})$/, (whole, last: string) => (PURPOSE_WORDS.some((word) => word.startsWith(last)) ? '' : whole))

/** Where the name ends and what is paid begins. */
const PURPOSE = /\s(?:\/?(?:motif|ref|rem|id|bq|libelle|lib|objet|note|mot)\b|(?:fact?|factures?|fc|fa|fac|inv|invoice|reg|regl|reglement|rglt|paiement|pmt|votre|vos|notre|nos|solde|acompte|facture\w*|cmd|commande|client|cli|n[o°]?)\b).*$/
const TRANSFER = /^(?:(?:vir(?:ement)?s?|virt|sepa|inst(?:antane)?|recus?|web|fav|faveur|credit|cpt|de|emis|du|permanent|emetteur|donneur|ordre)(?![a-z0-9])|[:/\s])+/

/**
 * Who has paid, out of what the bank prints: « VIR SEPA RECU /DE DUPONT SARL /MOTIF FACT 2026-0123 » is « dupont sarl ».
 * '' for cheques, cards and cash, whose labels name nobody.
 */
export function payerIn(label: string): string {
  const words = normalise(label)
  if (/^(?:rem(?:ise)?|cheques?|chq|cb|carte|tpe|versement|vers|esp)\b/.test(words)) return ''
  const named = /(?:^|\s)\/?\s?de[ :]+([^/]+?)(?=\s*\/|$)/.exec(words)?.[1]
  const rest = named ?? words.replace(TRANSFER, '')
  // a number, and whatever follows it, is no name
  return withoutCutPurpose(rest.replace(PURPOSE, '').replace(/\s[a-z]{0,4}\d[\d./-].*$|\s\d+$/, '').trim())
}

/** How well a payer's words and a customer's name are the same, 0 to 1: the share, by weight, of the customer's words found, lowered by words of the payer that are not his. */
export function nameLikeness(payer: string[], customer: string[], weightOf: (word: string) => number): number {
  if (payer.length === 0 || customer.length === 0) return 0
  const left = payer.map((word, index) => ({ word, isLast: index > 0 && index === payer.length - 1 }))
  let [found, whole] = [0, 0]
  for (const word of customer) {
    const weight = weightOf(word)
    whole += weight
    const best = left.reduce((chosen, other, index) => {
      // what is left of a word at the end of a line
      const likeness = other.isLast && word.startsWith(other.word) && word !== other.word ? 0.8 : wordLikeness(word, other.word)
      return likeness > chosen.likeness ? { index, likeness } : chosen
    }, { index: -1, likeness: 0 })
    if (best.index < 0) continue
    found += weight * best.likeness
    left.splice(best.index, 1)
  }
  const strangers = left.reduce((total, { word }) => total + weightOf(word), 0)
  return (found / whole) * (1 - 0.5 * (strangers / (strangers + whole)))
}

/** 1 for the same word, less for one cut short or with a letter wrong, 0 for another one. */
export function wordLikeness(left: string, right: string): number {
  if (left === right) return 1
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if (short.length >= 4 && long.startsWith(short)) return 0.9
  if (short.length >= 5 && long.length - short.length <= 1 && isOneEdit(short, long)) return 0.85
  return 0
}

/** One letter replaced, missing, too many, or two neighbours exchanged. */
function isOneEdit(short: string, long: string): boolean {
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end++
  const [shortRest, longRest] = [short.slice(start, short.length - end), long.slice(start, long.length - end)]
  return longRest.length <= 1 || (longRest.length === 2 && shortRest.length === 2 && shortRest[0] === longRest[1] && shortRest[1] === longRest[0])
}
