import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'
import { MemorySecrets, remindByMail } from '../fixtures/outbox-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { today } from '../fixtures/reminder-fixture.ts'

let server: MailServer
beforeEach(() => { server = new MailServer({ login: { user: 'u', pass: 'secret du serveur' } }) })
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const code = await runCli(args, { out: (text) => { written.out += text }, err: (text) => { written.err += text }, today: () => today, resources })
  return { code, ...written }
}

it('X-13 « outbox » lists what waits and sends it, with the password of the environment; without it nothing is lost', async () => {
  const port = await server.listen()
  const { api, folder, close } = await openOffice({ press: new PaperPress(), secrets: new MemorySecrets() })
  await api.outbox.saveMailSettings({ settings: mailSettings(port, { login: 'u' }), password: 'secret du serveur' })
  await remindByMail(api, 'C1', 'a@client.example', { number: 'FA1', dueOn: '2026-01-31', cents: 100 })
  await close()

  expect(await cli('outbox', 'list', '--dossier', folder)).toMatchObject({ code: 0, out: expect.stringMatching(/En attente.*a@client\.example/) })
  expect(server.bodies).toBe(0)
  const refused = await cli('outbox', 'send', '--dossier', folder)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('RELAIS_SMTP_PASSWORD') })

  vi.stubEnv('RELAIS_SMTP_PASSWORD', 'secret du serveur')
  expect(JSON.parse((await cli('outbox', 'send', '--dossier', folder, '--json')).out)).toEqual({ sent: 1, queued: 0, waiting: 0, unknown: 0, failed: 0, setAside: 0 })
  expect(server.mails).toHaveLength(1)
  expect(JSON.parse((await cli('outbox', 'list', '--dossier', folder, '--json')).out)).toMatchObject([{ state: 'sent', toAddress: 'a@client.example' }])
})

it('X-16 X-13 « outbox send » sends nothing of a dossier with users before somebody has signed in', async () => {
  const port = await server.listen()
  const { api, folder, close } = await openOffice({ press: new PaperPress(), secrets: new MemorySecrets() })
  await api.outbox.saveMailSettings({ settings: mailSettings(port, { login: 'u' }), password: 'secret du serveur' })
  await remindByMail(api, 'C1', 'a@client.example', { number: 'FA1', dueOn: '2026-01-31', cents: 100 })
  await api.users.save({ user: { id: null, login: 'helene', name: 'Hélène Mâcon', role: 'administrator', isActive: true }, password: 'correct cheval pile' })
  await close()

  vi.stubEnv('RELAIS_SMTP_PASSWORD', 'secret du serveur')
  vi.stubEnv('RELAIS_PASSWORD', 'pas le bon')
  expect(await cli('outbox', 'send', '--dossier', folder, '--login', 'helene')).toMatchObject({ code: 1 })
  expect(server.bodies).toBe(0)
  vi.stubEnv('RELAIS_PASSWORD', 'correct cheval pile')
  expect(JSON.parse((await cli('outbox', 'send', '--dossier', folder, '--login', 'helene', '--json')).out)).toMatchObject({ sent: 1 })
})
