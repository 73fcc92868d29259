import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { runCli } from '../../electron/cli.ts'
import { onFile } from '../fixtures/dossier-file.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'
import { customerWithInvoices } from '../fixtures/receivable-fixture.ts'

interface Outcome { code: number; out: string; err: string }
async function relais(...args: string[]): Promise<Outcome> {
  const texts = { out: '', err: '' }
  const code = await runCli(args, { out: (text) => { texts.out += text }, err: (text) => { texts.err += text }, today: () => localDate('2026-03-17'), resources })
  return { code, out: texts.out.replace(/[\u00a0\u202f]/g, ' '), err: texts.err.replace(/[\u00a0\u202f]/g, ' ') }
}

it('« interest » computes a customer’s late interest to the cent, names a missing rate and an unknown customer', async () => {
  const { api, folder, close } = await openOffice()
  await customerWithInvoices(api, 'C1', [['2026-01-31', 100_000]])
  await close()
  const interest = (...more: string[]): Promise<Outcome> => relais('interest', '--dossier', folder, ...more)

  const asJson = await interest('--customer', 'C1', '--json')
  expect([asJson.code, JSON.parse(asJson.out)]).toMatchObject([0, { asOf: '2026-03-17', customerCode: 'C1', lateCents: 100_000, claims: { basis: 'ecb-plus-10', interestCents: 1498, indemnityCents: 4000 } }])
  const asText = await interest('--customer', 'C1', '--as-of', '2026-03-17')
  expect(asText.out).toContain('C1-1  31/01/2026  01/02/2026 – 17/03/2026')
  expect(asText.out).toContain('C1 Client C1 au 17/03/2026 : principal échu 1 000,00 €, intérêts 14,98 €, indemnités 40,00 €')
  expect(await interest('--customer', 'C1', '--as-of', '2026-09-30')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('le taux de refinancement de la BCE manque pour 2026-S2') as string })
  expect(await interest('--customer', 'c1')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Aucun client n’a le code « c1 »') as string })
  expect((await interest()).code).toBe(2)
})

it('« --customer » is an exact code: one letter is enough among thousands of names that contain it', async () => {
  const opened = await openOffice()
  await customerWithInvoices(opened.api, 'Z', [['2026-01-31', 100_000]])
  await onFile(opened, (sql) => {
    const add = sql.prepare(`INSERT INTO organisation (code, name, name_norm, is_customer, updated_at) VALUES (?, ?, ?, 1, '')`)
    sql.transaction(() => { for (let n = 0; n < 5100; n++) add.run(`Y${n}`, `Azur ${n}`, `azur ${String(n).padStart(4, '0')}`) })()
  })
  await opened.close()
  expect(await relais('interest', '--dossier', opened.folder, '--customer', 'Z')).toMatchObject({ code: 0, out: expect.stringContaining('intérêts 14,98 €') as string })
})
