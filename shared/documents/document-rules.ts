/**
 * Whether a stored path is one the program writes: below `documents/`, by plain names, a PDF, a workbook, XML data or a fax. The database is a file that may have been
 * tampered with: nothing else is ever read, opened or copied.
 */
export function isDocumentFile(file: string): boolean {
  const names = file.split('/')
  // « : » names a drive or a stream on Windows, where « \ » is a separator too
  return names.length > 1 && names[0] === 'documents' && names.every((name) => /^(?!\.{1,2}$)[^\\:\p{Cc}]+$/u.test(name)) && /\.(pdf|xlsx|xml|tif)$/.test(file)
}
