import { readFileSync } from 'node:fs'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLetterPress, type LetterPress } from '../../electron/delivery/letter-press.ts'
import type { NewCall } from '../../shared/calls/call-contract.ts'
import { MOST_CARD_DUE_DATES, type CallCriteria } from '../../shared/calls/session-contract.ts'
import { nextToCall } from '../../shared/calls/session-rules.ts'
import { addDays } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { openOffice, resources, type OpenOffice } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { owing, requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'

let press: LetterPress
let open: OpenOffice
let api: OpenOffice['api']
beforeAll(() => { press = createLetterPress({ resources, workers: 1 }) })
afterAll(() => press.close())
beforeEach(async () => {
  open = await openOffice({ press: { ...press, close: async () => undefined }, userName: 'Hélène' })
  api = open.api
})
afterEach(() => open.close())

const day = (days: number) => addDays(today, days)
const criteria: CallCriteria = { daysOverdue: null, minOutstandingCents: null, level: 'all', order: 'amount', isShared: false }
const start = (more: Partial<CallCriteria> = {}, ids: number[] | null = null, asOf = today) => api.calls.start({ criteria: { ...criteria, ...more }, dueDateIds: ids && Int32Array.from(ids), asOf })
const startOne = async (...asked: Parameters<typeof start>): Promise<number> => (await start(...asked))[0]!.id
const call = (sessionId: number, customerId: number, more: Partial<NewCall> = {}) => api.calls.recordInSession({ sessionId, call: callWith(customerId, more), asOf: today })
const queue = async (id: number, asOf = today) => (await api.calls.session({ id, asOf })).entries.map(({ customerName, state }) => `${customerName} ${state}`)

async function dossier() {
  const alpha = await owing(api, ['A', 'Alpha', { phone1: '04 65 71 10 10', mobile1: '06 12 34 56 78' }], { number: 'F1', dueOn: '2026-01-31', cents: 1000, level: 1 }, { number: 'F2', dueOn: '2026-02-28', cents: 500, level: 2 })
  const beta = await owing(api, ['B', 'Beta'], { number: 'F3', dueOn: '2025-12-31', cents: 900 })
  const gamma = await owing(api, ['C', 'Gamma'], { number: 'F4', dueOn: '2026-03-20', cents: 5000 })
  return { alpha, beta, gamma }
}

describe('a session', () => {
  it('calls the customers of the ticked due dates, those of what is open, in the order asked for', async () => {
    const { alpha, beta, gamma } = await dossier()
    await api.receivables.savePayment(paymentOf(beta.customerId, 900, [[beta.ids[0]!, 900]]))
    const [session] = await start({}, [alpha.ids[0]!, ...beta.ids, ...gamma.ids])
    expect(session).toMatchObject({ startedOn: today, startedBy: 'Hélène', order: 'amount', part: 1, parts: 1, isClosed: false, customerCount: 2, calledCount: 0 })
    expect(await queue(session!.id)).toEqual(['Gamma waiting', 'Alpha waiting'])
    expect((await api.calls.session({ id: session!.id, asOf: today })).entries[1]).toMatchObject({ openCents: 1000, oldestDueOn: '2026-01-31' })
  })

  it('or of the criteria, which are kept for the next one', async () => {
    await dossier()
    expect(await api.calls.criteria()).toMatchObject({ daysOverdue: 15, order: 'amount', isShared: false })
    const wanted = { daysOverdue: 30, level: 0 as const, order: 'age' as const }
    const [session] = await start(wanted)
    expect(await queue(session!.id)).toEqual(['Beta waiting'])
    expect(await api.calls.criteria()).toEqual({ ...criteria, ...wanted })
    await start({ order: 'amount' }, [1])
    expect(await api.calls.criteria()).toEqual({ ...criteria, ...wanted })
  })

  it('of the criteria leaves out what is not to be claimed that day; ticked by hand, it is called about', async () => {
    const { alpha, beta, gamma } = await dossier()
    await api.holds.set({ hold: { kind: 'insolvency', scope: 'customer', subjectId: beta.customerId, reason: '', since: today, until: null }, asOf: today })
    await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: alpha.ids[0]!, reason: 'Prix', since: null, until: null }, asOf: today })
    await api.calls.record({ call: callWith(gamma.customerId, { outcome: 'promise', promise: { promisedFor: day(3), amountCents: cents(5000) }, dueDateIds: gamma.ids }), asOf: today })
    const entries = async (id: number, asOf = today) => (await api.calls.session({ id, asOf })).entries.map(({ customerName, openCents }) => `${customerName} ${openCents}`)
    expect(await entries(await startOne())).toEqual(['Alpha 500'])
    expect(await entries(await startOne({}, null, day(3)), day(3))).toEqual(['Alpha 500'])
    expect(await entries(await startOne({}, null, day(4)), day(4))).toEqual(['Gamma 5000', 'Alpha 500'])
    await expect(start({ level: 1 })).rejects.toMatchObject({ code: 'calls.nothing-to-call' })
    expect(await entries(await startOne({}, [...alpha.ids, ...beta.ids, ...gamma.ids]))).toEqual(['Alpha 1500', 'Beta 900', 'Gamma 5000'])
  })

  it('shows who is in another open session, and who has been called today from another list or apart: nobody is called twice', async () => {
    const { alpha, beta, gamma } = await dossier()
    await api.calls.record({ call: callWith(gamma.customerId, { outcome: 'voicemail' }), asOf: today })
    const [first, second] = [await startOne(), await startOne()]
    const entries = async (id: number, asOf = today) => (await api.calls.session({ id, asOf })).entries.map(({ customerName, state, outcome, otherSessionId }) => [customerName, state, outcome, otherSessionId])
    expect(await entries(second)).toEqual([['Gamma', 'waiting', null, first], ['Alpha', 'waiting', null, first], ['Beta', 'waiting', null, first]])
    await call(second, alpha.customerId, { outcome: 'payment-sent' })
    await api.calls.record({ call: callWith(beta.customerId, { outcome: 'unreachable' }), asOf: today })
    expect(await entries(first)).toEqual([['Gamma', 'waiting', null, second], ['Alpha', 'called-elsewhere', 'payment-sent', null], ['Beta', 'called-elsewhere', 'unreachable', second]])
    expect(nextToCall((await api.calls.session({ id: first, asOf: today })).entries, gamma.customerId)).toBeNull()
    expect(await api.calls.report({ id: first, asOf: today })).toMatchObject({ waitingCount: 3 })
    expect(await queue(first, day(1))).toEqual(['Gamma waiting', 'Alpha waiting', 'Beta waiting'])
    await api.calls.close({ id: second })
    expect((await entries(first)).map(([,,, other]) => other)).toEqual([null, null, null])
  })

  it('without anybody to call is not begun', async () => {
    const { beta } = await dossier()
    await api.receivables.savePayment(paymentOf(beta.customerId, 900, [[beta.ids[0]!, 900]]))
    await expect(start({}, beta.ids)).rejects.toMatchObject({ code: 'calls.nothing-to-call' })
    await expect(start({ daysOverdue: 5000 })).rejects.toMatchObject({ code: 'calls.nothing-to-call' })
    expect(await api.calls.sessions()).toEqual([])
  })

  it('shared is two, with nobody in both', async () => {
    await dossier()
    const sessions = await start({ isShared: true })
    expect(sessions.map(({ part, parts, customerCount }) => [part, parts, customerCount])).toEqual([[1, 2, 2], [2, 2, 1]])
    expect([await queue(sessions[0]!.id), await queue(sessions[1]!.id)]).toEqual([['Gamma waiting', 'Beta waiting'], ['Alpha waiting']])
  })

  it('R-EBP-48 a whole session changes neither reminder level nor reminder date', async () => {
    const { alpha, beta, gamma } = await dossier()
    const levels = async () => (await rowsFound(api)).map(({ invoiceNumber, level, remindedOn }) => [invoiceNumber, level, remindedOn])
    const before = await levels()
    const id = await startOne()
    await call(id, gamma.customerId, { outcome: 'dispute', text: 'Prix', dueDateIds: gamma.ids })
    await call(id, alpha.customerId, { outcome: 'promise', promise: { promisedFor: day(3), amountCents: cents(1500) }, dueDateIds: alpha.ids })
    await api.calls.skip({ sessionId: id, customerId: beta.customerId })
    await call(id, beta.customerId, { outcome: 'unreachable', nextCallOn: day(1) })
    await api.calls.close({ id })
    expect(await levels()).toEqual(before)
  })

  it('goes on the next day where it was left: skipped ones at the end, put off ones on their day, settled ones not at all', async () => {
    const { alpha, beta, gamma } = await dossier()
    const id = await startOne()
    await api.calls.skip({ sessionId: id, customerId: gamma.customerId })
    await api.calls.postpone({ sessionId: id, customerId: alpha.customerId, until: day(2), asOf: today })
    await expect(api.calls.postpone({ sessionId: id, customerId: alpha.customerId, until: today, asOf: today })).rejects.toMatchObject({ code: 'calls.next-past' })
    await api.dossiers.close()
    await api.dossiers.open({ folder: open.folder })
    await api.receivables.savePayment(paymentOf(beta.customerId, 900, [[beta.ids[0]!, 900]]))
    expect(await queue(id, day(1))).toEqual(['Alpha postponed', 'Beta settled', 'Gamma waiting'])
    expect((await api.calls.today({ asOf: day(1) })).calls).toEqual([])
    expect((await api.calls.today({ asOf: day(2) })).calls).toMatchObject([{ customerName: 'Alpha', callOn: day(2), outcome: null, phone: '04 65 71 10 10', overdueCents: 1500 }])
    expect(await queue(id, day(2))).toEqual(['Alpha waiting', 'Beta settled', 'Gamma waiting'])
  })

  it('each outcome is there at once, whatever becomes of the program', async () => {
    const { gamma } = await dossier()
    const id = await startOne()
    await call(id, gamma.customerId, { outcome: 'voicemail', nextCallOn: day(1) })
    expect(await queue(id)).toEqual(['Gamma called', 'Alpha waiting', 'Beta waiting'])
    expect(await api.calls.sessions()).toMatchObject([{ id, calledCount: 1, customerCount: 3 }])
    expect((await api.calls.today({ asOf: day(1) })).calls).toMatchObject([{ customerName: 'Gamma', outcome: 'voicemail' }])
  })

  it('that is over, or of which the customer is not one, takes no call', async () => {
    const { alpha, beta } = await dossier()
    const id = await startOne({}, alpha.ids)
    await expect(call(id, beta.customerId)).rejects.toMatchObject({ code: 'calls.not-in-session' })
    await expect(api.calls.card({ sessionId: id, customerId: beta.customerId, asOf: today })).rejects.toMatchObject({ code: 'calls.not-in-session' })
    await api.calls.close({ id })
    await expect(call(id, alpha.customerId)).rejects.toMatchObject({ code: 'calls.session-closed' })
    await expect(api.calls.skip({ sessionId: id, customerId: alpha.customerId })).rejects.toMatchObject({ code: 'calls.session-closed' })
    expect(await api.calls.report({ id, asOf: today })).toMatchObject({ session: { isClosed: true }, lines: [] })
  })

  it('begins with who broke a promise and has not been reached since', async () => {
    const { beta } = await dossier()
    await api.calls.record({ call: callWith(beta.customerId, { outcome: 'promise', promise: { promisedFor: day(2), amountCents: cents(900) }, dueDateIds: beta.ids }), asOf: today })
    const first = async (asOf: typeof today) => (await queue((await start({}, null, asOf))[0]!.id, asOf))[0]
    expect([await first(day(2)), await first(day(3))]).toEqual(['Gamma waiting', 'Beta waiting'])
  })
})

