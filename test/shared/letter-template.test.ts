import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { Language } from '../../shared/language.ts'
import type { LetterClaims } from '../../shared/legal/interest-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { cents } from '../../shared/money.ts'
import { DebtorProfile, ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import type { LetterContent, LetterContentLine, LetterFacts } from '../../shared/reminders/letter-content.ts'
import { exampleRecipient } from '../../shared/reminders/letter-example.ts'
import { compileWording, LETTER_VARIABLES } from '../../shared/reminders/letter-template-rules.ts'
import { buildLetterContent } from '../../shared/reminders/letter-writing.ts'
import type { TemplateWords } from '../../shared/reminders/letter-template-contract.ts'
import type { LetterLevel } from '../../shared/reminders/reminder-contract.ts'
import { company, resources } from '../fixtures/office-fixture.ts'

const line = (invoiceNumber: string, dueOn: string, openCents: number, daysLate: number): LetterContentLine =>
  ({ invoiceNumber, warrantyInvoiceNumber: '', invoicedOn: localDate('2026-08-01'), dueOn: localDate(dueOn), amountCents: cents(openCents), openCents: cents(openCents), daysLate })
const lines = [line('FA1', '2026-10-05', 100_000, 47), line('FA2', '2026-09-30', 23_456, 52), line('FA2', '2026-10-31', 1, 21)]

const template = (parts: Partial<TemplateWords>): TemplateWords => ({ subject: '', body: '', closing: '', ...parts })
const factsOf = (more: Partial<LetterFacts> = {}): LetterFacts =>
  ({ level: 1, channel: 'paper', sender: company, recipient: exampleRecipient(), lines, writtenOn: localDate('2026-11-21'), deductedCents: cents(0), claims: null, statement: null, isRepeated: false, paymentDelayDays: 8, ...more })
const options = { hasPaymentSlip: false, hasQrCode: false, hasStatement: false }
const write = (parts: Partial<TemplateWords>, more: Partial<LetterFacts> = {}): LetterContent => buildLetterContent(factsOf(more), compileWording(template(parts)), options)
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

describe('R-EBP-70 wordings name things by a closed list of variables', () => {
  it.each([
    ['{{ client.nom }} ({{ client.code }}), {{ client.ville }}', 'Boulangerie Étienne & Fils (411EXEMPLE), Lyon'],
    ['{{ societe.nom }} {{ societe.ville }} {{ societe.telephone }} {{ societe.email }} {{ societe.signataire }}', 'Les Comptoirs du Rhône Lyon 04 72 00 00 00 compta@comptoirs-du-rhone.example Hélène Mâcon'],
    ['{{ total }}, {{ nombre_factures }} factures, {{ nombre_echeances }} échéances, {{ retard_max }} jours', '1 234,57 €, 2 factures, 3 échéances, 52 jours'],
    ['{{ premiere_echeance }} / {{ date }} / {{ date_limite }}', '30 septembre 2026 / 21 novembre 2026 / 29 novembre 2026'],
    ['niveau {{ niveau }}', 'niveau 1'],
    ['{% if client.entreprise %}société{% else %}autre{% endif %}', 'société'],
    ['{% unless nombre_factures > 1 %}une{% endunless %}{% if nombre_factures > 1 and retard_max >= 50 %}plusieurs{% endif %}', 'plusieurs'],
    ['{% case niveau %}{% when 1 %}rappel{% when 2 %}relance{% endcase %}', 'rappel'],
  ])('%s', (body, expected) => expect(write({ body }).body.map(plain)).toEqual([expected]))

  it('every variable is described for the editor, in both languages', () => {
    for (const name of LETTER_VARIABLES) for (const locale of ['fr', 'en'] as const) expect(translate(locale, `letters.variable.${name}`)).not.toBe('')
  })

  const warranty = (number: string): LetterContentLine => ({ ...line('', '2026-09-30', 1_000, 52), warrantyInvoiceNumber: number })
  it.each<[string, LetterContentLine[], number]>([
    ['two warranty invoices without a number of their own', [warranty('G1'), warranty('G2')], 2],
    ['two due dates of one warranty invoice', [warranty('G1'), warranty('G1')], 1],
    ['an invoice with a warranty number and a warranty invoice of that number', [{ ...warranty('G1'), invoiceNumber: 'FA1' }, warranty('G1')], 2],
    ['a number that came back another year', [line('1', '2026-09-30', 1_000, 52), { ...line('1', '2026-09-30', 1_000, 52), invoicedOn: localDate('2025-08-01') }], 2],
  ])('invoices are counted by their own number, or else the warranty’s: %s', (_case, of, count) => {
    expect(write({ body: '{{ nombre_factures }} {{ des_factures }}' }, { lines: of }).body).toEqual([`${count} ${count > 1 ? 'des factures détaillées' : 'de la facture détaillée'}`])
  })

  it('a letter of very many lines has its longest delay too', () => {
    expect(write({ body: '{{ retard_max }}' }, { lines: Array.from({ length: 200_000 }, (_value, index) => line('FA1', '2026-09-30', 1, index)) }).body).toEqual(['199999'])
  })

  it('an empty line ends a paragraph, and one left empty by a condition disappears', () => {
    expect(write({ body: 'Un,\n\n{% if niveau > 2 %}jamais{% endif %}\n\ndeux\nlignes\n \ntrois' }).body).toEqual(['Un,', 'deux\nlignes', 'trois'])
  })

  it('a customer whose name looks like an instruction is only a name', () => {
    const wording = compileWording(template({ body: '{{ client.nom }}' }))
    const recipient = { ...exampleRecipient(), name: '{{ total }}{% if %}' }
    expect(buildLetterContent(factsOf({ recipient }), wording, options).body).toEqual(['{{ total }}{% if %}'])
  })
})

describe('a wrong wording is refused with its part and line', () => {
  it.each([
    ['body', 'Bonjour\n{{ client.non }}', 2, 'unknown-variable', 'client.non'],
    ['body', '{{ client.nom.length }}', 1, 'unknown-variable', 'client.nom.length'],
    ['body', '{% if client[total] %}{% endif %}', 1, 'unknown-variable', 'client.[…]'],
    ['closing', 'a\nb\n{{ constructor }}', 3, 'unknown-variable', 'constructor'],
    ['body', '{% if niveau > 2 %}\n{{ solde }}\n{% endif %}', 2, 'unknown-variable', 'solde'],
    ['subject', '{{ total | upcase }}', 1, 'unknown-filter', 'upcase'],
    ['body', 'a\n{% for i in (1..1000000000) %}{% endfor %}', 2, 'unknown-tag', 'for'],
    ['body', '{% include "secret" %}', 1, 'unknown-tag', 'include'],
    ['body', '{% render "secret" %}', 1, 'unknown-tag', 'render'],
    ['body', '{% assign total = 1 %}', 1, 'unknown-tag', 'assign'],
    ['body', '{% layout "x" %}', 1, 'unknown-tag', 'layout'],
    ['body', 'a\n\n{% if niveau > 1 %}x', 3, 'not-closed', '{% if niveau > 1 %}'],
    ['body', 'a\n{{ client.nom', 2, 'not-closed', '{{ client.nom'],
    ['body', '{{ }}', 1, 'syntax', '{{ }}'],
    ['subject', 'Rappel {{ client.nom }} {% if %}x{% endif %}', 1, 'syntax', '{% if %}'],
    ['body', 'a\n{% %}', 2, 'syntax', '{% %}'],
  ] as const)('%s « %s »', (part, text, at, reason, name) => {
    expect(() => compileWording(template({ [part]: text }))).toThrow(expect.objectContaining({ code: 'template.invalid', details: expect.objectContaining({ part, line: at, reasonKey: `letters.invalid.${reason}`, name }) }))
  })

  it('the refusal reads as a sentence', () => {
    try {
      compileWording(template({ body: '\n{{ solde }}' }))
      expect.unreachable()
    } catch (error) {
      const { code, details } = error as { code: string; details: Record<string, string | number> }
      expect(plain(translate('fr', `errors.${code}`, details))).toBe('Le modèle de lettre contient une erreur (texte, ligne 2) : la variable « solde » n’existe pas. Rien n’a été enregistré : corrigez cette ligne.')
    }
  })

  it('a mistake of syntax is told in French alone, with the instruction as it was written', () => {
    const details = { part: 'subject', partKey: 'letters.part.subject', line: 1, reasonKey: 'letters.invalid.syntax', name: '{% if %}' }
    expect(() => compileWording(template({ subject: 'Rappel {% if %}' }))).toThrow(expect.objectContaining({ code: 'template.invalid', details }))
    expect(plain(translate('fr', 'errors.template.invalid', details))).toBe('Le modèle de lettre contient une erreur (objet, ligne 1) : la syntaxe de « {% if %} » est incorrecte. Rien n’a été enregistré : corrigez cette ligne.')
  })

  it('no wording can take a row or a cent from the letter, or grow without bounds', () => {
    const letter = write({ subject: '', body: '{% if niveau > 9 %}{{ total }}{% endif %}', closing: '' })
    expect(letter.lines).toBe(lines)
    expect(letter.totalCents).toBe(123_457)
    expect(() => write({ body: '{{ (1..100000000) }}' })).toThrow(expect.objectContaining({ code: 'template.invalid' }))
  })
})

interface Letter { profile?: DebtorProfile; language?: Language; channel?: ReminderChannel; isRepeated?: boolean; lines?: LetterContentLine[]; claims?: LetterClaims }

/** What the product's own text says in a letter. */
function wordsOf(level: LetterLevel, { profile = 'company', language = 'fr', channel = 'paper', ...more }: Letter = {}): string {
  const file = join(resources, channel === 'paper' ? 'letters' : 'mails', language, `level-${level}.${profile}.txt`)
  const [subject, body, closing] = readFileSync(file, 'utf8').split('\n---\n') as [string, string, string]
  const letter = write({ subject, body, closing }, { level, channel, recipient: { ...exampleRecipient(), debtorProfile: profile, language }, ...more })
  return plain([letter.subject, ...letter.body, ...letter.closing].join('\n'))
}

describe('R-EBP-04, R-EBP-70 the default texts rise in firmness', () => {
  it('level 1 is a courteous reminder', () => {
    expect(wordsOf(1)).toContain('Sauf erreur ou omission')
    expect(wordsOf(1)).not.toMatch(/mise en demeure|40 €|L\. 441-10/)
  })
  it('level 2 gives a date and announces what follows', () => {
    expect(wordsOf(2)).toMatch(/au plus tard le 29 novembre 2026/)
    expect(wordsOf(2)).toContain('mise en demeure')
  })
  it('level 3 is a mise en demeure with the delay of the settings and the consequences', () => {
    expect(wordsOf(3)).toMatch(/mettons en demeure de nous régler la somme de 1 234,57 € dans un délai de 8 jours/)
    expect(wordsOf(3)).toContain('juridiction compétente')
  })
  it.each([1, 2, 3] as const)('level %i asks to be ignored when the payment has crossed it, in the singular too', (level) => {
    expect(wordsOf(level)).toContain('s’est croisé avec ce courrier')
    expect(wordsOf(level)).toMatch(/[Ll]e règlement des factures détaillées ci-dessous/)
    expect(wordsOf(level, { lines: [lines[0]!] })).toMatch(/[Ll]e règlement de la facture détaillée ci-dessous/)
  })

  it.each([
    ['company', /L\. 441-10 .*40 € par facture/s, /Code civil|commande publique/],
    ['consumer', /articles 1231-6 et 1344-1 du Code civil/, /40 €|L\. 441-10|indemnité|frais/],
    ['public-body', /Code de la commande publique/, /40 €|L\. 441-10|Code civil/],
  ] as const)('the mise en demeure claims from a %s what the law allows, and no more', (profile, claims, never) => {
    expect(wordsOf(3, { profile })).toMatch(claims)
    expect(wordsOf(3, { profile })).not.toMatch(never)
    for (const level of [1, 2] as const) expect(wordsOf(level, { profile })).not.toMatch(/40 €|L\. 441-10/)
  })
})

const everyTemplate = ReminderChannel.options.flatMap((channel) => Language.options.flatMap((language) => DebtorProfile.options.map((profile) => ({ channel, language, profile }))))

describe.each(everyTemplate)('R-EBP-70 the default texts of $channel, $language, $profile', (key) => {
  it.each([1, 2, 3] as const)('level %i asks for the net amount, and can be written', (level) => {
    expect(wordsOf(level, key)).toContain(key.language === 'fr' ? '1 234,57 €' : '€1,234.57')
    expect(wordsOf(level, key)).not.toMatch(/undefined|\{\{|\{%/)
  })

  it('says it is not the first only when it is not', () => {
    const claimsBefore = /précédent|nouvelle relance|nos relances|toujours pas|previous|further reminder|still not/i
    for (const level of [1, 2, 3] as const) expect(wordsOf(level, key)).not.toMatch(claimsBefore)
    for (const level of [2, 3] as const) expect(wordsOf(level, { ...key, isRepeated: true })).toMatch(claimsBefore)
  })

  it('« mise en demeure » is a word of level 3 alone, with a deadline and a reminder of interest', () => {
    expect(wordsOf(3, key)).toMatch(/mise en demeure/i)
    expect(wordsOf(3, key)).toMatch(/8 jours|8 days/)
    expect(wordsOf(3, key)).toMatch(/intérêt|pénalités|interest/)
    expect(wordsOf(1, key)).not.toMatch(/mise en demeure|mettons en demeure|formal notice/i)
    expect(wordsOf(2, key)).not.toMatch(/mettons en demeure|hereby/i)
  })

  it('a consumer is never told of 40 € nor of recovery costs', () => {
    for (const level of [1, 2, 3] as const) if (key.profile === 'consumer') expect(wordsOf(level, key)).not.toMatch(/40|indemnit|frais|costs|L\. 441-10/)
  })
})
