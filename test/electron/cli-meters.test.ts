import { afterEach, describe, expect, it, vi } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { localDate } from '../../shared/date.ts'
import { answeredOn, emlOf, filledForm, fileWith, sentForm, type SentForm } from '../fixtures/answer-fixture.ts'
import { samplePark } from '../fixtures/asset-fixture.ts'
import { calendarPark, SEND_DAY } from '../fixtures/automatic-fixture.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { asked, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'

const server = new MailServer()
afterEach(async () => {
  today = SEND_DAY
  vi.unstubAllEnvs()
  await server.close()
})

let today = SEND_DAY

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const code = await runCli(args, { out: (text) => { written.out += text }, err: (text) => { written.err += text }, today: () => today, resources })
  return { code, ...written }
}

it('M-116 M-117 « meter-requests run » makes the requests of a day with the window closed, once; « outbox send » sends them', { timeout: 60_000 }, async () => {
  const port = await server.listen()
  const { api, folder, close } = await openOffice()
  await calendarPark(api)
  await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 19, BIEN_COMPTEUR_EXPEDITEUR_MAIL: '' })
  await api.outbox.saveMailSettings({ settings: mailSettings(port), password: null })
  await close()
  const run = ['meter-requests', 'run', '--dossier', folder]

  expect(await cli(...run, '--as-of', '20/11/2026')).toMatchObject({ code: 2 })
  expect(await cli('meter-requests', 'run')).toMatchObject({ code: 2 })
  expect(await cli(...run)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('BIEN_COMPTEUR_EXPEDITEUR_MAIL') })
  expect(await cli('parameters', 'set', 'MAIL', 'releves@societe.example', '--dossier', folder)).toMatchObject({ code: 0 })

  const made = await cli(...run, '--json')
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('outbox send') })
  expect(JSON.parse(made.out)).toMatchObject({
    asOf: SEND_DAY, emailCount: 2, faxCount: 0, resultTo: 'chef@societe.example', forgottenDays: 0, days: [{ day: SEND_DAY, requestedCount: 2, skippedCount: 4 }],
    requests: expect.arrayContaining([expect.objectContaining({ day: SEND_DAY, providerIdentifier: 'BIEN-004', outcome: 'requested', reason: 'general', position: 1 }), expect.objectContaining({ providerIdentifier: 'BIEN-005', outcome: 'fax-blocked' })]),
  })
  expect(server.bodies).toBe(0)
  const again = await cli(...run)
  expect(again.code).toBe(0)
  expect(again.out.replaceAll('\u00a0', ' ')).toContain('Du 20/11/2026 au 20/11/2026 : aucune demande.')
  expect(again.out).toMatch(/BIEN-004 .*Demandé/)
  today = localDate('2026-11-23')
  expect(await cli(...run)).toMatchObject({ code: 0, err: '' })

  expect(JSON.parse((await cli('outbox', 'send', '--dossier', folder, '--json')).out)).toMatchObject({ queued: 0, failed: 0 })
  const recipients = await Promise.all(server.mails.map(async (_mail, index) => (await server.parsed(index)).to?.[0]?.address))
  expect(recipients.sort()).toEqual(['atelier@tanguy.example', 'chef@societe.example', 'comptabilite@kerbrat.example'])
})

describe('the day of « meter-requests run »', () => {
  it.each(['2026-11-21', '2126-11-30'])('M-116 %s is after today: refused, nothing is done, and the days missed are still caught up later', async (asOf) => {
    const { api, folder, close } = await openOffice()
    await calendarPark(api)
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 19 })
    await close()
    const run = ['meter-requests', 'run', '--dossier', folder]
    today = localDate('2026-11-13')
    expect((await cli(...run)).code).toBe(0)
    today = SEND_DAY
    expect(await cli(...run, '--as-of', asOf)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('20/11/2026') })
    today = localDate('2026-11-25')
    expect(JSON.parse((await cli(...run, '--json')).out)).toMatchObject({ emailCount: 2, days: expect.objectContaining({ length: 12 }) })
  })

  it('M-073 without a sender a day that names nobody is done all the same: 0; one that names somebody is not: 1, and stays due', async () => {
    const { api, folder, close } = await openOffice()
    await calendarPark(api)
    await setParameters(api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: '', MAIL: '' })
    await close()
    const run = ['meter-requests', 'run', '--dossier', folder]
    today = localDate('2026-11-19')
    expect(await cli(...run)).toMatchObject({ code: 0, out: expect.stringContaining('aucune demande') })
    today = SEND_DAY
    expect(await cli(...run)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('MAIL') })
    await cli('parameters', 'set', 'MAIL', 'releves@societe.example', '--dossier', folder)
    expect(JSON.parse((await cli(...run, '--json')).out)).toMatchObject({ days: [{ day: SEND_DAY, requestedCount: 1 }] })
  })
})

