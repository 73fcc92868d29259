import type { KnownReading } from '../assets/reading-rules.ts'
import { daysBetween, type LocalDate } from '../date.ts'
import type { AnswerEntry, AnswerFinding, ConfirmedAnswer, FoundAnswer, FoundValue } from './answer-contract.ts'
import type { RequestRecord } from './request-contract.ts'

/**
 * What is to be done with an answer that was read: nothing ('known': the dossier has it all, 'empty': nothing is filled in), correct it ('unreadable': no date, or
 * a value that is none; 'blocked' by a check), confirm it, or just save it.
 */
export type AnswerState = 'ready' | 'to-confirm' | 'unreadable' | 'blocked' | 'known' | 'empty'

export function answerState({ readOn, values, findings }: Pick<FoundAnswer, 'readOn' | 'values' | 'findings'>): AnswerState {
  if (values.length === 0) return 'empty'
  if (values.some(({ problem }) => problem !== null) || readOn === null) return 'unreadable'
  if (values.every(({ isKnown }) => isKnown)) return 'known'
  if (findings.some(({ severity }) => severity === 'block')) return 'blocked'
  return findings.length > 0 ? 'to-confirm' : 'ready'
}

/** Whether there is something to save, once it is confirmed. */
export const canBeSaved = (state: AnswerState): boolean => state === 'ready' || state === 'to-confirm'

/** The answer to be saved; null while a value or the day is missing. */
export function entryOf({ sheet, readOn, values }: Pick<FoundAnswer, 'sheet' | 'readOn' | 'values'>): AnswerEntry | null {
  const read = values.flatMap(({ meterId, valueThousandths }) => (valueThousandths === null ? [] : [{ meterId, valueThousandths }]))
  return readOn === null || read.length === 0 || read.length < values.length ? null : { requestId: sheet.requestId, readOn, values: read, isFinal: false }
}

type FindingKey = Pick<AnswerFinding, 'meterId' | 'check'>
export const findingKey = ({ meterId, check }: FindingKey): FindingKey => ({ meterId, check })
const isSame = (one: FindingKey, other: FindingKey): boolean => one.meterId === other.meterId && one.check === other.check

/** Findings nobody has confirmed. */
export const unconfirmed = <F extends FindingKey>(findings: readonly F[], confirmed: readonly FindingKey[]): F[] => findings.filter((finding) => !confirmed.some((known) => isSame(known, finding)))

/** Meters that two of these answers read: which of them holds is for a person to say. */
export function metersReadTwice(answers: readonly Pick<ConfirmedAnswer, 'entry'>[]): ReadonlySet<number> {
  const byMeter = Map.groupBy(answers.flatMap(({ entry }) => entry.values), ({ meterId }) => meterId)
  return new Set([...byMeter].flatMap(([meterId, values]) => (values.length > 1 ? [meterId] : [])))
}

type RemarkKey = 'answers.noDate' | 'answers.wrongDate' | 'answers.knownValue' | `answers.problem.${NonNullable<FoundValue['problem']>}`

/** What there is to say of a value of an answer that was read, worded by `say`. */
export function valueRemarks({ readOn, readOnText, findings }: Pick<FoundAnswer, 'readOn' | 'readOnText' | 'findings'>, { meterId, text, problem, isKnown }: FoundValue, say: (key: RemarkKey, params?: Record<string, string>) => string): string[] {
  const dayKey = readOnText === '' ? 'answers.noDate' : 'answers.wrongDate'
  const general = findings.filter((finding) => finding.meterId === null)
  const own = findings.filter((finding) => finding.meterId === meterId)
  return [
    ...problem === null ? [] : [say(`answers.problem.${problem}`, { text })], ...readOn === null ? [say(dayKey, { text: readOnText })] : [], ...isKnown ? [say('answers.knownValue')] : [],
    ...[...general, ...own].map((finding) => finding.text),
  ]
}

const FAR = 10
/** A few busy days say nothing: no shorter time is looked at. */
const LEAST_DAYS = 30

/**
 * Whether a cumulative meter has leapt (a digit too many, another machine's value): since its last reading more than ten times what it would have added in so
 * many days, thirty at least, at the daily mean between the two readings before. With one reading alone, or nothing added, nine times that reading has been added
 * (it may be negative), or what was taken off before when it is nothing.
 * @param known the readings before that day, the latest first; the first two count
 */
export function isJump({ readOn, valueThousandths }: KnownReading, [last, before]: readonly KnownReading[]): boolean {
  if (last === undefined) return false
  const usual = before === undefined ? 0 : last.valueThousandths - before.valueThousandths
  const added = valueThousandths - last.valueThousandths
  if (before === undefined || usual <= 0) {
    const size = Math.abs(last.valueThousandths) || Math.abs(usual)
    return size > 0 && added > (FAR - 1) * size
  }
  const expected = usual * Math.max(LEAST_DAYS, daysBetween(last.readOn, readOn)) / Math.max(1, daysBetween(before.readOn, last.readOn))
  return added > FAR * expected
}

/** A request as the question stands which of them an answer answers. */
export interface OpenRequest { id: number; requestedOn: LocalDate; againOfId: number | null }

/**
 * The unanswered requests of one asset that an answer to one of them answers: that one, those made before, those that asked one of these again, and any made
 * no later than the day of the reading. One made after it, for its own reason, stays open.
 * @param open those that are not answered
 * @param chosen the one the answer names, answered already or not
 */
export function answeredBy(open: readonly OpenRequest[], chosen: OpenRequest, readOn: LocalDate): number[] {
  const answered = new Set([chosen.id])
  for (const request of [...open].sort((one, other) => one.id - other.id)) {
    const isEarlier = request.requestedOn <= chosen.requestedOn && request.id <= chosen.id
    const isRepeat = request.againOfId !== null && answered.has(request.againOfId)
    if (isEarlier || isRepeat || request.requestedOn <= readOn) answered.add(request.id)
  }
  return open.filter(({ id }) => answered.has(id)).map(({ id }) => id)
}

/** Whether a request that left has been without answer for more than so many days. One that was asked again since is not late: the new one may become it. */
export function isOverdue({ state, sentOn, answeredOn, isAskedAgain }: Pick<RequestRecord, 'state' | 'sentOn' | 'answeredOn' | 'isAskedAgain'>, asOf: LocalDate, days: number): boolean {
  return state === 'sent' && sentOn !== null && answeredOn === null && !isAskedAgain && daysBetween(sentOn, asOf) > days
}
