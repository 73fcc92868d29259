import { describe, expect, it } from 'vitest'
import { unknownCriteria, type KnownNames } from '../../shared/decisions/unknown-criteria-rules.ts'

const known: KnownNames = {
  classifications: ['Secteur', 'Taille'], categories: [{ classification: 'Secteur', category: 'École' }, { classification: 'Secteur', category: 'PME' }, { classification: 'Taille', category: 'Grande (groupe)' }],
  providerCodes: ['01', '02'], predefinedCodes: ['FORFAIT', 'NOIR'],
}
/** « Classification, catégorie, début, fin, date prochaine d'envoi, prestataires, prochaine facture » */
const exclusion = (classification: string, category: string, providers = '*') => [{ position: 3, cells: [classification, category, '2026-08-01', '2026-08-31', '2026-09-02', providers, '*'] }]

describe('names in the calendars that nothing bears', () => {
  it.each<[string, string, string, string, string[]]>([
    ['all that is known', 'Secteur', 'École', '01|02', []],
    ['no matter what', '*', '*', '*', []],
    ['another case', 'Secteur', 'Pme', '*', ['category Pme']],
    ['without its accent', 'Secteur', 'Ecole', '*', ['category Ecole']],
    ['one of two', 'Secteur', 'PME|Ecole', '*', ['category Ecole']],
    ['beginnings and ends', 'Sec.*', '(.*)cole', '0.*', []],
    ['an escaped character, in two values', 'Taille', 'Grande \\(groupe\\)|Petite \\|a', '*', ['category Petite \\|a']],
    ['a category of another classification', 'Taille', 'PME', '*', ['category PME']],
    ['an unknown classification, told once', 'Secteurs', 'PME', '03', ['classification Secteurs', 'providerCode 03']],
  ])('X-07 X-08 M-102 %s', (_name, classification, category, providers, expected) => {
    const found = unknownCriteria('CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', exclusion(classification, category, providers), known)
    expect(found.map(({ key, text }) => `${key} ${text}`)).toEqual(expected)
    expect(found.every(({ position }) => position === 3)).toBe(true)
  })
  it('M-106 a predefined rule no solution bills by', () =>
    expect(unknownCriteria('CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', [{ position: 1, cells: ['20', 'FORF.*|COULEUR', '*', '*', '*'] }], known)).toEqual([{ position: 1, key: 'predefinedCode', text: 'COULEUR' }]))
})
