import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { parseMeterValue } from '../../shared/assets/meter-value-rules.ts'
import { ReadingOrigin, type Asset } from '../../shared/assets/asset-contract.ts'
import type { Site } from '../../shared/assets/place-contract.ts'
import { addDays, type LocalDate } from '../../shared/date.ts'
import { Manufacturer } from '../../shared/receivables/manufacturer-contract.ts'
import type { Customer } from '../../shared/receivables/receivable-contract.ts'

const Place = z.object({ name: z.string(), email: z.string(), fax: z.string() })
const SampleCustomer = z.object({
  code: z.string(), name: z.string(), email: z.string(), fax: z.string(), category: z.string().nullable(), city: z.string(), postcode: z.string(),
  sites: z.array(Place.extend({ code: z.string(), line1: z.string(), /** Of what is installed there from now on */ mode: z.string().optional(), locations: z.array(Place.extend({ floor: z.string() })) })),
  contacts: z.array(z.object({ title: z.string(), lastName: z.string(), firstName: z.string(), email1: z.string(), fax: z.string(), isInactive: z.boolean().default(false) })),
})
const SampleAsset = z.object({
  providerIdentifier: z.string(), manufacturerIdentifier: z.string(), label: z.string(), item: z.string(), customer: z.string(), site: z.string(), location: z.string().optional(), mode: z.string(),
  user: z.string().optional(), service: z.string().optional(),
  readings: z.array(z.object({ daysAgo: z.int(), origin: ReadingOrigin, values: z.array(z.string()) })),
})
const SamplePark = z.object({
  internalOrganisations: z.array(z.object({ code: z.string(), name: z.string(), phone: z.string(), fax: z.string(), email: z.string() })),
  modes: z.array(z.object({ code: z.string(), name: z.string() })),
  classification: z.object({ code: z.string(), name: z.string(), categories: z.array(z.object({ code: z.string(), name: z.string() })) }),
  customers: z.array(SampleCustomer),
  manufacturers: z.array(Manufacturer.omit({ id: true })),
  items: z.array(z.object({ code: z.string(), label: z.string(), brand: z.string(), manufacturer: z.string(), manufacturerReference: z.string(), picture: z.string().optional() })),
  assets: z.array(SampleAsset),
})
type SampleCustomer = z.output<typeof SampleCustomer>
type SampleAsset = z.output<typeof SampleAsset>

/** The office as far as the sample needs it. */
export type ParkOffice = Pick<Client<OfficeContract>, 'assets' | 'receivables'>

/** Each meter began at nought on the day its asset was installed. */
const INSTALLED_DAYS_AGO = 400
const METERS = ['Noir', 'Couleur']

/** Puts resources/sample/park.json into a dossier, its readings counted back from `asOf`. What is there already stays: a filling that was cut short is made again. */
export async function fillSamplePark(api: ParkOffice, resources: string, asOf: LocalDate): Promise<void> {
  const folder = join(resources, 'sample')
  const park = SamplePark.parse(JSON.parse(readFileSync(join(folder, 'park.json'), 'utf8')))
  const { assets } = api
  const organisations = await assets.internalOrganisations()
  for (const organisation of park.internalOrganisations) if (!known(organisations, organisation)) await assets.saveInternalOrganisation({ id: null, isDefault: false, ...organisation })
  const modes = await assets.readingModes()
  for (const mode of park.modes) if (!known(modes, mode)) await assets.saveReadingMode({ id: null, medium: null, isSystem: false, ...mode })
  const classification = known(await assets.classifications(), park.classification)
    ?? await assets.saveClassification({ id: null, code: park.classification.code, name: park.classification.name, categories: park.classification.categories.map((category) => ({ id: null, ...category })) })
  const manufacturers = await api.receivables.manufacturers()
  for (const manufacturer of park.manufacturers) if (!known(manufacturers, manufacturer)) manufacturers.push(await api.receivables.saveManufacturer({ id: null, ...manufacturer }))
  const items = await assets.findItems({ search: '', onlyActive: false })
  for (const { picture, manufacturer, ...item } of park.items) {
    if (known(items, item)) continue
    const { id } = await assets.saveItem({ id: null, isActive: true, hasPicture: false, manufacturerId: known(manufacturers, { code: manufacturer })!.id, ...item })
    if (picture !== undefined) await assets.savePicture({ itemId: id!, bytes: Uint8Array.from(readFileSync(join(folder, picture))) })
  }
  for (const customer of park.customers) await addCustomer(api, customer, classification.categories.find(({ code }) => code === customer.category)?.id ?? null, asOf)
  for (const asset of park.assets) await addAsset(api, asset, asOf)
}

const known = <T extends { code: string }>(records: readonly T[], { code }: { code: string }): T | undefined => records.find((record) => record.code === code)

