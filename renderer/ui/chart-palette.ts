/** The colours of charts as they are at this moment: light, dark, or those the system forces. */
export interface ChartPalette {
  text: string
  muted: string
  line: string
  surface: string
  /** From light to dark, for what is ordered */
  steps: string[]
  accent: string
  warning: string
  font: string
}

/** Textures on top of the colours, from none to the densest: what is told apart without colour. */
export const DECALS = [
  { symbol: 'none' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 7], rotation: -Math.PI / 4 },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
  { symbol: 'circle', symbolSize: 0.8, dashArrayX: [[5, 5], [0, 5, 5, 0]], dashArrayY: [5, 0] },
  { symbol: 'rect', dashArrayX: [[8, 4], [0, 4, 8, 0]], dashArrayY: [4, 0] },
] as const

const STEPS = 5

/** Reads the tokens through an element, which resolves light-dark() and forced colours. */
export function readPalette(host: HTMLElement): ChartPalette {
  const probe = document.createElement('i')
  host.append(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const palette = {
    text: colour('text'), muted: colour('text-muted'), line: colour('border'), surface: colour('surface'), accent: colour('chart-accent'), warning: colour('chart-warning'),
    steps: Array.from({ length: STEPS }, (_, step) => colour(`chart-step-${step}`)), font: getComputedStyle(host).fontFamily,
  }
  probe.remove()
  return palette
}
