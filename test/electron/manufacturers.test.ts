import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Item } from '../../shared/assets/asset-contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Manufacturer } from '../../shared/receivables/manufacturer-contract.ts'
import { assetOf, PARK_DAY, samplePark, siteOf } from '../fixtures/asset-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { customerNamed } from '../fixtures/receivable-fixture.ts'

let office: OpenOffice
beforeEach(async () => { office = await openOffice() })
afterEach(() => office.close())

const maker = (code: string, more: Partial<Manufacturer> = {}): Manufacturer => ({ id: null, code, name: `Fabricant ${code}`, phone: '', email: '', website: '', ...more })
const article = (code: string, manufacturerId: number | null): Item => ({ id: null, code, label: code, brand: '', isActive: true, manufacturerId, manufacturerReference: '', hasPicture: false })
const refusal = (call: Promise<unknown>): Promise<string> => call.then(() => 'done', (error: unknown) => (error as AppError).code)
const customers = async () => (await office.api.receivables.findCustomers({ search: '', onlyActive: false })).ids.length

describe('M-094 « Fabricant » of an article', () => {
  it('is an organisation of its own, named in the list of articles and found by its name', async () => {
    const { assets, receivables } = office.api
    const { id } = await receivables.saveManufacturer(maker('PON', { phone: '02 98 00 00 00', email: 'sav@ponantec.example', website: 'ponantec.example' }))
    await assets.saveItem(article('CX40', id))
    await assets.saveItem(article('LM50', null))
    expect((await assets.findItems({ search: 'fabricant pon', onlyActive: true })).map(({ code, manufacturerId, manufacturerName }) => [code, manufacturerId, manufacturerName])).toEqual([['CX40', id, 'Fabricant PON']])
    await receivables.saveManufacturer(maker('PON', { id, name: 'Ponantec SA' }))
    expect(await receivables.manufacturers(undefined)).toEqual([{ id, code: 'PON', name: 'Ponantec SA', phone: '', email: '', website: '' }])
    expect(await customers()).toBe(0)
  })

  it('is refused when it is none: no code, no e-mail address, a code that is taken, a customer', async () => {
    const { assets, receivables } = office.api
    const customer = await receivables.saveCustomer(customerNamed('C1', 'Client'))
    expect(await refusal(receivables.saveManufacturer(maker('')))).toBe('manufacturer.invalid')
    expect(await refusal(receivables.saveManufacturer(maker('PON', { email: 'pas une adresse' })))).toBe('manufacturer.invalid')
    expect(await refusal(receivables.saveManufacturer(maker('C1')))).toBe('manufacturer.code-taken')
    expect(await refusal(receivables.saveManufacturer(maker('PON', { id: customer.id })))).toBe('record.gone')
    expect(await refusal(assets.saveItem(article('CX40', customer.id)))).toBe('record.gone')
    expect(await receivables.manufacturers(undefined)).toEqual([])
  })

  it('stays while an article names it', async () => {
    const { assets, receivables } = office.api
    const { id } = await receivables.saveManufacturer(maker('PON'))
    const item = await assets.saveItem(article('CX40', id))
    expect(await refusal(receivables.deleteManufacturer({ id: id! }))).toBe('manufacturer.in-use')
    await assets.saveItem({ ...item, manufacturerId: null })
    await receivables.deleteManufacturer({ id: id! })
    expect(await receivables.manufacturers(undefined)).toEqual([])
    expect(await refusal(receivables.deleteManufacturer({ id: id! }))).toBe('record.gone')
  })
})

describe('a manufacturer', () => {
  it('is no customer: none of the calls about customers takes it for one', async () => {
    const { assets, receivables } = office.api
    const { id } = await receivables.saveManufacturer(maker('PON'))
    expect(await receivables.customerByCode({ code: 'PON' })).toBeNull()
    expect(await refusal(receivables.customer({ id: id! }))).toBe('record.gone')
    expect(await refusal(receivables.saveCustomer(customerNamed('PON', 'Autre')))).toBe('customer.code-taken')
    expect(await refusal(assets.saveSite(siteOf(id!, 'SIEGE')))).toBe('record.gone')
    expect(await refusal(assets.saveAsset(assetOf(id!, 1, 'B-1')))).toBe('record.gone')
  })

  it('M-028 « Clients exclus » of a simulation tells its code as one no customer has', async () => {
    await office.api.receivables.saveManufacturer(maker('PON'))
    const criteria = { workOn: PARK_DAY, contractIds: [], internalOrganisationIds: [], agencies: [], customerIds: [], excludedCustomerCodes: ['PON'], types: [], predefinedContracts: [], predefinedModules: [], predefinedRules: [] }
    expect((await office.api.contracts.simulate(criteria)).unknownCustomerCodes).toEqual(['PON'])
  })

  it('may become a customer too by a list that brings its code, keeps both roles, and loses one at a time', async () => {
    const { assets, receivables } = office.api
    const { id } = await receivables.saveManufacturer(maker('PON'))
    await assets.saveItem(article('CX40', id))
    await office.api.imports.apply({ path: writeFile('clients.csv', 'Code client;Nom;Ville\nPON;Ponantec;Brest\n'), options: {}, asOf: PARK_DAY })
    expect(await receivables.customerByCode({ code: 'PON' })).toEqual({ id })
    expect(await receivables.manufacturers(undefined)).toHaveLength(1)
    await receivables.deleteCustomer({ id: id! })
    expect(await customers()).toBe(0)
    expect((await assets.findItems({ search: 'CX40', onlyActive: true }))[0]).toMatchObject({ manufacturerId: id })
  })

  it('that is a customer too stays a customer when it makes nothing any more', async () => {
    const { receivables } = office.api
    const { id } = await receivables.saveManufacturer(maker('PON'))
    await office.api.imports.apply({ path: writeFile('clients.csv', 'Code client;Nom;Ville\nPON;Ponantec;Brest\n'), options: {}, asOf: PARK_DAY })
    await receivables.deleteManufacturer({ id: id! })
    expect(await receivables.manufacturers(undefined)).toEqual([])
    expect(await customers()).toBe(1)
  })

  it('is in the demonstration: each of its articles has one', async () => {
    await samplePark(office.api)
    expect((await office.api.assets.findItems({ search: '', onlyActive: true })).map(({ code, manufacturerName }) => [code, manufacturerName])).toEqual([['CX40', 'Ponantec SA'], ['LM50', 'Ponantec SA'], ['MF30', 'Armorix']])
  })
})
