/**
 * The customer's account: what was noted of calls. Erasable on request (GDPR), and gone with the customer; `secure_delete` overwrites the text.
 */
export const accounts = `
CREATE TABLE customer_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  noted_on TEXT NOT NULL CHECK (noted_on IS date(noted_on)),
  outcome TEXT NOT NULL CHECK (outcome IN ('promise', 'payment-sent', 'dispute', 'invoice-not-received', 'awaiting-approval', 'call-back', 'voicemail', 'unreachable', 'wrong-number', 'information')),
  text TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX customer_note_organisation ON customer_note (organisation_id);
`
