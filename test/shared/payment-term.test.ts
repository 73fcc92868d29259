import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { dueOn, formatPaymentTerm, parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'

describe('due dates follow the payment terms', () => {
  it.each([
    ['30', '2026-01-31', '2026-03-02'], ['30 jours', '2026-01-15', '2026-02-14'], ['comptant', '2026-01-15', '2026-01-15'], ['À réception de facture', '2026-01-15', '2026-01-15'],
    ['30 jours fin de mois', '2026-01-15', '2026-02-28'], ['45 jours fin de mois', '2026-01-15', '2026-03-31'], ['60 jours fin de mois', '2026-01-15', '2026-03-31'],
    ['fin de mois 45 jours', '2026-01-15', '2026-03-17'], ['fin de mois', '2026-01-15', '2026-01-31'], ['30 jours fin de mois le 10', '2026-01-15', '2026-03-10'],
    ['fin de mois le 10', '2026-01-15', '2026-02-10'], ['45 JFM', '2026-01-15', '2026-03-31'], ['30J FDM LE 15', '2026-01-15', '2026-03-15'], ['30 jours fin de mois le 31', '2026-03-05', '2026-05-31'],
    ['30 jours fin de mois le 30', '2025-12-20', '2026-02-28'],
  ])('%s, invoice of %s → %s', (terms, invoicedOn, expected) => {
    expect(dueOn(localDate(invoicedOn), parsePaymentTerm(terms)!)).toBe(expected)
  })

  it.each(['bientôt', '400', '30 40', 'fin', ''])('« %s » is no payment term', (text) => { expect(parsePaymentTerm(text)).toBeNull() })

  it.each(['30', '45 EOM', 'EOM 45', '30 EOM 10', 'EOM 0 10'])('%s is stored and read back as itself', (text) => { expect(formatPaymentTerm(parsePaymentTerm(text)!)).toBe(text) })
})
