import type { ContractRow, SimulatedRule } from '../../shared/contracts/contract-contract.ts'
import { t } from '../i18n/i18n.ts'
import { dateColumn, numberColumn, textColumn, wordColumn, type GridColumn } from '../ui/grid-columns.ts'

export const contractColumns = (): GridColumn<ContractRow>[] => [
  textColumn('code', t('contracts.column.code'), 100, { sort: 'asc' }),
  textColumn('label', t('contracts.column.label'), 200, { flex: 1, minWidth: 120 }),
  textColumn('customerCode', t('contracts.column.customerCode'), 96),
  textColumn('customerName', t('contracts.column.customerName'), 200, { flex: 1, minWidth: 120 }),
  textColumn('agency', t('contracts.column.agency'), 100),
  textColumn('type', t('contracts.column.type'), 80),
  wordColumn('status', t('contracts.column.status'), 120, (status) => t(`contracts.status.${status}`)),
  numberColumn('assetCount', t('contracts.column.assetCount'), 72),
  dateColumn('startedOn', t('contracts.column.startedOn'), 96),
  dateColumn('endedOn', t('contracts.column.endedOn'), 96),
  dateColumn('nextInvoiceOn', t('contracts.column.nextInvoiceOn'), 110),
]

/** Why a rule is billable, or is not. */
const resultOf = ({ obstacle, due }: SimulatedRule): string => (obstacle === null
  ? t('contracts.simulation.yes', { reasons: due.map((reason) => t(`contracts.simulation.due.${reason}`)).join(', ') })
  : t('contracts.simulation.no', { reason: t(`contracts.obstacle.${obstacle}`) }))

export const simulationColumns = (): GridColumn<SimulatedRule>[] => [
  textColumn('customerName', t('contracts.simulation.column.customer'), 170, { flex: 1, minWidth: 110 }),
  textColumn('contractCode', t('contracts.simulation.column.contract'), 92),
  textColumn('moduleLabel', t('contracts.simulation.column.module'), 120),
  textColumn('predefinedCode', t('contracts.simulation.column.rule'), 104),
  wordColumn('kind', t('contracts.simulation.column.kind'), 170, (kind) => t(`contracts.kind.${kind}`)),
  dateColumn('nextInvoiceOn', t('contracts.simulation.column.nextInvoiceOn'), 124),
  numberColumn('assetCount', t('contracts.simulation.column.assets'), 68),
  textColumn('obstacle', t('contracts.simulation.column.result'), 250, { flex: 1, minWidth: 180, valueGetter: ({ data }) => data && resultOf(data) }),
  wordColumn('isProposed', t('contracts.simulation.column.requested'), 104, (isProposed) => t(isProposed ? 'contracts.simulation.asked' : 'contracts.simulation.notAsked')),
]
