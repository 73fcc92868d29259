import type { Customer } from './receivable-contract.ts'

type ProfileFacts = Pick<Customer, 'siren' | 'siret' | 'vatNumber'> & { isProfileConfirmed: boolean | number }

/**
 * Whether somebody has said what kind of debtor this is: a person, an import, or the numbers only a business has. Until then nothing is claimed from him that a
 * consumer does not owe. The legal form tells nothing: books write « M. » or « Mme » there.
 */
export const isProfileKnown = ({ isProfileConfirmed, siren, siret, vatNumber }: ProfileFacts): boolean =>
  isProfileConfirmed === true || isProfileConfirmed === 1 || siren !== '' || siret !== '' || vatNumber !== ''
