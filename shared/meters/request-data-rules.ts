import type { RequestFacts } from './request-sheet.ts'

/** Elements of the data, in their order: a text, or those within. */
type Element = [name: string, content: string | Element[], attributes?: Record<string, string>]

/** Of resources/meters/meter-request.xsd */
const VERSION = '1'

/**
 * The data of a request as XML 1.0 in UTF-8, as resources/meters/meter-request.xsd describes it. `picture` is its image in base64.
 * Every element is there, empty when there is nothing to say, but the day of a request asked again, a meter's last reading and the image.
 */
export function requestXml({ facts, picture }: { facts: RequestFacts; picture: string }): string {
  const { sender, customer, site, location, contactName, asset, item, meters, requestedOn, formerOn, medium, address, contractCode, returnFax, returnEmail } = facts
  const root: Element = ['DEMANDE_RELEVE_COMPTEUR', [
    ['DATE_DEMANDE', requestedOn],
    ...formerOn === null ? [] : [['DATE_DEMANDE_PRECEDENTE', formerOn]] satisfies Element[],
    ['ENVOI_MODE', medium === 'fax' ? 'FAX' : 'MAIL'],
    ['ENVOI_DESTINATAIRE', address],
    ['SOCIETE', [
      ['SOC_NOM', sender.name], ...addressElements('SOC', sender.address), ['SOC_TELEPHONE', sender.phone], ['SOC_MAIL', sender.email],
      ['SOC_FAX_RELEVE_COMPTEUR', returnFax], ['SOC_MAIL_RELEVE_COMPTEUR', returnEmail],
    ]],
    ['CLIENT', [['CLI_CODE', customer.code], ['CLI_NOM', customer.name]]],
    ['SITE', [['SIT_CODE', site.code], ['SIT_NOM', site.name], ...addressElements('SIT', site.address), ['SIT_LOCALISATION', location?.name ?? ''], ['SIT_ETAGE', location?.floor ?? ''], ['SIT_INTERLOCUTEUR', contactName]]],
    ['BIEN', [
      ['BIE_IDENTIFIANT_PRESTATAIRE', asset.providerIdentifier], ['BIE_IDENTIFIANT_FABRICANT', asset.manufacturerIdentifier], ['BIE_LIBELLE', asset.label],
      ['BIE_ARTICLE_CODE', item?.code ?? ''], ['BIE_ARTICLE_LIBELLE', item?.label ?? ''], ['BIE_MARQUE', item?.brand ?? ''], ['BIE_SOLUTION', contractCode],
    ]],
    ['COMPTEURS', meters.map(({ id, name, unit, decimals, last }): Element => ['COMPTEUR', [
      ['CPT_NOM', name], ['CPT_UNITE', unit], ['CPT_DECIMALES', String(decimals)],
      ...last === null ? [] : [['CPT_DERNIER_RELEVE_DATE', last.readOn], ['CPT_DERNIER_RELEVE_VALEUR', decimal(last.valueThousandths, decimals)]] satisfies Element[],
    ], { numero: String(id) }])],
    ...facts.picture === null ? [] : [['IMAGE_MODE_OPERATOIRE', picture, { type: facts.picture.mediaType }]] satisfies Element[],
  ], { version: VERSION }]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`
}

const addressElements = (prefix: string, { line1, line2, line3, postcode, city, countryCode }: RequestFacts['site']['address']): Element[] =>
  [[`${prefix}_ADRESSE1`, line1], [`${prefix}_ADRESSE2`, line2], [`${prefix}_ADRESSE3`, line3], [`${prefix}_CODE_POSTAL`, postcode], [`${prefix}_VILLE`, city], [`${prefix}_PAYS`, countryCode]]

/** As XML Schema writes a decimal, whatever people read. */
const decimal = (thousandths: number, decimals: number): string => (thousandths / 1000).toFixed(decimals)

function written([name, content, attributes = {}]: Element, indent: string): string {
  const start = `${indent}<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}`
  if (typeof content === 'string') return content === '' ? `${start}/>\n` : `${start}>${escaped(content)}</${name}>\n`
  return `${start}>\n${content.map((element) => written(element, `${indent}  `)).join('')}${indent}</${name}>\n`
}

/** Characters XML has no place for, even escaped, go. */
const escaped = (text: string): string => text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
