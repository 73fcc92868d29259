import { z } from 'zod'
import { command, job, query } from '../call.ts'
import { Bytes, Folder, Id, Ids, LocalDateSchema, Nothing, Text } from '../schemas.ts'
import { PostalAddress } from '../dossiers/dossier-contract.ts'
import { MAX_METER_VALUE } from './meter-value-rules.ts'
import { ReadingMedium } from './place-contract.ts'
import { ReadingCheck } from './reading-rules.ts'

/** Where an address was found: at the contact responsible for the asset, at its location, at its site, or on the customer's main sheet. */
export const AddressOrigin = z.enum(['contact', 'location', 'site', 'customer'])
export type AddressOrigin = z.infer<typeof AddressOrigin>
export const FoundAddress = z.object({ address: z.string(), origin: AddressOrigin })
export type FoundAddress = z.output<typeof FoundAddress>

/** Who states a reading. Real ones are the customer's and the provider's (M-088). */
export const ReadingOrigin = z.enum(['customer', 'provider', 'estimate', 'installation'])
export type ReadingOrigin = z.infer<typeof ReadingOrigin>
/** How it came into the dossier. */
export const ReadingSource = z.enum(['entry', 'import', 'answer'])
export type ReadingSource = z.infer<typeof ReadingSource>

/** Whole thousandths of a meter's unit; below nought only when CONTROLE_RELEVE_NEGATIF lets it in. */
export const MeterValue = z.int().min(-MAX_METER_VALUE).max(MAX_METER_VALUE)

/** How to read the meters on the machine, as it is printed in a request. At most 5 MB. */
export const ItemPicture = z.object({ mediaType: z.enum(['image/jpeg', 'image/png']), bytes: Bytes })
export type ItemPicture = z.output<typeof ItemPicture>

/** « Article »: the model of an asset. */
export const Item = z.object({
  id: Id.nullable(), code: Text, label: Text, brand: Text, isActive: z.boolean(),
  /** Tab « Fabricant »: an organisation of `receivables.manufacturers`, and what it calls the article */
  manufacturerId: Id.nullable(), manufacturerReference: Text,
  /** « Mode opératoire »; only its presence here, see `picture`. Read only. */
  hasPicture: z.boolean(),
})
export type Item = z.output<typeof Item>
export const ItemRow = Item.extend({ id: Id, manufacturerName: z.string(), assetCount: z.int() })
export type ItemRow = z.output<typeof ItemRow>

/** « Bien » */
export const Asset = z.object({
  id: Id.nullable(), providerIdentifier: Text, manufacturerIdentifier: Text, label: Text,
  itemId: Id.nullable(), customerId: Id, siteId: Id, locationId: Id.nullable(),
  installedOn: LocalDateSchema.nullable(),
  /** « En parc client »; false: « en stock » */
  isInstalled: z.boolean(),
  /** « Demande de relevés compteurs Bien »; null on a new asset: its site's, else the parameter CATEG_DEMANDE_RELEVES (M-020) */
  readingModeId: Id.nullable(),
  /** Asked in this order for readings: « utilisateur », then « contact SAV » (AMB-13) */
  userContactId: Id.nullable(), serviceContactId: Id.nullable(), contractContactId: Id.nullable(),
})
export type Asset = z.output<typeof Asset>

export const AssetRow = z.object({
  id: Id, providerIdentifier: z.string(), manufacturerIdentifier: z.string(), label: z.string(), itemCode: z.string(), itemLabel: z.string(),
  customerId: Id, customerCode: z.string(), customerName: z.string(), siteName: z.string(), locationName: z.string(), contactName: z.string(), modeName: z.string(),
  isInstalled: z.boolean(), installedOn: LocalDateSchema.nullable(), meterCount: z.int(), lastRealOn: LocalDateSchema.nullable(),
})
export type AssetRow = z.output<typeof AssetRow>

/** « Compteur » */
export const Meter = z.object({
  id: Id.nullable(), assetId: Id, name: Text, unit: Text, decimals: z.int().min(0).max(3),
  /** Goes only up; false: what is read is what was used since */
  isCumulative: z.boolean(), isActive: z.boolean(),
})
export type Meter = z.output<typeof Meter>

/** « Relevé » with the meter it is of. */
export const Reading = z.object({
  id: Id, meterId: Id, meterName: z.string(), unit: z.string(), decimals: z.int(), readOn: LocalDateSchema, valueThousandths: MeterValue,
  origin: ReadingOrigin, source: ReadingSource, enteredBy: z.string(), enteredAt: z.string(),
})
export type Reading = z.output<typeof Reading>

/** A reading that was deleted, and by whom. */
export const RemovedReading = Reading.omit({ meterId: true }).extend({
  removedBy: z.string(), removedAt: z.string(),
  /** Requests that wait for an answer again without it */
  reopenedCount: z.int(),
})
export type RemovedReading = z.output<typeof RemovedReading>

/** Readings of the meters of one asset, taken on the same day. Values as a person writes them: a negative one is a finding, not an error. */
export const ReadingEntry = z.object({
  assetId: Id, readOn: LocalDateSchema, origin: ReadingOrigin,
  values: z.array(z.object({ meterId: Id, valueThousandths: MeterValue })).min(1).max(200),
})
export type ReadingEntry = z.output<typeof ReadingEntry>

