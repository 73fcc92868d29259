/** Imports of assets, so that one can be taken back, and readings that were removed. */
export const parkHistory = `
CREATE TABLE asset_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_name TEXT NOT NULL,
  user_name TEXT NOT NULL, applied_at TEXT NOT NULL,
  undone_by TEXT, undone_at TEXT,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  /* the newest when it was applied: what came after may rest on it */
  last_reading_id INTEGER NOT NULL, last_request_id INTEGER NOT NULL
) STRICT;

/* Rows an import has added (nothing before) or changed, as they were and as it left them; a reading is never rewritten and needs neither. */
CREATE TABLE asset_import_change (
  import_id INTEGER NOT NULL REFERENCES asset_import (id),
  seq INTEGER NOT NULL,
  table_name TEXT NOT NULL CHECK (table_name IN ('reading', 'meter', 'asset', 'location', 'site', 'item')), row_id INTEGER NOT NULL,
  before TEXT CHECK (json_valid(before)), after TEXT CHECK (json_valid(after)),
  PRIMARY KEY (import_id, seq),
  CHECK ((after IS NULL) = (table_name = 'reading'))
) STRICT, WITHOUT ROWID;

/* « Relevés supprimés » */
CREATE TABLE reading_removal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  /* of an asset that went with its import the identifier is left, by which it comes again */
  asset_id INTEGER REFERENCES asset (id) ON DELETE SET NULL, provider_identifier TEXT NOT NULL,
  meter_name TEXT NOT NULL, unit TEXT NOT NULL, decimals INTEGER NOT NULL,
  read_on TEXT NOT NULL, value_thousandths INTEGER NOT NULL, origin TEXT NOT NULL, source TEXT NOT NULL, entered_by TEXT NOT NULL, entered_at TEXT NOT NULL,
  removed_by TEXT NOT NULL, removed_at TEXT NOT NULL,
  /* how many requests wait for an answer again without it */
  reopened_count INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_removal_asset ON reading_removal (asset_id);
CREATE INDEX reading_removal_gone ON reading_removal (provider_identifier) WHERE asset_id IS NULL;

/* What stands on a row is looked for when it is deleted. */
CREATE INDEX asset_item ON asset (item_id);
CREATE INDEX asset_location ON asset (location_id);
CREATE INDEX billing_rule_meter_meter ON billing_rule_meter (meter_id);
`
