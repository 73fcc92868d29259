import type { CallContext } from '../../shared/call.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'

/**
 * Of due dates that the books settled wholly on a day they do not tell, those whose invoice was entered again with another customer: a later one bears its number, amount
 * and day, as happens when an invoice changes accounts and its former entry is answered for as settled. The day is not compared where a list gave none.
 */
const ENTERED_AGAIN = `SELECT d.id FROM json_each(?) c CROSS JOIN due_date d ON d.id = c.value CROSS JOIN invoice i ON i.id = d.invoice_id
  WHERE i.number_norm <> '' AND EXISTS (SELECT 1 FROM invoice again WHERE again.number_norm = i.number_norm AND again.kind = i.kind AND again.id > i.id AND again.organisation_id <> i.organisation_id
      AND (again.invoiced_on = i.invoiced_on OR i.is_day_assumed = 1) AND (SELECT sum(amount_cents) FROM due_date WHERE invoice_id = again.id) = (SELECT sum(amount_cents) FROM due_date WHERE invoice_id = i.id))
    AND NOT EXISTS (SELECT 1 FROM due_date part WHERE part.invoice_id = i.id AND part.settled_by_source_cents <> part.amount_cents)`

/** Due dates asked about at once. */
const CHUNK = 1000

/** Calls back each of these due dates whose invoice was entered again. */
export async function eachEnteredAgain(sql: Sql, settledIds: readonly number[], visit: (dueDateId: number) => void, context: CallContext): Promise<void> {
  const among = sql.prepare(ENTERED_AGAIN).pluck()
  for (let from = 0; from < settledIds.length; from += CHUNK) {
    for (const id of among.all(JSON.stringify(settledIds.slice(from, from + CHUNK))) as number[]) visit(id)
    await giveWay(context)
  }
}
