import { afterEach, expect, it } from 'vitest'
import type { LetterTemplate } from '../../shared/reminders/letter-template-contract.ts'
import { openMailOffice, remindByMail, settled, sendsToday, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { mailSettings } from '../fixtures/mail-server.ts'
import { company } from '../fixtures/office-fixture.ts'
import { owing, requestOf } from '../fixtures/reminder-fixture.ts'

let opened: MailOffice | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

const owed = { number: 'FA1', dueOn: '2026-01-31', cents: 120_50 }
const ATTACK = '\r\nBcc: victim@evil.example\r\n\r\n<img src="https://evil.example/x.png">\u2028RCPT TO:<victim@evil.example>\u202e'
/** Headers a mail of Relais has, whatever its texts. */
const headersOf = async (office: MailOffice): Promise<string[]> => (await office.server.parsed(0)).headers.map(({ key }) => key).sort()

/** Every text of these records, those the program checks apart, followed by the attack. */
const attacked = <T extends object>(record: T, checked: readonly string[]): T =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, typeof value === 'string' && !checked.includes(key) ? value + ATTACK : value])) as T

it('X-13 every text a person can write, at once, adds no header, no recipient, no markup and no part to the e-mail that leaves', async () => {
  opened = await openMailOffice()
  await remindByMail(opened.api, 'C1', 'a@client.example', owed)
  await settled(opened.api, 'sent')
  const headers = await headersOf(opened)
  await opened.close()

  opened = await openMailOffice({ settings: { signature: `Signature${ATTACK}` } })
  const { api, server, port } = opened
  for (const field of ['senderName', 'replyTo', 'login', 'host'] as const) await expect(api.outbox.saveMailSettings({ settings: mailSettings(port, { [field]: `a${ATTACK}` }), password: null })).rejects.toMatchObject({ code: 'mail.invalid', details: { field } })
  const checked = ['siren', 'siret', 'vatNumber', 'iban', 'bic', 'email', 'postcode', 'countryCode', 'defaultPaymentTerm', 'logo']
  await api.dossiers.saveCompany({ ...attacked(company, checked), address: attacked(company.address, checked) })
  for (const template of await api.reminders.templates()) {
    if (template.channel === 'email' && template.level === 1) await api.reminders.saveTemplate({ ...(template satisfies LetterTemplate), subject: `Objet {{ client.nom }}${ATTACK}`, body: `Corps {{ societe.nom }}${ATTACK}`, closing: `Fin${ATTACK}` })
  }
  const customer = await owing(api, ['C1', `Client${ATTACK}`, { email1: 'a@client.example', reminderChannel: 'email', note: ATTACK, phone1: `04${ATTACK}`, salesRep: ATTACK, family: ATTACK }], { ...owed, number: `FA1${ATTACK}`, more: { label: ATTACK, note: ATTACK } })
  await api.reminders.generate(await requestOf(api, customer.ids, { asOf: sendsToday }))
  await settled(api, 'sent')

  expect(server.mails.map(({ recipients }) => recipients)).toEqual([['a@client.example']])
  expect(await headersOf(opened)).toEqual(headers)
  const mail = await server.parsed(0)
  expect([mail.to, mail.cc, mail.bcc].flatMap((list) => list ?? [])).toMatchObject([{ address: 'a@client.example' }])
  expect(mail.text).toContain('evil.example')
  expect(mail.html).toContain('&lt;img src=')
  expect(mail.html).not.toMatch(/<(img|link|script|iframe|a)\b/i)
  expect(mail.attachments).toHaveLength(1)
  expect(mail.attachments[0]!.filename).toMatch(/^[^/\\:\p{Cc}\u2028\u202e]+\.pdf$/u)
})
