import { z } from 'zod'
import { MAX_TERM_DAYS, type PaymentTerm as Term } from './payment-term-rules.ts'

/** Payment terms in a request. Apart from their rules: the thread that reads imports counts its memory, and checks no request. */
export const PaymentTerm = z.object({
  days: z.int().min(0).max(MAX_TERM_DAYS),
  endOfMonth: z.enum(['no', 'after-days', 'before-days']),
  dayOfMonth: z.int().min(1).max(31).nullable(),
}) satisfies z.ZodType<Term>
