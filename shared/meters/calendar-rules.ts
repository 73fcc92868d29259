import { dayOfMonth, formerlyWantedFor, monthOf, wantedAsOf, wantedFor } from '../contracts/billing-rules.ts'
import type { BillingRuleState } from '../contracts/contract-contract.ts'
import { addDays, daysBetween, localDate, type LocalDate } from '../date.ts'
import { ANY } from '../decisions/cell-rules.ts'
import { cellOf, columnsOf, decide, type CriterionValues, type DecisionRow, type DecisionTableName } from '../decisions/table-rules.ts'

/**
 * When readings are asked for by themselves. A cycle goes from the 2nd of a month to the 1st of the next (M-110), so that each date readings are wanted
 * for is in exactly one; the calendars say on which day of that cycle's month they are asked for, and on which day instead when that one is excluded.
 */

/** Names of a category of a customer and of its classification. */
export interface CustomerCategory { classification: string; category: string }

const GENERAL = 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR'
const PARTICULAR = 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR'
const EXCLUSION = 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR'

type Cases<T extends DecisionTableName> = readonly CriterionValues<T>[]

/** The three calendars as questions, answered by the first row that is for one of the cases: those of a customer are his categories. */
export interface Calendars {
  general(cases: Cases<typeof GENERAL>): { position: number; sendDay: number } | null
  particular(cases: Cases<typeof PARTICULAR>): { position: number; sendDay: number } | null
  exclusion(cases: Cases<typeof EXCLUSION>): { position: number; resumesOn: LocalDate } | null
}

/** The calendars as the decision tables hold them, compiled for a run. */
export function readCalendars(rows: (table: DecisionTableName) => readonly DecisionRow[]): Calendars {
  const [general, particular, exclusion] = [decide(GENERAL, rows(GENERAL)), decide(PARTICULAR, rows(PARTICULAR)), decide(EXCLUSION, rows(EXCLUSION).map(ended))]
  return {
    general: (cases) => answer(general(cases), (row) => ({ position: row.position, sendDay: Number(cellOf(GENERAL, row, 'genericSendDay')) })),
    particular: (cases) => answer(particular(cases), (row) => ({ position: row.position, sendDay: Number(cellOf(PARTICULAR, row, 'particularSendDay')) })),
    exclusion: (cases) => answer(exclusion(cases), (row) => ({ position: row.position, resumesOn: localDate(cellOf(EXCLUSION, row, 'resumesOn')) })),
  }
}

/** An exclusion whose end is `*` lasts until its requests leave again: without that, what it holds back after that day would never leave. */
function ended(row: DecisionRow): DecisionRow {
  if (cellOf(EXCLUSION, row, 'excludedUntil') !== ANY) return row
  const until = columnsOf(EXCLUSION).findIndex(({ key }) => key === 'excludedUntil')
  return { ...row, cells: row.cells.with(until, addDays(localDate(cellOf(EXCLUSION, row, 'resumesOn')), -1)) }
}

const answer = <T>(row: DecisionRow | null, read: (row: DecisionRow) => T): T | null => row && read(row)

/** Which calendar decided; 'resumed' on the day set for what an exclusion held back. */
export type SendReason = 'general' | 'particular' | 'resumed'

export interface PlannedRequest {
  assetId: number
  ruleId: number
  /** Day on which it is sent */
  sendOn: LocalDate
  /** The cycle it is for, as `YYYY-MM`; in the order of time. One asset is asked at most once for each (M-117). */
  cycleKey: string
  reason: SendReason
  /** « Position » of the row that says the day */
  position: number
  /** It was missed, and the day it would be caught up on is excluded: the day it leaves instead */
  heldUntil?: LocalDate
}

/** What the automatic sending plans with. */
export interface Planning {
  rules: readonly BillingRuleState[]
  categoriesOf(customerId: number): readonly CustomerCategory[]
  calendars: Calendars
  /** IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR */
  ignoresTheoreticalInvoice: boolean
  /** The day on which what was missed is caught up; without it each leaves on its own day. */
  caughtUpOn?: LocalDate
  /** What such a day held back, by the day it leaves instead */
  heldBack?: readonly HeldRequest[]
}

/** A request that was missed, and caught up on an excluded day. */
export interface HeldRequest { assetId: number; ruleId: number; cycleKey: string; position: number; heldUntil: LocalDate }

/**
 * What is to be sent from one day to another: what is caught up when the days between were missed (M-116). An asset comes once, for its latest cycle:
 * nobody is asked twice at the same moment.
 */
export function planDays(from: LocalDate, to: LocalDate, planning: Planning): PlannedRequest[] {
  const byAsset = new Map<number, PlannedRequest>()
  const heldByRule = Map.groupBy(planning.heldBack ?? [], ({ ruleId }) => ruleId)
  for (const rule of planning.rules) {
    const held = (heldByRule.get(rule.ruleId) ?? []).filter((request) => rule.assetIds.includes(request.assetId) && isStillWanted(request, rule, planning))
    const sendings: PlannedRequest[] = [
      ...sendingsOf(rule, planning).flatMap((sending) => rule.assetIds.map((assetId) => ({ assetId, ...sending }))),
      ...held.map(({ assetId, ruleId, cycleKey, position, heldUntil }) => ({ assetId, ruleId, cycleKey, position, reason: 'resumed' as const, sendOn: heldUntil })),
    ]
    for (const sending of sendings) {
      if (sending.sendOn < from || sending.sendOn > to) continue
      const known = byAsset.get(sending.assetId)
      if (known === undefined || sending.cycleKey > known.cycleKey) byAsset.set(sending.assetId, kept(sending, rule, planning))
    }
  }
  return [...byAsset.values()].sort((one, other) => one.sendOn.localeCompare(other.sendOn) || one.ruleId - other.ruleId || one.assetId - other.assetId)
}

