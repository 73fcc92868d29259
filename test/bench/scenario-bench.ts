import { localDate } from '../../shared/date.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { percentile, timed, type Figure } from './bench-figures.ts'
import { withLargeOffice } from './large-office.ts'

const DUE_DATES = 1_000_000
const ROUNDS = 7

/** « Aujourd’hui »: what the scenario proposes on a million due dates, half of them unpaid. */
export async function benchScenarios(): Promise<Figure[]> {
  return withLargeOffice((sql) => fillDossier(sql, DUE_DATES / 2), async (api) => {
    await api.scenarios.saveSettings({ ...await api.scenarios.settings(undefined), isOn: true })

    const { ms: firstMs } = await timed(() => api.scenarios.today({ asOf: localDate('2026-03-31') }))
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push((await timed(() => api.scenarios.today({ asOf: localDate(`2026-0${round + 1}-15`) }))).ms)
    return [
      { name: 'scenarios: the list of a day, median', value: percentile(times, 0.5), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'scenarios: the list of a day, longest', value: Math.max(...times), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'scenarios: the first after a change, which reads what is unpaid as « Calcul » does', value: firstMs, unit: 'ms' },
    ]
  })
}
