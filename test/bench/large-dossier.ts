import { DEFAULT_PAYMENT_TERM } from '../../shared/receivables/payment-term-rules.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../../electron/db/database.ts'

const FIRST = ['Boulangerie', 'Garage', 'Menuiserie', 'Pharmacie', 'Transports', 'Imprimerie', 'Hôtel', 'Électricité', 'Plomberie', 'Société', 'Ateliers', 'Cave', 'Librairie', 'Maçonnerie', 'Traiteur', 'Cabinet']
const LAST = ['Dupont', 'Durand', 'Lefèvre', 'Œuvrard', 'Mâcon', 'Hélène', 'Saint-Éloi', 'Béranger', 'Ménard', 'Gaël', 'Noël', 'Château', 'Forêt', 'du Rhône', 'des Alpes', 'd’Armor', 'Vasseur', 'Girard', 'Roux', 'Fontaine']

/** As many unpaid as paid due dates, one an invoice, spread over customers, 700 invoice days falling due at month ends, and the four levels. */
export function fillDossier(sql: Sql, unpaid: number, customers = Math.max(1, unpaid / 50)): void {
  const term = `${DEFAULT_PAYMENT_TERM.days}`
  const organisation = sql.prepare(`INSERT INTO organisation (id, code, name, name_norm, is_customer, phone1, payment_term, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?, 'x')`)
  sql.transaction(() => {
    for (let id = 1; id <= customers; id++) {
      const name = `${FIRST[id % FIRST.length]!} ${LAST[(id * 7) % LAST.length]!} ${(id * 7919) % customers}`
      organisation.run(id, `C${String(id).padStart(6, '0')}`, name, normalise(name), `04 72 ${String(id % 10_000).padStart(4, '0')}`, term)
    }
    const values = { customers, last: 2 * unpaid }
    sql.prepare(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last)
      INSERT INTO invoice (id, organisation_id, kind, number, number_norm, warranty_number, warranty_number_norm, invoiced_on, updated_at)
      SELECT i, 1 + i % CAST(:customers AS INTEGER), CASE WHEN i % 100 = 0 THEN 'warranty' ELSE 'invoice' END, printf('FA%07d', i), printf('fa%07d', i),
        CASE WHEN i % 100 = 0 THEN printf('G%06d', i) ELSE '' END, CASE WHEN i % 100 = 0 THEN printf('g%06d', i) ELSE '' END, date('2024-04-01', '+' || (i * 31 % 700) || ' days'), 'x' FROM n`).run(values)
    sql.prepare(`INSERT INTO due_date (id, invoice_id, organisation_id, due_on, amount_cents, open_cents, settled_by_source_cents, reminder_level, updated_at)
      SELECT id, id, organisation_id, date(invoiced_on, '+2 months', 'start of month', '-1 day'), 1000 + id % 100000, iif(unpaid, 1000 + id % 100000, 0), iif(unpaid, 0, 1000 + id % 100000), (id / 3) % 4, 'x'
      FROM (SELECT *, (id / CAST(:customers AS INTEGER)) % 2 = 0 AS unpaid FROM invoice)`).run(values)
  }).immediate()
}
