import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import { billUntil, calendarPark, fillWorld, outcomesOn, runOn, SEND_DAY, worldOfOneDossier } from '../fixtures/automatic-fixture.ts'
import { expectedByWalking, madeUpWorld } from '../fixtures/calendar-simulator.ts'
import { siteOf } from '../fixtures/asset-fixture.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { gateway, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { openMailOffice } from '../fixtures/outbox-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'

let opened: { close(): Promise<void> } | null = null
afterEach(async () => {
  vi.useRealTimers()
  await opened?.close()
  opened = null
})

async function park(options: Parameters<typeof openOffice>[0] = {}): Promise<OpenOffice> {
  const office = await openOffice({ press: new PaperPress(), ...options })
  opened = office
  await calendarPark(office.api)
  return office
}
const queued = async ({ api }: OpenOffice, kind = 'meter-request'): Promise<string[]> => (await api.outbox.list({ state: null })).filter((message) => message.kind === kind).map(({ toAddress }) => toAddress).sort()
const daysGoneThrough = async ({ api }: OpenOffice): Promise<LocalDate[]> => (await api.meters.automaticDays()).map(({ day }) => day)

describe('a run of the automatic sending', () => {
  it('M-099 M-118 M-119 M-074 asks whom the calendars name: requests and their result reach a real server, the log says what became of each', async () => {
    const office = await openMailOffice()
    opened = office
    await calendarPark(office.api)
    await setParameters(office.api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 19 })
    const report = await runOn(office.api, SEND_DAY)
    expect(report).toMatchObject({ days: [{ day: SEND_DAY, requestedCount: 2, skippedCount: 4 }], sending: { emailCount: 2, faxCount: 0, resultTo: 'chef@societe.example' } })
    await vi.waitFor(() => { if (office.server.mails.length < 3) throw new Error('not all have left') }, { timeout: 15_000, interval: 20 })
    const mails = await Promise.all(office.server.mails.map((_mail, index) => office.server.parsed(index)))
    expect(mails.map(({ to }) => to?.[0]?.address).sort()).toEqual(['atelier@tanguy.example', 'chef@societe.example', 'comptabilite@kerbrat.example'])
    const result = mails.find(({ to }) => to?.[0]?.address === 'chef@societe.example')!
    expect(result.text).toContain('lancées par l’envoi automatique')
    expect(result.subject!.replaceAll('\u00a0', ' ')).toContain('2 envoyées, 0 en échec, 1 non envoyée')
    expect(await outcomesOn(office.api, SEND_DAY)).toEqual({ 'BIEN-001': 'read-recently', 'BIEN-002': 'requested', 'BIEN-004': 'requested', 'BIEN-005': 'fax-blocked', 'BIEN-007': 'no-mode', 'BIEN-008': 'no-mode' })
    expect(await office.api.meters.history({ group: 'sent' })).toMatchObject([{ isAutomatic: true, contractCode: 'SSC-003' }, { isAutomatic: true, contractCode: 'SSC-001' }])
    const [line] = await office.api.meters.automaticLines({ day: SEND_DAY })
    expect(line).toMatchObject({ contractCode: 'SSC-001', cycleKey: '2026-11', reason: 'general', position: 1, customerName: 'Ateliers Kerbrat' })
  })

  it.each<[number, string]>([[20, 'read-recently'], [19, 'requested']])('M-087 M-088 last real reading 20 days ago, NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL %i: %s; an estimate since does not count', async (most, outcome) => {
    const { api } = await park()
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: most })
    await runOn(api, SEND_DAY)
    // BIEN-004 was last really read 40 days ago, and estimated since
    expect(await outcomesOn(api, SEND_DAY)).toMatchObject({ 'BIEN-002': outcome, 'BIEN-004': 'requested' })
  })

  it('M-065 M-119 an asset without a meter is not asked, and the log says why', async () => {
    const office = await park()
    const { api } = office
    const { ids } = await api.assets.findAssets({ search: 'BIEN-004', customerId: null, onlyInstalled: true })
    for (const meter of await api.assets.metersOf({ assetId: ids[0]! })) await api.assets.saveMeter({ ...meter, isActive: false })
    await runOn(api, SEND_DAY)
    expect(await queued(office)).toEqual([])
    expect((await outcomesOn(api, SEND_DAY))['BIEN-004']).toBe('no-meter')
  })

  it('M-090 the parameter is for automatic requests: the list of a person proposes what was read yesterday', async () => {
    const { api } = await park()
    await runOn(api, SEND_DAY)
    expect((await outcomesOn(api, SEND_DAY))['BIEN-001']).toBe('read-recently')
    expect((await api.meters.proposals({ launch: null })).map(({ providerIdentifier }) => providerIdentifier)).toContain('BIEN-001')
  })

  it('M-117 run twice a day it asks nobody twice, and asks now whom it could not ask before', async () => {
    const office = await park()
    const { api } = office
    await api.outbox.saveFaxSettings({ settings: gateway })
    await runOn(api, SEND_DAY)
    expect(await queued(office)).toEqual(['atelier@tanguy.example'])
    // nobody is told twice either
    expect(await runOn(api, SEND_DAY)).toMatchObject({ sending: null, days: [{ requestedCount: 1, skippedCount: 5 }] })
    expect(await outcomesOn(api, SEND_DAY)).toMatchObject({ 'BIEN-004': 'requested', 'BIEN-005': 'fax-blocked' })
    const asset = (await api.assets.assetRows({ ids: (await api.assets.findAssets({ search: 'BIEN-005', customerId: null, onlyInstalled: false })).ids }))[0]!
    const [site] = await api.assets.sitesOf({ customerId: asset.customerId })
    await api.assets.saveSite({ ...site!, fax: '02 98 55 00 01' })
    expect((await runOn(api, SEND_DAY)).sending).toMatchObject({ emailCount: 0, faxCount: 1, skipped: [] })
    await runOn(api, SEND_DAY)
    expect(await queued(office)).toHaveLength(2)
    expect(await outcomesOn(api, SEND_DAY)).toMatchObject({ 'BIEN-004': 'requested', 'BIEN-005': 'requested' })
    expect(await daysGoneThrough(office)).toEqual([SEND_DAY])
  })

  it.each<[string, boolean]>([['failed', true], ['cancelled', true], ['set_aside', true], ['queued', false], ['waiting', false], ['sent', false], ['unknown', false]])('M-117 a request whose message is %s: run again on its day it is asked again: %s', async (state, isAskedAgain) => {
    const office = await park()
    await runOn(office.api, SEND_DAY)
    await onFile(office, (sql) => sql.prepare(`UPDATE outbox_message SET state = :state, accepted_on = iif(:state = 'sent', :on, NULL), next_attempt_at = iif(:state = 'waiting', '2099-01-01T00:00:00.000Z', NULL)
      WHERE kind = 'meter-request'`).run({ state, on: SEND_DAY }))
    await runOn(office.api, SEND_DAY)
    expect(await queued(office)).toHaveLength(isAskedAgain ? 2 : 1)
    expect(await outcomesOn(office.api, SEND_DAY)).toMatchObject({ 'BIEN-004': 'requested' })
    // once asked again it counts, and neither the next day nor the one after repeats it by itself
    for (const day of [SEND_DAY, addDays(SEND_DAY, 1), addDays(SEND_DAY, 2)]) await runOn(office.api, day)
    expect(await queued(office)).toHaveLength(isAskedAgain ? 2 : 1)
  })

  it('M-117 the file itself refuses a second request of a cycle while the first left or may', async () => {
    const office = await park()
    await runOn(office.api, SEND_DAY)
    const repeat = (state: string): Promise<unknown> => onFile(office, (sql) => {
      sql.prepare(`UPDATE outbox_message SET state = ? WHERE kind = 'meter-request'`).run(state)
      return sql.prepare(`INSERT INTO meter_request (run_id, asset_id, requested_on, medium, address, address_origin, cycle_key, outbox_message_id)
        SELECT run_id, asset_id, requested_on, medium, address, address_origin, cycle_key, outbox_message_id FROM meter_request WHERE skip_reason = ''`).run().changes
    })
    await expect(repeat('unknown')).rejects.toThrow('an asset is asked once for a cycle')
    expect(await repeat('cancelled')).toBe(1)
  })

  it('M-116 the dossier closed for a week, the days missed are caught up once, each with what it names', async () => {
    const office = await park()
    await runOn(office.api, '2026-11-13')
    expect(await queued(office)).toEqual([])
    await onFile(office, () => undefined)
    const { api } = office
    expect(await api.meters.automaticState({ asOf: localDate('2026-11-21') })).toMatchObject({ isDue: true, lastDay: '2026-11-13', from: '2026-11-14', plannedCount: 2, forgottenDays: 0 })
    await runOn(api, '2026-11-21')
    expect(await queued(office)).toEqual(['atelier@tanguy.example'])
    expect((await api.meters.automaticDays()).map(({ day, requestedCount }) => `${day} ${requestedCount}`)).toEqual([
      '2026-11-21 0', '2026-11-20 1', '2026-11-19 0', '2026-11-18 0', '2026-11-17 0', '2026-11-16 0', '2026-11-15 0', '2026-11-14 0', '2026-11-13 0'])
    await runOn(api, '2026-11-21')
    await runOn(api, '2026-11-22')
    expect(await queued(office)).toHaveLength(1)
    expect(await api.meters.history({ group: 'sent' })).toMatchObject([{ requestedOn: '2026-11-21' }])
  })

  it('M-116 a day gone through while the clock was a century ahead does not keep missed days from being caught up', async () => {
    const office = await park()
    const { api } = office
    await runOn(api, '2026-11-13')
    await runOn(api, '2126-11-30')
    expect(await api.meters.automaticState({ asOf: localDate('2026-11-21') })).toMatchObject({ isDue: true, lastDay: '2026-11-13', from: '2026-11-14', plannedCount: 2 })
    await runOn(api, '2026-11-21')
    expect(await queued(office)).toEqual(['atelier@tanguy.example'])
  })

  it.each<[number, string[]]>([[0, []], [1, ['atelier@tanguy.example']]])('NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE %i bounds what is caught up', async (most, expected) => {
    const office = await park()
    await setParameters(office.api, { NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE: most })
    await runOn(office.api, '2026-11-13')
    expect(await office.api.meters.automaticState({ asOf: localDate('2026-11-21') })).toMatchObject({ forgottenDays: 7 - most })
    await runOn(office.api, '2026-11-21')
    expect(await queued(office)).toEqual(expected)
  })

  it('a request made by hand in the cycle counts as its request; one in the cycle before does not', async () => {
    const { api } = await park()
    await sendRequests(api, ['BIEN-004'])
    await runOn(api, SEND_DAY)
    expect((await outcomesOn(api, SEND_DAY))['BIEN-004']).toBe('asked-by-hand')
    await billUntil(api, SEND_DAY, localDate('2026-12-02'), [1, 2, 3, 4])
    await runOn(api, '2026-12-20')
    expect((await outcomesOn(api, '2026-12-20'))['BIEN-004']).toBe('requested')
  })

  it('M-026 an asset that has gone to another customer is asked for under no solution of the former one', async () => {
    const { api } = await park()
    const { ids } = await api.assets.findAssets({ search: 'BIEN-004', customerId: null, onlyInstalled: false })
    const asset = await api.assets.asset({ id: ids[0]! })
    const { id: customerId } = await api.receivables.saveCustomer(customerNamed('C9', 'Concurrent', { email1: 'concurrent@x.example' }))
    const { id: siteId } = await api.assets.saveSite(siteOf(customerId!, 'PRINCIPAL'))
    await api.assets.saveAsset({ ...asset, customerId: customerId!, siteId: siteId!, locationId: null, userContactId: null, serviceContactId: null, contractContactId: null })
    expect((await runOn(api, SEND_DAY)).sending).toMatchObject({ emailCount: 0 })
    expect(await outcomesOn(api, SEND_DAY)).not.toHaveProperty('BIEN-004')
  })

  it('a solution nobody said was billed is named once its cycle is over, as nothing more is asked for it', async () => {
    const { api } = await park()
    const state = async (asOf: string) => (await api.meters.automaticState({ asOf: localDate(asOf) })).notBilled
    expect(await state(SEND_DAY)).toEqual({ count: 0, codes: [] })
    await runOn(api, SEND_DAY)
    const { codes } = await state('2026-12-20')
    expect(codes).toContain('SSC-003')
    await runOn(api, '2026-12-20')
    expect(await outcomesOn(api, '2026-12-20')).not.toHaveProperty('BIEN-004')
    await billUntil(api, SEND_DAY, localDate('2026-12-20'), [1, 2, 3, 4])
    expect((await state('2026-12-20')).codes).not.toContain('SSC-003')
  })

  it('an asset that was taken back is not asked, and the log says so', async () => {
    const { api } = await park()
    const { ids } = await api.assets.findAssets({ search: 'BIEN-004', customerId: null, onlyInstalled: false })
    await api.assets.saveAsset({ ...await api.assets.asset({ id: ids[0]! }), isInstalled: false })
    expect((await runOn(api, SEND_DAY)).sending).toMatchObject({ emailCount: 0, skipped: [{ providerIdentifier: 'BIEN-005' }] })
    expect((await outcomesOn(api, SEND_DAY))['BIEN-004']).toBe('not-in-park')
  })

  it('M-102 M-114 M-116 what is caught up on an excluded day waits for « Date prochaine d’envoi », and leaves then, once', async () => {
    const office = await park()
    const { api } = office
    await api.decisions.saveTable({ name: 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', rows: [['*', '*', '2026-11-21', '2026-11-30', '2026-12-01', '*', '*']] })
    await runOn(api, '2026-11-18')
    await runOn(api, '2026-11-23')
    expect(await queued(office)).toEqual([])
    expect(await outcomesOn(api, SEND_DAY)).toMatchObject({ 'BIEN-004': 'excluded' })
    await runOn(api, '2026-11-30')
    expect(await queued(office)).toEqual([])
    for (const day of ['2026-12-02', '2026-12-02', '2026-12-03']) await runOn(api, day)
    expect(await queued(office)).toContain('atelier@tanguy.example')
    expect((await queued(office)).filter((address) => address === 'atelier@tanguy.example')).toHaveLength(1)
    expect(await api.meters.automaticLines({ day: localDate('2026-12-01') })).toEqual(expect.arrayContaining([expect.objectContaining({ providerIdentifier: 'BIEN-004', outcome: 'requested', reason: 'resumed', cycleKey: '2026-11' })]))
  })

  it('M-102 M-116 what waits for that day is not asked when its cycle was billed meanwhile', async () => {
    const office = await park()
    const { api } = office
    await api.decisions.saveTable({ name: 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', rows: [['*', '*', '2026-11-21', '2026-11-30', '2026-12-01', '*', '*']] })
    await runOn(api, '2026-11-18')
    await runOn(api, '2026-11-23')
    // SSC-003, of BIEN-004, billed on 25/11
    const [contract] = await api.contracts.find({ search: 'SSC-003' })
    const { modules } = await api.contracts.contract({ id: contract!.id })
    await api.contracts.markInvoiced({ ruleIds: [modules[0]!.rules[0]!.id!], workOn: localDate('2026-11-30') })
    await runOn(api, '2026-12-01')
    const outcomes = await outcomesOn(api, '2026-12-01')
    // BIEN-005, of SSC-004, still waits for its bill
    expect([Object.keys(outcomes).includes('BIEN-004'), Object.keys(outcomes).includes('BIEN-005'), await queued(office)]).toEqual([false, true, []])
  })

  it('M-102 a category written otherwise, or renamed since, is told where it is saved and on « Envoi automatique »', async () => {
    const { api } = await park()
    const [sector] = (await api.assets.classifications()).filter(({ categories }) => categories.length > 0)
    const [category] = sector!.categories
    const told = async (): Promise<string[]> => (await api.meters.automaticState({ asOf: SEND_DAY })).unknownCriteria.map(({ table, position, key, text }) => `${table} ${position} ${key} ${text}`)
    const name = 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR' as const
    await api.decisions.saveTable({ name, rows: [[sector!.name, category!.name, '2026-11-15', '2026-11-21', '2026-11-24', '*', '*']] })
    expect(await told()).toEqual([])
    await api.assets.saveClassification({ ...sector!, categories: sector!.categories.map((one) => (one === category ? { ...one, name: `${one.name} bis` } : one)) })
    expect(await told()).toEqual([`${name} 1 category ${category!.name}`])
    expect(await api.decisions.unknownCriteria({ name })).toEqual([{ position: 1, key: 'category', text: category!.name }])
  })

  it('M-101 M-102 M-114 the three calendars decide: particular before general, excluded ones on the day set for them', async () => {
    const office = await park()
    const { api } = office
    // BIEN-004 is a PME's, BIEN-001 and 002 a GRANDS COMPTES'
    await api.decisions.saveTable({ name: 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR', rows: [['Secteur', 'PME', '22', '*', '*']] })
    await api.decisions.saveTable({ name: 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', rows: [['Secteur', 'GRANDS.*', '2026-11-15', '2026-11-21', '2026-11-24', '*', '*']] })
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 0 })
    expect((await api.meters.automaticForecast({ asOf: localDate('2026-11-19') })).filter(({ day }) => day < '2026-12-01')).toEqual([{ day: '2026-11-22', count: 2 }, { day: '2026-11-24', count: 2 }])
    for (let day = localDate('2026-11-19'); day <= '2026-11-25'; day = addDays(day, 1)) await runOn(api, day)
    const named = await Promise.all((await api.meters.automaticDays()).filter(({ requestedCount }) => requestedCount > 0).map(async ({ day }) =>
      (await api.meters.automaticLines({ day })).filter(({ outcome }) => outcome === 'requested').map(({ providerIdentifier, reason }) => `${day} ${providerIdentifier} ${reason}`)))
    expect(named.flat()).toEqual(['2026-11-24 BIEN-001 resumed', '2026-11-24 BIEN-002 resumed', '2026-11-22 BIEN-004 particular'])
  })

  it('without a single calendar nothing is planned and no day is due', async () => {
    const { api } = await park()
    await api.decisions.saveTable({ name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rows: [] })
    expect(await api.meters.automaticState({ asOf: SEND_DAY })).toMatchObject({ hasCalendars: false, isDue: false, plannedCount: 0 })
    expect(await api.meters.automaticForecast({ asOf: SEND_DAY })).toEqual([])
    expect(await api.meters.runAutomatic({ asOf: SEND_DAY, byItself: true })).toEqual({ days: [], sending: null })
    expect(await api.meters.automaticDays()).toEqual([])
  })
})

describe('all or nothing', () => {
  it('M-073 without a sender nothing is done and the day stays due; once there is one the day is made up for', async () => {
    const office = await park()
    const { api } = office
    await setParameters(api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: '' })
    await expect(runOn(api, SEND_DAY)).rejects.toMatchObject({ code: 'meters.no-sender' })
    expect(await api.meters.automaticState({ asOf: SEND_DAY })).toMatchObject({ isDue: true, lastDay: null, failure: { code: 'meters.no-sender', details: { second: 'MAIL' } } })
    await setParameters(api, { MAIL: 'general@societe.example' })
    await runOn(api, SEND_DAY)
    expect(await queued(office)).toHaveLength(1)
    expect(await api.meters.automaticState({ asOf: SEND_DAY })).toMatchObject({ isDue: false, failure: null })
  })

  it('a document that cannot be made leaves nothing of its run: no request, no message, no day, no file', async () => {
    const press = new PaperPress()
    const office = await park({ press })
    const { api, folder } = office
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 0 })
    let made = 0
    const render = press.renderMeterRequest.bind(press)
    press.renderMeterRequest = async (page) => {
      made += 1
      if (made === 3) throw new Error('no memory left')
      return render(page)
    }
    await expect(runOn(api, SEND_DAY)).rejects.toMatchObject({ code: 'unexpected' })
    expect(await queued(office)).toEqual([])
    expect(await api.meters.history({ group: 'failed' })).toEqual([])
    expect(await daysGoneThrough(office)).toEqual([])
    const files = join(folder, 'documents', 'meter-requests', SEND_DAY)
    expect(existsSync(files) ? readdirSync(files) : []).toEqual([])
    await runOn(api, SEND_DAY)
    expect(await queued(office)).toHaveLength(3)
  })
})

describe('killed', () => {
  it.each<[string, number]>([['2', 0], ['answered', 3]])('M-117 %s: what a crash leaves is a day gone through with all its requests, or nothing; the next run makes up for it and asks nobody twice', { timeout: 60_000 }, async (moment, complete) => {
    const office = await park()
    const { api, folder } = office
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 0 })
    await api.dossiers.close()
    const child = spawn(process.execPath, [join(import.meta.dirname, '../fixtures/automatic-child.ts'), join(dirname(folder), 'child'), folder, SEND_DAY, moment], { stdio: ['ignore', 'ignore', 'inherit'] })
    const [, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null]
    expect(signal).toBe('SIGKILL')
    await api.dossiers.open({ folder })
    expect(await queued(office)).toHaveLength(complete)
    expect(await daysGoneThrough(office)).toEqual(complete === 0 ? [] : [SEND_DAY])
    await runOn(api, SEND_DAY)
    expect(await queued(office)).toHaveLength(3)
    expect(await outcomesOn(api, SEND_DAY)).toMatchObject({ 'BIEN-001': 'requested', 'BIEN-002': 'requested', 'BIEN-004': 'requested' })
  })
})

