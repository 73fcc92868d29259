import { parkSlices } from '../fixtures/park-slices.ts'
import { fillLargePark } from '../fixtures/large-park.ts'
import { percentile, timed, type Figure } from './bench-figures.ts'

const ASSETS = 20_000

/** Candidates of requests over a park of 20 000 assets, and the list of « Gérer les biens ». */
export async function benchAssets(): Promise<Figure[]> {
  const { sql, api, forRequests } = parkSlices()
  fillLargePark(sql, ASSETS)
  const times: number[] = []
  for (let round = 0; round < 7; round++) times.push((await timed(async () => { if (forRequests.candidates(null).length !== ASSETS) throw new Error('assets were forgotten') })).ms)
  const some = Array.from({ length: 500 }, (_, index) => 1 + index * 40)
  const few = await timed(async () => { if (forRequests.candidates(some).length !== some.length) throw new Error('assets were forgotten') })
  const search = await timed(() => api.assets.findAssets({ search: 'copieur 19', customerId: null, onlyInstalled: true }))
  const page = await timed(() => api.assets.assetRows({ ids: search.value.ids.slice(0, 200) }))
  return [
    { name: `assets: candidates among ${ASSETS}, first`, value: times[0]!, unit: 'ms', goal: { atMost: 1000 } },
    { name: `assets: candidates among ${ASSETS}, median`, value: percentile(times, 0.5), unit: 'ms', goal: { atMost: 1000 } },
    { name: 'assets: candidates of 500 assets', value: few.ms, unit: 'ms', goal: { atMost: 200 } },
    { name: 'assets: search and first 200 rows of the list', value: search.ms + page.ms, unit: 'ms', goal: { atMost: 300 } },
  ]
}
