import { translate } from '../../shared/i18n/translate.ts'
import type { DueDateClaim, InterestSegment } from '../../shared/legal/interest-rules.ts'
import type { InterestStatement } from '../../shared/legal/legal-contract.ts'
import { writeSpreadsheet, type SheetColumn } from '../delivery/spreadsheet-writer.ts'

/** A segment of a due date, or the fixed indemnity that stands on it. */
type Row = { line: DueDateClaim; segment: InterestSegment | null }

const header = (column: string): string => translate('fr', `legal.sheet.${column}`)

const columns: SheetColumn<Row>[] = [
  { header: header('invoiceNumber'), width: 18, kind: 'text', value: ({ line }) => line.invoiceNumber },
  { header: header('dueOn'), width: 14, kind: 'date', value: ({ line }) => line.dueOn },
  { header: header('nature'), width: 24, kind: 'text', value: ({ segment }) => header(segment ? 'interest' : 'indemnity') },
  { header: header('from'), width: 13, kind: 'date', value: ({ segment }) => segment && segment.from },
  { header: header('to'), width: 13, kind: 'date', value: ({ segment }) => segment && segment.to },
  { header: header('days'), width: 8, kind: 'integer', value: ({ segment }) => segment && segment.days },
  { header: header('base'), width: 14, kind: 'cents', value: ({ segment }) => segment && segment.baseCents },
  { header: header('rate'), width: 12, kind: 'cents', value: ({ segment }) => segment && segment.rateBp },
  { header: header('amount'), width: 14, kind: 'cents', value: ({ line, segment }) => (segment ? segment.interestCents : line.indemnityCents) },
]

/** « Calcul des intérêts » as a workbook: a row a segment and an indemnity, the amounts as numbers. */
export function interestSpreadsheet({ claims }: InterestStatement): Promise<Uint8Array> {
  const rows = (claims?.lines ?? []).flatMap((line): Row[] => [...line.segments.map((segment) => ({ line, segment })), ...line.indemnityCents > 0 ? [{ line, segment: null }] : []])
  return writeSpreadsheet(header('interests'), columns, rows)
}
