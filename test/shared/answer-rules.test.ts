import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import type { AnswerFinding, FoundValue } from '../../shared/meters/answer-contract.ts'
import { answerFileKind, entryKey, formAnswer, repliedMessageIds, tableAnswers } from '../../shared/meters/answer-file-rules.ts'
import { answeredBy, answerState, canBeSaved, isJump, isOverdue, metersReadTwice, unconfirmed, type AnswerState, type OpenRequest } from '../../shared/meters/answer-rules.ts'

const on = localDate('2026-11-21')
const value = (more: Partial<FoundValue> = {}): FoundValue => ({ meterId: 1, name: 'Noir', text: '18 500', valueThousandths: 18_500_000, problem: null, isKnown: false, ...more })
const finding = (severity: AnswerFinding['severity'], more: Partial<AnswerFinding> = {}): AnswerFinding => ({ meterId: 1, check: 'below-last', severity, text: '', ...more })

describe('what is to be done with an answer that was read', () => {
  it.each<[string, AnswerState, { readOn?: null; values?: FoundValue[]; findings?: AnswerFinding[] }]>([
    ['all is well', 'ready', {}],
    ['an alert', 'to-confirm', { findings: [finding('alert')] }],
    ['a block beside an alert', 'blocked', { findings: [finding('alert'), finding('block')] }],
    ['no date', 'unreadable', { readOn: null }],
    ['a value that is none', 'unreadable', { values: [value(), value({ valueThousandths: null, problem: 'not-a-number' })] }],
    ['all known', 'known', { values: [value({ isKnown: true }), value({ meterId: 2, isKnown: true })] }],
    ['one of two known', 'ready', { values: [value({ isKnown: true }), value({ meterId: 2 })] }],
    ['nothing filled in', 'empty', { values: [], readOn: null }],
  ])('%s: %s', (_name, state, { readOn = on, values = [value()], findings = [] }) => {
    expect(answerState({ readOn, values, findings })).toBe(state)
    expect(canBeSaved(state)).toBe(state === 'ready' || state === 'to-confirm')
  })

  it('only what was seen counts as confirmed: the same check of another meter does not', () => {
    const found = [finding('alert'), finding('alert', { meterId: 2 }), finding('alert', { check: 'same-day' })]
    expect(unconfirmed(found, [finding('alert')])).toEqual([found[1], found[2]])
    expect(unconfirmed(found, found)).toEqual([])
  })

  it('a meter that two answers read is named', () => {
    const answer = (...meterIds: number[]) => ({ entry: { requestId: 1, readOn: on, isFinal: false, values: meterIds.map((meterId) => ({ meterId, valueThousandths: 1 })) } })
    expect([...metersReadTwice([answer(1, 2), answer(3)])]).toEqual([])
    expect([...metersReadTwice([answer(1, 2), answer(3, 2)])]).toEqual([2])
  })
})

describe('which requests an answer answers', () => {
  const request = (id: number, requestedOn: string, againOfId: number | null = null): OpenRequest => ({ id, requestedOn: localDate(requestedOn), againOfId })
  it.each<[string, OpenRequest[], chosen: number, readOn: string, answered: number[]]>([
    ['the one it names', [request(1, '2026-11-20')], 1, '2026-11-21', [1]],
    ['those made before', [request(1, '2026-10-20'), request(2, '2026-11-20')], 2, '2026-11-21', [1, 2]],
    ['one that repeats it', [request(1, '2026-11-20'), request(2, '2026-12-05', 1)], 1, '2026-11-21', [1, 2]],
    ['one that repeats the repetition', [request(1, '2026-11-20'), request(2, '2026-12-05', 1), request(3, '2026-12-20', 2)], 1, '2026-11-21', [1, 2, 3]],
    ['not a later one of its own', [request(1, '2026-11-20'), request(2, '2026-12-20')], 1, '2026-11-21', [1]],
    ['a later one, when the meters were read after it', [request(1, '2026-11-20'), request(2, '2026-12-20')], 1, '2026-12-21', [1, 2]],
    ['none any more when it was answered', [request(2, '2026-12-20')], 1, '2026-11-21', []],
  ])('%s', (_name, open, chosen, readOn, answered) => {
    expect(answeredBy(open, open.find(({ id }) => id === chosen) ?? request(chosen, '2026-11-20'), localDate(readOn))).toEqual(answered)
  })
})

