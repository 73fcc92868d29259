import type { Handlers } from '../../shared/call.ts'
import type { Asset, assetContract, ItemPicture, Meter } from '../../shared/assets/asset-contract.ts'
import { MAX_PICTURE_BYTES, pictureType } from '../../shared/assets/asset-rules.ts'
import type { assetImportContract } from '../../shared/assets/asset-import-contract.ts'
import type { placeContract } from '../../shared/assets/place-contract.ts'
import type { ReadingChecks } from '../../shared/assets/reading-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import type { Sql } from '../db/database.ts'
import { assetExports, type AddExport } from './asset-export.ts'
import { assetImports, type ReadTableFile } from './asset-import.ts'
import { assetRepository } from './asset-repository.ts'
import { contactRepository } from './contact-repository.ts'
import { placeRepository } from './place-repository.ts'
import { placeService } from './place-service.ts'
import { readingEntries } from './reading-entry.ts'
import { readingRepository } from './reading-repository.ts'
import { refuseInvalid } from './record-checks.ts'
import { addressesOf, requestCandidates, type AssetsForRequests } from './request-candidates.ts'
import { deleteRow, requireCustomer, requireManufacturer, requireRow } from './rows.ts'

export interface AssetSliceOptions {
  sql: Sql
  /** The dossier's */
  folder: string
  /** Who enters readings. */
  userName(): string
  /** The parameter CATEG_DEMANDE_RELEVES as it is now: the code of a reading mode (M-020). */
  defaultModeCode(): string
  /** AUCUN / ALERTE / BLOCAGE of each check of M-120, as the parameters say now. */
  readingChecks(): ReadingChecks
  addDocument: AddExport
  readTableFile: ReadTableFile
  /** A copy of the dossier before an import changes it. */
  backUp(): void
  /** The requests that count as answered because of readings. */
  answeredRequests: AnsweredRequests
}

/** What readings that go were the answer to. */
export interface AnsweredRequests {
  /** Those that would be without an answer if these readings were not there. */
  by(readingIds: readonly number[]): number[]
  /** They are without an answer again. Returns how many of them wait for one. */
  reopen(requestIds: readonly number[]): number
}

/** What the answers to requests write. */
export interface ReadingsForRequests {
  /** As `checkReadings`. */
  checkAnswer: ReturnType<typeof readingEntries>['check']
  /** As `saveReadings`, with the source « answer ». */
  saveAnswer(entry: Parameters<ReturnType<typeof readingEntries>['save']>[0], asOf: LocalDate, isSure: boolean): void
}

export type AssetHandlers = Handlers<typeof assetContract & typeof placeContract & typeof assetImportContract>

