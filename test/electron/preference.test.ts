import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createOffice } from '../../electron/office.ts'
import { officeClient } from '../../electron/client.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { resources, temporaryFolder } from '../fixtures/office-fixture.ts'

const connect = (dataFolder: string) => officeClient<OfficeContract>(createOffice({ dataFolder, resources }).dispatch)
const changed = { locale: 'en' as const, theme: 'dark' as const, grids: { reminders: { columns: [{ colId: 'customerName', width: 240 }] } } }

it('starts in French with the system’s theme', async () => {
  expect(await connect(temporaryFolder()).preferences.get(undefined)).toEqual({ locale: 'fr', theme: 'system', grids: {} })
})

it('X-12 keeps what a person sets, at once and for the next start, and leaves no half-written file', async () => {
  const folder = temporaryFolder()
  const api = connect(folder)
  await api.preferences.save(changed)
  expect(await api.preferences.get(undefined)).toEqual(changed)
  expect(await connect(folder).preferences.get(undefined)).toEqual(changed)
  expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'))).toEqual(changed)
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

it.each(['', '{', 'null', '{"locale":"de"}'])('starts afresh from an unreadable file: %s', async (content) => {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'preferences.json'), content)
  expect(await connect(folder).preferences.get(undefined)).toMatchObject({ locale: 'fr' })
})

it('refuses what is no preference and keeps the last', async () => {
  const api = connect(temporaryFolder())
  await api.preferences.save(changed)
  await expect(api.preferences.save({ ...changed, theme: 'pink' as 'dark' })).rejects.toMatchObject({ code: 'call.invalid-input' })
  expect(await api.preferences.get(undefined)).toEqual(changed)
})
