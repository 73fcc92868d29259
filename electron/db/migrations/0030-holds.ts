/** « Blocages »: on a customer, one of his invoices or one due date, the narrower two exclusive. None is deleted but with what it bears on. */
export const holds = `
CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('insolvency', 'dispute', 'payment-plan', 'manual')),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  invoice_id INTEGER REFERENCES invoice (id) ON DELETE CASCADE,
  due_date_id INTEGER REFERENCES due_date (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  /* day of the judgment that opened insolvency proceedings */
  since TEXT CHECK (since IS date(since)),
  /* last day on which nobody is reminded; none: until it is lifted */
  until TEXT CHECK (until IS date(until)),
  set_at TEXT NOT NULL, set_by TEXT NOT NULL,
  lifted_at TEXT, lifted_by TEXT NOT NULL DEFAULT '',
  CHECK (invoice_id IS NULL OR due_date_id IS NULL),
  CHECK ((kind = 'insolvency') = (since IS NOT NULL) AND (since IS NULL OR until IS NULL))
) STRICT;
CREATE INDEX hold_organisation ON hold (organisation_id);
CREATE INDEX hold_invoice ON hold (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX hold_due_date ON hold (due_date_id) WHERE due_date_id IS NOT NULL;
`
