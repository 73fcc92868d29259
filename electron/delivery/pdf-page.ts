import type { Inline, LaidOutPage, PlacedImage, TextLine, Vector } from './page-layout.ts'

/** Names of fonts and images in a page's resources. */
export interface ResourceNames { font(inline: Inline): string; image(name: string): string }

const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** `#1f2937` or `black` as three PDF colour components. */
function colour(value: string): string {
  if (value === 'black') return '0 0 0'
  if (!/^#[0-9a-f]{6}$/i.test(value)) throw new Error(`colour not supported: ${value}`)
  return [1, 3, 5].map((start) => number(Number.parseInt(value.slice(start, start + 2), 16) / 255)).join(' ')
}

/** The content stream of one page, not compressed: the operators of ISO 32000-1, with y turned upwards. */
export function paintPage(page: LaidOutPage, names: ResourceNames): string {
  const flip = (y: number): number => page.pageSize.height - y
  const operators: string[] = []
  for (const { type, item } of page.items) {
    switch (type) {
      case 'line': paintText(operators, item, flip, names); break
      case 'vector': paintVector(operators, item, flip); break
      case 'image': paintImage(operators, item, flip, names); break
      // pdfmake knows more kinds than Relais uses
      default: throw new Error(`page item not supported: ${String(type)}`)
    }
  }
  return operators.join('\n')
}

/** One text object a line; words that follow each other in the same style become one string, which readers also copy better. */
function paintText(operators: string[], line: TextLine, flip: (y: number) => number, names: ResourceNames): void {
  const baseline = number(flip(line.y + line.getAscenderHeight()))
  let start = 0
  while (start < line.inlines.length) {
    const first = line.inlines[start]!
    let end = start + 1
    while (end < line.inlines.length && continues(line.inlines[end - 1]!, line.inlines[end]!)) end++
    const glyphs = line.inlines.slice(start, end).map((inline) => inline.font.encode(inline.text)).join('')
    if (glyphs !== '') operators.push(`BT ${names.font(first)} ${number(first.fontSize)} Tf ${colour(first.color ?? 'black')} rg ${number(line.x + first.x)} ${baseline} Td <${glyphs}> Tj ET`)
    start = end
  }
}

function continues(before: Inline, after: Inline): boolean {
  return before.font === after.font && before.fontSize === after.fontSize && before.color === after.color && Math.abs(before.x + before.width - after.x) < 0.001
}

function paintVector(operators: string[], vector: Vector, flip: (y: number) => number): void {
  const stroke = vector.color === undefined ? `${number(vector.lineWidth ?? 1)} w ${colour(vector.lineColor ?? 'black')} RG` : `${colour(vector.color)} rg`
  if (vector.type === 'line') operators.push(`${number(vector.lineWidth ?? 1)} w ${colour(vector.lineColor ?? 'black')} RG ${number(vector.x1)} ${number(flip(vector.y1))} m ${number(vector.x2)} ${number(flip(vector.y2))} l S`)
  else operators.push(`${stroke} ${number(vector.x)} ${number(flip(vector.y + vector.h))} ${number(vector.w)} ${number(vector.h)} re ${vector.color === undefined ? 'S' : 'f'}`)
}

function paintImage(operators: string[], image: PlacedImage, flip: (y: number) => number, names: ResourceNames): void {
  operators.push(`q ${number(image._width)} 0 0 ${number(image._height)} ${number(image.x)} ${number(flip(image.y + image._height))} cm ${names.image(image.image)} Do Q`)
}
