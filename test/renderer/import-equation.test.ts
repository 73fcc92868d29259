import { expect, it } from 'vitest'
import { equationsOf } from '../../renderer/imports/import-equation.ts'
import { cents } from '../../shared/money.ts'

const said = (openCents: number, shownCents: number, creditCents: number, besideCents: number | null = 0, kind: 'fec' | 'due-dates' = 'fec'): string[] =>
  equationsOf({ kind, openCents: cents(openCents), shownCents: cents(shownCents), unallocatedCreditCents: cents(creditCents), besideCents: besideCents === null ? null : cents(besideCents) })
    .map((terms) => terms.map(({ sign, cents: amount, name }) => `${{ first: '', minus: '− ', plus: '+ ', equals: '= ' }[sign]}${amount} ${name}`).join(' '))

it.each<[string, string[], string[]]>([
  ['is what the dossier takes of it when nothing else is known', said(40_000, 40_000, 5_050), ['45050 open − 5050 credits = 40000 balance']],
  ['is never named after what the dossier takes when payments accepted from the bank come off', said(917_444, 723_445, 10_000), ['733445 open − 10000 credits = 723445 taken', '917444 balance − 193999 difference = 723445 taken']],
  ['is less than what the dossier takes when the dossier has more open', said(100, 250, 0), ['250 open − 0 credits = 250 taken', '100 balance + 150 difference = 250 taken']],
  ['and what the dossier holds beside it', said(100, 90, 0, 20), ['90 open − 0 credits = 90 taken', '100 balance − 10 difference = 90 taken', '90 ofFile + 20 beside = 110 dossier']],
  ['of a list too, and nothing beside of what is no account', said(100, 90, 0, null, 'due-dates'), ['90 open − 0 credits = 90 taken', '100 listBalance − 10 difference = 90 taken']],
])('the balance of the file %s', (_what, equations, expected) => {
  expect(equations).toEqual(expected)
})
