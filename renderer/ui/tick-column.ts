import type { ICellRendererParams } from 'ag-grid-community'
import { textColumn, type GridColumn } from './grid-columns.ts'

/** Of a column whose ticks are the screen's, not the rows': the grid's `toggleColumn`. */
export const TICK_COLUMN = 'ticked'

/** What the column and its boxes are called; a cell copied says whether it is ticked. */
export interface TickWords { header: string; tooltip: string; tick: string; ticked: string; unticked: string }

export function tickColumn<R extends { id: number }>(isTicked: (id: number) => boolean, { header, tooltip, tick, ticked, unticked }: TickWords): GridColumn<R> {
  return textColumn<R>('id', header, 54, {
    colId: TICK_COLUMN, pinned: 'left', lockPosition: 'left', sortable: false, filter: false, cellClass: 'tick-cell',
    tooltip: () => tooltip,
    valueGetter: ({ data }) => data && isTicked(data.id),
    valueFormatter: ({ value }) => (value ? ticked : unticked),
    cellRenderer: ({ value, data }: ICellRendererParams<R, boolean>) => (data ? tickBox(tick, value === true) : ''),
  })
}

/** A box drawn by the style sheet; said by screen readers as a check box. */
function tickBox(label: string, isTicked: boolean): HTMLElement {
  const box = document.createElement('span')
  box.className = 'tick-box'
  box.setAttribute('role', 'checkbox')
  box.setAttribute('aria-checked', String(isTicked))
  box.setAttribute('aria-label', label)
  return box
}