/**
 * Whether what was held back is still to be billed as the rule stands now: it was late already, and nobody is asked for what has been invoiced meanwhile, be it ahead of
 * its date or after the day it was to leave on. What an exclusion itself put off is asked for all the same (M-114).
 */
function isStillWanted({ cycleKey }: HeldRequest, rule: BillingRuleState, { ignoresTheoreticalInvoice }: Planning): boolean {
  const wanted = wantedFor(rule, ignoresTheoreticalInvoice)
  return wanted !== null && cycleKeyOf(wanted) === cycleKey
}

/** What is caught up on an excluded day waits for that exclusion's own day, like what was planned within it (M-102, M-114). */
function kept(sending: PlannedRequest, rule: BillingRuleState, planning: Planning): PlannedRequest {
  const { caughtUpOn } = planning
  if (caughtUpOn === undefined || sending.sendOn >= caughtUpOn) return sending
  const exclusion = exclusionOn(caughtUpOn, rule, planning)
  return exclusion === null ? sending : { ...sending, heldUntil: exclusion.resumesOn, position: exclusion.position }
}

function exclusionOn(day: LocalDate, rule: BillingRuleState, { categoriesOf, calendars }: Planning): ReturnType<Calendars['exclusion']> {
  const nextInvoiceOn = wantedAsOf(rule, day, false) ?? NEVER
  return calendars.exclusion(casesOf(categoriesOf(rule.customerId)).map((category) => ({ ...category, excludedFrom: day, excludedUntil: day, providerCode: rule.internalOrganisationCode, nextInvoiceOn })))
}

/** One without any category is asked about too: a row may be for every customer. */
const casesOf = (categories: readonly CustomerCategory[]): readonly CustomerCategory[] => (categories.length > 0 ? categories : [NO_CATEGORY])

/** False when the asset was already asked for that cycle, or for a later one. @param latestCycle the latest it was asked for */
export const isNewCycle = (cycleKey: string, latestCycle: string | undefined): boolean => latestCycle === undefined || cycleKey > latestCycle

/**
 * NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: whether the last real reading is old enough, or missing (M-087, M-089), for an automatic request of that day.
 * @param lastRealOn of the meter read longest ago; null when one has none
 */
export const isReadingOld = (lastRealOn: LocalDate | null, day: LocalDate, maxDays: number): boolean => lastRealOn === null || daysBetween(lastRealOn, day) > maxDays

type Sending = Omit<PlannedRequest, 'assetId'>

/** For the next date a rule's readings are wanted for, and for the one before: it may have been held back by an exclusion, or missed. */
function sendingsOf(rule: BillingRuleState, planning: Planning): Sending[] {
  const dates = [wantedFor(rule, planning.ignoresTheoreticalInvoice), formerlyWantedFor(rule, planning.ignoresTheoreticalInvoice)]
  return dates.flatMap((date) => (date === null ? [] : sendingFor(date, rule, planning) ?? []))
}

/** When readings for that date are asked for; null when they are not. */
function sendingFor(date: LocalDate, rule: BillingRuleState, planning: Planning): Sending | null {
  const { categoriesOf, calendars, ignoresTheoreticalInvoice } = planning
  const { predefinedCode, billingDay, internalOrganisationCode: providerCode } = rule
  const particular = calendars.particular(casesOf(categoriesOf(rule.customerId)).map((category) => ({ ...category, providerCode, billingDay })))
  const row = particular ?? calendars.general([{ predefinedCode, providerCode, cycleDays: billingDay, billingDay }])
  if (row === null) return null

  const cycleMonth = cycleOf(date)
  const plannedOn = dayOfMonth(cycleMonth, row.sendDay)
  // on that day another date was wanted: this one was invoiced already, or it comes after the one before was
  if (wantedAsOf(rule, plannedOn, ignoresTheoreticalInvoice) !== date) return null

  const sending = { ruleId: rule.ruleId, cycleKey: cycleKeyOf(date) }
  const exclusion = exclusionOn(plannedOn, rule, planning)
  if (exclusion !== null) return { ...sending, sendOn: exclusion.resumesOn, reason: 'resumed', position: exclusion.position }
  return { ...sending, sendOn: plannedOn, reason: particular ? 'particular' : 'general', position: row.position }
}

/** The month whose cycle a date is in: the 1st is the last day of the one before. */
const cycleOf = (date: LocalDate): number => monthOf(date) - (date.endsWith('-01') ? 1 : 0)

const cycleKeyOf = (date: LocalDate): string => dayOfMonth(cycleOf(date), 1).slice(0, 7)

/** Whether the cycle of a rule's next theoretical invoice is over: as long as nobody says that it was billed, no later cycle asks for readings. */
export const isBillingForgotten = ({ nextInvoiceOn }: Pick<BillingRuleState, 'nextInvoiceOn'>, asOf: LocalDate): boolean => nextInvoiceOn !== null && cycleOf(nextInvoiceOn) < cycleOf(asOf)

const NO_CATEGORY: CustomerCategory = { classification: '', category: '' }
/** After any date a row may name. */
const NEVER = '9999-12-31' as LocalDate
