import { scryptSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { memoryDatabase, type Sql } from '../../electron/db/database.ts'
import { userSlice } from '../../electron/users/user-service.ts'
import { laterBy, localDate, type Instant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { DEFAULT_LEGAL_SETTINGS } from '../../shared/legal/legal-settings-rules.ts'
import type { Role } from '../../shared/users/user-contract.ts'
import { company, openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'

const PASSWORD = 'correct cheval pile'
const silent = { progress: () => undefined, throwIfCancelled: () => undefined }
const user = (login: string, name: string, role: Role, isActive = true) => ({ id: null, login, name, role, isActive })

let open: OpenOffice | undefined
afterEach(async () => {
  vi.useRealTimers()
  await open?.close()
  open = undefined
})

/** A dossier with an administrator, who is signed in, and a clerk. */
async function withUsers(): Promise<OpenOffice & { adminId: number; clerkId: number }> {
  const made = open = await openOffice({ userName: 'poste-12' })
  const admin = await made.api.users.save({ user: user('helene', 'Hélène Mâcon', 'administrator'), password: PASSWORD })
  const clerk = await made.api.users.save({ user: user('paul', 'Paul Roux', 'clerk'), password: PASSWORD })
  return { ...made, adminId: admin.id, clerkId: clerk.id }
}
/** A closed dossier's file, as another program sees it. */
function withFile<T>(folder: string, work: (sql: Sql) => T): T {
  const sql = new BetterSqlite3(join(folder, 'relais.sqlite'))
  try {
    return work(sql)
  } finally {
    sql.close()
  }
}
const reopen = async ({ api, folder }: OpenOffice): Promise<unknown> => {
  await api.dossiers.close()
  return api.dossiers.open({ folder })
}

describe('a dossier without users', () => {
  it('X-20 whoever opens it is administrator, under the name of the system’s user', async () => {
    open = await openOffice({ userName: 'poste-12' })
    expect(await open.api.users.session()).toEqual({ state: 'single', user: null, isAdministrator: true })
    expect(await open.api.settings.saveParameters([{ name: 'PREFIX_FAX', value: '0' }])).toEqual([{ name: 'PREFIX_FAX', value: '0' }])
  })

  it.each([user('paul', 'Paul Roux', 'clerk'), user('helene', 'Hélène Mâcon', 'administrator', false)])('X-16 its first user must be an active administrator ($role, active: $isActive)', async (first) => {
    open = await openOffice()
    await expect(open.api.users.save({ user: first, password: PASSWORD })).rejects.toMatchObject({ code: 'users.first-administrator' })
    expect(await open.api.users.list()).toEqual([])
  })

  it('its first user is signed in as soon as he is made', async () => {
    open = await openOffice()
    const made = await open.api.users.save({ user: user(' Hélène@Cabinet ', 'Hélène Mâcon', 'administrator'), password: PASSWORD })
    expect(made.login).toBe('hélène@cabinet')
    expect(await open.api.users.session()).toEqual({ state: 'signed-in', user: made, isAdministrator: true })
  })
})

describe('signing in', () => {
  it('X-16 before it, no call on the dossier is answered; afterwards, they are', async () => {
    const { api, folder, office } = await withUsers()
    await reopen({ api, folder, office, close: () => office.close() })
    expect(await api.users.session()).toEqual({ state: 'signed-out', user: null, isAdministrator: false })
    await expect(api.receivables.findCustomers({ search: '', onlyActive: true })).rejects.toMatchObject({ code: 'users.sign-in' })
    expect(await api.users.signIn({ login: 'HELENE', password: PASSWORD })).toMatchObject({ state: 'signed-in', isAdministrator: true, user: { name: 'Hélène Mâcon' } })
    expect(await api.settings.parameters({ search: 'MAILTO' })).toHaveLength(1)
  })

  it.each([['helene', 'pas le bon'], ['personne', PASSWORD], ['', '']])('is refused without telling which is wrong: « %s » « %s »', async (login, password) => {
    const opened = await withUsers()
    await reopen(opened)
    await expect(opened.api.users.signIn({ login, password })).rejects.toMatchObject({ code: 'users.wrong-password', details: {} })
    expect((await opened.api.users.session()).state).toBe('signed-out')
  })

  it('is refused to a user who is no longer active; whoever works as he is deactivated is out at once', async () => {
    const { api, adminId, clerkId } = await withUsers()
    await api.users.save({ user: { ...user('paul', 'Paul Roux', 'clerk', false), id: clerkId }, password: null })
    await expect(api.users.signIn({ login: 'paul', password: PASSWORD })).rejects.toMatchObject({ code: 'users.wrong-password' })
    await api.users.save({ user: user('luc', 'Luc Petit', 'administrator'), password: PASSWORD })
    expect((await api.users.session()).state).toBe('signed-in')
    await api.users.save({ user: { ...user('helene', 'Hélène Mâcon', 'administrator', false), id: adminId }, password: null })
    expect(await api.users.session()).toEqual({ state: 'signed-out', user: null, isAdministrator: false })
    await expect(api.receivables.findCustomers({ search: '', onlyActive: true })).rejects.toMatchObject({ code: 'users.sign-in' })
  })

  it('signs out, and another user signs in', async () => {
    const { api } = await withUsers()
    expect(await api.users.signOut()).toMatchObject({ state: 'signed-out' })
    await expect(api.users.list()).rejects.toMatchObject({ code: 'users.sign-in' })
    expect(await api.users.signIn({ login: 'paul', password: PASSWORD })).toMatchObject({ isAdministrator: false, user: { login: 'paul' } })
  })

  it('waits longer after each failure, says how long, and forgets it all after a success', async () => {
    let clock = '2026-11-22T08:00:00.000Z' as Instant
    const { service } = userSlice({ sql: memoryDatabase(), systemUser: 'x', now: () => clock })
    await service.save({ user: user('helene', 'Hélène', 'administrator'), password: PASSWORD }, silent)
    const attempt = async (password: string): Promise<unknown> => {
      try {
        return (await service.signIn({ login: 'helene', password }, silent)).state
      } catch (error) {
        return error instanceof AppError ? [error.code, error.details['seconds']] : error
      }
    }
    for (let count = 0; count < 3; count++) expect(await attempt('faux')).toEqual(['users.wrong-password', undefined])
    expect(await attempt(PASSWORD)).toEqual(['users.wait', 1])
    clock = laterBy(clock, 1000)
    expect(await attempt('faux')).toEqual(['users.wrong-password', undefined])
    expect(await attempt(PASSWORD)).toEqual(['users.wait', 2])
    clock = laterBy(clock, 2000)
    expect(await attempt(PASSWORD)).toBe('signed-in')
    expect(await attempt('faux')).toEqual(['users.wrong-password', undefined])
    expect(await attempt(PASSWORD)).toBe('signed-in')
  })

  it('X-16 a success of Paul’s does not clear the failures on Hélène’s login, and those make nobody else wait', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T08:00:00.000Z') })
    const { api } = await withUsers()
    const wrong = (login: string): Promise<unknown> => expect(api.users.signIn({ login, password: 'pas le bon' })).rejects.toMatchObject({ code: 'users.wrong-password' })
    for (let count = 0; count < 3; count++) {
      await wrong('helene')
      await api.users.signIn({ login: 'paul', password: PASSWORD })
    }
    await api.users.changePassword({ present: PASSWORD, next: PASSWORD })
    for (const password of ['pas le bon', PASSWORD]) await expect(api.users.signIn({ login: ' HELENE', password })).rejects.toMatchObject({ code: 'users.wait', details: { seconds: 1 } })
    vi.setSystemTime(new Date('2026-11-22T08:00:01.000Z'))
    expect(await api.users.signIn({ login: 'helene', password: PASSWORD })).toMatchObject({ state: 'signed-in' })
  })

  it('X-16 a login that nobody has waits like one that somebody has; what was typed there is not kept', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T08:00:00.000Z') })
    const { api, folder } = await withUsers()
    const typed = 'motdepasse-au-mauvais-endroit'
    for (let count = 0; count < 3; count++) await expect(api.users.signIn({ login: typed, password: 'x' })).rejects.toMatchObject({ code: 'users.wrong-password' })
    await expect(api.users.signIn({ login: typed, password: 'x' })).rejects.toMatchObject({ code: 'users.wait' })
    await api.dossiers.close()
    expect(readFileSync(join(folder, 'relais.sqlite'), 'latin1').includes(typed)).toBe(false)
  })

  it.each([
    ['costs that are no numbers', 'scrypt$x$8$3$c2Vs$Y2zD'], ['costs that scrypt does not take', 'scrypt$3$8$3$c2Vs$Y2zD'], ['more memory than there may be', 'scrypt$536870912$8$3$c2Vs$Y2zD'],
    ['another scheme', 'argon2$x'], ['nothing', ''],
  ])('X-16 a hash with %s is nobody’s password, and trying it counts as a failure', async (_what, hash) => {
    const { api, folder } = await withUsers()
    await api.dossiers.close()
    withFile(folder, (sql) => sql.prepare(`UPDATE app_user SET password_hash = ? WHERE login = 'paul'`).run(hash))
    await api.dossiers.open({ folder })
    await expect(api.users.signIn({ login: 'paul', password: PASSWORD })).rejects.toMatchObject({ code: 'users.wrong-password' })
    await api.dossiers.close()
    expect(withFile(folder, (sql) => sql.prepare('SELECT failures FROM sign_in_failure').pluck().all())).toEqual([1])
  })

  it('X-16 a hash made with higher costs is read with them', async () => {
    const { api, folder } = await withUsers()
    const salt = Buffer.from('sel')
    const key = scryptSync(PASSWORD, salt, 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 28 })
    await api.dossiers.close()
    withFile(folder, (sql) => sql.prepare(`UPDATE app_user SET password_hash = ? WHERE login = 'paul'`).run(`scrypt$65536$8$1$${salt.toString('base64')}$${key.toString('base64')}`))
    await api.dossiers.open({ folder })
    expect(await api.users.signIn({ login: 'paul', password: PASSWORD })).toMatchObject({ state: 'signed-in' })
  })

  it('the wait stands when the dossier is opened again', async () => {
    const sql = memoryDatabase()
    const now = (): Instant => '2026-11-22T08:00:00.000Z' as Instant
    const { service } = userSlice({ sql, systemUser: 'x', now })
    await service.save({ user: user('helene', 'Hélène', 'administrator'), password: PASSWORD }, silent)
    for (let count = 0; count < 3; count++) await expect(service.signIn({ login: 'helene', password: 'faux' }, silent)).rejects.toMatchObject({ code: 'users.wrong-password' })
    await expect(userSlice({ sql, systemUser: 'x', now }).service.signIn({ login: 'helene', password: PASSWORD }, silent)).rejects.toMatchObject({ code: 'users.wait', details: { seconds: 1 } })
  })

  it('no password stands in the dossier’s file', async () => {
    const { api, folder } = await withUsers()
    await api.dossiers.close()
    const file = readFileSync(join(folder, 'relais.sqlite'), 'latin1')
    expect(file.includes(PASSWORD)).toBe(false)
    expect(file).toMatch(/scrypt\$32768\$8\$3\$/)
  })
})

