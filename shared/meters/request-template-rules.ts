import { formatLongDate } from '../date.ts'
import type { Values } from '../reminders/letter-template-rules.ts'
import type { RequestFacts } from './request-sheet.ts'

/** What the wordings of a request may name, as LETTER_VARIABLES. Described by `meters.variable.<name>` in the catalogue. */
export const REQUEST_VARIABLES = [
  'client.nom', 'client.code', 'site.nom', 'site.ville', 'localisation', 'interlocuteur',
  'bien.libelle', 'bien.identifiant', 'bien.identifiant_fabricant', 'bien.article', 'nombre_compteurs', 'avec_image', 'solution',
  'societe.nom', 'societe.ville', 'societe.telephone', 'societe.email', 'societe.signataire',
  'date', 'demande_precedente', 'fax_retour', 'email_retour',
] as const
export type RequestVariable = (typeof REQUEST_VARIABLES)[number]

export function requestValues({ customer, site, location, contactName, asset, item, meters, picture, contractCode, sender, requestedOn, formerOn, returnFax, returnEmail }: RequestFacts): Values<RequestVariable> {
  return {
    'client.nom': customer.name, 'client.code': customer.code, 'site.nom': site.name, 'site.ville': site.address.city, localisation: location?.name ?? '', interlocuteur: contactName,
    'bien.libelle': asset.label, 'bien.identifiant': asset.providerIdentifier, 'bien.identifiant_fabricant': asset.manufacturerIdentifier, 'bien.article': item?.label ?? '',
    nombre_compteurs: meters.length, avec_image: picture !== null, solution: contractCode,
    'societe.nom': sender.name, 'societe.ville': sender.address.city, 'societe.telephone': sender.phone, 'societe.email': sender.email, 'societe.signataire': sender.signatoryName,
    date: formatLongDate(requestedOn), demande_precedente: formerOn === null ? '' : formatLongDate(formerOn), fax_retour: returnFax, email_retour: returnEmail,
  }
}
