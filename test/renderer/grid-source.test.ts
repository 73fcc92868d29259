import type { IGetRowsParams } from 'ag-grid-community'
import { expect, it } from 'vitest'
import { idDatasource, type GridFilter, type GridSort, type IdSource } from '../../renderer/ui/grid-source.ts'

interface Row { id: number }
interface Page { rows: unknown[] | null; count: number | undefined }

/** Asks the source for rows start…end as the grid does. */
const ask = (source: ReturnType<typeof idDatasource>, startRow: number, endRow: number, asked: Partial<IGetRowsParams> = {}): Promise<Page> => new Promise((resolve) => {
  source.getRows({ startRow, endRow, sortModel: [], filterModel: {}, successCallback: (rows, count) => resolve({ rows, count }), failCallback: () => resolve({ rows: null, count: undefined }), ...asked } as IGetRowsParams)
})

const ids = Int32Array.of(5, 3, 9, 1)
const source = (more: Partial<IdSource<Row>> = {}): IdSource<Row> => ({ ids, fetchRows: async (some) => [...some].map((id) => ({ id })).reverse(), ...more })
const ignore = (): void => undefined

it('fetches the rows in view only, in the order of the ids', async () => {
  const fetched: number[][] = []
  const rows = idDatasource(source({ fetchRows: async (some) => { fetched.push([...some]); return [...some].map((id) => ({ id })) } }), ignore, ignore)
  expect(await ask(rows, 1, 3)).toEqual({ rows: [{ id: 3 }, { id: 9 }], count: 4 })
  expect(fetched).toEqual([[3, 9]])
})

it('keeps the place of a row deleted since', async () => {
  const rows = idDatasource(source({ fetchRows: async () => [{ id: 9 }, { id: 5 }] }), ignore, ignore)
  expect((await ask(rows, 0, 3)).rows).toEqual([{ id: 5 }, { id: 3, isMissing: true }, { id: 9 }])
})

it('X-18 sorts and filters once per change of the headers, whatever the number of pages', async () => {
  const asked: [GridSort | null, GridFilter[]][] = []
  const counts: number[] = []
  const rows = idDatasource(source({ arrange: async (sort, filters) => { asked.push([sort, filters]); return filters.length > 0 ? Int32Array.of(9, 3) : ids } }), (count) => counts.push(count), ignore)
  const headers = { sortModel: [{ colId: 'open', sort: 'desc' as const }], filterModel: { name: { filter: 'dup' }, phone: { filter: '' } } }
  expect(await ask(rows, 0, 1, headers)).toEqual({ rows: [{ id: 9 }], count: 2 })
  expect(await ask(rows, 1, 2, headers)).toEqual({ rows: [{ id: 3 }], count: 2 })
  expect(await ask(rows, 0, 1)).toEqual({ rows: [{ id: 5 }], count: 4 })
  expect(asked).toEqual([[{ column: 'open', descending: true }, [{ column: 'name', text: 'dup' }]], [null, []]])
  expect(counts).toEqual([2, 2, 4])
})

it('says a failure and tries again at the next request', async () => {
  const failures: unknown[] = []
  let isDown = true
  const rows = idDatasource(source({ fetchRows: async (some) => { if (isDown) throw new Error('down'); return [...some].map((id) => ({ id })) } }), ignore, (error) => failures.push(error))
  expect((await ask(rows, 0, 2)).rows).toBeNull()
  isDown = false
  expect((await ask(rows, 0, 2)).rows).toEqual([{ id: 5 }, { id: 3 }])
  expect(failures).toEqual([new Error('down')])
})
