import { describe, expect, it } from 'vitest'
import { cents } from '../../shared/money.ts'
import type { GenerationReport } from '../../shared/reminders/reminder-contract.ts'
import { consequences, doneText, summaryText } from '../../renderer/reminders/generation-texts.ts'

const report = (more: Partial<GenerationReport> = {}): GenerationReport => ({
  runId: null, registerLength: null, printDocumentId: null, printFile: '', letterCount: 3, levelCounts: [2, 0, 1], emailCount: 0, lineCount: 4, skippedCount: 0, totalCents: cents(100_000), deductedCents: cents(0), interestCents: cents(0), indemnityCents: cents(0),
  letters: [], skipped: [], withoutAddress: [], withoutAddressCount: 0, unconfirmedProfiles: [], unconfirmedProfileCount: 0, withCredits: [], withCreditsCount: 0, nearPrescription: [], nearPrescriptionCount: 0, withoutStatement: [], withoutStatementCount: 0, withoutMailServerCount: 0, notDueYetCount: 0, remindedTodayCount: 0, loweredCount: 0,
  sent: { ids: new Int32Array(), levels: new Uint8Array() }, ...more,
})
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('what a clerk confirms', () => {
  it('names deduction, interest, indemnities and the net to pay of all the letters', () => {
    const text = plain(consequences(report({ deductedCents: cents(10_000), interestCents: cents(1_498), indemnityCents: cents(4_000) })))
    expect(text).toContain('1 000,00 €')
    expect(text).toContain('à déduire 100,00 € · intérêts de retard 14,98 € · indemnités forfaitaires 40,00 € · net à payer 954,98 €.')
  })
  it('says how many letters there are of which level', () => {
    expect(consequences(report()).split('\n')[1]).toMatch(/^Par niveau\s: 2 de niveau 1 · 1 de niveau 3\.$/)
  })
  it('names no net to pay when the letters ask for the total alone', () => {
    expect(plain(consequences(report()))).not.toContain('net à payer')
  })
  it('says how many leave by e-mail, and that nothing changes before', () => {
    expect(consequences(report({ emailCount: 2 }))).toContain('Dont 2 par e-mail (rien ne change avant l’envoi)')
    expect(consequences(report())).not.toContain('e-mail')
  })
  it.each([[0, ''], [1, '1 échéance baisse de niveau'], [6, '6 échéances baissent de niveau']])('says that %i go down a level', (loweredCount, expected) => {
    const text = plain(consequences(report({ loweredCount })))
    expect(text.includes('baisse')).toBe(loweredCount > 0)
    expect(text).toContain(expected)
  })
  it('says how many of them wait for want of a mail server', () => {
    expect(plain(consequences(report({ emailCount: 2, withoutMailServerCount: 2 })))).toContain('Aucun serveur de messagerie : 2 courriers attendront dans la Boîte d’envoi.')
    expect(consequences(report({ emailCount: 2 }))).not.toContain('Aucun serveur')
  })
})

describe('what is told of levels and dates, before and after', () => {
  it.each([
    [0, 'de ces échéances seront mis à jour', 'Les niveaux et les dates de relance sont à jour'],
    [1, 'courriers sur papier seront mis à jour ; ceux des autres', 'des courriers sur papier sont à jour ; ceux des courriers par e-mail changeront'],
    [3, 'Aucun niveau ni aucune date ne change maintenant', 'Aucun niveau ni aucune date de relance n’a encore changé'],
  ])('%i of 3 letters by e-mail', (emailCount, before, after) => {
    expect(plain(consequences(report({ emailCount })))).toContain(before)
    expect(plain(doneText(report({ emailCount })))).toContain(after)
  })
})

it('the report sums up the same figures', () => {
  expect(plain(summaryText(report({ emailCount: 1, interestCents: cents(1_498) })))).toBe('3 courriers · dont 1 par e-mail · 4 échéances · 1 000,00 € · intérêts de retard 14,98 € · net à payer 1 014,98 € · aucune échéance écartée')
})
