/**
 * « Boîte d'envoi »: messages to send by e-mail, the dossier's mail server, and why nothing leaves when nothing does.
 *
 * A message's Message-ID is written with it and never changes: whatever is sent again on purpose, a reader's mail program knows it.
 * 'connecting' is claimed and has given the server no byte of the message yet; 'in_data' has begun to, so that from then on only the
 * server's answer tells whether it left.
 */
export const outbox = `
CREATE TABLE mail_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;

/* At most one row: there is none when messages leave. 'person' paused it, or the server refuses them all. */
CREATE TABLE outbox_halt (id INTEGER PRIMARY KEY CHECK (id = 1), reason TEXT NOT NULL, detail TEXT NOT NULL, halted_at TEXT NOT NULL) STRICT;

CREATE TABLE outbox_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('reminder', 'statement', 'meter-request', 'meter-summary', 'invoice-copy')),
  /* a fax leaves as an e-mail to the gateway: to_name then is the number as it was given */
  channel TEXT NOT NULL DEFAULT 'email' CHECK (channel IN ('email', 'fax')),
  /* '' for the sender of the settings */
  from_address TEXT NOT NULL DEFAULT '',
  organisation_id INTEGER REFERENCES organisation (id),
  letter_id INTEGER REFERENCES reminder_letter (id),
  /* the message a person sent once more on purpose: what its first sending changed is not changed again */
  resend_of_id INTEGER REFERENCES outbox_message (id),
  message_id TEXT NOT NULL UNIQUE,
  to_name TEXT NOT NULL, to_address TEXT NOT NULL CHECK (to_address <> ''),
  subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'connecting', 'in_data', 'sent', 'waiting', 'failed', 'unknown', 'set_aside', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT CHECK ((next_attempt_at IS NOT NULL) = (state = 'waiting')),
  /* a key of the catalogue, and what the server or the rule said */
  reason TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL, changed_at TEXT NOT NULL,
  /* the day the server took it, in the office's time zone */
  accepted_on TEXT CHECK (accepted_on IS date(accepted_on)), CHECK ((accepted_on IS NOT NULL) = (state = 'sent'))
) STRICT;
/* of every state: SQLite uses a partial index only where a query repeats its condition word for word */
CREATE INDEX outbox_message_state ON outbox_message (state, next_attempt_at);
CREATE INDEX outbox_message_letter ON outbox_message (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX outbox_message_organisation ON outbox_message (organisation_id);
CREATE INDEX outbox_message_resend ON outbox_message (resend_of_id) WHERE resend_of_id IS NOT NULL;

/* What has left stays as it left: the register seals it. */
CREATE TRIGGER outbox_message_update BEFORE UPDATE ON outbox_message WHEN OLD.state = 'sent' BEGIN SELECT RAISE(ABORT, 'a message that has left stays as it left'); END;
CREATE TRIGGER outbox_message_delete BEFORE DELETE ON outbox_message BEGIN SELECT RAISE(ABORT, 'a message stays in the outbox'); END;

CREATE TABLE outbox_attachment (
  outbox_message_id INTEGER NOT NULL REFERENCES outbox_message (id), position INTEGER NOT NULL,
  document_id INTEGER NOT NULL REFERENCES document (id),
  PRIMARY KEY (outbox_message_id, position)
) STRICT, WITHOUT ROWID;
`
