import type { Sql } from '../../electron/db/database.ts'
import { localDate } from '../../shared/date.ts'
import { fillDossier, payDossier, remindDossier } from '../fixtures/large-dossier.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { percentile, timed, watchTurns, type Figure } from './bench-figures.ts'
import { withLargeOffice } from './large-office.ts'

const DUE_DATES = 1_000_000
const ROUNDS = 7

/** « Tableau de bord » on a million due dates, half of them paid by as many payments, and 200 000 lines of letters. */
export async function benchDashboard(): Promise<Figure[]> {
  const fill = (sql: Sql): void => {
    fillDossier(sql, DUE_DATES / 2)
    payDossier(sql)
    remindDossier(sql, 200_000)
  }
  return withLargeOffice(fill, async (api) => {
    const turns = watchTurns()
    const { ms: firstMs } = await timed(() => api.dashboard.summary({ asOf: localDate('2026-03-31') }))
    const longestGap = turns.stop()
    const afterChange: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await api.receivables.saveCustomer(customerNamed(`Z${round}`, 'Zéphyr'))
      afterChange.push((await timed(() => api.dashboard.summary({ asOf: localDate('2026-03-31') }))).ms)
    }
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push((await timed(() => api.dashboard.summary({ asOf: localDate(`2026-0${round + 1}-15`) }))).ms)
    const figure = { kind: 'open', on: localDate('2026-03-31'), bracket: 'beyondCents', customerId: null } as const
    const { ms: rowsMs, value: { ids } } = await timed(() => api.dashboard.rowsBehind({ figure }))
    const { ms: pageMs } = await timed(() => api.dashboard.figureRows({ figure, ids: ids.slice(0, 200) }))
    return [
      { name: 'dashboard: the whole for another day, median', value: percentile(times, 0.5), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: the whole for another day, longest', value: Math.max(...times), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: the first after the program has started, which reads all receivables', value: firstMs, unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: the first after a change, which reads them again, median', value: percentile(afterChange, 0.5), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: longest time the office answers nobody meanwhile', value: longestGap, unit: 'ms' },
      { name: `dashboard: the ${ids.length} rows behind a figure`, value: rowsMs, unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: a page of them', value: pageMs, unit: 'ms', goal: { atMost: 100 } },
    ]
  })
}
