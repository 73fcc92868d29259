import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mailOfficeOfTest, owed, remindByMail, settled } from '../fixtures/outbox-fixture.ts'
import { owing, requestOf, rowsFound } from '../fixtures/reminder-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'

const open = mailOfficeOfTest()

describe('X-13 sending', () => {
  it('a message that left is sent once more on purpose: another message, level and date as they were', async () => {
    const { api, server } = await open()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'sent')
    const copy = await api.outbox.resend({ id })
    await expect.poll(async () => (await api.outbox.message({ id: copy.id })).state).toBe('sent')
    expect(await api.outbox.message({ id: copy.id })).toMatchObject({ resendOfId: id })
    expect((await server.parsed(0)).messageId).not.toBe((await server.parsed(1)).messageId)
    expect(await rowsFound(api)).toMatchObject([{ level: 1 }])
    expect((await api.reminders.verifyRuns()).problem).toBeNull()
  })

  it('a message that is on its way once more is not queued a second time, from the first or from the copy; once that has left or was cancelled, it may be', async () => {
    const { api, server } = await open()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'sent')
    await api.outbox.pause()
    const copy = await api.outbox.resend({ id })
    await expect(api.outbox.resend({ id })).rejects.toMatchObject({ code: 'outbox.resend-under-way', details: { to: 'a@client.example', stateKey: 'outbox.state.queued' } })
    expect(await api.outbox.list({ state: null })).toHaveLength(2)
    await api.outbox.cancel({ id: copy.id })
    const second = await api.outbox.resend({ id })
    await api.outbox.resume()
    await expect.poll(async () => (await api.outbox.message({ id: second.id })).state).toBe('sent')
    await api.outbox.pause()
    await api.outbox.resend({ id: second.id })
    await expect(api.outbox.resend({ id })).rejects.toMatchObject({ code: 'outbox.resend-under-way' })
    expect(server.mails).toHaveLength(2)
  })

  it('X-13 a message whose resending failed is sent once more by trying that again, not by a second one beside it', async () => {
    const { api, server } = await open()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { id } = await settled(api, 'sent')
    server.behaviour = () => 'refuse-recipient'
    const failed = await api.outbox.resend({ id })
    await expect.poll(async () => (await api.outbox.message({ id: failed.id })).state).toBe('failed')
    server.behaviour = () => 'accept'
    await expect(api.outbox.resend({ id })).rejects.toMatchObject({ code: 'outbox.resend-under-way', details: { stateKey: 'outbox.state.failed' } })
    await api.outbox.retry({ id: failed.id })
    await expect.poll(async () => (await api.outbox.message({ id: failed.id })).state).toBe('sent')
    expect([server.mails.length, (await api.outbox.list({ state: null })).length]).toEqual([2, 2])
    // cancelled, it stays so: another one may leave, and only that
    server.behaviour = () => 'refuse-recipient'
    const second = await api.outbox.resend({ id })
    await expect.poll(async () => (await api.outbox.message({ id: second.id })).state).toBe('failed')
    await api.outbox.cancel({ id: second.id })
    server.behaviour = () => 'accept'
    const third = await api.outbox.resend({ id })
    await expect.poll(async () => (await api.outbox.message({ id: third.id })).state).toBe('sent')
    await expect(api.outbox.retry({ id: second.id })).rejects.toMatchObject({ code: 'outbox.wrong-state' })
    expect(server.mails).toHaveLength(3)
  })

  it('« Mettre en pause » and « Annuler l’envoi » act at once, amid a generation that goes on', async () => {
    const press = new PaperPress()
    const { api, server } = await open({ press })
    await api.outbox.pause()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { ids } = await owing(api, ['C2', 'Sur papier'], { ...owed, number: 'FA2' })
    const request = await requestOf(api, ids)
    let release = (): void => undefined
    press.beforeFile = () => new Promise((resolve) => { release = resolve })
    const generation = api.reminders.generate(request)
    await expect.poll(async () => (await api.reminders.runs({ from: 0 })).length >= 1).toBe(true)
    await api.outbox.pause()
    await api.outbox.cancel({ id: 1 })
    await api.outbox.resume()
    await api.outbox.pause()
    expect(await api.outbox.status()).toMatchObject({ halt: { reason: 'person' }, counts: { cancelled: 1, queued: 0 } })
    press.beforeFile = () => undefined
    release()
    expect((await generation).letterCount).toBe(1)
    expect(server.bodies).toBe(0)
    // the last thing a person asked for stands
    expect((await api.outbox.status()).halt).toMatchObject({ reason: 'person' })
  })

  it('goes at the rate asked for', async () => {
    const { api, server } = await open({ settings: { ratePerMinute: 300 } })
    await api.outbox.pause()
    for (const code of ['C1', 'C2', 'C3']) await remindByMail(api, code, `${code}@client.example`, { ...owed, number: code })
    const begun = performance.now()
    await api.outbox.resume()
    await expect.poll(() => server.mails.length, { interval: 10 }).toBe(3)
    expect(performance.now() - begun).toBeGreaterThan(390)
  })

  it('a copy goes to the sender when wanted, whatever becomes of it', async () => {
    const { api, server } = await open({ settings: { copiesSender: true } })
    server.behaviour = (turn) => (turn === 3 ? 'refuse-recipient' : 'accept')
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(() => server.mails.map(({ recipients }) => recipients[0])).toEqual(['a@client.example', 'compta@comptoirs-du-rhone.example'])
    await remindByMail(api, 'C2', 'b@client.example', { ...owed, number: 'FA2' })
    await expect.poll(async () => (await api.outbox.status()).counts.sent).toBe(2)
  })

  it('other calls are answered meanwhile', async () => {
    const { api, server } = await open()
    server.behaviour = () => 'silent-body'
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(async () => (await api.outbox.status()).isSending).toBe(true)
    await owing(api, ['C9', 'Un autre'], { ...owed, number: 'FA9' })
    expect((await api.outbox.status()).isSending).toBe(true)
  })

  it('a dossier that closes while a message is leaving: it is finished, or a person says at the next opening', async () => {
    const { api, folder, server } = await open()
    server.behaviour = () => 'silent-body'
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await expect.poll(() => server.bodies).toBe(1)
    await api.dossiers.close()
    await api.dossiers.open({ folder })
    expect(await settled(api, 'unknown')).toMatchObject({ attempts: 1 })
  })

  it('an attachment that is no longer what was written never leaves', async () => {
    const { api, folder, server } = await open()
    await api.outbox.pause()
    await remindByMail(api, 'C1', 'a@client.example', owed)
    const { attachments } = await api.outbox.message({ id: 1 })
    writeFileSync(join(folder, attachments[0]!.file), 'tampered')
    await api.outbox.resume()
    expect(await settled(api, 'failed')).toMatchObject({ reason: 'attachment-altered' })
    expect(server.bodies).toBe(0)
  })
})
