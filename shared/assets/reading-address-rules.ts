import type { AddressOrigin, FoundAddress } from './asset-contract.ts'
import type { ReadingMedium } from './place-contract.ts'

/** The addresses of one level; '' where there is none. */
export interface LevelAddresses { email: string; fax: string }

/** Where an address is searched, nearest first. null: there is nobody, or nothing, at that level. */
export interface AddressLevels {
  /** « Responsable utilisateur du bien » */
  contact: LevelAddresses | null
  location: LevelAddresses | null
  site: LevelAddresses | null
  /** « Fiche principale du client » */
  customer: LevelAddresses | null
}

export const ADDRESS_LEVELS: readonly AddressOrigin[] = ['contact', 'location', 'site', 'customer']

/**
 * The address an asset's readings are asked at: that of the medium at the first level that has one (M-005 to M-011). A level that has only
 * the other medium is passed over (AMB-15). null: no request is made (M-009).
 */
export function findReadingAddress(levels: AddressLevels, medium: ReadingMedium): FoundAddress | null {
  for (const origin of ADDRESS_LEVELS) {
    const address = levels[origin]?.[medium].trim() ?? ''
    if (address !== '') return { address, origin }
  }
  return null
}

/** A contact an asset names. */
export interface NamedContact extends LevelAddresses {
  isActive: boolean
  /** He works for the asset's customer today */
  isCollaborator: boolean
}

/**
 * Who answers for an asset: its « utilisateur », else its « contact SAV » (AMB-13). One who is inactive (M-013) or no longer works for the customer
 * counts as if he were not named.
 */
export function responsibleContact<C extends NamedContact>(user: C | null, service: C | null): C | null {
  const counts = (contact: C | null): contact is C => contact !== null && contact.isActive && contact.isCollaborator
  return counts(user) ? user : counts(service) ? service : null
}
