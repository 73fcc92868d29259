import type { Asset, FoundAddress, RequestCandidate, RequestSheetData, SheetMeter } from '../../shared/assets/asset-contract.ts'
import { formatMeterValue } from '../../shared/assets/meter-value-rules.ts'
import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import { findReadingAddress, responsibleContact, type AddressLevels, type LevelAddresses, type NamedContact } from '../../shared/assets/reading-address-rules.ts'
import { personName } from '../../shared/assets/asset-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import { existing } from '../../shared/errors.ts'
import type { Sql } from '../db/database.ts'
import type { AssetRepository } from './asset-repository.ts'
import { LAST_REAL, metersWithLast } from './last-readings.ts'
import type { PlaceRepository } from './place-repository.ts'

/** What the meter requests ask of the park. */
export interface AssetsForRequests {
  /** Assets in the park of active customers, by customer and identifier: all, or those of these ids. What was not asked for, or is « en stock », is left out. */
  candidates(assetIds: readonly number[] | null): RequestCandidate[]
  /** AppError('record.gone'). */
  sheet(assetId: number): RequestSheetData
  /** Active meters of assets with their last reading; an asset without any is not in the map. */
  metersOf(assetIds: readonly number[]): Map<number, SheetMeter[]>
  /** Names of the categories of customers; one that has none is not in the map. */
  customerCategories(customerIds: readonly number[]): Map<number, { classification: string; category: string }[]>
}

interface CandidateRecord {
  assetId: number; providerIdentifier: string; manufacturerIdentifier: string; label: string; itemId: number | null
  customerId: number; customerCode: string; customerName: string; customerEmail: string; customerFax: string
  siteId: number; siteName: string; siteEmail: string; siteFax: string
  locationId: number | null; locationName: string; locationEmail: string; locationFax: string
  userContactId: number | null; serviceContactId: number | null; modeName: string; medium: ReadingMedium | null
}

const CANDIDATES = `SELECT a.id AS assetId, a.provider_identifier AS providerIdentifier, a.manufacturer_identifier AS manufacturerIdentifier, a.label, a.item_id AS itemId,
    o.id AS customerId, o.code AS customerCode, o.name AS customerName, coalesce(nullif(o.email1, ''), o.email2) AS customerEmail, o.fax AS customerFax,
    s.id AS siteId, s.name AS siteName, s.email AS siteEmail, s.fax AS siteFax,
    l.id AS locationId, coalesce(l.name, '') AS locationName, coalesce(l.email, '') AS locationEmail, coalesce(l.fax, '') AS locationFax,
    a.user_contact_id AS userContactId, a.service_contact_id AS serviceContactId, m.name AS modeName, m.medium
  FROM asset a JOIN organisation o ON o.id = a.organisation_id JOIN site s ON s.id = a.site_id JOIN reading_mode m ON m.id = a.reading_mode_id LEFT JOIN location l ON l.id = a.location_id
  WHERE a.is_installed = 1 AND o.is_active = 1`

/** The latest real reading of each active meter, by the index of real readings. */
const LAST_REAL_READINGS = `SELECT m.asset_id AS assetId, m.name AS meterName, m.decimals, r.read_on AS readOn, r.value_thousandths AS valueThousandths FROM meter m LEFT JOIN reading r ON r.id = ${LAST_REAL}
  WHERE m.is_active = 1`

type Person = NamedContact & { id: number; title: string; firstName: string; lastName: string }
interface MeterRecord { assetId: number; meterName: string; decimals: number; readOn: LocalDate | null; valueThousandths: number | null }
type MeterState = Pick<RequestCandidate, 'lastReal' | 'meterCount' | 'unreadMeterCount'>
const NO_METER: MeterState = { lastReal: null, meterCount: 0, unreadMeterCount: 0 }

/** Candidates, sheets and categories, read in sets: a park of twenty thousand assets is a few statements. */
export function requestCandidates(sql: Sql, assets: AssetRepository, places: PlaceRepository): AssetsForRequests {
  const among = (column: string, ids: readonly number[] | null): string => (ids === null ? '' : ` AND ${column} IN (SELECT value FROM json_each(:ids))`)
  const select = <T>(query: string, ids: readonly number[] | null): T[] => sql.prepare(query).all(ids === null ? {} : { ids: JSON.stringify(ids) }) as T[]

  const meterStates = (ids: readonly number[] | null): Map<number, MeterState> =>
    new Map([...Map.groupBy(select<MeterRecord>(LAST_REAL_READINGS + among('m.asset_id', ids), ids), ({ assetId }) => assetId)].map(([assetId, meters]) => [assetId, stateOf(meters)]))

  return {
    candidates: (ids) => {
      const records = select<CandidateRecord>(`${CANDIDATES}${among('a.id', ids)} ORDER BY o.name_norm, o.code, a.provider_identifier`, ids)
      const people = contactsOf(sql, records)
      const meters = meterStates(ids)
      return records.map((record) => candidateOf(record, people, meters.get(record.assetId) ?? NO_METER))
    },
    sheet: (assetId) => {
      const asset = existing(assets.asset(assetId))
      const customer = existing((sql.prepare('SELECT id, code, name FROM organisation WHERE id = ?').get(asset.customerId) as RequestSheetData['customer'] | undefined) ?? null)
      const site = existing(places.site(asset.siteId))
      const location = asset.locationId === null ? null : places.location(asset.locationId)
      const item = asset.itemId === null ? null : existing(assets.item(asset.itemId))
      const contact = responsible(asset, contactsOf(sql, [asset]))
      return {
        asset: { id: assetId, providerIdentifier: asset.providerIdentifier, manufacturerIdentifier: asset.manufacturerIdentifier, label: asset.label, installedOn: asset.installedOn },
        customer,
        site: { id: asset.siteId, code: site.code, name: site.name, address: site.address, phone: site.phone, fax: site.fax, email: site.email },
        location: location && { name: location.name, floor: location.floor },
        contactName: contact ? personName(contact) : '',
        item: item && { id: asset.itemId!, code: item.code, label: item.label, brand: item.brand, manufacturerReference: item.manufacturerReference },
        picture: asset.itemId === null ? null : assets.picture(asset.itemId),
        meters: metersWithLast(sql, [assetId]).get(assetId) ?? [],
      }
    },
    metersOf: (assetIds) => metersWithLast(sql, assetIds),
    customerCategories: (customerIds) => {
      const rows = select<{ customerId: number; classification: string; category: string }>(`SELECT oc.organisation_id AS customerId, k.name AS classification, c.name AS category
        FROM organisation_category oc JOIN category c ON c.id = oc.category_id JOIN classification k ON k.id = c.classification_id WHERE 1${among('oc.organisation_id', customerIds)} ORDER BY k.name, c.name`, customerIds)
      const named = Map.groupBy(rows, ({ customerId }) => customerId)
      return new Map([...named].map(([id, categories]) => [id, categories.map(({ classification, category }) => ({ classification, category }))]))
    },
  }
}

