import type { Handlers } from '../../shared/call.ts'
import type { PaymentPromise } from '../../shared/calls/call-contract.ts'
import { checkNextCall } from '../../shared/calls/call-rules.ts'
import { callClaim, type CallClaim } from '../../shared/calls/claim-rules.ts'
import { isUnkept } from '../../shared/calls/promise-rules.ts'
import { compileScript, type ScriptFacts } from '../../shared/calls/script-rules.ts'
import { MOST_CUSTOMERS, type CallCard, type CallContact, type CallCriteria, type CallReport, type CallSession, type SessionEntry, type sessionContract } from '../../shared/calls/session-contract.ts'
import { queueOf, reportOf, sharesOf } from '../../shared/calls/session-rules.ts'
import { addDays, daysBetween, type LocalDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { decisiveHold } from '../../shared/holds/hold-rules.ts'
import { cents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import { recordCall, type RecordingTools } from './call-recording.ts'
import { cardRepository, type HoldsReader } from './card-repository.ts'
import { exportReport } from './report-export.ts'
import { scriptRepository } from './script-repository.ts'
import { sessionRepository, type SubjectDueDate } from './session-repository.ts'

export interface SessionOptions extends RecordingTools {
  sql: Sql
  /** The dossier's */
  folder: string
  /** The product's `resources` folder, for the scripts */
  resources: string
  company(): Company
  /** Whom to ask for at the customer's, with their numbers */
  contacts(customerId: number): readonly CallContact[]
  holds: HoldsReader
  /** The due dates « Calcul » finds by these criteria */
  dueDates(criteria: Pick<CallCriteria, 'daysOverdue' | 'minOutstandingCents' | 'level'>, asOf: LocalDate): Int32Array | Promise<Int32Array>
  press(): LetterPress
  addDocument(document: NewDocument): number
}

/** With the due dates nothing keeps back. */
type CustomerClaim = CallClaim & { asked: SubjectDueDate[] }

const MOST_CALLS = 8
const MOST_PROMISES = 5
const LEVELS = [0, 1, 2, 3]

/** « Séance d'appels »: customers called one after the other. Each outcome is written as it is given: a crash loses what is being typed, nothing else. */
export function sessionService(options: SessionOptions): Handlers<typeof sessionContract> {
  const { sql, calls, promises, userName } = options
  const sessions = sessionRepository(sql)
  const cards = cardRepository(sql, options.holds)
  const scripts = scriptRepository(sql, options.resources)
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()

  const openSession = (id: number, customerId: number): CallSession => {
    const session = existing(sessions.one(id))
    if (session.isClosed) throw new AppError('calls.session-closed')
    if (!sessions.holds(id, customerId)) throw new AppError('calls.not-in-session')
    return session
  }
  /** What is asked for of each customer, whose due dates these are; of some of them whatever keeps them back. */
  const claimsOn = (subjects: readonly SubjectDueDate[], asOf: LocalDate, anyway: ReadonlySet<number> = new Set()): Map<number, CustomerClaim> => {
    const holdsOn = options.holds()
    const byCustomer = Map.groupBy(subjects.map((subject) => ({ ...subject, hold: anyway.has(subject.dueDateId) ? null : decisiveHold(holdsOn(subject), asOf) })), ({ customerId }) => customerId)
    const credits = calls.creditsOf([...byCustomer.keys()])
    return new Map([...byCustomer].map(([customerId, dueDates]) => [customerId, { ...callClaim(dueDates, credits.get(customerId) ?? 0), asked: dueDates.filter(({ hold }) => hold === null) }]))
  }
  /** What is not to be claimed today is nothing to call about, unless somebody ticked it. */
  const withoutHold = (dueDateIds: Int32Array, asOf: LocalDate): Int32Array =>
    Int32Array.from([...claimsOn(sessions.subjects(dueDateIds), asOf).values()].flatMap(({ claimedCents, asked }) => (claimedCents > 0 ? asked : [])), ({ dueDateId }) => dueDateId)
  const start = (criteria: CallCriteria, dueDateIds: Int32Array, asOf: LocalDate): CallSession[] => {
    const broken = new Map(promises.unspoken(asOf).filter(({ state }) => isUnkept(state)).toReversed().map(({ customerId, promisedFor }) => [customerId, promisedFor]))
    const claims = claimsOn(sessions.subjects(dueDateIds), asOf)
    const queue = queueOf(sessions.candidates(dueDateIds).map((candidate) => ({ ...candidate, claimedCents: claims.get(candidate.customerId)?.claimedCents ?? 0, brokenOn: broken.get(candidate.customerId) ?? null })), criteria.order)
    if (queue.length === 0) throw new AppError('calls.nothing-to-call')
    if (queue.length > MOST_CUSTOMERS) throw new AppError('calls.too-many', { count: queue.length, limit: MOST_CUSTOMERS })
    const shares = sharesOf(queue, criteria.isShared ? 2 : 1)
    return shares.map((share, place) => {
      const id = sessions.add({ startedOn: asOf, startedBy: userName(), order: criteria.order, part: place + 1, parts: shares.length })
      sessions.fill(id, share.map(({ customerId }) => customerId), dueDateIds)
      return existing(sessions.one(id))
    })
  }
  const card = (sessionId: number, customerId: number, asOf: LocalDate): CallCard => {
    if (!sessions.holds(sessionId, customerId)) throw new AppError('calls.not-in-session')
    const { asked, ...claim } = claimsOn(sessions.subjectsOf(sessionId).filter((subject) => subject.customerId === customerId), asOf).get(customerId) ?? { ...callClaim([], 0), asked: [] }
    const known = { claim, ...cards.head(customerId, asOf), creditCents: calls.creditOf(customerId), contacts: [...options.contacts(customerId)], ...cards.dueDates(customerId, sessions.dueDateIds(sessionId), asOf), letters: cards.letters(customerId), calls: calls.ofCustomer(customerId, MOST_CALLS), promises: promises.ofCustomer(customerId, asOf).slice(0, MOST_PROMISES) }
    return { ...known, script: claim.claimedCents === 0 ? '' : scriptFor(known, asked, asOf) }
  }
  const scriptFor = ({ claim, contacts, promises: made, customerName, customerCode }: Omit<CallCard, 'script'>, asked: readonly SubjectDueDate[], asOf: LocalDate): string => {
    const level = Math.max(0, ...asked.map((dueDate) => dueDate.level))
    const { name, phone } = options.company()
    return compileScript(scripts.read(level).text)({ customer: { name: customerName, code: customerCode }, contactName: contacts[0]?.name ?? '', company: { name, phone }, claim, dueDates: asked.map((dueDate) => ({ ...dueDate, daysLate: daysBetween(dueDate.dueOn, asOf) })), level, brokenPromise: lastUnkept(made) })
  }
  const entries = (id: number, asOf: LocalDate): SessionEntry[] => {
    // a promise or a dispute noted in this session does not change what was asked for in it
    const claims = claimsOn(sessions.subjectsOf(id), asOf, sessions.spokenOf(id))
    return sessions.entries(id, asOf).map((entry) => ({ ...entry, claimedCents: claims.get(entry.customerId)?.claimedCents ?? cents(0) }))
  }
  const report = (id: number, asOf: LocalDate): CallReport => reportOf(existing(sessions.one(id)), sessions.entries(id, asOf).map(({ state }) => state), sessions.lines(id))

  return {
    criteria: () => sessions.criteria(),
    start: async ({ criteria, dueDateIds, asOf }) => {
      const found = dueDateIds ?? await options.dueDates(criteria, asOf)
      return inTransaction(() => {
        if (dueDateIds === null) sessions.keepCriteria(criteria)
        return start(criteria, dueDateIds ?? withoutHold(found, asOf), asOf)
      })
    },
    sessions: () => sessions.list(),
    session: ({ id, asOf }) => ({ ...existing(sessions.one(id)), entries: entries(id, asOf) }),
    card: ({ sessionId, customerId, asOf }) => card(sessionId, customerId, asOf),
    recordInSession: ({ sessionId, call, asOf }) => inTransaction(() => {
      openSession(sessionId, call.customerId)
      const id = recordCall(options, call, sessionId, asOf)
      sessions.called(sessionId, call.customerId)
      return existing(calls.one(id))
    }),
    skip: ({ sessionId, customerId }) => inTransaction(() => {
      openSession(sessionId, customerId)
      sessions.skip(sessionId, customerId)
    }),
    postpone: ({ sessionId, customerId, until, asOf }) => inTransaction(() => {
      openSession(sessionId, customerId)
      checkNextCall(until, addDays(asOf, 1))
      sessions.postpone(sessionId, customerId, until)
    }),
    close: ({ id }) => inTransaction(() => {
      existing(sessions.one(id))
      sessions.close(id)
    }),
    report: ({ id, asOf }) => report(id, asOf),
    exportReport: ({ id, asOf, format, outFolder }) => exportReport(options, report(id, asOf), format, outFolder),
    scripts: () => LEVELS.map((level) => scripts.read(level)),
    saveScript: (script) => inTransaction(() => {
      compileScript(script.text)
      scripts.write(script)
      return scripts.read(script.level)
    }),
    restoreScript: ({ level }) => inTransaction(() => {
      scripts.restore(level)
      return scripts.read(level)
    }),
    previewScript: ({ level, text }) => compileScript(text)(exampleFacts(options.company(), level)),
  }
}

const lastUnkept = (made: readonly PaymentPromise[]): PaymentPromise | null => made.find(({ state }) => isUnkept(state)) ?? null

function exampleFacts({ name, phone }: Company, level: number): ScriptFacts {
  const [dueOn, promisedFor] = ['2026-01-31' as LocalDate, '2026-03-10' as LocalDate]
  return {
    customer: { name: 'Boulangerie Dupont', code: 'DUPONT' }, contactName: 'Madame Dupont', company: { name, phone }, level,
    dueDates: [{ dueOn, openCents: 124_000, daysLate: 45 }, { dueOn: '2026-02-28' as LocalDate, openCents: 36_050, daysLate: 17 }], claim: callClaim([{ openCents: 160_050, hold: null }], level === 0 ? 0 : 10_050), brokenPromise: level === 0 ? null : { amountCents: 50_000, promisedFor },
  }
}
