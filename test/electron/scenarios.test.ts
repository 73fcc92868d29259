import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../electron/db/database.ts'
import { addDays, type LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { SkipReason, type GenerationRequest } from '../../shared/reminders/reminder-contract.ts'
import { DEFAULT_REMINDER_SETTINGS } from '../../shared/reminders/reminder-settings-rules.ts'
import type { Scenario } from '../../shared/scenarios/scenario-contract.ts'
import { DEFAULT_SCENARIO } from '../../shared/scenarios/scenario-rules.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing, today, type Owed } from '../fixtures/reminder-fixture.ts'

let open: OpenOffice
let api: OpenOffice['api']
const use = (more: Partial<Scenario> = {}) => api.scenarios.saveSettings({ ...DEFAULT_SCENARIO, isOn: true, ...more })
beforeEach(async () => {
  open = await openOffice({ press: new PaperPress(), userName: 'Hélène' })
  api = open.api
  await use()
})
afterEach(() => open.close())

const [FIRST_MAIL, LEVEL_1, CALL, LEVEL_2, LEVEL_3] = [0, 1, 2, 3, 4] as const
/** An invoice so many days late today. */
const late = (number: string, days: number, more: Partial<Owed> = {}): Owed => ({ number, dueOn: addDays(today, -days), cents: 10_000, remindedOn: null, ...more })
const list = (asOf: LocalDate = today) => api.scenarios.today({ asOf })
/** Step and customers of what is proposed. */
const proposed = async (asOf: LocalDate = today) => (await list(asOf)).groups.map(({ place, entries }) => [place, entries.map(({ customerCode }) => customerCode).sort().join()])
const blocked = async (asOf: LocalDate = today) => (await list(asOf)).blocked.map(({ place, customerCode, reason }) => [place, customerCode, reason])
const idsOf = async (place: number, customerId: number | null = null, asOf: LocalDate = today) => (await api.scenarios.dueDates({ asOf, place, customerId })).ids

/** As the window does it: these due dates, at the level of the step. */
async function generate(place: number, customerId: number | null = null, asOf: LocalDate = today): Promise<number> {
  const { step, ids } = await api.scenarios.dueDates({ asOf, place, customerId })
  if (step.action.kind === 'call') throw new Error('a call is no letter')
  const found = await api.reminders.find({ ids, asOf })
  const request: GenerationRequest = { ...found, rule: { kind: 'level', level: step.action.level }, resend: false, sort: 'customerCode', outFolder: null, acceptOldData: true }
  return (await api.reminders.generate(request)).runId!
}

describe('the scenario of a dossier', () => {
  it('is the one delivered and switched off until somebody decides otherwise; off, it proposes nothing', async () => {
    const other = await openOffice()
    try {
      await owing(other.api, ['A', 'Alpha'], late('F1', 20))
      expect(await other.api.scenarios.settings()).toEqual(DEFAULT_SCENARIO)
      expect(await other.api.scenarios.today({ asOf: today })).toEqual({ asOf: today, isOn: false, groups: [], blocked: [], blockedCount: 0, waitingCount: 0, nextOn: null, finishedCount: 0 })
      await expect(other.api.scenarios.dueDates({ asOf: today, place: 0, customerId: null })).rejects.toMatchObject({ code: 'scenario.gone' })
    } finally {
      await other.close()
    }
  })

  it('is not saved when it makes no sense', async () => {
    await expect(use({ steps: DEFAULT_SCENARIO.steps.toReversed() })).rejects.toMatchObject({ code: 'scenario.days-order', details: { step: 2 } })
    await expect(use({ steps: [] })).rejects.toMatchObject({ code: 'scenario.no-step' })
    await expect(use({ minDaysBetween: 11 })).rejects.toMatchObject({ code: 'scenario.too-close', details: { step: 3, days: 11 } })
    expect(await api.scenarios.settings()).toEqual({ ...DEFAULT_SCENARIO, isOn: true })
  })

  it('proposes each step to whom it is reached for, with sums, since when, and what is passed over', async () => {
    await owing(api, ['A', 'Alpha', { phone1: '04 65 71 10 10' }], late('F1', 15), late('F2', 18, { cents: 500 }), late('F3', 3))
    await owing(api, ['B', 'Beta'], late('F4', 26, { level: 1, remindedOn: addDays(today, -11) }))
    await owing(api, ['C', 'Gamma'], late('F5', 31, { level: 1, remindedOn: addDays(today, -16) }))
    await owing(api, ['D', 'Delta'], late('F6', 60, { level: 3, remindedOn: addDays(today, -10) }))
    expect(await list()).toMatchObject({
      groups: [
        { place: LEVEL_1, customerCount: 1, dueDateCount: 2, totalCents: 10_500, entries: [{ customerCode: 'A', phone: '04 65 71 10 10', dueDateCount: 2, totalCents: 10_500, oldestDueOn: addDays(today, -18), sinceOn: addDays(today, -3), skipped: [] }] },
        { place: CALL, entries: [{ customerCode: 'B', sinceOn: addDays(today, -1) }] },
        { place: LEVEL_2, entries: [{ customerCode: 'C', skipped: [CALL], sinceOn: addDays(today, -1) }] },
      ],
      blocked: [], waitingCount: 1, nextOn: addDays(today, 12), finishedCount: 1,
    })
    expect([...await idsOf(LEVEL_1)].length).toBe(2)
  })

  it('tells of as many customers as asked for, the largest amounts first, and counts all', async () => {
    for (const [code, amount] of [['A', 100], ['B', 300], ['C', 200]] as const) await owing(api, [code, code], late(`F${code}`, 16, { cents: amount }))
    const [group] = (await api.scenarios.today({ asOf: today, most: 2 })).groups
    expect(group).toMatchObject({ customerCount: 3, dueDateCount: 3, totalCents: 600, entries: [{ customerCode: 'B' }, { customerCode: 'C' }] })
  })
})

describe('what was done is no longer proposed', () => {
  it('a letter that was generated, until its generation is undone', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], late('F1', 16), late('F2', 3))
    await owing(api, ['B', 'Beta'], late('F3', 16))
    const run = await generate(LEVEL_1, customerId)
    expect(await proposed()).toEqual([[LEVEL_1, 'B']])
    expect((await api.reminders.rows({ ids: Int32Array.from(ids), asOf: today })).map(({ level }) => level)).toEqual([1, 0])
    await api.reminders.undoRun({ id: run })
    expect(await proposed()).toEqual([[LEVEL_1, 'A,B']])
    await generate(LEVEL_1)
    expect(await proposed()).toEqual([])
  })

  it('nor is any other letter on that day, nor before the delay: a fortnight away never gives two at once', async () => {
    await owing(api, ['A', 'Alpha'], late('F1', 31))
    expect(await proposed()).toEqual([[LEVEL_1, 'A']])
    await generate(LEVEL_1)
    for (let days = 0; days < 8; days += 1) expect(await proposed(addDays(today, days))).toEqual([])
    expect((await list()).nextOn).toBe(addDays(today, 8))
    expect(await proposed(addDays(today, 8))).toEqual([[LEVEL_2, 'A']])
  })

  it('the step reached straight away when the scenario says so', async () => {
    await use({ catchUp: 'reached' })
    await owing(api, ['A', 'Alpha'], late('F1', 31))
    expect((await list()).groups).toMatchObject([{ place: LEVEL_2, entries: [{ skipped: [LEVEL_1, CALL] }] }])
  })

  it('a call that was noted, until the note is erased', async () => {
    const { customerId } = await owing(api, ['A', 'Alpha'], late('F1', 26, { level: 1, remindedOn: addDays(today, -11) }))
    expect(await proposed()).toEqual([[CALL, 'A']])
    const { id } = await api.calls.record({ call: callWith(customerId, { outcome: 'voicemail' }), asOf: today })
    expect(await proposed()).toEqual([])
    await api.calls.erase({ id })
    expect(await proposed()).toEqual([[CALL, 'A']])
  })

  it('a call that a session is to make, until the session is closed', async () => {
    await owing(api, ['A', 'Alpha'], late('F1', 26, { level: 1, remindedOn: addDays(today, -11) }))
    const [session] = await api.calls.start({ criteria: await api.calls.criteria(), dueDateIds: await idsOf(CALL), asOf: today })
    expect(await proposed()).toEqual([])
    expect(await blocked()).toEqual([[CALL, 'A', 'in-session']])
    await api.calls.close({ id: session!.id })
    expect(await proposed()).toEqual([[CALL, 'A']])
  })

  it('an e-mail that waits for its server has done its step and is proposed no second time', async () => {
    const mail = { reminderChannel: 'email', email1: 'compta@alpha.example' } as const
    await owing(api, ['A', 'Alpha', mail], late('F1', 6))
    await owing(api, ['B', 'Beta'], late('F2', 6))
    expect(await proposed()).toEqual([[FIRST_MAIL, 'A']])
    await generate(FIRST_MAIL)
    expect(await proposed()).toEqual([])
    expect(await blocked()).toEqual([[FIRST_MAIL, 'A', 'awaiting-send']])
  })

  it('a formal notice that is posted is for no customer of an e-mail step, and is for all when it may leave by e-mail', async () => {
    await use({ steps: [{ days: 45, action: { kind: 'letter', level: 3, audience: 'email' } }] })
    await owing(api, ['A', 'Alpha', { reminderChannel: 'email', email1: 'compta@alpha.example' }], late('F1', 50))
    expect(await proposed()).toEqual([])
    await api.reminders.saveSettings({ ...DEFAULT_REMINDER_SETTINGS, isFormalNoticePosted: false })
    expect(await proposed()).toEqual([[0, 'A']])
  })
})

