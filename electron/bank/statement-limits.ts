/** A year of a large firm's bank is a few megabytes. */
export const MAX_STATEMENT_BYTES = 64 * 1024 * 1024
