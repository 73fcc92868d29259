import type { Column, Content } from 'pdfmake/interfaces'
import type { ContestedDueDate, EvidenceClaim, MissingRates, OpenDueDate, Statement } from '../../shared/accounts/account-contract.ts'
import { labelBeyond } from '../../shared/accounts/label-rules.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { Company, PostalAddress } from '../../shared/dossiers/dossier-contract.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { DueDateClaim, InterestSegment, LetterClaims } from '../../shared/legal/interest-rules.ts'
import type { FormalNotice } from '../../shared/legal/legal-contract.ts'
import { formatRate } from '../../shared/legal/rate-rules.ts'
import { formatAmount, formatEuros, sumCents, type Cents } from '../../shared/money.ts'
import { isProfileKnown } from '../../shared/receivables/profile-rules.ts'
import type { Customer } from '../../shared/receivables/receivable-contract.ts'
import type { LetterSending } from '../../shared/schemas.ts'
import { GREY, INK, RULE, SIDE_MARGIN } from './letter-sheet.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'
import { reportTable, type ReportColumn } from './report-table.ts'
import { heading, statementTables } from './statement-tables.ts'

/** An invoice the claim rests on: a due date still open, or one that a letter named. */
export type EvidenceInvoice = Omit<OpenDueDate, 'daysLate' | 'dueDateId' | 'invoiceId'> & { label: string; contested: ContestedDueDate['kind'] | null }

export interface EvidenceLetter {
  on: LocalDate
  title: string
  level: number
  /** What it asked for */
  payableCents: number
  channel: string
  /** 'maybe': nobody knows whether the mail server took it */
  sending: LetterSending
  isAnnulled: boolean
  /** Of the registered mail it left as; null when none was entered */
  registered: Pick<FormalNotice, 'number' | 'sentOn' | 'receivedOn'> | null
  /** Name of the file in the dossier */
  file: string
  sha256: string
  state: 'whole' | 'altered' | 'missing'
}

export interface EvidenceNote { notedOn: LocalDate; outcome: string; text: string; promisedFor: LocalDate | null; promisedCents: Cents | null }

/** « Dossier de preuve »: all it says beside the letters' own pages. */
export interface EvidenceSheet {
  creditor: Company
  debtor: Customer
  asOf: LocalDate
  statement: Statement
  claim: EvidenceClaim
  /** Claimed or not, they are named */
  contested: readonly ContestedDueDate[]
  invoices: readonly EvidenceInvoice[]
  /** null when nothing may be claimed beside the principal */
  claims: LetterClaims | null
  /** Why the claims are of indemnities alone; null when interest was computed */
  missingRates: MissingRates | null
  letters: readonly EvidenceLetter[]
  /** Letters by e-mail that have not left, in words: named, never joined */
  unsent: readonly string[]
  notes: readonly EvidenceNote[]
}

/** A line of the table of contents. A piece made for this file has no file of its own. */
export interface ContentsLine { number: number; title: string; file: string; sha256: string; state: EvidenceLetter['state']; pages: number; page: number | null }

const text = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `accounts.evidence.${key}`, params)

/** Said beside the words « altérée » and « manquante », never instead. */
const ALARM = '#b3261e'

const page = (content: Content[]): PdfDefinition => ({
  pageSize: A4,
  pageMargins: [SIDE_MARGIN, mm(20), SIDE_MARGIN, mm(15)],
  images: {},
  styles: {},
  defaultStyle: { font: 'Arimo', fontSize: 10, lineHeight: 1.13, color: INK },
  content,
})

/** Who claims what from whom, and the table of contents. */
export function coverDefinition({ creditor, debtor, asOf, statement, claim, contested, missingRates, letters }: EvidenceSheet, contents: readonly ContentsLine[]): PdfDefinition {
  return page([
    { text: text('title'), bold: true, fontSize: 20, margin: [0, mm(6), 0, 4] },
    { text: text('subtitle', { creditor: creditor.name, debtor: debtor.name }), fontSize: 12, margin: [0, 0, 0, 2] },
    { text: text('asOf', { date: formatDate(asOf) }), color: GREY, margin: [0, 0, 0, 14] },
    { columns: [party(text('creditor'), creditorLines(creditor)), party(text('debtor'), debtorLines(debtor))], columnGap: 16, margin: [0, 0, 0, 14] },
    claimTable(claim, statement.ageing.totalCents),
    ...(missingRates ? [{ text: text('rateMissing', missingRates), bold: true, color: ALARM, margin: [0, 0, 0, 14] } satisfies Content] : []),
    ...contestedTable(contested, claim),
    heading(text('contents')),
    contentsTable(contents),
    ...(letters.length === 0 ? [] : [{ text: text('explained'), fontSize: 8.5, color: GREY } satisfies Content]),
  ])
}

