import { mkdtempSync, rmSync } from 'node:fs'
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

/** Rounds in which the sides take turns, so that a busy machine slows them alike; the median round counts. */
const ROUNDS = 5
/** Letters of a round; plain pdfmake is slow enough that fewer tell its speed as well. */
const SEPARATE_BY_PDFMAKE = 20
const IN_ONE_BY_PDFMAKE = 100
const LETTERS = 200
const FEW = 1000
const MANY = 10_000

/** Letters by the press against plain pdfmake with the whole Arimo font and the same document definitions, in the same run. */
export async function benchLetters(): Promise<Figure[]> {
  const press = createLetterPress({ resources })
  const folder = mkdtempSync(join(tmpdir(), 'relais-bench-'))
  try {
    await print(press, join(folder, 'first'), 50) // starts the workers, as they are when a clerk prints
    // before pdfmake's turn: the process's peak is Relais's own
    await print(press, folder, FEW)
    const memoryOfFew = megabytes()
    const longestWork = watchThread()
    await print(press, folder, MANY)
    const stall = longestWork()
    const memoryOfMany = megabytes()
    const rounds: { ours: number; separate: number; inOne: number }[] = []
    for (let round = 0; round < ROUNDS; round++) rounds.push({ ours: await print(press, folder, LETTERS), separate: await plainSeparate(), inOne: await plainInOne() })
    const [ours, pdfmakeSeparate, pdfmakeInOne] = [median(rounds.map((round) => round.ours)), median(rounds.map((round) => round.separate)), median(rounds.map((round) => round.inOne))]
    return [
      { name: 'letters: plain pdfmake, separate PDFs', value: 1000 / pdfmakeSeparate, unit: 'letters/s' },
      { name: 'letters: plain pdfmake, one PDF', value: 1000 / pdfmakeInOne, unit: 'letters/s' },
      { name: 'letters: Relais, both at once, on the disk', value: 1000 / ours, unit: 'letters/s' },
      { name: 'letters: separate, against plain pdfmake', value: median(rounds.map((round) => round.separate / round.ours)), unit: '×', goal: { atLeast: 6 } },
      { name: 'letters: one print-ready PDF, against plain pdfmake', value: median(rounds.map((round) => round.inOne / round.ours)), unit: '×', goal: { atLeast: 1.6 } },
      { name: `letters: peak memory of ${MANY}`, value: memoryOfMany, unit: 'MB' },
      { name: `letters: peak memory of ${MANY}, against that of ${FEW}`, value: memoryOfMany / memoryOfFew, unit: '×', goal: { atMost: 1.3 } },
      { name: 'letters: longest work of the office thread without a pause (processor time)', value: stall, unit: 'ms', goal: { atMost: 50 } },
    ]
  } finally {
    await press.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds a letter. */
async function print(press: ReturnType<typeof createLetterPress>, base: string, count: number): Promise<number> {
  const folder = mkdtempSync(`${base}-`)
  const jobs = Array.from({ length: count }, (_, index) => ({ content: () => letterExample(index), file: join(folder, `${index}.pdf`) }))
  const start = performance.now()
  await press.renderAll(jobs, join(folder, 'print.pdf'), { progress: () => undefined, throwIfCancelled: () => undefined })
  const perLetter = (performance.now() - start) / count
  rmSync(folder, { recursive: true })
  return perLetter
}

/** Processor time of this thread between two beats: work without a pause shows as one long beat, time taken by other programs does not. @returns what stops, and tells the longest in ms */
function watchThread(): () => number {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let before = spent()
  let longest = 0
  const beat = setInterval(() => {
    longest = Math.max(longest, spent() - before)
    before = spent()
  }, 5)
  return () => {
    clearInterval(beat)
    return longest
  }
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

const median = (values: number[]): number => values.toSorted((one, other) => one - other)[values.length >> 1]!

const megabytes = (): number => process.resourceUsage().maxRSS / 1024
