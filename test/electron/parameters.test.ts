import { afterEach, describe, expect, it } from 'vitest'
import { memoryDatabase } from '../../electron/db/database.ts'
import { parameterRepository } from '../../electron/settings/parameter-repository.ts'
import { parameterService } from '../../electron/settings/parameter-service.ts'
import { PARAMETERS } from '../../shared/settings/parameter-rules.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'

const silent = { progress: () => undefined, throwIfCancelled: () => undefined }
let open: OpenOffice
afterEach(() => open.close())

describe('« Gérer les paramètres »', () => {
  it('X-03 M-069 parameters are found by a part of their name, whatever its case', async () => {
    open = await openOffice()
    const names = async (search: string): Promise<string[]> => (await open.api.settings.parameters({ search })).map(({ name }) => name)
    expect(await names('mail')).toEqual(['BIEN_COMPTEUR_EXPEDITEUR_MAIL', 'MAIL', 'BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL', 'MAILTO'])
    expect(await names('NB_JOURS_MAX')).toEqual(['NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL'])
    expect(await names('')).toEqual(PARAMETERS)
    expect(await names('COULEUR')).toEqual([])
  })

  it('X-03 M-087 starts with the documented defaults', async () => {
    open = await openOffice()
    const values = Object.fromEntries((await open.api.settings.parameters({ search: '' })).map(({ name, value }) => [name, value]))
    expect(values).toMatchObject({ NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 20, IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR: false, CATEG_DEMANDE_RELEVES: 'EMAIL', MAIL: '', CLIENTS_EXCLUS_FACTURATION: '' })
  })

  it('X-03 a typed value of each kind stands after the dossier is opened again', async () => {
    open = await openOffice()
    const typed = [
      { name: 'MAIL' as const, value: 'dispatch@artis.example' }, { name: 'PREFIX_FAX' as const, value: '0' }, { name: 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL' as const, value: 35 },
      { name: 'IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR' as const, value: true }, { name: 'CATEG_DEMANDE_RELEVES' as const, value: 'FAX' },
    ]
    expect(await open.api.settings.saveParameters(typed)).toEqual(typed)
    await open.api.dossiers.close()
    await open.api.dossiers.open({ folder: open.folder })
    expect(await open.api.settings.parameters({ search: '' })).toEqual(expect.arrayContaining(typed))
  })

  it.each([
    ['MAIL', 'pas une adresse', 'email'], ['MAIL', 12, 'type'], ['NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', -1, 'number'], ['NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', 99_999, 'number'], ['NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', '20', 'type'],
    ['CATEG_DEMANDE_RELEVES', 'PIGEON', 'choice'], ['IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', 'oui', 'type'],
  ] as const)('X-03 %s refuses %s (%s), and nothing of what was saved with it changes', async (name, value, reason) => {
    open = await openOffice()
    await expect(open.api.settings.saveParameters([{ name: 'PREFIX_FAX', value: '00' }, { name, value }])).rejects.toMatchObject({ code: 'parameters.invalid', details: { name, reasonKey: `parameters.invalid.${reason}` } })
    expect(await open.api.settings.parameters({ search: 'PREFIX_FAX' })).toEqual([{ name: 'PREFIX_FAX', value: '' }])
  })

  it('X-12 what is saved is what the next reading gives, and what was written by hand and cannot be read is the default', async () => {
    open = await openOffice()
    const sql = memoryDatabase()
    const parameters = parameterRepository(sql)
    const service = parameterService(sql)
    expect([parameters.flag('IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR'), parameters.number('NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL'), parameters.text('MAILTO')]).toEqual([false, 20, ''])
    await service.saveParameters([{ name: 'IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', value: true }, { name: 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL', value: 7 }, { name: 'MAILTO', value: 'a@x.fr' }], silent)
    expect([parameters.flag('IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR'), parameters.number('NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL'), parameters.text('MAILTO')]).toEqual([true, 7, 'a@x.fr'])
    sql.prepare(`UPDATE parameter SET value = 'sept' WHERE name = 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL'`).run()
    expect(parameters.number('NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL')).toBe(20)
  })
})
