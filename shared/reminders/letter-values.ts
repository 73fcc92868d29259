import { addDays, formatLongDate } from '../date.ts'
import { translate } from '../i18n/translate.ts'
import { formatEuros, type Cents } from '../money.ts'
import { quotedNumber, type LetterFacts } from './letter-content.ts'
import type { LetterValues } from './letter-template-rules.ts'

/** What the variables of a wording stand for in one letter, in the recipient's language. */
export function letterValues(letter: LetterFacts & { totalCents: Cents; payableCents: Cents }): LetterValues {
  const { level, sender, recipient, lines, claims, deductedCents, writtenOn } = letter
  const { language } = recipient
  const firstDueOn = lines.map((line) => line.dueOn).reduce((first, dueOn) => (dueOn < first ? dueOn : first))
  const invoiceCount = new Set(lines.map((line) => JSON.stringify([line.invoiceNumber, quotedNumber(line), line.invoicedOn]))).size
  return {
    'client.nom': recipient.name,
    'client.code': recipient.code,
    'client.ville': recipient.address.city,
    'client.entreprise': recipient.isProfileKnown && recipient.debtorProfile === 'company',
    'client.particulier': recipient.debtorProfile === 'consumer',
    'client.organisme_public': recipient.debtorProfile === 'public-body',
    'societe.nom': sender.name,
    'societe.ville': sender.address.city,
    'societe.telephone': sender.phone,
    'societe.email': sender.email,
    'societe.signataire': sender.signatoryName,
    total: formatEuros(letter.totalCents, language),
    avec_deduction: deductedCents > 0,
    deduction: formatEuros(deductedCents, language),
    avec_interets: claims !== null,
    interets: formatEuros(claims?.interestCents ?? 0, language),
    indemnites: formatEuros(claims?.indemnityCents ?? 0, language),
    net_a_payer: formatEuros(letter.payableCents, language),
    des_factures: translate(language, 'letters.of-invoices', { n: invoiceCount }),
    nombre_factures: invoiceCount,
    nombre_echeances: lines.length,
    retard_max: lines.reduce((most, line) => Math.max(most, line.daysLate), 0),
    premiere_echeance: formatLongDate(firstDueOn, language),
    date: formatLongDate(writtenOn, language),
    delai: translate(language, 'letters.delay', { n: letter.paymentDelayDays }),
    date_limite: formatLongDate(addDays(writtenOn, letter.paymentDelayDays), language),
    niveau: level,
    deja_relance: letter.isRepeated,
    rappel_interets: translate(language, `letters.${claims ? 'claimed' : 'interest'}.${recipient.isProfileKnown ? recipient.debtorProfile : 'unconfirmed'}`),
  }
}