describe('by itself', () => {
  const gone = (office: OpenOffice, days: string[]): Promise<void> => vi.waitFor(async () => expect(await daysGoneThrough(office)).toEqual(days), { timeout: 20_000, interval: 20 })

  it('M-116 goes through the day when the dossier is opened, and through the next as soon as it comes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    let today = SEND_DAY
    const office = await park({ today: () => today })
    await office.api.dossiers.close()
    await office.api.dossiers.open({ folder: office.folder })
    await gone(office, ['2026-11-20'])
    expect(await queued(office)).toEqual(['atelier@tanguy.example'])
    today = addDays(today, 1)
    await vi.advanceTimersByTimeAsync(3_600_000)
    await gone(office, ['2026-11-21', '2026-11-20'])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(await queued(office)).toHaveLength(1)
  })

  it('DEMANDE_RELEVE_AUTOMATIQUE ☐: nothing by itself, all the same by « Lancer maintenant »', async () => {
    const office = await park()
    await setParameters(office.api, { DEMANDE_RELEVE_AUTOMATIQUE: false })
    expect(await office.api.meters.runAutomatic({ asOf: SEND_DAY, byItself: true })).toEqual({ days: [], sending: null })
    expect(await daysGoneThrough(office)).toEqual([])
    await runOn(office.api, SEND_DAY)
    expect(await queued(office)).toHaveLength(1)
  })

  it('X-16 before somebody has signed in nothing is sent; then it is, in his name', async () => {
    const office = await park({ today: () => SEND_DAY })
    const { api } = office
    await api.users.save({ user: { id: null, login: 'helene', name: 'Hélène Mâcon', role: 'administrator', isActive: true }, password: 'mot de passe' })
    await api.dossiers.close()
    await api.dossiers.open({ folder: office.folder })
    await expect(runOn(api, SEND_DAY)).rejects.toMatchObject({ code: 'users.sign-in' })
    await api.users.signIn({ login: 'helene', password: 'mot de passe' })
    await gone(office, ['2026-11-20'])
    expect(await api.meters.automaticDays()).toMatchObject([{ userName: 'Hélène Mâcon', requestedCount: 1 }])
  })
})

