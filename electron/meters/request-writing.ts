import type { LocalDate } from '../../shared/date.ts'
import { requestXml } from '../../shared/meters/request-data-rules.ts'
import type { ReadingMedium } from '../../shared/assets/place-contract.ts'
import type { RequestTemplate } from '../../shared/meters/request-contract.ts'
import { firstFilled } from '../../shared/meters/request-rules.ts'
import type { RequestFacts, RequestSheet } from '../../shared/meters/request-sheet.ts'
import { REQUEST_VARIABLES, requestValues } from '../../shared/meters/request-template-rules.ts'
import { compileTemplate } from '../../shared/reminders/letter-template-rules.ts'
import type { RequestPage } from '../delivery/request-file.ts'
import type { MeterServiceOptions } from './meter-sources.ts'

/** To whom, how and on which day a request is made. */
export interface RequestOrder { medium: ReadingMedium; address: string; contractCode: string; requestedOn: LocalDate; reference: string; formerOn: LocalDate | null }

/** Who asks: the parameter of requests, else the general sender; '' when neither is filled in (M-071, M-072). */
export const requestSender = ({ parameter }: Pick<MeterServiceOptions, 'parameter'>): string => firstFilled(parameter('BIEN_COMPTEUR_EXPEDITEUR_MAIL'), parameter('MAIL'))

/** All a request says. */
export function factsOf(options: Pick<MeterServiceOptions, 'parameter' | 'company'>, data: Omit<RequestFacts, 'sender' | 'returnFax' | 'returnEmail' | keyof RequestOrder>, order: RequestOrder): RequestFacts {
  return { ...data, ...order, sender: options.company(), returnFax: options.parameter('BIEN_COMPTEUR_NUMERO_FAX').trim(), returnEmail: requestSender(options) }
}

/** The document of a request, worded; compiled once for a whole run. */
export function sheetWriter(template: RequestTemplate): (facts: RequestFacts) => RequestSheet {
  const wording = compileTemplate(template, REQUEST_VARIABLES)
  return (facts) => {
    const { subject, body, closing } = wording.write(requestValues(facts))
    return { facts, title: subject, body, closing }
  }
}

/** The message a request goes with. */
export function messageWriter(template: RequestTemplate): (facts: RequestFacts) => { subject: string; text: string } {
  const wording = compileTemplate(template, REQUEST_VARIABLES)
  return (facts) => {
    const { subject, body, closing } = wording.write(requestValues(facts))
    return { subject, text: [...body, ...closing].join('\n\n') }
  }
}

const base64 = ({ picture }: RequestFacts): string => (picture === null ? '' : Buffer.from(picture.bytes).toString('base64'))

/** As the press takes it. */
export function pageOf(sheet: RequestSheet): RequestPage {
  const { facts } = sheet
  const { picture } = facts
  // its bytes cross once, as the data URL
  return { sheet: { ...sheet, facts: { ...facts, picture: null } }, picture: picture === null ? '' : `data:${picture.mediaType};base64,${base64(facts)}` }
}

export const dataOf = (facts: RequestFacts): Uint8Array => Buffer.from(requestXml({ facts, picture: base64(facts) }), 'utf8')
