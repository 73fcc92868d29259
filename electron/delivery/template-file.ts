import { readFileSync } from 'node:fs'

/** The product's own wording of a letter or message: subject, body and closing separated by `---`. */
export function readTemplateFile(file: string): { subject: string; body: string; closing: string } {
  const [subject, body, closing, ...rest] = readFileSync(file, 'utf8').replaceAll('\r\n', '\n').split(/^---$/m).map((part) => part.trim())
  if (subject === undefined || body === undefined || closing === undefined || rest.length > 0) throw new Error(`${file} must hold subject, text and closing`)
  return { subject, body, closing }
}
