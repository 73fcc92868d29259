import type { ReadingEntry, ReadingFinding } from '../../shared/assets/asset-contract.ts'
import { plainMeterValue } from '../../shared/assets/meter-value-rules.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { AnswerEntry, AnswerFinding, AnswerReport, AnswerSheet, ConfirmedAnswer } from '../../shared/meters/answer-contract.ts'
import { answeredBy, isJump, metersReadTwice, unconfirmed } from '../../shared/meters/answer-rules.ts'
import type { Sql } from '../db/database.ts'
import type { AnswerRepository } from './answer-repository.ts'

/** What answers need of the readings of the park. */
export interface AnswerReadings {
  checkReadings(entry: ReadingEntry, asOf: LocalDate): ReadingFinding[]
  /** Within the caller's transaction; `isSure`: alerts have been confirmed. */
  saveReadings(entry: ReadingEntry, asOf: LocalDate, isSure: boolean): void
}

/** Checks of answers, and their way into the readings. */
export function answerEntries(sql: Sql, repository: AnswerRepository, { checkReadings, saveReadings }: AnswerReadings) {
  const sheetOf = (requestId: number): AnswerSheet => {
    const sheet = repository.sheet(requestId)
    if (sheet === null) throw new AppError('answers.request-gone')
    return sheet
  }

  const isKnown = (readOn: LocalDate, { meterId, valueThousandths }: AnswerEntry['values'][number]): boolean => repository.realOn(meterId, readOn).includes(valueThousandths)
  /** What the dossier does not have yet. */
  const newReadings = (assetId: number, { readOn, values }: AnswerEntry): ReadingEntry | null => {
    const unknown = values.filter((value) => !isKnown(readOn, value))
    return unknown.length === 0 ? null : { assetId, readOn, origin: 'customer', values: unknown }
  }

  /** What is known already is neither checked nor written again. */
  const check = (sheet: AnswerSheet, entry: AnswerEntry, asOf: LocalDate): AnswerFinding[] => {
    const readings = newReadings(sheet.assetId, entry)
    if (readings === null) return []
    const { readOn } = entry
    const sameDay = readings.values.flatMap(({ meterId }): AnswerFinding[] => {
      const other = repository.realOn(meterId, readOn)[0]
      return other === undefined ? [] : [{ meterId, check: 'same-day', severity: 'alert', text: text('same-day', { readOn: formatDate(readOn), value: plainMeterValue(other, repository.meter(meterId)?.decimals ?? 0) }) }]
    })
    const answered: AnswerFinding[] = sheet.answeredOn === null ? [] : [{ meterId: null, check: 'answered-already', severity: 'alert', text: text('answered-already', { answeredOn: formatDate(sheet.answeredOn) }) }]
    const early: AnswerFinding[] = readOn < sheet.requestedOn ? [{ meterId: null, check: 'before-request', severity: 'alert', text: text('before-request', { readOn: formatDate(readOn), requestedOn: formatDate(sheet.requestedOn) }) }] : []
    return [...answered, ...early, ...checkReadings(readings, asOf).map(({ meterId, check: failed, severity, text: said }) => ({ meterId, check: failed, severity, text: said })), ...sameDay, ...readings.values.flatMap((value) => jumpOf(readOn, value))]
  }

  const jumpOf = (readOn: LocalDate, { meterId, valueThousandths }: AnswerEntry['values'][number]): AnswerFinding[] => {
    const meter = repository.meter(meterId)
    const known = repository.lastTwo(meterId, readOn)
    if (meter?.isCumulative !== 1 || known[0] === undefined || !isJump({ readOn, valueThousandths }, known)) return []
    const [value, last] = [plainMeterValue(valueThousandths, meter.decimals), plainMeterValue(known[0].valueThousandths, meter.decimals)]
    return [{ meterId, check: 'jump', severity: 'alert', text: text('jump', { value, last, lastOn: formatDate(known[0].readOn) }) }]
  }

  const refuseUnconfirmed = (sheet: AnswerSheet, { entry, confirmed }: ConfirmedAnswer, asOf: LocalDate): void => {
    const findings = check(sheet, entry, asOf)
    const refuse = (code: string, found: AnswerFinding | undefined): void => {
      if (found) throw new AppError(`answers.${code}`, { identifier: sheet.providerIdentifier, text: found.text })
    }
    refuse('blocked', findings.find(({ severity }) => severity === 'block'))
    refuse('doubtful', unconfirmed(findings, confirmed)[0])
  }

  const refuseTooPrecise = ({ providerIdentifier, assetId }: AnswerSheet, { values }: AnswerEntry): void => {
    for (const { meterId, valueThousandths } of values) {
      const meter = repository.meter(meterId)
      if (meter === null || meter.assetId !== assetId) throw new AppError('assets.elsewhere')
      if (valueThousandths % 10 ** (3 - meter.decimals) !== 0) throw new AppError('answers.too-precise', { identifier: providerIdentifier, meter: meter.name })
    }
  }

  const saveAll = (answers: readonly ConfirmedAnswer[], asOf: LocalDate): AnswerReport => {
    const [twice] = metersReadTwice(answers)
    if (twice !== undefined) {
      const { entry } = answers.find((answer) => answer.entry.values.some(({ meterId }) => meterId === twice))!
      throw new AppError('answers.twice', { identifier: sheetOf(entry.requestId).providerIdentifier, meter: repository.meter(twice)?.name ?? '' })
    }
    const report = { readingCount: 0, knownCount: 0, answeredCount: 0, incomplete: [] as string[] }
    for (const answer of answers) {
      const sheet = sheetOf(answer.entry.requestId)
      refuseTooPrecise(sheet, answer.entry)
      refuseUnconfirmed(sheet, answer, asOf)
      const readings = newReadings(sheet.assetId, answer.entry)
      if (readings) saveReadings(readings, asOf, true)
      report.readingCount += readings?.values.length ?? 0
      report.knownCount += answer.entry.values.length - (readings?.values.length ?? 0)
    }
    // after all of them: the meters of one asset may come in two answers, of different days
    for (const { entry } of answers) {
      const { answeredCount, isOpen } = settle(entry, asOf)
      report.answeredCount += answeredCount
      const { providerIdentifier } = sheetOf(entry.requestId)
      if (isOpen && !report.incomplete.includes(providerIdentifier)) report.incomplete.push(providerIdentifier)
    }
    return report
  }

  /** Marks the requests an answer has answered. */
  const settle = ({ requestId, readOn, isFinal }: AnswerEntry, asOf: LocalDate): { answeredCount: number; isOpen: boolean } => {
    const request = repository.request(requestId)
    const concerned = answeredBy(repository.unanswered(request.assetId), request, readOn)
    const answered = concerned.filter((id) => isFinal || !repository.isIncomplete(id))
    for (const id of answered) repository.markAnswered(id, asOf)
    return { answeredCount: answered.length, isOpen: concerned.includes(requestId) && !answered.includes(requestId) }
  }

  return {
    sheetOf,
    isKnown,
    check: (entry: AnswerEntry, asOf: LocalDate): AnswerFinding[] => check(sheetOf(entry.requestId), entry, asOf),
    save: (answers: readonly ConfirmedAnswer[], asOf: LocalDate): AnswerReport => sql.transaction(() => saveAll(answers, asOf)).immediate(),
  }
}
export type AnswerEntries = ReturnType<typeof answerEntries>

const text = (check: string, params: Record<string, string>): string => translate('fr', `answers.check.${check}`, params)