/** The addresses found for an asset as it stands on its sheet, saved or not. */
export function addressesOf(sql: Sql, places: PlaceRepository, asset: Pick<Asset, 'customerId' | 'siteId' | 'locationId' | 'userContactId' | 'serviceContactId'>): { email: FoundAddress | null; fax: FoundAddress | null } {
  const customer = sql.prepare(`SELECT coalesce(nullif(email1, ''), email2) AS email, fax FROM organisation WHERE id = ?`).get(asset.customerId) as LevelAddresses | undefined
  return bothMedia({ contact: responsible(asset, contactsOf(sql, [asset])), location: asset.locationId === null ? null : places.location(asset.locationId), site: places.site(asset.siteId), customer: customer ?? null })
}

/** A contact as he is at a customer: whether he still works there is part of it. */
type Contacts = (contactId: number | null, customerId: number) => Person | null
type NamesContacts = Pick<Asset, 'userContactId' | 'serviceContactId'>

/** Those who answer for these assets. */
function contactsOf(sql: Sql, assets: readonly NamesContacts[]): Contacts {
  const named = JSON.stringify([...new Set(assets.flatMap(({ userContactId, serviceContactId }) => [userContactId, serviceContactId]))])
  const people = sql.prepare(`SELECT id, title, first_name AS firstName, last_name AS lastName, coalesce(nullif(email1, ''), email2) AS email, fax, is_active AS isActive
    FROM contact WHERE id IN (SELECT value FROM json_each(?))`).all(named) as (Omit<Person, 'isActive' | 'isCollaborator'> & { isActive: number })[]
  const byId = new Map(people.map((person) => [person.id, { ...person, isActive: person.isActive === 1 }]))
  const current = sql.prepare('SELECT contact_id, organisation_id FROM collaboration WHERE ended_on IS NULL AND contact_id IN (SELECT value FROM json_each(?))').raw().all(named) as [number, number][]
  const works = new Set(current.map(([contact, customer]) => `${contact} ${customer}`))
  return (contactId, customerId) => {
    const person = contactId === null ? undefined : byId.get(contactId)
    return person ? { ...person, isCollaborator: works.has(`${person.id} ${customerId}`) } : null
  }
}

const responsible = (asset: NamesContacts & { customerId: number }, contacts: Contacts): Person | null =>
  responsibleContact(contacts(asset.userContactId, asset.customerId), contacts(asset.serviceContactId, asset.customerId))

const bothMedia = (levels: AddressLevels): { email: FoundAddress | null; fax: FoundAddress | null } => ({ email: findReadingAddress(levels, 'email'), fax: findReadingAddress(levels, 'fax') })

function candidateOf(record: CandidateRecord, contacts: Contacts, meters: MeterState): RequestCandidate {
  const { customerEmail, customerFax, siteEmail, siteFax, locationId, locationEmail, locationFax, userContactId, serviceContactId, ...candidate } = record
  const contact = responsible({ customerId: record.customerId, userContactId, serviceContactId }, contacts)
  const found = bothMedia({
    contact, location: locationId === null ? null : { email: locationEmail, fax: locationFax }, site: { email: siteEmail, fax: siteFax }, customer: { email: customerEmail, fax: customerFax },
  })
  return { ...candidate, contactName: contact ? personName(contact) : '', ...found, ...meters }
}

/** The meter read longest ago speaks for its asset: no meter is forgotten. */
function stateOf(meters: readonly MeterRecord[]): MeterState {
  const read = meters.flatMap(({ meterName, decimals, readOn, valueThousandths }) => (readOn === null || valueThousandths === null ? [] : [{ readOn, meterName, value: formatMeterValue(valueThousandths, decimals) }]))
  const unreadMeterCount = meters.length - read.length
  return { lastReal: unreadMeterCount > 0 ? null : read.reduce((oldest, reading) => (reading.readOn < oldest.readOn ? reading : oldest)), meterCount: meters.length, unreadMeterCount }
}