function party(title: string, [name, ...lines]: string[]): Column {
  return { width: '*', stack: [{ text: title, bold: true, fontSize: 8.5, color: GREY, margin: [0, 0, 0, 3] }, { text: name!, bold: true, margin: [0, 0, 0, 2] }, { text: lines.join('\n'), fontSize: 9 }] }
}

const addressLines = ({ line1, line2, line3, postcode, city, countryCode }: PostalAddress): string[] => [line1, line2, line3, `${postcode} ${city}`.trim(), countryCode === 'FR' ? '' : countryCode]
const facts = (pairs: [key: string, value: string][]): string[] => pairs.filter(([, value]) => value !== '').map(([key, value]) => `${text(`identity.${key}`)}\u00a0: ${value}`)
const filled = (lines: string[]): string[] => lines.filter((line) => line !== '')

const creditorLines = ({ name, address, legalForm, siren, siret, registration, vatNumber, phone, email }: Company): string[] =>
  filled([name, ...addressLines(address), ...facts([['legalForm', legalForm], ['siren', siren], ['siret', siret], ['registration', registration], ['vat', vatNumber], ['phone', phone], ['email', email]])])

function debtorLines({ code, name, address, billingAddress, legalForm, siren, siret, vatNumber, debtorProfile, isProfileConfirmed, phone1, email1 }: Customer): string[] {
  const profile = translate('fr', `receivables.profile.${isProfileKnown({ isProfileConfirmed, siren, siret, vatNumber }) ? debtorProfile : 'unconfirmed'}`)
  return filled([
    name, ...addressLines(address), ...(billingAddress === null ? [] : [translate('fr', 'receivables.customer.billing'), ...addressLines(billingAddress)]),
    ...facts([['code', code], ['profile', profile], ['legalForm', legalForm], ['siren', siren], ['siret', siret], ['vat', vatNumber], ['phone', phone1], ['email', email1]]),
  ])
}

function claimTable({ overdueCents, deductedCents, interestCents, indemnityCents, claimedCents, notDueCents, contestedCents }: EvidenceClaim, balanceCents: Cents): Content {
  const rows: [label: string, cents: number, isStrong: boolean][] = [
    [text('overdue'), overdueCents, false],
    ...([['credits', 0 - deductedCents], ['interest', interestCents], ['indemnity', indemnityCents]] as const).filter(([, amount]) => amount !== 0).map(([key, amount]): [string, number, boolean] => [text(key), amount, false]),
    [text('claimed'), claimedCents, true],
    ...([['contested', contestedCents], ['notDue', notDueCents]] as const).filter(([, amount]) => amount !== 0).map(([key, amount]): [string, number, boolean] => [text(key), amount, false]),
    [text('balance'), balanceCents, false],
  ]
  return {
    stack: [heading(text('claim')), {
      table: { widths: [270, 100], body: rows.map(([label, cents, bold]) => [{ text: label, bold }, { text: formatEuros(cents), bold, alignment: 'right' as const }]) },
      layout: { hLineWidth: () => 0, vLineWidth: (column) => (column === 0 ? 1.5 : 0), vLineColor: () => RULE, paddingLeft: (column) => (column === 0 ? 8 : 0), paddingTop: () => 1, paddingBottom: () => 1 },
      margin: [0, 0, 0, 14],
    }],
  }
}

/** Each with its reason and its day: a judge who learns of a dispute from the debtor believes nothing else. */
function contestedTable(contested: readonly ContestedDueDate[], { contestedCents }: EvidenceClaim): Content[] {
  if (contested.length === 0) return []
  const columns: ReportColumn<ContestedDueDate>[] = [
    { width: 90, label: text('column.number'), cell: ({ number }) => number },
    { width: 58, label: text('column.dueOn'), cell: ({ dueOn }) => formatDate(dueOn) },
    { width: '*', label: text('column.why'), cell: whyContested },
    { width: 76, label: text('column.open'), alignment: 'right', cell: ({ openCents }) => formatAmount(openCents) },
  ]
  const total = formatAmount(sumCents(contested.map(({ openCents }) => openCents)))
  return [heading(text(contestedCents === 0 ? 'contestedClaimed' : 'contestedApart')), reportTable(columns, contested, [translate('fr', 'receivables.invoice.total'), '', '', total])]
}

