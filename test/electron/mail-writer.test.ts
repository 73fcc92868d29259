import { expect, it } from 'vitest'
import { memoryDatabase } from '../../electron/db/database.ts'
import { letterTemplateRepository } from '../../electron/reminders/letter-template-repository.ts'
import { letterWriter, mailWriter } from '../../electron/reminders/letter-template-service.ts'
import type { LetterOrder } from '../../electron/reminders/reminder-planning.ts'
import { cents } from '../../shared/money.ts'
import { letterExample } from '../fixtures/letter-fixture.ts'
import { company, resources } from '../fixtures/office-fixture.ts'

const templates = letterTemplateRepository(memoryDatabase(), resources)
const { recipient, lines, writtenOn } = letterExample(1, { lines: 2 })
const order = (more: Partial<LetterOrder> = {}): LetterOrder => ({
  level: 2, channel: 'email', customerId: 1, recipient, writtenOn, deductedCents: cents(0), claims: null, ...more,
  lines: lines.map((line, index) => ({ ...line, dueDateId: index + 1, deductedCents: cents(0), interestCents: cents(0), indemnityCents: cents(0), levelBefore: 1, levelAfter: 2 })),
})
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

it('R-EBP-70 an e-mail of a level has its own template, the lines, the totals and the means of payment, as text and as HTML', () => {
  const { subject, text, html } = mailWriter(company, templates, 8)(order({ deductedCents: cents(1_000) }))
  expect(plain(subject)).toBe('Nouvelle relance : règlement en retard – Les Comptoirs du Rhône')
  expect(plain(text)).toContain(`Bonjour,

Malgré notre précédent rappel, nous constatons que le règlement des factures détaillées ci-dessous, dont le retard atteint 59 jours, ne nous est toujours pas parvenu. La lettre jointe en reprend le détail.

- Facture FA260007 du 31/08/2026, échéance du 30/09/2026 (52 jours de retard) : 1 201,87 €
- Facture FA260008 du 24/08/2026, échéance du 23/09/2026 (59 jours de retard) : 1 291,87 € restant dus sur 1 300,98 €

Total des factures : 2 493,74 €
À déduire : règlements et avoirs non affectés : -10,00 €
Net à payer : 2 483,74 €

Pour nous régler par virement (bénéficiaire : Les Comptoirs du Rhône) :
IBAN : FR76 3000 6000 0112 3456 7890 189
BIC : AGRIFRPP
Référence à rappeler : 411C0001

Nous vous demandons de nous régler la somme de 2 483,74 € au plus tard le 29 novembre 2026.`)
  expect(text).toMatch(/Cordialement,\n\nHélène Mâcon\nResponsable comptable\nLes Comptoirs du Rhône\nTél\. 04 72 00 00 00\n$/)
  for (const shown of ['<html lang="fr">', 'FA260007', '1 201,87 €', 'Net à payer', '2 483,74 €', 'AGRIFRPP', 'Cordialement,']) expect(plain(html)).toContain(shown)
})

it('R-EBP-70 a customer who reads English gets it in English, and what a consumer may be told', () => {
  const { language, subject, text } = mailWriter(company, templates, 8)(order({ level: 3, recipient: { ...recipient, language: 'en', debtorProfile: 'consumer' } }))
  expect([language, subject]).toEqual(['en', 'Formal notice to pay €2,493.74 – Les Comptoirs du Rhône'])
  expect(text).toContain('- Invoice FA260007 of 31\u00a0Aug\u00a02026, due 30\u00a0Sep\u00a02026 (52 days late): €1,201.87')
  expect(text).not.toMatch(/€40|indemnit|\d €/)
})

it('only a letter that is posted calls itself registered, whatever the wording', () => {
  const write = letterWriter(company, templates, 8, { isTooLong: () => true, read: () => { throw new Error('none is asked for') } })
  expect([write(order({ level: 3 })).channel, write(order({ level: 3, channel: 'paper' })).channel]).toEqual(['email', 'paper'])
})