async function addCustomer(api: ParkOffice, customer: SampleCustomer, categoryId: number | null, asOf: LocalDate): Promise<void> {
  const { id: customerId } = await api.receivables.customerByCode({ code: customer.code }) ?? await api.receivables.saveCustomer(sampleCustomer(customer))
  if (categoryId !== null) await api.assets.saveCategoriesOf({ customerId: customerId!, categoryIds: [categoryId] })
  const [sites, modes] = [await api.assets.sitesOf({ customerId: customerId! }), await api.assets.readingModes()]
  for (const { line1, locations, mode, ...site } of customer.sites) {
    const readingModeId = modes.find(({ name }) => name === mode)?.id ?? null
    const address: Site['address'] = { line1, line2: '', line3: '', postcode: customer.postcode, city: customer.city, countryCode: 'FR' }
    const { id: siteId } = known(sites, site) ?? await api.assets.saveSite({ id: null, customerId: customerId!, isMain: false, isDelivery: true, address, phone: '', readingModeId, isActive: true, ...site })
    const names = (await api.assets.locationsOf({ siteId: siteId! })).map(({ name }) => name)
    for (const location of locations) if (!names.includes(location.name)) await api.assets.saveLocation({ id: null, siteId: siteId!, ...location })
  }
  const people = (await api.assets.contactsOf({ customerId: customerId! })).map(({ lastName }) => lastName)
  for (const { isInactive, ...contact } of customer.contacts) {
    if (people.includes(contact.lastName)) continue
    await api.assets.saveContact({
      customerId: customerId!, asOf: addDays(asOf, -INSTALLED_DAYS_AGO),
      contact: { id: null, phone1: '', phone2: '', mobile1: '', mobile2: '', email2: '', department: '', note: '', isActive: !isInactive, ...contact },
    })
  }
}

const sampleCustomer = ({ code, name, email, fax, city, postcode, sites }: SampleCustomer): Customer => ({
  id: null, code, name, legalForm: '', siren: '', siret: '', vatNumber: '', address: { line1: sites[0]?.line1 ?? '', line2: '', line3: '', postcode, city, countryCode: 'FR' }, billingAddress: null,
  phone1: '', phone2: '', mobile1: '', mobile2: '', fax, email1: email, email2: '', website: '', isActive: true, note: '', reminderLevel: 0, debtorProfile: 'company', isProfileConfirmed: true, language: 'fr', paymentTerm: null,
  creditLimitCents: null, lateInterestRateBp: null, reminderChannel: 'paper', salesRep: '', family: '',
})

async function addAsset({ assets, receivables }: ParkOffice, sample: SampleAsset, asOf: LocalDate): Promise<void> {
  const customerId = (await receivables.customerByCode({ code: sample.customer }))!.id
  const siteId = known(await assets.sitesOf({ customerId }), { code: sample.site })!.id!
  const people = await assets.contactsOf({ customerId })
  const personId = (lastName: string | undefined): number | null => people.find((person) => person.lastName === lastName)?.id ?? null
  const locationId = (await assets.locationsOf({ siteId })).find(({ name }) => name === sample.location)?.id ?? null
  const readingModeId = (await assets.readingModes()).find(({ name }) => name === sample.mode)!.id
  const itemId = known(await assets.findItems({ search: sample.item, onlyActive: false }), { code: sample.item })!.id
  const installedOn = addDays(asOf, -INSTALLED_DAYS_AGO)
  const { providerIdentifier, manufacturerIdentifier, label } = sample
  const wanted: Asset = {
    id: null, providerIdentifier, manufacturerIdentifier, label, itemId, customerId, siteId, locationId, installedOn, isInstalled: true, readingModeId,
    userContactId: personId(sample.user), serviceContactId: personId(sample.service), contractContactId: null,
  }
  const there = await assets.findAssets({ search: providerIdentifier, customerId, onlyInstalled: false })
  const assetId = there.ids[0] ?? (await assets.saveAsset(wanted)).id!
  const meters = await assets.metersOf({ assetId })
  for (const name of METERS.slice(meters.length)) meters.push(await assets.saveMeter({ id: null, assetId, name, unit: 'pages', decimals: 0, isCumulative: true, isActive: true }))
  // its origin tells the customer's reading of the day from the one made at the installation
  const installation = { daysAgo: INSTALLED_DAYS_AGO, origin: 'installation' as const, values: METERS.map(() => '0') }
  for (const { daysAgo, origin, values } of [installation, ...sample.readings]) {
    const entered = meters.map(({ id }, index) => ({ meterId: id!, valueThousandths: Number(parseMeterValue(values[index]!, 0)) }))
    await assets.saveReadings({ entry: { assetId, readOn: addDays(asOf, -daysAgo), origin, values: entered }, asOf, isSure: true })
  }
}
