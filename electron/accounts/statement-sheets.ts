import type { Ageing, OpenDueDate, Statement, StatementMovement } from '../../shared/accounts/account-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { sheetOf, writeWorkbook, type SheetColumn } from '../delivery/spreadsheet-writer.ts'

/** A customer with his statement. */
export interface CustomerStatement { code: string; name: string; statement: Statement }

interface Owner { code: string; name: string }
type MovementRow = Owner & { on: LocalDate | null; kind: string; movement: StatementMovement | null; balanceCents: number }
type OpenRow = Owner & OpenDueDate
type AgeingRow = Owner & Ageing

const header = (key: string): string => translate('fr', `accounts.statement.column.${key}`)
const owner = (): SheetColumn<Owner>[] => [
  { header: header('code'), width: 14, kind: 'text', value: ({ code }) => code },
  { header: header('name'), width: 34, kind: 'text', value: ({ name }) => name },
]

/** Statements as one workbook: movements, open due dates and aged balance, a sheet each, every line with its customer. */
export function statementWorkbook(statements: readonly CustomerStatement[]): Promise<Uint8Array> {
  const sheet = (key: string): string => translate('fr', `accounts.sheet.${key}`)
  return writeWorkbook([
    sheetOf(sheet('movements'), [...owner(), ...movementColumns], statements.flatMap(movementRows)),
    sheetOf(sheet('open'), [...owner(), ...openColumns], statements.flatMap(({ code, name, statement }): OpenRow[] => statement.openDueDates.map((due) => ({ code, name, ...due })))),
    sheetOf(sheet('ageing'), [...owner(), ...ageingColumns], statements.map(({ code, name, statement }): AgeingRow => ({ code, name, ...statement.ageing }))),
  ])
}

/** The balance brought forward is a line of its own, so that the movements of a sheet add up to the balance. */
function movementRows({ code, name, statement: { from, openingCents, movements } }: CustomerStatement): MovementRow[] {
  const opening: MovementRow[] = from === null ? [] : [{ code, name, on: from, kind: translate('fr', 'accounts.sheet.opening'), movement: null, balanceCents: openingCents }]
  return [...opening, ...movements.map((movement) => ({ code, name, on: movement.isDayAssumed ? null : movement.on, kind: translate('fr', `accounts.movement.${movement.kind}`), movement, balanceCents: movement.balanceCents }))]
}

const movementColumns: SheetColumn<MovementRow>[] = [
  { header: header('on'), width: 13, kind: 'date', value: ({ on }) => on },
  { header: header('kind'), width: 22, kind: 'text', value: ({ kind }) => kind },
  { header: header('number'), width: 18, kind: 'text', value: ({ movement }) => movement?.reference ?? '' },
  { header: header('label'), width: 34, kind: 'text', value: ({ movement }) => movement?.label ?? '' },
  { header: header('dueOn'), width: 13, kind: 'date', value: ({ movement }) => movement?.dueOn ?? null },
  { header: header('debit'), width: 14, kind: 'cents', value: ({ movement }) => movement?.debitCents ?? 0 },
  { header: header('credit'), width: 14, kind: 'cents', value: ({ movement }) => movement?.creditCents ?? 0 },
  { header: header('balance'), width: 14, kind: 'cents', value: ({ balanceCents }) => balanceCents },
]

const openColumns: SheetColumn<OpenRow>[] = [
  { header: header('number'), width: 18, kind: 'text', value: ({ number }) => number },
  { header: header('invoicedOn'), width: 13, kind: 'date', value: ({ invoicedOn }) => invoicedOn },
  { header: header('dueOn'), width: 13, kind: 'date', value: ({ dueOn }) => dueOn },
  { header: header('amount'), width: 14, kind: 'cents', value: ({ amountCents }) => amountCents },
  { header: header('open'), width: 14, kind: 'cents', value: ({ openCents }) => openCents },
  { header: header('days'), width: 16, kind: 'integer', value: ({ daysLate }) => daysLate },
]

const bracket = (key: keyof Ageing): SheetColumn<AgeingRow> =>
  ({ header: translate('fr', `accounts.statement.bracket.${key}`), width: 15, kind: 'cents', value: (row) => (key === 'creditCents' ? 0 - row[key] : row[key]) })
const ageingColumns: SheetColumn<AgeingRow>[] = (['notDueCents', 'upTo30Cents', 'upTo60Cents', 'upTo90Cents', 'beyondCents', 'creditCents', 'totalCents'] as const).map(bracket)