describe('what something keeps from being done is said, with the reason, and is done neither by letter nor by telephone', () => {
  it.each([['a letter', 16, 0, LEVEL_1], ['a call', 26, 1, CALL]] as const)('%s: promise, dispute, credits, tolerance', async (_, days, level, place) => {
    const more = { level, remindedOn: level === 0 ? null : addDays(today, -11) }
    const promising = await owing(api, ['A', 'Alpha'], late('F1', days, more))
    const disputing = await owing(api, ['B', 'Beta'], late('F2', days, { ...more, cents: 20_000 }))
    const credited = await owing(api, ['C', 'Gamma'], late('F3', days, { ...more, cents: 30_000 }))
    await owing(api, ['D', 'Delta'], late('F4', days, { ...more, cents: 100 }))
    await api.reminders.saveSettings({ ...DEFAULT_REMINDER_SETTINGS, toleranceCents: cents(500) })
    await api.calls.record({ call: callWith(promising.customerId, { calledOn: addDays(today, -15), outcome: 'promise', promise: { promisedFor: addDays(today, 2), amountCents: cents(10_000) }, dueDateIds: promising.ids }), asOf: addDays(today, -15) })
    await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: disputing.ids[0]!, reason: 'Livraison', since: null, until: null }, asOf: today })
    await api.receivables.savePayment(paymentOf(credited.customerId, 40_000, [], { paidOn: addDays(today, -1) }))
    expect(await proposed()).toEqual([])
    expect(await list()).toMatchObject({ blockedCount: 4, blocked: [
      { place, customerCode: 'C', reason: 'covered-by-credits', hold: null, totalCents: 30_000 },
      { place, customerCode: 'B', reason: 'blocked', hold: { kind: 'dispute', reason: 'Livraison' } },
      { place, customerCode: 'A', reason: 'blocked', hold: { kind: 'promise', until: addDays(today, 2) } },
      { place, customerCode: 'D', reason: 'below-tolerance' },
    ] })
    // its day has passed: broken, it is to be done again
    expect(await proposed(addDays(today, 3))).toEqual([[place, 'A']])
  })

  it('the debt of a consumer that is prescribed', async () => {
    await owing(api, ['A', 'Alpha', { debtorProfile: 'consumer' }], late('F1', 800, { more: { invoicedOn: addDays(today, -830) } }), late('F2', 16))
    expect(await proposed()).toEqual([[LEVEL_1, 'A']])
    expect(await blocked()).toEqual([[LEVEL_1, 'A', 'prescribed']])
  })

  it.each(['warn', 'net'] as const)('as the preview of the same letters decides it, credits handled by « %s »', async (creditHandling) => {
    await api.reminders.saveSettings({ ...DEFAULT_REMINDER_SETTINGS, creditHandling, toleranceCents: cents(1000) })
    for (let place = 0; place < 24; place += 1) {
      const { customerId, ids } = await owing(api, [`C${place}`, `Client ${place}`, place % 5 === 0 ? { debtorProfile: 'consumer' } : {}], late(`F${place}`, 16 + place * 40, { cents: 700 + place * 100, more: { invoicedOn: addDays(today, -40 - place * 40) } }), late(`G${place}`, 16, { cents: 400 }))
      if (place % 3 === 0) await api.receivables.savePayment(paymentOf(customerId, 300 + place * 60, [], { paidOn: addDays(today, -1) }))
      if (place % 7 === 0) await api.holds.set({ hold: { kind: 'manual', scope: 'due-date', subjectId: ids[1]!, reason: '', since: null, until: null }, asOf: today })
    }
    const all = await api.reminders.find({ ids: Int32Array.from({ length: 60 }, (_value, id) => id + 1), asOf: today })
    expect(all).toMatchObject({ count: 48, customerCount: 24 })
    const { outcomes } = await api.reminders.simulate({ ...all, rule: { kind: 'level', level: 1 }, resend: false, sort: 'customerCode', outFolder: null })
    const sent = [...outcomes.ids].filter((_id, index) => outcomes.levels[index] === 1)
    expect([...await idsOf(LEVEL_1)].sort((one, other) => one - other)).toEqual(sent.sort((one, other) => one - other))
    const reasons = [...outcomes.ids].flatMap((_id, index) => (outcomes.levels[index] === 0 ? [SkipReason.options[outcomes.reasons[index]!]!] : [])).sort()
    const told = await list()
    expect(told.blocked.flatMap(({ reason, dueDateCount }) => Array.from({ length: dueDateCount }, () => reason)).sort()).toEqual(reasons)
    expect(new Set(reasons).size).toBeGreaterThanOrEqual(creditHandling === 'net' ? 3 : 2)
  })
})

