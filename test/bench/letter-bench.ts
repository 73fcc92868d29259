import { mkdtempSync, rmSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pdfmake from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces'
import { letterDefinition } from '../../electron/delivery/letter-layout.ts'
import { createLetterPress } from '../../electron/delivery/letter-press.ts'
import { loadFonts } from '../../electron/delivery/pdf-font.ts'
import { letterExample } from '../fixtures/letter-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import type { Figure } from './bench-figures.ts'

/** Letters of each side; plain pdfmake is slow enough that fewer tell its speed as well. */
const SEPARATE_BY_PDFMAKE = 100
const IN_ONE_BY_PDFMAKE = 500
const LETTERS = 1000
const MANY = 10_000

/** Letters by the press against plain pdfmake with the whole Arimo font and the same document definitions, in the same run. */
export async function benchLetters(): Promise<Figure[]> {
  const press = createLetterPress({ resources })
  const folder = mkdtempSync(join(tmpdir(), 'relais-bench-'))
  try {
    await print(press, join(folder, 'first'), 50) // starts the workers, as they are when a clerk prints
    const thousand = await print(press, folder, LETTERS)
    const memoryOfThousand = megabytes()
    const { stall } = await print(press, folder, MANY)
    const memoryOfTenThousand = megabytes()
    const pdfmakeSeparate = await plainSeparate()
    const pdfmakeInOne = await plainInOne()
    return [
      { name: 'letters: plain pdfmake, separate PDFs', value: 1000 / pdfmakeSeparate, unit: 'letters/s' },
      { name: 'letters: plain pdfmake, one PDF', value: 1000 / pdfmakeInOne, unit: 'letters/s' },
      { name: 'letters: Relais, both at once, on the disk', value: 1000 / thousand.perLetter, unit: 'letters/s' },
      { name: 'letters: separate, against plain pdfmake', value: pdfmakeSeparate / thousand.perLetter, unit: '×', goal: { atLeast: 6 } },
      { name: 'letters: one print-ready PDF, against plain pdfmake', value: pdfmakeInOne / thousand.perLetter, unit: '×', goal: { atLeast: 1.6 } },
      { name: `letters: peak memory after ${LETTERS}`, value: memoryOfThousand, unit: 'MB' },
      { name: `letters: peak memory after ${MANY}, against after ${LETTERS}`, value: memoryOfTenThousand / memoryOfThousand, unit: '×', goal: { atMost: 1.5 } },
      { name: 'letters: longest time the office thread did not answer', value: Math.max(stall, thousand.stall), unit: 'ms' },
    ]
  } finally {
    await press.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function print(press: ReturnType<typeof createLetterPress>, base: string, count: number): Promise<{ perLetter: number; stall: number }> {
  const folder = mkdtempSync(`${base}-`)
  const jobs = Array.from({ length: count }, (_, index) => ({ content: letterExample(index), file: join(folder, `${index}.pdf`) }))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const start = performance.now()
  await press.renderAll(jobs, join(folder, 'print.pdf'), { progress: () => undefined, throwIfCancelled: () => undefined })
  const perLetter = (performance.now() - start) / count
  delay.disable()
  rmSync(folder, { recursive: true })
  return { perLetter, stall: delay.max / 1e6 }
}

const fonts = loadFonts(resources)
const definition = (index: number): TDocumentDefinitions => letterDefinition(letterExample(index), fonts)

function plainPdfmake(): typeof pdfmake {
  const arimo = resolve(import.meta.dirname, '../../node_modules/@expo-google-fonts/arimo')
  pdfmake.setFonts({ Arimo: { normal: join(arimo, '400Regular/Arimo_400Regular.ttf'), bold: join(arimo, '700Bold/Arimo_700Bold.ttf') } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(arimo))
  return pdfmake
}

async function plainSeparate(): Promise<number> {
  const plain = plainPdfmake()
  await plain.createPdf(definition(0)).getBuffer()
  const start = performance.now()
  for (let index = 0; index < SEPARATE_BY_PDFMAKE; index++) await plain.createPdf(definition(index)).getBuffer()
  return (performance.now() - start) / SEPARATE_BY_PDFMAKE
}

async function plainInOne(): Promise<number> {
  const plain = plainPdfmake()
  const start = performance.now()
  const letters = Array.from({ length: IN_ONE_BY_PDFMAKE }, (_, index) => definition(index))
  const content = letters.map((letter, index) => ({ stack: [letter.content], ...(index > 0 ? { pageBreak: 'before' as const } : {}) }))
  await plain.createPdf({ ...letters[0]!, content }).getBuffer()
  return (performance.now() - start) / IN_ONE_BY_PDFMAKE
}

const megabytes = (): number => process.resourceUsage().maxRSS / 1024
