import type { CallContext } from '../../shared/call.ts'
import type { LetterGroup } from '../../shared/dashboard/dashboard-contract.ts'
import type { ReceivableColumns } from '../../shared/dashboard/receivable-columns.ts'
import type { LetterColumns } from '../../shared/dashboard/reminder-effect-rules.ts'
import { Language } from '../../shared/language.ts'
import { DebtorProfile, ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import { allChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'
import { dates, numbers } from './column-text.ts'
import { readRows } from './row-walk.ts'

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

/** The place of a text among those it can be. */
const placeAmong = (expression: string, texts: readonly string[]): string => `CASE ${expression} ${texts.map((text, place) => `WHEN '${text}' THEN ${place}`).join(' ')} END`
const [CHANNELS, PROFILES, LANGUAGES] = [ReminderChannel.options, DebtorProfile.options, Language.options]

/** A wording as one number. It is told by the customer's profile and language as they are now: a letter does not keep them. */
const WORDING = `((l.level * ${CHANNELS.length} + ${placeAmong('l.channel', CHANNELS)}) * ${PROFILES.length} + ${placeAmong('o.debtor_profile', PROFILES)}) * ${LANGUAGES.length} + ${placeAmong('o.language', LANGUAGES)}`

function wordingOf(code: number): LetterGroup {
  const [byProfile, byChannel] = [Math.trunc(code / LANGUAGES.length), Math.trunc(code / LANGUAGES.length / PROFILES.length)]
  return { level: Math.trunc(byChannel / CHANNELS.length), channel: CHANNELS[byChannel % CHANNELS.length]!, profile: PROFILES[byProfile % PROFILES.length]!, language: LANGUAGES[code % LANGUAGES.length]! }
}

async function readLetters(sql: Sql, { dueDates }: ReceivableColumns, context: CallContext): Promise<LetterColumns> {
  const most = (table: string): number => sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  const letters = newLetters(most('reminder_letter'))
  letters.count = await readRows(sql, { from: 'reminder_letter l', key: 'l.id', joined: `CROSS JOIN letter_sending s ON s.letter_id = l.id AND s.sending = 'sent' AND NOT s.is_annulled JOIN organisation o ON o.id = l.organisation_id` },
    [numbers('l.id', letters.id), dates('s.sent_on', letters.sentDay), numbers(WORDING, letters.wording)], context)
  const lines = newLines(most('reminder_line'))
  lines.count = await readRows(sql, { from: 'reminder_line', key: 'letter_id' }, [numbers('letter_id', lines.letter), numbers('due_date_id', lines.dueDate), numbers('open_cents - deducted_cents', lines.claimedCents)], context)
  keepLinesOf(letters, lines)
  await giveWay(context)
  return inColumns(letters, lines, dueDates.placeById)
}

/** In the order of their ids. */
interface Letters { count: number; id: Int32Array; sentDay: Int32Array; wording: Int32Array }
const newLetters = (most: number): Letters => ({ count: 0, id: new Int32Array(most), sentDay: new Int32Array(most), wording: new Int32Array(most) })

/** In the order of their letters; letters and due dates by their ids. */
interface Lines { count: number; letter: Int32Array; dueDate: Int32Array; claimedCents: Float64Array }
const newLines = (most: number): Lines => ({ count: 0, letter: new Int32Array(most), dueDate: new Int32Array(most), claimedCents: new Float64Array(most) })

/** Lines of letters that did not leave go; the others are told their letters' places. */
function keepLinesOf({ count, id }: Letters, lines: Lines): void {
  let [letter, kept] = [0, 0]
  for (let line = 0; line < lines.count; line += 1) {
    while (letter < count && id[letter]! < lines.letter[line]!) letter += 1
    if (letter === count) break
    if (id[letter] !== lines.letter[line]) continue
    lines.letter[kept] = letter
    lines.dueDate[kept] = lines.dueDate[line]!
    lines.claimedCents[kept] = lines.claimedCents[line]!
    kept += 1
  }
  lines.count = kept
}

/** Letters' places by the day they left, then by id. */
function inOrderOfLeaving({ count, sentDay }: Pick<Letters, 'count' | 'sentDay'>): Float64Array {
  const keys = new Float64Array(count)
  for (let letter = 0; letter < count; letter += 1) keys[letter] = sentDay[letter]! * count + letter
  return keys.sort().map((key) => key % count)
}

function inColumns({ count, sentDay, wording }: Letters, lines: Lines, dueDatePlace: Int32Array): LetterColumns {
  const wordings = [...new Set(wording.subarray(0, count))]
  const groupPlaces = new Map(wordings.map((code, place) => [code, place]))
  const letters: LetterColumns = {
    count, sentDay: new Int32Array(count), group: new Uint16Array(count), groups: wordings.map(wordingOf), start: new Int32Array(count + 1), dueDate: new Int32Array(lines.count), claimedCents: new Float64Array(lines.count),
  }
  const placeOf = new Int32Array(count)
  inOrderOfLeaving({ count, sentDay }).forEach((letter, place) => {
    placeOf[letter] = place
    letters.sentDay[place] = sentDay[letter]!
    letters.group[place] = groupPlaces.get(wording[letter]!)!
  })
  for (let line = 0; line < lines.count; line += 1) letters.start[placeOf[lines.letter[line]!]! + 1]! += 1
  for (let letter = 0; letter < count; letter += 1) letters.start[letter + 1]! += letters.start[letter]!
  const next = letters.start.slice(0, count)
  for (let line = 0; line < lines.count; line += 1) {
    const place = next[placeOf[lines.letter[line]!]!]!++
    letters.dueDate[place] = dueDatePlace[lines.dueDate[line]!] ?? -1
    letters.claimedCents[place] = lines.claimedCents[line]!
  }
  return letters
}
