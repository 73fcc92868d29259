import { formatMeterValue } from '../../shared/assets/meter-value-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { AnswerEntry, AnswerFinding, FoundAnswer } from '../../shared/meters/answer-contract.ts'
import { answerState, valueRemarks, type AnswerState } from '../../shared/meters/answer-rules.ts'
import { t } from '../i18n/i18n.ts'

/** An answer that was read, as it stands on the screen: corrected or as the file has it. */
export interface ReadAnswer extends FoundAnswer { key: number; state: AnswerState }

/** A line of the preview: a meter of an answer; an empty form has one line without. */
export interface AnswerRow {
  id: number; key: number; source: string; state: AnswerState; providerIdentifier: string; label: string; customerName: string; requestedOn: LocalDate
  meterName: string; lastReadOn: LocalDate | null; lastValue: string; value: string; readOn: LocalDate | null; reader: string; finding: string
}

export const readAnswer = (answer: FoundAnswer, key: number): ReadAnswer => ({ ...answer, key, state: answerState(answer) })

/** As a person has corrected it. */
export function corrected(answer: ReadAnswer, { readOn, values }: AnswerEntry, findings: AnswerFinding[]): ReadAnswer {
  const changed: FoundAnswer = {
    ...answer, readOn, findings,
    values: values.map(({ meterId, valueThousandths }) => {
      const before = answer.values.find((value) => value.meterId === meterId)
      const meter = answer.sheet.meters.find(({ id }) => id === meterId)!
      const isSame = before?.valueThousandths === valueThousandths && readOn === answer.readOn
      return { meterId, name: meter.name, text: before?.text ?? '', valueThousandths, problem: null, isKnown: isSame && before.isKnown }
    }),
  }
  return readAnswer(changed, answer.key)
}

/** The lines of answers, numbered through. */
export const rowsOf = (answers: readonly ReadAnswer[]): AnswerRow[] => answers.flatMap(linesOf).map((line, index) => ({ ...line, id: index + 1 }))

function linesOf(answer: ReadAnswer): Omit<AnswerRow, 'id'>[] {
  const { key, source, state, sheet, readOn, reader, values } = answer
  const { providerIdentifier, label, customerName, requestedOn } = sheet
  const common = { key, source, state, providerIdentifier, label, customerName, requestedOn, readOn, reader }
  if (values.length === 0) return [{ ...common, meterName: '', lastReadOn: null, lastValue: '', value: '', finding: '' }]
  return values.map((value) => {
    const { meterId, name, text, valueThousandths } = value
    const meter = sheet.meters.find(({ id }) => id === meterId)
    return {
      ...common, meterName: name, lastReadOn: meter?.last?.readOn ?? null, lastValue: meter?.last ? formatMeterValue(meter.last.valueThousandths, meter.decimals) : '',
      value: valueThousandths === null || !meter ? text : formatMeterValue(valueThousandths, meter.decimals), finding: valueRemarks(answer, value, t).join(' ; '),
    }
  })
}
