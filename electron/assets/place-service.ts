import type { Handlers } from '../../shared/call.ts'
import type { Classification, Collaborator, Contact, placeContract, ReadingMode, Site } from '../../shared/assets/place-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import type { Sql } from '../db/database.ts'
import { contactRepository } from './contact-repository.ts'
import type { PlaceRepository } from './place-repository.ts'
import { refuseInvalid } from './record-checks.ts'
import { deleteRow, requireCustomer, requireRow, writeRow } from './rows.ts'

/** Organisations, categories, reading modes, sites, locations and contacts. Each call is one transaction. */
export function placeService(sql: Sql, places: PlaceRepository): Handlers<typeof placeContract> {
  const contacts = contactRepository(sql)
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()

  const saveClassification = ({ id, code, name, categories }: Classification): number => {
    refuseInvalid({ code, name }, ['code', 'name'])
    for (const category of categories) refuseInvalid(category, ['code', 'name'])
    const classificationId = writeRow(sql, 'classification', id, { code, name, applies_to: 'customer' }, code)
    const kept = new Set(categories.map((category) => category.id))
    for (const before of places.classifications().find((classification) => classification.id === classificationId)?.categories ?? []) {
      if (!kept.has(before.id)) deleteRow(sql, 'category', before.id!, 'assets.category-in-use', { name: before.name })
    }
    for (const category of categories) writeRow(sql, 'category', category.id, { classification_id: classificationId, code: category.code, name: category.name }, category.code)
    return classificationId
  }

  const saveMode = (mode: ReadingMode): number => {
    refuseInvalid(mode, ['code', 'name'])
    const before = mode.id === null ? null : existing(places.mode(mode.id))
    const medium = before?.isSystem ? before.medium : null
    if (mode.medium !== medium) throw new AppError('assets.mode-fixed', { name: mode.name })
    const isSystem = before?.isSystem ?? false
    // the parameter CATEG_DEMANDE_RELEVES and the screens know them so
    if (before && isSystem && (before.code !== mode.code || before.name !== mode.name)) throw new AppError('assets.mode-fixed', { name: before.name })
    return writeRow(sql, 'reading_mode', mode.id, { code: mode.code, name: mode.name, medium, is_system: isSystem }, mode.code)
  }

  const saveSite = (site: Site): number => {
    refuseInvalid(site, ['code', 'name'])
    requireCustomer(sql, site.customerId)
    if (site.id !== null) {
      if (existing(places.site(site.id)).customerId !== site.customerId) throw new AppError('assets.elsewhere')
      if (!site.isActive && places.hasInstalledAssets(site.id)) throw new AppError('assets.site-occupied', { name: site.name })
    }
    return places.writeSite(site)
  }

  const saveContact = (contact: Contact, customerId: number, asOf: LocalDate): Collaborator => {
    refuseInvalid(contact, ['lastName'])
    requireCustomer(sql, customerId)
    if (contact.id !== null) existing(contacts.collaborator(contact.id, customerId))
    const id = contacts.write(contact)
    if (contact.id === null) contacts.beginCollaboration(id, customerId, asOf)
    return existing(contacts.collaborator(id, customerId))
  }

  const saveCategoriesOf = (customerId: number, categoryIds: readonly number[]): void => {
    requireCustomer(sql, customerId)
    const wanted = new Set(categoryIds)
    for (const { name, categories } of places.classifications()) {
      if (categories.filter(({ id }) => wanted.has(id!)).length > 1) throw new AppError('assets.two-categories', { classification: name })
    }
    for (const id of wanted) requireRow(sql, 'category', id)
    places.writeCategoriesOf(customerId, [...wanted])
  }

  return {
    internalOrganisations: places.internalOrganisations,
    saveInternalOrganisation: (organisation) => inTransaction(() => {
      refuseInvalid(organisation, ['code', 'name'])
      const id = places.writeInternalOrganisation(organisation)
      return existing(places.internalOrganisations().find((saved) => saved.id === id) ?? null)
    }),
    deleteInternalOrganisation: ({ id }) => inTransaction(() => deleteRow(sql, 'internal_organisation', id, 'assets.organisation-in-use')),

    classifications: places.classifications,
    saveClassification: (classification) => inTransaction(() => {
      const id = saveClassification(classification)
      return existing(places.classifications().find((saved) => saved.id === id) ?? null)
    }),
    deleteClassification: ({ id }) => inTransaction(() => deleteRow(sql, 'classification', id, 'assets.classification-in-use')),
    categoriesOf: ({ customerId }) => places.categoryIdsOf(customerId),
    saveCategoriesOf: ({ customerId, categoryIds }) => inTransaction(() => saveCategoriesOf(customerId, categoryIds)),

    readingModes: places.modes,
    saveReadingMode: (mode) => inTransaction(() => existing(places.mode(saveMode(mode)))),
    deleteReadingMode: ({ id }) => inTransaction(() => {
      const { name, isSystem } = existing(places.mode(id))
      if (isSystem) throw new AppError('assets.mode-fixed', { name })
      deleteRow(sql, 'reading_mode', id, 'assets.mode-in-use', { name })
    }),

    sitesOf: ({ customerId }) => places.sitesOf(customerId),
    saveSite: (site) => inTransaction(() => existing(places.site(saveSite(site)))),
    deleteSite: ({ id }) => inTransaction(() => deleteRow(sql, 'site', id, 'assets.site-in-use', { name: existing(places.site(id)).name })),
    applySiteMode: ({ siteId }) => inTransaction(() => {
      const { readingModeId } = existing(places.site(siteId))
      return { changed: readingModeId === null ? 0 : places.setModeAt(siteId, readingModeId) }
    }),

    locationsOf: ({ siteId }) => places.locationsOf(siteId),
    saveLocation: (location) => inTransaction(() => {
      refuseInvalid(location, ['name'])
      requireRow(sql, 'site', location.siteId)
      if (location.id !== null && existing(places.location(location.id)).siteId !== location.siteId) throw new AppError('assets.elsewhere')
      return existing(places.location(places.writeLocation(location)))
    }),
    deleteLocation: ({ id }) => inTransaction(() => deleteRow(sql, 'location', id, 'assets.location-in-use', { name: existing(places.location(id)).name })),

    contactsOf: ({ customerId }) => contacts.contactsOf(customerId),
    saveContact: ({ contact, customerId, asOf }) => inTransaction(() => saveContact(contact, customerId, asOf)),
    endCollaboration: ({ contactId, customerId, asOf }) => inTransaction(() => {
      if (!contacts.endCollaboration(contactId, customerId, asOf)) throw new AppError('assets.no-collaboration')
    }),
  }
}
