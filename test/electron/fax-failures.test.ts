import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLetterPress } from '../../electron/delivery/letter-press.ts'
import { FaxPress, type FaxEvent } from '../../electron/delivery/fax-press.ts'
import { ReadingThread } from '../../electron/delivery/reading-thread.ts'
import { calendarPark, runOn, SEND_DAY } from '../fixtures/automatic-fixture.ts'
import { gateway, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { mailOfficeOfTest } from '../fixtures/outbox-fixture.ts'
import { ScriptedWorker } from '../fixtures/scripted-worker.ts'

/** Starts every fax thread of the office while it is set. */
const machine = vi.hoisted(() => ({ start: null as (() => ScriptedWorker) | null }))
vi.mock('../../electron/delivery/fax-press.ts', async (original) => {
  const module = await original<typeof import('../../electron/delivery/fax-press.ts')>()
  class PressOfTest extends module.FaxPress {
    constructor(...[limits, start]: ConstructorParameters<typeof module.FaxPress>) {
      super(limits, start ?? (machine.start ? () => machine.start!().thread : undefined))
    }
  }
  return { ...module, FaxPress: PressOfTest }
})
afterEach(() => { machine.start = null })

type Step = 'silent' | 'dies' | 'ends' | 'failure' | 'refused' | 'fax'
const fax: FaxEvent = { tiff: new Uint8Array([1]), pages: 1 }
const workerThat = (step: Step): ScriptedWorker => new ScriptedWorker((worker) => {
  if (step === 'dies') worker.emit('error', new Error('wasm cannot be read'))
  if (step === 'ends') worker.emit('exit', 1)
  if (step === 'failure') worker.emit('message', { failure: 'RuntimeError: memory access out of bounds' })
  if (step === 'refused') worker.emit('message', { refused: true })
  if (step === 'fax') worker.emit('message', fax)
})

/** A press whose threads do that, one after the other. */
function pressOf(...steps: Step[]): { press: FaxPress; threads: ScriptedWorker[] } {
  const threads: ScriptedWorker[] = []
  const start = () => {
    threads.push(workerThat(steps[threads.length]!))
    return threads.at(-1)!.thread
  }
  return { press: new FaxPress({ timeMs: 20 }, start), threads }
}
const pdf = new Uint8Array([37])

describe('M-068 a failure of the machine is not one of the document', () => {
  it.each<Step>(['silent', 'dies', 'ends', 'failure'])('a thread that does not answer well (%s) ends, and the document is drawn by another', async (step) => {
    const { press, threads } = pressOf(step, 'fax')
    expect(await press.faxOf(pdf)).toEqual(fax)
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false])
    await press.close()
  })

  it.each<[Step, Step, string]>([['silent', 'dies', 'wasm cannot be read'], ['dies', 'failure', 'out of bounds'], ['failure', 'silent', 'more than 20 ms'], ['failure', 'ends', 'exit 1']])('twice in a row (%s, %s) is an error, for those that wait too, without a third thread', async (first, second, cause) => {
    const { press, threads } = pressOf(first, second)
    const before = vi.fn()
    const [one, other] = await Promise.allSettled([press.faxOf(pdf), press.faxOf(pdf, before)])
    expect([one, other]).toEqual(Array(2).fill({ status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining(cause) }) }))
    expect(before).not.toHaveBeenCalled()
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true])
  })

  it('what PDFium says is no PDF is not tried again; its thread draws nothing more', async () => {
    const { press, threads } = pressOf('refused', 'fax')
    expect(await press.faxOf(pdf)).toBeNull()
    expect(await press.faxOf(pdf)).toEqual(fax)
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false])
    await press.close()
  })

  it('a thread that cannot even be started is an error, not a document refused', async () => {
    const press = new FaxPress({}, () => { throw new Error('no more threads') })
    await expect(press.faxOf(pdf)).rejects.toThrow('no more threads')
  })

  it('whoever cancels is heard before each document', async () => {
    const { press, threads } = pressOf('fax')
    let isCancelled = false
    const before = () => { if (isCancelled) throw new Error('cancelled') }
    const first = press.faxOf(pdf, before).then(() => { isCancelled = true })
    const others = Promise.allSettled([press.faxOf(pdf, before), press.faxOf(pdf, before)])
    await first
    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(threads).toHaveLength(1)
    await press.close()
  })
})

