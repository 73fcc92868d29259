import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { localDate } from '../../shared/date.ts'
import { assetOf, contactNamed, customerWithAsset, locationOf, meterOf, PARK_DAY, samplePark, siteOf } from '../fixtures/asset-fixture.ts'
import { openOffice, resources, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'

let office: OpenOffice
beforeEach(async () => { office = await openOffice({ userName: 'Hélène' }) })
afterEach(() => office.close())

const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', (error: unknown) => (error instanceof AppError ? error.code : String(error)))
const modeNamed = async (name: string): Promise<number> => (await office.api.assets.readingModes()).find((mode) => mode.name === name)!.id!

describe('reading modes', () => {
  it('M-015 « Adresse e-mail », « Fax » and « Aucun » are there; an added mode has no medium, and none of the three can be changed or deleted', async () => {
    const { assets } = office.api
    expect((await assets.readingModes()).map(({ name, medium }) => [name, medium])).toEqual([['Adresse e-mail', 'email'], ['Fax', 'fax'], ['Aucun', null]])
    const added = await assets.saveReadingMode({ id: null, code: 'REMOTE', name: '@Remote', medium: null, isSystem: false })
    expect(added).toMatchObject({ medium: null, isSystem: false })
    expect(await refusal(assets.saveReadingMode({ ...added, medium: 'email' }))).toBe('assets.mode-fixed')
    const [email] = await assets.readingModes()
    expect(await refusal(assets.saveReadingMode({ ...email!, name: 'Courriel' }))).toBe('assets.mode-fixed')
    expect(await refusal(assets.deleteReadingMode({ id: email!.id! }))).toBe('assets.mode-fixed')
    await assets.deleteReadingMode({ id: added.id! })
    expect(await assets.readingModes()).toHaveLength(3)
  })

  it('M-014 the mode set on the asset is the one its sheet and the list show', async () => {
    const { assets } = office.api
    const { assetId } = await customerWithAsset(office.api, 'C1')
    const asset = await assets.asset({ id: assetId })
    await assets.saveAsset({ ...asset, readingModeId: await modeNamed('Fax') })
    expect((await assets.assetRows({ ids: Int32Array.of(assetId) }))[0]).toMatchObject({ modeName: 'Fax' })
  })

  it('M-020 a new asset has the mode of its site, else that of CATEG_DEMANDE_RELEVES; the assets there already change on demand only', async () => {
    const { assets } = office.api
    const { customerId, siteId, assetId } = await customerWithAsset(office.api, 'C1')
    const fax = await modeNamed('Fax')
    expect((await assets.asset({ id: assetId })).readingModeId).toBe(await modeNamed('Adresse e-mail'))
    const [site] = await assets.sitesOf({ customerId })
    await assets.saveSite({ ...site!, readingModeId: fax })
    expect(await assets.defaultMode({ siteId })).toEqual({ readingModeId: fax })
    expect((await assets.saveAsset(assetOf(customerId, siteId, 'C1-2'))).readingModeId).toBe(fax)
    expect((await assets.asset({ id: assetId })).readingModeId).not.toBe(fax)
    expect(await assets.applySiteMode({ siteId })).toEqual({ changed: 1 })
    expect((await assets.asset({ id: assetId })).readingModeId).toBe(fax)
  })
})

describe('addresses as the sheet shows them', () => {
  it('M-016 M-017 M-018 M-019 the address found and its level follow what is entered at the contact, the location, the site and the customer', async () => {
    const { assets, receivables } = office.api
    const { customerId, siteId, assetId } = await customerWithAsset(office.api, 'C1')
    const found = async () => (await assets.addresses(await assets.asset({ id: assetId }))).email
    expect(await found()).toBeNull()
    await receivables.saveCustomer({ ...await receivables.customer({ id: customerId }), email2: 'c@x.example' })
    expect(await found()).toEqual({ address: 'c@x.example', origin: 'customer' })
    await assets.saveSite({ ...(await assets.sitesOf({ customerId }))[0]!, email: 's@x.example' })
    expect(await found()).toEqual({ address: 's@x.example', origin: 'site' })
    const location = await assets.saveLocation(locationOf(siteId, 'Accueil', { email: 'l@x.example' }))
    await assets.saveAsset({ ...await assets.asset({ id: assetId }), locationId: location.id })
    expect(await found()).toEqual({ address: 'l@x.example', origin: 'location' })
    const contact = await assets.saveContact({ contact: contactNamed('Mâcon', { email1: 'a@x.example' }), customerId, asOf: PARK_DAY })
    await assets.saveAsset({ ...await assets.asset({ id: assetId }), serviceContactId: contact.id })
    expect(await found()).toEqual({ address: 'a@x.example', origin: 'contact' })
    await assets.endCollaboration({ contactId: contact.id!, customerId, asOf: PARK_DAY })
    expect(await found()).toEqual({ address: 'l@x.example', origin: 'location' })
    expect(await refusal(assets.endCollaboration({ contactId: contact.id!, customerId, asOf: PARK_DAY }))).toBe('assets.no-collaboration')
  })

  it('M-051 an e-mail address or a fax number that cannot be one is refused where it is entered', async () => {
    const { assets } = office.api
    const { customerId, siteId } = await customerWithAsset(office.api, 'C1')
    expect(await refusal(assets.saveSite(siteOf(customerId, 'S2', { email: 'abc' })))).toBe('assets.invalid')
    expect(await refusal(assets.saveLocation(locationOf(siteId, 'L', { fax: 'abc' })))).toBe('assets.invalid')
    await assets.saveLocation(locationOf(siteId, 'L', { fax: '#01 23 45' }))
  })
})

describe('assets', () => {
  it('refuses a site, a location or a contact of somebody else, and an identifier that is taken', async () => {
    const { assets } = office.api
    const one = await customerWithAsset(office.api, 'C1')
    const other = await customerWithAsset(office.api, 'C2')
    const location = await assets.saveLocation(locationOf(other.siteId, 'Ailleurs'))
    const contact = await assets.saveContact({ contact: contactNamed('Ailleurs'), customerId: other.customerId, asOf: PARK_DAY })
    const asset = await assets.asset({ id: one.assetId })
    for (const wrong of [{ siteId: other.siteId }, { locationId: location.id }, { userContactId: contact.id }]) expect(await refusal(assets.saveAsset({ ...asset, ...wrong }))).toBe('assets.elsewhere')
    expect(await refusal(assets.saveAsset({ ...asset, providerIdentifier: 'C2-1' }))).toBe('assets.code-taken')
    expect(await assets.asset({ id: one.assetId })).toEqual(asset)
  })

  it('what something stands on is not deleted', async () => {
    const { assets, receivables } = office.api
    const { customerId, siteId, assetId, meterId } = await customerWithAsset(office.api, 'C1')
    await assets.saveReadings({ entry: { assetId, readOn: PARK_DAY, origin: 'customer', values: [{ meterId, valueThousandths: 1000 }] }, asOf: PARK_DAY, isSure: false })
    expect(await refusal(assets.deleteMeter({ id: meterId }))).toBe('assets.meter-in-use')
    expect(await refusal(assets.deleteAsset({ id: assetId }))).toBe('assets.asset-in-use')
    expect(await assets.metersOf({ assetId })).toHaveLength(1)
    expect(await refusal(assets.deleteSite({ id: siteId }))).toBe('assets.site-in-use')
    expect(await refusal(assets.saveSite({ ...(await assets.sitesOf({ customerId }))[0]!, isActive: false }))).toBe('assets.site-occupied')
    expect(await refusal(receivables.deleteCustomer({ id: customerId }))).toBe('customer.in-use')
    const [reading] = await assets.readingsOf({ assetId })
    await assets.deleteReading({ id: reading!.id })
    await assets.deleteAsset({ id: assetId })
    await assets.deleteSite({ id: siteId })
    await receivables.deleteCustomer({ id: customerId })
  })

  it('a customer has at most one category of a classification, and a category that is used stays', async () => {
    const { assets, receivables } = office.api
    const customerId = (await receivables.saveCustomer(customerNamed('C1', 'Client'))).id!
    const sector = await assets.saveClassification({ id: null, code: 'S', name: 'Secteur', categories: [{ id: null, code: 'GC', name: 'Grands comptes' }, { id: null, code: 'E', name: 'Écoles' }] })
    const [schools, large] = sector.categories
    expect(await refusal(assets.saveCategoriesOf({ customerId, categoryIds: [schools!.id!, large!.id!] }))).toBe('assets.two-categories')
    await assets.saveCategoriesOf({ customerId, categoryIds: [large!.id!] })
    expect(await refusal(assets.saveClassification({ ...sector, categories: [schools!] }))).toBe('assets.category-in-use')
    expect(await refusal(assets.deleteClassification({ id: sector.id! }))).toBe('assets.classification-in-use')
    expect(await assets.categoriesOf({ customerId })).toEqual([large!.id])
    expect((await assets.saveClassification({ ...sector, categories: [large!] })).categories).toEqual([large])
  })

  it('the first internal organisation is the default, and only one ever is', async () => {
    const { assets } = office.api
    const blank = { id: null, phone: '', fax: '', email: '', isDefault: false }
    expect((await assets.saveInternalOrganisation({ ...blank, code: '01', name: 'Une' })).isDefault).toBe(true)
    await assets.saveInternalOrganisation({ ...blank, code: '02', name: 'Deux', isDefault: true })
    expect((await assets.internalOrganisations()).map(({ code, isDefault }) => [code, isDefault])).toEqual([['02', true], ['01', false]])
    expect(await refusal(assets.saveInternalOrganisation({ ...blank, code: '01', name: 'Encore' }))).toBe('assets.code-taken')
  })
})

describe('« mode opératoire »', () => {
  const png = () => Uint8Array.from(readFileSync(join(resources, 'sample', 'mode-operatoire.png')))

  it('M-092 M-095 M-097 the picture of an article is kept as it was given, known by its bytes and not by its name', async () => {
    const { assets } = office.api
    const { id } = await assets.saveItem({ id: null, code: 'A1', label: 'Copieur', brand: '', isActive: true, manufacturerId: null, manufacturerReference: '', hasPicture: false })
    await assets.savePicture({ itemId: id!, bytes: png() })
    const kept = await assets.picture({ itemId: id! })
    expect(kept!.mediaType).toBe('image/png')
    expect(kept!.bytes).toEqual(png())
    expect(await assets.item({ id: id! })).toMatchObject({ hasPicture: true })
    expect(await refusal(assets.savePicture({ itemId: id!, bytes: new TextEncoder().encode('GIF89a…') }))).toBe('assets.picture-format')
    const tooLarge = new Uint8Array(5 * 1024 * 1024 + 1)
    tooLarge.set([0xff, 0xd8, 0xff])
    expect(await refusal(assets.savePicture({ itemId: id!, bytes: tooLarge }))).toBe('assets.picture-size')
    expect((await assets.picture({ itemId: id! }))!.bytes).toEqual(png())
    await assets.savePicture({ itemId: id!, bytes: null })
    expect(await assets.picture({ itemId: id! })).toBeNull()
  })
})

describe('readings', () => {
  it('M-120 a value below the last reading is told with both, and kept only when the person is sure', async () => {
    const { assets } = office.api
    const { assetId, meterId } = await customerWithAsset(office.api, 'C1')
    const enter = (value: number, readOn: string, isSure: boolean) =>
      assets.saveReadings({ entry: { assetId, readOn: localDate(readOn), origin: 'customer', values: [{ meterId, valueThousandths: value * 1000 }] }, asOf: PARK_DAY, isSure })
    await enter(1000, '2026-11-01', false)
    const findings = await assets.checkReadings({ entry: { assetId, readOn: PARK_DAY, origin: 'customer', values: [{ meterId, valueThousandths: 900_000 }] }, asOf: PARK_DAY })
    expect(findings).toEqual([{ meterId, meterName: 'Noir', check: 'below-last', severity: 'alert', text: 'La valeur saisie ( 900 ) est inférieure au dernier relevé ( 1000 )' }])
    expect(await refusal(enter(900, '2026-11-20', false))).toBe('assets.reading-alert')
    expect(await assets.readingsOf({ assetId })).toHaveLength(1)
    await enter(900, '2026-11-20', true)
    expect((await assets.readingsOf({ assetId })).map(({ valueThousandths, enteredBy, source }) => [valueThousandths, enteredBy, source])).toEqual([[900_000, 'Hélène', 'entry'], [1_000_000, 'Hélène', 'entry']])
    expect(await refusal(enter(-1, '2026-11-20', true))).toBe('assets.reading-blocked')
    expect(await refusal(enter(2000, '2026-11-21', true))).toBe('assets.reading-blocked')
    await enter(900, '2026-11-20', true)
    expect(await assets.readingsOf({ assetId })).toHaveLength(2)
  })

  it.each<[string, string]>([['BLOCAGE', 'assets.reading-blocked'], ['ALERTE', 'assets.reading-alert'], ['AUCUN', '']])('M-120 a negative value, CONTROLE_RELEVE_NEGATIF %s: %s', async (severity, code) => {
    const { assets, settings } = office.api
    const { assetId, meterId } = await customerWithAsset(office.api, 'C1')
    await settings.saveParameters([{ name: 'CONTROLE_RELEVE_NEGATIF', value: severity }])
    const enter = (isSure: boolean) => assets.saveReadings({ entry: { assetId, readOn: PARK_DAY, origin: 'customer', values: [{ meterId, valueThousandths: -5000 }] }, asOf: PARK_DAY, isSure })
    if (code !== '') expect(await refusal(enter(false))).toBe(code)
    if (severity === 'BLOCAGE') expect(await refusal(enter(true))).toBe(code)
    else {
      await enter(severity === 'ALERTE')
      expect(await assets.readingsOf({ assetId })).toMatchObject([{ valueThousandths: -5_000 }])
    }
  })

  it('readings of one entry are kept all or none, and never finer than their meter', async () => {
    const { assets } = office.api
    const { assetId, meterId } = await customerWithAsset(office.api, 'C1')
    const fine = await assets.saveMeter(meterOf(assetId, 'Eau', { decimals: 3, unit: 'm³' }))
    const entry = (first: number) => ({ assetId, readOn: PARK_DAY, origin: 'provider' as const, values: [{ meterId: fine.id!, valueThousandths: 12_345 }, { meterId, valueThousandths: first }] })
    expect(await refusal(assets.saveReadings({ entry: entry(1_500), asOf: PARK_DAY, isSure: true }))).toBe('assets.too-precise')
    expect(await assets.readingsOf({ assetId })).toEqual([])
    await assets.saveReadings({ entry: entry(2_000), asOf: PARK_DAY, isSure: true })
    expect(await refusal(assets.saveMeter({ ...fine, decimals: 2 }))).toBe('assets.decimals-in-use')
  })
})

describe('the sample park', () => {
  it('shows every mode and level, and is filled once however often it is asked for', async () => {
    const ids = await samplePark(office.api)
    expect(await samplePark(office.api)).toEqual(ids)
    const rows = await office.api.assets.assetRows({ ids: Int32Array.from(Object.values(ids)) })
    expect(rows.map(({ providerIdentifier, modeName, meterCount, lastRealOn }) => [providerIdentifier, modeName, meterCount, lastRealOn])).toEqual([
      ['BIEN-001', 'Adresse e-mail', 2, '2026-11-19'], ['BIEN-002', 'Adresse e-mail', 2, '2026-10-31'], ['BIEN-003', 'Fax', 2, '2026-10-30'], ['BIEN-004', 'Adresse e-mail', 2, '2026-10-11'],
      ['BIEN-005', 'Fax', 2, '2026-10-11'], ['BIEN-006', 'Adresse e-mail', 2, null], ['BIEN-007', 'Aucun', 2, '2026-10-11'], ['BIEN-008', 'E-maintenance', 2, '2026-11-19'],
    ])
    const { assets } = office.api
    const found = async (identifier: string, medium: 'email' | 'fax') => (await assets.addresses(await assets.asset({ id: ids[identifier]! })))[medium]
    expect(await found('BIEN-001', 'email')).toEqual({ address: 'n.kerbrat@kerbrat.example', origin: 'contact' })
    expect(await found('BIEN-002', 'email')).toEqual({ address: 'comptabilite@kerbrat.example', origin: 'location' })
    expect(await found('BIEN-003', 'fax')).toEqual({ address: '02 98 22 11 11', origin: 'site' })
    expect(await found('BIEN-004', 'email')).toEqual({ address: 'atelier@tanguy.example', origin: 'customer' })
    expect(await found('BIEN-005', 'fax')).toEqual({ address: '02 98 55 11 11 #', origin: 'site' })
    expect(await found('BIEN-006', 'email')).toBeNull()
  })
})