describe('the card of who is called', () => {
  it('holds his numbers and contacts, what he owes, letters, calls, promises and the script of his level', async () => {
    const { alpha } = await dossier()
    await api.assets.saveContact({ customerId: alpha.customerId, asOf: today, contact: { id: null, title: 'Mme', firstName: 'Zoé', lastName: 'Martin', phone1: '04 72 00 00 01', phone2: '', mobile1: '', mobile2: '', fax: '', email1: '', email2: '', department: 'Comptabilité', note: '', isActive: true } })
    await api.receivables.savePayment(paymentOf(alpha.customerId, 70, []))
    const { letters: [letter] } = await api.reminders.generate(await requestOf(api, [alpha.ids[0]!]))
    await api.calls.record({ call: callWith(alpha.customerId, { outcome: 'promise', text: 'Par chèque', promise: { promisedFor: day(1), amountCents: cents(500) }, dueDateIds: [alpha.ids[1]!] }), asOf: today })
    const id = await startOne({}, [alpha.ids[0]!], day(3))
    const card = await api.calls.card({ sessionId: id, customerId: alpha.customerId, asOf: day(3) })
    expect(card).toMatchObject({
      customerName: 'Alpha', phones: ['04 65 71 10 10', '06 12 34 56 78'], contacts: [{ name: 'Mme Zoé Martin', department: 'Comptabilité', phones: ['04 72 00 00 01'] }],
      outstandingCents: 1500, overdueCents: 1500, creditCents: 70, letters: [{ sentOn: today, level: 2, channel: 'paper', documentId: letter!.documentId }],
      dueDates: [{ invoiceNumber: 'F1', level: 2, daysLate: 62, isAsked: true, hold: null }, { invoiceNumber: 'F2', isAsked: false }], calls: [{ outcome: 'promise', text: 'Par chèque' }], promises: [{ state: 'broken', amountCents: 500 }],
    })
    expect(card.script).toContain('Mme Zoé Martin')
    expect(card.script).toContain('5,00\u00a0€ annoncé pour le 01/04/2026')
    expect(card.script).toContain('62\u00a0jours de retard')
  })

  it('marks what is not to be claimed: a dispute, a promise waited for', async () => {
    const { alpha } = await dossier()
    await api.calls.record({ call: callWith(alpha.customerId, { outcome: 'dispute', text: 'Prix', dueDateIds: [alpha.ids[0]!] }), asOf: today })
    await api.calls.record({ call: callWith(alpha.customerId, { outcome: 'promise', promise: { promisedFor: day(1), amountCents: cents(500) }, dueDateIds: [alpha.ids[1]!] }), asOf: today })
    const id = await startOne({}, alpha.ids)
    expect((await api.calls.card({ sessionId: id, customerId: alpha.customerId, asOf: today })).dueDates.map(({ hold }) => hold?.kind)).toEqual(['dispute', 'promise'])
  })
})

