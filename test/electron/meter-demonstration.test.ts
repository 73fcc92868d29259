import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import type { PreparationCriteria } from '../../shared/contracts/contract-contract.ts'
import { columnsOf, DECISION_TABLES, type DecisionTableName } from '../../shared/decisions/table-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { ProposedRequest, RequestChoice, SendReport } from '../../shared/meters/request-contract.ts'
import type { ReadingEntry } from '../../shared/assets/asset-contract.ts'
import { assetOf } from '../fixtures/asset-fixture.ts'
import { outcomesOn, runOn } from '../fixtures/automatic-fixture.ts'
import { mailSettings } from '../fixtures/mail-server.ts'
import { choiceOf, gateway, setParameters } from '../fixtures/meter-fixture.ts'
import { openMailOffice, type MailOffice } from '../fixtures/outbox-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

/**
 * The rows of « Demandes de relevés » played in the demonstration dossier, as docs/demonstration.md tells a person to: what is of the screens alone is
 * played on the same park in test/e2e. Each test leaves the dossier as it found it, but those of the sending, which come last.
 */
let office: MailOffice
let api: MailOffice['api']
let folder: string
/** The day it is made: whatever its solutions bill in the month is still to come. */
const asOf = localDate('2026-11-10')
/** Every asset of the park by its identifier */
let ids: Record<string, number>

beforeAll(async () => {
  office = await openMailOffice({ printsReally: true })
  api = office.api
  folder = (await api.dossiers.openDemonstration({ asOf })).folder
  const found = await api.assets.findAssets({ search: '', customerId: null, onlyInstalled: false })
  ids = Object.fromEntries((await api.assets.assetRows({ ids: found.ids })).map(({ providerIdentifier, id }) => [providerIdentifier, id]))
}, 120_000)
afterAll(() => office.close())