describe('rights', () => {
  it('X-16 X-20 a clerk called directly is refused what is for administrators, and nothing changes', async () => {
    const { api, clerkId } = await withUsers()
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    const refused: [string, () => Promise<unknown>][] = [
      ['settings.saveParameters', () => api.settings.saveParameters([{ name: 'PREFIX_FAX', value: '9' }])],
      ['decisions.saveTable', () => api.decisions.saveTable({ name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rows: [['1', '*', '*', '*', '*']] })],
      ['users.list', () => api.users.list()],
      ['users.save', () => api.users.save({ user: { ...user('paul', 'Paul Roux', 'administrator'), id: clerkId }, password: null })],
      ['users.remove', () => api.users.remove({ id: clerkId })],
      ['dossiers.saveCompany', () => api.dossiers.saveCompany({ ...company, iban: '' })],
      ['legal.saveRate', () => api.legal.saveRate({ table: 'ecb', halfYear: '2026-S2', rateBp: 240, source: 'x', isSure: true, asOf: localDate('2026-11-20') })],
      ['legal.saveSettings', () => api.legal.saveSettings(DEFAULT_LEGAL_SETTINGS)],
      ['outbox.saveMailSettings', () => api.outbox.saveMailSettings({ settings: { host: 'smtp.x.fr', port: 587, security: 'starttls', login: '', senderName: '', senderAddress: 'a@x.fr', replyTo: '', copiesSender: false, signature: '', ratePerMinute: 20 }, password: null })],
      ['reminders.saveSettings', async () => api.reminders.saveSettings(await api.reminders.settings())],
      ['reminders.saveLetterOptions', async () => api.reminders.saveLetterOptions(await api.reminders.letterOptions())],
    ]
    for (const [path, call] of refused) await expect(call(), path).rejects.toMatchObject({ code: 'users.not-administrator' })
    expect(await api.settings.parameters({ search: 'PREFIX_FAX' })).toEqual([{ name: 'PREFIX_FAX', value: '' }])
    expect((await api.decisions.table({ name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR' })).rows).toEqual([])
    expect(await api.outbox.mailSettings()).toMatchObject({ settings: null })
    await expect(api.receivables.saveCustomer(customerNamed('C1', 'Dupont'))).resolves.toMatchObject({ name: 'Dupont' })
  })

  it('X-12 X-16 a role that is taken away holds at the next call', async () => {
    const { api, adminId, clerkId } = await withUsers()
    await api.users.save({ user: { ...user('paul', 'Paul Roux', 'administrator'), id: clerkId }, password: null })
    await api.users.save({ user: { ...user('helene', 'Hélène Mâcon', 'clerk'), id: adminId }, password: null })
    await expect(api.users.list()).rejects.toMatchObject({ code: 'users.not-administrator' })
    expect((await api.users.session()).isAdministrator).toBe(false)
  })

  it('what is done carries the name of whoever is signed in', async () => {
    const { api } = await withUsers()
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    const { id } = await api.receivables.saveCustomer(customerNamed('C1', 'Dupont'))
    const hold = await api.holds.set({ hold: { kind: 'manual', scope: 'customer', subjectId: id!, reason: '', since: null, until: null }, asOf: localDate('2026-11-20') })
    expect(hold).toMatchObject({ setBy: 'Paul Roux' })
  })
})

describe('users', () => {
  let shared: Awaited<ReturnType<typeof withUsers>>
  beforeAll(async () => {
    shared = await withUsers()
    // the tests below change nothing of it
    open = undefined
  })
  afterAll(() => shared.close())

  it.each([
    ['removed', () => shared.api.users.remove({ id: shared.adminId })],
    ['made a clerk', () => shared.api.users.save({ user: { ...user('helene', 'H', 'clerk'), id: shared.adminId }, password: null })],
    ['deactivated', () => shared.api.users.save({ user: { ...user('helene', 'H', 'administrator', false), id: shared.adminId }, password: null })],
  ])('X-16 the last active administrator cannot be %s', async (_way, change) => {
    await expect(change()).rejects.toMatchObject({ code: 'users.last-administrator' })
    expect(await shared.api.users.list()).toMatchObject([{ name: 'Hélène Mâcon', role: 'administrator', isActive: true }, { name: 'Paul Roux' }])
  })

  it('who is removed is out, and what he was called can be given again', async () => {
    const { api, adminId, clerkId } = await withUsers()
    await api.users.save({ user: { ...user('paul', 'Paul Roux', 'administrator'), id: clerkId }, password: null })
    await api.users.remove({ id: adminId })
    expect((await api.users.session()).state).toBe('signed-out')
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    expect(await api.users.save({ user: user('helene', 'Autre', 'clerk'), password: PASSWORD })).toMatchObject({ login: 'helene' })
  })

  it.each([
    ['users.login-taken', user('PAUL', 'Paul bis', 'clerk'), PASSWORD], ['users.login-wrong', user('a b', 'X', 'clerk'), PASSWORD], ['users.login-wrong', user('', 'X', 'clerk'), PASSWORD],
    ['users.name-missing', user('x', '  ', 'clerk'), PASSWORD], ['users.password-short', user('x', 'X', 'clerk'), 'court'], ['users.password-short', user('x', 'X', 'clerk'), null],
  ])('refuses, with %s, and adds nobody', async (code, wrong, password) => {
    await expect(shared.api.users.save({ user: wrong, password })).rejects.toMatchObject({ code })
    expect(await shared.api.users.list()).toHaveLength(2)
  })

  it('X-16 a name is one user’s for good, since what was done keeps nothing else: also once he is called otherwise or gone', async () => {
    const { api, clerkId } = await withUsers()
    const named = (name: string) => api.users.save({ user: user('luc', name, 'clerk'), password: PASSWORD })
    const isTaken = async (name: string): Promise<void> => { await expect(named(name)).rejects.toMatchObject({ code: 'users.name-taken', details: { name } }) }
    await isTaken('paul  ROUX')
    await api.users.save({ user: { ...user('paul', 'Paul Leroux', 'clerk'), id: clerkId }, password: null })
    await isTaken('Paul Roux')
    expect(await api.users.save({ user: { ...user('paul', 'Paul Roux', 'clerk'), id: clerkId }, password: null })).toMatchObject({ name: 'Paul Roux' })
    await api.users.remove({ id: clerkId })
    await isTaken('Paul Leroux')
    expect(await named('Paul Roux (2)')).toMatchObject({ login: 'luc' })
  })

  it('changes one’s own password with the present one', async () => {
    const { api } = await withUsers()
    await api.users.signIn({ login: 'paul', password: PASSWORD })
    await expect(api.users.changePassword({ present: 'faux', next: 'nouveau secret' })).rejects.toMatchObject({ code: 'users.wrong-password' })
    await api.users.changePassword({ present: PASSWORD, next: 'nouveau sécret' })
    await expect(api.users.signIn({ login: 'paul', password: PASSWORD })).rejects.toMatchObject({ code: 'users.wrong-password' })
    // composed or decomposed, an accent is the same key
    expect(await api.users.signIn({ login: 'paul', password: 'nouveau sécret'.normalize('NFD') })).toMatchObject({ state: 'signed-in' })
  })
})

describe('a backup', () => {
  it('restored keeps its users, and nobody is signed in', async () => {
    const { api, folder } = await withUsers()
    await api.dossiers.backup()
    const { name } = (await api.dossiers.backups({ folder }))[0]!
    await api.dossiers.restore({ folder, name, into: join(temporaryFolder(), 'copie') })
    await expect(api.receivables.findCustomers({ search: '', onlyActive: true })).rejects.toMatchObject({ code: 'users.sign-in' })
    await api.users.signIn({ login: 'helene', password: PASSWORD })
    expect(await api.users.list()).toHaveLength(2)
  })

  it.each<[string, (folder: string) => string | null]>([
    ['in its place', () => null], ['in another folder', () => join(temporaryFolder(), 'copie')],
  ])('X-16 older than the users is brought back %s by an administrator’s hand only', async (_where, target) => {
    const made = open = await openOffice()
    await made.api.dossiers.backup()
    const { name } = (await made.api.dossiers.backups({ folder: made.folder }))[0]!
    await made.api.users.save({ user: user('helene', 'Hélène Mâcon', 'administrator'), password: PASSWORD })
    await made.api.users.save({ user: user('paul', 'Paul Roux', 'clerk'), password: PASSWORD })
    const into = target(made.folder)
    const restore = { folder: made.folder, name, into }
    const isRefused = async (code: string): Promise<void> => {
      await expect(made.api.dossiers.restore(restore)).rejects.toMatchObject({ code })
      expect(into !== null && existsSync(into)).toBe(false)
    }
    await made.api.users.signOut()
    await isRefused('users.sign-in')
    await made.api.users.signIn({ login: 'paul', password: PASSWORD })
    await isRefused('users.not-administrator')
    await made.api.dossiers.close()
    await isRefused('users.restore')
    await made.api.dossiers.open({ folder: made.folder })
    await made.api.users.signIn({ login: 'helene', password: PASSWORD })
    await made.api.dossiers.restore(restore)
    expect((await made.api.users.session()).state).toBe('single')
  })

  it('X-16 of a closed dossier is asked for without a byte of its file changing, whatever its version; one that cannot be asked is not taken for one without users', async () => {
    const { api, folder } = await withUsers()
    await api.dossiers.backup()
    const backups = await api.dossiers.backups({ folder })
    const restore = { folder, name: backups[0]!.name, into: join(temporaryFolder(), 'copie') }
    await api.dossiers.close()
    withFile(folder, (sql) => sql.pragma('user_version = 100000'))
    const before = readFileSync(join(folder, 'relais.sqlite'))
    await expect(api.dossiers.restore(restore)).rejects.toMatchObject({ code: 'users.restore' })
    expect(readFileSync(join(folder, 'relais.sqlite')).equals(before)).toBe(true)
    expect(await api.dossiers.backups({ folder })).toHaveLength(backups.length)
    withFile(folder, (sql) => sql.exec('ALTER TABLE app_user RENAME TO user_of_later; CREATE VIEW app_user AS SELECT * FROM gone'))
    await expect(api.dossiers.restore(restore)).rejects.toMatchObject({ code: 'unexpected' })
    expect(existsSync(restore.into)).toBe(false)
  })
})
