import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { localDay, systemNow } from '../../shared/date.ts'
import { createMailer } from '../../electron/delivery/mail-sender.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { MailKills } from '../fixtures/mail-kill.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { openOffice } from '../fixtures/office-fixture.ts'
import { calculate, requestAbout } from '../fixtures/reminder-fixture.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { timed, type Figure } from './bench-figures.ts'

const MAILS = 2000
const KILLS = 300

/** 2 000 reminders with their PDF, generated and handed to a server on the loopback interface one by one. */
export async function benchMails(): Promise<Figure[]> {
  const server = new MailServer()
  const port = await server.listen()
  const { api, folder, close } = await openOffice({ sendsInBackground: true, mailer: createMailer() })
  try {
    await api.dossiers.close()
    const sql = openDatabase(folder)
    fillDossier(sql, MAILS * 3, MAILS)
    sql.exec(`UPDATE organisation SET reminder_channel = 'email', email1 = 'client' || id || '@client.example'`)
    sql.close()
    await api.dossiers.open({ folder })
    await api.outbox.saveMailSettings({ settings: mailSettings(port), password: null })
    await api.outbox.pause()
    const selection = await calculate(api)
    const generation = await timed(() => api.reminders.generate(requestAbout(selection, [...selection.ids.keys()], { rule: { kind: 'level', level: 1 }, resend: true, asOf: localDay(systemNow()) })))
    await api.outbox.resume()
    const sending = await timed(() => server.taken(generation.value.emailCount))
    const bytes = server.mails.reduce((sum, { raw }) => sum + raw.length, 0)
    return [
      { name: 'mails: reminders by e-mail generated with their PDF', value: generation.value.emailCount, unit: '', goal: { atLeast: MAILS } },
      { name: 'mails: taken by the server', value: server.mails.length, unit: '', goal: { atLeast: MAILS } },
      { name: 'mails: sent per second', value: server.mails.length / sending.ms * 1000, unit: '/s' },
      { name: 'mails: size of one', value: bytes / server.mails.length / 1024, unit: 'kB' },
    ]
  } finally {
    await close()
    await server.close()
    rmSync(dirname(folder), { recursive: true, force: true })
  }
}

/** Generation and sending killed at 300 random moments, before a server that fails at random. */
export async function benchMailKills(): Promise<Figure[]> {
  const seed = Number(process.env['MAIL_KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  process.stderr.write(`mail kills: MAIL_KILL_SEED=${seed}\n`)
  const random = seededRandom(seed)
  const kills = new MailKills(random)
  try {
    await kills.prepare()
    let disagreements = 0
    let taken = 0
    for (let attempt = 0; attempt < KILLS; attempt++) {
      const outcome = await kills.kill(random.below(1500))
      taken = outcome.taken
      for (const disagreement of outcome.disagreements) {
        disagreements += 1
        process.stderr.write(`kill ${attempt + 1}: ${disagreement}\n`)
      }
    }
    return [
      { name: 'mail kills: generations and sendings killed', value: KILLS, unit: '' },
      { name: 'mail kills: messages the server took', value: taken, unit: '', goal: { atLeast: KILLS } },
      { name: 'mail kills: lost, doubled, or at another level than what left', value: disagreements, unit: '', goal: { atMost: 0 } },
    ]
  } finally {
    await kills.close()
    rmSync(kills.base, { recursive: true, force: true })
  }
}
