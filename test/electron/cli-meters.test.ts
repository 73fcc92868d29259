import { afterEach, expect, it, vi } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { calendarPark, SEND_DAY } from '../fixtures/automatic-fixture.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { setParameters } from '../fixtures/meter-fixture.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'

const server = new MailServer()
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const code = await runCli(args, { out: (text) => { written.out += text }, err: (text) => { written.err += text }, today: () => SEND_DAY, resources })
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
  expect(await cli(...run, '--as-of', '2026-11-23')).toMatchObject({ code: 0, err: '' })

  expect(JSON.parse((await cli('outbox', 'send', '--dossier', folder, '--json')).out)).toMatchObject({ queued: 0, failed: 0 })
  const recipients = await Promise.all(server.mails.map(async (_mail, index) => (await server.parsed(index)).to?.[0]?.address))
  expect(recipients.sort()).toEqual(['atelier@tanguy.example', 'chef@societe.example', 'comptabilite@kerbrat.example'])
})