it('how much memory a thread took, answered when it is already at the next file, ends nothing', async () => {
  vi.useFakeTimers()
  try {
    const answered = Promise.withResolvers<number>()
    const worker = new ScriptedWorker(() => undefined)
    worker.externalBytes = answered.promise
    const thread = new ReadingThread<string>('', { timeMs: 1000, heapMb: 1 }, () => worker.thread)
    const first = thread.read('a')
    vi.advanceTimersByTime(60)
    worker.emit('message', 'of a')
    expect(await first).toEqual({ answer: 'of a' })

    const second = thread.read('b')
    answered.resolve(10 ** 12)
    await vi.advanceTimersByTimeAsync(0)
    expect(worker.isEnded).toBe(false)
    worker.emit('message', 'of b')
    expect(await second).toEqual({ answer: 'of b' })
  } finally {
    vi.useRealTimers()
  }
})

describe('M-068 a run whose faxes the machine cannot draw', () => {
  const openOffice = mailOfficeOfTest()

  it('keeps nothing, by itself or by hand, and is due again; then everything leaves', async () => {
    const office = await openOffice()
    const { api } = office
    await calendarPark(api)
    await setParameters(api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: 'releves@societe.example', PREFIX_FAX: '' })
    await api.outbox.saveFaxSettings({ settings: { ...gateway, attachment: 'tiff' } })
    const [asset] = await api.assets.assetRows({ ids: (await api.assets.findAssets({ search: 'BIEN-005', customerId: null, onlyInstalled: false })).ids })
    const [site] = await api.assets.sitesOf({ customerId: asset!.customerId })
    await api.assets.saveSite({ ...site!, fax: '02 98 55 00 01' })

    machine.start = () => workerThat('dies')
    const failure = { code: 'meters.fax-failed', details: { cause: 'wasm cannot be read' } }
    await expect(runOn(api, SEND_DAY)).rejects.toMatchObject(failure)
    expect(await api.meters.automaticState({ asOf: SEND_DAY })).toMatchObject({ isDue: true, lastDay: null, failure: { code: 'meters.fax-failed' } })
    await expect(sendRequests(api, ['BIEN-003'], () => ({ medium: 'fax', address: '0298221111' }))).rejects.toMatchObject(failure)
    expect(await api.meters.history({ group: 'failed' })).toEqual([])
    expect(await api.meters.history({ group: 'sent' })).toEqual([])

    machine.start = () => workerThat('fax')
    expect(await runOn(api, SEND_DAY)).toMatchObject({ sending: { faxCount: 1, skipped: [] } })
    expect(await api.meters.automaticState({ asOf: SEND_DAY })).toMatchObject({ isDue: false, failure: null })
  })

  it('a fax of fewer pages than its document does not leave', async () => {
    const press = createLetterPress({ resources, workers: 1 })
    const office = await openOffice({ press: { ...press, renderMeterRequest: async (page) => ({ ...await press.renderMeterRequest(page), pages: 2 }) } })
    const { api } = office
    await calendarPark(api)
    await setParameters(api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: 'releves@societe.example' })
    await api.outbox.saveFaxSettings({ settings: { ...gateway, attachment: 'tiff' } })
    await expect(sendRequests(api, ['BIEN-003'], () => ({ medium: 'fax', address: '0298221111' }))).rejects.toMatchObject({ code: 'meters.fax-failed', details: { identifier: 'BIEN-003', cause: '1 of 2 pages' } })
    expect(await api.meters.history({ group: 'sent' })).toEqual([])
  })
})
