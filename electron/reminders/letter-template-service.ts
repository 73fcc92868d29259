import type { Handlers } from '../../shared/call.ts'
import type { Statement } from '../../shared/accounts/account-contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import type { ReminderChannel } from '../../shared/receivables/receivable-contract.ts'
import { cents } from '../../shared/money.ts'
import type { LetterContent, LetterFacts } from '../../shared/reminders/letter-content.ts'
import { exampleLines, exampleRecipient } from '../../shared/reminders/letter-example.ts'
import { compileWording, LETTER_VARIABLES, type LetterWording } from '../../shared/reminders/letter-template-rules.ts'
import { letterValues } from '../../shared/reminders/letter-values.ts'
import { buildLetterContent, letterTotals } from '../../shared/reminders/letter-writing.ts'
import { mailContent } from '../../shared/reminders/mail-content.ts'
import type { LetterOptions, LetterTemplate, letterTemplateContract, TemplateKey } from '../../shared/reminders/letter-template-contract.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import { TEMPLATE_KEYS, type LetterTemplateRepository } from './letter-template-repository.ts'
import type { LetterOrder, LetterWriter, MailWriter, Planning } from './reminder-planning.ts'
import type { ReminderRepository } from './reminder-repository.ts'

/** For the letters of one generation, which all have this sender and the wordings and options of this moment. */
export function letterWriter(sender: Company, templates: LetterTemplateRepository, paymentDelayDays: number, statements: StatementSource): LetterWriter {
  return worded('paper', sender, templates, paymentDelayDays, templates.options().hasStatement ? wholeStatement(statements) : noStatement)
}

/** Customers' whole statements of account, as letters may end with them. One that is too long is read by nobody and would hold everybody up. */
export interface StatementSource {
  isTooLong(customerId: number): boolean
  read(customerId: number, asOf: LocalDate): Statement
}
type StatementReader = (customerId: number, asOf: LocalDate) => Statement | null
const wholeStatement = ({ isTooLong, read }: StatementSource): StatementReader => (customerId, asOf) => (isTooLong(customerId) ? null : read(customerId, asOf))
const noStatement: StatementReader = () => null

/** For the e-mails of one generation: the words around the letter that goes with them. */
export function mailWriter(sender: Company, templates: LetterTemplateRepository, paymentDelayDays: number): MailWriter {
  const write = worded('email', sender, templates, paymentDelayDays, noStatement)
  return (order) => mailContent(write(order))
}

function worded(channel: ReminderChannel, sender: Company, templates: LetterTemplateRepository, paymentDelayDays: number, statementOf: StatementReader): (order: LetterOrder) => LetterContent {
  const options = templates.options()
  const wordings = new Map<string, LetterWording>()
  return (order) => {
    const { level, recipient: { debtorProfile: profile, language } } = order
    const key = `${level} ${profile} ${language}`
    const wording = wordings.get(key) ?? compileWording(templates.read({ channel, level, profile, language }))
    wordings.set(key, wording)
    const { customerId, ...facts } = order
    const isRepeated = order.lines.every((line) => line.levelBefore > 0)
    return buildLetterContent({ ...facts, sender, paymentDelayDays, isRepeated, statement: statementOf(customerId, order.writtenOn) }, wording, options)
  }
}

export interface LetterTemplateServiceOptions {
  templates: LetterTemplateRepository
  company(): Company
  press(): LetterPress
  repository: ReminderRepository
  statements: StatementSource
  /** Days letters give to pay. */
  paymentDelayDays(): number
  /** As the planning gives it. */
  letterOf: Planning['letterOf']
}

interface Preview<T = LetterTemplate> { template: T; customerId: number | null; asOf: LocalDate }

/** The part of the reminder slice that is about wordings (R-EBP-70). */
export function letterTemplateService({ templates, company, press, repository, paymentDelayDays, statements, letterOf }: LetterTemplateServiceOptions): Handlers<typeof letterTemplateContract> {
  /** As the template's level, profile and language would have it; a customer who owes nothing at present still shows how his letter would look. */
  const factsOf = ({ template, customerId, asOf }: Preview<TemplateKey>): LetterFacts => {
    const { channel, level, profile, language } = template
    const customer = customerId === null ? exampleRecipient() : repository.recipient(customerId)
    const planned = customerId === null ? null : letterOf(customerId, level, asOf)
    // one who would get no letter, blocked or covered by credits, still shows what he owes
    const unpaid = planned?.lines.map((line) => ({ ...line, level: line.levelBefore })) ?? (customerId === null ? [] : repository.rows(repository.unpaidIds(customerId), asOf))
    const isRepeated = unpaid.length > 0 ? unpaid.every((row) => row.level > 0) : level > 1
    // what is claimed follows from what the customer is: the wording of another profile shows none of it
    const claims = customer.debtorProfile === profile ? planned?.claims ?? null : null
    return {
      level, channel, sender: company(), recipient: { ...customer, debtorProfile: profile, isProfileKnown: true, language }, writtenOn: asOf,
      lines: unpaid.length > 0 ? unpaid : exampleLines(asOf), deductedCents: planned?.deductedCents ?? cents(0), claims, isRepeated, paymentDelayDays: paymentDelayDays(),
      statement: customerId === null || !templates.options().hasStatement ? null : wholeStatement(statements)(customerId, asOf),
    }
  }
  const write = (preview: Preview, options: LetterOptions): LetterContent => {
    const wording = compileWording(preview.template)
    return buildLetterContent(factsOf(preview), wording, options)
  }

  return {
    templates: () => TEMPLATE_KEYS.map(templates.read),
    saveTemplate: (template) => {
      compileWording(template)
      templates.write(template)
      return templates.read(template)
    },
    restoreTemplate: (key) => {
      templates.restore(key)
      return templates.read(key)
    },
    previewLetter: async (preview) => (await press().render(write(preview, templates.options()))).bytes,
    previewMail: (preview) => mailContent(write(preview, templates.options())),
    templateValues: (preview) => {
      const facts = factsOf(preview)
      const values = letterValues({ ...facts, ...letterTotals(facts) })
      return LETTER_VARIABLES.map((name) => ({ name, value: values[name] }))
    },
    letterOptions: templates.options,
    saveLetterOptions: (options) => {
      templates.writeOptions(options)
      return templates.options()
    },
  }
}
