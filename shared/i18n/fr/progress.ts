/** What long work is doing: `progress.<phase>`. */
export const progress = {
  working: 'Travail en cours…',
  imports: { reading: 'Lecture du fichier…', writing: 'Enregistrement…' },
  assets: { reading: 'Lecture du parc…' },
  receivables: 'Lecture des créances…',
  bank: 'Lecture du relevé bancaire…',
  letters: 'Rédaction des courriers…',
  table: 'Écriture du tableau…',
  answers: 'Lecture des réponses…',
  'entry-tables': 'Écriture des tableaux de saisie…',
  'meter-requests': 'Rédaction des demandes de relevés…',
  statements: 'Rédaction des relevés de compte…',
  evidence: 'Vérification des courriers envoyés…',
}
