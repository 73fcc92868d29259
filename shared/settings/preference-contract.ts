import { z } from 'zod'
import { command, query } from '../call.ts'
import { Nothing } from '../schemas.ts'

/** What a person sets for himself on this machine, whatever the dossier. */
export const Preferences = z.object({
  locale: z.enum(['fr', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Column widths, order and sort of each grid, by grid name, as AG Grid gives them. */
  grids: z.record(z.string(), z.unknown()),
})
export type Preferences = z.output<typeof Preferences>

export const preferenceContract = {
  get: query(Nothing, Preferences),
  save: command(Preferences, Preferences),
}
