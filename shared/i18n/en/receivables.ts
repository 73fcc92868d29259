import type { Messages } from '../fr.ts'

export const receivables: Messages['receivables'] = {
  origin: '{file}, line {line}',
  invalid: {
    required: 'required',
    'not-a-warranty': 'for warranty invoices only',
    'not-positive': 'the amount must be greater than zero',
    'not-negative': 'the amount of a credit note must be less than zero',
    'too-large': 'amount too large',
  },
}
