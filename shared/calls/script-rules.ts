import { formatDate, type LocalDate } from '../date.ts'
import { formatEuros } from '../money.ts'
import { compileTemplate, type Values } from '../reminders/letter-template-rules.ts'
import type { CallClaim } from './claim-rules.ts'

/** What a script may name, as LETTER_VARIABLES. Described by `calls.variable.<name>` in the catalogue. */
export const SCRIPT_VARIABLES = ['client.nom', 'client.code', 'interlocuteur', 'societe.nom', 'societe.telephone', 'total', 'credits', 'net', 'conteste', 'nombre_echeances', 'premiere_echeance', 'retard_max', 'niveau', 'promesse_rompue', 'promesse_montant', 'promesse_date'] as const
export type ScriptVariable = (typeof SCRIPT_VARIABLES)[number]

export interface ScriptFacts {
  customer: { name: string; code: string }
  contactName: string
  company: { name: string; phone: string }
  /** Asked for; at least one */
  dueDates: readonly { dueOn: LocalDate; openCents: number; daysLate: number }[]
  claim: Pick<CallClaim, 'disputedCents' | 'deductedCents' | 'claimedCents'>
  level: number
  /** The last one that was not kept */
  brokenPromise: { amountCents: number; promisedFor: LocalDate } | null
}

/** Checks a script and gives what fills it in. Conditions as in letters. @throws AppError template.invalid */
export function compileScript(text: string): (facts: ScriptFacts) => string {
  const wording = compileTemplate({ subject: '', body: text, closing: '' }, SCRIPT_VARIABLES)
  return (facts) => wording.write(scriptValues(facts)).body.join('\n\n')
}

function scriptValues({ customer, contactName, company, dueDates, claim, level, brokenPromise }: ScriptFacts): Values<ScriptVariable> {
  const first = dueDates.map(({ dueOn }) => dueOn).toSorted()[0]
  return {
    'client.nom': customer.name, 'client.code': customer.code, interlocuteur: contactName, 'societe.nom': company.name, 'societe.telephone': company.phone,
    total: formatEuros(dueDates.reduce((sum, { openCents }) => sum + openCents, 0)), net: formatEuros(claim.claimedCents), credits: orNothing(claim.deductedCents), conteste: orNothing(claim.disputedCents), nombre_echeances: dueDates.length, premiere_echeance: first === undefined ? '' : formatDate(first),
    retard_max: Math.max(0, ...dueDates.map(({ daysLate }) => daysLate)), niveau: level,
    promesse_rompue: brokenPromise !== null, promesse_montant: brokenPromise === null ? '' : formatEuros(brokenPromise.amountCents), promesse_date: brokenPromise === null ? '' : formatDate(brokenPromise.promisedFor),
  }
}

const orNothing = (amountCents: number): string => (amountCents === 0 ? '' : formatEuros(amountCents))
