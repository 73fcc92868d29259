import type { IDatasource, IGetRowsParams, SortModelItem } from 'ag-grid-community'

/** Ids as they cross from the office: typed, outside the heap. */
export type IdList = Int32Array<ArrayBuffer>

export interface GridSort { column: string; descending: boolean }
export interface GridFilter { column: string; text: string }

/** Rows by their ids: only those in view are ever fetched, whatever the length of the list. */
export interface IdSource<R extends { id: number }> {
  ids: IdList
  /** The rows that still exist among `ids`, in any order */
  fetchRows: (ids: IdList) => Promise<R[]>
  /** The same ids sorted and filtered by the headers, asked again whenever these change. Without it the headers do nothing. */
  arrange?: (sort: GridSort | null, filters: GridFilter[]) => Promise<IdList>
}

const PAGE = 5000

/** All rows of a list that is short enough to be sorted and filtered in the window, fetched so many at a time. */
export async function allRows<R>(ids: IdList, fetchRows: (ids: IdList) => Promise<R[]>): Promise<R[]> {
  const rows: R[] = []
  for (let start = 0; start < ids.length; start += PAGE) rows.push(...await fetchRows(ids.slice(start, start + PAGE)))
  return rows
}

/** What stands in the place of a row that has been deleted since. */
export interface MissingRow { id: number; isMissing: true }

/** An AG Grid data source over ids. `onCount` hears how many rows the headers let through; `onError` a failure, after which the grid shows nothing. */
export function idDatasource<R extends { id: number }>(source: IdSource<R>, onCount: (count: number) => void, onError: (error: unknown) => void): IDatasource {
  let arrangedFor = ''
  let arranged: Promise<IdList> = Promise.resolve(source.ids)

  const idsFor = (sort: GridSort | null, filters: GridFilter[]): Promise<IdList> => {
    const wanted = sort || filters.length > 0 ? JSON.stringify([sort, filters]) : ''
    if (wanted !== arrangedFor) {
      arrangedFor = wanted
      arranged = source.arrange?.(sort, filters) ?? Promise.resolve(source.ids)
    }
    return arranged
  }

  const getPage = async ({ startRow, endRow, sortModel, filterModel, successCallback, failCallback }: IGetRowsParams): Promise<void> => {
    try {
      const ids = await idsFor(gridSort(sortModel), gridFilters(filterModel as HeaderFilters | null))
      const page = ids.subarray(startRow, endRow)
      const rows = new Map((page.length > 0 ? await source.fetchRows(page) : []).map((row) => [row.id, row]))
      successCallback([...page].map((id) => rows.get(id) ?? ({ id, isMissing: true } satisfies MissingRow)), ids.length)
      onCount(ids.length)
    } catch (error) {
      arrangedFor = ''
      arranged = Promise.resolve(source.ids)
      failCallback()
      onError(error)
    }
  }

  return { rowCount: source.ids.length, getRows: (params) => { void getPage(params) } }
}

type HeaderFilters = Record<string, { filter?: unknown } | undefined>

const gridSort = (model: SortModelItem[]): GridSort | null => (model[0] ? { column: model[0].colId, descending: model[0].sort === 'desc' } : null)

const gridFilters = (model: HeaderFilters | null): GridFilter[] =>
  Object.entries(model ?? {}).flatMap(([column, filter]) => (typeof filter?.filter === 'string' && filter.filter !== '' ? [{ column, text: filter.filter }] : []))
