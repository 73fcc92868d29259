import { setImmediate } from 'node:timers/promises'
import type { CallContext } from '../../shared/call.ts'
import type { LetterGroup } from '../../shared/dashboard/dashboard-contract.ts'
import type { ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import type { LetterColumns } from '../../shared/dashboard/reminder-effect-rules.ts'
import { dayNumber, type LocalDate } from '../../shared/date.ts'
import { allChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { CHUNK, placesById } from './receivable-reader.ts'

/** The letters that left, read again when anything was written since: also a message that has left. */
export function letterReader(sql: Sql): (receivables: ReceivableColumns, context: CallContext) => Promise<LetterColumns> {
  let letters: LetterColumns | null = null
  let seen = -1
  return async (receivables, context) => {
    const now = allChanges(sql)
    if (letters && seen === now) return letters
    letters = null
    letters = await readLetters(sql, receivables, context)
    seen = now
    return letters
  }
}

type LetterRecord = LetterGroup & { id: number; sentOn: LocalDate }

/** A wording is told by the customer's profile and language as they are now: a letter does not keep them. */
async function readLetters(sql: Sql, { dueDates }: ReceivableColumns, context: CallContext): Promise<LetterColumns> {
  const records = sql.prepare(`SELECT l.id, s.sent_on AS sentOn, l.level, l.channel, o.debtor_profile AS profile, o.language
    FROM reminder_letter l JOIN letter_sending s ON s.letter_id = l.id JOIN organisation o ON o.id = l.organisation_id
    WHERE s.sending = 'sent' AND NOT s.is_annulled ORDER BY s.sent_on, l.id`).all() as LetterRecord[]
  const linesOf = new Map<number, [dueDateId: number, claimedCents: number][]>(records.map(({ id }) => [id, []]))
  const chunk = sql.prepare(`SELECT letter_id, position, due_date_id, open_cents - deducted_cents FROM reminder_line WHERE (letter_id, position) > (?, ?) ORDER BY letter_id, position LIMIT ${CHUNK}`).raw()
  for (let [letter, position] = [0, 0]; ;) {
    const rows = chunk.all(letter, position) as [letter: number, position: number, dueDate: number, claimed: number][]
    for (const row of rows) linesOf.get(row[0])?.push([row[2], row[3]])
    if (rows.length < CHUNK) break
    [letter, position] = rows.at(-1)!
    await setImmediate()
    context.throwIfCancelled()
  }
  return inColumns(records, linesOf, placesById(dueDates.id))
}

function inColumns(records: readonly LetterRecord[], linesOf: ReadonlyMap<number, readonly [dueDateId: number, claimedCents: number][]>, dueDatePlace: Int32Array): LetterColumns {
  const lineCount = records.reduce((sum, { id }) => sum + linesOf.get(id)!.length, 0)
  const count = records.length
  const letters: LetterColumns = { count, sentDay: new Int32Array(count), group: new Uint16Array(count), groups: [], start: new Int32Array(count + 1), dueDate: new Int32Array(lineCount), claimedCents: new Float64Array(lineCount) }
  const groupPlaces = new Map<string, number>()
  let line = 0
  records.forEach(({ id, sentOn, level, channel, profile, language }, letter) => {
    const key = `${level} ${channel} ${profile} ${language}`
    let group = groupPlaces.get(key)
    if (group === undefined) groupPlaces.set(key, group = letters.groups.push({ level, channel, profile, language }) - 1)
    letters.sentDay[letter] = dayNumber(sentOn)
    letters.group[letter] = group
    for (const [dueDateId, claimed] of linesOf.get(id)!) {
      letters.dueDate[line] = dueDatePlace[dueDateId] ?? -1
      letters.claimedCents[line] = claimed
      line += 1
    }
    letters.start[letter + 1] = line
  })
  return letters
}
