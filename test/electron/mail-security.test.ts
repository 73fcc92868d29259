import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, describe, expect, it } from 'vitest'
import { composeMail, type Mail } from '../../electron/delivery/mail-message.ts'
import { createMailer } from '../../electron/delivery/mail-sender.ts'
import { judge, waitAfter } from '../../shared/outbox/delivery-rules.ts'
import { mailSettingsProblems } from '../../shared/outbox/mail-settings-rules.ts'
import { isMailAddress } from '../../shared/outbox/mail-text-rules.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { openMailOffice, remindByMail, settled, type MailOffice } from '../fixtures/outbox-fixture.ts'

const owed = { number: 'FA1', dueOn: '2026-01-31', cents: 120_50 }
let opened: MailOffice | null = null
const servers: MailServer[] = []
afterEach(async () => {
  await opened?.close()
  opened = null
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const mail = (more: Partial<Mail> = {}): Mail => ({
  messageId: '<a@b.example>', from: { name: 'Société', address: 'a@b.example' }, to: { name: 'Client', address: 'c@d.example' }, replyTo: '', subject: 'Relance', text: 'Bonjour', html: '<p>Bonjour</p>', attachments: [], ...more,
})
const headersOf = async (message: Mail): Promise<string[]> => (await PostalMime.parse(await composeMail(message))).headers.map(({ key }) => key).sort()

describe('X-13 injection: what a person or a file wrote never becomes a header, a recipient or a path', () => {
  const attacks = ['a\r\nBcc: victim@evil.example', 'a\nBcc: victim@evil.example', 'a\rBcc: victim@evil.example', 'a\u2028Bcc: victim@evil.example', 'a\u2029Bcc: victim@evil.example', 'a\u0085Bcc: victim@evil.example', 'a\0Bcc: victim@evil.example', 'a\r\n\r\n<script>', 'x'.repeat(20_000), '\u202emoc.live', '\ud800']
  it.each(attacks)('in a name or a subject it stays one line of text: %j', async (attack) => {
    const plain = await headersOf(mail())
    const attacked = mail({ subject: attack, from: { name: attack, address: 'a@b.example' }, to: { name: attack, address: 'c@d.example' } })
    expect(await headersOf(attacked)).toEqual(plain)
    const parsed = await PostalMime.parse(await composeMail(attacked))
    expect(parsed.to).toMatchObject([{ address: 'c@d.example' }])
    expect(parsed.bcc).toBeUndefined()
    expect(parsed.subject!.length).toBeLessThanOrEqual(200)
    expect(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u.test(parsed.subject!)).toBe(false)
  })

  it.each(['a@b.example\r\nRCPT TO:<victim@evil.example>', 'a@b.example, victim@evil.example', '"a b"@c.example', 'a@b.example>', '<a@b.example', 'a@[127.0.0.1]', 'a\0@b.example', 'a\u0085@b.example', 'a@b.example\u2028', 'éa@b.example', 'a@b', '', `${'a'.repeat(65)}@b.example`])('as an address it is refused, wherever it stands: %j', async (address) => {
    expect(isMailAddress(address)).toBe(false)
    await expect(composeMail(mail({ to: { name: '', address } }))).rejects.toMatchObject({ code: 'mail.unsafe' })
    await expect(composeMail(mail({ from: { name: '', address } }))).rejects.toMatchObject({ code: 'mail.unsafe' })
    if (address !== '') await expect(composeMail(mail({ replyTo: address }))).rejects.toMatchObject({ code: 'mail.unsafe' })
    expect(mailSettingsProblems(mailSettings(25, { senderAddress: address })).length).toBeGreaterThan(0)
  })

  it('only a fax leaves for a machine of the network itself, « 0123456789@fax », and only as its recipient', async () => {
    const gateway = { name: '', address: '0123456789@fax' }
    expect((await PostalMime.parse(await composeMail(mail({ channel: 'fax', to: gateway })))).to).toMatchObject([{ address: gateway.address }])
    for (const refused of [mail({ to: gateway }), mail({ channel: 'email', to: gateway }), mail({ channel: 'fax', from: gateway }), mail({ channel: 'fax', to: { name: '', address: '0123@fax\r\nRCPT TO:<x@y.example>' } }), mail({ channel: 'fax', to: { name: '', address: '0123@fax@y.example' } })]) {
      await expect(composeMail(refused)).rejects.toMatchObject({ code: 'mail.unsafe' })
    }
  })

  it.each([['..\\..\\con.pdf', '-..-con.pdf.pdf'], ['../../etc/passwd', '-..-etc-passwd.pdf'], ['CON', '_CON.pdf'], ['a\r\nContent-Type: text/html', 'aContent-Type- text-html.pdf'], ['facture\u202efdp.exe', 'facturefdp.exe.pdf']])('as the name of an attachment it is a plain one: %j', async (name, expected) => {
    const parsed = await PostalMime.parse(await composeMail(mail({ attachments: [{ name, type: 'pdf', content: new Uint8Array([1]) }] })))
    expect(parsed.attachments).toMatchObject([{ filename: expected, mimeType: 'application/pdf' }])
  })

  it('neither a signature nor a body leaves its part: a lone dot, a boundary, a header after an empty line', async () => {
    opened = await openMailOffice({ settings: { signature: '.\r\n.\r\nMAIL FROM:<x@y.example>\r\n--boundary\r\nBcc: victim@evil.example\r\n\r\n<img src="https://evil.example/x.png">' } })
    await remindByMail(opened.api, 'C1', 'a@client.example', owed)
    await settled(opened.api, 'sent')
    expect(opened.server.mails).toHaveLength(1)
    const parsed = await opened.server.parsed(0)
    expect(opened.server.mails[0]!.recipients).toEqual(['a@client.example'])
    expect(parsed.bcc).toBeUndefined()
    expect(parsed.text).toContain('MAIL FROM:<x@y.example>')
    expect(parsed.html).toContain('&lt;img src=')
    expect(parsed.html).not.toContain('<img')
  })

  it('nothing is read from the disk or fetched, whatever the texts say', async () => {
    const parsed = await PostalMime.parse(await composeMail(mail({ text: 'file:///etc/passwd', html: 'https://evil.example/' })))
    expect(parsed.text).toContain('file:///etc/passwd')
    expect(parsed.html).toContain('https://evil.example/')
  })
})

describe('X-13 the mail server', () => {
  /** A certificate for localhost that vouches for itself, valid a hundred years. */
  const pem = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures', name))
  const keys = (): { key: Buffer; cert: Buffer } => ({ key: pem('mail-server-key.pem'), cert: pem('mail-server-cert.pem') })
  const serve = async (options: ConstructorParameters<typeof MailServer>[0] = {}): Promise<number> => {
    const server = new MailServer(options)
    servers.push(server)
    return server.listen()
  }
  const check = async (options: Parameters<typeof createMailer>[0], settings: ReturnType<typeof mailSettings>, password: string | null = null): Promise<string | undefined> =>
    (await createMailer({ connectMs: 10_000, ...options }).check({ ...settings, password }))?.cause

  it.each(['starttls', 'tls'] as const)('over %s: a certificate nobody vouches for is refused, a trusted one is taken', async (security) => {
    const port = await serve({ ...keys(), secure: security === 'tls' })
    expect(await check({}, mailSettings(port, { security }))).toBe('certificate')
    expect(await check({ trusted: keys().cert.toString() }, mailSettings(port, { security }))).toBeUndefined()
  })

  it('one that offers no encryption gets nothing when it is required', async () => {
    const port = await serve({ login: { user: 'u', pass: 'p' } })
    expect(await check({}, mailSettings(port, { security: 'starttls', login: 'u' }), 'p')).toBe('no-tls')
    expect(servers[0]!.logins).toEqual([])
  })

  it('a wrong password, none, or the right one', async () => {
    const port = await serve({ login: { user: 'u', pass: 'p' } })
    expect(await check({}, mailSettings(port, { login: 'u' }), 'wrong')).toBe('login')
    expect(await check({}, mailSettings(port, { login: 'u' }))).toBe('password-missing')
    expect(await check({}, mailSettings(port, { login: 'u' }), 'p')).toBeUndefined()
  })

  it('a port nobody listens on, a name nobody has', async () => {
    const port = await serve()
    await servers.pop()!.close()
    expect(await check({}, mailSettings(port))).toBe('refused')
    expect(['dns', 'timeout']).toContain(await check({}, mailSettings(25, { host: 'nobody.invalid' })))
  })

  it('the password is written neither in the dossier nor in an error', async () => {
    const server = new MailServer({ login: { user: 'u', pass: 'canari-8731' } })
    opened = await openMailOffice({ server, settings: { login: 'u' } })
    const { api, folder: dossier, port } = opened
    const settings = mailSettings(port, { login: 'u' })
    const refused = await api.outbox.testMailSettings({ settings, password: 'canari-faux-8731', sendsMessage: false }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'mail.test.login' })
    expect(JSON.stringify(refused) + String(refused)).not.toContain('canari-faux')
    await api.outbox.saveMailSettings({ settings, password: 'canari-8731' })
    await remindByMail(api, 'C1', 'a@client.example', owed)
    await settled(api, 'sent')
    await api.dossiers.close()
    for (const file of ['relais.sqlite']) expect(readFileSync(join(dossier, file)).includes('canari-8731')).toBe(false)
  })
})

describe('X-13 what becomes of a message, as rules', () => {
  const failure = { cause: 'message-refused' as const, detail: '' }
  it.each([
    [421, true, 'later'], [451, true, 'later'], [550, true, 'failed'], [null, true, 'unknown'], [451, false, 'later'], [550, false, 'failed'],
  ] as const)('answer %s, body begun %s: %s', (smtpCode, hasBodyBegun, kind) => expect(judge({ ...failure, smtpCode, hasBodyBegun }).kind).toBe(kind))
  it('never « unknown » before the first byte, never anything but « unknown » after it without an answer', () => {
    for (const cause of ['dns', 'refused', 'unreachable', 'timeout', 'dropped', 'certificate', 'no-tls', 'login', 'password-missing', 'sender-refused', 'recipient-refused', 'message-refused', 'server-refused', 'unsafe'] as const) {
      expect(judge({ cause, detail: '', smtpCode: null, hasBodyBegun: false }).kind).not.toBe('unknown')
      expect(judge({ cause, detail: '', smtpCode: null, hasBodyBegun: true }).kind).toBe('unknown')
    }
  })
  it('waits longer each time, then gives up', () => {
    const waits = Array.from({ length: 13 }, (_value, index) => waitAfter(index + 1))
    expect(waits.at(-1)).toBeNull()
    expect(waits.slice(0, 12)).toEqual(waits.slice(0, 12).toSorted((a, b) => a! - b!))
  })
})
