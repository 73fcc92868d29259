import type { CallContext, Handlers } from '../../shared/call.ts'
import type { RequestCandidate } from '../../shared/assets/asset-contract.ts'
import { addDays, systemNow, type LocalDate } from '../../shared/date.ts'
import { DECISION_TABLES, type DecisionRow, type DecisionTableName } from '../../shared/decisions/table-rules.ts'
import { unknownCriteria, type KnownNames } from '../../shared/decisions/unknown-criteria-rules.ts'
import { AppError, toFailure } from '../../shared/errors.ts'
import type { automaticContract, AutomaticReport, AutomaticState } from '../../shared/meters/automatic-contract.ts'
import { daysToRun, obstacleToAsking } from '../../shared/meters/automatic-rules.ts'
import { isBillingForgotten, planDays, readCalendars, type CustomerCategory, type PlannedRequest } from '../../shared/meters/calendar-rules.ts'
import { proposals } from '../../shared/meters/proposal-rules.ts'
import type { RequestProblem } from '../../shared/meters/request-contract.ts'
import { foundAddress } from '../../shared/meters/request-rules.ts'
import { automaticRepository, type DayLine } from './automatic-repository.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import { orderProblem, type Order } from './request-order.ts'
import { requestRepository } from './request-repository.ts'
import { sendRequests, type SendingReport } from './request-sending.ts'
import { requestTemplateRepository } from './request-template-repository.ts'

/** What the automatic sending needs beside what requests do; all of it read each time it is used. */
export interface AutomaticOptions extends MeterServiceOptions {
  calendarRows(table: DecisionTableName): readonly DecisionRow[]
  /** What criteria may name */
  knownNames(): KnownNames
  customerCategories(customerIds: readonly number[]): Map<number, CustomerCategory[]>
  /** DEMANDE_RELEVE_AUTOMATIQUE */
  isOn(): boolean
  /** NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE, NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL, IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR */
  mostDaysCaughtUp(): number
  maxDaysWithoutReading(): number
  ignoresTheoreticalInvoice(): boolean
}

/** A request the calendars name, with what keeps it from being made. */
interface Named { planned: PlannedRequest; contractId: number; contractCode: string; candidate: RequestCandidate | undefined; obstacle: ReturnType<typeof obstacleToAsking> }

const FORECAST_DAYS = 31
/** Of a list that is told in a sentence */
const MOST_NAMED = 8

