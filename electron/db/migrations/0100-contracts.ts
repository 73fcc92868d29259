/** « Solutions de services client » (SSC): contracts, their modules (MSC) with the assets they cover, and the rules by which they are billed (RFC). */
export const contracts = `
CREATE TABLE service_contract (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''), label TEXT NOT NULL DEFAULT '',
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  internal_organisation_id INTEGER NOT NULL REFERENCES internal_organisation (id),
  agency TEXT NOT NULL DEFAULT '',
  /* predefined solution (SSP) it was made from, and its type: « copie », « UT »… */
  predefined_code TEXT NOT NULL DEFAULT '', type TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'extended', 'suspended', 'terminated', 'closed')),
  started_on TEXT NOT NULL CHECK (started_on IS date(started_on)), ended_on TEXT CHECK (ended_on IS date(ended_on)),
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX service_contract_organisation ON service_contract (organisation_id);

CREATE TABLE contract_module (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_contract_id INTEGER NOT NULL REFERENCES service_contract (id) ON DELETE CASCADE,
  /* predefined module (MSP) */
  predefined_code TEXT NOT NULL DEFAULT '', label TEXT NOT NULL,
  started_on TEXT NOT NULL CHECK (started_on IS date(started_on)), ended_on TEXT CHECK (ended_on IS date(ended_on))
) STRICT;
CREATE INDEX contract_module_contract ON contract_module (service_contract_id);
CREATE TABLE contract_module_asset (
  contract_module_id INTEGER NOT NULL REFERENCES contract_module (id) ON DELETE CASCADE,
  asset_id INTEGER NOT NULL REFERENCES asset (id),
  PRIMARY KEY (contract_module_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_module_asset_asset ON contract_module_asset (asset_id);

/* 'flat-rate' forfait with régularisation, 'tranche' with renewal, 'unit' unité consommée, 'fixed' montant forfaitaire */
CREATE TABLE billing_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contract_module_id INTEGER NOT NULL REFERENCES contract_module (id) ON DELETE CASCADE,
  /* predefined rule (RFP) */
  predefined_code TEXT NOT NULL, label TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('flat-rate', 'tranche', 'unit', 'fixed')),
  period_months INTEGER NOT NULL CHECK (period_months BETWEEN 1 AND 120),
  term TEXT NOT NULL CHECK (term IN ('advance', 'arrears')),
  reading_policy TEXT NOT NULL CHECK (reading_policy IN ('real', 'estimate-allowed', 'special')),
  billing_day INTEGER NOT NULL CHECK (billing_day BETWEEN 1 AND 31),
  next_invoice_on TEXT CHECK (next_invoice_on IS date(next_invoice_on)), last_invoice_on TEXT CHECK (last_invoice_on IS date(last_invoice_on)),
  regularisation_months INTEGER CHECK (regularisation_months BETWEEN 1 AND 120), next_regularisation_on TEXT CHECK (next_regularisation_on IS date(next_regularisation_on)),
  renewal_months INTEGER CHECK (renewal_months BETWEEN 1 AND 120), next_renewal_on TEXT CHECK (next_renewal_on IS date(next_renewal_on)),
  /* what the invoices made so far have settled */
  last_regularisation_on TEXT CHECK (last_regularisation_on IS date(last_regularisation_on)), last_renewal_on TEXT CHECK (last_renewal_on IS date(last_renewal_on)),
  included_units INTEGER CHECK (included_units >= 0), unit_price_ten_thousandths INTEGER CHECK (unit_price_ten_thousandths >= 0),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  CHECK (kind <> 'flat-rate' OR regularisation_months IS NOT NULL), CHECK (kind <> 'tranche' OR renewal_months IS NOT NULL)
) STRICT;
CREATE INDEX billing_rule_module ON billing_rule (contract_module_id);
CREATE INDEX billing_rule_next ON billing_rule (next_invoice_on) WHERE is_active = 1;
CREATE TABLE billing_rule_meter (
  billing_rule_id INTEGER NOT NULL REFERENCES billing_rule (id) ON DELETE CASCADE,
  meter_id INTEGER NOT NULL REFERENCES meter (id),
  PRIMARY KEY (billing_rule_id, meter_id)
) STRICT, WITHOUT ROWID;
`
