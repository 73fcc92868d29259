import type { SeenDueDates, Selection } from '../../shared/reminders/reminder-contract.ts'
import type { IdList } from '../ui/grid-source.ts'

/**
 * « relancé »: which due dates of a selection are ticked, with their count and sum always right.
 * Typed arrays outside the heap: a million rows cost 13 MB with the result's own, and « Tout sélectionner » a few milliseconds.
 */
export interface Ticks {
  readonly count: number
  readonly totalCents: number
  isTicked: (id: number) => boolean
  set: (id: number, isTicked: boolean) => void
  setAll: (ids: IdList, isTicked: boolean) => void
  clear: () => void
  /** Ids of the ticked due dates, in the order of the selection */
  ids: () => IdList
  /** The ticked due dates as the selection showed them, in its order */
  seen: () => Omit<SeenDueDates, 'registerLength'>
  /** These due dates as the selection showed them, ticked or not; those it does not hold are left out */
  shown: (some: IdList) => Omit<SeenDueDates, 'registerLength'>
  /** A due date's level is another from now on: what its letter gave it */
  setLevel: (id: number, level: number) => void
  /** Ticks what was ticked in another selection and shows the same here: what has changed since has to be looked at again */
  keep: (seen: Omit<SeenDueDates, 'registerLength'>) => void
}

export function createTicks({ ids, openCents, levels: foundLevels }: Pick<Selection, 'ids' | 'openCents' | 'levels'>): Ticks {
  const positions = positionsById(ids)
  const ticked = new Uint8Array(ids.length)
  const levels = foundLevels.slice()
  let count = 0
  let totalCents = 0

  const set = (id: number, isTicked: boolean): void => {
    const position = (positions[id] ?? 0) - 1
    if (position < 0 || ticked[position] === Number(isTicked)) return
    ticked[position] = Number(isTicked)
    count += isTicked ? 1 : -1
    totalCents += isTicked ? openCents[position]! : -openCents[position]!
  }

  const seen = (): ReturnType<Ticks['seen']> => {
    const found = { ids: new Int32Array(count), openCents: new Float64Array(count), levels: new Uint8Array(count) }
    for (let position = 0, next = 0; position < ids.length; position++) {
      if (ticked[position] !== 1) continue
      found.ids[next] = ids[position]!
      found.openCents[next] = openCents[position]!
      found.levels[next] = levels[position]!
      next++
    }
    return found
  }

  return {
    get count() { return count },
    get totalCents() { return totalCents },
    isTicked: (id) => ticked[(positions[id] ?? 0) - 1] === 1,
    set,
    setAll: (some, isTicked) => { for (const id of some) set(id, isTicked) },
    clear: () => { ticked.fill(0); count = 0; totalCents = 0 },
    ids: () => seen().ids,
    seen,
    shown: (some) => {
      const places = some.map((id) => (positions[id] ?? 0) - 1).filter((position) => position >= 0)
      return { ids: places.map((position) => ids[position]!), openCents: Float64Array.from(places, (position) => openCents[position]!), levels: Uint8Array.from(places, (position) => levels[position]!) }
    },
    setLevel: (id, level) => {
      const position = (positions[id] ?? 0) - 1
      if (position >= 0) levels[position] = level
    },
    keep: (seenBefore) => {
      seenBefore.ids.forEach((id, index) => {
        const position = (positions[id] ?? 0) - 1
        if (position >= 0 && openCents[position] === seenBefore.openCents[index] && levels[position] === seenBefore.levels[index]) set(id, true)
      })
    },
  }
}

/** 1 + the position of each id in `ids`, 0 for ids that are not in it: due date ids are small and dense, an array beats a Map tenfold. */
function positionsById(ids: IdList): IdList {
  let highest = 0
  for (const id of ids) if (id > highest) highest = id
  const positions = new Int32Array(highest + 1)
  for (let position = 0; position < ids.length; position++) positions[ids[position]!] = position + 1
  return positions
}
