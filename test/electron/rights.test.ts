import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { officeContract } from '../../shared/contract.ts'
import { NAMED_CALLS } from '../../shared/users/right-rules.ts'
import { company, openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { openMailOffice, remindByMail, settled } from '../fixtures/outbox-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { owing, requestOf } from '../fixtures/reminder-fixture.ts'

const PASSWORD = 'correct cheval pile'
/** No call takes it: what is not refused for want of a right is refused for its input, and nothing is done. */
const NO_INPUT = 7

const everyCall = Object.entries(officeContract).flatMap(([slice, calls]) => Object.keys(calls).map((name) => `${slice}.${name}`))

/** What anyone may ask of a dossier with users: nothing of it is shown but its name. */
const FOR_ANYONE = new Set([
  'users.session', 'users.signIn', 'users.signOut',
  'dossiers.current', 'dossiers.recent', 'dossiers.forget', 'dossiers.create', 'dossiers.open', 'dossiers.openDemonstration', 'dossiers.close', 'dossiers.backups', 'dossiers.backUpDaily', 'dossiers.restore', 'dossiers.checkCompany',
  'preferences.get', 'preferences.save',
])
/** How the dossier works: what a clerk may not change. */
const FOR_ADMINISTRATORS = new Set([
  'users.list', 'users.save', 'users.remove',
  'dossiers.saveCompany',
  'settings.saveParameters', 'decisions.saveTable', 'einvoices.saveSettings',
  'scenarios.saveSettings', 'calls.saveScript', 'calls.restoreScript',
  'legal.saveRate', 'legal.acceptProposal', 'legal.saveSettings',
  'outbox.saveMailSettings', 'outbox.testMailSettings', 'outbox.saveFaxSettings',
  'reminders.saveSettings', 'reminders.saveLetterOptions', 'reminders.saveTemplate', 'reminders.restoreTemplate',
  'meters.saveTemplate', 'meters.restoreTemplate',
  'assets.saveInternalOrganisation', 'assets.deleteInternalOrganisation', 'assets.saveClassification', 'assets.deleteClassification', 'assets.saveReadingMode', 'assets.deleteReadingMode',
])

let open: OpenOffice
let press: PaperPress
let api: OpenOffice['api']
const addUser = (login: string, name: string, role: 'administrator' | 'clerk') => api.users.save({ user: { id: null, login, name, role, isActive: true }, password: PASSWORD })
async function addUsers(): Promise<void> {
  await addUser('helene', 'Hélène Mâcon', 'administrator')
  await addUser('paul', 'Paul Roux', 'clerk')
}
/** The code each call is refused with. */
async function refusals(paths: readonly string[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  for (const path of paths) {
    const answer = await open.office.dispatch(path, NO_INPUT)
    answers[path] = answer.ok ? 'answered' : answer.code
  }
  return answers
}

describe('a dossier with users', () => {
  beforeEach(async () => {
    press = new PaperPress()
    open = await openOffice({ press })
    api = open.api
    await addUsers()
  })
  afterEach(() => open.close())

  it('X-16 before sign-in no call is answered but those that anyone may make, whatever its input', async () => {
    await api.users.signOut()
    expect(await refusals(everyCall)).toEqual(Object.fromEntries(everyCall.map((path) => [path, FOR_ANYONE.has(path) ? 'call.invalid-input' : 'users.sign-in'])))
  })

  it('X-16 X-20 a clerk is refused every call that is for administrators, and no other', async () => {
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    expect(await refusals(everyCall)).toEqual(Object.fromEntries(everyCall.map((path) => [path, FOR_ADMINISTRATORS.has(path) ? 'users.not-administrator' : 'call.invalid-input'])))
  })

  it('X-16 rights name only calls that exist', () => {
    expect([...NAMED_CALLS].sort()).toEqual([...FOR_ANYONE, ...FOR_ADMINISTRATORS].sort())
    expect(NAMED_CALLS.filter((path) => !everyCall.includes(path))).toEqual([])
  })

  it('X-16 shows nothing but its name before sign-in, and all of it afterwards', async () => {
    await api.dossiers.backup()
    const whole = await api.dossiers.current()
    expect(whole).toMatchObject({ company: { name: company.name, iban: company.iban } })
    await api.dossiers.close()
    const nameOnly = { company: { name: company.name, iban: '', siren: '', logo: '', address: { city: '' } }, lastImportOn: null, lastImportName: '' }
    expect(await api.dossiers.open({ folder: open.folder })).toMatchObject(nameOnly)
    expect(await api.dossiers.open({ folder: open.folder })).toMatchObject(nameOnly)
    expect(await api.dossiers.current()).toMatchObject(nameOnly)
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    expect(await api.dossiers.current()).toEqual(whole)
  })

  it('X-16 is backed up daily whether or not somebody has signed in', async () => {
    await api.receivables.saveCustomer(customerNamed('C1', 'Dupont'))
    await api.users.signOut()
    expect(await api.dossiers.backUpDaily()).toEqual({ file: expect.stringContaining('backups') })
  })

  it('X-16 R-EBP-45 signing out waits for nothing: what is under way ends under its name, what waits behind it is refused', async () => {
    const { ids } = await owing(api, ['A', 'Alpha'], { number: 'F001', dueOn: '2026-01-31', cents: 100 })
    const request = await requestOf(api, ids)
    const begun = Promise.withResolvers<undefined>()
    const gate = Promise.withResolvers<undefined>()
    press.beforeFile = () => {
      begun.resolve(undefined)
      return gate.promise
    }
    const generation = api.reminders.generate(request)
    const behind = api.receivables.saveCustomer(customerNamed('B', 'Beta'))
    await begun.promise
    expect(await api.users.signOut()).toMatchObject({ state: 'signed-out' })
    await expect(api.reminders.runs({ from: 0 })).rejects.toMatchObject({ code: 'users.sign-in' })
    gate.resolve(undefined)
    await generation
    await expect(behind).rejects.toMatchObject({ code: 'users.sign-in' })
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    expect(await api.reminders.runs({ from: 0 })).toMatchObject([{ createdBy: 'Hélène Mâcon' }])
    expect((await api.receivables.findCustomers({ search: '', onlyActive: false })).ids).toHaveLength(1)
  })
})

describe('the outbox of a dossier with users', () => {
  it('X-16 X-13 keeps what waits until somebody has signed in, then sends it', async () => {
    const queued = await openMailOffice({ sendsInBackground: false })
    open = queued
    api = queued.api
    await remindByMail(api, 'C1', 'a@client.example', { number: 'FA1', dueOn: '2026-01-31', cents: 100 })
    await addUsers()
    await api.dossiers.close()
    const sending = await openOffice({ sendsInBackground: true, press: new PaperPress(), secrets: queued.secrets })
    try {
      await sending.api.dossiers.open({ folder: queued.folder })
      await expect(sending.api.users.signIn({ login: 'paul', password: 'pas le bon' })).rejects.toMatchObject({ code: 'users.wrong-password' })
      // closing waits for a message that is leaving
      await sending.api.dossiers.close()
      expect(queued.server.bodies).toBe(0)
      await sending.api.dossiers.open({ folder: queued.folder })
      await sending.api.users.signIn({ login: 'paul', password: PASSWORD })
      expect(await settled(sending.api, 'sent', 'failed', 'unknown')).toMatchObject({ state: 'sent' })
      expect(queued.server.mails).toHaveLength(1)
    } finally {
      await sending.close()
      await queued.close()
    }
  })
})
