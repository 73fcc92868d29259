import type { CallContext } from '../../shared/call.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { DueDateRow, PhoneList } from '../../shared/reminders/reminder-contract.ts'
import { writeLargeSpreadsheet } from '../delivery/spreadsheet-thread.ts'
import type { SheetColumn } from '../delivery/spreadsheet-writer.ts'

const header = (column: string): string => translate('fr', `reminders.sheet.${column}`)

const customerCode: SheetColumn<DueDateRow> = { header: header('customerCode'), width: 14, kind: 'text', value: (row) => row.customerCode }
const customerName: SheetColumn<DueDateRow> = { header: header('customerName'), width: 34, kind: 'text', value: (row) => row.customerName }
const invoiceColumns: SheetColumn<DueDateRow>[] = [
  { header: header('invoiceNumber'), width: 18, kind: 'text', value: (row) => row.invoiceNumber },
  { header: header('warrantyInvoiceNumber'), width: 22, kind: 'text', value: (row) => row.warrantyInvoiceNumber },
  { header: header('invoicedOn'), width: 13, kind: 'date', value: (row) => row.invoicedOn },
  { header: header('dueOn'), width: 14, kind: 'date', value: (row) => row.dueOn },
  { header: header('amount'), width: 14, kind: 'cents', value: (row) => row.amountCents },
  { header: header('open'), width: 14, kind: 'cents', value: (row) => row.openCents },
  { header: header('daysLate'), width: 21, kind: 'integer', value: (row) => row.daysLate },
  { header: header('outstanding'), width: 15, kind: 'cents', value: (row) => row.outstandingCents },
  { header: header('unallocatedCredit'), width: 33, kind: 'cents', value: (row) => row.unallocatedCreditCents },
  { header: header('level'), width: 18, kind: 'integer', value: (row) => row.level },
  { header: header('remindedOn'), width: 16, kind: 'date', value: (row) => row.remindedOn },
]

/** The grid's columns as a workbook (R-EBP-12, X-15). */
export function rowsSpreadsheet(rows: readonly DueDateRow[], context: CallContext): Promise<Uint8Array> {
  const phone: SheetColumn<DueDateRow> = { header: header('phone'), width: 18, kind: 'text', value: (row) => row.phone }
  return writeLargeSpreadsheet(header('rows'), [customerCode, customerName, phone, ...invoiceColumns], rows, context)
}

/** « Liste de relance téléphonique » as a workbook: a line a due date, all the customer's numbers on each (R-EBP-49). */
export function phoneListSpreadsheet(list: PhoneList, context: CallContext): Promise<Uint8Array> {
  const phones = new Map(list.blocks.map((block) => [block.customerId, block.phones]))
  const phoneColumns = ['phone1', 'phone2', 'phone3', 'phone4'].map((name, index): SheetColumn<DueDateRow> => ({
    header: header(name), width: 18, kind: 'text', value: (row) => phones.get(row.customerId)?.[index] ?? '',
  }))
  return writeLargeSpreadsheet(header('phoneList'), [customerCode, customerName, ...phoneColumns, ...invoiceColumns], list.blocks.flatMap(({ lines }) => lines), context)
}
