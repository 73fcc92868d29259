import { basename } from 'node:path'
import { parseMeterValue } from '../../shared/assets/meter-value-rules.ts'
import type { CallContext } from '../../shared/call.ts'
import { localDay, type LocalDate } from '../../shared/date.ts'
import { AppError, toFailure } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { AnswerReading, AnswerSheet, FoundAnswer, FoundValue, ReadSource } from '../../shared/meters/answer-contract.ts'
import type { WrittenAnswer } from '../../shared/meters/answer-file-rules.ts'
import { entryOf } from '../../shared/meters/answer-rules.ts'
import type { AnswerFile, AnswerMessage, AnswerPart } from '../delivery/answer-file.ts'
import { normalise } from '../../shared/text.ts'
import { AnswerReader } from '../delivery/answer-reader.ts'
import type { AnswerEntries } from './answer-entry.ts'
import type { AnswerRepository } from './answer-repository.ts'

/** What files hold, looked up in the dossier. Nothing is written; one that cannot be read keeps no other from being. */
export async function readAnswers(tools: { repository: AnswerRepository; entries: AnswerEntries }, paths: readonly string[], asOf: LocalDate, context: CallContext): Promise<AnswerReading> {
  const reader = new AnswerReader()
  const found: AnswerReading = { sources: [], answers: [], messages: [] }
  try {
    for (const [index, path] of paths.entries()) {
      context.throwIfCancelled()
      context.progress({ phase: 'answers', done: index, total: paths.length })
      const file = await reader.read(path).catch((error: unknown) => problem(basename(path), error))
      addFile(tools, found, file, asOf)
    }
    return found
  } finally {
    await reader.close()
  }
}

const problem = (source: string, error: unknown): AnswerFile => {
  const { code, details } = toFailure(error)
  return { parts: [{ source, answers: [], problem: { code, details } }], message: null }
}

function addFile({ repository, entries }: { repository: AnswerRepository; entries: AnswerEntries }, found: AnswerReading, { parts, message }: AnswerFile, asOf: LocalDate): void {
  const read = parts.map((part) => lookedUp(repository, entries, part, message, asOf))
  found.answers.push(...read.flatMap(({ answers }) => answers))
  found.sources.push(...read.map(({ source }) => source))
  if (message === null || read.some(({ answers }) => answers.length > 0)) return
  const sheets = repository.requestsOfMessages(message.replyTo).flatMap((id) => repository.sheet(id) ?? [])
  if (sheets.length > 0) found.messages.push({ source: message.source, sheets, from: message.from, subject: message.subject, text: message.text })
  // what its attachments are has been told
  else if (parts.length === 0) found.sources.push({ source: message.source, answerCount: 0, problem: { code: 'answers.no-answer', details: { file: message.source } } })
}

/** The answers of a form or workbook: all of them, or none when the dossier does not know one of its requests. */
function lookedUp(repository: AnswerRepository, entries: AnswerEntries, { source, answers, problem: unread }: AnswerPart, message: AnswerMessage | null, asOf: LocalDate): { answers: FoundAnswer[]; source: ReadSource } {
  try {
    if (unread) throw new AppError(unread.code, unread.details)
    const found = answers.map((written) => foundAnswer(entries, sheetFor(repository, written, source), written, source, message, asOf))
    return { answers: found, source: { source, answerCount: found.length, problem: null } }
  } catch (error) {
    const { code, details } = toFailure(error)
    return { answers: [], source: { source, answerCount: 0, problem: { code, details } } }
  }
}

function sheetFor(repository: AnswerRepository, { reference }: WrittenAnswer, file: string): AnswerSheet {
  const requestId = repository.requestOfReference(reference)
  const sheet = requestId === null ? null : repository.sheet(requestId)
  if (sheet === null) throw new AppError('answers.other-dossier', { file })
  return sheet
}

function foundAnswer(entries: AnswerEntries, sheet: AnswerSheet, written: WrittenAnswer, source: string, message: AnswerMessage | null, asOf: LocalDate): FoundAnswer {
  const sentOn = message?.sentAt == null ? null : localDay(message.sentAt)
  // the customer read his meters when he wrote, at the latest
  const isAssumed = written.readOnText === '' && sentOn !== null
  const readOn = isAssumed ? sentOn : written.readOn
  const values = written.values.map((value) => foundValue(entries, sheet, readOn, value))
  const answer: FoundAnswer = { source, sheet, readOn, readOnText: written.readOnText, reader: written.reader, values, findings: [] }
  const entry = entryOf(answer)
  const findings = entry === null ? [] : entries.check(entry, asOf)
  return { ...answer, findings: isAssumed && values.length > 0 ? [{ meterId: null, check: 'assumed-date', severity: 'alert', text: translate('fr', 'answers.check.assumed-date') }, ...findings] : findings }
}

function foundValue(entries: AnswerEntries, { providerIdentifier, meters }: AnswerSheet, readOn: LocalDate | null, { meterId, text, shown }: WrittenAnswer['values'][number]): FoundValue {
  const meter = meters.find(({ id }) => id === meterId)
  if (!meter) return { meterId, name: '', text, valueThousandths: null, problem: 'unknown-meter', isKnown: false }
  if (isAnother(shown?.identifier, providerIdentifier) || isAnother(shown?.meter, meter.name)) return { meterId, name: meter.name, text, valueThousandths: null, problem: 'other-line', isKnown: false }
  const value = parseMeterValue(text, meter.decimals)
  if (typeof value === 'string') return { meterId, name: meter.name, text, valueThousandths: null, problem: value, isKnown: false }
  return { meterId, name: meter.name, text, valueThousandths: value, problem: null, isKnown: readOn !== null && entries.isKnown(readOn, { meterId, valueThousandths: value }) }
}

/** Whether a line shows something else than what its key is of. */
const isAnother = (shown: string | undefined, name: string): boolean => shown !== undefined && shown !== '' && normalise(shown) !== normalise(name)
