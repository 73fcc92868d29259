import { inject, type InjectionKey } from 'vue'

/** Where grids keep their column widths, order and sort from one day to the next. */
export interface GridMemory {
  load: (grid: string) => unknown
  save: (grid: string, state: unknown) => void
}

export const gridMemoryKey: InjectionKey<GridMemory> = Symbol('grid-memory')

/** The memory the program gives, or one that forgets. */
export function useGridMemory(): GridMemory {
  return inject(gridMemoryKey, () => ({ load: () => undefined, save: () => undefined }), true)
}
