import type { Handlers } from '../../shared/call.ts'
import { formatDate, type LocalDate } from '../../shared/date.ts'
import type { DocumentKind } from '../../shared/documents/document-contract.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { HalfYear } from '../../shared/legal/half-year-rules.ts'
import type { Deduction, RateTable } from '../../shared/legal/interest-rules.ts'
import { MOST_LEGAL_ROWS, RateTableSchema, type InterestStatement, type legalContract, type NewInterruption, type RateRow, type RegisteredMail } from '../../shared/legal/legal-contract.ts'
import { doubtfulStep, formatRate, missingHalfYears, rateRefusal, ratesOf } from '../../shared/legal/rate-rules.ts'
import { prescriptionOf } from '../../shared/legal/prescription-rules.ts'
import { sumCents, type Cents } from '../../shared/money.ts'
import type { Sql } from '../db/database.ts'
import { EXPORTS, keepExport } from '../delivery/export-file.ts'
import { interestSpreadsheet } from './interest-export.ts'
import { interestRepository } from './interest-repository.ts'
import { law, type Law } from './law.ts'
import { legalSettings } from './legal-settings-repository.ts'
import { prescriptionRepository } from './prescription-repository.ts'
import { rateRepository } from './rate-repository.ts'
import { registeredMailRepository } from './registered-mail-repository.ts'

export interface LegalOptions {
  sql: Sql
  /** The dossier's */
  folder: string
  /** The product's `resources` folder, with the rates shipped. */
  resources: string
  /** Who enters what is entered. */
  userName(): string
  addDocument(document: { kind: DocumentKind; title: string; file: string; sha256: string; pages: null; customerId: number; runId: null }): number
  /** The day insolvency proceedings stop interest, by customer. */
  insolvencies(): ReadonlyMap<number, LocalDate>
  /** The customer's account as it was known at the end of that day. */
  accountAt(customerId: number, asOf: LocalDate): AccountAt
}

export interface AccountAt {
  openDueDates: readonly { dueDateId: number; dueOn: LocalDate; openCents: Cents; daysLate: number }[]
  /** Payments and credit notes not used */
  creditCents: Cents
  /** What letters take off his due dates without its being allocated, by due date: empty where they only name his credits */
  deductions: ReadonlyMap<number, readonly Deduction[]>
}

