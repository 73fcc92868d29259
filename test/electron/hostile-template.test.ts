import { describe, expect, it } from 'vitest'
import { letterDefinition } from '../../electron/delivery/letter-layout.ts'
import { pdfAssets } from '../../electron/delivery/pdf-assets.ts'
import { pdfBytes, pdfPages } from '../../electron/delivery/pdf-document.ts'
import { loadFonts } from '../../electron/delivery/pdf-font.ts'
import { cents, formatEuros } from '../../shared/money.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { compileWording } from '../../shared/reminders/letter-template-rules.ts'
import { buildLetterContent } from '../../shared/reminders/letter-writing.ts'
import { mailContent } from '../../shared/reminders/mail-content.ts'
import type { TemplateWords } from '../../shared/reminders/letter-template-contract.ts'
import { letterExample } from '../fixtures/letter-fixture.ts'
import { resources } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

const fonts = loadFonts(resources)
const example = letterExample(3, { lines: 4 })
const write = (words: Partial<TemplateWords>, more: Partial<LetterContent> = {}): LetterContent =>
  buildLetterContent({ ...example, deductedCents: cents(100), ...more, isRepeated: false, paymentDelayDays: 8 }, compileWording({ subject: '', body: '', closing: '', ...words }), { hasPaymentSlip: true, hasQrCode: true, hasStatement: false })

/** Wordings that are accepted, and try to do harm by what they say. */
const ACCEPTED: [string, Partial<TemplateWords>][] = [
  ['nothing at all', {}],
  ['a condition never true around everything', { subject: '{% if niveau > 9 %}x{% endif %}', body: '{% if false %}{{ total }}{% endif %}', closing: '{% unless true %}y{% endunless %}' }],
  ['20 000 line breaks', { body: '\n'.repeat(20_000), closing: 'a\n'.repeat(10_000) }],
  ['one word of 20 000 letters', { body: 'x'.repeat(20_000), closing: 'y'.repeat(20_000) }],
  ['control characters, bidirectional marks and hidden characters', { subject: '\u202eX\u0000\u2066', body: 'a\u0007b\u200bc\u202ed\u2028e', closing: '\u0000' }],
  ['markup and PDF operators', { subject: '<script>', body: '<img src=x onerror=alert(1)>\n) Tj ET Q', closing: '</table></body>' }],
]

describe.each(ACCEPTED)('a template of %s', (_name, words) => {
  it('prints every line, the totals and the amount to pay', async () => {
    const letter = write(words)
    expect(letter.lines).toBe(example.lines)
    expect([letter.totalCents, letter.payableCents]).toEqual([example.totalCents, example.totalCents - 100])
    const assets = await pdfAssets(fonts, {})
    const pages = await readPdf(pdfBytes(pdfPages(letterDefinition(letter, fonts), fonts, assets), assets, { title: '', author: '', createdOn: letter.writtenOn }))
    const text = pages.map((page) => page.text).join('\n')
    for (const { invoiceNumber, openCents } of letter.lines) for (const shown of [invoiceNumber, formatEuros(openCents)]) expect(text).toContain(shown.replaceAll('\u00a0', ' '))
    for (const sum of [letter.totalCents, letter.payableCents]) expect(text).toContain(formatEuros(sum).replaceAll('\u00a0', ' '))
    expect(text).toContain('Coupon à détacher')
  })

  it('says the same in the e-mail, as plain text and as HTML', () => {
    const mail = mailContent(write(words))
    for (const part of [mail.text, mail.html]) {
      for (const { invoiceNumber, openCents } of example.lines) for (const shown of [invoiceNumber, formatEuros(openCents)]) expect(part).toContain(shown)
      expect(part).toContain(formatEuros(example.totalCents - 100))
    }
  })
})

it.each([
  ['prototype', '{{ client.constructor }}'], ['prototype', '{{ __proto__ }}'], ['prototype', '{{ client.__proto__.polluted }}'], ['the list outside', '{{ process.env.HOME }}'], ['the list outside', '{{ societe.iban }}'],
  ['an index', '{{ client["nom"]["length"] }}'], ['a size', '{{ client.size }}'], ['a loop', '{% for i in (1..100000000) %}x{% endfor %}'], ['a loop', '{% tablerow i in (1..9) %}{% endtablerow %}'],
  ['a counter', '{% increment niveau %}'], ['a capture', '{% capture total %}0{% endcapture %}'], ['an assignment', '{% assign net_a_payer = "0" %}'], ['a file', '{% include "../../etc/passwd" %}'], ['a file', '{% render "x" %}'],
  ['a filter', '{{ "x" | append: "y" }}'], ['a range', '{{ (1..1000000000) }}'], ['raw', '{% raw %}{{ total }}{% endraw %}'], ['Liquid in Liquid', '{% liquid\nassign a = 1 %}'], ['a script', '{% javascript %}{% endjavascript %}'],
] as const)('a template that reaches for %s is refused: %s', (_what, body) => {
  expect(() => write({ body })).toThrow(expect.objectContaining({ code: 'template.invalid' }))
})

it.each([
  ['conditions nested as deep as a template is long', '{% if niveau %}'.repeat(600) + 'x' + '{% endif %}'.repeat(600)],
  ['a condition as long as a template', `{% if ${'niveau == 1 or '.repeat(1200)}niveau == 1 %}x{% endif %}`],
  ['braces that never close', '{{'.repeat(9_000)],
  ['the longest name written again and again', '{{ client.nom }}'.repeat(1200)],
] as const)('time and memory stay small: %s', (_what, body) => {
  const start = performance.now()
  let length = 0
  try {
    length = write({ body }, { recipient: { ...example.recipient, name: 'n'.repeat(500) } }).body.join('').length
  } catch (error) {
    expect(error).toMatchObject({ code: 'template.invalid' })
  }
  expect(length).toBeLessThan(1_000_000)
  expect(performance.now() - start).toBeLessThan(20_000)
})

it('a customer’s name cannot add a line to the subject or turn its direction', () => {
  const name = 'Évil\r\nBcc: all@example.org\u202e'
  const { subject, text } = mailContent(write({ subject: 'Rappel {{ client.nom }}' }, { recipient: { ...example.recipient, name } }))
  expect(subject).toBe('Rappel Évil Bcc: all@example.org')
  expect(text).not.toContain('\u202e')
})

it('the HTML of an e-mail has no markup of a template or a customer, no script, no link, nothing to load', () => {
  const name = '<a href="https://example.org">"&\'</a>'
  const { html } = mailContent(write({ body: '<b>{{ client.nom }}</b> <script>alert(1)</script>' }, { recipient: { ...example.recipient, name } }))
  expect(html).toContain('&lt;b&gt;&lt;a href=&quot;https://example.org&quot;&gt;&quot;&amp;&#39;&lt;/a&gt;&lt;/b&gt; &lt;script&gt;')
  expect(html.replace(/<(\/?)(html|head|meta|title|body|p|br|table|tr|th|td|strong|!doctype)\b[^>]*>/g, '')).not.toMatch(/[<>]/)
  expect(html).not.toMatch(/src=|url\(|<a |<link|<img/)
})
