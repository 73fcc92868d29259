/**
 * The ground: the company, organisations, invoices with their due dates, payments and allocations, imports.
 *
 * Stored although derivable, and kept equal by the code that writes allocations (checked by « relais check »):
 * `due_date.open_cents` = amount − allocations − settled_by_source (a credit note's is negative and rises to 0) and
 * `payment.unallocated_cents`. Ids of organisations, invoices, due dates and payments are never given again: an old tick must not mean
 * another due date. Selection over a million due dates rests on the partial index over them.
 */
export const receivables = `
CREATE TABLE company (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL, legal_form TEXT NOT NULL, capital_cents INTEGER,
  line1 TEXT NOT NULL, line2 TEXT NOT NULL, line3 TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL, country_code TEXT NOT NULL,
  siren TEXT NOT NULL, siret TEXT NOT NULL, registration TEXT NOT NULL, vat_number TEXT NOT NULL,
  phone TEXT NOT NULL, email TEXT NOT NULL, website TEXT NOT NULL, iban TEXT NOT NULL, bic TEXT NOT NULL,
  signatory_name TEXT NOT NULL, signatory_title TEXT NOT NULL,
  default_payment_term TEXT NOT NULL, logo TEXT NOT NULL,
  is_demonstration INTEGER NOT NULL DEFAULT 0 CHECK (is_demonstration IN (0, 1))
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('fec', 'due-dates', 'customers', 'einvoices')),
  file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  /* what identifies a series of exports of one source, so that the next one replaces the former */
  source_key TEXT NOT NULL,
  covered_from TEXT CHECK (covered_from IS date(covered_from)), covered_to TEXT CHECK (covered_to IS date(covered_to)),
  /* date of the opening entries (à-nouveaux) of a ledger that has some: what is open before it stands in them */
  opened_on TEXT CHECK (opened_on IS date(opened_on)),
  applied_at TEXT NOT NULL, undone_at TEXT,
  open_cents INTEGER NOT NULL, report TEXT NOT NULL
) STRICT;

/* Rows as they were before an import changed them, for « Annuler l'import ». */
CREATE TABLE import_change (
  import_id INTEGER NOT NULL REFERENCES import_batch (id),
  seq INTEGER NOT NULL,
  table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT NOT NULL,
  PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;

/* The column mapping chosen for a source, by the fingerprint of its headers. */
CREATE TABLE import_mapping (source_key TEXT PRIMARY KEY, options TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL CHECK (code <> ''), name TEXT NOT NULL, name_norm TEXT NOT NULL,
  is_customer INTEGER NOT NULL DEFAULT 0 CHECK (is_customer IN (0, 1)),
  is_supplier INTEGER NOT NULL DEFAULT 0 CHECK (is_supplier IN (0, 1)),
  is_carrier INTEGER NOT NULL DEFAULT 0 CHECK (is_carrier IN (0, 1)),
  is_manufacturer INTEGER NOT NULL DEFAULT 0 CHECK (is_manufacturer IN (0, 1)),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  legal_form TEXT NOT NULL DEFAULT '', siren TEXT NOT NULL DEFAULT '', siret TEXT NOT NULL DEFAULT '', vat_number TEXT NOT NULL DEFAULT '',
  phone1 TEXT NOT NULL DEFAULT '', phone2 TEXT NOT NULL DEFAULT '', mobile1 TEXT NOT NULL DEFAULT '', mobile2 TEXT NOT NULL DEFAULT '',
  fax TEXT NOT NULL DEFAULT '', email1 TEXT NOT NULL DEFAULT '', email2 TEXT NOT NULL DEFAULT '', website TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  reminder_level INTEGER NOT NULL DEFAULT 0 CHECK (reminder_level BETWEEN 0 AND 3),
  debtor_profile TEXT NOT NULL DEFAULT 'company' CHECK (debtor_profile IN ('company', 'consumer', 'public-body')),
  /* 1: a person or an import has said so; 0: nobody has, the profile is only the default */
  profile_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (profile_confirmed IN (0, 1)),
  payment_term TEXT, credit_limit_cents INTEGER,
  /* of the letters, and how they leave when there is an address for it */
  language TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  reminder_channel TEXT NOT NULL DEFAULT 'paper' CHECK (reminder_channel IN ('paper', 'email')),
  /* agreed by contract, in hundredths of a percent a year; none: the legal one */
  late_interest_rate_bp INTEGER CHECK (late_interest_rate_bp BETWEEN 0 AND 100000),
  sales_rep TEXT NOT NULL DEFAULT '', family TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import_batch (id),
  updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX organisation_code ON organisation (code);
CREATE INDEX organisation_import ON organisation (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE address (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('main', 'billing')),
  line1 TEXT NOT NULL, line2 TEXT NOT NULL, line3 TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL, country_code TEXT NOT NULL,
  PRIMARY KEY (organisation_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note', 'warranty')),
  number TEXT NOT NULL, number_norm TEXT NOT NULL,
  warranty_number TEXT NOT NULL DEFAULT '', warranty_number_norm TEXT NOT NULL DEFAULT '',
  invoiced_on TEXT NOT NULL CHECK (invoiced_on IS date(invoiced_on)),
  /* of the delivery or the service, when it is known: prescription counts from it when it comes before the invoice */
  serviced_on TEXT CHECK (serviced_on IS date(serviced_on)),
  label TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
  /* 1: no sale, money that went back to the customer as the books say it: a bounced transfer, an unpaid direct debit, a refund. What is allocated to it was not kept either. */
  is_payment_returned INTEGER NOT NULL DEFAULT 0 CHECK (is_payment_returned IN (0, 1)),
  import_id INTEGER REFERENCES import_batch (id), source_line INTEGER,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX invoice_organisation ON invoice (organisation_id);
CREATE INDEX invoice_number ON invoice (number_norm, kind);
CREATE INDEX invoice_warranty_number ON invoice (warranty_number_norm) WHERE warranty_number_norm <> '';

CREATE TABLE due_date (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  amount_cents INTEGER NOT NULL CHECK (amount_cents BETWEEN -1000000000000 AND 1000000000000),
  settled_by_source_cents INTEGER NOT NULL DEFAULT 0,
  /* what the electronic invoice itself says was paid before, with the sign of the amount; part of settled_by_source_cents as long as that lasts */
  prepaid_cents INTEGER NOT NULL DEFAULT 0 CHECK (abs(prepaid_cents) <= abs(amount_cents)),
  open_cents INTEGER NOT NULL CHECK (abs(open_cents) <= abs(amount_cents) AND open_cents * amount_cents >= 0),
  reminder_level INTEGER NOT NULL DEFAULT 0 CHECK (reminder_level BETWEEN 0 AND 3),
  reminded_on TEXT CHECK (reminded_on IS date(reminded_on)),
  note TEXT NOT NULL DEFAULT '',
  /* identifies the same due date in the next export of the same source */
  source_key TEXT,
  import_id INTEGER REFERENCES import_batch (id),
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX due_date_invoice ON due_date (invoice_id);
CREATE INDEX due_date_organisation ON due_date (organisation_id);
/* Covers the load of open-items.ts, in the order it wants them. */
CREATE INDEX due_date_unpaid ON due_date (organisation_id, due_on, open_cents, reminder_level, invoice_id) WHERE open_cents > 0;
CREATE INDEX due_date_credit ON due_date (organisation_id, open_cents) WHERE open_cents < 0;

CREATE TABLE payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  paid_on TEXT NOT NULL CHECK (paid_on IS date(paid_on)),
  amount_cents INTEGER NOT NULL CHECK (amount_cents BETWEEN 0 AND 1000000000000),
  settled_by_source_cents INTEGER NOT NULL DEFAULT 0,
  unallocated_cents INTEGER NOT NULL CHECK (unallocated_cents BETWEEN 0 AND amount_cents),
  method TEXT NOT NULL CHECK (method IN ('transfer', 'cheque', 'card', 'direct-debit', 'cash', 'bill', 'other')),
  reference TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '',
  source_key TEXT,
  import_id INTEGER REFERENCES import_batch (id), source_line INTEGER,
  /* the local day it was first noted on, whatever is changed of it later */
  noted_on TEXT NOT NULL DEFAULT (date('now', 'localtime')) CHECK (noted_on IS date(noted_on)),
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX payment_organisation ON payment (organisation_id);
CREATE INDEX payment_unallocated ON payment (organisation_id, unallocated_cents) WHERE unallocated_cents > 0;

/* What settles a due date: a payment, or a credit note's own (negative) due date. */
CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  due_date_id INTEGER NOT NULL REFERENCES due_date (id),
  payment_id INTEGER REFERENCES payment (id),
  credit_due_date_id INTEGER REFERENCES due_date (id),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  import_id INTEGER REFERENCES import_batch (id),
  CHECK ((payment_id IS NULL) <> (credit_due_date_id IS NULL))
) STRICT;
CREATE INDEX allocation_due_date ON allocation (due_date_id);
CREATE INDEX allocation_payment ON allocation (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_credit ON allocation (credit_due_date_id) WHERE credit_due_date_id IS NOT NULL;
`