describe('help', () => {
  it.each([['meter-requests', ['relais meter-requests run', 'relais meter-requests read-answers']], ['outbox', ['relais outbox list', 'relais outbox send']]])('« %s --help » is about its own commands, and the word alone names them', async (word, usages) => {
    const { code, out } = await cli(word, '--help')
    expect(code).toBe(0)
    expect(out.split('\n').filter((line) => line.startsWith('Utilisation')).map((line) => usages.find((usage) => line.includes(usage)))).toEqual(usages)
    expect(await cli(word)).toMatchObject({ code: 2, err: expect.stringContaining(usages.map((usage) => usage.replace('relais ', '')).join(', ')) })
    expect(await cli(word, 'nothing')).toMatchObject({ code: 2, err: expect.stringContaining(`${word} nothing`) })
  })
})

describe('« meter-requests read-answers »', () => {
  /** A dossier whose requests were sent, with the forms of two of them. */
  async function dossierWithForms(): Promise<{ folder: string; form: SentForm; other: SentForm }> {
    const office = await openOffice()
    await samplePark(office.api)
    await setParameters(office.api, asked)
    await sendRequests(office.api, ['BIEN-001', 'BIEN-002'])
    const [form, other] = [await sentForm(office.api, office.folder, 'BIEN-001'), await sentForm(office.api, office.folder, 'BIEN-002')]
    await office.close()
    today = answeredOn
    return { folder: office.folder, form, other }
  }
  const good = { Noir: '18 500', Couleur: '7500' }

  it('M-120 saves what there is nothing to ask about, tells the rest with its reason: 1; the same file twice changes nothing: 0', { timeout: 60_000 }, async () => {
    const { folder, form, other } = await dossierWithForms()
    const filled = fileWith(folder, 'retour.pdf', await filledForm(form, good))
    const low = fileWith(folder, 'bas.eml', await emlOf({ attachments: [{ filename: 'releve.pdf', content: await filledForm(other, { [other.meters[0]!.name]: '1' }) }] }))
    const picture = fileWith(folder, 'photo.gif', 'GIF89a')
    const read = (...files: string[]) => cli('meter-requests', 'read-answers', ...files, '--dossier', folder)

    const first = await read(filled, low, picture)
    expect(first.code).toBe(1)
    expect(first.out).toBe('2 relevés enregistrés. 1 demande est maintenant répondue.\n')
    expect(first.err).toContain('photo.gif')
    expect(first.err).toContain('BIEN-002')
    expect(first.err).toMatch(/La valeur saisie \( 1 \) est inférieure au dernier relevé/)
    expect(await read(filled)).toEqual({ code: 0, out: 'Aucun relevé enregistré.\n', err: '' })
    const report: unknown = JSON.parse((await cli('meter-requests', 'read-answers', filled, low, '--dossier', folder, '--json')).out)
    expect(report).toMatchObject({ readingCount: 0, answers: [{ providerIdentifier: 'BIEN-001', state: 'known' }, { providerIdentifier: 'BIEN-002', state: 'to-confirm' }] })
  })

  it('two files that read the same meter are both left to a person, the others are saved', { timeout: 60_000 }, async () => {
    const { folder, form, other } = await dossierWithForms()
    const files = [fileWith(folder, 'un.pdf', await filledForm(form, good)), fileWith(folder, 'deux.pdf', await filledForm(form, { ...good, Noir: '18 501' })), fileWith(folder, 'autre.pdf', await filledForm(other, { Noir: '41000', Couleur: '1300' }))]
    const { code, out, err } = await cli('meter-requests', 'read-answers', ...files, '--dossier', folder)
    expect(code).toBe(1)
    expect(out).toMatch(/^\d relevés? enregistrés?\. 1 demande/)
    expect(err.match(/relevé par plusieurs de ces fichiers/g)).toHaveLength(4)
  })
})
