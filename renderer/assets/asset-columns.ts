import type { AssetRow, ItemRow, Meter, Reading } from '../../shared/assets/asset-contract.ts'
import { formatMeterValue } from '../../shared/assets/meter-value-rules.ts'
import type { Collaborator, Site } from '../../shared/assets/place-contract.ts'
import { t } from '../i18n/i18n.ts'
import { dateColumn, numberColumn, textColumn, wordColumn, type GridColumn } from '../ui/grid-columns.ts'

const yesNo = (is: boolean): string => t(is ? 'assets.yes' : 'assets.no')

export const assetColumns = (): GridColumn<AssetRow>[] => [
  textColumn('providerIdentifier', t('assets.column.providerIdentifier'), 112, { sort: 'asc' }),
  textColumn('manufacturerIdentifier', t('assets.column.manufacturerIdentifier'), 106),
  textColumn('label', t('assets.column.label'), 200, { flex: 1, minWidth: 120 }),
  textColumn('itemCode', t('assets.column.itemCode'), 80),
  textColumn('customerName', t('assets.column.customerName'), 140),
  textColumn('siteName', t('assets.column.siteName'), 96),
  textColumn('locationName', t('assets.column.locationName'), 96),
  textColumn('contactName', t('assets.column.contactName'), 112),
  textColumn('modeName', t('assets.column.modeName'), 104),
  dateColumn('lastRealOn', t('assets.column.lastRealOn'), 96),
  wordColumn('isInstalled', t('assets.column.state'), 88, (isInstalled) => t(isInstalled ? 'assets.installed' : 'assets.inStock')),
]

export const itemColumns = (): GridColumn<ItemRow>[] => [
  textColumn('code', t('assets.column.itemCode'), 110, { sort: 'asc' }),
  textColumn('label', t('assets.column.label'), 260, { flex: 1, minWidth: 140 }),
  textColumn('brand', t('assets.item.brand'), 140),
  textColumn('manufacturerName', t('assets.item.manufacturer'), 140),
  textColumn('manufacturerReference', t('assets.item.manufacturerReference'), 160),
  wordColumn('hasPicture', t('assets.item.picture'), 120, yesNo),
  numberColumn('assetCount', t('assets.item.assetCount'), 90),
]

export const meterColumns = (): GridColumn<Meter & { id: number }>[] => [
  textColumn('name', t('assets.column.meterName'), 180, { flex: 1, minWidth: 120 }),
  textColumn('unit', t('assets.column.unit'), 100),
  numberColumn('decimals', t('assets.meter.decimals'), 100),
  wordColumn('isCumulative', t('assets.meter.isCumulative'), 130, yesNo),
  wordColumn('isActive', t('assets.meter.isActive'), 100, yesNo),
]

export const readingColumns = (): GridColumn<Reading>[] => [
  dateColumn('readOn', t('assets.column.readOn'), 120),
  textColumn('meterName', t('assets.column.meterName'), 150, { flex: 1, minWidth: 100 }),
  textColumn('valueThousandths', t('assets.column.value'), 130, { type: 'rightAligned', valueFormatter: ({ data }) => (data ? formatMeterValue(data.valueThousandths, data.decimals) : '') }),
  textColumn('unit', t('assets.column.unit'), 90),
  wordColumn('origin', t('assets.column.origin'), 140, (origin) => t(`assets.origin.${origin}`)),
  wordColumn('source', t('assets.column.source'), 100, (source) => t(`assets.source.${source}`)),
  textColumn('enteredBy', t('assets.column.enteredBy'), 130),
]

export const siteColumns = (): GridColumn<Site & { id: number }>[] => [
  textColumn('code', t('assets.place.code'), 100),
  textColumn('name', t('assets.place.name'), 200, { flex: 1, minWidth: 120 }),
  textColumn('address', t('assets.place.city'), 150, { valueGetter: ({ data }) => data && `${data.address.postcode} ${data.address.city}` }),
  textColumn('email', t('assets.place.email'), 190),
  textColumn('fax', t('assets.place.fax'), 130),
  wordColumn('isMain', t('assets.place.isMain'), 104, yesNo),
]

export const contactColumns = (): GridColumn<Collaborator & { id: number }>[] => [
  textColumn('lastName', t('assets.contact.lastName'), 150),
  textColumn('firstName', t('assets.contact.firstName'), 130),
  textColumn('department', t('assets.contact.department'), 130, { flex: 1, minWidth: 100 }),
  textColumn('email1', t('assets.place.email'), 200),
  textColumn('fax', t('assets.place.fax'), 130),
  textColumn('isActive', t('assets.contact.state'), 130, { valueGetter: ({ data }) => data && t(data.endedOn !== null ? 'assets.contact.left' : data.isActive ? 'assets.contact.active' : 'assets.contact.inactive') }),
]