/** « Taux et intérêts », « Calcul des intérêts », prescription and registered mail; and the law as other slices ask it. A dossier without rates gets those shipped. */
export function legalSlice({ sql, folder, resources, userName, addDocument, insolvencies, accountAt }: LegalOptions): { service: Handlers<typeof legalContract>; law: Law } {
  const settings = legalSettings(sql)
  const rates = rateRepository(sql, resources)
  const interest = interestRepository(sql)
  const prescription = prescriptionRepository(sql)
  const mail = registeredMailRepository(sql)
  const rules = law({ settings, rates, interest, prescription, insolvencies })
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()
  rates.fillWhenEmpty()

  const rateRow = (table: RateTable, halfYear: HalfYear): RateRow => existing(rates.rows().find((row) => row.table === table && row.halfYear === halfYear) ?? null)

  const statement = (customerId: number, asOf: LocalDate, withSettled: boolean): InterestStatement => {
    const { code, name, profile, isProfileKnown } = existing(interest.debtors([customerId]).get(customerId) ?? null)
    const account = accountAt(customerId, asOf)
    const late = account.openDueDates.filter(({ daysLate }) => daysLate > 0)
    const ids = [...new Set([...late.map(({ dueDateId }) => dueDateId), ...withSettled ? interest.settledLateIds(customerId, asOf) : []])]
    refuseTooMany(ids.length)
    const dueDates = interest.dueDates(ids, asOf)
    return {
      asOf, customerCode: code, customerName: name, profile, isProfileKnown, unallocatedCents: account.creditCents,
      deductedCents: sumCents(ids.flatMap((id) => (account.deductions.get(id) ?? []).map(({ amountCents }) => amountCents))),
      claims: rules.claimsOn(ids, asOf, { isAsKnownThen: true })(customerId, [ids], account.deductions)[0] ?? null,
      lateCents: sumCents(late.map(({ openCents }) => openCents)), undatedCents: sumCents([...dueDates.values()].map(({ undatedCents }) => undatedCents)),
      insolventFrom: insolvencies().get(customerId) ?? null,
    }
  }

  const addInterruption = (interruption: NewInterruption, asOf: LocalDate) => {
    if (interruption.happenedOn > asOf) throw new AppError('legal.interruption-future', { day: formatDate(interruption.happenedOn) })
    existing(interest.debtors([interruption.customerId]).get(interruption.customerId) ?? null)
    if (interruption.invoiceId !== null && prescription.customerOf(interruption.invoiceId) !== interruption.customerId) throw new AppError('record.gone')
    return prescription.add({ ...interruption, recordedBy: userName() })
  }

  const saveRegisteredMail = (entered: RegisteredMail, asOf: LocalDate) => {
    const { letterId, sentOn, receivedOn } = entered
    const { writtenOn, sending } = existing(mail.notice(letterId))
    if (sending !== 'sent') throw new AppError('legal.notice-not-sent', { sendingKey: `reminders.sending.${sending}` })
    const days = [writtenOn, ...sentOn === null ? [] : [sentOn], ...receivedOn === null ? [] : [receivedOn], asOf]
    if (days.some((day, place) => place > 0 && day < days[place - 1]!)) throw new AppError('legal.mail-dates', { writtenOn: formatDate(writtenOn) })
    mail.write({ ...entered, recordedBy: userName() })
    return existing(mail.notice(letterId))
  }

  const service: Handlers<typeof legalContract> = {
    rates: ({ asOf }) => {
      const rows = rates.rows()
      const missing = RateTableSchema.options.flatMap((table) => missingHalfYears(ratesOf(rows), table, asOf).filter((halfYear) => !rows.some((row) => row.table === table && row.halfYear === halfYear))
        .map((halfYear): RateRow => ({ table, halfYear, rateBp: null, source: '', origin: 'missing', changedAt: '', changedBy: '', changes: 0 })))
      return { rows: [...rows, ...missing].toSorted((a, b) => (a.halfYear < b.halfYear ? 1 : a.halfYear > b.halfYear ? -1 : 0)), proposals: rates.proposals() }
    },
    rateHistory: ({ table, halfYear }) => rates.history(table, halfYear),
    saveRate: ({ isSure, source, asOf, ...rate }) => inTransaction(() => {
      const reason = rateRefusal(rate, source, asOf)
      if (reason !== null) throw new AppError('legal.rate-refused', { reasonKey: `legal.refused.${reason}`, reason })
      const near = isSure ? null : doubtfulStep(rate, ratesOf(rates.rows()))
      if (near !== null) throw new AppError('legal.rate-doubtful', { halfYear: near.halfYear, rate: formatRate(near.rateBp) })
      rates.write({ ...rate, source, origin: 'typed', changedBy: userName() })
      return rateRow(rate.table, rate.halfYear)
    }),
    acceptProposal: ({ table, halfYear }) => inTransaction(() => {
      const { rateBp, source } = existing(rates.proposals().find((proposal) => proposal.table === table && proposal.halfYear === halfYear) ?? null)
      rates.write({ table, halfYear, rateBp, source, origin: 'shipped', changedBy: userName() })
      return rateRow(table, halfYear)
    }),
    settings: settings.read,
    saveSettings: (values) => {
      settings.write(values)
      return values
    },
    interest: ({ customerId, asOf, withSettled }) => statement(customerId, asOf, withSettled),
    exportInterest: async ({ customerId, asOf, withSettled, outFolder }) => {
      const computed = statement(customerId, asOf, withSettled)
      const names = { customer: computed.customerName, code: computed.customerCode }
      return keepExport(
        { folder, addDocument }, { folder: EXPORTS, name: translate('fr', 'legal.file.interest', { ...names, date: asOf }), extension: 'xlsx', bytes: await interestSpreadsheet(computed), outFolder },
        { kind: 'export', title: translate('fr', 'legal.document.interest', { ...names, date: formatDate(asOf) }), pages: null, customerId },
      )
    },
    prescription: ({ customerId, asOf }) => {
      const { profile } = existing(interest.debtors([customerId]).get(customerId) ?? null)
      const { prescriptionWarningDays } = settings.read()
      const clocks = prescription.clocksOfCustomer(customerId)
      refuseTooMany(clocks.length)
      const invoices = clocks.map((clock) => ({ ...clock, ...prescriptionOf(clock, asOf, prescriptionWarningDays) }))
      return { profile, invoices: invoices.toSorted((a, b) => a.daysLeft - b.daysLeft || a.invoiceId - b.invoiceId), events: prescription.events(customerId) }
    },
    addInterruption: ({ interruption, asOf }) => inTransaction(() => addInterruption(interruption, asOf)),
    removeInterruption: ({ id }) => {
      if (!prescription.remove(id)) throw new AppError('record.gone')
    },
    formalNotices: ({ customerId }) => mail.notices(customerId),
    saveRegisteredMail: ({ mail: entered, asOf }) => inTransaction(() => saveRegisteredMail(entered, asOf)),
  }
  return { service, law: rules }
}

function refuseTooMany(count: number): void {
  if (count > MOST_LEGAL_ROWS) throw new AppError('legal.too-many-rows', { count, limit: MOST_LEGAL_ROWS })
}
