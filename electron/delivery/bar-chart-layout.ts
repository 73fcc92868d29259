import type { CanvasElement, Column, Content, CustomTableLayout } from 'pdfmake/interfaces'
import { GREY, STRONG_RULE } from './letter-sheet.ts'

/** From light to dark; each is a texture of its own, so that it is told apart on a black-and-white print. */
export const TEXTURES = ['plain', 'sparse', 'dense', 'crossed', 'solid'] as const
export type Texture = (typeof TEXTURES)[number]

export interface Bar { label: string; segments: readonly { value: number; texture: Texture }[]; text: string }

const HEIGHT = 10
const FILL: Record<Texture, string> = { plain: '#ffffff', sparse: '#eef1f5', dense: '#d9dee6', crossed: '#b9c1cd', solid: '#374151' }
/** Points between the lines of a texture. */
const GAP: Record<Texture, number> = { plain: 0, sparse: 6, dense: 3, crossed: 4, solid: 0 }

/** Horizontal bars, the name before and the value behind: read without a scale. `width` is the longest bar's, in points. */
export function barChart(bars: readonly Bar[], width: number): Content {
  const longest = Math.max(1, ...bars.map(({ segments }) => segments.reduce((sum, { value }) => sum + Math.max(0, value), 0)))
  return {
    margin: [0, 0, 0, 8],
    fontSize: 8.5,
    table: { widths: ['auto', width, '*'], dontBreakRows: true, body: bars.map(({ label, segments, text }) => [{ text: label, noWrap: true, color: GREY }, { canvas: drawn(segments, width / longest) }, { text, noWrap: true }]) },
    layout: tight,
  }
}

/** What the textures of a chart stand for. */
export function barLegend(entries: readonly { label: string; texture: Texture }[]): Content {
  return {
    margin: [0, 0, 0, 4], fontSize: 8, color: GREY,
    columns: entries.flatMap(({ label, texture }): Column[] => [{ width: 18, canvas: segment(0, 14, texture) }, { width: 'auto', text: label, margin: [0, 0, 14, 0] }]),
  }
}

function drawn(segments: Bar['segments'], scale: number): CanvasElement[] {
  let x = 0
  return segments.flatMap(({ value, texture }) => {
    const width = Math.max(0, value) * scale
    const elements = width < 0.2 ? [] : segment(x, width, texture)
    x += width
    return elements
  })
}

function segment(x: number, width: number, texture: Texture): CanvasElement[] {
  const frame: CanvasElement = { type: 'rect', x, y: 0, w: width, h: HEIGHT, lineWidth: 0.6, lineColor: STRONG_RULE }
  return [{ type: 'rect', x, y: 0, w: width, h: HEIGHT, color: FILL[texture] }, ...hatch(x, width, texture), frame]
}

/** Slanted lines, cut where the bar ends. */
function hatch(left: number, width: number, texture: Texture): CanvasElement[] {
  const gap = GAP[texture]
  if (gap === 0) return []
  const line = (from: number, isRising: boolean): CanvasElement | null => {
    const [start, end] = [Math.max(from, 0), Math.min(from + HEIGHT, width)]
    if (start >= end) return null
    const y = (x: number): number => (isRising ? HEIGHT - (x - from) : x - from)
    return { type: 'line', x1: left + start, y1: y(start), x2: left + end, y2: y(end), lineWidth: 0.5, lineColor: STRONG_RULE }
  }
  const lines: (CanvasElement | null)[] = []
  for (let from = gap - HEIGHT; from < width; from += gap) lines.push(line(from, true), ...(texture === 'crossed' ? [line(from, false)] : []))
  return lines.filter((element) => element !== null)
}

const tight: CustomTableLayout = { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 8, paddingTop: () => 1.5, paddingBottom: () => 1.5 }
