import type { SheetMeter } from '../../shared/assets/asset-contract.ts'
import type { Handlers } from '../../shared/call.ts'
import { AppError } from '../../shared/errors.ts'
import type { answerContract } from '../../shared/meters/answer-contract.ts'
import { answerEntries, type AnswerReadings } from './answer-entry.ts'
import { readAnswers } from './answer-reading.ts'
import { answerRepository } from './answer-repository.ts'
import { exportEntryTables } from './entry-table-export.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import { askAgain } from './request-again.ts'
import { requestRepository } from './request-repository.ts'
import { requestTemplateRepository } from './request-template-repository.ts'

export interface AnswerServiceOptions extends MeterServiceOptions, AnswerReadings {
  /** Active meters of assets with their last reading */
  metersOf(assetIds: readonly number[]): Map<number, SheetMeter[]>
  /** The parameter NB_JOURS_AVANT_RELANCE_RELEVE as it is now */
  overdueDays(): number
}

/** Answers to requests: typed in, read from files, and asked for again. */
export function answerService(options: AnswerServiceOptions): Handlers<typeof answerContract> {
  const { sql, resources } = options
  const repository = answerRepository(sql, options.metersOf)
  const entries = answerEntries(sql, repository, options)
  const sending = { options, repository: requestRepository(sql), templates: requestTemplateRepository(sql, resources) }
  return {
    answerSheet: ({ requestId }) => entries.sheetOf(requestId),
    checkAnswer: ({ entry, asOf }) => entries.check(entry, asOf),
    saveAnswers: ({ answers, asOf }) => entries.save(answers, asOf),
    readAnswers: ({ paths, asOf }, context) => readAnswers({ repository, entries }, paths, asOf, context),
    exportEntryTables: async ({ requestIds, asOf, outFolder }, context) => {
      const rows = repository.entryRows(requestIds)
      if (rows.length === 0) throw new AppError('answers.nothing-to-fill')
      return exportEntryTables(options, rows, asOf, outFolder, context)
    },
    askAgain: ({ requestIds, ...days }, context) => askAgain(sending, repository, requestIds, days, context),
    overdueDays: () => ({ days: options.overdueDays() }),
  }
}
