import { escapeHtml } from '../outbox/mail-text-rules.ts'
import { formatDate } from '../date.ts'
import { translate } from '../i18n/translate.ts'
import { formatEuros } from '../money.ts'
import { withoutControls } from '../text.ts'
import { quotedNumber, type LetterContent, type LetterContentLine } from './letter-content.ts'
import { groupIban, letterColumns, letterTotalRows, paymentReference } from './letter-table.ts'
import type { MailContent } from './letter-template-contract.ts'

/**
 * An e-mail from what a letter says, worded by the e-mail template. As on paper, lines, totals and means of payment come from the facts alone.
 * The HTML is made here, every text escaped: no picture, no link, no style sheet, nothing to load.
 */
export function mailContent(letter: LetterContent): MailContent {
  const { language, subject } = letter
  return { language, subject: withoutControls(subject), text: withoutControls(plainText(letter)), html: withoutControls(html(letter)) }
}

const words = (letter: LetterContent, key: string, params: Record<string, string | number> = {}): string => translate(letter.language, `letters.${key}`, params)

function plainText(letter: LetterContent): string {
  return [
    ...letter.body,
    letter.lines.map((line) => lineSentence(letter, line)).join('\n'),
    letterTotalRows(letter).map(({ label, amount }) => words(letter, 'mail.row', { label, value: amount })).join('\n'),
    [payTitle(letter), ...payRows(letter).map(({ label, value }) => words(letter, 'mail.row', { label, value }))].join('\n'),
    ...letter.closing,
    signature(letter).join('\n'),
  ].join('\n\n') + '\n'
}

function lineSentence(letter: LetterContent, line: LetterContentLine): string {
  const { language } = letter
  const dueOn = formatDate(line.dueOn, language)
  const [open, amount] = [formatEuros(line.openCents, language), formatEuros(line.amountCents, language)]
  const number = quotedNumber(line)
  return words(letter, 'mail.line', {
    invoice: line.invoicedOn === null ? words(letter, 'mail.undated', { number }) : words(letter, 'mail.dated', { number, invoicedOn: formatDate(line.invoicedOn, language) }),
    due: line.daysLate > 0 ? words(letter, 'mail.due-late', { dueOn, n: line.daysLate }) : words(letter, 'mail.due', { dueOn }),
    amount: line.openCents === line.amountCents ? open : words(letter, 'mail.part-paid', { open, amount }),
  })
}

const payTitle = (letter: LetterContent): string => words(letter, letter.sender.iban === '' ? 'pay.title' : 'pay.transfer', { name: letter.sender.name })

function payRows(letter: LetterContent): { label: string; value: string }[] {
  const { iban, bic } = letter.sender
  return [
    ...iban === '' ? [] : [{ label: words(letter, 'pay.iban'), value: groupIban(iban) }],
    ...iban === '' || bic === '' ? [] : [{ label: words(letter, 'pay.bic'), value: bic }],
    { label: words(letter, 'pay.reference'), value: paymentReference(letter) },
  ]
}

function signature(letter: LetterContent): string[] {
  const { signatoryName, signatoryTitle, name, phone } = letter.sender
  return [signatoryName, signatoryTitle, name, phone === '' ? '' : words(letter, 'phone', { phone })].filter((line) => line !== '')
}

const paragraph = (text: string): string => `<p style="margin:0 0 12px">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`

const CELL = 'padding:4px 8px;border-bottom:1px solid #c5cad3'

function html(letter: LetterContent): string {
  return [
    `<!doctype html><html lang="${letter.language}"><head><meta charset="utf-8"><title>${escapeHtml(letter.subject)}</title></head>`,
    '<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45;color:#111827;background:#ffffff">',
    ...letter.body.map(paragraph),
    table(letter),
    paragraph([payTitle(letter), ...payRows(letter).map(({ label, value }) => words(letter, 'mail.row', { label, value }))].join('\n')),
    ...letter.closing.map(paragraph),
    paragraph(signature(letter).join('\n')),
    '</body></html>',
  ].join('\n')
}

function table(letter: LetterContent): string {
  const columns = letterColumns(letter)
  const row = (tag: 'th' | 'td', cells: string[], style = ''): string => `<tr>${cells.map((cell, index) => `<${tag} style="${CELL};text-align:${columns[index]!.alignment}${style}">${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const totals = letterTotalRows(letter).map(({ label, amount }) =>
    `<tr><td colspan="${columns.length - 2}" style="${CELL}"><strong>${escapeHtml(label)}</strong></td><td style="${CELL};text-align:right"><strong>${escapeHtml(amount)}</strong></td><td style="${CELL}"></td></tr>`)
  return [
    '<table style="border-collapse:collapse;margin:0 0 12px;font-size:13px">',
    row('th', columns.map(({ label }) => label), ';color:#4b5563'),
    ...letter.lines.map((line) => row('td', columns.map((column) => column.cell(line)))),
    ...totals,
    '</table>',
  ].join('\n')
}
