import { describe, expect, it } from 'vitest'
import { findReadingAddress, responsibleContact, type AddressLevels } from '../../shared/assets/reading-address-rules.ts'

const nothing = { email: '', fax: '' }
const mail = (email: string) => ({ email, fax: '' })
const fax = (number: string) => ({ email: '', fax: number })
const levels = (more: Partial<AddressLevels>): AddressLevels => ({ contact: nothing, location: nothing, site: nothing, customer: nothing, ...more })

describe('the address an asset is asked at', () => {
  it.each([
    ['M-005 level 1, the responsible contact', levels({ contact: mail('a@x'), site: mail('b@x') }), 'email', { address: 'a@x', origin: 'contact' }],
    ['M-006 level 2, the location', levels({ location: mail('l@x'), site: mail('b@x') }), 'email', { address: 'l@x', origin: 'location' }],
    ['M-007 level 3, the site', levels({ site: mail('s@x'), customer: mail('c@x') }), 'email', { address: 's@x', origin: 'site' }],
    ['M-008 level 4, the customer’s main sheet', levels({ customer: mail('c@x') }), 'email', { address: 'c@x', origin: 'customer' }],
    ['M-009 nothing found, no request', levels({}), 'email', null],
    ['M-009 nobody and no place at any level', { contact: null, location: null, site: null, customer: null }, 'fax', null],
    ['M-010 a level that has only the other medium is passed over (AMB-15)', levels({ contact: mail('a@x'), site: fax('02 98') }), 'fax', { address: '02 98', origin: 'site' }],
    ['M-011 the search stops at the first level with a value', levels({ contact: mail('a@x'), site: mail('s@x') }), 'email', { address: 'a@x', origin: 'contact' }],
    ['M-011 blanks are no value', levels({ contact: mail('  '), customer: mail(' c@x ') }), 'email', { address: 'c@x', origin: 'customer' }],
    ['M-053 a fax held back by « # » is still what was found', levels({ site: fax('02 98#'), customer: fax('01') }), 'fax', { address: '02 98#', origin: 'site' }],
  ] as const)('%s', (_case, given, medium, expected) => {
    expect(findReadingAddress(given, medium)).toEqual(expected)
  })
})

describe('who answers for an asset (AMB-13)', () => {
  const person = (name: string, isActive = true, isCollaborator = true) => ({ name, email: `${name}@x`, fax: '', isActive, isCollaborator })
  it.each([
    ['the « utilisateur »', person('user'), person('service'), 'user'],
    ['the « contact SAV » when no « utilisateur » is named', null, person('service'), 'service'],
    ['M-013 nobody when the only one is inactive', person('user', false), null, null],
    ['M-013 the « contact SAV » when the « utilisateur » is inactive', person('user', false), person('service'), 'service'],
    ['nobody when he works for the customer no longer', person('user', true, false), null, null],
    ['nobody when nobody is named', null, null, null],
  ] as const)('%s', (_case, user, service, expected) => {
    expect(responsibleContact(user, service)?.name ?? null).toBe(expected)
  })
})
