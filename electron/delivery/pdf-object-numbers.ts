/** Numbers of the objects a document has before its pages: its own (pdf-file.ts), then the resource dictionary, fonts and pictures (pdf-assets.ts). */
export const CATALOG = 1
export const PAGES = 2
export const INFO = 3
export const RESOURCES = 4
export const FIRST_ASSET = 5
