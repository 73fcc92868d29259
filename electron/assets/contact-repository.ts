import type { Collaborator, Contact } from '../../shared/assets/place-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Sql } from '../db/database.ts'
import { readRow, readRows, writeRow } from './rows.ts'

/** The last collaboration of a contact with a customer says since when, and until when, he works there. */
const COLLABORATOR = `SELECT c.id, c.title, c.last_name AS lastName, c.first_name AS firstName, c.phone1, c.phone2, c.mobile1, c.mobile2, c.fax, c.email1, c.email2, c.department, c.note,
    c.is_active AS isActive, w.started_on AS startedOn, w.ended_on AS endedOn
  FROM collaboration w JOIN contact c ON c.id = w.contact_id
  WHERE w.id = (SELECT max(id) FROM collaboration WHERE contact_id = w.contact_id AND organisation_id = w.organisation_id)`

/** « Interlocuteurs » and for whom they work. Run writes in a transaction. */
export function contactRepository(sql: Sql) {
  return {
    contactsOf: (customerId: number): Collaborator[] => readRows<Collaborator>(sql, `${COLLABORATOR} AND w.organisation_id = ? ORDER BY w.ended_on IS NOT NULL, c.is_active DESC, c.last_name, c.first_name, c.id`, ['isActive'], customerId),
    collaborator: (id: number, customerId: number): Collaborator | null => readRow<Collaborator>(sql, `${COLLABORATOR} AND c.id = ? AND w.organisation_id = ?`, ['isActive'], id, customerId),
    write: ({ id, lastName, firstName, isActive, title, phone1, phone2, mobile1, mobile2, fax, email1, email2, department, note }: Contact): number =>
      writeRow(sql, 'contact', id, { title, last_name: lastName, first_name: firstName, phone1, phone2, mobile1, mobile2, fax, email1, email2, department, note, is_active: isActive }),
    beginCollaboration: (contactId: number, customerId: number, startedOn: LocalDate): void => {
      writeRow(sql, 'collaboration', null, { contact_id: contactId, organisation_id: customerId, started_on: startedOn, ended_on: null })
    },
    /** False when he does not work there. */
    endCollaboration: (contactId: number, customerId: number, endedOn: LocalDate): boolean =>
      sql.prepare('UPDATE collaboration SET ended_on = max(started_on, ?) WHERE contact_id = ? AND organisation_id = ? AND ended_on IS NULL').run(endedOn, contactId, customerId).changes > 0,
    worksFor: (contactId: number, customerId: number): boolean =>
      sql.prepare('SELECT EXISTS (SELECT 1 FROM collaboration WHERE contact_id = ? AND organisation_id = ? AND ended_on IS NULL)').pluck().get(contactId, customerId) === 1,
  }
}
