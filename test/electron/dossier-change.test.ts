import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { company, openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { calculate, owing, requestOf, rowsFound } from '../fixtures/reminder-fixture.ts'

const alpha = { number: 'F001', dueOn: '2026-01-31', cents: 100 }
let open: OpenOffice
let api: OpenOffice['api']
let other: string

/** Two dossiers alike, so that the ids of one exist in the other; the first is open. */
beforeEach(async () => {
  open = await openOffice({ press: new PaperPress() })
  api = open.api
  await owing(api, ['A', 'Alpha'], alpha)
  other = join(temporaryFolder(), 'other')
  await api.dossiers.create({ folder: other, company: { ...company, name: 'Autre société' } })
  await owing(api, ['B', 'Beta'], alpha)
  await api.dossiers.open({ folder: open.folder })
})
afterEach(() => open.close())

describe('what is asked for while another dossier is being opened', () => {
  it('R-EBP-45 never writes letters to the other company’s customers', async () => {
    const { ids } = await calculate(api)
    const request = await requestOf(api, ids)
    const opening = api.dossiers.open({ folder: other })
    await expect(api.reminders.generate(request)).rejects.toMatchObject({ code: 'dossier.changed' })
    await opening
    expect(await api.reminders.runs({ from: 0 })).toEqual([])
    expect((await rowsFound(api)).map(({ customerCode, level }) => [customerCode, level])).toEqual([['B', 0]])
  })
  it('saves nothing there, neither a customer nor the company', async () => {
    const [opening, ...late] = await Promise.allSettled([api.dossiers.open({ folder: other }), api.receivables.saveCustomer(customerNamed('C', 'Gamma')), api.dossiers.saveCompany(company)])
    expect(opening).toMatchObject({ status: 'fulfilled', value: { company: { name: 'Autre société' } } })
    expect(late).toMatchObject([{ reason: { code: 'dossier.changed' } }, { reason: { code: 'dossier.changed' } }])
    expect((await api.dossiers.current())?.company.name).toBe('Autre société')
  })
  it('opens and closes in the order asked for', async () => {
    await Promise.all([api.dossiers.open({ folder: other }), api.dossiers.close(), api.dossiers.open({ folder: open.folder }), api.dossiers.forget({ folder: other })])
    expect((await api.dossiers.current())?.folder).toBe(open.folder)
  })
})
