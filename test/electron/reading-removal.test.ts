import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answeredOn, requestOf } from '../fixtures/answer-fixture.ts'
import { meterOf, samplePark } from '../fixtures/asset-fixture.ts'
import { localDate } from '../../shared/date.ts'
import { asked, requestedOn, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openMailOffice, type MailOffice } from '../fixtures/outbox-fixture.ts'

let office: MailOffice
let assetId: number
beforeEach(async () => {
  office = await openMailOffice({ userName: 'Hélène' })
  assetId = (await samplePark(office.api))['BIEN-001']!
  await setParameters(office.api, asked)
  await office.api.outbox.pause()
  await sendRequests(office.api, ['BIEN-001'])
})
afterEach(() => office.close())

const READ_ON = localDate('2026-11-21')
const meters = async () => Object.fromEntries((await office.api.assets.metersOf({ assetId })).map(({ name, id }) => [name, id!]))

async function answerWith(values: Record<string, number>): Promise<void> {
  const { id: requestId } = await requestOf(office.api, 'BIEN-001')
  const byName = await meters()
  const entry = { requestId, readOn: READ_ON, isFinal: true, values: Object.entries(values).map(([name, value]) => ({ meterId: byName[name]!, valueThousandths: value * 1000 })) }
  await office.api.meters.saveAnswers({ answers: [{ entry, confirmed: [] }], asOf: answeredOn })
}
const answered = async () => (await requestOf(office.api, 'BIEN-001')).answeredOn
const readingId = async (meterName: string, readOn: string = READ_ON) => (await office.api.assets.readingsOf({ assetId })).find((reading) => reading.meterName === meterName && reading.readOn === readOn)!.id

it('M-120 deleting a reading that was an answer makes its request wait again, and what it said stays with who deleted it', async () => {
  await answerWith({ Noir: 18_500, Couleur: 7_500 })
  expect(await answered()).toBe(answeredOn)
  expect(await office.api.assets.deleteReading({ id: await readingId('Noir') })).toEqual({ reopenedCount: 1 })
  expect(await answered()).toBeNull()
  expect(await office.api.assets.removedReadings({ assetId })).toMatchObject([{ meterName: 'Noir', unit: 'pages', readOn: READ_ON, valueThousandths: 18_500_000, origin: 'customer', source: 'answer', enteredBy: 'Hélène', removedBy: 'Hélène', reopenedCount: 1 }])
  // the other meter is known already: the answer is whole again with the value that was wrong
  await answerWith({ Noir: 18_400 })
  expect(await answered()).toBe(answeredOn)
})

it('M-120 a request stays answered when the meter has another real reading since it, or when the reading is older than it', async () => {
  await answerWith({ Noir: 18_500, Couleur: 7_500 })
  const { Noir } = await meters()
  await office.api.assets.saveReadings({ entry: { assetId, readOn: answeredOn, origin: 'provider', values: [{ meterId: Noir!, valueThousandths: 18_600_000 }] }, asOf: answeredOn, isSure: false })
  expect(await office.api.assets.deleteReading({ id: await readingId('Noir') })).toEqual({ reopenedCount: 0 })
  expect(await office.api.assets.deleteReading({ id: await readingId('Couleur', '2026-11-19') })).toEqual({ reopenedCount: 0 })
  expect(await answered()).toBe(answeredOn)
  expect((await office.api.assets.removedReadings({ assetId })).map(({ meterName, readOn }) => [meterName, readOn])).toEqual([['Couleur', '2026-11-19'], ['Noir', READ_ON]])
})

it('M-120 an estimate answers nothing: deleting one reopens nothing; one that is gone already is told', async () => {
  await answerWith({ Noir: 18_500, Couleur: 7_500 })
  const { Noir } = await meters()
  await office.api.assets.saveReadings({ entry: { assetId, readOn: requestedOn, origin: 'estimate', values: [{ meterId: Noir!, valueThousandths: 18_400_000 }] }, asOf: answeredOn, isSure: true })
  const id = await readingId('Noir', requestedOn)
  expect(await office.api.assets.deleteReading({ id })).toEqual({ reopenedCount: 0 })
  await expect(office.api.assets.deleteReading({ id })).rejects.toMatchObject({ code: 'record.gone' })
  expect(await office.api.assets.removedReadings({ assetId })).toHaveLength(1)
})

it('M-120 of two requests, an early one answered without a meter and the one this reading answered, only the latter waits again', async () => {
  await answerWith({ Noir: 18_500 })
  expect(await answered()).toBe(answeredOn)
  const first = (await requestOf(office.api, 'BIEN-001')).id
  await sendRequests(office.api, ['BIEN-001'])
  const { id: requestId } = (await office.api.meters.history({ group: 'sent' })).find(({ id }) => id !== first)!
  const { Couleur } = await meters()
  const later = localDate('2026-11-25')
  await office.api.meters.saveAnswers({ answers: [{ entry: { requestId, readOn: localDate('2026-11-24'), isFinal: true, values: [{ meterId: Couleur!, valueThousandths: 7_600_000 }] }, confirmed: [] }], asOf: later })
  expect(await office.api.assets.deleteReading({ id: await readingId('Couleur', '2026-11-24') })).toEqual({ reopenedCount: 1 })
  const sent = await office.api.meters.history({ group: 'sent' })
  expect(sent.map(({ id, answeredOn: on }) => [id, on])).toEqual([[requestId, null], [first, answeredOn]])
})

it('M-120 a reading that came after the answer has answered nothing: deleting it reopens nothing', async () => {
  await answerWith({ Noir: 18_500, Couleur: 7_500 })
  const later = localDate('2026-11-25')
  await office.api.assets.saveMeter(meterOf(assetId, 'Numérisations'))
  const { Numérisations: meterId } = await meters()
  await office.api.assets.saveReadings({ entry: { assetId, readOn: later, origin: 'customer', values: [{ meterId: meterId!, valueThousandths: 12_000 }] }, asOf: later, isSure: false })
  expect(await office.api.assets.deleteReading({ id: await readingId('Numérisations', later) })).toEqual({ reopenedCount: 0 })
  expect(await answered()).toBe(answeredOn)
})

it('M-120 a request that was answered before its message left waits for nothing: deleting the answer does not say so', async () => {
  await answerWith({ Noir: 18_500, Couleur: 7_500 })
  await office.api.outbox.resume()
  await vi.waitFor(async () => expect(await office.api.outbox.list({ state: 'set_aside' })).toMatchObject([{ reason: 'answered' }]), { timeout: 15_000 })
  expect(await office.api.assets.deleteReading({ id: await readingId('Noir') })).toEqual({ reopenedCount: 0 })
  expect(await office.api.assets.removedReadings({ assetId })).toMatchObject([{ reopenedCount: 0 }])
  // nobody has been asked: the calendars may ask
  expect(await office.api.meters.history({ group: 'failed' })).toMatchObject([{ state: 'set_aside', answeredOn: null }])
})
