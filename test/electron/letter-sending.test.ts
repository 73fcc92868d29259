import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import type { EvidenceSheet } from '../../electron/delivery/evidence-layout.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

/** Keeps what the file of evidence was made from. */
class WitnessPress extends PaperPress {
  sheet: EvidenceSheet | null = null
  override renderEvidence: PaperPress['renderEvidence'] = async (sheet) => {
    this.sheet = sheet
    return { bytes: new Uint8Array(1), pages: 1, contents: [] }
  }
}

let press: WitnessPress
let open: OpenOffice
let api: OpenOffice['api']
let customerId: number
beforeEach(async () => {
  press = new WitnessPress()
  open = await openOffice({ press })
  api = open.api
})
afterEach(() => open.close())

/** A formal notice to a consumer, on paper or queued for the mail server; its letter. */
async function formalNotice(channel: 'paper' | 'email'): Promise<number> {
  await api.reminders.saveSettings({ ...await api.reminders.settings(), isFormalNoticePosted: false })
  const owed = await owing(api, ['C1', 'Client C1', { email1: 'a@client.example', reminderChannel: channel, debtorProfile: 'consumer' }], { number: 'FA1', dueOn: '2026-01-31', cents: 12_050, level: 2 })
  customerId = owed.customerId
  return (await api.reminders.generate(await requestOf(api, owed.ids))).letters[0]!.letterId!
}

/** What becomes of its message, as the outbox would write it. */
const becomes = (state: string, acceptedOn: string | null = null): Promise<unknown> => onFile(open, (sql) => sql.prepare(`UPDATE outbox_message SET state = :state, accepted_on = :acceptedOn,
  next_attempt_at = iif(:state = 'waiting', '2026-04-01T00:00:00Z', NULL)`).run({ state, acceptedOn }))

async function seen(asOf = today) {
  await api.accounts.writeEvidence({ customerId, asOf, claimsContested: false, outFolder: null })
  const { letters, unsent } = press.sheet!
  const [timeline] = (await api.accounts.timeline({ customerId, kinds: ['letter'], asOf, from: 0, count: 10 })).entries
  const [notice] = await api.legal.formalNotices({ customerId })
  const [history] = await api.reminders.reminderHistory({ of: 'customer', id: customerId, from: 0 })
  return {
    evidence: letters.map(({ on, sending }) => [on, sending]), unsent: unsent.map((text) => text.replaceAll('\u00a0', ' ')),
    timeline: [timeline?.on, timeline?.sending], notice: notice?.sending, history: [history?.sending, history?.sentOn],
  }
}

describe('a letter counts as sent once it left, and everywhere the same', () => {
  it('on paper: with its generation', async () => {
    await formalNotice('paper')
    expect(await seen()).toEqual({ evidence: [[today, 'sent']], unsent: [], timeline: [today, 'sent'], notice: 'sent', history: ['sent', today] })
  })

  it.each([
    ['queued', 'waiting', 'pas encore partie'], ['waiting', 'waiting', 'pas encore partie'], ['connecting', 'waiting', 'pas encore partie'],
    ['failed', 'never', 'jamais partie'], ['set_aside', 'never', 'jamais partie'], ['cancelled', 'never', 'jamais partie'],
  ])('by e-mail, its message %s: %s, told apart and never as evidence', async (state, sending, words) => {
    await formalNotice('email')
    await becomes(state)
    const { evidence, unsent, ...others } = await seen()
    expect(evidence).toEqual([])
    expect(unsent).toEqual([`Relance niveau 3 du 31/03/2026 par e-mail : ${words}, non jointe.`])
    expect(others).toEqual({ timeline: [today, sending], notice: sending, history: [sending, null] })
  })

  it('by e-mail, nobody knows whether the server took it: « peut-être envoyé »', async () => {
    await formalNotice('email')
    await becomes('unknown')
    expect(await seen()).toEqual({ evidence: [[today, 'maybe']], unsent: [], timeline: [today, 'maybe'], notice: 'maybe', history: ['maybe', null] })
  })

  it('by e-mail, on the day the server took it, not that of the generation', async () => {
    await formalNotice('email')
    await becomes('sent', '2026-04-02')
    const day = '2026-04-02'
    expect(await seen(localDate(day))).toEqual({ evidence: [[day, 'sent']], unsent: [], timeline: [day, 'sent'], notice: 'sent', history: ['sent', day] })
    expect((await seen()).evidence).toEqual([])
  })
})

describe('a formal notice that never left', () => {
  const receipt = (letterId: number) => api.legal.saveRegisteredMail({ mail: { letterId, number: '1A', sentOn: localDate('2026-03-31'), receivedOn: localDate('2026-04-02') }, asOf: localDate('2026-04-30') })
  const interest = async (): Promise<number> => (await api.legal.interest({ customerId, asOf: localDate('2026-04-30'), withSettled: false })).claims?.interestCents ?? 0

  it('has no registered mail, and starts no consumer’s interest', async () => {
    const letterId = await formalNotice('email')
    await becomes('cancelled')
    await expect(receipt(letterId)).rejects.toMatchObject({ code: 'legal.notice-not-sent', details: { sendingKey: 'reminders.sending.never' } })
    expect(await interest()).toBe(0)
  })
  it('one on paper starts it', async () => {
    await receipt(await formalNotice('paper'))
    expect(await interest()).toBeGreaterThan(0)
  })
})

it('one letter has one amount: what it asks for stands in the timeline, among the notices and in the file of evidence', async () => {
  await api.legal.saveSettings({ ...await api.legal.settings(), claimInterestFromLevel: 1 })
  const owed = await owing(api, ['C2', 'Client C2', { debtorProfile: 'company' }], { number: 'FA2', dueOn: '2026-01-31', cents: 100_000, level: 2 })
  customerId = owed.customerId
  const { letters: [letter] } = await api.reminders.generate(await requestOf(api, owed.ids))
  const payable = letter!.totalCents + letter!.interestCents + letter!.indemnityCents
  expect(payable).toBeGreaterThan(104_000)
  await seen()
  const [event] = (await api.accounts.timeline({ customerId, kinds: ['letter'], asOf: today, from: 0, count: 10 })).entries
  expect([event!.amountCents, (await api.legal.formalNotices({ customerId }))[0]!.payableCents, press.sheet!.letters[0]!.payableCents]).toEqual([payable, payable, payable])
})
