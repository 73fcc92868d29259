import { expect, it } from 'vitest'
import { labelBeyond } from '../../shared/accounts/label-rules.ts'

it.each([
  ['Facture F26-006', 'Facture', 'F26-006', ''],
  ['facture n° F26-006', 'Facture', 'F26-006', ''],
  ['F26 006', 'Facture', 'F26006', ''],
  ['', 'Facture', 'F26-006', ''],
  ['Travaux de mars', 'Facture', 'F26-006', 'Travaux de mars'],
  ['Facture F26-006 DUPONT', 'Facture', 'F26-006', 'DUPONT'],
  ['Facture F26-0061 DUPONT', 'Facture', 'F26-006', 'Facture F26-0061 DUPONT'],
  ['VIR 12', 'Règlement (Virement)', '', 'VIR 12'],
])('the label « %s » of « %s » %s is not said twice: « %s »', (label, kind, reference, said) => {
  expect(labelBeyond(label, kind, reference)).toBe(said)
})
