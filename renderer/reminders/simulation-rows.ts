import { SkipReason, type Explanation, type GenerationRequest, type Simulation } from '../../shared/reminders/reminder-contract.ts'
import { explanationText } from '../../shared/reminders/explanation-text.ts'
import { api } from '../api.ts'
import { say, t } from '../i18n/i18n.ts'
import { amountColumn, dateColumn, numberColumn, textColumn, type GridColumn } from '../ui/grid-columns.ts'
import type { IdSource } from '../ui/grid-source.ts'

/** A ticked due date in the simulation. */
export interface SimulationRow extends Explanation { id: number; number: string; why: string; /** Claimed beside it by its letter */ interestCents: number; indemnityCents: number }

/** Which due dates of a simulation are looked at: all, those with a letter, those without, or those left out for one reason. */
export type SimulationFilter = 'all' | 'letters' | 'skipped' | SkipReason

/** The filters that let something through, each with its count. */
export function simulationFilters({ outcomes }: Simulation): { value: SimulationFilter; label: string }[] {
  const counts = new Map<SimulationFilter, number>()
  const count = (filter: SimulationFilter): unknown => counts.set(filter, (counts.get(filter) ?? 0) + 1)
  outcomes.levels.forEach((level, place) => {
    count('all')
    count(level > 0 ? 'letters' : 'skipped')
    if (level === 0) count(reasonAt(outcomes, place))
  })
  const values: SimulationFilter[] = ['all', 'letters', 'skipped', ...SkipReason.options]
  return values.filter((value) => counts.has(value)).map((value) => ({ value, label: t('reminderScreen.simulation.filter', { what: filterText(value), count: counts.get(value)!.toLocaleString('fr-FR') }) }))
}

const reasonAt = ({ reasons }: Simulation['outcomes'], place: number): SkipReason => SkipReason.options[reasons[place]!]!

const filterText = (filter: SimulationFilter): string =>
  filter === 'all' || filter === 'letters' || filter === 'skipped' ? t(`reminderScreen.simulation.${filter}`) : t('reminderScreen.simulation.because', { reason: t(`reminders.skip.${filter}`) })

/** The due dates a filter lets through, explained page by page as they come into view. */
export function simulationSource({ outcomes }: Simulation, request: GenerationRequest, filter: SimulationFilter): IdSource<SimulationRow> {
  const isShown = (level: number, place: number): boolean => filter === 'all' || (filter === 'letters' ? level > 0 : level === 0 && (filter === 'skipped' || reasonAt(outcomes, place) === filter))
  const ids = outcomes.ids.filter((_id, place) => isShown(outcomes.levels[place]!, place))
  const places = new Map(Array.from(request.ids, (id, place) => [id, place]))
  const told = new Map(Array.from(outcomes.ids, (id, place) => [id, place]))
  const claimed = (column: Float64Array, id: number): number => column[told.get(id)!] ?? 0
  return {
    ids,
    fetchRows: async (some) => {
      const wanted = Array.from(some, (id) => places.get(id)!)
      const part = { ...request, ids: some, openCents: Float64Array.from(wanted, (place) => request.openCents[place]!), levels: Uint8Array.from(wanted, (place) => request.levels[place]!) }
      return (await api.reminders.explain(part)).map((explanation) => ({ ...explanation, id: explanation.dueDateId, interestCents: claimed(outcomes.interestCents, explanation.dueDateId), indemnityCents: claimed(outcomes.indemnityCents, explanation.dueDateId), number: explanation.invoiceNumber || explanation.warrantyInvoiceNumber, why: explanationText(explanation, say) }))
    },
  }
}

/** With what credits take off and what letters claim beside, where they do. */
export const simulationColumns = ({ deductedCents, interestCents, indemnityCents }: Pick<Simulation, 'deductedCents' | 'interestCents' | 'indemnityCents'>): GridColumn<SimulationRow>[] => {
  const fixed = { sortable: false, filter: false }
  return [
    textColumn('customerName', t('reminderScreen.report.column.customer'), 150, fixed),
    textColumn('number', t('reminderScreen.report.column.invoice'), 80, fixed),
    dateColumn('dueOn', t('reminderScreen.report.column.dueOn'), 78, fixed),
    amountColumn('openCents', t('reminderScreen.column.open'), 84, fixed),
    ...deductedCents > 0 ? [amountColumn<SimulationRow>('deductedCents', t('reminderScreen.simulation.deducted'), 76, fixed)] : [],
    ...interestCents + indemnityCents > 0 ? [amountColumn<SimulationRow>('interestCents', t('reminderScreen.simulation.interest'), 72, fixed), amountColumn<SimulationRow>('indemnityCents', t('reminderScreen.simulation.indemnity'), 76, fixed)] : [],
    numberColumn('daysLate', t('reminderScreen.simulation.daysLate'), 60, fixed),
    numberColumn('levelBefore', t('reminderScreen.report.column.before'), 56, fixed),
    numberColumn('levelAfter', t('reminderScreen.report.column.level'), 60, fixed),
    textColumn('why', t('reminderScreen.simulation.why'), 300, { ...fixed, flex: 1, minWidth: 240 }),
  ]
}
