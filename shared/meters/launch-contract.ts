import { z } from 'zod'
import { PreparationCriteria } from '../contracts/contract-contract.ts'
import { Id, LocalDateSchema } from '../schemas.ts'

/**
 * What [Demande de relevés] hands to the screen « Demande de relevés » (route 'meter-requests', in the history's state).
 * After calculation everything is as the simulation had it, whatever was changed on the screen since (M-035).
 */
export const RequestLaunch = z.object({
  /** « En masse », or from one solution's sheet */
  origin: z.enum(['bulk', 'contract']),
  isAfterCalculation: z.boolean(),
  criteria: PreparationCriteria,
  /** After calculation: the rules found billable. Before: null, the criteria choose. */
  ruleIds: z.array(Id).nullable(),
  /** « Paramètres de génération »: no request for an asset with a real reading in the so many days before the work date; null: for all. Null after calculation (AMB-16). */
  unlessReadWithinDays: z.int().min(1).max(3650).nullable(),
  /** « Sans relevé depuis le »: only assets whose last real reading is older (M-031). */
  withoutReadingSince: LocalDateSchema.nullable(),
})
export type RequestLaunch = z.output<typeof RequestLaunch>
