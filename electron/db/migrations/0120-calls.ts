const GONE = 'payment_id IS NULL AND credit_due_date_id IS NULL AND organisation_id = NEW.organisation_id AND amount_cents = NEW.amount_cents'

/**
 * Calls: what came of them and what was promised, sessions in which customers are called one after the other.
 *
 * A call holds what was noted before of calls (customer_note). It is erasable on request (GDPR), with the promise made in it, and gone with the customer; `secure_delete` overwrites the text.
 * Whether a promise is kept is never stored: it follows from what settles its due dates.
 */
export const calls = `
CREATE TABLE call_session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
  queue_order TEXT NOT NULL CHECK (queue_order IN ('amount', 'age', 'last-contact', 'promise')),
  /* of a list two people share: which part, of how many */
  part INTEGER NOT NULL CHECK (part >= 1), parts INTEGER NOT NULL CHECK (part <= parts),
  started_by TEXT NOT NULL, started_at TEXT NOT NULL, closed_at TEXT
) STRICT;

CREATE TABLE customer_call (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  session_id INTEGER REFERENCES call_session (id),
  called_on TEXT NOT NULL CHECK (called_on IS date(called_on)),
  outcome TEXT NOT NULL CHECK (outcome IN ('promise', 'dispute', 'voicemail', 'unreachable', 'invoice-not-received', 'awaiting-approval', 'payment-sent', 'wrong-number', 'other', 'call-back')),
  text TEXT NOT NULL,
  next_call_on TEXT CHECK (next_call_on IS date(next_call_on)),
  made_by TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
INSERT INTO customer_call (id, organisation_id, called_on, outcome, text, made_by, updated_at)
  SELECT id, organisation_id, noted_on, iif(outcome = 'information', 'other', outcome), text, '', updated_at FROM customer_note;
DROP TABLE customer_note;
CREATE INDEX customer_call_organisation ON customer_call (organisation_id, called_on);
CREATE INDEX customer_call_session ON customer_call (session_id) WHERE session_id IS NOT NULL;

/* What a promise, a dispute or a missing invoice is about, and what was open of it then. */
CREATE TABLE call_due_date (
  call_id INTEGER NOT NULL REFERENCES customer_call (id) ON DELETE CASCADE,
  due_date_id INTEGER NOT NULL REFERENCES due_date (id) ON DELETE CASCADE,
  open_cents INTEGER NOT NULL,
  /* of a promise, as it was then: settled without an allocation, and by the credits of promise_credit */
  settled_cents INTEGER NOT NULL DEFAULT 0, credited_cents INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (call_id, due_date_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_due_date_due_date ON call_due_date (due_date_id);

CREATE TABLE payment_promise (
  call_id INTEGER PRIMARY KEY REFERENCES customer_call (id) ON DELETE CASCADE,
  promised_for TEXT NOT NULL CHECK (promised_for IS date(promised_for)),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  /* taken off before it was made: a credit of the customer, which keeps no promise when it is used */
  credit_cents INTEGER NOT NULL CHECK (credit_cents >= 0),
  cancelled_at TEXT, cancelled_by TEXT NOT NULL DEFAULT ''
) STRICT;

/* The credits a customer had, not wholly used, when he promised: what they settle later was not promised. With what was settled of them without an allocation. */
CREATE TABLE promise_credit (
  call_id INTEGER NOT NULL REFERENCES payment_promise (call_id) ON DELETE CASCADE,
  payment_id INTEGER REFERENCES payment (id) ON DELETE SET NULL,
  credit_due_date_id INTEGER REFERENCES due_date (id) ON DELETE SET NULL,
  /* whose it was, its day and its amount, that of a credit note below zero: neither a payment nor a credit note while its row is gone, it is the one made anew with them */
  organisation_id INTEGER NOT NULL, credited_on TEXT NOT NULL, amount_cents INTEGER NOT NULL,
  settled_cents INTEGER NOT NULL,
  CHECK (payment_id IS NULL OR credit_due_date_id IS NULL)
) STRICT;
CREATE INDEX promise_credit_call_payment ON promise_credit (call_id, payment_id);
CREATE INDEX promise_credit_call_due_date ON promise_credit (call_id, credit_due_date_id);
CREATE INDEX promise_credit_gone ON promise_credit (organisation_id, amount_cents) WHERE payment_id IS NULL AND credit_due_date_id IS NULL;
CREATE TRIGGER promise_credit_payment_again AFTER INSERT ON payment WHEN EXISTS (SELECT 1 FROM promise_credit WHERE ${GONE}) BEGIN
  UPDATE promise_credit SET payment_id = NEW.id WHERE rowid IN (SELECT min(rowid) FROM promise_credit WHERE ${GONE} AND credited_on = NEW.paid_on GROUP BY call_id);
END;
CREATE TRIGGER promise_credit_due_date_again AFTER INSERT ON due_date WHEN NEW.amount_cents < 0 AND EXISTS (SELECT 1 FROM promise_credit WHERE ${GONE}) BEGIN
  UPDATE promise_credit SET credit_due_date_id = NEW.id WHERE rowid IN (
    SELECT min(rowid) FROM promise_credit WHERE ${GONE} AND credited_on = (SELECT invoiced_on FROM invoice WHERE id = NEW.invoice_id) GROUP BY call_id);
END;
CREATE INDEX promise_credit_payment ON promise_credit (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX promise_credit_due_date ON promise_credit (credit_due_date_id) WHERE credit_due_date_id IS NOT NULL;

/* Copies of invoices customers say they have not received: « à envoyer » until done_on. */
CREATE TABLE invoice_copy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
  requested_on TEXT NOT NULL CHECK (requested_on IS date(requested_on)),
  /* prepared with the original; none when a duplicate is to be asked for */
  outbox_message_id INTEGER REFERENCES outbox_message (id),
  done_on TEXT CHECK (done_on IS date(done_on)), done_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX invoice_copy_message ON invoice_copy (outbox_message_id) WHERE outbox_message_id IS NOT NULL;
CREATE UNIQUE INDEX invoice_copy_to_send ON invoice_copy (invoice_id) WHERE done_on IS NULL;

/* The queue of a session. One who is passed over comes again at its end, one who is put off comes again on that day. */
CREATE TABLE call_session_customer (
  session_id INTEGER NOT NULL REFERENCES call_session (id) ON DELETE CASCADE,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  is_called INTEGER NOT NULL DEFAULT 0 CHECK (is_called IN (0, 1)),
  postponed_until TEXT CHECK (postponed_until IS date(postponed_until)),
  PRIMARY KEY (session_id, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_session_customer_postponed ON call_session_customer (postponed_until) WHERE postponed_until IS NOT NULL;

CREATE TABLE call_session_due_date (
  session_id INTEGER NOT NULL REFERENCES call_session (id) ON DELETE CASCADE,
  due_date_id INTEGER NOT NULL REFERENCES due_date (id) ON DELETE CASCADE,
  PRIMARY KEY (session_id, due_date_id)
) STRICT, WITHOUT ROWID;

/* What is said on the telephone, where the dossier's own wording differs; and how its last session was asked for. */
CREATE TABLE call_script (level INTEGER PRIMARY KEY CHECK (level BETWEEN 0 AND 3), text TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
CREATE TABLE call_criteria (id INTEGER PRIMARY KEY CHECK (id = 1), criteria TEXT NOT NULL) STRICT;
`