describe('a request without answer is late', () => {
  const sent = { state: 'sent' as const, sentOn: localDate('2026-11-20'), answeredOn: null, isAskedAgain: false }
  it.each<[string, Partial<Omit<typeof sent, 'state' | 'answeredOn'>> & { state?: 'queued'; answeredOn?: ReturnType<typeof localDate> }, asOf: string, isLate: boolean]>([
    ['after more than so many days', {}, '2026-12-01', true],
    ['not on the last of them', {}, '2026-11-30', false],
    ['not once it is answered', { answeredOn: on }, '2026-12-31', false],
    ['not once it was asked again', { isAskedAgain: true }, '2026-12-31', false],
    ['not before it has left', { state: 'queued' }, '2026-12-31', false],
  ])('%s', (_name, changes, asOf, isLate) => expect(isOverdue({ ...sent, ...changes }, localDate(asOf), 10)).toBe(isLate))
})

const reference = '7c4f2f5e-1111-4222-8333-00000000000a'
const form = (more: Record<string, string> = {}, without: string[] = []): Map<string, string> => {
  const fields = new Map(Object.entries({ reference, compteurs: '1 2', bien: 'B1', date_demande: '20/11/2026', compteur_1: '18 500', compteur_2: '', nom: ' Anne ', date_releve: '21/11/2026', ...more }))
  for (const name of without) fields.delete(name)
  return fields
}

describe('a meter that leaps', () => {
  const at = (readOn: string, value: number) => ({ readOn: localDate(readOn), valueThousandths: value * 1000 })
  it.each<[string, ReturnType<typeof at>, ReturnType<typeof at>[], boolean]>([
    ['no reading yet', at('2026-11-21', 999_999), [], false],
    ['one reading, ten times it', at('2026-11-21', 182_500), [at('2026-11-01', 18_250)], false],
    ['one reading, more than ten times it', at('2026-11-21', 185_000), [at('2026-11-01', 18_250)], true],
    ['a new meter at nothing', at('2026-11-21', 5_000), [at('2026-11-01', 0)], false],
    ['ten times the mean of thirty days', at('2026-11-21', 33_000), [at('2026-11-01', 18_000), at('2026-10-12', 17_000)], false],
    ['more than ten times that', at('2026-11-21', 33_001), [at('2026-11-01', 18_000), at('2026-10-12', 17_000)], true],
    ['the next day, as much as in the month before', at('2026-11-02', 19_000), [at('2026-11-01', 18_000), at('2026-10-01', 17_000)], false],
    ['after a year at twice the pace', at('2027-11-01', 41_000), [at('2026-11-01', 18_000), at('2026-10-01', 17_000)], false],
    ['one negative reading, ten times as much added', at('2026-11-21', 50), [at('2026-11-01', -5)], true],
    ['one negative reading, little added', at('2026-11-21', 40), [at('2026-11-01', -5)], false],
    ['negative after a positive one', at('2026-11-21', 1_000_000_000), [at('2026-11-01', -5), at('2026-10-01', 20)], true],
    ['two negative ones that decrease', at('2026-11-21', 1_000_000_000), [at('2026-11-01', -5), at('2026-10-01', -2)], true],
    ['nothing left after a positive one', at('2026-11-21', 1_000_000_000), [at('2026-11-01', 0), at('2026-10-01', 20)], true],
    ['from a negative one at the usual pace', at('2026-12-01', 95), [at('2026-11-01', -5), at('2026-10-02', -105)], false],
    ['still negative, hardly changed', at('2026-11-21', -4), [at('2026-11-01', -5), at('2026-10-01', -2)], false],
    ['nothing added before', at('2026-11-21', 18_100), [at('2026-11-01', 18_000), at('2026-10-01', 18_000)], false],
  ])('M-120 %s', (_name, reading, known, isFar) => expect(isJump(reading, known)).toBe(isFar))
})

describe('a filled form', () => {
  it('gives the values that are filled in, who read and when', () => {
    expect(formAnswer(form(), 'f.pdf')).toEqual({ reference, reader: 'Anne', readOn: '2026-11-21', readOnText: '21/11/2026', values: [{ meterId: 1, text: '18 500' }] })
  })
  it.each([['21/11/26', '2026-11-21'], ['21.11.2026', '2026-11-21'], ['2026-11-21', '2026-11-21'], ['31/02/2026', null], ['hier', null], ['', null]])('reads the date « %s »', (text, readOn) => {
    expect(formAnswer(form({ date_releve: text }), 'f.pdf').readOn).toBe(readOn)
  })
  it.each<[string, Map<string, string>, string]>([
    ['without fields it was flattened', new Map(), 'answers.flattened'],
    ['with fields of somebody else', new Map([['Name', 'x']]), 'answers.not-a-form'],
    ['that has lost a meter', form({}, ['compteur_2']), 'answers.damaged-form'],
    ['that has lost its date', form({}, ['date_releve']), 'answers.damaged-form'],
    ['that has lost its reference', form({ reference: '' }), 'answers.damaged-form'],
    ['whose reference is not one', form({ reference: "' OR 1=1 --" }), 'answers.damaged-form'],
    ['whose numbers are none', form({ compteurs: '1 x' }), 'answers.damaged-form'],
    ['with a meter more than it had', form({ compteurs: '1' }), 'answers.damaged-form'],
  ])('%s: %s', (_name, fields, code) => expect(() => formAnswer(fields, 'f.pdf')).toThrow(expect.objectContaining({ code, details: { file: 'f.pdf' } })))
})

