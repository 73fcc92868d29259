import type { ImportReport } from '../../shared/imports/import-contract.ts'
import { cents, type Cents } from '../../shared/money.ts'

/** One figure of an equation; `name` is its key below `imports.equation.` */
export interface EquationTerm { sign: 'first' | 'minus' | 'plus' | 'equals'; cents: Cents; name: 'open' | 'credits' | 'balance' | 'listBalance' | 'taken' | 'difference' | 'ofFile' | 'beside' | 'dossier' }

type Figures = Pick<ImportReport, 'kind' | 'openCents' | 'shownCents' | 'unallocatedCreditCents' | 'besideCents'>

/** What the dossier takes of a file; then, where they are not the same, the file's own balance against it; then with what the dossier holds beside the file. */
export function equationsOf({ kind, openCents, shownCents, unallocatedCreditCents, besideCents }: Figures): EquationTerm[][] {
  const differenceCents = openCents - shownCents
  const balance = kind === 'fec' ? 'balance' : 'listBalance'
  const taken: EquationTerm[] = [
    { sign: 'first', cents: cents(shownCents + unallocatedCreditCents), name: 'open' },
    { sign: 'minus', cents: unallocatedCreditCents, name: 'credits' },
    { sign: 'equals', cents: shownCents, name: differenceCents === 0 ? balance : 'taken' },
  ]
  const ofFile: EquationTerm[] = [
    { sign: 'first', cents: openCents, name: balance },
    { sign: differenceCents < 0 ? 'plus' : 'minus', cents: cents(Math.abs(differenceCents)), name: 'difference' },
    { sign: 'equals', cents: shownCents, name: 'taken' },
  ]
  const ofDossier: EquationTerm[] = [
    { sign: 'first', cents: shownCents, name: 'ofFile' },
    { sign: 'plus', cents: besideCents ?? cents(0), name: 'beside' },
    { sign: 'equals', cents: cents(shownCents + (besideCents ?? 0)), name: 'dossier' },
  ]
  return [taken, ...(differenceCents === 0 ? [] : [ofFile]), ...(besideCents ? [ofDossier] : [])]
}
