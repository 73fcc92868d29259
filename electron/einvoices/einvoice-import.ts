import { daysBetween, formatDate, type LocalDate } from '../../shared/date.ts'
import type { EinvoiceAnswers, EinvoiceQuestion, EinvoiceRow } from '../../shared/einvoices/einvoice-contract.ts'
import { receivableOf, type Einvoice, type EinvoiceWarning, type Receivable, type Warn } from '../../shared/einvoices/einvoice-rules.ts'
import { isNumberAlike } from '../../shared/einvoices/number-rules.ts'
import { matchCustomer, sellerCheck, soundIdentity, type MatchedCustomer } from '../../shared/einvoices/party-rules.ts'
import { scheduleOf } from '../../shared/einvoices/schedule-rules.ts'
import { AppError, type ErrorDetails } from '../../shared/errors.ts'
import { cents, formatEuros } from '../../shared/money.ts'
import { normaliseNumber } from '../../shared/text.ts'
import type { CustomerDirectory } from './customer-directory.ts'
import type { EinvoiceRepository, KnownInvoice } from './einvoice-repository.ts'
import type { ReaderAnswer } from './einvoice-thread.ts'
import type { InvoiceBatch, InvoiceJournal } from './invoice-journal.ts'

export interface ReadFile { path: string; fileName: string; answer: ReaderAnswer }

export interface ImportSetting {
  repository: EinvoiceRepository
  customers: CustomerDirectory
  journal: Pick<InvoiceJournal, 'defaultTerm'>
  company: { name: string; siren: string; siret: string; vatNumber: string }
  answers: EinvoiceAnswers
  asOf: LocalDate
  begin(): InvoiceBatch
  /** Keeps the file an invoice came in. */
  keepOriginal(file: ReadFile, invoice: { id: number; number: string; customerId: number; customerName: string }): void
}

/** Numbers that start again, every year at most, are other invoices. */
const SAME_NUMBER_DAYS = 183

/** What became of a file, and what it asks. */
interface Outcome { row: EinvoiceRow; question?: EinvoiceQuestion; isNewCustomer?: boolean }

type Shown = NonNullable<EinvoiceRow['invoice']>
type Match = Shown['match']

/** Waits for a person's answer. */
class Asked extends Error {
  readonly question: EinvoiceQuestion
  constructor(question: EinvoiceQuestion) {
    super(question.option)
    this.question = question
  }
}

/** Adds the invoice of one file in the caller's transaction, after those of the files before it; a refusal has written nothing. */
export function importFile(setting: ImportSetting, file: ReadFile): Outcome {
  const { path, fileName, answer } = file
  const row: EinvoiceRow = { path, fileName, sha256: answer.sha256, state: 'refused', invoice: null, keepsOriginal: false, problem: null, warnings: [] }
  if ('failure' in answer) return { row: { ...row, problem: answer.failure } }
  const warnings: EinvoiceWarning[] = []
  const work = new FileImport(setting, file, answer.invoice, (code, details = {}) => { warnings.push({ code, details }) })
  const shown = (): EinvoiceRow => ({ ...row, invoice: work.shown, warnings })
  try {
    const done = work.run()
    return { row: { ...shown(), ...done }, isNewCustomer: work.shown?.match === 'new' }
  } catch (error) {
    if (error instanceof Asked) return { row: { ...shown(), state: 'asked' }, question: error.question }
    if (error instanceof AppError) return { row: { ...shown(), problem: { code: error.code, details: error.details } } }
    throw error
  }
}

/** null when it cannot be said: what an invoice that is known already states is not refused for it. */
function problemFree<T>(work: () => T | null): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

class FileImport {
  shown: Shown | null = null
  readonly #setting: ImportSetting
  readonly #file: ReadFile
  readonly #invoice: Einvoice
  readonly #warn: Warn

  constructor(setting: ImportSetting, file: ReadFile, invoice: Einvoice, warn: Warn) {
    this.#setting = setting
    this.#file = file
    this.#invoice = invoice
    this.#warn = warn
  }

