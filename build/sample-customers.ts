import { isSiren } from '../shared/identifiers.ts'

/** How a customer pays: days after the due date, and how often he does not pay an invoice at all before the books end. */
export interface Habit { delay: [least: number, most: number]; invoicesPerYear: number }

export interface SampleCustomer {
  code: string; name: string; legalForm: string; line1: string; line2: string; postcode: string; city: string
  phone: string; mobile: string; email: string; siren: string; vatNumber: string
  term: string; profile: 'entreprise' | 'particulier' | 'organisme public'; salesRep: string; family: string; reminderLevel: number; note: string
  habit: Habit
}

const punctual: Habit = { delay: [-3, 4], invoicesPerYear: 11 }
const slow: Habit = { delay: [12, 38], invoicesPerYear: 9 }
const late: Habit = { delay: [45, 110], invoicesPerYear: 6 }

const salesReps = ['Camille Vasseur', 'Karim Benhaddou', 'Solène Le Goff', 'Théo Marchetti']
const terms = ['30 jours', '30 jours fin de mois', '45 jours fin de mois', '30 jours fin de mois le 10', '60 jours', 'à réception']
const streets = ['rue des Écoles', 'avenue Jean-Jaurès', 'place du Marché', 'rue de la République', 'chemin du Vieux-Moulin', 'cours Émile-Zola', 'quai de l’Isère', 'rue Saint-Honoré', 'boulevard des Brotteaux', 'impasse du Four']
const towns: [postcode: string, city: string][] = [
  ['69002', 'Lyon'], ['69100', 'Villeurbanne'], ['42000', 'Saint-Étienne'], ['38000', 'Grenoble'], ['01000', 'Bourg-en-Bresse'], ['74000', 'Annecy'], ['73000', 'Chambéry'], ['26000', 'Valence'],
  ['71000', 'Mâcon'], ['42300', 'Roanne'], ['38200', 'Vienne'], ['69400', 'Villefranche-sur-Saône'], ['43000', 'Le Puy-en-Velay'], ['07200', 'Aubenas'], ['26100', 'Romans-sur-Isère'], ['69700', 'Givors'], ['69170', 'Tarare'], ['01100', 'Oyonnax'],
]

/** Invented names; any likeness to a firm is chance. */
const names: [name: string, legalForm: string, family: string, habit: Habit][] = [
  ['Boulangerie Lumière d’Ainay', 'SARL', 'Boulangerie', punctual], ['Au Pain de Cléophée', 'EURL', 'Boulangerie', slow], ['Le Fournil des Trois Gaules', 'SARL', 'Boulangerie', punctual],
  ['Maison Pétrissac', 'SAS', 'Boulangerie', late], ['Boulangerie Œuvrard & Fils', 'SARL', 'Boulangerie', punctual], ['La Huche aux Épis', 'SARL', 'Boulangerie', slow],
  ['Levain & Compagnie du Gier', 'SAS', 'Boulangerie', punctual], ['Le Pétrin Bressan', 'EURL', 'Boulangerie', late], ['Aux Miches de Maître Aubin', 'SARL', 'Boulangerie', punctual],
  ['Boulangerie Tournebroche', 'SARL', 'Boulangerie', slow], ['Les Blés du Pilat', 'SAS', 'Boulangerie', punctual], ['Le Grenier à Farine', 'SARL', 'Boulangerie', punctual],
  ['Boulangerie Château-Gaillet', 'EURL', 'Boulangerie', late], ['Mie Dorée – Croix-Rousse', 'SARL', 'Boulangerie', punctual], ['Boulange Théodora', 'SAS', 'Boulangerie', slow],
  ['Pâtisserie Églantine', 'SARL', 'Pâtisserie', punctual], ['Pâtisserie Noël Crémieu-Lafay', 'SARL', 'Pâtisserie', slow], ['L’Atelier du Macaron Bleu', 'SAS', 'Pâtisserie', punctual],
  ['Aux Délices de Zélie', 'EURL', 'Pâtisserie', late], ['Chocolaterie Vauzelle', 'SAS', 'Pâtisserie', punctual], ['Confiserie des Célestines', 'SARL', 'Pâtisserie', slow],
  ['Pâtisserie Brévenne', 'SARL', 'Pâtisserie', punctual], ['La Bugne Impériale', 'EURL', 'Pâtisserie', punctual], ['Glaces Anselme Forézien', 'SAS', 'Pâtisserie', slow],
  ['Restaurant Le Bouchon d’Octave', 'SARL', 'Restauration', late], ['Brasserie du Vieux Tram', 'SAS', 'Restauration', slow], ['La Table d’Hersende', 'SARL', 'Restauration', punctual],
  ['Pizzeria Fratelli Bonacorsi', 'SARL', 'Restauration', slow], ['Crêperie Ti Laouen', 'EURL', 'Restauration', punctual], ['L’Auberge du Moulin Perdu', 'SARL', 'Restauration', late],
  ['Traiteur Saône Réceptions', 'SAS', 'Restauration', punctual], ['Le Comptoir des Canuts', 'SARL', 'Restauration', punctual], ['Sandwicherie Midi Pile', 'EURL', 'Restauration', slow],
  ['Bistrot Chez Ménandre', 'SARL', 'Restauration', punctual], ['Food-truck Les Roulottes Gourmandes', 'SASU', 'Restauration', late], ['Les Cuisines de Fourvière', 'SAS', 'Restauration', punctual],
  ['Hôtel du Parc aux Biches', 'SAS', 'Hôtellerie', slow], ['Hôtel Bellecombe', 'SARL', 'Hôtellerie', punctual], ['Relais des Aravis Fleuris', 'SAS', 'Hôtellerie', late],
  ['Résidence Les Terrasses d’Izeron', 'SAS', 'Hôtellerie', punctual], ['Grand Hôtel de la Dombes', 'SA', 'Hôtellerie', slow], ['Chalet-hôtel L’Épervière', 'SARL', 'Hôtellerie', punctual],
  ['Groupement coopératif des artisans boulangers-pâtissiers du Haut-Beaujolais et des monts du Lyonnais', 'SCOP', 'Groupement', slow], ['Moulins Réunis de la Valserine', 'SA', 'Groupement', punctual],
  ['Centrale d’achat Épi d’Or', 'SAS', 'Groupement', punctual], ['Biscuiterie Galéas', 'SAS', 'Industrie', punctual], ['Viennoiseries Montplaisant', 'SAS', 'Industrie', slow],
  ['Pains Surgelés du Dauphiné', 'SA', 'Industrie', punctual], ['Biscotterie Aurélien Savoy', 'SARL', 'Industrie', slow], ['Le Four Solidaire', 'Association', 'Association', punctual],
  ['Épicerie coopérative La Gerbe', 'SCOP', 'Association', punctual], ['Commune de Saint-Aubrin – cuisine centrale', '', 'Collectivité', slow], ['Lycée hôtelier Hélène-Bréchet', '', 'Collectivité', slow],
  ['Centre hospitalier du Val-d’Ozon', '', 'Collectivité', late], ['EHPAD Les Tilleuls d’Argent', '', 'Collectivité', slow], ['Mme Odile Brissaud', '', 'Particulier', punctual], ['M. Ferdinand Nguyễn', '', 'Particulier', late],
  ['M. et Mme Desvignes-Rœsch', '', 'Particulier', slow], ['Salon de thé Camélia & Cie', 'SARL', 'Restauration', punctual], ['Ferme-auberge des Hautes Chaumes', 'GAEC', 'Restauration', slow],
]