it('a hundred thousand unpaid due dates are each proposed, waiting or finished once, as SQL counts them', async () => {
  const UNPAID = 100_000
  await api.dossiers.close(undefined)
  const sql = openDatabase(open.folder)
  fillDossier(sql, UNPAID)
  sql.exec(`UPDATE due_date SET reminded_on = date(due_on, '+20 days') WHERE reminder_level > 0`)
  const levels = Object.fromEntries(sql.prepare(`SELECT reminder_level, count(*) FROM due_date WHERE open_cents > 0 AND julianday(?) - julianday(due_on) >= CASE reminder_level WHEN 0 THEN 15 WHEN 1 THEN 30 ELSE 45 END
    AND (reminded_on IS NULL OR julianday(?) - julianday(reminded_on) >= 8) GROUP BY reminder_level`).raw().all(today, today) as [number, number][]) as Record<number, number>
  const finished = sql.prepare('SELECT count(*) FROM due_date WHERE open_cents > 0 AND reminder_level = 3').pluck().get()
  // reached and not sent: the call of a due date at level 1, the day of which has passed for the letter in the delay
  const calls = sql.prepare(`SELECT count(*) FROM due_date WHERE open_cents > 0 AND reminder_level = 1 AND julianday(?) - julianday(due_on) BETWEEN 28 AND 29`).pluck().get(today) as number
  sql.close()
  await api.dossiers.open({ folder: open.folder })
  const { groups, waitingCount, finishedCount, blockedCount } = await list()
  const count = (place: number): number => groups.find((group) => group.place === place)?.dueDateCount ?? 0
  expect({ first: count(LEVEL_1), second: count(LEVEL_2), third: count(LEVEL_3), calls: count(CALL), finishedCount, blockedCount }).toEqual({ first: levels[0], second: levels[1], third: levels[2], calls, finishedCount: finished, blockedCount: 0 })
  expect(groups.reduce((sum, { dueDateCount }) => sum + dueDateCount, waitingCount + finishedCount)).toBe(UNPAID)
  expect((await idsOf(LEVEL_2)).length).toBe(levels[1])
})
