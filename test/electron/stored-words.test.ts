import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { IMPORTED_TABLES } from '../../electron/assets/asset-import-journal.ts'
import { migrate } from '../../electron/db/migrate.ts'
import { ItemPicture, ReadingOrigin, ReadingSource } from '../../shared/assets/asset-contract.ts'
import { ReadingMedium } from '../../shared/assets/place-contract.ts'
import { BankFormat, TransactionState } from '../../shared/bank/bank-contract.ts'
import { CallOutcome } from '../../shared/calls/call-contract.ts'
import { CallOrder } from '../../shared/calls/session-contract.ts'
import { BillingKind, BillingRule, ContractStatus } from '../../shared/contracts/contract-contract.ts'
import { HoldKind } from '../../shared/holds/hold-contract.ts'
import { SourceKind } from '../../shared/imports/import-contract.ts'
import { Language } from '../../shared/language.ts'
import { NewInterruption, RateChange, RateTableSchema } from '../../shared/legal/legal-contract.ts'
import { RequestLaunch } from '../../shared/meters/launch-contract.ts'
import { RequestOrigin, RequestProblem, RequestTemplateName } from '../../shared/meters/request-contract.ts'
import { MessageChannel, MessageKind, MessageState } from '../../shared/outbox/outbox-contract.ts'
import { DebtorProfile, InvoiceKind, PaymentMethod, ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import { Role } from '../../shared/users/user-contract.ts'

/** What the program calls the words that a column of the dossier may hold. */
const WORDS: Record<string, readonly string[]> = {
  'import_batch.kind': SourceKind.options,
  'organisation.debtor_profile': DebtorProfile.options, 'organisation.language': Language.options, 'organisation.reminder_channel': ReminderChannel.options,
  'invoice.kind': InvoiceKind.options, 'payment.method': PaymentMethod.options,
  'letter_template.channel': ReminderChannel.options, 'letter_template.profile': DebtorProfile.options, 'letter_template.language': Language.options, 'reminder_letter.channel': ReminderChannel.options,
  // a promise is read where it was made
  'hold.kind': HoldKind.exclude(['promise']).options,
  'legal_rate_change.rate_table': RateTableSchema.options, 'legal_rate_change.origin': RateChange.shape.origin.options, 'prescription_interruption.kind': NewInterruption.shape.kind.options,
  'outbox_message.kind': MessageKind.options, 'outbox_message.channel': MessageChannel.options, 'outbox_message.state': MessageState.options,
  'app_user.role': Role.options,
  'reading_mode.medium': ReadingMedium.options, 'item_picture.media_type': ItemPicture.shape.mediaType.options, 'reading.origin': ReadingOrigin.options, 'reading.source': ReadingSource.options,
  'service_contract.status': ContractStatus.options, 'billing_rule.kind': BillingKind.options, 'billing_rule.term': BillingRule.shape.term.options, 'billing_rule.reading_policy': BillingRule.shape.readingPolicy.options,
  'meter_request_run.origin': [...RequestLaunch.shape.origin.options, 'automatic'], 'meter_request.medium': ReadingMedium.options, 'meter_request.address_origin': RequestOrigin.options,
  'meter_request.skip_reason': ['', ...RequestProblem.options], 'meter_request_template.name': RequestTemplateName.options,
  'asset_import_change.table_name': IMPORTED_TABLES,
  'call_session.queue_order': CallOrder.options, 'customer_call.outcome': CallOutcome.options,
  'bank_statement.format': BankFormat.options, 'bank_transaction.state': TransactionState.options,
}
/** Named nowhere else. */
const OWN_WORDS = ['address.kind', 'classification.applies_to', 'reminder_register.kind', 'reminder_run.state']

/** The words each column's own CHECK admits. */
function checkedWords(): Map<string, string[]> {
  const sql = new BetterSqlite3(':memory:')
  try {
    migrate(sql)
    const tables = sql.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`).all() as { name: string; sql: string }[]
    return new Map(tables.flatMap((table) => [...table.sql.matchAll(/\bCHECK \((\w+) IN \(('[^)]*)\)\)/g)].map(([, column, words]) => [`${table.name}.${column}`, words!.split(', ').map((word) => word.slice(1, -1))] as const)))
  } finally {
    sql.close()
  }
}

it('each word that a column of the dossier admits is one the program knows, and each it knows is admitted', () => {
  const checked = checkedWords()
  expect([...checked.keys()].sort()).toEqual([...Object.keys(WORDS), ...OWN_WORDS].sort())
  for (const [column, words] of Object.entries(WORDS)) expect([...checked.get(column)!].sort(), column).toEqual([...words].sort())
})
