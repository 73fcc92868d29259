import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { serialize } from 'node:v8'
import { connectOffice, type OfficeConnection } from '../../electron/ipc/office-connection.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { AppError } from '../../shared/errors.ts'
import type { Selection } from '../../shared/reminders/reminder-contract.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { everything, requestAbout, today } from '../fixtures/reminder-fixture.ts'
import type { Figure } from './bench-figures.ts'

const UNPAID = 1_000_000
const CUSTOMERS = 20_000
const LETTERS = 1000
const DUE_DATES_PER_CUSTOMER = UNPAID / CUSTOMERS
const RESOLUTION_MS = 2

/**
 * How long the main thread does not answer while the office works. This process stands for it: it forwards each call to the office's
 * thread and, as Electron does, serialises each answer on its way to the window.
 */
export async function benchStalls(): Promise<Figure[]> {
  const base = temporaryFolder()
  const office = connectOffice(new URL('../../electron/office-worker.ts', import.meta.url), { dataFolder: join(base, 'data'), resources }, (reason) => { throw new Error(reason) })
  try {
    const folder = join(base, 'dossier')
    await ask(office, 'dossiers.create', { folder, company })
    await ask(office, 'dossiers.close', undefined)
    const sql = openDatabase(folder)
    fillDossier(sql, UNPAID, CUSTOMERS)
    sql.close()
    await ask(office, 'dossiers.open', { folder })

    const figures: Figure[] = []
    const measure = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const watch = watchLoop()
      const value = await work()
      const { busyMs, waitedMs } = watch.stop()
      figures.push({ name: `stalls: main thread busy at a stretch, ${what}`, value: busyMs, unit: 'ms', goal: { atMost: 50 } }, { name: `stalls:   on the clock, ${what}`, value: waitedMs, unit: 'ms' })
      return value
    }
    const calculate = (): Promise<Selection> => ask<Selection>(office, 'reminders.calculate', { criteria: everything, asOf: today })

    const selection = await measure('the first « Calcul » (a million rows)', calculate)
    const { ids } = selection
    await measure('ten more « Calcul »', async () => { for (let round = 0; round < 10; round++) await calculate() })
    await measure('sorting a million rows', () => ask(office, 'reminders.arrange', { ids, asOf: today, sort: { column: 'amountCents', descending: true }, filter: [] }))
    await measure('scrolling (50 pages of 200 rows)', async () => { for (let page = 0; page < 50; page++) await ask(office, 'reminders.rows', { ids: ids.slice(page * 200, page * 200 + 200), asOf: today }) })
    // the request is the window's work, not the main thread's
    const aboutAll = requestAbout(selection, [...ids.keys()], { rule: { kind: 'level', level: 1 } })
    await measure('the simulation of a million ticks', () => ask(office, 'reminders.simulate', aboutAll))
    await measure('the phone list of a million ticks', () => ask(office, 'reminders.phoneList', { ids, asOf: today, from: 0 }))
    const ofSomeCustomers = Array.from({ length: LETTERS * DUE_DATES_PER_CUSTOMER / 10 }, (_value, index) => index * 10)
    const aboutSome = requestAbout(selection, ofSomeCustomers, { rule: { kind: 'level', level: 1 }, resend: true })
    await measure(`the generation of ${LETTERS} letters`, () => ask(office, 'reminders.generate', aboutSome))

    const ledger = join(base, '732829320FEC20251231.txt')
    execFileSync(process.execPath, [join(import.meta.dirname, 'import-bench.ts'), '--write', ledger])
    await ask(office, 'dossiers.create', { folder: join(base, 'imported'), company })
    await measure('the import of a FEC of a million lines', () => ask(office, 'imports.apply', { path: ledger, options: {}, asOf: today }))
    return figures
  } finally {
    await office.close()
    rmSync(base, { recursive: true, force: true })
  }
}

/**
 * The longest stretch between two turns of the event loop: by the processor time this thread took, which is ours to answer for,
 * and on the clock, where whatever else the machine does counts too.
 */
function watchLoop(): { stop(): { busyMs: number; waitedMs: number } } {
  const processorMs = (): number => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000 }
  let busyMs = 0
  let last = processorMs()
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const look = (): void => {
    const now = processorMs()
    busyMs = Math.max(busyMs, now - last)
    last = now
  }
  const timer = setInterval(look, RESOLUTION_MS)
  return {
    stop: () => {
      look()
      clearInterval(timer)
      delay.disable()
      return { busyMs, waitedMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS) }
    },
  }
}

async function ask<T>(office: OfficeConnection, path: string, input: unknown): Promise<T> {
  const answer = await office.call(path, input).answer
  serialize(answer)
  if (!answer.ok) throw new AppError(answer.code, answer.details)
  return answer.value as T
}
