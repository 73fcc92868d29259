import { z } from 'zod'

/** A language Relais speaks: of the window (a preference of the machine), of the letters (a field of the customer). */
export const Language = z.enum(['fr', 'en'])
export type Language = z.infer<typeof Language>
