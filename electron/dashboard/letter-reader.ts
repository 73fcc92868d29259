import type { CallContext } from '../../shared/call.ts'
import type { LetterGroup } from '../../shared/dashboard/dashboard-contract.ts'
import type { ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import type { LetterColumns } from '../../shared/dashboard/reminder-effect-rules.ts'
import { dayNumber, type LocalDate } from '../../shared/date.ts'
import { allChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { placesById } from './receivable-reader.ts'
import { CHUNK, eachRow, giveWay } from './row-walk.ts'

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
  const records: LetterRecord[] = []
  const letterChunk = sql.prepare(`SELECT l.id, s.sent_on AS sentOn, l.level, l.channel, o.debtor_profile AS profile, o.language
    FROM reminder_letter l CROSS JOIN letter_sending s ON s.letter_id = l.id JOIN organisation o ON o.id = l.organisation_id
    WHERE l.id > ? AND s.sending = 'sent' AND NOT s.is_annulled ORDER BY l.id LIMIT ${CHUNK}`)
  await eachRow<LetterRecord>((last) => letterChunk.all(last?.id ?? 0) as LetterRecord[], (record) => { records.push(record) }, context)
  records.sort((one, other) => (one.sentOn < other.sentOn ? -1 : one.sentOn > other.sentOn ? 1 : one.id - other.id))
  const letterPlace = new Map(records.map(({ id }, place) => [id, place]))
  await giveWay(context)

  const most = sql.prepare('SELECT count(*) FROM reminder_line').pluck().get() as number
  const lines: Lines = { count: 0, letter: new Int32Array(most), dueDateId: new Int32Array(most), claimedCents: new Float64Array(most) }
  const lineChunk = sql.prepare(`SELECT letter_id, position, due_date_id, open_cents - deducted_cents FROM reminder_line WHERE (letter_id, position) > (?, ?) ORDER BY letter_id, position LIMIT ${CHUNK}`).raw()
  await eachRow<LineRow>((last) => lineChunk.all(last?.[0] ?? 0, last?.[1] ?? 0) as LineRow[], ([letter, _position, dueDateId, claimedCents]) => {
    const place = letterPlace.get(letter)
    if (place === undefined) return
    lines.letter[lines.count] = place
    lines.dueDateId[lines.count] = dueDateId
    lines.claimedCents[lines.count] = claimedCents
    lines.count += 1
  }, context)
  return inColumns(records, lines, placesById(dueDates.id))
}

type LineRow = [letter: number, position: number, dueDateId: number, claimedCents: number]

/** Lines in the order they are read, each with its letter's place. */
interface Lines { count: number; letter: Int32Array; dueDateId: Int32Array; claimedCents: Float64Array }

function inColumns(records: readonly LetterRecord[], lines: Lines, dueDatePlace: Int32Array): LetterColumns {
  const count = records.length
  const letters: LetterColumns = { count, sentDay: new Int32Array(count), group: new Uint16Array(count), groups: [], start: new Int32Array(count + 1), dueDate: new Int32Array(lines.count), claimedCents: new Float64Array(lines.count) }
  const groupPlaces = new Map<string, number>()
  records.forEach(({ sentOn, level, channel, profile, language }, letter) => {
    const key = `${level} ${channel} ${profile} ${language}`
    let group = groupPlaces.get(key)
    if (group === undefined) groupPlaces.set(key, group = letters.groups.push({ level, channel, profile, language }) - 1)
    letters.sentDay[letter] = dayNumber(sentOn)
    letters.group[letter] = group
  })
  for (let line = 0; line < lines.count; line += 1) letters.start[lines.letter[line]! + 1]! += 1
  for (let letter = 0; letter < count; letter += 1) letters.start[letter + 1]! += letters.start[letter]!
  const next = letters.start.slice(0, count)
  for (let line = 0; line < lines.count; line += 1) {
    const place = next[lines.letter[line]!]!++
    letters.dueDate[place] = dueDatePlace[lines.dueDateId[line]!] ?? -1
    letters.claimedCents[place] = lines.claimedCents[line]!
  }
  return letters
}
