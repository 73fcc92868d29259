import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { OfficeContract } from '../../shared/contract.ts'
import { officeClient } from '../../electron/client.ts'
import { createOffice } from '../../electron/office.ts'
import { company, openOffice, resources, temporaryFolder } from '../fixtures/office-fixture.ts'

it('a dossier is created, closed, found among the recent ones and opened again with its company', async () => {
  const { api, folder, close } = await openOffice()
  expect((await api.dossiers.current())?.company).toEqual(company)
  await api.dossiers.close()
  expect(await api.dossiers.current()).toBeNull()
  expect(await api.dossiers.recent()).toMatchObject([{ folder, name: company.name, exists: true }])
  expect((await api.dossiers.open({ folder })).company).toEqual(company)
  await close()
})

it('a dossier is never created over another one or among other files', async () => {
  const { api, folder, close } = await openOffice()
  await expect(api.dossiers.create({ folder, company })).rejects.toMatchObject({ code: 'dossier.exists' })
  const occupied = temporaryFolder()
  writeFileSync(join(occupied, 'lettre.txt'), 'x')
  await expect(api.dossiers.create({ folder: occupied, company })).rejects.toMatchObject({ code: 'dossier.not-empty' })
  await close()
})

it('a dossier that cannot be opened leaves the open one open', async () => {
  const { api, folder, close } = await openOffice()
  const broken = join(temporaryFolder(), 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'relais.sqlite'), '')
  await expect(api.dossiers.open({ folder: broken })).rejects.toMatchObject({ code: 'dossier.damaged', details: { folder: broken } })
  expect((await api.dossiers.current())?.folder).toBe(folder)
  await close()
})

it('a dossier open in another office is said to be busy', async () => {
  const { folder, close } = await openOffice()
  const other = createOffice({ dataFolder: temporaryFolder(), resources })
  await expect(officeClient<OfficeContract>(other.dispatch).dossiers.open({ folder })).rejects.toMatchObject({ code: 'dossier.busy' })
  await close()
})

it('without an open dossier every slice says so', async () => {
  const office = createOffice({ dataFolder: temporaryFolder(), resources })
  expect(await office.dispatch('receivables.customer', { id: 1 })).toMatchObject({ ok: false, code: 'dossier.none' })
})
