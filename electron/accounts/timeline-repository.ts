import type { TimelineKind } from '../../shared/accounts/account-contract.ts'
import { compareKeys, dayOf, type TimelineKey, type TimelineRow } from '../../shared/accounts/timeline-rules.ts'
import { allChanges, relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { PIECE_KIND } from './account-repository.ts'

/** The kind of a row without `kind`, as SQL gives it. */
type Stored<K extends TimelineKind> = Omit<Extract<TimelineRow, { kind: K }>, 'kind'>

const NUMBER = `coalesce(nullif(i.number, ''), i.warranty_number) AS number`
const DUE_DATE = `d.id, d.invoice_id AS invoiceId, i.kind AS variant, ${NUMBER}, d.amount_cents AS amountCents, d.open_cents AS openCents`
const SETTLED_ON = `SELECT max(i.invoiced_on, max(coalesce(p.paid_on, ci.invoiced_on))) FROM allocation a LEFT JOIN payment p ON p.id = a.payment_id
  LEFT JOIN due_date cd ON cd.id = a.credit_due_date_id LEFT JOIN invoice ci ON ci.id = cd.invoice_id WHERE a.due_date_id = d.id`

const HOLD = `h.kind AS variant, h.reason, i.id AS invoiceId, coalesce(nullif(i.number, ''), i.warranty_number, '') AS number`
const HOLDS_ON = 'LEFT JOIN due_date d ON d.id = h.due_date_id LEFT JOIN invoice i ON i.id = coalesce(h.invoice_id, d.invoice_id)'

/** Where the events of each kind are: their columns, and those of the customer `:customerId`. Their ids are those of the table named first. */
const sources: Record<TimelineKind, { columns: string; from: string; where: string }> = {
  invoice: {
    columns: `i.id, i.invoiced_on AS "on", ${PIECE_KIND} AS variant, ${NUMBER}, i.label, (SELECT sum(amount_cents) FROM due_date WHERE invoice_id = i.id) AS amountCents, (SELECT sum(open_cents) FROM due_date WHERE invoice_id = i.id) AS openCents`,
    from: 'invoice i', where: 'i.organisation_id = :customerId',
  },
  due: { columns: `${DUE_DATE}, d.due_on AS "on"`, from: 'due_date d JOIN invoice i ON i.id = d.invoice_id', where: 'd.organisation_id = :customerId AND d.amount_cents > 0' },
  // one that the source alone settled was settled on a day nobody told
  settled: {
    columns: `${DUE_DATE}, (${SETTLED_ON}) AS "on"`, from: 'due_date d JOIN invoice i ON i.id = d.invoice_id',
    where: 'd.organisation_id = :customerId AND d.amount_cents > 0 AND d.open_cents = 0 AND EXISTS (SELECT 1 FROM allocation WHERE due_date_id = d.id)',
  },
  payment: { columns: 'p.id, p.paid_on AS "on", p.method AS variant, p.reference, p.label, p.amount_cents AS amountCents, p.unallocated_cents AS unallocatedCents', from: 'payment p', where: 'p.organisation_id = :customerId' },
  letter: {
    columns: `l.id, coalesce(s.sent_on, s.written_on) AS "on", l.channel, s.sending, l.level, s.payable_cents AS payableCents, l.document_id AS documentId, s.is_annulled AS isAnnulled`,
    from: 'reminder_letter l JOIN letter_sending s ON s.letter_id = l.id', where: 'l.organisation_id = :customerId',
  },
  hold: { columns: `h.id, h.set_at AS at, ${HOLD}, h.lifted_at IS NOT NULL AS isLifted`, from: `hold h ${HOLDS_ON}`, where: 'h.organisation_id = :customerId' },
  'hold-lifted': { columns: `h.id, h.lifted_at AS at, ${HOLD}`, from: `hold h ${HOLDS_ON}`, where: 'h.organisation_id = :customerId AND h.lifted_at IS NOT NULL' },
  // one that never was to leave again is no event
  mail: { columns: `m.id, iif(m.state = 'sent', m.changed_at, m.created_at) AS at, m.state, m.subject, m.to_address AS address`, from: 'outbox_message m', where: `m.organisation_id = :customerId AND m.state <> 'cancelled'` },
  note: {
    columns: 'n.id, n.called_on AS "on", n.outcome, n.text, p.promised_for AS promisedFor, p.amount_cents AS promisedCents', from: 'customer_call n LEFT JOIN payment_promise p ON p.call_id = n.id', where: 'n.organisation_id = :customerId',
  },
  import: {
    columns: 'b.id, b.applied_at AS at, b.kind AS variant, b.file_name AS fileName', from: 'import_batch b',
    where: `b.undone_at IS NULL AND b.id IN (
      SELECT import_id FROM organisation WHERE id = :customerId UNION SELECT import_id FROM invoice WHERE organisation_id = :customerId
      UNION SELECT import_id FROM due_date WHERE organisation_id = :customerId UNION SELECT import_id FROM payment WHERE organisation_id = :customerId
      UNION SELECT import_id FROM import_change WHERE (table_name = 'organisation' AND row_id = :customerId) OR (table_name = 'address' AND row_id = :customerId)
        OR (table_name = 'due_date' AND row_id IN (SELECT id FROM due_date WHERE organisation_id = :customerId))
        OR (table_name = 'payment' AND row_id IN (SELECT id FROM payment WHERE organisation_id = :customerId)))`,
  },
  // letters stand there as letters
  document: { columns: 'x.id, x.created_at AS at, x.kind AS variant, x.title', from: 'document x', where: `x.organisation_id = :customerId AND x.kind <> 'reminder-letter'` },
}
/** What the state of a message decides. */
const MAIL_KINDS: readonly TimelineKind[] = ['letter', 'mail']
const OTHER_KINDS = (Object.keys(sources) as TimelineKind[]).filter((kind) => !MAIL_KINDS.includes(kind))

/** The events of one customer at a time, in order; gathered again only when the dossier has changed since. */
export function timelineRepository(sql: Sql) {
  let others: { customerId: number; at: number; keys: TimelineKey[] } | null = null
  let gathered: { customerId: number; at: number; keys: TimelineKey[] } | null = null

  const read = (kind: TimelineKind, where: string, params: object): TimelineRow[] => {
    const { columns, from } = sources[kind]
    const rows = sql.prepare(`SELECT ${columns} FROM ${from} WHERE ${where}`).all(params) as Stored<TimelineKind>[]
    return rows.map((row) => asRow(kind, row))
  }
  const keysOf = (kinds: readonly TimelineKind[], customerId: number): TimelineKey[] =>
    kinds.flatMap((kind) => read(kind, sources[kind].where, { customerId }).map((row) => ({ kind, id: row.id, on: dayOf(row) })))
  const otherKeys = (customerId: number): TimelineKey[] => {
    const at = relevantChanges(sql)
    if (others?.customerId !== customerId || others.at !== at) others = { customerId, at, keys: keysOf(OTHER_KINDS, customerId) }
    return others.keys
  }

  return {
    keys: (customerId: number): readonly TimelineKey[] => {
      const at = allChanges(sql)
      if (gathered?.customerId !== customerId || gathered.at !== at) gathered = { customerId, at, keys: [...otherKeys(customerId), ...keysOf(MAIL_KINDS, customerId)].sort(compareKeys) }
      return gathered.keys
    },
    /** The events of these keys, in their order. */
    rows: (keys: readonly TimelineKey[]): TimelineRow[] => {
      const found = new Map([...Map.groupBy(keys, ({ kind }) => kind)].flatMap(([kind, group]) =>
        read(kind, `${sources[kind].columns.split(',')[0]!} IN (SELECT value FROM json_each(:ids))`, { ids: JSON.stringify(group.map(({ id }) => id)) }).map((row) => [`${kind} ${row.id}`, row])))
      return keys.flatMap(({ kind, id }) => found.get(`${kind} ${id}`) ?? [])
    },
  }
}

/** SQLite knows no booleans. */
function asRow(kind: TimelineKind, row: Stored<TimelineKind>): TimelineRow {
  return {
    ...row, kind, ...('isAnnulled' in row ? { isAnnulled: Boolean(row.isAnnulled) } : {}), ...('isLifted' in row ? { isLifted: Boolean(row.isLifted) } : {}),
  } as TimelineRow
}
