import type { Asset, Meter } from '../../shared/assets/asset-contract.ts'
import type { AssetImportOptions, AssetImportProblem, AssetImportReport } from '../../shared/assets/asset-import-contract.ts'
import type { AssetField, AssetLine } from '../../shared/assets/asset-list-rules.ts'
import { isAmbiguousValue, parseMeterValue } from '../../shared/assets/meter-value-rules.ts'
import type { ReadingMode, Site } from '../../shared/assets/place-contract.ts'
import { checkReading, readingHistory, type ReadingChecks, type ReadingHistory } from '../../shared/assets/reading-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import type { AssetImportJournal } from './asset-import-journal.ts'
import type { AssetRepository } from './asset-repository.ts'
import type { PlaceRepository } from './place-repository.ts'
import type { ReadingRepository } from './reading-repository.ts'
import { readNumber } from './rows.ts'

export interface WriterTools {
  sql: Sql
  assets: AssetRepository
  places: PlaceRepository
  readings: ReadingRepository
  journal: AssetImportJournal
  userName(): string
  readingChecks(): ReadingChecks
  /** The mode of an asset installed at a site, when the list names none. */
  defaultMode(siteId: number): number
  options: AssetImportOptions
  asOf: LocalDate
}

/** A line that the writer refuses. */
export class RefusedLine extends Error {
  readonly column: number
  readonly code: string
  readonly details: AssetImportProblem['details']

  constructor(code: string, column: number, details: AssetImportProblem['details'] = {}) {
    super(code)
    this.code = code
    this.column = column
    this.details = details
  }
}

/** The meter of a list that names none. */
const ONLY_METER = 'Compteur'
/** The site a list that names none puts its assets at, when the customer has none yet. */
const MAIN_SITE = { code: 'PRINCIPAL', name: 'Site principal' }

