import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { openDatabase } from '../../electron/db/database.ts'
import { createMailer } from '../../electron/delivery/mail-sender.ts'
import { customerWithAsset } from '../fixtures/asset-fixture.ts'
import { MailServer, mailSettings } from '../fixtures/mail-server.ts'
import { asked, choiceOf, requestedOn, setParameters } from '../fixtures/meter-fixture.ts'
import { openOffice } from '../fixtures/office-fixture.ts'
import { timed, type Figure } from './bench-figures.ts'

const PARK = 20_000
const REQUESTS = 5000

/** The list of a park of 20 000 assets, then 5 000 requests with their PDF and data, written and handed to a server on the loopback interface one by one. */
export async function benchMeterRequests(): Promise<Figure[]> {
  // whole mails would be most of the memory measured
  const server = new MailServer({ keptBytes: 8192 })
  const port = await server.listen()
  const { api, folder, close } = await openOffice({ sendsInBackground: true, mailer: createMailer() })
  try {
    const { assetId } = await customerWithAsset(api, 'C1')
    await setParameters(api, asked)
    await api.dossiers.close()
    const sql = openDatabase(folder)
    sql.exec(`UPDATE organisation SET email1 = 'a@client.example'`)
    sql.prepare(`INSERT INTO asset (provider_identifier, label, organisation_id, site_id, reading_mode_id, updated_at)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT 'B' || i, 'Bien ' || i, organisation_id, site_id, reading_mode_id, updated_at FROM n, asset WHERE asset.id = ?`).run(PARK - 1, assetId)
    sql.prepare(`INSERT INTO meter (asset_id, position, name, unit) SELECT id, 2, 'Couleur', 'pages' FROM asset UNION ALL SELECT id, 1, 'Noir', 'pages' FROM asset WHERE id <> ?`).run(assetId)
    sql.exec(`INSERT INTO reading (meter_id, read_on, value_thousandths, origin, source, entered_by, entered_at) SELECT id, '2026-10-01', id * 1000, 'customer', 'import', 'bench', '2026-10-01T00:00:00.000Z' FROM meter`)
    sql.close()
    await api.dossiers.open({ folder })
    await api.outbox.saveMailSettings({ settings: mailSettings(port), password: null })
    await api.outbox.pause()
    const list = await timed(() => api.meters.proposals({ launch: null }))
    const choices = list.value.slice(0, REQUESTS).map((row) => choiceOf(row))
    const writing = await timed(() => api.meters.send({ launch: null, asOf: requestedOn, requestedOn, choices }))
    await api.outbox.resume()
    // the last message tells the result: it is written once all the others are known to have left
    const sending = await timed(() => server.taken(REQUESTS + 1))
    const requests = server.mails.filter(({ raw }) => raw.includes('application/pdf'))
    return [
      { name: 'meter requests: assets proposed', value: list.value.length, unit: '', goal: { atLeast: PARK } },
      { name: 'meter requests: list of them all', value: list.ms, unit: 'ms', goal: { atMost: 1000 } },
      { name: 'meter requests: taken by the server, with their PDF', value: requests.length, unit: '', goal: { atLeast: REQUESTS } },
      { name: 'meter requests: document, data and message written per second', value: writing.value.emailCount / writing.ms * 1000, unit: '/s' },
      { name: 'meter requests: sent per second', value: requests.length / sending.ms * 1000, unit: '/s' },
      { name: 'meter requests: per second, written and sent', value: requests.length / (writing.ms + sending.ms) * 1000, unit: '/s', goal: { atLeast: 25 } },
    ]
  } finally {
    await close()
    await server.close()
    rmSync(dirname(folder), { recursive: true, force: true })
  }
}