function whyContested({ kind, since, reason, until }: ContestedDueDate): string {
  return [
    text(`why.${kind}`, { date: formatDate(since) }),
    reason === '' ? '' : translate('fr', 'holds.told.reason', { reason: reason.replace(/\s+/g, ' ') }),
    until === null ? '' : translate('fr', 'holds.told.until', { date: formatDate(until) }),
  ].join('')
}

function contentsTable(contents: readonly ContentsLine[]): Content {
  const columns: ReportColumn<ContentsLine>[] = [
    { width: 28, label: text('number'), cell: ({ number }) => String(number) },
    { width: '*', label: text('piece'), cell: piece },
    { width: 40, label: text('pages'), alignment: 'right', cell: ({ pages }) => (pages === 0 ? '–' : String(pages)) },
    { width: 40, label: text('page'), alignment: 'right', cell: (line) => (line.page === null ? '–' : String(line.page)) },
  ]
  return reportTable(columns, contents)
}

function piece({ title, file, sha256, state }: ContentsLine): Content {
  const small = { fontSize: 7.5, color: GREY }
  return {
    stack: [
      { text: title, bold: state !== 'whole', color: state === 'whole' ? INK : ALARM },
      ...(state === 'whole' ? [] : [{ text: text(state), bold: true, color: ALARM }]),
      ...(file === '' ? [{ text: text('compiled'), ...small }] : [{ text: file, ...small }, { text: `SHA-256\u00a0: ${sha256}`, ...small }]),
    ],
  }
}

/** The pieces made for this file, in order; one that would be empty is left out, save the letters: « none » is an answer too. */
export function evidenceSections({ statement, invoices, claims, missingRates, letters, unsent, notes }: EvidenceSheet): { title: string; definition: PdfDefinition }[] {
  const section = (key: string, content: Content[]): { title: string; definition: PdfDefinition } => ({ title: text(key), definition: page([{ text: text(key), bold: true, fontSize: 14, margin: [0, 0, 0, 8] }, ...content]) })
  return [
    section('statement', [{ text: text('asOf', { date: formatDate(statement.asOf) }), color: GREY, margin: [0, 0, 0, 6] }, ...statementTables(statement, 'fr')]),
    section('invoices', [invoiceTable(invoices), { text: text('invoicesNote'), fontSize: 8.5, color: GREY }]),
    ...(claims === null ? [] : [section('claims', [...(missingRates ? [text('rateMissing', missingRates)] : interestTables(claims)), ...indemnities(claims)])]),
    section('letters', [letters.length === 0 ? text('lettersNone') : letterTable(letters), ...unsent.map((line): Content => ({ text: line, fontSize: 9, margin: [0, 4, 0, 0] }))]),
    ...(notes.length === 0 ? [] : [section('notes', [noteTable(notes)])]),
  ]
}

const belowNumber = (label: string): Content[] => (label === '' ? [] : [{ text: label, fontSize: 7.5, color: GREY }])

function invoiceTable(invoices: readonly EvidenceInvoice[]): Content {
  const columns: ReportColumn<EvidenceInvoice>[] = [
    { width: 62, label: text('column.kind'), cell: ({ kind }) => translate('fr', `accounts.movement.${kind}`) },
    { width: '*', label: text('column.number'), cell: ({ kind, number, label, contested }) => ({ stack: [{ text: number }, ...belowNumber(labelBeyond(label, translate('fr', `accounts.movement.${kind}`), number)), ...(contested === null ? [] : [{ text: text(`mark.${contested}`), fontSize: 7.5, bold: true }])] }) },
    { width: 58, label: text('column.invoicedOn'), cell: ({ invoicedOn }) => (invoicedOn === null ? '–' : formatDate(invoicedOn)) },
    { width: 58, label: text('column.dueOn'), cell: ({ dueOn }) => formatDate(dueOn) },
    { width: 76, label: text('column.amount'), alignment: 'right', cell: ({ amountCents }) => formatAmount(amountCents) },
    { width: 76, label: text('column.open'), alignment: 'right', cell: ({ openCents }) => formatAmount(openCents) },
  ]
  const sum = (key: 'amountCents' | 'openCents'): string => formatAmount(sumCents(invoices.map((invoice) => invoice[key])))
  return reportTable(columns, invoices, ['', translate('fr', 'receivables.invoice.total'), '', '', sum('amountCents'), sum('openCents')])
}

