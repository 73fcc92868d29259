import { describe, expect, it } from 'vitest'
import { assetOf, contactNamed, customerWithAsset, PARK_DAY, samplePark } from '../fixtures/asset-fixture.ts'
import { parkSlices } from '../fixtures/park-slices.ts'

describe('candidates for a request', () => {
  it('M-003 M-004 M-005 to M-013 each asset of the sample park with its mode, both addresses, their level and its last real reading', async () => {
    const { api, forRequests } = parkSlices()
    await samplePark(api)
    const rows = forRequests.candidates(null).map(({ providerIdentifier, modeName, medium, email, fax, lastReal }) =>
      [providerIdentifier, modeName, medium, email && `${email.origin} ${email.address}`, fax && `${fax.origin} ${fax.address}`, lastReal && `${lastReal.readOn} ${lastReal.value.replaceAll('\u00a0', ' ')}`])
    expect(rows).toEqual([
      ['BIEN-006', 'Adresse e-mail', 'email', null, null, null],
      ['BIEN-001', 'Adresse e-mail', 'email', 'contact n.kerbrat@kerbrat.example', 'customer 02 98 11 00 00', '2026-11-19 18 250'],
      ['BIEN-002', 'Adresse e-mail', 'email', 'location comptabilite@kerbrat.example', 'customer 02 98 11 00 00', '2026-10-31 40 112'],
      ['BIEN-007', 'Aucun', null, 'contact e.legall@kerbrat.example', 'customer 02 98 11 00 00', '2026-10-11 830'],
      ['BIEN-005', 'Fax', 'fax', 'contact g.ledantec@ledantec.example', 'site 02 98 55 11 11 #', '2026-10-11 22 010'],
      ['BIEN-008', 'E-maintenance', null, 'site annexe@ledantec.example', 'customer 02 98 55 00 00', '2026-11-19 61 200'],
      ['BIEN-003', 'Fax', 'fax', 'contact s.quere@anne-morel.example', 'site 02 98 22 11 11', '2026-10-30 96 400'],
      ['BIEN-004', 'Adresse e-mail', 'email', 'customer atelier@tanguy.example', null, '2026-10-11 5 210'],
    ])
  })

  it('M-088 M-089 the meter read longest ago decides, estimates do not count, one meter that was never read is enough, an inactive one does not count', async () => {
    const { api, forRequests } = parkSlices()
    const { assetId, meterId } = await customerWithAsset(api, 'C1')
    const second = (await api.assets.saveMeter({ id: null, assetId, name: 'Couleur', unit: 'pages', decimals: 0, isCumulative: true, isActive: true })).id!
    const read = (meter: number, readOn: string, value: number, origin: 'customer' | 'estimate') =>
      api.assets.saveReadings({ entry: { assetId, readOn, origin, values: [{ meterId: meter, valueThousandths: value * 1000 }] }, asOf: PARK_DAY, isSure: true })
    const lastReal = () => forRequests.candidates([assetId])[0]!.lastReal
    await read(meterId, '2026-11-10', 100, 'customer')
    expect(lastReal()).toBeNull()
    await read(second, '2026-11-12', 7, 'estimate')
    expect(lastReal()).toBeNull()
    await read(second, '2026-11-01', 5, 'customer')
    expect(lastReal()).toEqual({ readOn: '2026-11-01', meterName: 'Couleur', value: '5' })
    await read(second, '2026-11-15', 9, 'customer')
    expect(lastReal()).toEqual({ readOn: '2026-11-10', meterName: 'Noir', value: '100' })
    const colour = (await api.assets.metersOf({ assetId })).find(({ id }) => id === meterId)!
    await api.assets.saveMeter({ ...colour, isActive: false })
    expect(lastReal()).toEqual({ readOn: '2026-11-15', meterName: 'Couleur', value: '9' })
  })

  it('assets in stock and those of inactive customers are left out; only those asked for are answered', async () => {
    const { api, forRequests } = parkSlices()
    const one = await customerWithAsset(api, 'C1')
    const other = await customerWithAsset(api, 'C2')
    const stock = await api.assets.saveAsset(assetOf(one.customerId, one.siteId, 'STOCK', { isInstalled: false }))
    expect(forRequests.candidates(null).map(({ assetId }) => assetId)).toEqual([one.assetId, other.assetId])
    expect(forRequests.candidates([other.assetId, stock.id!]).map(({ assetId }) => assetId)).toEqual([other.assetId])
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: other.customerId }), isActive: false })
    expect(forRequests.candidates(null).map(({ assetId }) => assetId)).toEqual([one.assetId])
  })

  it('the sheet has all a request prints: meters with their last reading that is no estimate, site, article and picture', async () => {
    const { api, forRequests } = parkSlices()
    const ids = await samplePark(api)
    const sheet = forRequests.sheet(ids['BIEN-001']!)
    expect(sheet).toMatchObject({
      asset: { providerIdentifier: 'BIEN-001', manufacturerIdentifier: 'CX40-7H1001' }, customer: { code: 'PARC01', name: 'Ateliers Kerbrat' }, site: { code: 'SIEGE', address: { city: 'Brest' } },
      location: null, contactName: 'Mme Nolwenn Kerbrat', item: { code: 'CX40', brand: 'Ponantec' },
    })
    expect(sheet.picture?.mediaType).toBe('image/png')
    expect(sheet.meters.map(({ name, last }) => [name, last?.readOn, last?.value.replaceAll('\u00a0', ' ')])).toEqual([['Noir', '2026-11-19', '18 250'], ['Couleur', '2026-11-19', '7 420']])
    expect(forRequests.sheet(ids['BIEN-004']!).meters[0]!.last).toMatchObject({ readOn: '2026-10-11', valueThousandths: 5_210_000, origin: 'customer' })
    expect(forRequests.sheet(ids['BIEN-006']!)).toMatchObject({ picture: null, location: null, meters: [{ last: { readOn: '2025-10-16', value: '0', origin: 'installation' } }, {}] })
    expect(() => forRequests.sheet(9999)).toThrow('record.gone')
  })

  it('names the categories of customers', async () => {
    const { api, forRequests } = parkSlices()
    await samplePark(api)
    const byCode = new Map(forRequests.candidates(null).map(({ customerCode, customerId }) => [customerCode, customerId]))
    const categories = forRequests.customerCategories([...byCode.values()])
    expect(categories.get(byCode.get('PARC01')!)).toEqual([{ classification: 'Secteur', category: 'GRANDS COMPTES' }])
    expect(categories.get(byCode.get('PARC02')!)).toEqual([{ classification: 'Secteur', category: 'ECOLE' }])
    expect(categories.has(byCode.get('PARC04')!)).toBe(false)
  })

  it('M-013 an inactive contact is passed over', async () => {
    const { api, forRequests } = parkSlices()
    const { customerId, assetId } = await customerWithAsset(api, 'C1')
    const contact = await api.assets.saveContact({ contact: contactNamed('Mâcon', { email1: 'a@x.example' }), customerId, asOf: PARK_DAY })
    await api.assets.saveAsset({ ...await api.assets.asset({ id: assetId }), userContactId: contact.id })
    expect(forRequests.candidates([assetId])[0]).toMatchObject({ email: { origin: 'contact' }, contactName: 'Mâcon' })
    await api.assets.saveContact({ contact: { ...contact, isActive: false }, customerId, asOf: PARK_DAY })
    expect(forRequests.candidates([assetId])[0]).toMatchObject({ email: null, contactName: '' })
  })
})