/** Requests that leave by the calendars (M-099…M-119): by itself, at « Lancer maintenant », from the command line, always through `runAutomatic`. */
export function automaticService(options: AutomaticOptions): Handlers<typeof automaticContract> {
  const { sql } = options
  const repository = automaticRepository(sql)
  const requests = requestRepository(sql)
  const tools = { options, repository: requests, templates: requestTemplateRepository(sql, options.resources) }
  let failure: AutomaticState['failure'] = null

  const hasCalendars = (): boolean => (['CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR'] as const).some((table) => options.calendarRows(table).length > 0)

  /** Whom the calendars name, with what keeps each from being asked. @param caughtUpOn as Planning */
  const namedByCalendars = (from: LocalDate, to: LocalDate, caughtUpOn?: LocalDate): Named[] => {
    const rules = options.activeRules()
    const categories = options.customerCategories([...new Set(rules.map(({ customerId }) => customerId))])
    const planned = planDays(from, to, {
      rules, categoriesOf: (customerId) => categories.get(customerId) ?? [], calendars: readCalendars((table) => options.calendarRows(table)), ignoresTheoreticalInvoice: options.ignoresTheoreticalInvoice(),
      heldBack: repository.heldBack(from, to), ...caughtUpOn && { caughtUpOn },
    })
    if (planned.length === 0) return []
    const ruleById = new Map(rules.map((rule) => [rule.ruleId, rule]))
    const candidates = new Map(options.candidates(planned.map(({ assetId }) => assetId)).map((candidate) => [candidate.assetId, candidate]))
    const [latestCycles, askedByHand, maxDays] = [repository.latestCycles(), repository.askedByHand(), options.maxDaysWithoutReading()]
    return planned.map((request) => {
      const { assetId, ruleId } = request
      const { contractId, contractCode } = ruleById.get(ruleId)!
      const candidate = candidates.get(assetId)
      const obstacle = obstacleToAsking(request, { candidate, latestCycle: latestCycles.get(assetId), askedByHandOn: askedByHand.get(assetId) }, maxDays)
      return { planned: request, contractId, contractCode, candidate, obstacle }
    })
  }

  const notBilled = (asOf: LocalDate): AutomaticState['notBilled'] => {
    const codes = [...new Set(options.activeRules().flatMap((rule) => (isBillingForgotten(rule, asOf) ? [rule.contractCode] : [])))]
    return { count: codes.length, codes: codes.slice(0, MOST_NAMED) }
  }

  /** Those to be asked, as the screen would have them. */
  const ordersOf = (named: readonly Named[]): Order[] => {
    const asked = new Map(named.filter(({ obstacle }) => obstacle === null).map((request) => [request.planned.assetId, request]))
    const candidates = [...asked.values()].flatMap(({ candidate }) => candidate ?? [])
    const contracts = new Map([...asked].map(([assetId, { contractId, contractCode }]) => [assetId, { contractId, codes: [contractCode] }]))
    return proposals(candidates, contracts, null, requests.lastRequested())
      .map((row) => ({ row, medium: row.medium, address: foundAddress(row, row.medium), cycleKey: asked.get(row.id)!.planned.cycleKey, former: null }))
  }

  /** Within the transaction of the requests: every day from the first to the last has been through, whether it named somebody or not. */
  const keepDays = (from: LocalDate, to: LocalDate, named: readonly Named[], refusedBefore: ReadonlyMap<number, RequestProblem>, sending: SendingReport | null): AutomaticReport['days'] => {
    const refused = new Map([...refusedBefore, ...(sending?.skipped ?? []).map(({ assetId, reason }) => [assetId, reason] as const)])
    const byDay = Map.groupBy(named, ({ planned }) => planned.sendOn)
    const days: AutomaticReport['days'] = []
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const lines = (byDay.get(day) ?? []).map(({ planned: { assetId, ruleId, cycleKey, reason, position, heldUntil }, contractCode, obstacle }): DayLine =>
        ({ assetId, ruleId, cycleKey, reason, position, ...heldUntil && { heldUntil }, contractCode, outcome: obstacle ?? refused.get(assetId) ?? 'requested' }))
      const runId = sending !== null && lines.some(({ outcome }) => outcome === 'requested') ? sending.runId : null
      days.push(repository.keepDay(day, runId, { userName: options.userName(), lines: withEarlier(repository.linesOf(day), lines) }))
    }
    return days
  }

  /** Whom the day gone through again could not ask, for the reason that still stands: told once, to nobody again. */
  const refusedBefore = (day: LocalDate, orders: readonly Order[]): Map<number, RequestProblem> => {
    const told = new Set(repository.linesOf(day).map(({ assetId, cycleKey, outcome }) => `${assetId} ${cycleKey} ${outcome}`))
    const provider = options.fax()
    return new Map(orders.flatMap((order) => {
      const problem = orderProblem(order, provider)
      return problem !== null && told.has(`${order.row.id} ${order.cycleKey} ${problem}`) ? [[order.row.id, problem] as const] : []
    }))
  }

  const run = async (asOf: LocalDate, byItself: boolean, context: CallContext): Promise<AutomaticReport> => {
    const { from, isDue } = daysToRun(asOf, repository.lastDay(asOf), options.mostDaysCaughtUp())
    if (byItself && !(options.isOn() && isDue && hasCalendars())) return { days: [], sending: null }
    const named = namedByCalendars(from, asOf, asOf)
    const wanted = ordersOf(named)
    const refused = refusedBefore(asOf, wanted)
    const orders = wanted.filter(({ row }) => !refused.has(row.id))
    if (orders.length === 0) return { days: sql.transaction(() => keepDays(from, asOf, named, refused, null)).immediate(), sending: null }
    let days: AutomaticReport['days'] = []
    const sending = await sendRequests(tools, { origin: 'automatic', isAfterCalculation: false, criteria: { from, to: asOf }, requestedOn: asOf, asOf }, orders, context, (report) => {
      days = keepDays(from, asOf, named, refused, report)
    })
    return { days, sending }
  }

  return {
    automaticState: ({ asOf }) => {
      const lastDay = repository.lastDay(asOf)
      const { from, forgottenDays, isDue } = daysToRun(asOf, lastDay, options.mostDaysCaughtUp())
      const isPlanned = hasCalendars()
      return {
        isOn: options.isOn(), hasCalendars: isPlanned, notBilled: isPlanned ? notBilled(asOf) : { count: 0, codes: [] }, lastDay, from, forgottenDays, isDue: isDue && isPlanned, failure,
        unknownCriteria: DECISION_TABLES.flatMap((table) => unknownCriteria(table, options.calendarRows(table), options.knownNames()).map((unknown) => ({ table, ...unknown }))),
        plannedCount: isPlanned ? namedByCalendars(from, asOf, asOf).filter(({ obstacle }) => obstacle === null).length : 0,
      }
    },
    runAutomatic: async ({ asOf, byItself }, context) => {
      try {
        const report = await run(asOf, byItself, context)
        failure = null
        return report
      } catch (error) {
        const { code, details } = toFailure(error)
        if (!(error instanceof AppError && error.code === 'cancelled')) failure = { at: systemNow(), code, details }
        throw error
      }
    },
    automaticDays: () => repository.days(),
    automaticLines: ({ day }) => repository.namedLines(day),
    automaticForecast: ({ asOf }) => {
      if (!hasCalendars()) return []
      const byDay = Map.groupBy(namedByCalendars(addDays(asOf, 1), addDays(asOf, FORECAST_DAYS)).filter(({ obstacle }) => obstacle === null), ({ planned }) => planned.sendOn)
      return [...byDay].map(([day, requests]) => ({ day, count: requests.length }))
    },
  }
}

/** A day gone through again keeps what it asked for; the rest is as it now stands. */
function withEarlier(earlier: readonly DayLine[], lines: readonly DayLine[]): DayLine[] {
  const asked = earlier.filter(({ outcome }) => outcome === 'requested')
  const key = ({ assetId, cycleKey }: DayLine): string => `${assetId} ${cycleKey}`
  const isAsked = new Set(asked.map(key))
  return [...asked, ...lines.filter((line) => !isAsked.has(key(line)))]
}
