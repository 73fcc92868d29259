import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Client } from '../../shared/call.ts'
import { CallOutcome, type NewCall } from '../../shared/calls/call-contract.ts'
import { workingDay } from '../../shared/calls/call-rules.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { addDays, type LocalDate } from '../../shared/date.ts'
import { sumCents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'

/** Days are counted in working days from the one the demonstration is made on: -2 is two of them before. */
const SampleCall = z.object({ customer: z.string(), on: z.int(), outcome: CallOutcome, text: z.string(), invoices: z.array(z.string()).default([]), promisedFor: z.int().nullable().default(null), nextCallOn: z.int().nullable().default(null) })
type SampleCall = z.output<typeof SampleCall>
const Activity = z.object({
  calls: z.array(SampleCall),
  session: z.object({ on: z.int(), customers: z.array(z.string()), calls: z.array(SampleCall), postponed: z.object({ customer: z.string(), until: z.int() }), skipped: z.string() }),
  bank: z.object({ file: z.string(), /** Parts of the labels of what has been accepted */ accepted: z.array(z.string()) }),
  einvoices: z.array(z.string()),
})

type ActivityOffice = Pick<Client<OfficeContract>, 'accounts' | 'bank' | 'calls' | 'einvoices' | 'receivables'>

/** The electronic invoices are the last of it. */
export const isActivityFilled = (sql: Sql): boolean => sql.prepare(`SELECT EXISTS (SELECT 1 FROM import_batch WHERE kind = 'einvoices')`).pluck().get() === 1

/**
 * Puts resources/sample/activity on the sample ledger: calls and their promises, a session half done, a bank statement half accepted, electronic invoices; all in the days before `asOf`.
 * What is there already stays: a filling that was cut short is made again.
 */
export async function fillSampleActivity(api: ActivityOffice, resources: string, asOf: LocalDate): Promise<void> {
  const folder = join(resources, 'sample', 'activity')
  const { calls, session, bank, einvoices } = Activity.parse(JSON.parse(readFileSync(join(folder, 'activity.json'), 'utf8')))
  const ids = new Map<string, number>()
  for (const code of [...calls.map(({ customer }) => customer), ...session.customers]) ids.set(code, (await api.receivables.customerByCode({ code }))!.id)
  for (const call of calls) {
    const customerId = ids.get(call.customer)!
    if ((await api.accounts.timeline({ customerId, kinds: ['note'], asOf, from: 0, count: 1 })).total > 0) continue
    await api.calls.record({ call: await newCall(api, call, customerId, asOf), asOf: sampleDay(asOf, call.on) })
  }
  await fillSession(api, session, ids, asOf)
  const copies = mkdtempSync(join(tmpdir(), 'relais-'))
  const dated = (file: string): string => {
    const path = join(copies, file)
    writeFileSync(path, withDays(readFileSync(join(folder, file), 'utf8'), asOf))
    return path
  }
  try {
    await fillBank(api, dated(bank.file), bank.accepted, asOf)
    await api.einvoices.apply({ files: einvoices.map((file) => ({ path: dated(file), sha256: null })), answers: {}, asOf })
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

async function newCall(api: ActivityOffice, { on, outcome, text, invoices, promisedFor, nextCallOn }: SampleCall, customerId: number, asOf: LocalDate): Promise<NewCall> {
  const calledOn = sampleDay(asOf, on)
  const subjects = (await api.calls.owed({ customerId, asOf: calledOn })).dueDates.filter(({ invoiceNumber }) => invoices.includes(invoiceNumber))
  return {
    customerId, calledOn, outcome, text, nextCallOn: nextCallOn === null ? null : sampleDay(asOf, nextCallOn), dueDateIds: subjects.map(({ id }) => id), copiesAgain: false, acceptsFarDay: false,
    promise: promisedFor === null ? null : { promisedFor: sampleDay(asOf, promisedFor), amountCents: sumCents(subjects.map(({ openCents }) => openCents)) },
  }
}

async function fillSession(api: ActivityOffice, { on, customers, calls, postponed, skipped }: z.output<typeof Activity>['session'], ids: ReadonlyMap<string, number>, asOf: LocalDate): Promise<void> {
  const startedOn = sampleDay(asOf, on)
  const known = await api.calls.sessions()
  const owed = known.length > 0 ? [] : await Promise.all(customers.map(async (code) => (await api.calls.owed({ customerId: ids.get(code)!, asOf: startedOn })).dueDates))
  const late = owed.flat().filter(({ daysLate }) => daysLate > 0)
  // on a machine whose clock stands before the books, nothing is
  const dueDateIds = Int32Array.from(late.length > 0 ? late : owed.flat(), ({ id }) => id)
  const [session] = known.length > 0 ? known : await api.calls.start({ criteria: await api.calls.criteria(), dueDateIds, asOf: startedOn })
  const { id: sessionId } = session!
  await api.calls.skip({ sessionId, customerId: ids.get(skipped)! })
  await api.calls.postpone({ sessionId, customerId: ids.get(postponed.customer)!, until: sampleDay(asOf, postponed.until), asOf: startedOn })
  const { entries } = await api.calls.session({ id: sessionId, asOf: startedOn })
  for (const call of calls) {
    const customerId = ids.get(call.customer)!
    if (entries.find((entry) => entry.customerId === customerId)?.state !== 'waiting') continue
    await api.calls.recordInSession({ sessionId, call: await newCall(api, call, customerId, asOf), asOf: startedOn })
  }
}

async function fillBank({ bank }: ActivityOffice, path: string, accepted: readonly string[], asOf: LocalDate): Promise<void> {
  await bank.importStatement({ path, asOf })
  for (const { id: transactionId, state, label, proposals: [best] } of await bank.transactions({ statementId: null })) {
    if (state !== 'open' || !best || !accepted.some((part) => label.includes(part))) continue
    const { customerId, paymentId, allocations, credits } = best.paymentId === null ? best : { ...best, allocations: [], credits: [] }
    await bank.accept({ transactionId, customerId, paymentId, allocations: allocations.map(({ dueDateId, amountCents }) => ({ dueDateId, amountCents })), credits })
  }
}

/** `{ymd-03}`: that day, `20261117`; `{yy}`: the year, `26`. */
const withDays = (text: string, asOf: LocalDate): string =>
  text.replaceAll('{yy}', asOf.slice(2, 4)).replace(/\{ymd([+-]\d\d)\}/g, (_all, days: string) => sampleDay(asOf, Number(days)).replaceAll('-', ''))

function sampleDay(asOf: LocalDate, workingDays: number): LocalDate {
  let day = asOf
  for (let left = Math.abs(workingDays); left > 0; left--) {
    do day = addDays(day, Math.sign(workingDays))
    while (workingDay(day) !== day)
  }
  return day
}
