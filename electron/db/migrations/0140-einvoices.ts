/**
 * Electronic invoices: the file each invoice came in, kept as a document, and whether it is attached to what is sent about it.
 *
 * An invoice has at most one original; one known from a ledger gets its own when its file is dropped later.
 */
export const einvoices = `
CREATE TABLE einvoice (
  invoice_id INTEGER PRIMARY KEY REFERENCES invoice (id) ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES import_batch (id),
  document_id INTEGER NOT NULL REFERENCES document (id),
  sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0)
) STRICT;
CREATE INDEX einvoice_import ON einvoice (import_id);
CREATE INDEX einvoice_document ON einvoice (document_id);

CREATE TABLE einvoice_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;
`
