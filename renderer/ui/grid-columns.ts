import type { ColDef, ValueFormatterParams } from 'ag-grid-community'
import { formatDate, formatInstant, type Instant, type LocalDate } from '../../shared/date.ts'
import { formatAmount } from '../../shared/money.ts'

/** A column of DataGrid over rows of type R. */
export type GridColumn<R> = ColDef<R> & { field: ColDef<R>['field'] & string; headerName: string }
type Options<R> = Partial<ColDef<R>>

/** The cells of the column a person looks for first. */
export const strong = { cellClassRules: { 'strong-cell': () => true } }

const column = <R>(field: string, headerName: string, width: number, options: Options<R>): GridColumn<R> => ({ field, headerName, width, ...options }) as GridColumn<R>

export function textColumn<R>(field: keyof R & string, headerName: string, width: number, options: Options<R> = {}): GridColumn<R> {
  return column<R>(field, headerName, width, { tooltip: true, ...options })
}

/** Integer cents, shown `1 234,56`, right-aligned. */
export function amountColumn<R>(field: keyof R & string, headerName: string, width: number, options: Options<R> = {}): GridColumn<R> {
  return column<R>(field, headerName, width, { type: 'rightAligned', valueFormatter: ({ value }: ValueFormatterParams<R, number | null>) => (typeof value === 'number' ? formatAmount(value) : ''), ...options })
}

export function numberColumn<R>(field: keyof R & string, headerName: string, width: number, options: Options<R> = {}): GridColumn<R> {
  return column<R>(field, headerName, width, { type: 'rightAligned', ...options })
}

/** A LocalDate, shown `31/12/2026`. */
export function dateColumn<R>(field: keyof R & string, headerName: string, width: number, options: Options<R> = {}): GridColumn<R> {
  return column<R>(field, headerName, width, { valueFormatter: ({ value }: ValueFormatterParams<R, LocalDate | null>) => (value ? formatDate(value) : ''), ...options })
}

/** A moment, shown `31/12/2026 14:05`. */
export function instantColumn<R>(field: keyof R & string, headerName: string, width: number, options: Options<R> = {}): GridColumn<R> {
  return textColumn<R>(field, headerName, width, { valueFormatter: ({ value }: ValueFormatterParams<R, Instant | null>) => (value ? formatInstant(value) : ''), ...options })
}

/** One of a closed list, or yes and no, shown, sorted and filtered as the words a person reads. */
export function wordColumn<R, F extends keyof R & string>(field: F, headerName: string, width: number, wordOf: (value: R[F]) => string, options: Options<R> = {}): GridColumn<R> {
  return textColumn<R>(field, headerName, width, { valueGetter: ({ data }) => data && wordOf(data[field]), ...options })
}