/** Writes one line after the other in the caller's transaction: what is there already is found again, by identifier, code or name, and only what the list says of it is changed. */
export function assetLineWriter(tools: WriterTools, columnOf: (field: AssetField) => number): { report: AssetImportReport; write(line: AssetLine): void } {
  const { sql, assets, places, readings, journal, userName, options, asOf } = tools
  const report: AssetImportReport = { lines: 0, itemsAdded: 0, sitesAdded: 0, locationsAdded: 0, assetsAdded: 0, assetsChanged: 0, metersAdded: 0, readingsAdded: 0, readingsKnown: 0, remarks: [] }
  const checks = tools.readingChecks()
  const histories = new Map<number, ReadingHistory>()
  const firstLines = new Map<number, AssetLine>()
  const refuse = (code: string, field: AssetField, details: AssetImportProblem['details'] = {}): never => { throw new RefusedLine(code, columnOf(field), details) }

  const customersNamed = sql.prepare('SELECT id FROM organisation WHERE name_norm = ? AND is_customer = 1 LIMIT 2').pluck()
  const customerOf = (line: AssetLine): number => {
    if (line.customerCode !== '') return readNumber(sql, 'SELECT id FROM organisation WHERE code = ? AND is_customer = 1', line.customerCode) ?? refuse('unknown-customer', 'customerCode', { value: line.customerCode })
    const named = customersNamed.all(normalise(line.customerName)) as number[]
    return named.length === 1 && line.customerName !== '' ? named[0]! : refuse(named.length > 1 ? 'customer-not-unique' : 'unknown-customer', 'customerName', { value: line.customerName })
  }

  const siteOf = (customerId: number, line: AssetLine): number => {
    const sites = places.sitesOf(customerId)
    const found = line.siteName === '' ? sites[0] : sites.find(({ code, name }) => normalise(name) === normalise(line.siteName) || code === line.siteName)
    if (found) return found.id!
    report.sitesAdded++
    const { code, name } = line.siteName === '' ? MAIN_SITE : { code: freeCode(line.siteName, sites), name: line.siteName }
    return journal.added('site', places.writeSite({ id: null, customerId, code, name, isMain: sites.length === 0, isDelivery: true, address: { line1: '', line2: '', line3: '', postcode: '', city: '', countryCode: 'FR' }, phone: '', fax: '', email: '', readingModeId: null, isActive: true }))
  }

  const locationOf = (siteId: number, name: string): number | null => {
    if (name === '') return null
    const found = places.locationsOf(siteId).find((location) => normalise(location.name) === normalise(name))
    if (found) return found.id
    report.locationsAdded++
    return journal.added('location', places.writeLocation({ id: null, siteId, name, floor: '', fax: '', email: '' }))
  }

  const itemOf = (line: AssetLine): number | null => {
    if (line.itemCode === '') return null
    const known = readNumber(sql, 'SELECT id FROM item WHERE code = ?', line.itemCode)
    if (known !== null) return known
    report.itemsAdded++
    return journal.added('item', assets.writeItem({ id: null, code: line.itemCode, label: line.itemLabel || line.itemCode, brand: line.brand, isActive: true, manufacturerId: null, manufacturerReference: '', hasPicture: false }))
  }

  const modes = places.modes()
  const modeOf = (line: AssetLine): number | null => {
    if (line.modeName === '') return null
    const wanted = normalise(line.modeName)
    const isNamed = ({ name, code }: ReadingMode): boolean => normalise(name) === wanted || normalise(code) === wanted || (code === 'EMAIL' && ['mail', 'e-mail', 'email', 'courriel'].includes(wanted))
    return modes.find(isNamed)?.id ?? refuse('unknown-mode', 'modeName', { value: line.modeName })
  }

  const remark = (line: AssetLine, field: AssetField, code: string, details: AssetImportProblem['details']): void => {
    if (report.remarks.length < MOST_REMARKS) report.remarks.push({ line: line.line, column: columnOf(field), code, details })
  }

  const withSerial = sql.prepare(`SELECT id, provider_identifier AS identifier FROM asset WHERE manufacturer_identifier = ? AND manufacturer_identifier <> '' LIMIT 2`)
  /** By the provider's identifier; by the manufacturer's only when the line has no other and one asset alone has it. */
  const assetIdOf = (line: AssetLine): number | null => {
    const provider = line.providerIdentifier || (line.manufacturerIdentifier === '' ? options.asset ?? '' : '')
    if (provider !== '') return readNumber(sql, 'SELECT id FROM asset WHERE provider_identifier = ?', provider)
    if (line.manufacturerIdentifier === '') return null
    const sameSerial = withSerial.all(line.manufacturerIdentifier) as { id: number }[]
    if (sameSerial.length > 1) refuse('serial-not-unique', 'manufacturerIdentifier', { value: line.manufacturerIdentifier })
    return sameSerial[0]?.id ?? null
  }

  /** Several lines may speak of one asset (a line for each meter), never against each other. */
  const refuseContradiction = (assetId: number, line: AssetLine): void => {
    const first = firstLines.get(assetId)
    if (!first) { firstLines.set(assetId, line); return }
    for (const field of SAME_ON_ALL_LINES) {
      const [said, saidBefore] = [line[field] ?? '', first[field] ?? '']
      if (said !== '' && saidBefore !== '' && normalise(said) !== normalise(saidBefore)) refuse('contradiction', field, { value: said, before: saidBefore, first: first.line })
    }
  }

  const addAsset = (line: AssetLine): number => {
    const providerIdentifier = line.providerIdentifier || line.manufacturerIdentifier
    if (providerIdentifier === '') refuse('no-identifier', 'providerIdentifier')
    if (line.customerCode === '' && line.customerName === '') refuse('unknown-asset', line.providerIdentifier === '' ? 'manufacturerIdentifier' : 'providerIdentifier', { value: providerIdentifier })
    const customerId = customerOf(line)
    const siteId = siteOf(customerId, line)
    const [twin] = line.manufacturerIdentifier === '' ? [] : withSerial.all(line.manufacturerIdentifier) as { identifier: string }[]
    if (twin) remark(line, 'manufacturerIdentifier', 'serial-elsewhere', { value: line.manufacturerIdentifier, asset: twin.identifier })
    report.assetsAdded++
    return journal.added('asset', assets.writeAsset({
      id: null, providerIdentifier, manufacturerIdentifier: line.manufacturerIdentifier, label: line.label, itemId: itemOf(line), customerId, siteId, locationId: locationOf(siteId, line.locationName), installedOn: line.installedOn, isInstalled: true,
      readingModeId: modeOf(line) ?? tools.defaultMode(siteId), userContactId: null, serviceContactId: null, contractContactId: null,
    }))
  }

  /** Only what the list says, and only when it differs. Where an asset stands is changed by a person. */
  const changeAsset = (id: number, line: AssetLine): void => {
    const before = assets.asset(id)!
    if (line.customerCode !== '' && before.customerId !== customerOf(line)) refuse('other-customer', 'customerCode', { value: line.customerCode })
    if (line.customerCode === '' && line.customerName !== '' && readNumber(sql, 'SELECT id FROM organisation WHERE id = ? AND name_norm = ?', before.customerId, normalise(line.customerName)) === null) refuse('other-customer', 'customerName', { value: line.customerName })
    if (firstLines.get(id) === line) remarkPlace(before, line)
    const after: Asset = {
      ...before, label: line.label || before.label, manufacturerIdentifier: line.manufacturerIdentifier || before.manufacturerIdentifier, itemId: itemOf(line) ?? before.itemId,
      installedOn: line.installedOn ?? before.installedOn, readingModeId: modeOf(line) ?? before.readingModeId,
    }
    if (JSON.stringify(after) === JSON.stringify(before)) return
    report.assetsChanged++
    journal.changing(id)
    assets.writeAsset({ ...after, readingModeId: after.readingModeId! })
  }

  const remarkPlace = (asset: Asset, line: AssetLine): void => {
    const site = places.sitesOf(asset.customerId).find(({ id: siteId }) => siteId === asset.siteId)
    if (line.siteName !== '' && site && normalise(site.name) !== normalise(line.siteName) && site.code !== line.siteName) remark(line, 'siteName', 'place-kept', { value: line.siteName, place: site.name })
    const location = asset.locationId === null ? '' : places.locationsOf(asset.siteId).find(({ id: locationId }) => locationId === asset.locationId)?.name ?? ''
    if (line.locationName !== '' && normalise(location) !== normalise(line.locationName)) remark(line, 'locationName', 'place-kept', { value: line.locationName, place: location === '' ? '–' : location })
  }

  const meterOf = (assetId: number, line: AssetLine): Meter & { id: number } => {
    const meters = assets.metersOf(assetId)
    const wanted = line.meterName || options.meter || (meters.length === 1 ? meters[0]!.name : ONLY_METER)
    const found = meters.find(({ name }) => normalise(name) === normalise(wanted))
    if (found) return found as Meter & { id: number }
    if (line.meterName === '' && !options.meter && meters.length > 1) refuse('which-meter', 'meterName')
    if (isAmbiguousValue(line.value)) refuse('ambiguous-value', 'value', { value: line.value })
    const decimals = line.value === '' ? 0 : [0, 1, 2, 3].find((count) => typeof parseMeterValue(line.value, count) === 'number') ?? 3
    const meter: Meter = { id: null, assetId, name: wanted, unit: line.unit, decimals, isCumulative: true, isActive: true }
    report.metersAdded++
    return { ...meter, id: journal.added('meter', assets.writeMeter(meter)) }
  }

  const addReading = (meter: Meter & { id: number }, line: AssetLine): void => {
    const readOn = line.readOn ?? refuse('no-date', 'readOn')
    const valueThousandths = parseMeterValue(line.value, meter.decimals)
    if (valueThousandths === 'ambiguous') return refuse('ambiguous-value', 'value', { value: line.value })
    if (typeof valueThousandths !== 'number') return refuse('too-precise', 'value', { value: line.value, meter: meter.name, decimals: meter.decimals })
    const reading = { meterId: meter.id, readOn, valueThousandths, origin: line.origin ?? options.origin ?? 'provider' }
    if (readings.has(reading)) { report.readingsKnown++; return }
    const history = histories.get(meter.id) ?? readingHistory(readings.ofMeter(meter.id))
    histories.set(meter.id, history)
    for (const { check, severity, details } of checkReading({ ...reading, decimals: meter.decimals, isCumulative: meter.isCumulative }, history, asOf, checks)) {
      const text = translate('fr', `assets.check.${check}`, details)
      if (severity === 'block') refuse('check', check === 'future' || check === 'before-last' ? 'readOn' : 'value', { text })
      remark(line, 'value', 'check', { text })
    }
    journal.added('reading', readings.add({ ...reading, source: 'import', enteredBy: userName() }))
    if (reading.origin !== 'estimate') history.add(reading)
    report.readingsAdded++
  }

  return {
    report,
    write: (line) => {
      const known = assetIdOf(line)
      if (known !== null) refuseContradiction(known, line)
      if (known !== null) changeAsset(known, line)
      const assetId = known ?? addAsset(line)
      if (known === null) firstLines.set(assetId, line)
      if (line.meterName === '' && line.value === '') return
      const meter = meterOf(assetId, line)
      if (line.value !== '') addReading(meter, line)
    },
  }
}

const MOST_REMARKS = 500
const SAME_ON_ALL_LINES = ['manufacturerIdentifier', 'itemCode', 'customerCode', 'customerName', 'siteName', 'locationName', 'modeName', 'installedOn'] as const

/** A code made of a name, free among the customer's sites: « Usine de Brest » → « USINE-DE-BREST ». */
function freeCode(name: string, sites: readonly Site[]): string {
  const stem = normalise(name).toUpperCase().replace(/[^A-Z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 30) || 'SITE'
  const isTaken = (code: string): boolean => sites.some((site) => site.code === code)
  for (let number = 1; ; number++) {
    const code = number === 1 ? stem : `${stem}-${number}`
    if (!isTaken(code)) return code
  }
}
