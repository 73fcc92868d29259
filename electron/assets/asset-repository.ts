import type { Asset, AssetRow, Item, ItemPicture, ItemRow, Meter } from '../../shared/assets/asset-contract.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { readRow, readRows, readNumber, writeRow } from './rows.ts'

const ITEM = `SELECT i.id, i.code, i.label, i.brand, i.is_active AS isActive, i.manufacturer_id AS manufacturerId, i.manufacturer_reference AS manufacturerReference, EXISTS (SELECT 1 FROM item_picture WHERE item_id = i.id) AS hasPicture FROM item i`
const ASSET = `SELECT id, provider_identifier AS providerIdentifier, manufacturer_identifier AS manufacturerIdentifier, label, item_id AS itemId, organisation_id AS customerId, site_id AS siteId, location_id AS locationId,
    installed_on AS installedOn, is_installed AS isInstalled, reading_mode_id AS readingModeId, user_contact_id AS userContactId, service_contact_id AS serviceContactId, contract_contact_id AS contractContactId FROM asset`
const METER = 'SELECT id, asset_id AS assetId, name, unit, decimals, is_cumulative AS isCumulative, is_active AS isActive FROM meter'

/** Articles, assets and their meters. Run writes in a transaction. */
export function assetRepository(sql: Sql) {
  return {
    findItems: (search: string, onlyActive: boolean): ItemRow[] => {
      const wanted = normalise(search)
      return readRows<ItemRow>(sql, `SELECT i.id, i.code, i.label, i.brand, i.is_active AS isActive, i.manufacturer_id AS manufacturerId, i.manufacturer_reference AS manufacturerReference, p.item_id IS NOT NULL AS hasPicture, coalesce(o.name, '') AS manufacturerName, coalesce(a.count, 0) AS assetCount
        FROM item i LEFT JOIN organisation o ON o.id = i.manufacturer_id LEFT JOIN item_picture p ON p.item_id = i.id LEFT JOIN (SELECT item_id, count(*) AS count FROM asset GROUP BY item_id) a ON a.item_id = i.id
        WHERE i.is_active = 1 OR NOT ? ORDER BY i.code`, ['isActive', 'hasPicture'], onlyActive ? 1 : 0)
        .filter(({ code, label, brand, manufacturerName, manufacturerReference }) => [code, label, brand, manufacturerName, manufacturerReference].some((text) => normalise(text).includes(wanted)))
    },
    item: (id: number): Item | null => readRow<Item>(sql, `${ITEM} WHERE i.id = ?`, ['isActive', 'hasPicture'], id),
    writeItem: ({ id, code, label, brand, manufacturerId, manufacturerReference, isActive }: Item): number => writeRow(sql, 'item', id, { code, label, brand, manufacturer_id: manufacturerId, manufacturer_reference: manufacturerReference, is_active: isActive }, code),
    picture: (itemId: number): ItemPicture | null => {
      const row = readRow<{ mediaType: ItemPicture['mediaType']; bytes: Uint8Array }>(sql, 'SELECT media_type AS mediaType, bytes FROM item_picture WHERE item_id = ?', [], itemId)
      // a plain copy: what SQLite gives is a Buffer, which no other thread or window knows
      return row && { mediaType: row.mediaType, bytes: Uint8Array.from(row.bytes) }
    },
    writePicture: (itemId: number, picture: ItemPicture | null): void => {
      sql.prepare('DELETE FROM item_picture WHERE item_id = ?').run(itemId)
      if (picture) sql.prepare('INSERT INTO item_picture (item_id, media_type, bytes) VALUES (?, ?, ?)').run(itemId, picture.mediaType, picture.bytes)
    },

    findAssets: (search: string, customerId: number | null, onlyInstalled: boolean): number[] => {
      const wanted = normalise(search)
      const rows = sql.prepare(`SELECT a.id, a.provider_identifier || char(10) || a.manufacturer_identifier || char(10) || coalesce(i.code || ' ' || i.label, '') || char(10) || o.code AS texts, a.label_norm AS label, o.name_norm AS customer
        FROM asset a JOIN organisation o ON o.id = a.organisation_id LEFT JOIN item i ON i.id = a.item_id
        WHERE (:customerId IS NULL OR a.organisation_id = :customerId) AND (a.is_installed = 1 OR NOT :onlyInstalled) ORDER BY a.provider_identifier`)
        .all({ customerId, onlyInstalled: onlyInstalled ? 1 : 0 }) as { id: number; texts: string; label: string; customer: string }[]
      return rows.filter(({ texts, label, customer }) => wanted === '' || label.includes(wanted) || customer.includes(wanted) || normalise(texts).includes(wanted)).map(({ id }) => id)
    },
    assetRows: (ids: readonly number[]): AssetRow[] => readRows<AssetRow>(sql, `SELECT a.id, a.provider_identifier AS providerIdentifier, a.manufacturer_identifier AS manufacturerIdentifier, a.label,
        coalesce(i.code, '') AS itemCode, coalesce(i.label, '') AS itemLabel, o.id AS customerId, o.code AS customerCode, o.name AS customerName, s.name AS siteName, coalesce(l.name, '') AS locationName,
        coalesce(trim(u.first_name || ' ' || u.last_name), '') AS contactName, m.name AS modeName, a.is_installed AS isInstalled, a.installed_on AS installedOn,
        (SELECT count(*) FROM meter WHERE asset_id = a.id AND is_active = 1) AS meterCount,
        (SELECT CASE WHEN count(*) = count(last) THEN min(last) END FROM (SELECT (SELECT max(read_on) FROM reading WHERE meter_id = meter.id AND origin IN ('customer', 'provider')) AS last FROM meter WHERE asset_id = a.id AND is_active = 1)) AS lastRealOn
      FROM json_each(?) wanted JOIN asset a ON a.id = wanted.value JOIN organisation o ON o.id = a.organisation_id JOIN site s ON s.id = a.site_id JOIN reading_mode m ON m.id = a.reading_mode_id
        LEFT JOIN item i ON i.id = a.item_id LEFT JOIN location l ON l.id = a.location_id LEFT JOIN contact u ON u.id = coalesce(a.user_contact_id, a.service_contact_id) ORDER BY wanted.key`, ['isInstalled'], JSON.stringify(ids)),
    asset: (id: number): Asset | null => readRow<Asset>(sql, `${ASSET} WHERE id = ?`, ['isInstalled'], id),
    writeAsset: (asset: Asset & { readingModeId: number }): number => writeRow(sql, 'asset', asset.id, {
      provider_identifier: asset.providerIdentifier, manufacturer_identifier: asset.manufacturerIdentifier, label: asset.label, label_norm: normalise(asset.label), item_id: asset.itemId,
      organisation_id: asset.customerId, site_id: asset.siteId, location_id: asset.locationId, installed_on: asset.installedOn, is_installed: asset.isInstalled, reading_mode_id: asset.readingModeId,
      user_contact_id: asset.userContactId, service_contact_id: asset.serviceContactId, contract_contact_id: asset.contractContactId,
    }, asset.providerIdentifier),
    /** Those nobody has read yet go with their asset. */
    deleteUnreadMeters: (assetId: number): void => {
      sql.prepare('DELETE FROM meter WHERE asset_id = ? AND NOT EXISTS (SELECT 1 FROM reading WHERE meter_id = meter.id) AND NOT EXISTS (SELECT 1 FROM billing_rule_meter WHERE meter_id = meter.id)').run(assetId)
    },

    metersOf: (assetId: number): Meter[] => readRows<Meter>(sql, `${METER} WHERE asset_id = ? ORDER BY position, id`, ['isCumulative', 'isActive'], assetId),
    meter: (id: number): Meter | null => readRow<Meter>(sql, `${METER} WHERE id = ?`, ['isCumulative', 'isActive'], id),
    /** A new one comes after the others. */
    writeMeter: ({ id, assetId, name, unit, decimals, isCumulative, isActive }: Meter): number => writeRow(sql, 'meter', id, {
      asset_id: assetId, name, unit, decimals, is_cumulative: isCumulative, is_active: isActive,
      ...id === null ? { position: 1 + (readNumber(sql, 'SELECT max(position) FROM meter WHERE asset_id = ?', assetId) ?? 0) } : {},
    }, name),
    /** The finest decimals its readings have. */
    decimalsInUse: (meterId: number): number => sql.prepare(`SELECT max(CASE WHEN value_thousandths % 1000 = 0 THEN 0 WHEN value_thousandths % 100 = 0 THEN 1 WHEN value_thousandths % 10 = 0 THEN 2 ELSE 3 END)
      FROM reading WHERE meter_id = ?`).pluck().get(meterId) as number | null ?? 0,
  }
}
export type AssetRepository = ReturnType<typeof assetRepository>
