import { afterEach, expect, it } from 'vitest'
import type { Progress } from '../../shared/events.ts'
import { connectOffice, type OfficeConnection } from '../../electron/ipc/office-connection.ts'
import { workerUrl } from '../../electron/worker-url.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'

const faulty = new URL('../fixtures/faulty-office-worker.ts', import.meta.url)
const open: OfficeConnection[] = []

function connect(entry: URL = faulty, data?: unknown): { office: OfficeConnection; stopped: Promise<string> } {
  let tell = (_reason: string): void => undefined
  const stopped = new Promise<string>((resolve) => { tell = resolve })
  const office = connectOffice(entry, data, (reason) => tell(reason))
  open.push(office)
  return { office, stopped }
}
afterEach(async () => { await Promise.all(open.splice(0).map((office) => office.close())) })

it('answers each call with its own answer', async () => {
  const { office } = connect()
  const answers = await Promise.all([1, 2, 3].map((n) => office.call('echo', { n }).answer))
  expect(answers).toEqual([1, 2, 3].map((n) => ({ ok: true, value: { n } })))
})

it('cancels work that reads no message, and hears of its progress meanwhile', async () => {
  const { office } = connect()
  const call = await new Promise<ReturnType<OfficeConnection['call']>>((resolve) => {
    const spinning = office.call('spin', undefined, (progress: Progress) => {
      expect(progress).toEqual({ phase: 'spinning', done: 1, total: 0 })
      resolve(spinning)
    })
  })
  call.cancel()
  expect(await call.answer).toEqual({ ok: true, value: 'stopped' })
})

it('says that the office has stopped to every call under way and to every later one', async () => {
  const { office, stopped } = connect()
  const [crashed, waiting] = [office.call('crash', undefined), office.call('never', undefined)]
  expect(await Promise.all([crashed.answer, waiting.answer])).toEqual(Array.from({ length: 2 }, () => ({ ok: false, code: 'office.stopped', details: {} })))
  expect(await stopped).toBe('a fault of the office')
  expect(await office.call('echo', 1).answer).toMatchObject({ ok: false, code: 'office.stopped' })
})

it('closing is no accident: nobody is told', async () => {
  const { office, stopped } = connect()
  await office.close()
  expect(await Promise.race([stopped, Promise.resolve('not told')])).toBe('not told')
})

it('the real office works behind it, and another can open the dossier once it has closed', async () => {
  const base = temporaryFolder()
  const data = { dataFolder: `${base}/data`, resources }
  const first = connect(workerUrl('office-worker.ts'), data)
  expect(await first.office.call('dossiers.create', { folder: `${base}/dossier`, company }).answer).toMatchObject({ ok: true })
  const second = connect(workerUrl('office-worker.ts'), data)
  expect(await second.office.call('dossiers.open', { folder: `${base}/dossier` }).answer).toMatchObject({ ok: false, code: 'dossier.busy' })
  await first.office.close()
  expect(await second.office.call('dossiers.open', { folder: `${base}/dossier` }).answer).toMatchObject({ ok: true, value: { company: { name: company.name } } })
})
