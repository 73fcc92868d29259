const APPEND_ONLY = ['legal_rate_change', 'registered_mail']

/** What the law wants to be known beside the books. What was entered stays: a change is a further row, the last one holds. */
export const legal = `
CREATE TABLE legal_rate_change (
  id INTEGER PRIMARY KEY,
  rate_table TEXT NOT NULL CHECK (rate_table IN ('ecb', 'legal')),
  /* 2026-S2: July to December 2026 */
  half_year TEXT NOT NULL CHECK (half_year GLOB '[12][0-9][0-9][0-9]-S[12]'),
  /* hundredths of a percent; none: withdrawn */
  rate_bp INTEGER CHECK (rate_bp BETWEEN 0 AND 100000),
  source TEXT NOT NULL, origin TEXT NOT NULL CHECK (origin IN ('shipped', 'typed')),
  changed_at TEXT NOT NULL, changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX legal_rate_change_half_year ON legal_rate_change (rate_table, half_year);

CREATE TABLE legal_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;

/* What starts the prescription clock again: of one invoice, or of all the customer owed on that day. */
CREATE TABLE prescription_interruption (
  id INTEGER PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  invoice_id INTEGER REFERENCES invoice (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('acknowledgement', 'court-action', 'seizure')),
  happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on)),
  note TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX prescription_interruption_organisation ON prescription_interruption (organisation_id);
CREATE INDEX prescription_interruption_invoice ON prescription_interruption (invoice_id) WHERE invoice_id IS NOT NULL;

/* « Lettre recommandée avec avis de réception » of a formal notice, entered once it is posted. */
CREATE TABLE registered_mail (
  id INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES reminder_letter (id),
  number TEXT NOT NULL,
  sent_on TEXT CHECK (sent_on IS date(sent_on)), received_on TEXT CHECK (received_on IS date(received_on)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX registered_mail_letter ON registered_mail (letter_id);
${APPEND_ONLY.flatMap((table) => ['UPDATE', 'DELETE'].map((change) => `
CREATE TRIGGER ${table}_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT, 'what was entered stays'); END;`)).join('')}
`
