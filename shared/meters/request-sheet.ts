import type { RequestSheetData } from '../assets/asset-contract.ts'
import type { LocalDate } from '../date.ts'
import type { Company } from '../dossiers/dossier-contract.ts'
import type { ReadingMedium } from '../assets/place-contract.ts'

/** All a request says, to whom and how it is answered; the document, the data and the message are made of it. */
export interface RequestFacts extends RequestSheetData {
  sender: Company
  requestedOn: LocalDate
  medium: ReadingMedium
  /** As it was found or typed */
  address: string
  /** By which the form it carries is known again, '' on a preview */
  reference: string
  /** Day of the request that is asked again, null the first time */
  formerOn: LocalDate | null
  /** Solution the request is made for, '' for none */
  contractCode: string
  /** Fax and e-mail on which it is answered, '' where there is none (BIEN_COMPTEUR_NUMERO_FAX, the sender of the requests) */
  returnFax: string
  returnEmail: string
}

/** The facts with the wording of the document. */
export interface RequestSheet { facts: RequestFacts; title: string; body: readonly string[]; closing: readonly string[] }

/** Names of the fields of the fillable document, by which an answer is read. `meters` holds the numbers of all its meters: a form that has lost one is known to be damaged. */
export const REQUEST_FIELDS = { reference: 'reference', meters: 'compteurs', asset: 'bien', requestedOn: 'date_demande', reader: 'nom', readOn: 'date_releve', value: (meterId: number) => `compteur_${meterId}` } as const
