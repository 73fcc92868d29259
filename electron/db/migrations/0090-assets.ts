/**
 * What stands at customers and is metered: internal organisations, classifications, sites, locations, contacts, articles, assets (« biens »),
 * their meters and readings.
 */
export const assets = `
/* « Organisation interne », whose code is the « code prestataire » */
CREATE TABLE internal_organisation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''), name TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  phone TEXT NOT NULL DEFAULT '', fax TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX internal_organisation_default ON internal_organisation (is_default) WHERE is_default = 1;

CREATE TABLE classification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''), name TEXT NOT NULL,
  applies_to TEXT NOT NULL CHECK (applies_to IN ('customer', 'item'))
) STRICT;
CREATE TABLE category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  classification_id INTEGER NOT NULL REFERENCES classification (id) ON DELETE CASCADE,
  code TEXT NOT NULL CHECK (code <> ''), name TEXT NOT NULL,
  UNIQUE (classification_id, code)
) STRICT;
CREATE TABLE organisation_category (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  category_id INTEGER NOT NULL REFERENCES category (id),
  PRIMARY KEY (organisation_id, category_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_category_category ON organisation_category (category_id);

/* Categories of the classification « Demande de relevés »: by a medium somebody is asked, without one nobody is. */
CREATE TABLE reading_mode (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''), name TEXT NOT NULL,
  medium TEXT CHECK (medium IN ('email', 'fax')),
  /* the three the program relies on */
  is_system INTEGER NOT NULL DEFAULT 0 CHECK (is_system IN (0, 1))
) STRICT;
INSERT INTO reading_mode (code, name, medium, is_system) VALUES ('EMAIL', 'Adresse e-mail', 'email', 1), ('FAX', 'Fax', 'fax', 1), ('NONE', 'Aucun', NULL, 1);

CREATE TABLE site (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  code TEXT NOT NULL CHECK (code <> ''), name TEXT NOT NULL,
  is_main INTEGER NOT NULL DEFAULT 0 CHECK (is_main IN (0, 1)),
  is_delivery INTEGER NOT NULL DEFAULT 1 CHECK (is_delivery IN (0, 1)),
  line1 TEXT NOT NULL DEFAULT '', line2 TEXT NOT NULL DEFAULT '', line3 TEXT NOT NULL DEFAULT '', postcode TEXT NOT NULL DEFAULT '', city TEXT NOT NULL DEFAULT '', country_code TEXT NOT NULL DEFAULT 'FR',
  phone TEXT NOT NULL DEFAULT '', fax TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  /* given to the assets installed there afterwards; none: the parameter CATEG_DEMANDE_RELEVES */
  reading_mode_id INTEGER REFERENCES reading_mode (id),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  updated_at TEXT NOT NULL,
  UNIQUE (organisation_id, code)
) STRICT;
CREATE UNIQUE INDEX site_main ON site (organisation_id) WHERE is_main = 1;

/* « Localisation »: a place within a site */
CREATE TABLE location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''), floor TEXT NOT NULL DEFAULT '',
  fax TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  updated_at TEXT NOT NULL,
  UNIQUE (site_id, name)
) STRICT;

/* « Interlocuteur ». Never deleted; works for an organisation while a collaboration has no end. */
CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL DEFAULT '', last_name TEXT NOT NULL CHECK (last_name <> ''), first_name TEXT NOT NULL DEFAULT '',
  phone1 TEXT NOT NULL DEFAULT '', phone2 TEXT NOT NULL DEFAULT '', mobile1 TEXT NOT NULL DEFAULT '', mobile2 TEXT NOT NULL DEFAULT '',
  fax TEXT NOT NULL DEFAULT '', email1 TEXT NOT NULL DEFAULT '', email2 TEXT NOT NULL DEFAULT '',
  department TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE collaboration (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  started_on TEXT NOT NULL CHECK (started_on IS date(started_on)),
  ended_on TEXT CHECK (ended_on IS date(ended_on) AND ended_on >= started_on)
) STRICT;
CREATE INDEX collaboration_organisation ON collaboration (organisation_id);
CREATE UNIQUE INDEX collaboration_current ON collaboration (contact_id, organisation_id) WHERE ended_on IS NULL;

/* « Article »: the model of an asset */
CREATE TABLE item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''), label TEXT NOT NULL, brand TEXT NOT NULL DEFAULT '',
  /* tab « Fabricant » */
  manufacturer_id INTEGER REFERENCES organisation (id), manufacturer_reference TEXT NOT NULL DEFAULT '',
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  updated_at TEXT NOT NULL
) STRICT;
/* « Mode opératoire »: how to read the meters on the machine */
CREATE TABLE item_picture (
  item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')), bytes BLOB NOT NULL
) STRICT;

/* « Bien » */
CREATE TABLE asset (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  provider_identifier TEXT NOT NULL UNIQUE CHECK (provider_identifier <> ''), manufacturer_identifier TEXT NOT NULL DEFAULT '',
  label TEXT NOT NULL DEFAULT '', label_norm TEXT NOT NULL DEFAULT '',
  item_id INTEGER REFERENCES item (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id), site_id INTEGER NOT NULL REFERENCES site (id), location_id INTEGER REFERENCES location (id),
  installed_on TEXT CHECK (installed_on IS date(installed_on)),
  /* « en parc client », or « en stock » */
  is_installed INTEGER NOT NULL DEFAULT 1 CHECK (is_installed IN (0, 1)),
  reading_mode_id INTEGER NOT NULL REFERENCES reading_mode (id),
  /* asked in this order for readings: « utilisateur », then « contact SAV » (AMB-13) */
  user_contact_id INTEGER REFERENCES contact (id), service_contact_id INTEGER REFERENCES contact (id), contract_contact_id INTEGER REFERENCES contact (id),
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX asset_organisation ON asset (organisation_id);
CREATE INDEX asset_site ON asset (site_id);
CREATE INDEX asset_manufacturer ON asset (manufacturer_identifier) WHERE manufacturer_identifier <> '';

/* « Compteur ». Values are whole thousandths of its unit. */
CREATE TABLE meter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  asset_id INTEGER NOT NULL REFERENCES asset (id),
  position INTEGER NOT NULL, name TEXT NOT NULL CHECK (name <> ''), unit TEXT NOT NULL DEFAULT '',
  decimals INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 3),
  is_cumulative INTEGER NOT NULL DEFAULT 1 CHECK (is_cumulative IN (0, 1)),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  UNIQUE (asset_id, name)
) STRICT;

/* « Relevé ». Real ones are the customer's and the provider's. */
CREATE TABLE reading (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meter_id INTEGER NOT NULL REFERENCES meter (id),
  read_on TEXT NOT NULL CHECK (read_on IS date(read_on)),
  value_thousandths INTEGER NOT NULL CHECK (value_thousandths BETWEEN -1000000000000000 AND 1000000000000000),
  origin TEXT NOT NULL CHECK (origin IN ('customer', 'provider', 'estimate', 'installation')),
  source TEXT NOT NULL CHECK (source IN ('entry', 'import', 'answer')),
  entered_by TEXT NOT NULL, entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX reading_meter ON reading (meter_id, read_on);
CREATE INDEX reading_real ON reading (meter_id, read_on DESC, value_thousandths) WHERE origin IN ('customer', 'provider');
`
