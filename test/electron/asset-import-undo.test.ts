import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { undoAssetImport } from '../../electron/assets/asset-import-undo.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { localDate } from '../../shared/date.ts'
import type { Asset } from '../../shared/assets/asset-contract.ts'
import type { BillingRule } from '../../shared/contracts/contract-contract.ts'
import { assetOf, customerWithAsset, locationOf, meterOf, PARK_DAY, siteOf } from '../fixtures/asset-fixture.ts'
import { allRows, onFile } from '../fixtures/dossier-file.ts'
import { asked, sendRequests, setParameters } from '../fixtures/meter-fixture.ts'
import { openMailOffice, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'
import { seededRandom, type SeededRandom } from '../fixtures/seeded-random.ts'

let office: MailOffice
let folder: string
beforeEach(async () => {
  office = await openMailOffice({ userName: 'Hélène' })
  folder = temporaryFolder()
  await office.api.outbox.pause()
})
afterEach(() => office.close())

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const importList = (name: string, text: string) => office.api.assets.applyImport({ path: file(name, text), options: {}, asOf: PARK_DAY })
const latest = async () => (await office.api.assets.listImports())[0]!
const undo = (id: number) => office.api.assets.undoImport({ id })
const TABLES = ['item', 'item_picture', 'site', 'location', 'asset', 'meter', 'reading', 'organisation', 'contact', 'meter_request', 'contract_module_asset', 'billing_rule_meter', 'reading_removal']
const park = () => onFile(office, (sql) => Object.fromEntries(TABLES.map((table) => [table, allRows(sql, table)])))
const refusal = async (call: Promise<unknown>): Promise<AppError> => {
  const error = await call.then(() => null, (failure: unknown) => failure)
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

/** A list of assets, or of readings, as it comes: some lines of it repeat, know or change what is there. */
function randomList(random: SeededRandom): string {
  const line = (): string => {
    const number = random.below(9)
    const customer = `C${1 + (number % 3)}`
    const value = random.chance(0.6) ? String(1000 * (1 + random.below(40))) : ''
    return [`P-${number}`, `S${number}${random.chance(0.1) ? 'b' : ''}`, `Copieur ${random.below(3)}`, random.one(['', 'CX40', 'LM50', 'ZZ1']), customer, random.one(['', 'Usine', 'Dépôt']), random.one(['', 'Accueil', 'Étage 2']),
      random.one(['', 'Fax', 'Aucun']), random.one(['', '01/02/2025', '03/04/2025']), value === '' ? '' : random.one(['Noir', 'Couleur', 'Total']), value === '' ? '' : `${String(1 + random.below(28)).padStart(2, '0')}/10/2026`, value].join(';')
  }
  return `Identifiant prestataire;N° de série;Libellé;Modèle;Code client;Site;Lieu;Demande de relevés;Installé le;Compteur;Date du relevé;Valeur\n${Array.from({ length: 1 + random.below(8) }, line).join('\n')}\n`
}

describe('« Annuler cet import »', () => {
  it.each([1, 2, 3, 4])('whatever lists were imported one after the other, undoing them from the last gives back every table as it was, to the letter (seed %s)', { timeout: 60_000 }, async (seed) => {
    const random = seededRandom(seed)
    for (const code of ['C1', 'C2', 'C3']) await office.api.receivables.saveCustomer(customerNamed(code, `Client ${code}`))
    const states = [await park()]
    for (let number = 0; states.length < 4 && number < 40; number += 1) {
      const made = await importList(`${number}.csv`, randomList(random)).catch((error: unknown) => {
        // lists that contradict themselves are refused whole
        expect(error).toBeInstanceOf(AppError)
        return null
      })
      if (made && Object.entries(made).some(([name, count]) => /Added|Changed/.test(name) && Number(count) > 0)) states.push(await park())
    }
    expect(states.length).toBe(4)
    const last = states.pop()!
    expect(await park()).toEqual(last)
    for (const before of states.reverse()) {
      const standing = (await office.api.assets.listImports()).filter(({ mayUndo }) => mayUndo)
      expect(standing).toHaveLength(1)
      await undo(standing[0]!.id)
      expect(await park()).toEqual(before)
    }
    expect((await office.api.assets.listImports()).some(({ mayUndo }) => mayUndo)).toBe(false)
  })

  const LIST = 'Identifiant prestataire;Libellé;Modèle;Code client;Site;Lieu;Compteur;Date du relevé;Valeur\nC1-1;Copieur du hall;CX40;C1;;;Noir;01/11/2026;1000\nN-1;Neuf;CX40;C1;Usine;Accueil;Noir;01/11/2026;500\nC1-1;;;;;;Couleur;01/11/2026;20\n'

  it('lists the imports with their file, their user and what they did; the same file twice changes nothing and is no obstacle', async () => {
    await customerWithAsset(office.api, 'C1')
    const before = await park()
    await importList('parc.csv', LIST)
    const after = await park()
    await importList('parc.csv', LIST)
    expect(await park()).toEqual(after)
    const [again, first] = await office.api.assets.listImports()
    expect(first).toMatchObject({ fileName: 'parc.csv', userName: 'Hélène', undoneAt: null, mayUndo: true, counts: { lines: 3, assetsAdded: 1, assetsChanged: 1, itemsAdded: 1, sitesAdded: 1, locationsAdded: 1, metersAdded: 2, readingsAdded: 3, readingsKnown: 0 } })
    expect(again).toMatchObject({ mayUndo: false, counts: { assetsAdded: 0, assetsChanged: 0, readingsAdded: 0, readingsKnown: 3 } })
    await undo(first!.id)
    expect(await park()).toEqual(before)
    expect((await office.api.assets.listImports())[1]).toMatchObject({ undoneBy: 'Hélène', mayUndo: false })
    expect(await refusal(undo(first!.id))).toMatchObject({ code: 'assets.import-undone', details: { file: 'parc.csv' } })
    expect(await importList('parc.csv', LIST)).toMatchObject({ assetsAdded: 1, assetsChanged: 1, readingsAdded: 3 })
  })

  it('a preview and a refused list are no imports', async () => {
    await customerWithAsset(office.api, 'C1')
    await office.api.assets.previewImport({ path: file('vu.csv', LIST), options: {}, asOf: PARK_DAY })
    await refusal(importList('faux.csv', `${LIST}X-1;;;C9;;;;;\n`))
    expect(await office.api.assets.listImports()).toEqual([])
  })

  it('a reading of the import that was deleted since stays deleted, the rest goes with the import', async () => {
    const { assetId } = await customerWithAsset(office.api, 'C1')
    await importList('parc.csv', LIST)
    const [reading] = await office.api.assets.readingsOf({ assetId })
    await office.api.assets.deleteReading({ id: reading!.id })
    await undo((await latest()).id)
    expect(await office.api.assets.readingsOf({ assetId })).toEqual([])
    expect((await office.api.assets.findAssets({ search: '', customerId: null, onlyInstalled: false })).ids).toHaveLength(1)
  })

  it('M-120 a reading that a person deleted stays known when the import of its asset is undone, and is told of again once the asset is back', async () => {
    await customerWithAsset(office.api, 'C1')
    const added = async () => (await office.api.assets.findAssets({ search: 'N-1', customerId: null, onlyInstalled: false })).ids[0]!
    await importList('parc.csv', LIST)
    const [reading] = await office.api.assets.readingsOf({ assetId: await added() })
    await office.api.assets.deleteReading({ id: reading!.id })
    await undo((await latest()).id)
    await importList('parc.csv', LIST)
    expect(await office.api.assets.removedReadings({ assetId: await added() })).toMatchObject([{ meterName: 'Noir', readOn: '2026-11-01', valueThousandths: 500_000, removedBy: 'Hélène' }])
    const [other] = (await office.api.assets.findAssets({ search: 'C1-1', customerId: null, onlyInstalled: false })).ids
    expect(await office.api.assets.removedReadings({ assetId: other! })).toEqual([])
  })

  it('a column that a later version adds makes no import one that was edited since', async () => {
    await customerWithAsset(office.api, 'C1')
    const before = await park()
    await importList('parc.csv', LIST)
    const { id } = await latest()
    await onFile(office, (sql) => {
      const tables = ['asset', 'site', 'meter', 'location', 'item']
      for (const table of tables) sql.exec(`ALTER TABLE ${table} ADD COLUMN later TEXT NOT NULL DEFAULT 'x'`)
      sql.transaction(() => { undoAssetImport(sql, id, 'Hélène', () => []) })()
      for (const table of tables) sql.exec(`ALTER TABLE ${table} DROP COLUMN later`)
    })
    expect(await park()).toEqual(before)
  })

  interface Stand { known: Awaited<ReturnType<typeof customerWithAsset>>; added: Asset; meterId: number }
  const cover = async (customerId: number, assetId: number, ...meterIds: number[]): Promise<unknown> => {
    const organisation = await office.api.assets.saveInternalOrganisation({ id: null, code: '01', name: 'Agence', isDefault: true, phone: '', fax: '', email: '' })
    const rule: BillingRule = {
      id: null, predefinedCode: 'UC', label: '', kind: 'unit', periodMonths: 1, term: 'arrears', readingPolicy: 'real', billingDay: 20, lastInvoiceOn: null, nextInvoiceOn: PARK_DAY, regularisationMonths: null, nextRegularisationOn: null, lastRegularisationOn: null,
      renewalMonths: null, nextRenewalOn: null, lastRenewalOn: null, includedUnits: null, unitPriceTenThousandths: null, isActive: true, meterIds,
    }
    const part = { id: null, predefinedCode: 'M', label: 'Module', startedOn: PARK_DAY, endedOn: null, assetIds: [assetId], rules: meterIds.length === 0 ? [] : [rule] }
    return office.api.contracts.save({ id: null, code: 'SSC-1', label: 'Solution', customerId, internalOrganisationId: organisation.id!, agency: '', predefinedCode: '', type: '', status: 'active', startedOn: PARK_DAY, endedOn: null, modules: [part] })
  }
  const enter = ({ added, meterId }: Stand) => office.api.assets.saveReadings({ entry: { assetId: added.id!, readOn: PARK_DAY, origin: 'provider', values: [{ meterId, valueThousandths: 900_000 }] }, asOf: PARK_DAY, isSure: false })
  const obstacles: [title: string, what: string, name: string, act: (stand: Stand) => Promise<unknown>][] = [
    ['a later import', 'import', 'plus tard.csv', () => importList('plus tard.csv', 'Identifiant prestataire;Code client\nAUTRE;C1\n')],
    ['a request for an asset it brought', 'request', 'N-1', async () => { await setParameters(office.api, asked); await sendRequests(office.api, ['N-1'], () => ({ address: 'a@x.example' })) }],
    ['a request for an asset it brought a reading of', 'request', 'C1-1', async () => { await setParameters(office.api, asked); await sendRequests(office.api, ['C1-1'], () => ({ address: 'a@x.example' })) }],
    ['a reading entered since', 'reading', 'N-1', enter],
    ['a solution that covers an asset it brought', 'contract', 'N-1', ({ known, added }) => cover(known.customerId, added.id!)],
    ['a solution that bills a meter it brought', 'contract', 'Couleur', async ({ known }) => cover(known.customerId, known.assetId, (await office.api.assets.metersOf({ assetId: known.assetId })).find(({ name }) => name === 'Couleur')!.id!)],
    ['a meter added to an asset it brought', 'meter', 'Scan', ({ added }) => office.api.assets.saveMeter(meterOf(added.id!, 'Scan'))],
    ['an asset placed at a site it brought', 'asset', 'M-1', ({ known, added }) => office.api.assets.saveAsset(assetOf(known.customerId, added.siteId, 'M-1'))],
    ['an asset given an article it brought', 'asset', 'M-1', ({ known, added }) => office.api.assets.saveAsset(assetOf(known.customerId, known.siteId, 'M-1', { itemId: added.itemId }))],
    ['a location added to a site it brought', 'location', 'Cave', ({ added }) => office.api.assets.saveLocation(locationOf(added.siteId, 'Cave'))],
    ['a picture given to an article it brought', 'picture', 'CX40', ({ added }) => office.api.assets.savePicture({ itemId: added.itemId!, bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) })],
    ['an edit of an asset it brought', 'edit', 'N-1', ({ added }) => office.api.assets.saveAsset({ ...added, label: 'Autre' })],
    ['an edit of an asset it changed', 'edit', 'C1-1', async ({ known }) => office.api.assets.saveAsset({ ...await office.api.assets.asset({ id: known.assetId }), label: 'Autre' })],
    ['an edit of a site it brought', 'edit', 'Usine', async ({ known, added }) => office.api.assets.saveSite({ ...(await office.api.assets.sitesOf({ customerId: known.customerId })).find(({ id }) => id === added.siteId)!, fax: '0472000001' })],
    ['an edit of a meter it brought', 'edit', 'Noir', async ({ added }) => office.api.assets.saveMeter({ ...(await office.api.assets.metersOf({ assetId: added.id! }))[0]!, unit: 'm³' })],
    ['an edit of an article it brought', 'edit', 'CX40', async ({ added }) => office.api.assets.saveItem({ ...await office.api.assets.item({ id: added.itemId! }), brand: 'X' })],
  ]
  it.each(obstacles)('is refused, and nothing is changed, once there is %s', async (_title, what, name, act) => {
    const known = await customerWithAsset(office.api, 'C1')
    await importList('parc.csv', LIST)
    const { id } = await latest()
    const [addedId] = (await office.api.assets.findAssets({ search: 'N-1', customerId: null, onlyInstalled: false })).ids
    const added = await office.api.assets.asset({ id: addedId! })
    await act({ known, added, meterId: (await office.api.assets.metersOf({ assetId: addedId! }))[0]!.id! })
    const before = await park()
    const error = await refusal(undo(id))
    expect(error).toMatchObject({ code: 'assets.import-built-upon', details: { what, name, file: 'parc.csv' } })
    expect(translate('fr', `errors.${error.code}`, error.details)).toContain(translate('fr', `assets.import.builtUpon.${what}`, { name }))
    expect(await park()).toEqual(before)
  })

  it('is refused while a request counts as answered by its readings, though the answer wrote none', async () => {
    const { meterId } = await customerWithAsset(office.api, 'C1')
    await setParameters(office.api, asked)
    await sendRequests(office.api, ['C1-1'], () => ({ address: 'a@x.example' }))
    await importList('releve.csv', 'Bien;Compteur;Date;Valeur;Origine\nC1-1;Noir;20/11/2026;1000;Relevé client\n')
    const [request] = await office.api.meters.history({ group: 'sent' })
    expect(await office.api.meters.saveAnswers({ answers: [{ confirmed: [], entry: { requestId: request!.id, readOn: localDate('2026-11-20'), isFinal: false, values: [{ meterId, valueThousandths: 1_000_000 }] } }], asOf: localDate('2026-11-22') })).toMatchObject({ readingCount: 0, answeredCount: 1 })
    expect(await refusal(undo((await latest()).id))).toMatchObject({ details: { what: 'answer', name: 'C1-1' } })
  })

  it('is refused when the mode that an asset had before it is there no longer', async () => {
    const { assetId, customerId } = await customerWithAsset(office.api, 'C1')
    const mode = await office.api.assets.saveReadingMode({ id: null, code: 'CARTE', name: 'Carte', medium: null, isSystem: false })
    await office.api.assets.saveAsset({ ...await office.api.assets.asset({ id: assetId }), readingModeId: mode.id })
    await office.api.assets.saveSite(siteOf(customerId, 'AUTRE'))
    await importList('mode.csv', 'Identifiant prestataire;Demande de relevés\nC1-1;Aucun\n')
    await office.api.assets.deleteReadingMode({ id: mode.id! })
    expect(await refusal(undo((await latest()).id))).toMatchObject({ details: { what: 'former', name: 'C1-1' } })
  })
})