/** What a check says of an entry (M-120). 'alert' can be confirmed, 'block' cannot. `text` is in French. */
export const ReadingFinding = z.object({ meterId: Id, meterName: z.string(), check: ReadingCheck, severity: z.enum(['alert', 'block']), text: z.string() })
export type ReadingFinding = z.output<typeof ReadingFinding>

/** An asset with all a request needs to be proposed. One whose mode has no medium is asked for nothing (M-003, M-004). */
export interface RequestCandidate {
  assetId: number; providerIdentifier: string; manufacturerIdentifier: string; label: string; itemId: number | null
  customerId: number; customerCode: string; customerName: string; siteId: number; siteName: string; locationName: string; contactName: string
  modeName: string
  /** Of the asset's mode */
  medium: ReadingMedium | null
  /** What the four levels give for each medium */
  email: FoundAddress | null; fax: FoundAddress | null
  /** The last real reading of the meter read longest ago, so that none is forgotten; null when one of its active meters has none, or it has no active meter */
  lastReal: { readOn: z.output<typeof LocalDateSchema>; meterName: string; value: string } | null
  /** Active meters, and those of them that were never really read */
  meterCount: number; unreadMeterCount: number
}

/** A meter with its last reading that is no estimate. */
export interface SheetMeter {
  id: number; name: string; unit: string; decimals: number; isCumulative: boolean
  last: { readOn: z.output<typeof LocalDateSchema>; valueThousandths: number; value: string; origin: ReadingOrigin } | null
}

/** Everything the document and the XML of a request print. */
export interface RequestSheetData {
  asset: { id: number; providerIdentifier: string; manufacturerIdentifier: string; label: string; installedOn: z.output<typeof LocalDateSchema> | null }
  customer: { id: number; code: string; name: string }
  site: { id: number; code: string; name: string; address: PostalAddress; phone: string; fax: string; email: string }
  location: { name: string; floor: string } | null
  /** Whom the request is for: « utilisateur », else « contact SAV »; '' when nobody is named */
  contactName: string
  item: { id: number; code: string; label: string; brand: string; manufacturerReference: string } | null
  picture: ItemPicture | null
  /** Active ones, in their order */
  meters: SheetMeter[]
}

export const assetContract = {
  /** « Gérer les articles »: whose code, label, brand, manufacturer or reference contains the text. */
  findItems: query(z.object({ search: Text, onlyActive: z.boolean() }), z.array(ItemRow)),
  item: query(z.object({ id: Id }), Item),
  saveItem: command(Item, Item),
  deleteItem: command(z.object({ id: Id }), Nothing),
  picture: query(z.object({ itemId: Id }), ItemPicture.nullable()),
  /** A JPEG or PNG of at most 5 MB, known by its bytes; null takes it away. AppError('assets.picture-format'), ('assets.picture-size'). */
  savePicture: command(z.object({ itemId: Id, bytes: Bytes.nullable() }), Nothing),

  /** « Gérer les biens »: ids of those whose identifiers, label, article or customer contain the text, of one customer or of all, by identifier. */
  findAssets: query(z.object({ search: Text, customerId: Id.nullable(), onlyInstalled: z.boolean() }), z.object({ ids: Ids })),
  assetRows: query(z.object({ ids: Ids }), z.array(AssetRow)),
  asset: query(z.object({ id: Id }), Asset),
  /** AppError('assets.invalid', {field, reason}), ('assets.code-taken'), ('assets.elsewhere') when site, location or contact are not the customer's. */
  saveAsset: command(Asset, Asset),
  deleteAsset: command(z.object({ id: Id }), Nothing),
  /** The mode an asset installed at this site is given (M-020). */
  defaultMode: query(z.object({ siteId: Id }), z.object({ readingModeId: Id })),
  /** The address the four levels give, as the sheet stands on the screen (M-016). */
  addresses: query(Asset.pick({ customerId: true, siteId: true, locationId: true, userContactId: true, serviceContactId: true }), z.object({ email: FoundAddress.nullable(), fax: FoundAddress.nullable() })),

  metersOf: query(z.object({ assetId: Id }), z.array(Meter)),
  saveMeter: command(Meter, Meter),
  /** Refused with AppError('assets.meter-in-use') when it has readings: make it inactive instead. */
  deleteMeter: command(z.object({ id: Id }), Nothing),

  /** The latest first. */
  readingsOf: query(z.object({ assetId: Id }), z.array(Reading)),
  /** What the checks say, without writing anything. */
  checkReadings: query(z.object({ entry: ReadingEntry, asOf: LocalDateSchema }), z.array(ReadingFinding)),
  /** All or none. AppError('assets.reading-blocked', {text}), or ('assets.reading-alert', {text}) unless `isSure`. */
  saveReadings: command(z.object({ entry: ReadingEntry, asOf: LocalDateSchema, isSure: z.boolean() }), Nothing),
  /** It stays among `removedReadings`, and the requests it alone answered wait for an answer again. */
  deleteReading: command(z.object({ id: Id }), z.object({ reopenedCount: z.int() })),
  /** The last deleted first. */
  removedReadings: query(z.object({ assetId: Id }), z.array(RemovedReading)),

  /** « Exporter » as .xlsx, kept among the documents: the assets listed, or the readings of these assets. */
  exportAssets: job(z.object({ ids: Ids, asOf: LocalDateSchema, outFolder: Folder.nullable() }), z.object({ documentId: Id, file: z.string() })),
  exportReadings: job(z.object({ ids: Ids, asOf: LocalDateSchema, outFolder: Folder.nullable() }), z.object({ documentId: Id, file: z.string() })),
}
