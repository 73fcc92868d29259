import type { LedgerLine } from '../../shared/imports/lettering-rules.ts'
import type { LocalDate } from '../../shared/date.ts'

/** Between fields; never in a text, the parser replaces it. */
const UNIT = '\u001f'

/** A customer line as text, for the staging table: a hundredth of the cost of a row a line. */
export function encodeLine(line: LedgerLine): string {
  return `${line.line}${UNIT}${line.account}${UNIT}${line.journal}${UNIT}${line.entryNumber}${UNIT}${line.entryDate}${UNIT}${line.piece}${UNIT}${line.pieceDate ?? ''}${UNIT}${line.label}${UNIT}${line.cents}${UNIT}${line.letter}${UNIT}${line.isCreditNote ? '1' : ''}\n`
}

export function decodeLines(text: string): LedgerLine[] {
  const lines: LedgerLine[] = []
  for (let from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
    const fields = text.slice(from, end).split(UNIT)
    lines.push({
      line: Number(fields[0]), account: fields[1]!, journal: fields[2]!, entryNumber: fields[3]!, entryDate: fields[4] as LocalDate, piece: fields[5]!,
      pieceDate: fields[6] === '' ? null : fields[6] as LocalDate, label: fields[7]!, cents: Number(fields[8]), letter: fields[9]!, isCreditNote: fields[10] === '1',
    })
  }
  return lines
}