  run(): Pick<EinvoiceRow, 'state' | 'keepsOriginal'> {
    const { repository } = this.#setting
    const { number, invoicedOn, buyer } = this.#invoice
    const isOwn = sellerCheck(this.#invoice, this.#setting.company)
    const receivable = receivableOf(this.#invoice, this.#warn)
    const sign = receivable.kind === 'credit-note' ? -1 : 1
    this.shown = { number, kind: receivable.kind, invoicedOn, totalCents: cents(sign * receivable.totalCents), payableCents: cents(sign * receivable.payableCents), customerName: buyer.name, customerCode: '', match: 'new', dueDates: [] }
    if (isOwn === 'ask') this.#askWhose()
    const numbered = repository.invoicesNumbered(number, receivable.kind)
    const isSame = (known: KnownInvoice): boolean => known.invoicedOn === invoicedOn && (known.amountCents === receivable.totalCents || known.amountCents === receivable.payableCents)
    const same = numbered.find(isSame)
    if (same) return this.#known(same, receivable)
    const alike = repository.invoicesNumberedAlike(number, receivable.kind)
    const matched = this.#match()
    const own = matched === null ? [] : repository.invoicesOf(matched.id, receivable.kind, invoicedOn).filter((known) => isNumberAlike(known.number, number))
    const ownSame = own.find(isSame)
    if (ownSame) return this.#known(ownSame, receivable)
    // of a name nobody knows and no SIREN: it is likely that invoice, but its file is not put with somebody's letters
    const anybodys = matched === null && this.#invoice.buyer.siren === '' ? alike.find(isSame) : undefined
    if (anybodys) return this.#known({ ...anybodys, hasOriginal: true }, receivable)
    this.#refuseDifferent(numbered, matched, receivable)
    this.#tellOfAlike([...alike, ...own])
    this.#askAboutCorrected(receivable, matched)
    return this.#add(receivable, matched, sign)
  }

  #askWhose(): void {
    const { answers, company } = this.#setting
    const { seller } = this.#invoice
    if (answers.ownSeller === 'no') throw new AppError('einvoices.not-ours', { seller: seller.name, company: company.name })
    if (answers.ownSeller === undefined) throw new Asked({ option: 'ownSeller', choices: ['yes', 'no'], details: { seller: seller.name, company: company.name } })
  }

  #match(): MatchedCustomer | null {
    const matched = matchCustomer(this.#invoice.buyer, this.#setting.customers.all, this.#warn)
    if (matched) this.#show(matched.id, matched.by)
    return matched
  }

  #show(customerId: number, match: Match): void {
    const { code, name } = this.#setting.repository.customer(customerId)
    this.shown = { ...this.shown!, customerCode: code, customerName: name, match }
  }

