/** « Scénario de relance » of the dossier. What was done of it is stored nowhere: levels, dates and calls say so. */
export const scenarios = `
CREATE TABLE scenario_settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL) STRICT;
`