/** The computation, segment by segment: an interest that cannot be checked convinces nobody. */
function interestTables({ asOf, basis, lines, interestCents }: LetterClaims): Content[] {
  type Row = { claim: DueDateClaim; segment: InterestSegment }
  const columns: ReportColumn<Row>[] = [
    { width: '*', label: text('column.number'), cell: ({ claim: { invoiceNumber } }) => invoiceNumber },
    { width: 54, label: text('column.dueOn'), cell: ({ claim: { dueOn } }) => formatDate(dueOn) },
    { width: 66, label: text('column.base'), alignment: 'right', cell: ({ segment }) => formatAmount(segment.baseCents) },
    { width: 64, label: text('column.from'), cell: ({ segment }) => formatDate(segment.from) },
    { width: 54, label: text('column.to'), cell: ({ segment }) => formatDate(segment.to) },
    { width: 36, label: text('column.days'), alignment: 'right', cell: ({ segment }) => String(segment.days) },
    { width: 54, label: text('column.rate'), alignment: 'right', cell: ({ segment }) => formatRate(segment.rateBp) },
    { width: 62, label: text('column.interest'), alignment: 'right', cell: ({ segment }) => formatAmount(segment.interestCents) },
  ]
  const rows = lines.flatMap((claim) => claim.segments.map((segment): Row => ({ claim, segment })))
  return [
    { text: text('claimsBasis', { basis: text(`basis.${basis}`), date: formatDate(asOf) }), color: GREY, margin: [0, 0, 0, 6] },
    reportTable(columns, rows, [text('interest'), '', '', '', '', '', '', formatAmount(interestCents)]),
  ]
}

function indemnities({ lines, indemnityCents }: LetterClaims): Content[] {
  const indemnified = lines.filter((claim) => claim.indemnityCents > 0)
  return indemnified.length === 0 ? [] : [{ text: text('indemnified', { n: indemnified.length, invoices: indemnified.map(({ invoiceNumber }) => invoiceNumber).join(', '), amount: formatEuros(indemnityCents) }), margin: [0, 6, 0, 0] }]
}

function letterTable(letters: readonly EvidenceLetter[]): Content {
  const columns: ReportColumn<EvidenceLetter>[] = [
    { width: 58, label: text('column.on'), cell: ({ on }) => formatDate(on) },
    { width: 36, label: text('column.level'), cell: ({ level }) => String(level) },
    { width: 112, label: text('column.channel'), cell: (letter) => ({ text: howSent(letter).join('\n'), fontSize: 8 }) },
    { width: 76, label: text('column.payable'), alignment: 'right', cell: ({ payableCents }) => formatAmount(payableCents) },
    {
      width: '*', label: text('sha256'),
      cell: ({ file, sha256, state }) => ({ stack: [{ text: file, fontSize: 7.5 }, { text: sha256.replace(/(.{32})/, '$1\n'), fontSize: 7, color: GREY }, ...(state === 'whole' ? [] : [{ text: text(state), fontSize: 7.5, bold: true, color: ALARM }])] }),
    },
  ]
  return reportTable(columns, letters)
}

/** How it left, and what proves it. */
function howSent({ channel, sending, registered, isAnnulled }: EvidenceLetter): string[] {
  const { number = '', sentOn = null, receivedOn = null } = registered ?? {}
  return filled([
    text(`channel.${channel}`), sending === 'maybe' ? text('maybeSent') : '', isAnnulled ? text('annulled') : '', number === '' ? '' : text('registered', { number }),
    sentOn === null ? '' : text('sentOn', { date: formatDate(sentOn) }), receivedOn === null ? '' : text('receivedOn', { date: formatDate(receivedOn) }),
  ])
}

function noteTable(notes: readonly EvidenceNote[]): Content {
  const columns: ReportColumn<EvidenceNote>[] = [
    { width: 58, label: text('column.on'), cell: ({ notedOn }) => formatDate(notedOn) },
    { width: 130, label: text('column.outcome'), cell: ({ outcome }) => translate('fr', `calls.outcome.${outcome}`) },
    { width: '*', label: text('column.text'), cell: noteText },
  ]
  return reportTable(columns, notes)
}

/** « 500,00 € pour le 30/04/2026 – par virement » */
function noteText({ text: words, promisedFor, promisedCents }: EvidenceNote): string {
  const promised = promisedFor === null ? '' : translate('fr', 'calls.promised', { amount: formatEuros(promisedCents ?? 0), date: formatDate(promisedFor) })
  return [promised, words].filter((part) => part !== '').join(' – ')
}

/** « Pièce n° 3 – 12/40 », a page a text, to be laid over the pages of the file. */
export function stampDefinition(words: readonly string[]): PdfDefinition {
  return {
    ...page(words.map((text, index): Content => ({ text, alignment: 'right', fontSize: 8, color: GREY, ...(index === 0 ? {} : { pageBreak: 'before' }) }))),
    pageMargins: [mm(8), mm(5), mm(8), mm(5)],
  }
}
