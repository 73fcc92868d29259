import type { PostalAddress } from '../../shared/dossiers/dossier-contract.ts'
import type { Classification, InternalOrganisation, Location, ReadingMode, Site } from '../../shared/assets/place-contract.ts'
import { systemNow } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'
import { readRow, readRows, readNumber, writeRow } from './rows.ts'

const ORGANISATION = 'SELECT id, code, name, is_default AS isDefault, phone, fax, email FROM internal_organisation'
const SITE = `SELECT id, organisation_id AS customerId, code, name, is_main AS isMain, is_delivery AS isDelivery, line1, line2, line3, postcode, city, country_code AS countryCode, phone, fax, email,
    reading_mode_id AS readingModeId, is_active AS isActive FROM site`
const LOCATION = 'SELECT id, site_id AS siteId, name, floor, fax, email FROM location'
const MODE = 'SELECT id, code, name, medium, is_system AS isSystem FROM reading_mode'

type SiteRecord = Omit<Site, 'address'> & PostalAddress
const siteOf = ({ line1, line2, line3, postcode, city, countryCode, ...site }: SiteRecord): Site => ({ ...site, address: { line1, line2, line3, postcode, city, countryCode } })
const SITE_FLAGS = ['isMain', 'isDelivery', 'isActive'] as const

/** Internal organisations, classifications, reading modes, sites and their locations. Run writes in a transaction. */
export function placeRepository(sql: Sql) {
  const classificationCategories = (): (Classification['categories'][number] & { classificationId: number })[] =>
    readRows(sql, 'SELECT id, classification_id AS classificationId, code, name FROM category ORDER BY name, code', [])

  return {
    internalOrganisations: (): InternalOrganisation[] => readRows<InternalOrganisation>(sql, `${ORGANISATION} ORDER BY is_default DESC, code`, ['isDefault']),
    writeInternalOrganisation: ({ id, isDefault, ...organisation }: InternalOrganisation): number => {
      const isOnly = sql.prepare('SELECT NOT EXISTS (SELECT 1 FROM internal_organisation WHERE is_default = 1 AND id IS NOT ?)').pluck().get(id) === 1
      if (isDefault) sql.prepare('UPDATE internal_organisation SET is_default = 0 WHERE id IS NOT ?').run(id)
      return writeRow(sql, 'internal_organisation', id, { ...organisation, is_default: isDefault || isOnly }, organisation.code)
    },

    classifications: (): Classification[] => {
      const categories = Map.groupBy(classificationCategories(), ({ classificationId }) => classificationId)
      return readRows<{ id: number; code: string; name: string }>(sql, `SELECT id, code, name FROM classification WHERE applies_to = 'customer' ORDER BY name, code`, [])
        .map((classification) => ({ ...classification, categories: (categories.get(classification.id) ?? []).map(({ id, code, name }) => ({ id, code, name })) }))
    },
    categoryIdsOf: (customerId: number): number[] => sql.prepare('SELECT category_id FROM organisation_category WHERE organisation_id = ? ORDER BY category_id').pluck().all(customerId) as number[],
    writeCategoriesOf: (customerId: number, categoryIds: readonly number[]): void => {
      sql.prepare('DELETE FROM organisation_category WHERE organisation_id = ?').run(customerId)
      const insert = sql.prepare('INSERT INTO organisation_category (organisation_id, category_id) VALUES (?, ?)')
      for (const id of categoryIds) insert.run(customerId, id)
    },

    modes: (): ReadingMode[] => readRows<ReadingMode>(sql, `${MODE} ORDER BY is_system DESC, id`, ['isSystem']),
    mode: (id: number): ReadingMode | null => readRow<ReadingMode>(sql, `${MODE} WHERE id = ?`, ['isSystem'], id),
    modeOfCode: (code: string): ReadingMode | null => readRow<ReadingMode>(sql, `${MODE} WHERE code = ?`, ['isSystem'], code),

    sitesOf: (customerId: number): Site[] => readRows<SiteRecord>(sql, `${SITE} WHERE organisation_id = ? ORDER BY is_main DESC, name, code`, SITE_FLAGS, customerId).map(siteOf),
    site: (id: number): Site | null => {
      const record = readRow<SiteRecord>(sql, `${SITE} WHERE id = ?`, SITE_FLAGS, id)
      return record && siteOf(record)
    },
    /** The first one, and one made so, is the main site; there is never more than one. */
    writeSite: ({ id, customerId, isMain, isDelivery, isActive, readingModeId, address: { countryCode, ...address }, ...site }: Site): number => {
      const isOnly = readNumber(sql, 'SELECT NOT EXISTS (SELECT 1 FROM site WHERE organisation_id = ? AND is_main = 1 AND id IS NOT ?)', customerId, id) === 1
      if (isMain) sql.prepare('UPDATE site SET is_main = 0 WHERE organisation_id = ? AND id IS NOT ?').run(customerId, id)
      return writeRow(sql, 'site', id, {
        ...site, ...address, organisation_id: customerId, country_code: countryCode, is_main: isMain || isOnly, is_delivery: isDelivery, is_active: isActive, reading_mode_id: readingModeId,
      }, site.code)
    },
    hasInstalledAssets: (siteId: number): boolean => sql.prepare('SELECT EXISTS (SELECT 1 FROM asset WHERE site_id = ? AND is_installed = 1)').pluck().get(siteId) === 1,
    /** How many assets it changed. */
    setModeAt: (siteId: number, readingModeId: number): number => sql.prepare(`UPDATE asset SET reading_mode_id = :readingModeId, updated_at = :now
      WHERE site_id = :siteId AND is_installed = 1 AND reading_mode_id <> :readingModeId`).run({ siteId, readingModeId, now: systemNow() }).changes,

    locationsOf: (siteId: number): Location[] => readRows(sql, `${LOCATION} WHERE site_id = ? ORDER BY name`, [], siteId),
    location: (id: number): Location | null => readRow(sql, `${LOCATION} WHERE id = ?`, [], id),
    writeLocation: ({ id, siteId, ...location }: Location): number => writeRow(sql, 'location', id, { ...location, site_id: siteId }, location.name),
  }
}
export type PlaceRepository = ReturnType<typeof placeRepository>
