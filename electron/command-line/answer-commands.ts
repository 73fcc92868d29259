import { resolve } from 'node:path'
import { formatMeterValue } from '../../shared/assets/meter-value-rules.ts'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { MAX_ANSWER_FILES, type AnswerReport, type ConfirmedAnswer, type FoundAnswer, type FoundValue } from '../../shared/meters/answer-contract.ts'
import { answerState, entryOf, metersReadTwice, valueRemarks, type AnswerState } from '../../shared/meters/answer-rules.ts'
import { backUpDaily, isJson, openDossier, say, type Command, type Work } from './cli-work.ts'

export const answerCommands: [string, Command][] = [
  ['meter-requests read-answers', { name: 'meter-requests-read-answers', positionals: 1, mostPositionals: MAX_ANSWER_FILES, options: ['dossier', 'json'], run: readAnswers }],
]

/** What becomes of an answer here: `ready` is saved, 'twice' and what asks or refuses something is left to a person. */
interface Judged { answer: FoundAnswer; state: AnswerState | 'twice'; entry: ConfirmedAnswer | null }

const NOTHING: AnswerReport = { readingCount: 0, knownCount: 0, answeredCount: 0, incomplete: [] }

/** Saves what there is nothing to ask about; exit code 1 when something is left to a person, each with its reason. */
async function readAnswers(work: Work): Promise<number> {
  await openDossier(work)
  const { api, args, remark } = work
  const asOf = work.today()
  const { sources, answers, messages } = await api.meters.readAnswers({ paths: args.positionals.map((path) => resolve(path)), asOf })
  const judged = judge(answers)
  const ready = judged.flatMap(({ state, entry }) => (state === 'ready' && entry ? [entry] : []))
  if (ready.length > 0) await backUpDaily(work)
  const report = ready.length > 0 ? await api.meters.saveAnswers({ answers: ready, asOf }) : NOTHING
  const left = judged.filter(({ state }) => state !== 'ready' && state !== 'known')
  if (isJson(work)) work.print(JSON.stringify({ sources, answers: judged.map(forJson), messages: messages.map(({ source, from, subject, sheets }) => ({ source, from, subject, providerIdentifiers: sheets.map(({ providerIdentifier }) => providerIdentifier) })), ...report }, null, 2))
  else printReport(work, report)
  for (const { problem } of sources) if (problem) remark(translate('fr', `errors.${problem.code}`, problem.details))
  for (const line of left.flatMap(linesOf)) remark(line)
  for (const { source, from, sheets } of messages) remark(say('meter-requests.message', { file: source, from, identifiers: sheets.map(({ providerIdentifier }) => providerIdentifier).join(', ') }))
  return left.length + messages.length > 0 || sources.some(({ problem }) => problem !== null) ? 1 : 0
}

/** A meter that two answers read is left out of both, whatever the checks say of them. */
function judge(answers: readonly FoundAnswer[]): Judged[] {
  const read = answers.map((answer) => {
    const [state, entry] = [answerState(answer), entryOf(answer)]
    return { answer, state, entry: entry && state !== 'known' ? { entry, confirmed: [] } : null }
  })
  const twice = metersReadTwice(read.flatMap(({ entry }) => entry ?? []))
  return read.map((one) => (one.entry?.entry.values.some(({ meterId }) => twice.has(meterId)) ? { ...one, state: 'twice' } : one))
}

function printReport({ print, remark }: Work, { readingCount, answeredCount, incomplete }: AnswerReport): void {
  print(readingCount === 0 ? translate('fr', 'answers.saved', { n: 0 }) : [translate('fr', 'answers.saved', { n: readingCount }), translate('fr', 'answers.answered', { n: answeredCount })].join(' '))
  if (incomplete.length > 0) remark(translate('fr', 'answers.stillOpen', { names: incomplete.join(', ') }))
}

const remarksOf = ({ answer, state }: Judged, value: FoundValue): string[] =>
  [...state === 'twice' ? [say('meter-requests.twice')] : [], ...valueRemarks(answer, value, (key, params) => translate('fr', key, params))]

function linesOf(judged: Judged): string[] {
  const { source: file, sheet: { providerIdentifier: identifier, meters }, values, readOn } = judged.answer
  if (values.length === 0) return [say('meter-requests.empty', { file, identifier })]
  return values.map((value) => {
    const meter = meters.find(({ id }) => id === value.meterId)
    return say('meter-requests.answer', {
      file, identifier, meter: value.name || '–', day: readOn === null ? '–' : formatDate(readOn), remarks: remarksOf(judged, value).join(', ') || '–',
      value: value.valueThousandths === null || !meter ? value.text : formatMeterValue(value.valueThousandths, meter.decimals),
    })
  })
}

function forJson(judged: Judged): object {
  const { answer: { source, sheet: { providerIdentifier, requestedOn }, readOn, values }, state } = judged
  return {
    source, providerIdentifier, requestedOn, readOn, state: state === 'ready' ? 'saved' : state,
    values: values.map((value) => ({ meter: value.name, text: value.text, valueThousandths: value.valueThousandths, remarks: remarksOf(judged, value) })),
  }
}
