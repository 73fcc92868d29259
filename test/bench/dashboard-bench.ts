import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { officeClient } from '../../electron/client.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { createOffice } from '../../electron/office.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import { fillDossier, payDossier, remindDossier } from '../fixtures/large-dossier.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { percentile, timed, type Figure } from './bench-figures.ts'

const DUE_DATES = 1_000_000
const ROUNDS = 7

/** « Tableau de bord » on a million due dates, half of them paid by as many payments, and 200 000 lines of letters. */
export async function benchDashboard(): Promise<Figure[]> {
  const base = temporaryFolder()
  const office = createOffice({ dataFolder: join(base, 'data'), resources })
  try {
    const api = officeClient<OfficeContract>(office.dispatch)
    const folder = join(base, 'dossier')
    await api.dossiers.create({ folder, company })
    await api.dossiers.close(undefined)
    const sql = openDatabase(folder)
    fillDossier(sql, DUE_DATES / 2)
    payDossier(sql)
    remindDossier(sql, 200_000)
    sql.close()
    await api.dossiers.open({ folder })

    const gaps = watchGaps()
    const { ms: firstMs } = await timed(() => api.dashboard.summary({ asOf: localDate('2026-03-31') }))
    const longestGap = gaps.stop()
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push((await timed(() => api.dashboard.summary({ asOf: localDate(`2026-0${round + 1}-15`) }))).ms)
    const figure = { kind: 'open', on: localDate('2026-03-31'), bracket: 'beyondCents', customerId: null } as const
    const { ms: rowsMs, value: { ids } } = await timed(() => api.dashboard.rowsBehind({ figure }))
    const { ms: pageMs } = await timed(() => api.dashboard.figureRows({ figure, ids: ids.slice(0, 200) }))
    return [
      { name: 'dashboard: the whole for another day, median', value: percentile(times, 0.5), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: the whole for another day, longest', value: Math.max(...times), unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: the first after a change, which reads all receivables', value: firstMs, unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: longest time the office answers nobody meanwhile', value: longestGap, unit: 'ms' },
      { name: `dashboard: the ${ids.length} rows behind a figure`, value: rowsMs, unit: 'ms', goal: { atMost: 1000 } },
      { name: 'dashboard: a page of them', value: pageMs, unit: 'ms', goal: { atMost: 100 } },
    ]
  } finally {
    await office.close()
    rmSync(base, { recursive: true, force: true })
  }
}

/** The longest time between two turns of this thread, as another call would wait. */
function watchGaps(): { stop(): number } {
  let [longest, last, isOver] = [0, performance.now(), false]
  void (async () => {
    while (!isOver) {
      await setImmediate()
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
  })()
  return { stop: () => { isOver = true; return longest } }
}
