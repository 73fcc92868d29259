/** Reminders: settings, wordings, generations with what they sent and left out, and the documents the program writes. */
export const reminders = `
CREATE TABLE reminder_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;
CREATE TABLE letter_template (level INTEGER PRIMARY KEY CHECK (level BETWEEN 1 AND 3), subject TEXT NOT NULL, body TEXT NOT NULL, closing TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

/* A generation. 'preparing' while its files are being written: a run found so on opening never happened, its files are removed. */
CREATE TABLE reminder_run (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'done')),
  created_at TEXT NOT NULL, as_of TEXT NOT NULL CHECK (as_of IS date(as_of)),
  created_by TEXT NOT NULL DEFAULT '',
  rule TEXT NOT NULL, resend INTEGER NOT NULL CHECK (resend IN (0, 1)), sort TEXT NOT NULL,
  /* the settings that decided beside the rule, as JSON */
  options TEXT NOT NULL DEFAULT '{}',
  /* below the dossier's folder, with '/' */
  folder TEXT NOT NULL,
  /* absolute paths of the copies asked for outside the dossier, as JSON: recorded before they are made */
  copies TEXT NOT NULL,
  print_document_id INTEGER REFERENCES document (id),
  /* the chain: SHA-256 over all of the run and the hash of the run before */
  previous_hash TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL DEFAULT ''
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
`
