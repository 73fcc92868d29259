const UNCHANGEABLE = `SELECT RAISE(ABORT, 'a generation stays as it was made')`

/** No row of the table is changed or removed. */
const kept = (table: string, when = ''): string => ['UPDATE', 'DELETE'].map((change) => `
CREATE TRIGGER ${table}_${change.toLowerCase()} BEFORE ${change} ON ${table} ${when} BEGIN ${UNCHANGEABLE}; END;`).join('')

/** No row is added where that holds. */
const closed = (table: string, when: string): string => `
CREATE TRIGGER ${table}_insert BEFORE INSERT ON ${table} WHEN ${when} BEGIN ${UNCHANGEABLE}; END;`

const isDone = (run: string): string => `EXISTS (SELECT 1 FROM reminder_run WHERE id = ${run} AND state = 'done')`

/**
 * Reminders: settings, wordings, generations with what they sent and left out, and the documents the program writes.
 *
 * A generation that is done stays as it was made, its documents with it: triggers refuse any change, and the register seals each fact, so that
 * what was changed without them shows (run-register.ts).
 */
export const reminders = `
CREATE TABLE reminder_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;
/* The dossier's own wordings; without a row, the product's stands (resources/letters, resources/mails). */
CREATE TABLE letter_template (
  channel TEXT NOT NULL CHECK (channel IN ('paper', 'email')),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
  profile TEXT NOT NULL CHECK (profile IN ('company', 'consumer', 'public-body')),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  subject TEXT NOT NULL, body TEXT NOT NULL, closing TEXT NOT NULL, updated_at TEXT NOT NULL,
  PRIMARY KEY (channel, level, profile, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE letter_options (id INTEGER PRIMARY KEY CHECK (id = 1), has_payment_slip INTEGER NOT NULL CHECK (has_payment_slip IN (0, 1)), has_qr_code INTEGER NOT NULL CHECK (has_qr_code IN (0, 1)), has_statement INTEGER NOT NULL CHECK (has_statement IN (0, 1))) STRICT;

/* A generation. 'preparing' while its files are being written: a run found so on opening never happened, its files are removed. */
CREATE TABLE reminder_run (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'done')),
  created_at TEXT NOT NULL, as_of TEXT NOT NULL CHECK (as_of IS date(as_of)),
  created_by TEXT NOT NULL DEFAULT '',
  /* when its letters, levels and dates became true: what the due dates it changed carry as updated_at */
  done_at TEXT,
  rule TEXT NOT NULL, resend INTEGER NOT NULL CHECK (resend IN (0, 1)), sort TEXT NOT NULL,
  /* the settings that decided beside the rule, as JSON */
  options TEXT NOT NULL DEFAULT '{}',
  /* below the dossier's folder, with '/' */
  folder TEXT NOT NULL,
  /* absolute paths of the copies asked for outside the dossier, as JSON: recorded before they are made */
  copies TEXT NOT NULL,
  print_document_id INTEGER REFERENCES document (id),
  CHECK ((state = 'done') = (done_at IS NOT NULL))
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, title TEXT NOT NULL, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, pages INTEGER,
  organisation_id INTEGER REFERENCES organisation (id), run_id INTEGER REFERENCES reminder_run (id),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_run ON document (run_id);
CREATE INDEX document_organisation ON document (organisation_id);

CREATE TABLE reminder_letter (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES reminder_run (id), position INTEGER NOT NULL,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
  document_id INTEGER NOT NULL REFERENCES document (id),
  customer_code TEXT NOT NULL, customer_name TEXT NOT NULL,
  channel TEXT NOT NULL DEFAULT 'paper' CHECK (channel IN ('paper', 'email')),
  /* remaining due of its lines; what credits took off; late interest and fixed indemnities claimed beside */
  total_cents INTEGER NOT NULL, deducted_cents INTEGER NOT NULL DEFAULT 0, interest_cents INTEGER NOT NULL DEFAULT 0, indemnity_cents INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reminder_letter_run ON reminder_letter (run_id);
CREATE INDEX reminder_letter_organisation ON reminder_letter (organisation_id);

CREATE TABLE reminder_line (
  letter_id INTEGER NOT NULL REFERENCES reminder_letter (id), position INTEGER NOT NULL,
  due_date_id INTEGER NOT NULL,
  invoice_number TEXT NOT NULL, warranty_number TEXT NOT NULL, invoiced_on TEXT NOT NULL, due_on TEXT NOT NULL,
  amount_cents INTEGER NOT NULL, open_cents INTEGER NOT NULL, days_late INTEGER NOT NULL,
  deducted_cents INTEGER NOT NULL DEFAULT 0, interest_cents INTEGER NOT NULL DEFAULT 0, indemnity_cents INTEGER NOT NULL DEFAULT 0,
  level_before INTEGER NOT NULL, reminded_on_before TEXT, updated_at_before TEXT NOT NULL DEFAULT '', level_after INTEGER NOT NULL,
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_line_due_date ON reminder_line (due_date_id);

CREATE TABLE reminder_skip (
  run_id INTEGER NOT NULL REFERENCES reminder_run (id), position INTEGER NOT NULL,
  due_date_id INTEGER NOT NULL, customer_code TEXT NOT NULL, customer_name TEXT NOT NULL, invoice_number TEXT NOT NULL, due_on TEXT NOT NULL, reason TEXT NOT NULL,
  /* what blocked it, as JSON */
  hold TEXT,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

/* « Annuler la génération »: levels and dates are as before it; its letters stay, annulled. */
CREATE TABLE reminder_undo (run_id INTEGER PRIMARY KEY REFERENCES reminder_run (id), undone_at TEXT NOT NULL, undone_by TEXT NOT NULL) STRICT;

/* What has happened, in order: a generation, its undo, the acceptance of a letter by a mail server. The seal is SHA-256 over all the fact is and the seal before. */
CREATE TABLE reminder_register (
  position INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('run', 'undo', 'acceptance')), subject_id INTEGER NOT NULL,
  seal TEXT NOT NULL,
  UNIQUE (kind, subject_id)
) STRICT;
/* How far the register goes, kept apart: a missing end shows. */
CREATE TABLE reminder_register_end (id INTEGER PRIMARY KEY CHECK (id = 1), length INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;
INSERT INTO reminder_register_end (id, length, seal) VALUES (1, 0, '');
${kept('reminder_run', `WHEN OLD.state = 'done'`)}${closed('reminder_run', isDone('NEW.id'))}
${kept('reminder_letter')}${closed('reminder_letter', isDone('NEW.run_id'))}
${kept('reminder_line')}${closed('reminder_line', isDone('(SELECT run_id FROM reminder_letter WHERE id = NEW.letter_id)'))}
${kept('reminder_skip')}${closed('reminder_skip', isDone('NEW.run_id'))}
${kept('document', 'WHEN OLD.run_id IS NOT NULL')}${closed('document', isDone('NEW.run_id'))}
${kept('reminder_undo')}${kept('reminder_register')}
`
