import { isMailAddress } from '../outbox/mail-text-rules.ts'

/** What a parameter holds. `flag` is ☑/☐; `choice` is one of a closed list. */
type ParameterDefinition =
  | { type: 'text' | 'email'; initial: string }
  | { type: 'number'; initial: number; min: number; max: number }
  | { type: 'flag'; initial: boolean }
  | { type: 'choice'; initial: string; choices: readonly string[] }

/** Every parameter, by its name: each has an effect, told below `parameters.effect.`. */
export const parameters = {
  BIEN_COMPTEUR_EXPEDITEUR_MAIL: { type: 'email', initial: '' },
  MAIL: { type: 'email', initial: '' },
  BIEN_COMPTEUR_DESTINATAIRE_MANAGEMENT_MAIL: { type: 'email', initial: '' },
  MAILTO: { type: 'email', initial: '' },
  BIEN_COMPTEUR_NUMERO_FAX: { type: 'text', initial: '' },
  PREFIX_FAX: { type: 'text', initial: '' },
  FAX_EXTERNE_LOGIN_CLIENT: { type: 'text', initial: '' },
  FAX_EXTERNE_NUMERO_CLIENT: { type: 'text', initial: '' },
  IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR: { type: 'flag', initial: false },
  NB_JOURS_MAX_SANS_RELEVE_COMPTEUR_REEL: { type: 'number', initial: 20, min: 0, max: 3660 },
  /* on: nothing leaves before somebody has filled in a calendar */
  DEMANDE_RELEVE_AUTOMATIQUE: { type: 'flag', initial: true },
  NB_JOURS_RATTRAPAGE_DEMANDE_RELEVE: { type: 'number', initial: 31, min: 0, max: 366 },
  CLIENTS_EXCLUS_FACTURATION: { type: 'text', initial: '' },
  RAPPROCHEMENT_ACCEPTE_SEUL_CE_QUI_EST_SUR: { type: 'flag', initial: false },
  /* codes of reading modes */
  CATEG_DEMANDE_RELEVES: { type: 'choice', initial: 'EMAIL', choices: ['EMAIL', 'FAX', 'NONE'] },
  /* checks of a reading (M-120) */
  CONTROLE_RELEVE_NEGATIF: { type: 'choice', initial: 'BLOCAGE', choices: ['AUCUN', 'ALERTE', 'BLOCAGE'] },
  CONTROLE_RELEVE_FUTUR: { type: 'choice', initial: 'BLOCAGE', choices: ['AUCUN', 'ALERTE', 'BLOCAGE'] },
  CONTROLE_RELEVE_ANTERIEUR: { type: 'choice', initial: 'ALERTE', choices: ['AUCUN', 'ALERTE', 'BLOCAGE'] },
  CONTROLE_RELEVE_INFERIEUR: { type: 'choice', initial: 'ALERTE', choices: ['AUCUN', 'ALERTE', 'BLOCAGE'] },
  /* of Relais itself: from when on a request without answer is late */
  NB_JOURS_AVANT_RELANCE_RELEVE: { type: 'number', initial: 10, min: 1, max: 366 },
} as const satisfies Record<string, ParameterDefinition>

export type ParameterName = keyof typeof parameters
export const PARAMETERS = Object.keys(parameters) as [ParameterName, ...ParameterName[]]

type NamesOf<Type extends ParameterDefinition['type']> = { [N in ParameterName]: (typeof parameters)[N]['type'] extends Type ? N : never }[ParameterName]
export type TextParameter = NamesOf<'text' | 'email' | 'choice'>
export type FlagParameter = NamesOf<'flag'>
export type NumberParameter = NamesOf<'number'>

export type ParameterValue = string | number | boolean
export const definitionOf = (name: ParameterName): ParameterDefinition => parameters[name]

/** Why a value cannot be saved; a key below `parameters.invalid.` */
export type ParameterProblem = 'email' | 'number' | 'choice' | 'type'

export function parameterProblem(name: ParameterName, value: ParameterValue): ParameterProblem | null {
  const definition = definitionOf(name)
  if (typeof value !== typeof definition.initial) return 'type'
  switch (definition.type) {
    case 'email': return value === '' || isMailAddress(String(value)) ? null : 'email'
    case 'number': return Number.isInteger(value) && Number(value) >= definition.min && Number(value) <= definition.max ? null : 'number'
    case 'choice': return definition.choices.includes(String(value)) ? null : 'choice'
    default: return null
  }
}

/** A value as the dossier keeps it and the command line takes it: as text, a flag `1` or `0`. null when the text is no value of that parameter. */
export function parseParameter(name: ParameterName, text: string): ParameterValue | null {
  const { type } = definitionOf(name)
  const value = type === 'flag' ? ({ 1: true, 0: false } as Record<string, boolean>)[text.trim()] : type === 'number' ? (/^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined) : text.trim()
  return value === undefined || parameterProblem(name, value) !== null ? null : value
}
export const writeParameter = (value: ParameterValue): string => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value))
