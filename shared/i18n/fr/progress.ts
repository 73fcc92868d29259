/** What long work is doing: `progress.<phase>`. */
export const progress = {
  working: 'Travail en cours…',
  letters: 'Rédaction des courriers…',
}
