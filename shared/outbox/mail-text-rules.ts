import { isEmail } from '../identifiers.ts'

/** A reader sees the first words of a subject; servers fold long ones. */
const MAX_HEADER_LENGTH = 200

/** Ends a line or hides text somewhere: controls (C0, C1), line and paragraph separators, marks that turn the direction of writing, invisible characters. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]+/gu

/** A name or a subject on one line, of readable characters only, not too long. */
export function headerText(text: string): string {
  const line = text.toWellFormed().replace(UNSAFE, ' ').replace(/ {2,}/g, ' ').trim()
  return line.length <= MAX_HEADER_LENGTH ? line : `${line.slice(0, MAX_HEADER_LENGTH - 1).toWellFormed().trimEnd()}…`
}

/** Whether a text may stand in a header as it is. */
export const isHeaderSafe = (text: string): boolean => text.isWellFormed() && text.search(UNSAFE) === -1

/** An address that can be written to: one mailbox, its local part in ASCII as nearly every server wants it, nothing a server could take for the end of a command. */
export const isMailAddress = (text: string): boolean => isEmail(text) && isHeaderSafe(text) && /^[\x21-\x7e]+@/.test(text)

/** The first address a customer can be written to; '' without any. */
export const mailAddressOf = (email1: string, email2: string): string => [email1, email2].find(isMailAddress) ?? ''

/** Where a fax is written to: as isMailAddress, or at a machine of the network itself: some fax gateways are written to as `0123456789@fax`. */
export const isFaxGatewayAddress = (text: string): boolean => isMailAddress(text) || (/^[a-z0-9][a-z0-9-]{0,61}$/i.test(text.split('@')[1] ?? '') && isMailAddress(`${text}.example`))

/** The body of a message: line breaks kept, other controls gone. */
export const bodyText = (text: string): string => text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
/** Text as it stands in HTML, in an attribute too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!)

/** A text as the HTML part of a message: paragraphs and line breaks, nothing else, nothing to load. */
export function htmlOfText(text: string): string {
  const paragraphs = bodyText(text).split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>\n')}</p>`).join('\n')
  return `<!doctype html>\n<html><head><meta charset="utf-8"></head><body style="font-family: sans-serif">\n${body}\n</body></html>\n`
}

/** A message always has a plain text; its HTML is the template's, or the text's. */
export function withSignature({ text, html }: { text: string; html: string }, signature: string): { text: string; html: string } {
  const signed = signature.trim() === '' ? bodyText(text) : `${bodyText(text).trimEnd()}\n\n${bodyText(signature).trim()}\n`
  if (html === '' || signature.trim() === '') return { text: signed, html: html === '' ? htmlOfText(signed) : html }
  const paragraph = /<body[^>]*>([\s\S]*)<\/body>/.exec(htmlOfText(signature))![1]!
  return { text: signed, html: html.includes('</body>') ? html.replace('</body>', () => `${paragraph}</body>`) : `${html}${paragraph}` }
}
