import type { Asset, Item, Meter } from '../../shared/assets/asset-contract.ts'
import type { Contact, Location, Site } from '../../shared/assets/place-contract.ts'

/** An asset about to be entered; its customer and site are still to be chosen. */
export type AssetDraft = Omit<Asset, 'customerId' | 'siteId'> & { customerId: number | null; siteId: number | null }

export const blankAsset = (): AssetDraft => ({
  id: null, providerIdentifier: '', manufacturerIdentifier: '', label: '', itemId: null, customerId: null, siteId: null, locationId: null, installedOn: null, isInstalled: true, readingModeId: null,
  userContactId: null, serviceContactId: null, contractContactId: null,
})
export const blankItem = (): Item => ({ id: null, code: '', label: '', brand: '', isActive: true, manufacturerId: null, manufacturerReference: '', hasPicture: false })
export const blankMeter = (assetId: number): Meter => ({ id: null, assetId, name: '', unit: '', decimals: 0, isCumulative: true, isActive: true })
export const blankSite = (customerId: number): Site => ({
  id: null, customerId, code: '', name: '', isMain: false, isDelivery: true, address: { line1: '', line2: '', line3: '', postcode: '', city: '', countryCode: 'FR' }, phone: '', fax: '', email: '', readingModeId: null, isActive: true,
})
export const blankLocation = (siteId: number): Location => ({ id: null, siteId, name: '', floor: '', fax: '', email: '' })
export const blankContact = (): Contact => ({
  id: null, title: '', lastName: '', firstName: '', phone1: '', phone2: '', mobile1: '', mobile2: '', fax: '', email1: '', email2: '', department: '', note: '', isActive: true,
})