/** A number of nine digits with a right key, from a block INSEE has never given out. */
function fictitiousSiren(index: number): string {
  const stem = String(9_870_000 + index * 137).padStart(8, '0')
  return [...'0123456789'].map((key) => stem + key).find(isSiren)!
}

export const vatNumberOf = (siren: string): string => `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`

/** Numbers the regulator keeps for works of fiction (Arcep, décision 2018-0881): 04 65 71 and 06 39 98. */
const phoneOf = (prefix: string, index: number): string => `${prefix} ${String(10 + (index * 7) % 90)} ${String(10 + (index * 13) % 90)}`

const slug = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').split('-').filter((word) => word.length > 2).slice(-2).join('-')

export const companySiren = fictitiousSiren(120)

export const sampleCustomers: SampleCustomer[] = names.map(([name, legalForm, family, habit], index) => {
  const [postcode, city] = towns[(index * 5) % towns.length]!
  const profile = family === 'Particulier' ? 'particulier' : family === 'Collectivité' ? 'organisme public' : 'entreprise'
  const siren = profile === 'particulier' ? '' : fictitiousSiren(index)
  return {
    code: `CL${String(index * 3 + 1).padStart(5, '0')}`, name, legalForm, postcode, city,
    line1: `${(index * 11) % 97 + 1} ${streets[index % streets.length]!}`, line2: index % 9 === 4 ? 'ZA des Platières' : index % 13 === 6 ? 'Bâtiment B' : '',
    phone: index % 17 === 16 ? '' : phoneOf('04 65 71', index), mobile: index % 4 === 1 || index % 17 === 16 ? phoneOf('06 39 98', index) : '', email: index % 11 === 10 ? '' : `compta@${slug(name)}.example`,
    siren, vatNumber: profile === 'entreprise' ? vatNumberOf(siren) : '',
    term: profile === 'particulier' ? 'à réception' : profile === 'organisme public' ? '30 jours' : terms[(index * 7 + (index >> 3)) % 5]!,
    profile, salesRep: salesReps[(index * 3) % 4]!, family,
    reminderLevel: index % 19 === 3 ? 2 : index % 23 === 7 ? 1 : index % 29 === 18 ? 3 : 0,
    note: index % 15 === 12 ? 'Livraison le matin avant 7 h' : '', habit,
  }
})
