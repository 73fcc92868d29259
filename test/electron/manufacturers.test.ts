import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Item } from '../../shared/assets/asset-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { cents } from '../../shared/money.ts'
import type { Manufacturer } from '../../shared/receivables/manufacturer-contract.ts'
import { assetOf, PARK_DAY, samplePark, siteOf } from '../fixtures/asset-fixture.ts'
import { sale, writeFec, writeFile } from '../fixtures/fec-fixture.ts'
import { allRows, onFile } from '../fixtures/dossier-file.ts'
import { callWith } from '../fixtures/call-fixture.ts'
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
    const { id } = await receivables.saveManufacturer(maker('PON', { name: 'Ponantec' }))
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
    const { id } = await receivables.saveManufacturer(maker('PON', { name: 'Ponantec' }))
    await office.api.imports.apply({ path: writeFile('clients.csv', 'Code client;Nom;Ville\nPON;Ponantec;Brest\n'), options: {}, asOf: PARK_DAY })
    await receivables.deleteManufacturer({ id: id! })
    expect(await receivables.manufacturers(undefined)).toEqual([])
    expect(await customers()).toBe(1)
  })

  const FILES: [title: string, path: () => string][] = [
    ['a ledger', () => writeFec(sale('1', 'CANON', 12_000))],
    ['a list of customers', () => writeFile('clients.csv', 'Code client;Nom;Ville\nC9;Autre;Brest\nCANON;Client CANON;Brest\n')],
    ['a list that names no customer', () => writeFile('liste.csv', 'Code client;N° facture;Date facture;Date échéance;Montant TTC;Reste dû\nCANON;F1;01/01/2026;31/01/2026;100,00;100,00\n')],
  ]
  it.each(FILES)('is made no debtor by the code alone: %s that gives it to another name is refused whole, and says both', async (_title, path) => {
    const { receivables, imports } = office.api
    const { id } = await receivables.saveManufacturer(maker('CANON', { name: 'Canon France', email: 'sav@canon.example' }))
    const error = await imports.apply({ path: path(), options: {}, asOf: PARK_DAY }).then(() => null, (failure: unknown) => failure as AppError)
    expect(error).toMatchObject({ code: 'import.maker-code', details: { value: 'CANON', maker: 'Canon France' } })
    expect(translate('fr', 'errors.import.maker-code', error!.details)).toMatch(/CANON à «\s(Client )?CANON\s».*«\sCanon France\s»/)
    expect(await customers()).toBe(0)
    expect(await imports.list()).toEqual([])
    await receivables.saveManufacturer(maker('CANON-FR', { id, name: 'Canon France' }))
    expect(await imports.apply({ path: path(), options: {}, asOf: PARK_DAY })).toMatchObject({ counts: { customersUpdated: 0 } })
    expect(await receivables.customerByCode({ code: 'CANON' })).not.toEqual({ id })
  })

  it('of the name a ledger says becomes a customer too by its code', async () => {
    const { id } = await office.api.receivables.saveManufacturer(maker('CANON', { name: 'CLIENT Canon' }))
    await office.api.imports.apply({ path: writeFec(sale('1', 'CANON', 12_000)), options: {}, asOf: PARK_DAY })
    expect(await office.api.receivables.customerByCode({ code: 'CANON' })).toEqual({ id })
  })

  it.each([true, false])('all that was a customer’s goes with him, whether he is a manufacturer too or not (%s)', async (isMaker) => {
    const { assets, receivables, calls, holds } = office.api
    if (isMaker) {
      const { id } = await receivables.saveManufacturer(maker('PON', { name: 'Ponantec', phone: '02 98 00 00 00' }))
      await assets.saveItem(article('CX40', id))
    }
    await office.api.imports.apply({ path: writeFile('clients.csv', 'Code client;Nom;Ville\nPON;Ponantec;Brest\n'), options: {}, asOf: PARK_DAY })
    const { id } = (await receivables.customerByCode({ code: 'PON' }))!
    await receivables.saveCustomer({ ...await receivables.customer({ id }), note: 'Parler bas', email2: 'perso@x.example', debtorProfile: 'consumer', isProfileConfirmed: true, reminderChannel: 'email', creditLimitCents: cents(1), salesRep: 'Anne' })
    await calls.record({ call: callWith(id, { calledOn: PARK_DAY, text: 'Opération à cœur ouvert' }), asOf: PARK_DAY })
    const { id: holdId } = await holds.set({ hold: { kind: 'manual', scope: 'customer', subjectId: id, reason: 'Accord', since: null, until: null }, asOf: PARK_DAY })
    await holds.lift({ id: holdId })
    await receivables.deleteCustomer({ id })
    const left = await onFile(office, (sql) => Object.fromEntries(['customer_call', 'address', 'hold'].map((table) => [table, allRows(sql, table)])))
    expect(left).toEqual({ customer_call: [], address: [], hold: [] })
    expect(await receivables.manufacturers(undefined)).toEqual(isMaker ? [{ id, code: 'PON', name: 'Ponantec', phone: '02 98 00 00 00', email: '', website: '' }] : [])
    expect((await assets.findItems({ search: 'CX40', onlyActive: true })).map(({ manufacturerId }) => manufacturerId)).toEqual(isMaker ? [id] : [])
    // he comes again as one nobody has known
    await office.api.imports.apply({ path: writeFile('clients.csv', 'Code client;Nom\nPON;Ponantec\n'), options: {}, asOf: PARK_DAY })
    const again = (await receivables.customerByCode({ code: 'PON' }))!
    expect(await receivables.customer({ id: again.id })).toMatchObject({ note: '', email2: '', debtorProfile: 'company', isProfileConfirmed: false, reminderChannel: 'paper', creditLimitCents: null, salesRep: '', address: { city: '' } })
  })

  it('is in the demonstration: each of its articles has one', async () => {
    await samplePark(office.api)
    expect((await office.api.assets.findItems({ search: '', onlyActive: true })).map(({ code, manufacturerName }) => [code, manufacturerName])).toEqual([['CX40', 'Ponantec SA'], ['LM50', 'Ponantec SA'], ['MF30', 'Armorix']])
  })
})
