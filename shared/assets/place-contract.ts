import { z } from 'zod'
import { command, query } from '../call.ts'
import { PostalAddress } from '../dossiers/dossier-contract.ts'
import { Id, LongText, LocalDateSchema, Nothing, Text } from '../schemas.ts'

/** How somebody can be asked for readings. */
export const ReadingMedium = z.enum(['email', 'fax'])
export type ReadingMedium = z.infer<typeof ReadingMedium>

/** « Organisation interne »; its code is the « code prestataire ». */
export const InternalOrganisation = z.object({ id: Id.nullable(), code: Text, name: Text, isDefault: z.boolean(), phone: Text, fax: Text, email: Text })
export type InternalOrganisation = z.output<typeof InternalOrganisation>

/** « Classification » of customers with its categories (« Secteur » : « Grands comptes », « Écoles »…). */
export const Classification = z.object({
  id: Id.nullable(), code: Text, name: Text,
  categories: z.array(z.object({ id: Id.nullable(), code: Text, name: Text })).max(500),
})
export type Classification = z.output<typeof Classification>

/** A category of the classification « Demande de relevés ». One without a medium is as good as « Aucun ». */
export const ReadingMode = z.object({ id: Id.nullable(), code: Text, name: Text, medium: ReadingMedium.nullable(), isSystem: z.boolean() })
export type ReadingMode = z.output<typeof ReadingMode>

export const Site = z.object({
  id: Id.nullable(), customerId: Id, code: Text, name: Text,
  /** « Site principal »: one a customer */
  isMain: z.boolean(), isDelivery: z.boolean(), address: PostalAddress,
  phone: Text, fax: Text, email: Text,
  /** « Demande de relevés de compteurs Site »: given to the assets installed there afterwards; null: the parameter CATEG_DEMANDE_RELEVES */
  readingModeId: Id.nullable(),
  isActive: z.boolean(),
})
export type Site = z.output<typeof Site>

/** « Localisation »: a place within a site. */
export const Location = z.object({ id: Id.nullable(), siteId: Id, name: Text, floor: Text, fax: Text, email: Text })
export type Location = z.output<typeof Location>

/** « Interlocuteur » as a customer's sheet shows him. */
export const Contact = z.object({
  id: Id.nullable(), title: Text, lastName: Text, firstName: Text, phone1: Text, phone2: Text, mobile1: Text, mobile2: Text, fax: Text, email1: Text, email2: Text,
  department: Text, note: LongText, isActive: z.boolean(),
})
export type Contact = z.output<typeof Contact>

/** A contact of one customer: he works there from a day on, and until `endedOn` when it has passed. */
export const Collaborator = Contact.extend({ startedOn: LocalDateSchema, endedOn: LocalDateSchema.nullable() })
export type Collaborator = z.output<typeof Collaborator>

/** Organisations, sites and people around the assets. A delete is refused with AppError('assets.*-in-use') when something stands on it. */
export const placeContract = {
  internalOrganisations: query(Nothing, z.array(InternalOrganisation)),
  /** AppError('assets.invalid', {field, reason}), ('assets.code-taken'). The first one, and one made so, is the default; there is never more than one. */
  saveInternalOrganisation: command(InternalOrganisation, InternalOrganisation),
  deleteInternalOrganisation: command(z.object({ id: Id }), Nothing),

  /** Classifications of customers. */
  classifications: query(Nothing, z.array(Classification)),
  /** `categories` is the whole list: AppError('assets.category-in-use') when one that a customer has is left out. */
  saveClassification: command(Classification, Classification),
  deleteClassification: command(z.object({ id: Id }), Nothing),
  categoriesOf: query(z.object({ customerId: Id }), z.array(Id)),
  /** The whole list, at most one of each classification: AppError('assets.two-categories'). */
  saveCategoriesOf: command(z.object({ customerId: Id, categoryIds: z.array(Id).max(500) }), Nothing),

  readingModes: query(Nothing, z.array(ReadingMode)),
  /** Those the program relies on keep their medium: AppError('assets.mode-fixed'). Added ones have none (M-015). */
  saveReadingMode: command(ReadingMode, ReadingMode),
  deleteReadingMode: command(z.object({ id: Id }), Nothing),

  sitesOf: query(z.object({ customerId: Id }), z.array(Site)),
  /** AppError('assets.site-occupied') when a site where assets stand is made inactive. */
  saveSite: command(Site, Site),
  deleteSite: command(z.object({ id: Id }), Nothing),
  /** Gives the site's mode to the assets that stand there already; how many it changed. */
  applySiteMode: command(z.object({ siteId: Id }), z.object({ changed: z.int() })),

  locationsOf: query(z.object({ siteId: Id }), z.array(Location)),
  saveLocation: command(Location, Location),
  deleteLocation: command(z.object({ id: Id }), Nothing),

  /** Those who work there first, by name. */
  contactsOf: query(z.object({ customerId: Id }), z.array(Collaborator)),
  /** A new contact begins to work for the customer on `asOf`. */
  saveContact: command(z.object({ contact: Contact, customerId: Id, asOf: LocalDateSchema }), Collaborator),
  /** He works there no longer from `asOf` on; AppError('assets.no-collaboration') when he already does not. */
  endCollaboration: command(z.object({ contactId: Id, customerId: Id, asOf: LocalDateSchema }), Nothing),
}
