/**
 * « Demandes de relevés »: who was asked, when and how, and whether he answered.
 *
 * A request is written when it is sent or skipped, not when it is proposed; its state is that of its message as long as there is one.
 */
export const meterRequests = `
CREATE TABLE meter_request_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  origin TEXT NOT NULL CHECK (origin IN ('bulk', 'contract', 'automatic')),
  is_after_calculation INTEGER NOT NULL CHECK (is_after_calculation IN (0, 1)),
  criteria TEXT NOT NULL CHECK (json_valid(criteria)),
  requested_on TEXT NOT NULL CHECK (requested_on IS date(requested_on)),
  user_name TEXT NOT NULL, created_at TEXT NOT NULL,
  /* once no message of it goes on by itself: the instant its result was put together, and the mail that tells it when somebody is to be told */
  summarised_at TEXT, summary_message_id INTEGER REFERENCES outbox_message (id)
) STRICT;
CREATE INDEX meter_request_run_open ON meter_request_run (id) WHERE summarised_at IS NULL;

CREATE TABLE meter_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES meter_request_run (id),
  asset_id INTEGER NOT NULL REFERENCES asset (id),
  service_contract_id INTEGER REFERENCES service_contract (id),
  requested_on TEXT NOT NULL CHECK (requested_on IS date(requested_on)),
  medium TEXT NOT NULL CHECK (medium IN ('email', 'fax')),
  address TEXT NOT NULL,
  address_origin TEXT NOT NULL CHECK (address_origin IN ('contact', 'location', 'site', 'customer', 'typed', 'none')),
  /* why nothing was sent; '' when something was */
  skip_reason TEXT NOT NULL DEFAULT '' CHECK (skip_reason IN ('', 'no-address', 'invalid-address', 'fax-blocked', 'no-fax-provider', 'fax-length', 'too-large', 'fax-drawing', 'no-meter')),
  /* of automatic requests: what makes a second one of the same cycle impossible */
  cycle_key TEXT,
  /* its PDF, and its data as XML; what is attached to the message is the PDF, or the pages of it as a fax gateway wants them */
  outbox_message_id INTEGER REFERENCES outbox_message (id), document_id INTEGER REFERENCES document (id), data_document_id INTEGER REFERENCES document (id),
  /* what its form carries to be known again, in this dossier and in no other */
  reference TEXT UNIQUE,
  /* the request it asks again, on purpose */
  again_of_id INTEGER REFERENCES meter_request (id),
  /* once answered: the day, and the last reading there was then; one that came later has answered nothing */
  answered_on TEXT CHECK (answered_on IS date(answered_on)), last_reading_id INTEGER,
  CHECK ((outbox_message_id IS NULL) = (skip_reason <> '')),
  CHECK ((answered_on IS NULL) = (last_reading_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX meter_request_cycle ON meter_request (asset_id, cycle_key) WHERE cycle_key IS NOT NULL AND skip_reason = '';
CREATE INDEX meter_request_asset ON meter_request (asset_id, requested_on);
CREATE INDEX meter_request_run_id ON meter_request (run_id);
CREATE INDEX meter_request_again ON meter_request (again_of_id) WHERE again_of_id IS NOT NULL;
CREATE INDEX meter_request_message ON meter_request (outbox_message_id) WHERE outbox_message_id IS NOT NULL;

/* Days the automatic sending has been through, so that a day is neither forgotten nor done twice. */
CREATE TABLE meter_request_day (
  day TEXT PRIMARY KEY CHECK (day IS date(day)),
  run_id INTEGER REFERENCES meter_request_run (id),
  ran_at TEXT NOT NULL, report TEXT NOT NULL CHECK (json_valid(report)),
  /* the last day on which something it held back leaves instead: the report of a day without one is not read again */
  held_until TEXT CHECK (held_until IS date(held_until))
) STRICT, WITHOUT ROWID;
CREATE INDEX meter_request_day_held ON meter_request_day (held_until) WHERE held_until IS NOT NULL;

/* Wordings of the request's document and e-mail that differ from the ones shipped. */
CREATE TABLE meter_request_template (name TEXT PRIMARY KEY CHECK (name IN ('document', 'mail', 'fax')), subject TEXT NOT NULL, body TEXT NOT NULL, closing TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

/* How the fax provider's gateway wants its e-mails: no row without a provider. */
CREATE TABLE fax_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;
`