describe('a year of made-up customers, contracts and calendars', () => {
  it.each([3, 7, 11])('M-099…M-117 seed %i: what is written into the outbox is what walking through every day expects, the program closed for days and run twice on each', { timeout: 120_000 }, async (seed) => {
    const world = worldOfOneDossier(madeUpWorld(seed))
    const office = await openOffice({ press: new PaperPress() })
    opened = office
    const { api } = office
    await fillWorld(api, world)
    const ruleIds = world.rules.map(({ ruleId }) => ruleId)
    let after = localDate('2025-12-31')
    // a dossier's first day is the first it goes through: nothing before it is caught up
    await runOn(api, after)
    for (const today of world.openDays) {
      await billUntil(api, after, today, ruleIds)
      await runOn(api, today)
      await runOn(api, today)
      after = today
    }
    const written = await onFile(office, (sql) => sql.prepare(`SELECT r.requested_on || ' ' || a.provider_identifier || ' ' || r.cycle_key FROM meter_request r JOIN asset a ON a.id = r.asset_id
      JOIN outbox_message m ON m.id = r.outbox_message_id WHERE r.skip_reason = '' ORDER BY 1`).pluck().all() as string[])
    const expected = expectedByWalking(world)
    expect(written.sort()).toEqual(expected)
    expect(expected.length).toBeGreaterThan(5)
  })
})