it.each([[0, false], [1, true]])('the card shows the oldest 200 due dates, and says that there are more only when there are (%i more)', async (more, isCut) => {
  const owed = Array.from({ length: MOST_CARD_DUE_DATES + more }, (_none, index) => ({ number: `F${index}`, dueOn: '2026-01-31', cents: 1000 }))
  const { customerId, ids } = await owing(api, ['A', 'Alpha'], ...owed)
  const card = await api.calls.card({ sessionId: await startOne({}, ids), customerId, asOf: today })
  expect([card.dueDates.length, card.isCut]).toEqual([MOST_CARD_DUE_DATES, isCut])
})

describe('what is asked for on the telephone', () => {
  /** Of 1 745,50 € one invoice is disputed; 390,00 € have come and nobody has said what for. */
  async function disputed() {
    const { customerId, ids } = await owing(api, ['C001', 'Atelier Kerlann'], { number: 'FA26-0701', dueOn: '2026-01-31', cents: 120_000 }, { number: 'FA26-0801', dueOn: '2026-02-28', cents: 54_550 })
    await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: ids[0]!, reason: 'Livraison', since: null, until: null }, asOf: today })
    const payment = await api.receivables.savePayment(paymentOf(customerId, 39_000, [], { paidOn: day(-3) }))
    return { customerId, ids, payment }
  }

  it('is neither what is disputed nor what unused credits cover: card, script and queue', async () => {
    const { customerId, ids } = await disputed()
    const id = await startOne({}, ids)
    const { claim, script } = await api.calls.card({ sessionId: id, customerId, asOf: today })
    expect(claim).toEqual({ askedCents: 54_550, disputedCents: 120_000, pausedCents: 0, deductedCents: 39_000, claimedCents: 15_550 })
    for (const words of ['l’échéance du 28/02/2026, d’un montant de 545,50\u00a0€', '390,00\u00a0€', 'restent 155,50\u00a0€', 'sans les 1\u00a0200,00\u00a0€ que vous contestez']) expect(script).toContain(words)
    expect(script).not.toContain('745,50')
    expect((await api.calls.session({ id, asOf: today })).entries).toMatchObject([{ openCents: 174_550, claimedCents: 15_550 }])
    expect(await api.calls.owed({ customerId, asOf: today })).toMatchObject({ creditCents: 39_000, dueDates: [{ openCents: 120_000, hold: { kind: 'dispute' } }, { openCents: 54_550, hold: null }] })
  })

  it.each([0, 1, 2, 3] as const)('is what the script of level %s says, and no other sum', async (level) => {
    const { customerId, ids } = await owing(api, ['C001', 'Atelier Kerlann'], { number: 'FA26-0701', dueOn: '2026-01-31', cents: 120_000, level }, { number: 'FA26-0801', dueOn: '2026-02-28', cents: 54_550, level })
    await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: ids[0]!, reason: 'Livraison', since: null, until: null }, asOf: today })
    await api.receivables.savePayment(paymentOf(customerId, 39_000, [], { paidOn: day(-3) }))
    const { script } = await api.calls.card({ sessionId: await startOne({}, ids), customerId, asOf: today })
    expect([...script.matchAll(/[\d\u00a0\u202f]+,\d\d/g)].map(([sum]) => sum.replace(/\s/g, ''))).toEqual(['545,50', '390,00', '155,50', '1200,00'])
  })

  it('is nothing when all of it is promised or covered: no script, and by criteria nobody is called', async () => {
    const { customerId, ids } = await owing(api, ['A', 'Alpha'], { number: 'F1', dueOn: '2026-01-31', cents: 1000 })
    await api.receivables.savePayment(paymentOf(customerId, 1200, []))
    await expect(start()).rejects.toMatchObject({ code: 'calls.nothing-to-call' })
    const card = await api.calls.card({ sessionId: await startOne({}, ids), customerId, asOf: today })
    expect(card).toMatchObject({ script: '', claim: { askedCents: 1000, deductedCents: 1000, claimedCents: 0 } })
  })

  it.each<[NewCall['outcome'], Partial<NewCall>]>([
    ['promise', { promise: { promisedFor: day(7), amountCents: cents(15_550) } }], ['dispute', { text: 'Qualité' }], ['unreachable', {}],
  ])('is still told of who has been called, credits taken off, when the outcome was %s', async (outcome, more) => {
    const { customerId, ids } = await disputed()
    const id = await startOne({}, ids)
    await call(id, customerId, { outcome, ...more, dueDateIds: outcome === 'unreachable' ? [] : [ids[1]!] })
    expect((await api.calls.session({ id, asOf: today })).entries).toMatchObject([{ state: 'called', openCents: 174_550, claimedCents: 15_550 }])
  })

  it('orders the queue by amount', async () => {
    const { customerId, ids } = await disputed()
    const beta = await owing(api, ['B', 'Beta'], { number: 'F3', dueOn: '2025-12-31', cents: 20_000 })
    expect((await api.calls.session({ id: await startOne({}, [...ids, ...beta.ids]), asOf: today })).entries.map((entry) => entry.customerId)).toEqual([beta.customerId, customerId])
  })

  it('promised, is kept by what is paid, not by using the credit that had been taken off', async () => {
    const { customerId, ids, payment } = await disputed()
    await api.calls.record({ call: callWith(customerId, { outcome: 'promise', promise: { promisedFor: day(7), amountCents: cents(15_550) }, dueDateIds: [ids[1]!] }), asOf: today })
    const states = async () => (await api.calls.promises({ customerId, asOf: day(8) })).map(({ state, paidCents }) => [state, paidCents])
    await api.receivables.savePayment({ ...payment, allocations: [{ dueDateId: ids[1]!, amountCents: cents(39_000) }] })
    expect(await states()).toEqual([['broken', 0]])
    expect((await api.calls.owed({ customerId, asOf: day(7) })).dueDates[1]).toMatchObject({ openCents: 15_550, hold: { kind: 'promise' } })
    await api.receivables.savePayment(paymentOf(customerId, 15_550, [[ids[1]!, 15_550]], { paidOn: day(5) }))
    expect(await states()).toEqual([['kept', 15_550]])
  })
})