/** « Parc »: assets, their meters and readings, and whom to ask for them. */
export function assetSlice({ sql, folder, userName, defaultModeCode, readingChecks, addDocument, readTableFile, backUp, answeredRequests }: AssetSliceOptions): { handlers: AssetHandlers; forRequests: AssetsForRequests & ReadingsForRequests } {
  const assets = assetRepository(sql)
  const places = placeRepository(sql)
  const contacts = contactRepository(sql)
  const readings = readingRepository(sql)
  const entries = readingEntries({ sql, assets, readings, userName, readingChecks })
  const forRequests = requestCandidates(sql, assets, places)
  const exports = assetExports({ folder, assets, readings, addDocument })
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()

  /** A code no mode has asks nobody. */
  const defaultMode = (siteId: number): number => existing(places.site(siteId)).readingModeId ?? (places.modeOfCode(defaultModeCode()) ?? existing(places.modeOfCode('NONE'))).id!

  const saveAsset = (asset: Asset): number => {
    refuseInvalid(asset, ['providerIdentifier'])
    const before = asset.id === null ? null : existing(assets.asset(asset.id))
    requireCustomer(sql, asset.customerId)
    const site = existing(places.site(asset.siteId))
    const isHere = site.customerId === asset.customerId && (asset.locationId === null || places.location(asset.locationId)?.siteId === asset.siteId)
    if (!isHere) throw new AppError('assets.elsewhere')
    const named = [[asset.userContactId, before?.userContactId], [asset.serviceContactId, before?.serviceContactId], [asset.contractContactId, before?.contractContactId]] as const
    // one who has left since may stay named: he is not asked
    if (named.some(([id, known]) => id !== null && (id !== known || asset.customerId !== before?.customerId) && !contacts.worksFor(id, asset.customerId))) throw new AppError('assets.elsewhere')
    return assets.writeAsset({ ...asset, readingModeId: asset.readingModeId ?? defaultMode(asset.siteId) })
  }

  const saveMeter = (meter: Meter): number => {
    refuseInvalid(meter, ['name'])
    requireRow(sql, 'asset', meter.assetId)
    if (meter.id !== null) {
      if (existing(assets.meter(meter.id)).assetId !== meter.assetId) throw new AppError('assets.elsewhere')
      const needed = assets.decimalsInUse(meter.id)
      if (meter.decimals < needed) throw new AppError('assets.decimals-in-use', { meter: meter.name, decimals: needed })
    }
    return assets.writeMeter(meter)
  }

  const handlers: AssetHandlers = {
    ...placeService(sql, places),
    findItems: ({ search, onlyActive }) => assets.findItems(search, onlyActive),
    item: ({ id }) => existing(assets.item(id)),
    saveItem: (item) => inTransaction(() => {
      refuseInvalid(item, ['code', 'label'])
      if (item.manufacturerId !== null) requireManufacturer(sql, item.manufacturerId)
      return existing(assets.item(assets.writeItem(item)))
    }),
    deleteItem: ({ id }) => inTransaction(() => deleteRow(sql, 'item', id, 'assets.item-in-use', { code: existing(assets.item(id)).code })),
    picture: ({ itemId }) => assets.picture(itemId),
    savePicture: ({ itemId, bytes }) => inTransaction(() => {
      requireRow(sql, 'item', itemId)
      assets.writePicture(itemId, bytes && checkedPicture(bytes))
    }),

    findAssets: ({ search, customerId, onlyInstalled }) => ({ ids: Int32Array.from(assets.findAssets(search, customerId, onlyInstalled)) }),
    assetRows: ({ ids }) => assets.assetRows([...ids].slice(0, 5000)),
    asset: ({ id }) => existing(assets.asset(id)),
    saveAsset: (asset) => inTransaction(() => existing(assets.asset(saveAsset(asset)))),
    deleteAsset: ({ id }) => inTransaction(() => {
      const { providerIdentifier } = existing(assets.asset(id))
      assets.deleteUnreadMeters(id)
      deleteRow(sql, 'asset', id, 'assets.asset-in-use', { code: providerIdentifier })
    }),
    defaultMode: ({ siteId }) => ({ readingModeId: defaultMode(siteId) }),
    addresses: (asset) => addressesOf(sql, places, asset),

    metersOf: ({ assetId }) => assets.metersOf(assetId),
    saveMeter: (meter) => inTransaction(() => existing(assets.meter(saveMeter(meter)))),
    deleteMeter: ({ id }) => inTransaction(() => deleteRow(sql, 'meter', id, 'assets.meter-in-use', { name: existing(assets.meter(id)).name })),

    readingsOf: ({ assetId }) => readings.ofAsset(assetId),
    checkReadings: ({ entry, asOf }) => entries.check(entry, asOf),
    saveReadings: ({ entry, asOf, isSure }) => entries.save(entry, asOf, isSure),
    removedReadings: ({ assetId }) => readings.removedOf(assetId),
    deleteReading: ({ id }) => inTransaction(() => {
      const reopenedCount = answeredRequests.reopen(answeredRequests.by([id]))
      existing(readings.remove(id, userName(), reopenedCount))
      return { reopenedCount }
    }),

    ...assetImports({ sql, assets, places, readings, userName, readingChecks, defaultMode, readTableFile, backUp, answeredBy: answeredRequests.by }),
    exportAssets: exports.assets,
    exportReadings: exports.readings,
  }
  return { handlers, forRequests: { ...forRequests, checkAnswer: entries.check, saveAnswer: (entry, asOf, isSure) => entries.save(entry, asOf, isSure, 'answer') } }
}

function checkedPicture(bytes: Uint8Array<ArrayBuffer>): ItemPicture {
  if (bytes.length > MAX_PICTURE_BYTES) throw new AppError('assets.picture-size', { max: MAX_PICTURE_BYTES / 1024 / 1024 })
  const mediaType = pictureType(bytes)
  if (mediaType === null) throw new AppError('assets.picture-format')
  return { mediaType, bytes }
}
