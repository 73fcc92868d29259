/**
 * « Relevés bancaires »: what the bank says, and what a person made of it. A transaction is kept once however many statements hold it, under `identity`
 * (transactionKeys of statement-rules.ts). The payment an acceptance made bears `bank…` as its source key until the books bring the same one.
 */
export const bank = `
CREATE TABLE bank_statement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_name TEXT NOT NULL, format TEXT NOT NULL CHECK (format IN ('cfonb120', 'ofx', 'camt053')), source_line INTEGER NOT NULL,
  account TEXT NOT NULL,
  opened_on TEXT CHECK (opened_on IS date(opened_on)), opening_cents INTEGER,
  closed_on TEXT CHECK (closed_on IS date(closed_on)), closing_cents INTEGER,
  imported_at TEXT NOT NULL, imported_by TEXT NOT NULL
) STRICT;

CREATE TABLE bank_transaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  statement_id INTEGER NOT NULL REFERENCES bank_statement (id),
  account TEXT NOT NULL, identity TEXT NOT NULL, source_line INTEGER NOT NULL,
  booked_on TEXT NOT NULL CHECK (booked_on IS date(booked_on)), value_on TEXT CHECK (value_on IS date(value_on)),
  /* positive: received */
  amount_cents INTEGER NOT NULL,
  label TEXT NOT NULL, details TEXT NOT NULL, payer_name TEXT NOT NULL, payer_iban TEXT NOT NULL,
  /* a debit that takes a payment back (isReturned of statement-rules.ts): to be decided like a credit */
  is_returned INTEGER NOT NULL CHECK (is_returned IN (0, 1)),
  /* of a part of a credit that a person has split: that credit. The bank knows nothing of it, and a statement never brings it */
  part_of INTEGER REFERENCES bank_transaction (id),
  /* accepted: its payment was made from it; linked: it is a payment the dossier had; ignored: no payment of a customer; split: its parts are decided instead */
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'linked', 'ignored', 'split')),
  payment_id INTEGER REFERENCES payment (id),
  /* of an acceptance: updated_at of its payment, which another change moves on */
  decided_at TEXT, decided_by TEXT NOT NULL DEFAULT '',
  is_by_rule INTEGER NOT NULL DEFAULT 0 CHECK (is_by_rule IN (0, 1)),
  /* of an acceptance: credit notes used with its payment, [{creditDueDateId, dueDateId, amountCents}] */
  credits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(credits)),
  CHECK ((state IN ('accepted', 'linked')) = (payment_id IS NOT NULL)),
  CHECK (state IN ('open', 'ignored') OR amount_cents > 0),
  CHECK (part_of IS NULL OR (amount_cents > 0 AND state <> 'split'))
) STRICT;
CREATE UNIQUE INDEX bank_transaction_identity ON bank_transaction (account, identity);
CREATE INDEX bank_transaction_statement ON bank_transaction (statement_id);
CREATE INDEX bank_transaction_day ON bank_transaction (account, booked_on);
CREATE INDEX bank_transaction_returned ON bank_transaction (account, amount_cents) WHERE is_returned = 1;
CREATE INDEX bank_transaction_part ON bank_transaction (part_of) WHERE part_of IS NOT NULL;
/* What a debit may take back: credits of its amount, or a little less */
CREATE INDEX bank_transaction_credit ON bank_transaction (account, amount_cents, booked_on) WHERE amount_cents > 0;
CREATE UNIQUE INDEX bank_transaction_payment ON bank_transaction (payment_id) WHERE payment_id IS NOT NULL;

/* A payment that goes, by hand or with the import that brought it, leaves its transaction to be decided again. */
CREATE TRIGGER bank_payment_gone BEFORE DELETE ON payment BEGIN
  UPDATE bank_transaction SET state = 'open', payment_id = NULL, decided_at = NULL, decided_by = '', is_by_rule = 0, credits = '[]' WHERE payment_id = OLD.id;
END;
`
