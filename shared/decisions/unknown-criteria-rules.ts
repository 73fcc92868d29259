import { z } from 'zod'
import { ANY, compileCriterion } from './cell-rules.ts'
import { alternativesOf } from './pattern-rules.ts'
import { cellOf, columnsOf, type DecisionRow, type DecisionTableName } from './table-rules.ts'

/** Criteria that name something of the dossier: a row whose name is written otherwise is for nobody. */
const NamingCriterion = z.enum(['classification', 'category', 'providerCode', 'predefinedCode'])

/** A name that fits nothing known; `key` names its column below `decisions.column.` */
export const UnknownCriterion = z.object({ position: z.int(), key: NamingCriterion, text: z.string() })
export type UnknownCriterion = z.output<typeof UnknownCriterion>

/** What the dossier has today. */
export interface KnownNames {
  categories: readonly { classification: string; category: string }[]
  classifications: readonly string[]
  providerCodes: readonly string[]
  predefinedCodes: readonly string[]
}

/** Each value of a criterion that nothing known fits, accents and case counting as when it is asked: nothing is refused, a name may come later. */
export function unknownCriteria(table: DecisionTableName, rows: readonly DecisionRow[], known: KnownNames): UnknownCriterion[] {
  const keys = columnsOf(table).flatMap(({ key }) => NamingCriterion.safeParse(key).data ?? [])
  return rows.flatMap((row) => keys.flatMap((key) => {
    const cell = cellOf(table, row, key as never)
    if (cell === ANY) return []
    const names = namesFor(key, cellOf(table, row, 'classification'), known)
    return alternativesOf(cell).filter((text) => !names.some(compileCriterion('pattern', text))).map((text) => ({ position: row.position, key, text }))
  }))
}

function namesFor(key: z.output<typeof NamingCriterion>, classification: string, { categories, classifications, providerCodes, predefinedCodes }: KnownNames): readonly string[] {
  switch (key) {
    case 'classification': return classifications
    case 'category': {
      const accepts = compileCriterion('pattern', classification)
      // of an unknown classification, which is told itself, any category will do
      const own = classifications.some(accepts) ? categories.filter((category) => accepts(category.classification)) : categories
      return own.map(({ category }) => category)
    }
    case 'providerCode': return providerCodes
    default: return predefinedCodes
  }
}
