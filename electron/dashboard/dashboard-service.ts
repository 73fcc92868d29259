import type { CallContext, Handlers } from '../../shared/call.ts'
import type { CustomerAgeingRow, Dashboard, dashboardContract, Figure } from '../../shared/dashboard/dashboard-contract.ts'
import { restAt, type ReceivableColumns, type Rest } from '../../shared/dashboard/receivable-columns.ts'
import { effectsOf, type LetterColumns } from '../../shared/dashboard/reminder-effect-rules.ts'
import { promiseFigures, type MadePromise } from '../../shared/dashboard/promise-figure-rules.ts'
import { ageingAt, ageingLine, summaryOf, yearBefore, type AgeingAtDay } from '../../shared/dashboard/summary-rules.ts'
import { dayNumber, type LocalDate } from '../../shared/date.ts'
import type { NewDocument } from '../../shared/documents/document-contract.ts'
import { sumCents } from '../../shared/money.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { Sql } from '../db/database.ts'
import { giveWay } from '../db/give-way.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import { readCustomerNames, readFigureRows } from './dashboard-repository.ts'
import { letterReader } from './letter-reader.ts'
import { writeReport } from './dashboard-report.ts'
import { partsOf, type Part } from './figure-rows.ts'
import { receivableReader } from './receivable-reader.ts'

export interface DashboardOptions {
  sql: Sql
  /** The dossier's */
  folder: string
  company(): Company
  /** Made when first needed. */
  press(): LetterPress
  addDocument(document: NewDocument): number
  /** Promises made by `asOf` for a day after `after`, cancelled ones apart, with what has become of them. */
  promises(after: LocalDate, asOf: LocalDate): readonly MadePromise[]
}

const TOP_DEBTORS = 10

/** « Tableau de bord »: figures at any day, the rows behind them, and all of it on paper. */
export function dashboardService(options: DashboardOptions): Handlers<typeof dashboardContract> {
  const { sql, promises } = options
  const receivables = receivableReader(sql)
  const lettersSent = letterReader(sql)
  const ageings = new WeakMap<ReceivableColumns, AgeingAtDay>()
  const ageing = (columns: ReceivableColumns, asOf: LocalDate, rest?: Rest): AgeingAtDay => {
    const known = ageings.get(columns)
    if (known?.asOf === asOf) return known
    const at = ageingAt(columns, asOf, rest)
    ageings.set(columns, at)
    return at
  }
  const partLists = new WeakMap<LetterColumns, { key: string; list: PartList }>()
  /** The pages of a list follow each other: the last one is kept. */
  const partsBehind = async (figure: Figure, context: CallContext): Promise<PartList> => {
    const columns = await receivables(context)
    const letters = await lettersSent(columns, context)
    const key = JSON.stringify(figure)
    const known = partLists.get(letters)
    if (known?.key === key) return known.list
    const list = partList(partsOf(columns, letters, figure))
    partLists.set(letters, { key, list })
    return list
  }

  const customerRows = ({ customerId }: ReceivableColumns, at: AgeingAtDay, balances: AgeingAtDay['balances']): CustomerAgeingRow[] => {
    const names = readCustomerNames(sql, balances.map(({ customer }) => customerId[customer]!))
    return balances.map((balance) => ({ ...names.get(customerId[balance.customer]!)!, ...ageingLine(at, balance) }))
  }

  const summary = async (asOf: LocalDate, context: CallContext): Promise<Dashboard> => {
    const columns = await receivables(context)
    const pause = (): Promise<void> => giveWay(context)
    const rest = restAt(columns, dayNumber(asOf))
    await pause()
    const at = ageing(columns, asOf, rest)
    await pause()
    const ofReceivables = await summaryOf(columns, at, rest, pause)
    const letters = await lettersSent(columns, context)
    await pause()
    const effects = effectsOf(columns, letters, yearBefore(asOf), asOf)
    await pause()
    return { ...ofReceivables, effects, topDebtors: customerRows(columns, at, at.balances.slice(0, TOP_DEBTORS).filter(({ openCents }) => openCents > 0)), promises: promiseFigures(promises(yearBefore(asOf), asOf)) }
  }

  return {
    summary: ({ asOf }, context) => summary(asOf, context),
    customers: async ({ asOf }, context) => {
      const columns = await receivables(context)
      return { ids: Int32Array.from(ageing(columns, asOf).balances, ({ customer }) => columns.customerId[customer]!) }
    },
    customerRows: async ({ asOf, ids }, context) => {
      const columns = await receivables(context)
      const at = ageing(columns, asOf)
      const wanted = new Set(ids)
      return customerRows(columns, at, at.balances.filter(({ customer }) => wanted.has(columns.customerId[customer]!)))
    },
    rowsBehind: async ({ figure }, context) => {
      const { list } = await partsBehind(figure, context)
      return { ids: Int32Array.from(list, ({ id }) => id), cents: sumCents(list.map((part) => part.cents)) }
    },
    figureRows: async ({ figure, ids }, context) => {
      const { byId } = await partsBehind(figure, context)
      return readFigureRows(sql, figure, [...ids].flatMap((id) => byId.get(id) ?? []))
    },
    writeReport: async ({ asOf, format, outFolder }, context) => {
      const columns = await receivables(context)
      const at = ageing(columns, asOf)
      return writeReport({ ...options, dashboard: await summary(asOf, context), customers: () => customerRows(columns, at, at.balances) }, { asOf, format, outFolder })
    },
  }
}

interface PartList { list: Part[]; byId: Map<number, Part> }

/** The largest first. */
function partList(list: Part[]): PartList {
  list.sort((one, other) => Math.abs(other.cents) - Math.abs(one.cents) || one.id - other.id)
  return { list, byId: new Map(list.map((part) => [part.id, part])) }
}
