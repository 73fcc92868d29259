import { afterEach, expect, it, vi } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'
import { today } from '../fixtures/reminder-fixture.ts'

afterEach(() => { vi.unstubAllEnvs() })

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const code = await runCli(args, { out: (text) => { written.out += text }, err: (text) => { written.err += text }, today: () => today, resources })
  return { code, ...written }
}

it('X-03 « parameters » lists and sets, and refuses what is no value of a parameter', async () => {
  const { folder, close } = await openOffice()
  await close()
  expect(await cli('parameters', 'set', 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', '30', '--dossier', folder)).toMatchObject({ code: 0 })
  expect(await cli('parameters', 'set', 'IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', '1', '--dossier', folder)).toMatchObject({ code: 0 })
  expect(JSON.parse((await cli('parameters', 'list', '--name', 'compteur', '--dossier', folder, '--json')).out)).toEqual(expect.arrayContaining([
    { name: 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', value: 30 }, { name: 'IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', value: true },
  ]))
  expect(await cli('parameters', 'set', 'MAIL', 'pas-une-adresse', '--dossier', folder)).toMatchObject({ code: 1, err: expect.stringContaining('une adresse e-mail') })
  expect(await cli('parameters', 'set', 'INCONNU', '1', '--dossier', folder)).toMatchObject({ code: 1, err: expect.stringContaining('INCONNU') })
})

it('X-16 a dossier with users asks for a login, and for a password that no argument carries; rights hold there too', async () => {
  const { api, folder, close } = await openOffice()
  const user = { id: null, isActive: true }
  await api.users.save({ user: { ...user, login: 'helene', name: 'Hélène', role: 'administrator' }, password: 'correct cheval pile' })
  await api.users.save({ user: { ...user, login: 'paul', name: 'Paul', role: 'clerk' }, password: 'autre cheval pile' })
  await close()

  const list = ['calculate', '--dossier', folder, '--json']
  expect(await cli(...list)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('RELAIS_PASSWORD') })
  expect(await cli(...list, '--password', 'correct cheval pile')).toMatchObject({ code: 2 })
  vi.stubEnv('RELAIS_PASSWORD', 'autre cheval pile')
  expect(await cli(...list, '--login', 'helene')).toMatchObject({ code: 1, out: '' })
  expect(await cli(...list, '--login', 'paul')).toMatchObject({ code: 0 })
  expect(await cli('parameters', 'set', 'PREFIX_FAX', '0', '--dossier', folder, '--login', 'paul')).toMatchObject({ code: 1, err: expect.stringContaining('administrateurs') })
  vi.stubEnv('RELAIS_PASSWORD', 'correct cheval pile')
  expect(await cli('parameters', 'set', 'PREFIX_FAX', '0', '--dossier', folder, '--login', 'helene')).toMatchObject({ code: 0 })
})