const page = readFileSync(resolve(import.meta.dirname, '../../docs/demonstration.md'), 'utf8')
/** The lines of the page's table whose first column is headed so. */
const tableOf = (header: string): string[][] => {
  const lines = page.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${header} |`))
  const rest = lines.slice(start + 2)
  return rest.slice(0, rest.findIndex((line) => !line.startsWith('|'))).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
}

const proposals = (launch: Parameters<typeof api.meters.proposals>[0]['launch'] = null): Promise<ProposedRequest[]> => api.meters.proposals({ launch })
const rowOf = async (identifier: string): Promise<ProposedRequest | undefined> => (await proposals()).find(({ providerIdentifier }) => providerIdentifier === identifier)
const customerId = async (code: string): Promise<number> => (await api.receivables.customerByCode({ code }))!.id
const daysAgo = (days: number): LocalDate => addDays(asOf, -days)

describe('who is asked', () => {
  it('M-003 M-004 M-005 M-006 M-007 M-008 M-009 M-010 M-011 M-012 M-013 M-040 M-047: the assets of the page, each as it says', async () => {
    const shown = await proposals()
    const rows = await api.assets.assetRows({ ids: Int32Array.from(Object.values(ids)) })
    const seen = rows.sort((one, other) => one.providerIdentifier.localeCompare(other.providerIdentifier)).map(({ providerIdentifier, customerName, modeName, lastRealOn }) => {
      const row = shown.find((proposed) => proposed.providerIdentifier === providerIdentifier)
      const found = row && row[row.medium]
      const age = lastRealOn === null ? 'jamais' : `${daysUntil(lastRealOn)} j`
      return [providerIdentifier, customerName, modeName, found?.address ?? '–', row ? (found ? translate('fr', `meters.origin.${found.origin}`) : 'rien : ligne rouge') : 'absent de la liste', age]
    })
    expect(seen).toEqual(tableOf('Bien').map((cells) => cells.slice(0, 6)))
  })

  it('M-014 M-015 M-016 the mode of an asset is set on its sheet, where both addresses are found; an added mode is asked for nothing', async () => {
    const asset = await api.assets.asset({ id: ids['BIEN-007']! })
    const modes = await api.assets.readingModes()
    const withMode = async (name: string): Promise<ProposedRequest | undefined> => {
      await api.assets.saveAsset({ ...asset, readingModeId: modes.find((mode) => mode.name === name)!.id })
      return rowOf('BIEN-007')
    }
    expect(await api.assets.addresses(asset)).toEqual({ email: { address: 'e.legall@kerbrat.example', origin: 'contact' }, fax: { address: '02 98 11 00 00', origin: 'customer' } })
    expect(await withMode('Fax')).toMatchObject({ medium: 'fax', fax: { address: '02 98 11 00 00' } })
    expect(await withMode('@Remote')).toBeUndefined()
    expect(await withMode('Aucun')).toBeUndefined()
  })

  it('M-017 M-018 M-019 what is entered at the location, the site and the customer is used at its level', async () => {
    const asset = await api.assets.asset({ id: ids['BIEN-002']! })
    const location = (await api.assets.locationsOf({ siteId: asset.siteId })).find(({ id }) => id === asset.locationId)!
    const site = (await api.assets.sitesOf({ customerId: asset.customerId })).find(({ id }) => id === asset.siteId)!
    const customer = await api.receivables.customer({ id: asset.customerId })
    const foundIn = async (): Promise<string> => {
      const { email } = await api.assets.addresses(asset)
      return `${email?.origin ?? ''} ${email?.address ?? ''}`
    }
    await api.assets.saveLocation({ ...location, email: 'l@kerbrat.example' })
    expect(await foundIn()).toBe('location l@kerbrat.example')
    await api.assets.saveLocation({ ...location, email: '' })
    await api.assets.saveSite({ ...site, email: 's@kerbrat.example' })
    expect(await foundIn()).toBe('site s@kerbrat.example')
    await api.assets.saveSite({ ...site, email: '' })
    await api.receivables.saveCustomer({ ...customer, email1: 'c@kerbrat.example' })
    expect(await foundIn()).toBe('customer c@kerbrat.example')
    await Promise.all([api.assets.saveLocation(location), api.assets.saveSite(site)])
    await api.receivables.saveCustomer(customer)
    expect(await foundIn()).toBe('location comptabilite@kerbrat.example')
  })

  it('M-020 what is installed at the annexe takes its mode, Fax; elsewhere that of CATEG_DEMANDE_RELEVES', async () => {
    const owner = await customerId('PARC05')
    const sites = await api.assets.sitesOf({ customerId: owner })
    const modeAt = async (code: string): Promise<string> => {
      const { id } = await api.assets.saveAsset(assetOf(owner, sites.find((site) => site.code === code)!.id!, 'NEUF'))
      const [row] = await api.assets.assetRows({ ids: Int32Array.of(id!) })
      await api.assets.deleteAsset({ id: id! })
      return row!.modeName
    }
    expect([await modeAt('ANNEXE'), await modeAt('CABINET')]).toEqual(['Fax', 'Adresse e-mail'])
    await setParameters(api, { CATEG_DEMANDE_RELEVES: 'NONE' })
    expect(await modeAt('CABINET')).toBe('Aucun')
    await setParameters(api, { CATEG_DEMANDE_RELEVES: 'EMAIL' })
  })
})

const daysUntil = (day: LocalDate): number => [1, 20, 21, 40].find((days) => daysAgo(days) === day) ?? NaN

/** Next invoices: SSC-002 on 15/11, SSC-003 on 25/11, SSC-004 on 30/11, SSC-001 on 01/12; SSC-005 is suspended. */
const criteria = (more: Partial<PreparationCriteria> = {}): PreparationCriteria => ({
  workOn: localDate('2026-11-30'), contractIds: [], internalOrganisationIds: [], agencies: [], customerIds: [], excludedCustomerCodes: [], types: [], predefinedContracts: [], predefinedModules: [], predefinedRules: [], ...more,
})

interface Preparation { isAfter?: boolean; limits?: { unlessReadWithinDays?: number; withoutReadingSince?: LocalDate }; criteria?: Partial<PreparationCriteria> }
/** The last digits of the assets « Demande de relevés » proposes. */
async function prepared({ isAfter = false, limits = {}, criteria: more = {} }: Preparation): Promise<string> {
  const { rows } = await api.contracts.simulate(criteria(more))
  const ruleIds = isAfter ? rows.filter((row) => row.isProposed).map(({ id }) => id) : null
  return digitsOf(await proposals({ origin: 'bulk', isAfterCalculation: isAfter, criteria: criteria(more), ruleIds, unlessReadWithinDays: null, withoutReadingSince: null, ...limits }))
}
const digitsOf = (rows: readonly { providerIdentifier: string }[]): string => rows.map(({ providerIdentifier }) => providerIdentifier.slice(-1)).sort().join('')

describe('« Préparation de la facturation des solutions de services client »', () => {
  it.each<[string, Preparation, string]>([
    ['M-021 M-022 before calculation: whatever the criteria choose', {}, '12345'],
    ['M-034 after it: what is billable by 30/11', { isAfter: true }, '345'],
    ['M-034 M-036 one day later the forfait is as well', { isAfter: true, criteria: { workOn: localDate('2026-12-01') } }, '12345'],
    ['M-036 on 14/11 nothing is', { isAfter: true, criteria: { workOn: localDate('2026-11-14') } }, ''],
    ['M-027 « Clients exclus »', { criteria: { excludedCustomerCodes: ['PARC02'] } }, '1245'],
    ['M-027 agency', { criteria: { agencies: ['Quimper'] } }, '45'],
    ['M-027 type', { criteria: { types: ['UT'] } }, '5'],
    ['M-027 RFP', { criteria: { predefinedRules: ['TRANCHE'] } }, '3'],
    ['M-030 M-031 « Sans relevé depuis le », 20 days ago: not what was read then', { limits: { withoutReadingSince: daysAgo(20) } }, '345'],
    ['M-031 one day later: what was read 20 days ago as well', { limits: { withoutReadingSince: daysAgo(19) } }, '2345'],
    ['M-029 « Paramètres de génération »', { limits: { unlessReadWithinDays: 20 }, criteria: { workOn: asOf } }, '345'],
  ])('%s', async (_row, preparation, expected) => {
    expect(await prepared(preparation)).toBe(expected)
  })

  it('M-024 M-026 « Contrôle de la facturation » of one solution, or one customer', async () => {
    const [contract] = await api.contracts.find({ search: 'SSC-003' })
    expect([await prepared({ criteria: { contractIds: [contract!.id] } }), await prepared({ criteria: { customerIds: [await customerId('PARC01')] } })]).toEqual(['4', '12'])
  })

  it('M-036 says why a solution is not billed: suspended, later', async () => {
    const { rows } = await api.contracts.simulate(criteria())
    expect(Object.fromEntries(rows.map(({ contractCode, obstacle }) => [contractCode, obstacle]))).toEqual({ 'SSC-001': 'later', 'SSC-002': null, 'SSC-003': null, 'SSC-004': null, 'SSC-005': 'suspended' })
  })

  it('M-028 CLIENTS_EXCLUS_FACTURATION fills « Clients exclus »', async () => {
    await setParameters(api, { CLIENTS_EXCLUS_FACTURATION: 'PARC02;PARC05' })
    expect((await api.contracts.choices()).excludedCustomerCodes).toEqual(['PARC02', 'PARC05'])
    await setParameters(api, { CLIENTS_EXCLUS_FACTURATION: '' })
  })

  it('M-035 after calculation the list is as the simulation had it, whatever the criteria are then', async () => {
    const { rows } = await api.contracts.simulate(criteria())
    const launch = { origin: 'bulk' as const, isAfterCalculation: true, ruleIds: rows.filter((row) => row.isProposed).map(({ id }) => id), unlessReadWithinDays: null, withoutReadingSince: null }
    expect(digitsOf(await proposals({ ...launch, criteria: criteria({ agencies: ['Brest'], excludedCustomerCodes: ['PARC03'] }) }))).toBe('345')
  })

  it('M-083 M-084 M-085 M-086 IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR ☑: forfait and tranche on their own dates alone, the other rules as before', async () => {
    const after = (workOn: string): Promise<string> => prepared({ isAfter: true, criteria: { workOn: localDate(workOn) } })
    await setParameters(api, { IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR: true })
    // SSC-001 « régularise » on 01/02, SSC-002 renews on 15/04
    expect([await after('2026-12-01'), await after('2027-01-31'), await after('2027-02-01'), await after('2027-04-14'), await after('2027-04-15')]).toEqual(['45', '45', '1245', '1245', '12345'])
    await setParameters(api, { IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR: false })
    expect(await after('2026-12-01')).toBe('12345')
  })
})

describe('the three calendars', () => {
  const GENERAL = 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR'
  const PARTICULAR = 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR'
  const EXCLUSION = 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR'
  const byDay = (days: readonly { day: LocalDate; count: number }[]): Record<string, number> => Object.fromEntries(days.map(({ day, count }) => [day, count]))

  it('M-100 M-104 M-105 M-106 M-107 M-108 have their rows, under the headers the requirements give', async () => {
    const headers = (table: DecisionTableName): string[] => ['Position', ...columnsOf(table).map(({ key }) => translate('fr', `decisions.column.${key}`))]
    expect((await api.decisions.tables({ search: 'COLLECTE_COMPTEUR' })).map(({ name, rowCount }) => [name, rowCount])).toEqual(DECISION_TABLES.map((name) => [name, 2]))
    expect([headers(EXCLUSION), headers(GENERAL), headers(PARTICULAR)].map((row) => row.map((header) => header.replaceAll('’', '\'')))).toEqual([
      ['Position', 'Nom de la classification du client', 'Nom de la catégorie du client', 'Début exclusion', 'Fin exclusion', 'Date prochaine d\'envoi des demandes exclues', 'Code prestataires', 'Date de prochaine facture théorique'],
      ['Position', 'Jour d\'envoi de demandes de relevés', 'Code de la règle de facturation prédéfinie', 'Code prestataires', 'Jour de facturation (2 du mois courant au 1er du mois suivant)', 'Jour de facturation'],
      ['Position', 'Nom de la classification du client', 'Nom de la catégorie du client', 'Jour d\'envoi des demandes de relevés', 'Code prestataires', 'Jour de facturation'],
    ])
  })

  // of tomorrow and the thirty days after: SSC-001 BIEN-001 and 002, SSC-002 BIEN-003, SSC-003 BIEN-004, SSC-004 BIEN-005
  it.each<[string, Partial<Record<DecisionTableName, string[][]>>, Record<string, number>]>([
    ['M-110 M-111 the 20th: the forfait billed on the 1st of the month that follows, and nothing of another RFP', { [GENERAL]: [['20', 'FORF.*', '*', '1', '1']] }, { '2026-11-20': 2 }],
    ['M-101 « Grands comptes » on the 25th, whatever the general calendar says', { [GENERAL]: [['20', '*', '*', '*', '*']], [PARTICULAR]: [['Secteur', 'GRANDS.*', '25', '*', '*']] }, { '2026-11-20': 3, '2026-11-25': 2 }],
    ['M-109 « 02 » is for what Quimper serves', { [GENERAL]: [['20', '*', '02', '*', '*']] }, { '2026-11-20': 2 }],
    ['M-112 the 31st of a month that has thirty days', { [GENERAL]: [['31', '*', '*', '*', '*']] }, { '2026-11-30': 5 }],
    ['M-102 M-113 M-114 schools excluded to the 20th included, asked on the day set for them', { [GENERAL]: [['20', '*', '*', '*', '*']], [EXCLUSION]: [['Secteur', 'ECOLE', '2026-11-01', '2026-11-20', '2026-11-27', '*', '*']] }, { '2026-11-20': 4, '2026-11-27': 1 }],
    ['M-113 excluded to the 19th only: asked on the 20th', { [GENERAL]: [['20', '*', '*', '*', '*']], [EXCLUSION]: [['Secteur', 'ECOLE', '2026-11-01', '2026-11-19', '2026-11-27', '*', '*']] }, { '2026-11-20': 5 }],
    ['M-103 a « Grand compte » in all three is excluded', { [GENERAL]: [['20', '*', '*', '*', '*']], [PARTICULAR]: [['Secteur', 'GRANDS.*', '25', '*', '*']], [EXCLUSION]: [['Secteur', 'GRANDS.*', '2026-11-24', '2026-11-26', '2026-12-02', '*', '*']] }, { '2026-11-20': 3, '2026-12-02': 2 }],
    ['M-115 only what is next billed by the 25th is excluded', { [GENERAL]: [['14', '*', '*', '*', '*']], [EXCLUSION]: [['*', '*', '2026-11-14', '2026-11-14', '2026-12-03', '*', '2026-11-25']] }, { '2026-11-14': 3, '2026-12-03': 2 }],
  ])('%s', async (_row, tables, expected) => {
    const before = await Promise.all(DECISION_TABLES.map((name) => api.decisions.table({ name })))
    for (const name of DECISION_TABLES) await api.decisions.saveTable({ name, rows: tables[name] ?? [] })
    // as if everybody had been read long ago
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 0 })
    const forecast = byDay(await api.meters.automaticForecast({ asOf }))
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 20 })
    for (const { name, rows } of before) await api.decisions.saveTable({ name, rows: rows.map(({ cells }) => cells) })
    expect(forecast).toEqual(expected)
  })
})

describe('the sending', () => {
  /** Sends rows of the list, each as it is or as it was changed on the screen. */
  const send = async (changes: Record<string, Partial<RequestChoice>>, requestedOn = asOf): Promise<SendReport> => {
    const rows = await proposals()
    return api.meters.send({ launch: null, asOf, requestedOn, choices: Object.entries(changes).map(([identifier, change]) => choiceOf(rows.find(({ providerIdentifier }) => providerIdentifier === identifier)!, change)) })
  }
  const skipped = ({ skipped: rows }: SendReport): Record<string, string> => Object.fromEntries(rows.map(({ providerIdentifier, reason }) => [providerIdentifier, reason]))
  const messages = async (kind: string) => (await api.outbox.list({ state: null })).filter((message) => message.kind === kind)

  it('M-062 M-069 M-073 nothing ticked, or no sender: refused, with the two parameters to be filled in', async () => {
    await expect(send({})).rejects.toMatchObject({ code: 'meters.nothing-ticked' })
    await expect(send({ 'BIEN-001': {} })).rejects.toMatchObject({ code: 'meters.no-sender', details: { first: 'BIEN_COMPTEUR_EXPEDITEUR_MAIL', second: 'MAIL' } })
    expect((await api.settings.parameters({ search: '' })).map(({ name }) => name)).toEqual(expect.arrayContaining(['BIEN_COMPTEUR_EXPEDITEUR_MAIL', 'MAIL', 'BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL', 'MAILTO', 'BIEN_COMPTEUR_NUMERO_FAX', 'NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL']))
  })

  it('M-043 M-044 M-045 the table is exported whole, without boxes', async () => {
    const rows = await proposals()
    const { documentId } = await api.meters.exportProposals({ launch: null, requestedOn: asOf, outFolder: null, choices: rows.map((row) => choiceOf(row)) })
    const [{ data: [header, ...lines] }] = await readXlsxFile(join(folder, (await api.documents.get({ id: documentId })).file)) as unknown as [{ data: [string[], ...string[][]] }]
    expect([lines.length, header.includes('Envoyer'), header.includes('Bien (prestataire)')]).toEqual([6, false, true])
  })

  it('M-048 M-051 M-052 M-053 M-058 M-066 M-067: what is red, marked « # », wrong or by fax without a provider does not leave, and the report says why', async () => {
    await setParameters(api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: 'releves@ponant.example', BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL: 'chef@ponant.example', BIEN_COMPTEUR_NUMERO_FAX: '02 98 00 10 09' })
    const report = await send({ 'BIEN-001': { address: 'abc' }, 'BIEN-003': {}, 'BIEN-004': { medium: 'fax', address: '' }, 'BIEN-005': {}, 'BIEN-006': {} })
    expect(skipped(report)).toEqual({ 'BIEN-001': 'invalid-address', 'BIEN-003': 'no-fax-provider', 'BIEN-004': 'no-address', 'BIEN-005': 'fax-blocked', 'BIEN-006': 'no-address' })
    expect(await messages('meter-request')).toEqual([])
    expect(await api.meters.history({ group: 'failed' })).toHaveLength(5)
  })

  it('M-037 M-042 M-049 M-050 M-054 M-055 M-056 M-057 M-059 M-060 M-064 M-065 M-070 what is ticked goes to the outbox, as it was changed, and waits there without a mail server', async () => {
    const report = await send({ 'BIEN-001': {}, 'BIEN-005': { medium: 'email', address: 'g.ledantec@ledantec.example' }, 'BIEN-006': { address: 'r.bihan@genets.example' } }, localDate('2026-11-12'))
    expect(report).toMatchObject({ emailCount: 3, faxCount: 0, skipped: [], hasMailServer: false, resultTo: 'chef@ponant.example' })
    expect((await messages('meter-request')).map(({ state, toAddress }) => `${state} ${toAddress}`).sort()).toEqual(['queued g.ledantec@ledantec.example', 'queued n.kerbrat@kerbrat.example', 'queued r.bihan@genets.example'])
    const sent = await api.meters.history({ group: 'sent' })
    expect(sent.map(({ providerIdentifier, addressOrigin, requestedOn }) => [providerIdentifier, addressOrigin, requestedOn]).sort()).toEqual([['BIEN-001', 'contact', '2026-11-12'], ['BIEN-005', 'contact', '2026-11-12'], ['BIEN-006', 'typed', '2026-11-12']])
    // kept nowhere: neither the mode nor the address
    expect(await rowOf('BIEN-005')).toMatchObject({ medium: 'fax', lastRequestedOn: '2026-11-12' })
    expect((await rowOf('BIEN-006'))!.email).toBeNull()
  })

  it('M-063 M-068 M-071 M-074 M-077 M-081 M-092 M-096 once server and provider are there everything leaves: sender, signature, fax number with its prefix, one document with both meters and the picture, and the result', async () => {
    await setParameters(api, { PREFIX_FAX: '0' })
    await api.outbox.saveFaxSettings({ settings: gateway })
    await send({ 'BIEN-003': {} })
    await api.outbox.saveMailSettings({ settings: mailSettings(office.port, { signature: 'Service relevés' }), password: null })
    // four requests and the result of each of their two runs; that of what was skipped was told at once
    await vi.waitFor(async () => { if ((await api.outbox.list({ state: 'sent' })).length < 7) throw new Error('not all has left') }, { timeout: 60_000, interval: 50 })
    const mails = await Promise.all(office.server.mails.map((_mail, index) => office.server.parsed(index)))
    expect(new Set(mails.map(({ from }) => from?.address))).toEqual(new Set(['releves@ponant.example']))
    expect(office.server.mails.flatMap(({ recipients }) => recipients)).toContain('00298221111@fax.example')
    expect(mails.filter(({ to }) => to?.[0]?.address === 'chef@ponant.example').map(({ subject }) => subject!.replaceAll('\u00a0', ' ')).sort()).toEqual([
      'Demandes de relevés du 10/11/2026 : 0 envoyée, 0 en échec, 5 non envoyées', 'Demandes de relevés du 10/11/2026 : 1 envoyée, 0 en échec, 0 non envoyée', 'Demandes de relevés du 12/11/2026 : 3 envoyées, 0 en échec, 0 non envoyée',
    ])
    const kerbrat = mails.find(({ to }) => to?.[0]?.address === 'n.kerbrat@kerbrat.example')!
    expect(kerbrat.text).toContain('Service relevés')
    const sheet = (await readPdf(new Uint8Array(kerbrat.attachments[0]!.content as ArrayBuffer))).map(({ text }) => text).join('\n')
    for (const shown of ['Noir', 'Couleur', '18 250', '12 novembre 2026', 'Fax de retour : 02 98 00 10 09', 'Pour relever les compteurs, suivre les opérations suivantes :']) expect(sheet).toContain(shown)
  })

  it('M-078 M-079 M-080 M-098 the data of a request: return fax, both meters; an article without picture has none', async () => {
    const dataOf = async (identifier: string): Promise<string> => {
      const request = (await api.meters.history({ group: 'sent' })).find(({ providerIdentifier }) => providerIdentifier === identifier)!
      return readFileSync(join(folder, (await api.documents.get({ id: request.dataDocumentId! })).file), 'utf8')
    }
    const [withPicture, without] = [await dataOf('BIEN-001'), await dataOf('BIEN-003')]
    expect(withPicture).toContain('<SOC_FAX_RELEVE_COMPTEUR>02 98 00 10 09</SOC_FAX_RELEVE_COMPTEUR>')
    expect(withPicture.match(/<COMPTEUR /g)).toHaveLength(2)
    expect([withPicture.includes('IMAGE_MODE_OPERATOIRE'), without.includes('IMAGE_MODE_OPERATOIRE')]).toEqual([true, false])
  })

  it('M-072 M-075 M-076 the general sender and recipient serve when the own ones are empty', async () => {
    await setParameters(api, { BIEN_COMPTEUR_EXPEDITEUR_MAIL: '', MAIL: 'general@ponant.example', BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL: '', MAILTO: 'tous@ponant.example' })
    expect(await send({ 'BIEN-006': {} })).toMatchObject({ resultTo: 'tous@ponant.example' })
    await vi.waitFor(async () => { if ((await api.outbox.list({ state: 'sent' })).length < 8) throw new Error('the result has not left') }, { timeout: 30_000, interval: 50 })
    expect(await office.server.parsed(office.server.mails.length - 1)).toMatchObject({ from: { address: 'general@ponant.example' }, to: [{ address: 'tous@ponant.example' }] })
  })

  it('M-082 M-091 an own wording is used', async () => {
    const mail = (await api.meters.templates()).find(({ name }) => name === 'mail')!
    await api.meters.saveTemplate({ name: 'mail', subject: 'Compteurs de {{ client.nom }}', body: mail.body, closing: mail.closing })
    const [own] = (await api.meters.templates()).filter(({ name }) => name === 'mail')
    expect((await api.meters.previewMessage({ template: own!, assetId: ids['BIEN-001']!, requestedOn: asOf })).subject).toBe('Compteurs de Ateliers Kerbrat')
    await api.meters.restoreTemplate({ name: 'mail' })
  })
})

describe('« Envoi automatique »', () => {
  it('M-087 M-088 M-089 M-090 M-099 M-118 M-119 « Lancer maintenant » on the day it is made asks whom the calendars name: the log says what became of each', async () => {
    expect(await api.meters.automaticState({ asOf })).toMatchObject({ isOn: false, hasCalendars: true, isDue: true, unknownCriteria: [] })
    await runOn(api, asOf)
    // read 1 and 20 days ago: not asked; 21 days ago, with a request made by hand this month: not asked twice; 40 days ago, an estimate since: asked
    expect(await outcomesOn(api, asOf)).toEqual({ 'BIEN-001': 'asked-by-hand', 'BIEN-002': 'read-recently', 'BIEN-003': 'asked-by-hand', 'BIEN-004': 'requested', 'BIEN-005': 'asked-by-hand', 'BIEN-007': 'no-mode', 'BIEN-008': 'no-mode' })
    expect(await rowOf('BIEN-002')).toBeDefined()
    expect((await api.meters.automaticDays()).map(({ day, requestedCount }) => [day, requestedCount])).toEqual([[asOf, 1]])
  })

  it('M-116 M-117 again on that day nobody is asked twice; after a week closed what was missed is made up for, once', async () => {
    expect((await runOn(api, asOf)).sending).toBeNull()
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 19 })
    expect((await runOn(api, asOf)).sending).toMatchObject({ emailCount: 1 })
    const { days } = await runOn(api, addDays(asOf, 7))
    expect([days.length, days.reduce((sum, { requestedCount }) => sum + requestedCount, 0)]).toEqual([7, 0])
    await setParameters(api, { NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: 20 })
  })
})

describe('the answer', () => {
  it('M-120 a reading below the last one, older than it, in the future or negative: told as its parameter says', async () => {
    const [meter] = await api.assets.metersOf({ assetId: ids['BIEN-001']! })
    const findings = async (value: number, readOn: LocalDate = asOf): Promise<string[]> => {
      const entry: ReadingEntry = { assetId: ids['BIEN-001']!, readOn, origin: 'customer', values: [{ meterId: meter!.id!, valueThousandths: value * 1000 }] }
      return (await api.assets.checkReadings({ entry, asOf })).map(({ check, severity }) => `${check} ${severity}`)
    }
    expect([await findings(18_300), await findings(900), await findings(18_300, addDays(asOf, 1)), await findings(18_000, daysAgo(2)), await findings(-1)]).toEqual([[], ['below-last alert'], ['future block'], ['before-last alert'], ['negative block', 'below-last alert']])
    await setParameters(api, { CONTROLE_RELEVE_INFERIEUR: 'BLOCAGE' })
    await setParameters(api, { CONTROLE_RELEVE_NEGATIF: 'ALERTE' })
    expect([await findings(900), await findings(-1)]).toEqual([['below-last block'], ['negative alert', 'below-last block']])
    await setParameters(api, { CONTROLE_RELEVE_INFERIEUR: 'ALERTE', CONTROLE_RELEVE_NEGATIF: 'BLOCAGE' })
  })
})
