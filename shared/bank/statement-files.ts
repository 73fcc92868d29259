/** How banks name the files of statements, lower case; what is in one is told by its content. */
export const STATEMENT_EXTENSIONS = ['txt', 'cfo', 'afb', 'dat', 'asc', 'ofx', 'qfx', 'xml'] as const
