import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTable } from '../../electron/delivery/spreadsheet-reader.ts'
import { AppError } from '../../shared/errors.ts'
import { customerWithAsset, PARK_DAY, samplePark } from '../fixtures/asset-fixture.ts'
import { openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'

let office: OpenOffice
let folder: string
beforeEach(async () => { office = await openOffice({ userName: 'Hélène' }); folder = temporaryFolder() })
afterEach(() => office.close())

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const importFile = (path: string, options = {}) => office.api.assets.applyImport({ path, options, asOf: PARK_DAY })
const preview = (path: string, options = {}) => office.api.assets.previewImport({ path, options, asOf: PARK_DAY })
const allAssets = async () => office.api.assets.assetRows({ ids: (await office.api.assets.findAssets({ search: '', customerId: null, onlyInstalled: false })).ids })

describe('lists of assets', () => {
  const list = 'Numéro d’inventaire;Numéro de série;Libellé;Modèle;Fabricant;Code client;Site;Lieu;Demande de relevés;Installé le\n'
    + 'INV-1;S1;Copieur;CX40;Ponantec;C1;Usine de Brest;Accueil;Fax;31/12/2024\n'
    + 'INV-2;S2;Imprimante;LM50;Ponantec;C1;Usine de Brest;;;\n'

  it('adds assets with their articles, sites and locations; the same file again changes nothing', async () => {
    await office.api.receivables.saveCustomer(customerNamed('C1', 'Client'))
    const path = file('parc.csv', list)
    const before = await preview(path)
    expect(before.report).toMatchObject({ lines: 2, assetsAdded: 2, itemsAdded: 2, sitesAdded: 1, locationsAdded: 1 })
    expect(await allAssets()).toEqual([])
    expect(await importFile(path)).toEqual(before.report)
    expect((await allAssets()).map(({ providerIdentifier, manufacturerIdentifier, itemCode, siteName, locationName, modeName, installedOn }) => [providerIdentifier, manufacturerIdentifier, itemCode, siteName, locationName, modeName, installedOn])).toEqual([
      ['INV-1', 'S1', 'CX40', 'Usine de Brest', 'Accueil', 'Fax', '2024-12-31'], ['INV-2', 'S2', 'LM50', 'Usine de Brest', '', 'Adresse e-mail', null],
    ])
    const after = await allAssets()
    expect(await importFile(path)).toMatchObject({ assetsAdded: 0, assetsChanged: 0, itemsAdded: 0, sitesAdded: 0, locationsAdded: 0 })
    expect(await allAssets()).toEqual(after)
  })

  it('tells every line that cannot be taken with its column, and leaves the dossier as it was', async () => {
    await office.api.receivables.saveCustomer(customerNamed('C1', 'Client'))
    const path = file('faux.csv', 'Identifiant prestataire;Code client;Demande de relevés;Installé le\nA1;C1;Fax;01/02/2025\nA2;C9;;\nA3;C1;Pigeon;\nA4;C1;;31/02/2025\nA5;;;\n')
    const { report, problems, problemCount } = await preview(path)
    expect(report).toBeNull()
    expect(problemCount).toBe(4)
    expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([[3, 2, 'unknown-customer'], [4, 3, 'unknown-mode'], [5, 4, 'date'], [6, 1, 'unknown-asset']])
    const refused = await importFile(path).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(AppError)
    expect((refused as AppError).details).toMatchObject({ line: 3, column: 2, count: 4, value: 'C9' })
    expect(await allAssets()).toEqual([])
  })

  const identifiers = async () => (await allAssets()).map(({ providerIdentifier, manufacturerIdentifier, customerCode }) => [providerIdentifier, manufacturerIdentifier, customerCode])

  it('never takes an asset for another because of its serial number: N/A identifies nothing, a number two machines bear is told', async () => {
    for (const code of ['C1', 'C2']) await office.api.receivables.saveCustomer(customerNamed(code, `Client ${code}`))
    const report = await importFile(file('series.csv', 'Identifiant prestataire;N° de série;Libellé;Code client\nP-1;N/A;Copieur A;C1\nP-2;n/a;Copieur B;C1\nP-3;0;Copieur C;C1\nQ-1;12345;Copieur D;C1\nQ-2;12345;Copieur E;C2\n'))
    expect(report).toMatchObject({ assetsAdded: 5, assetsChanged: 0 })
    expect(report.remarks).toEqual([{ line: 6, column: 2, code: 'serial-elsewhere', details: { value: '12345', asset: 'Q-1' } }])
    expect(await identifiers()).toEqual([['P-1', '', 'C1'], ['P-2', '', 'C1'], ['P-3', '', 'C1'], ['Q-1', '12345', 'C1'], ['Q-2', '12345', 'C2']])
    const readings = await preview(file('releve.csv', 'Identifiant prestataire;N° de série;Compteur;Date;Valeur\nINCONNU;12345;Noir;19/11/2026;55\n;12345;Noir;19/11/2026;55\n;N/A;Noir;19/11/2026;55\n'))
    expect(readings.problems.map(({ line, column, code }) => [line, column, code])).toEqual([[2, 1, 'unknown-asset'], [3, 2, 'serial-not-unique'], [4, 1, 'no-identifier']])
    expect((await preview(file('marque.csv', 'Identifiant prestataire;Marque;Code client\nP-9;Total;C1\nTotal;;\n'))).report).toMatchObject({ lines: 1, assetsAdded: 1 })
  })

  it('refuses a line that contradicts an earlier one of the same asset, and an asset given to another customer by name', async () => {
    for (const code of ['C1', 'C2']) await office.api.receivables.saveCustomer(customerNamed(code, `Client ${code}`))
    const twice = await preview(file('deux.csv', 'Identifiant prestataire;N° de série;Client;Compteur\nD-1;SA;Client C1;Noir\nD-1;SA;Client C1;Couleur\nD-1;SB;Client C1;Noir\nD-1;SA;Client C2;Noir\n'))
    expect(twice.problems).toEqual([
      { line: 4, column: 2, code: 'contradiction', details: { value: 'SB', before: 'SA', first: 2 } }, { line: 5, column: 3, code: 'contradiction', details: { value: 'Client C2', before: 'Client C1', first: 2 } },
    ])
    await importFile(file('un.csv', 'Identifiant prestataire;Client;Site;Lieu\nD-1;Client C1;Usine;Accueil\n'))
    expect((await preview(file('autre.csv', 'Identifiant prestataire;Client\nD-1;Client C2\n'))).problems).toEqual([{ line: 2, column: 2, code: 'other-customer', details: { value: 'Client C2' } }])
    const moved = await importFile(file('lieu.csv', 'Identifiant prestataire;Client;Site;Lieu\nD-1;client c1;Entrepôt;Quai\n'))
    expect(moved.remarks.map(({ line, column, code, details }) => [line, column, code, details.value, details.place])).toEqual([[2, 3, 'place-kept', 'Entrepôt', 'Usine'], [2, 4, 'place-kept', 'Quai', 'Accueil']])
    expect(moved.assetsChanged).toBe(0)
  })
})

describe('readings', () => {
  it('leaves lines of totals out, and reads a computed cell as the spreadsheet shows it', async () => {
    const { assetId } = await customerWithAsset(office.api, 'C1')
    const path = join(folder, 'calcul.xlsx')
    const text = (value: string) => ({ value, type: String })
    const number = (value: number) => ({ value, type: Number })
    await writeExcelFile([['Identifiant prestataire', 'Compteur', 'Date du relevé', 'Valeur'].map(text), [text('C1-1'), text('Eau'), text('01/11/2026'), number(0.1 + 0.2)], [text('C1-1'), text('Gaz'), text('01/11/2026'), number(12.345)], [text('Total'), null, null, number(12.645)]]).toFile(path)
    expect((await preview(path)).problems).toEqual([])
    expect(await importFile(path)).toMatchObject({ lines: 2, readingsAdded: 2 })
    expect((await office.api.assets.readingsOf({ assetId })).map(({ meterName, valueThousandths }) => [meterName, valueThousandths])).toEqual([['Eau', 300], ['Gaz', 12_345]])
  })

  it('asks what 12.345 is worth unless the list or the cell shows its decimal mark', async () => {
    await customerWithAsset(office.api, 'C1')
    const list = (...values: string[]) => file('valeurs.csv', `Identifiant prestataire;Compteur;Date;Valeur\n${values.map((value, index) => `C1-1;Eau;0${index + 1}/11/2026;${value}\n`).join('')}`)
    expect((await preview(list('12.345', '13.456'))).problems.map(({ line, column, code, details }) => [line, column, code, details.value])).toEqual([[2, 4, 'ambiguous-value', '12.345'], [3, 4, 'ambiguous-value', '13.456']])
    expect((await preview(file('pages.csv', 'Identifiant prestataire;Compteur;Date;Valeur\nC1-1;Noir;01/11/2026;128.000\n'))).problems.map(({ code }) => code)).toEqual(['ambiguous-value'])
    expect((await preview(list('12.345', '1,5'))).problems.map(({ line, code }) => [line, code])).toEqual([[2, 'ambiguous-value']])
    expect(await importFile(list('12.345', '1013.5'))).toMatchObject({ readingsAdded: 2, metersAdded: 1 })
    const { ids } = await office.api.assets.findAssets({ search: '', customerId: null, onlyInstalled: false })
    expect((await office.api.assets.readingsOf({ assetId: ids[0]! })).map(({ decimals, valueThousandths }) => [decimals, valueThousandths])).toEqual([[3, 1_013_500], [3, 12_345]])
  })

  it('go to the meters they name, those that are there already stay; a value below the last is told and kept', async () => {
    const { assetId } = await customerWithAsset(office.api, 'C1')
    const path = file('releves.csv', 'Identifiant prestataire;Compteur;Date du relevé;Valeur;Origine\nC1-1;Noir;01/10/2026;1 000;Relevé client\nC1-1;Couleur;01/10/2026;12,5;Estimation\nC1-1;Noir;01/11/2026;900;\n')
    const report = await importFile(path)
    expect(report).toMatchObject({ readingsAdded: 3, metersAdded: 1, readingsKnown: 0 })
    expect(report.remarks).toEqual([{ line: 4, column: 4, code: 'check', details: { text: 'La valeur saisie ( 900 ) est inférieure au dernier relevé ( 1000 )' } }])
    expect((await office.api.assets.readingsOf({ assetId })).map(({ meterName, readOn, valueThousandths, origin, source }) => [meterName, readOn, valueThousandths, origin, source])).toEqual([
      ['Noir', '2026-11-01', 900_000, 'provider', 'import'], ['Noir', '2026-10-01', 1_000_000, 'customer', 'import'], ['Couleur', '2026-10-01', 12_500, 'estimate', 'import'],
    ])
    expect(await importFile(path)).toMatchObject({ readingsAdded: 0, readingsKnown: 3, metersAdded: 0 })
  })

  it('M-120 refuses the whole file for a reading in the future', async () => {
    const { assetId } = await customerWithAsset(office.api, 'C1')
    const path = file('futur.csv', 'Bien;Date;Valeur\nC1-1;01/11/2026;5\nC1-1;21/11/2026;9\n')
    expect((await preview(path)).problems).toEqual([{ line: 3, column: 2, code: 'check', details: { text: 'La date saisie ( 21/11/2026 ) est dans le futur' } }])
    await expect(importFile(path)).rejects.toThrow('assets.import-problems')
    expect(await office.api.assets.readingsOf({ assetId })).toEqual([])
  })

  it('reads files as meters send them: no headers, or « reading, start, end », repeated lines once, a wrong number with its line', async () => {
    const { assetId } = await customerWithAsset(office.api, 'C1')
    const day = (number: number, value: string) => `${value},2021-06-0${number} 00:00:00,2021-06-0${number + 1} 00:00:00\n`
    const bare = file('compteur.csv', day(1, '24') + day(1, '24') + day(2, '72') + day(3, '1.44e2'))
    expect(await importFile(bare, { asset: 'C1-1' })).toMatchObject({ readingsAdded: 3, readingsKnown: 1 })
    expect((await office.api.assets.readingsOf({ assetId })).map(({ readOn, valueThousandths }) => [readOn, valueThousandths])).toEqual([['2021-06-04', 144_000], ['2021-06-03', 72_000], ['2021-06-02', 24_000]])
    const titled = file('titres.csv', `reading,start_timestamp,end_timestamp\n${day(4, '240')}`)
    expect(await importFile(titled, { asset: 'C1-1', meter: 'Noir' })).toMatchObject({ readingsAdded: 1 })
    const wrong = file('faux.csv', day(1, '24') + day(2, '240.x'))
    expect((await preview(wrong, { asset: 'C1-1' })).problems).toEqual([{ line: 2, column: 1, code: 'value', details: { value: '240.x' } }])
  })

  it('reads the page counters of a printer inventoried by GLPI: the asset is found by its serial number', async () => {
    const { assetId } = await customerWithAsset(office.api, 'C1', { manufacturerIdentifier: 'PHCVN191TG' })
    const printer = { content: { network_device: { serial: 'PHCVN191TG', name: 'NPIF2BE10', model: 'HP LaserJet M507', manufacturer: 'Hewlett-Packard' }, pagecounters: { rectoverso: 831, total: 1802 } }, itemtype: 'Printer' }
    const path = file('glpi.json', JSON.stringify(printer))
    expect(await importFile(path)).toMatchObject({ readingsAdded: 2, metersAdded: 2, assetsChanged: 1, itemsAdded: 1 })
    expect((await office.api.assets.readingsOf({ assetId })).map(({ meterName, valueThousandths, readOn }) => [meterName, valueThousandths, readOn])).toEqual([['Recto verso', 831_000, PARK_DAY], ['Total', 1_802_000, PARK_DAY]])
    expect(await importFile(path)).toMatchObject({ readingsAdded: 0, readingsKnown: 2, assetsChanged: 0 })
    await expect(importFile(file('autre.json', '{"a": 1}'))).rejects.toThrow('assets.not-an-inventory')
  })
})

describe('exports', () => {
  it('X-15 the workbooks of assets and readings have the labels of the screen, typed cells, no formula, and are read again without changing anything', async () => {
    const ids = Int32Array.from(Object.values(await samplePark(office.api)))
    const { assets } = office.api
    const first = await assets.asset({ id: ids[0]! })
    await assets.saveAsset({ ...first, label: '=1+1' })
    const out = temporaryFolder()
    const rowsOf = async (path: string) => (await readTable(path, { fileName: 'x.xlsx', sizeBytes: 1, isZip: true, encoding: null }, {})).rows.map(({ cells }) => cells)
    const written = await assets.exportAssets({ ids, asOf: PARK_DAY, outFolder: out })
    const [headers, row] = await rowsOf(written.file)
    expect(headers).toEqual(['Identifiant prestataire', 'Identifiant fabricant', 'Libellé', 'Article', 'Code client', 'Client', 'Site', 'Localisation', 'Interlocuteur', 'Demande de relevés', 'Installé le', 'Situation', 'Dernier relevé réel'])
    expect(row!.slice(0, 5)).toEqual(['BIEN-001', 'CX40-7H1001', '=1+1', 'CX40', 'PARC01'])
    expect(row!.slice(10)).toEqual([{ date: '2025-10-16' }, 'En parc client', { date: '2026-11-19' }])
    expect(await importFile(written.file)).toMatchObject({ lines: 8, assetsAdded: 0, assetsChanged: 0 })
    const readings = await assets.exportReadings({ ids, asOf: PARK_DAY, outFolder: out })
    const lines = await rowsOf(readings.file)
    expect(lines[1]).toEqual(['BIEN-001', '=1+1', 'PARC01', 'Ateliers Kerbrat', 'Noir', 'pages', { date: '2026-11-19' }, 18250, 'Relevé client', 'Saisie'])
    expect(await importFile(readings.file)).toMatchObject({ readingsAdded: 0, readingsKnown: lines.length - 1, assetsChanged: 0, metersAdded: 0 })
    expect((await office.api.documents.list({ runId: null, customerId: null })).map(({ kind }) => kind)).toEqual(['export', 'export'])
  })
})
