/**
 * « Paramètres généraux »: parameters that differ from their default, rows of the decision tables, and who may work in the dossier.
 * Names, types and defaults of parameters, and the columns of each table, are the program's (shared/settings, shared/decisions).
 */
export const settings = `
CREATE TABLE parameter (name TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

/* A table's rows are read in the order of their position; the first that matches answers. */
CREATE TABLE decision_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL, position INTEGER NOT NULL CHECK (position > 0),
  /* texts in the order of the table's columns, without « Position » */
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  UNIQUE (table_name, position)
) STRICT;

/* None: the one person who works here is administrator. */
CREATE TABLE app_user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE CHECK (login <> ''), name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'clerk')),
  /* scrypt with its salt and costs */
  password_hash TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  updated_at TEXT NOT NULL
) STRICT;

/* Failures to sign in since the last success, whoever was meant: they make the next try wait. */
CREATE TABLE sign_in_failure (id INTEGER PRIMARY KEY CHECK (id = 1), failures INTEGER NOT NULL CHECK (failures > 0), last_failed_at TEXT NOT NULL) STRICT;
`