describe('the scripts', () => {
  it.each([0, 1, 2, 3])('of level %s is shipped, and says what it is about', async (level) => {
    const script = (await api.calls.scripts())[level]!
    expect(script.isDefault).toBe(true)
    expect(await api.calls.previewScript({ level, text: script.text })).toContain('1\u00a0600,50\u00a0€')
  })
  it('are the dossier’s own until the product’s is restored; a mistake is named and nothing saved', async () => {
    const shipped = (await api.calls.scripts())[1]!
    expect(await api.calls.saveScript({ level: 1, text: 'Bonjour {{ client.nom }}' })).toEqual({ level: 1, text: 'Bonjour {{ client.nom }}', isDefault: false })
    await expect(api.calls.saveScript({ level: 1, text: 'Bonjour\n{{ client.nom' })).rejects.toMatchObject({ code: 'template.invalid', details: { line: 2 } })
    expect((await api.calls.scripts())[1]).toMatchObject({ text: 'Bonjour {{ client.nom }}' })
    expect(await api.calls.restoreScript({ level: 1 })).toEqual(shipped)
  })
})

describe('the report of a session', () => {
  async function called(): Promise<number> {
    const { alpha, beta, gamma } = await dossier()
    const id = await startOne()
    await call(id, gamma.customerId, { outcome: 'dispute', text: '=Prix', dueDateIds: gamma.ids })
    await call(id, alpha.customerId, { outcome: 'voicemail', nextCallOn: day(1) })
    await call(id, alpha.customerId, { outcome: 'promise', text: 'Par chèque', promise: { promisedFor: day(3), amountCents: cents(1200) }, dueDateIds: alpha.ids })
    await api.calls.postpone({ sessionId: id, customerId: beta.customerId, until: day(1), asOf: today })
    return id
  }

  it('counts customers called and reached, promises and disputes with their amounts', async () => {
    const id = await called()
    expect(await api.calls.report({ id, asOf: today })).toMatchObject({
      session: { customerCount: 3, calledCount: 2 }, reachedCount: 2, promisedCount: 1, promisedCents: 1200, disputedCount: 1, disputedCents: 5000, waitingCount: 0, postponedCount: 1, settledCount: 0,
      outcomes: [{ outcome: 'promise', count: 1 }, { outcome: 'dispute', count: 1 }, { outcome: 'voicemail', count: 1 }], lines: [{ customerName: 'Gamma' }, { customerName: 'Alpha', outcome: 'voicemail' }, { customerName: 'Alpha', promisedFor: day(3) }],
    })
  })

  it('is written as a PDF that says the same', async () => {
    const id = await called()
    const { documentId, file } = await api.calls.exportReport({ id, asOf: today, format: 'pdf', outFolder: null })
    expect(await api.documents.get({ id: documentId })).toMatchObject({ kind: 'call-report', title: `Compte rendu de la séance d’appels n° ${id} du 31/03/2026`, pages: 1 })
    const [page] = await readPdf(readFileSync(file))
    for (const words of ['séance commencée le 31/03/2026 par Hélène', 'Clients appelés : 2', 'Promesses : 1 (12,00 €)', 'Litiges : 1 (50,00 €)', 'Gamma (C)', '=Prix', 'Par chèque', '03/04/2026', '12,00']) expect(page!.text.replace(/\s+/g, ' ')).toContain(words)
  })

  it('and as a workbook another program reads, with typed cells', async () => {
    const id = await called()
    const { file } = await api.calls.exportReport({ id, asOf: today, format: 'xlsx', outFolder: null })
    const [calls, figures] = await readXlsxFile(file)
    expect(calls!.data.map((row) => row.slice(2, 5))).toEqual([['Client', 'Résultat', 'Précision'], ['Gamma', 'Litige', '=Prix'], ['Alpha', 'Messagerie', null], ['Alpha', 'Promesse de paiement', 'Par chèque']])
    expect(calls!.data[3]!.slice(5, 8)).toEqual([expect.any(Date), 12, null])
    expect(figures!.data.slice(1, 5)).toEqual([['Clients appelés', 2, null], ['Clients joints', 2, null], ['Promesses', 1, 12], ['Litiges', 1, 50]])
  })
})