describe('a returned workbook', () => {
  const headers = { identifier: 'Bien', meter: 'Compteur', value: 'Nouvelle valeur', readOn: 'Date du relevé', reader: 'Relevé par' }
  const head = { line: 1, cells: ['Compteur', 'Nouvelle valeur', 'Date du relevé', 'Relevé par', 'Référence'] }
  const row = (line: number, ...cells: (string | number | { date: typeof on })[]) => ({ line, cells })
  const key = (meterId: number) => entryKey(reference, meterId)

  it('gives one answer a request and day, whatever the order of columns and rows', () => {
    const turned = { line: 3, cells: ['Référence', 'Date du relevé', 'Nouvelle valeur', 'Compteur'] }
    expect(tableAnswers([row(1, 'Merci !'), turned, row(4, key(2), { date: on }, 7500, 'Couleur'), row(5, key(1), '21/11/2026', '18 500', 'Noir'), row(6, key(3), '', '', 'Scan')], headers, 'f.xlsx')).toEqual([
      { reference, reader: '', readOn: on, readOnText: '2026-11-21', values: [{ meterId: 2, text: '7500', shown: { identifier: '', meter: 'Couleur' } }] },
      { reference, reader: '', readOn: on, readOnText: '21/11/2026', values: [{ meterId: 1, text: '18 500', shown: { identifier: '', meter: 'Noir' } }] },
    ])
  })
  it('rows without a value are no answers', () => expect(tableAnswers([head, row(2, 'Noir', '', '', '', key(1))], headers, 'f.xlsx')).toEqual([]))
  it.each<[string, ReturnType<typeof row>[], string, Record<string, unknown>]>([
    ['no entry table at all', [row(1, 'a', 'b')], 'answers.not-an-entry-table', {}],
    ['without the hidden column', [head, row(2, 'Noir', 5)], 'answers.not-an-entry-table', {}],
    ['without its date', [row(1, 'Nouvelle valeur', 'Référence'), row(2, 5, key(1))], 'answers.not-an-entry-table', {}],
    ['a value without key', [head, row(2, 'Noir', 5, '', '', key(1)), row(3, 'Ajout', 6)], 'answers.row-without-key', { line: 3 }],
    ['a meter twice', [head, row(2, 'Noir', 5, '', '', key(1)), row(3, 'Noir', 6, '', '', key(1))], 'answers.row-twice', { line: 3 }],
  ])('%s: %s', (_name, rows, code, details) => expect(() => tableAnswers(rows, headers, 'f.xlsx')).toThrow(expect.objectContaining({ code, details: { file: 'f.xlsx', ...details } })))
})

it.each<[string, string, ReturnType<typeof answerFileKind>]>([
  ['a PDF', '%PDF-1.7\n', 'pdf'], ['a PDF behind a line of a mail program', '\n\n%PDF-1.4', 'pdf'], ['a workbook', 'PK\u0003\u0004rest', 'zip'], ['a message', 'Received: from a\r\nSubject: x\r\n', 'message'],
  ['a message of an mbox', 'From a@b Sat\nSubject: x\n', 'message'], ['a text', 'Bonjour\nSubject: x', 'unknown'], ['nothing', '', 'unknown'], ['binary that begins like one', 'A: \0\0', 'unknown'],
])('%s is known by its bytes', (_name, text, kind) => expect(answerFileKind(Buffer.from(text, 'latin1'))).toBe(kind))

it('messages replied to: the direct one first, then the thread from its end, each once', () => {
  expect(repliedMessageIds('<b@x>', '<a@x>\r\n <c@x> <b@x> junk <not an id>')).toEqual(['<b@x>', '<c@x>', '<a@x>'])
  expect(repliedMessageIds('', '')).toEqual([])
})
