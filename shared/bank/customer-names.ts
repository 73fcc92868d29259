import { fullName, nameLikeness, nameWords } from './name-rules.ts'
import type { NameEvidence } from './objection-rules.ts'

/** Likeness from which a payer is a customer, and from which he may be. The next customer must be this much less like him. */
const SAME_NAME = 0.9
const LIKE_NAME = 0.6
const NAME_MARGIN = 0.12
const MAX_ALIKE = 8

/** Customers by what they are called, however a bank writes it. */
export class CustomerNames {
  private readonly customers = new Map<number, { name: string; words: string[]; full: string }>()
  private readonly byStem = new Map<string, number[]>()
  /** How many customers have a word in their names */
  private readonly uses = new Map<string, number>()
  /** The same payers are asked for again after each acceptance. */
  private readonly answers = new Map<string, [number, NameEvidence][]>()

  add(id: number, name: string): void {
    const words = nameWords(name)
    this.customers.set(id, { name, words, full: fullName(name) })
    for (const word of words) this.uses.set(word, (this.uses.get(word) ?? 0) + 1)
    for (const stem of new Set(words.flatMap(stemsOf))) {
      const ids = this.byStem.get(stem)
      if (ids) ids.push(id)
      else this.byStem.set(stem, [id])
    }
  }

  nameOf(id: number): string {
    return this.customers.get(id)?.name ?? ''
  }

  /** Customers a payer may be, by the words of his name. @param full his name with its legal form, '' without one */
  named(words: string[], full: string): [number, NameEvidence][] {
    const key = `${words.join(' ')}|${full}`
    const answer = this.answers.get(key) ?? this.find(words, full)
    this.answers.set(key, answer)
    return answer
  }

  private find(words: string[], full: string): [number, NameEvidence][] {
    const candidates = new Set(words.flatMap(stemsOf).flatMap((stem) => this.byStem.get(stem) ?? []))
    const scored = [...candidates].map((id) => ({ id, likeness: nameLikeness(words, this.customers.get(id)!.words, this.weightOf) })).filter(({ likeness }) => likeness >= LIKE_NAME).sort((left, right) => right.likeness - left.likeness)
    const [best, next] = scored
    if (!best) return []
    if (best.likeness >= SAME_NAME) {
      if (!next || best.likeness - next.likeness >= NAME_MARGIN) return [[best.id, 'same']]
      const [exact, ...more] = full === '' ? [] : scored.filter(({ id }) => this.customers.get(id)!.full === full)
      if (exact && more.length === 0) return [[exact.id, 'same']]
    }
    return scored.slice(0, MAX_ALIKE).map(({ id, likeness }) => [id, likeness >= SAME_NAME ? 'shared' : 'like'])
  }

  /** Rare words tell more. */
  private readonly weightOf = (word: string): number => Math.log2(2 + this.customers.size / ((this.uses.get(word) ?? 0) + 1))
}

/** Where words that are alike meet: the beginning, and the end of those long enough for a wrong letter. */
const stemsOf = (word: string): string[] => (word.length >= 5 ? [word.slice(0, 3), `…${word.slice(-3)}`] : [word.slice(0, 3)])