  /** The same invoice is there: nothing changes but for its original, kept if there was none. What the file says otherwise is told. */
  #known(same: KnownInvoice, receivable: Receivable): Pick<EinvoiceRow, 'state' | 'keepsOriginal'> {
    this.#show(same.customerId, 'invoice')
    if (normaliseNumber(same.number) !== normaliseNumber(this.#invoice.number)) this.#warn('number-otherwise', { number: this.#invoice.number, known: same.number })
    this.#tellOfOtherCustomer(same)
    this.#tellOfOtherDays(same, receivable)
    if (!same.hasOriginal) this.#setting.keepOriginal(this.#file, { id: same.id, number: this.#invoice.number, customerId: same.customerId, customerName: same.customerName })
    return { state: 'known', keepsOriginal: !same.hasOriginal }
  }

  #tellOfOtherCustomer({ customerId, customerName, customerCode }: KnownInvoice): void {
    const { buyer } = this.#invoice
    const matched = problemFree(() => matchCustomer(buyer, this.#setting.customers.all, () => undefined))
    if (matched === null || matched.id === customerId) return
    const { code, name } = this.#setting.repository.customer(matched.id)
    this.#warn('known-elsewhere', { name: buyer.name, customer: customerName, code: customerCode, buyer: name, buyerCode: code })
  }

  /** Only days the file states: what the dossier reckoned from terms may be another day. */
  #tellOfOtherDays({ dueDays, invoicedOn }: KnownInvoice, receivable: Receivable): void {
    const { terms } = this.#invoice
    if (receivable.kind === 'credit-note' || terms.every(({ dueOn }) => dueOn === null)) return
    const planned = problemFree(() => scheduleOf({ receivable, invoicedOn, terms, fallback: { term: this.#setting.journal.defaultTerm(), isCustomers: false } }, () => undefined))
    if (planned === null) return
    const wordsOf = (days: readonly LocalDate[]): string => [...new Set(days)].toSorted().map((day) => formatDate(day)).join(', ')
    const [stated, known] = [wordsOf(planned.map(({ dueOn }) => dueOn)), wordsOf(dueDays)]
    if (stated !== known) this.#warn('due-date-differs', { stated, known })
  }

  /** A number that differs by its punctuation alone, of another day or amount: most often the same debt. */
  #tellOfAlike(alike: readonly KnownInvoice[]): void {
    const first = alike.find(({ invoicedOn }) => Math.abs(daysBetween(invoicedOn, this.#invoice.invoicedOn)) <= SAME_NUMBER_DAYS)
    if (first) this.#warn('number-alike', { number: first.number, customer: first.customerName, code: first.customerCode, knownOn: formatDate(first.invoicedOn), known: formatEuros(first.amountCents) })
  }

  /** A seller gives a number once: the same one with the same amount is the same debt, whatever its customer is called and whichever day its source wrote. */
  #refuseDifferent(numbered: readonly KnownInvoice[], matched: MatchedCustomer | null, { totalCents, payableCents }: Receivable): void {
    const details = (known: KnownInvoice): ErrorDetails => ({
      number: this.#invoice.number, customer: known.customerName, code: known.customerCode, knownOn: formatDate(known.invoicedOn), on: formatDate(this.#invoice.invoicedOn), known: formatEuros(known.amountCents), stated: formatEuros(totalCents),
    })
    const own = numbered.find(({ customerId }) => customerId === matched?.id)
    if (own) throw new AppError('einvoices.different', details(own))
    const { invoicedOn } = this.#invoice
    const twin = numbered.find((known) => (known.amountCents === totalCents || known.amountCents === payableCents) && Math.abs(daysBetween(known.invoicedOn, invoicedOn)) <= SAME_NUMBER_DAYS)
    if (twin) throw new AppError('einvoices.elsewhere', { ...details(twin), buyer: this.#invoice.buyer.name })
    const other = numbered[0]
    if (other) this.#warn('number-elsewhere', details(other))
  }

  /** What a corrected invoice replaces is not owed a second time unless a person says so. */
  #askAboutCorrected({ isCorrected }: Receivable, matched: MatchedCustomer | null): void {
    const replaced = this.#replaced(isCorrected, matched)
    if (replaced.length === 0 || this.#setting.answers.corrected !== undefined) return
    const [first] = replaced
    throw new Asked({ option: 'corrected', choices: ['settle', 'keep'], details: { number: this.#invoice.number, replaced: replaced.map(({ number }) => number).join(', '), open: formatEuros(replaced.reduce((sum, { openCents }) => sum + openCents, 0)), customer: first!.customerName } })
  }

  #replaced(isCorrected: boolean, matched: MatchedCustomer | null): KnownInvoice[] {
    if (!isCorrected || matched === null) return []
    return [...new Map(this.#invoice.precedingNumbers.map((number) => [normaliseNumber(number), number])).values()].flatMap((number) => this.#setting.repository.invoicesNumbered(number, 'invoice').map((known) => ({ ...known, number })))
      .filter(({ customerId, openCents }) => customerId === matched.id && openCents > 0)
  }

  #add(receivable: Receivable, matched: MatchedCustomer | null, sign: 1 | -1): Pick<EinvoiceRow, 'state' | 'keepsOriginal'> {
    const { repository, journal, asOf, answers, keepOriginal } = this.#setting
    const { number, invoicedOn, servicedOn, buyer, terms } = this.#invoice
    const ownTerm = matched ? repository.customer(matched.id).paymentTerm : null
    const planned = scheduleOf({ receivable, invoicedOn, terms, fallback: { term: ownTerm ?? journal.defaultTerm(), isCustomers: ownTerm !== null } }, this.#warn)
    if (invoicedOn > asOf) this.#warn('in-future', { on: formatDate(invoicedOn) })
    const numbers = soundIdentity(buyer, this.#warn)
    // nothing is refused from here on
    const batch = this.#setting.begin()
    const customerId = matched?.id ?? batch.addCustomer(buyer.name, buyer.code, { ...buyer, ...numbers })
    if (matched) this.#complete(batch, matched.id, numbers)
    else this.#show(customerId, 'new')
    this.#setting.customers.refresh(customerId)
    const dueDates = planned.map(({ dueOn, amountCents, settledCents }) => ({ dueOn, amountCents: sign * amountCents, settledCents: sign * settledCents + 0 }))
    for (const { id, number: replacedNumber, openCents } of this.#replaced(receivable.isCorrected, matched)) {
      if (answers.corrected !== 'settle') continue
      batch.settle(id)
      this.#warn('replaced', { number: replacedNumber, open: formatEuros(openCents) })
    }
    const id = batch.addInvoice({ customerId, kind: receivable.kind, number, invoicedOn, servicedOn }, dueDates)
    this.shown = { ...this.shown!, dueDates: dueDates.map(({ dueOn, amountCents, settledCents }) => ({ dueOn, amountCents: cents(amountCents), openCents: cents(amountCents - settledCents) })) }
    keepOriginal(this.#file, { id, number, customerId, customerName: this.shown.customerName })
    return { state: 'new', keepsOriginal: true }
  }

  #complete(batch: InvoiceBatch, customerId: number, numbers: ReturnType<typeof soundIdentity>): void {
    const known = this.#setting.customers.all.find(({ id }) => id === customerId)
    if (known && !known.isCustomer) batch.makeCustomer(customerId)
    batch.completeCustomer(customerId, numbers)
  }
}
