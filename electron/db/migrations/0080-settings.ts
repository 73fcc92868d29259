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

/* What is done keeps a name, not an id: each is one user's for good, also once he is called otherwise or gone. */
CREATE TABLE user_name (name TEXT NOT NULL, user_id INTEGER NOT NULL, PRIMARY KEY (name, user_id)) STRICT, WITHOUT ROWID;

/*
 * Failures to sign in since the last success of the same login: they make its next try wait. Of the login, whether anybody has it or not, two bytes
 * of its hash: what is typed there by mistake is often a password, and 65 536 rows are all there will ever be.
 */
CREATE TABLE sign_in_failure (
  login_key INTEGER PRIMARY KEY CHECK (login_key BETWEEN 0 AND 65535),
  failures INTEGER NOT NULL CHECK (failures > 0), last_failed_at TEXT NOT NULL
) STRICT;
`
