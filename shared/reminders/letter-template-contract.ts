import { z } from 'zod'
import { command, query } from '../call.ts'
import { Language } from '../language.ts'
import { DebtorProfile, ReminderChannel } from '../receivables/receivable-contract.ts'
import { Bytes, Id, LocalDateSchema, LongText, Nothing, Text } from '../schemas.ts'
import { LetterLevel } from './reminder-contract.ts'

/** Which letters or e-mails a template words: those of one level to customers of one profile and language. */
export const TemplateKey = z.object({ channel: ReminderChannel, level: LetterLevel, profile: DebtorProfile, language: Language })
export type TemplateKey = z.output<typeof TemplateKey>

/** A wording, editable (R-EBP-70). Liquid placeholders from a closed list: see letter-template-rules.ts. */
export const TemplateWords = z.object({ subject: Text, body: LongText, closing: LongText })
export type TemplateWords = z.output<typeof TemplateWords>

export const LetterTemplate = TemplateKey.extend(TemplateWords.shape)
export type LetterTemplate = z.output<typeof LetterTemplate>
/** As the dossier has it: its own wording, or still the product's. */
export const KnownTemplate = LetterTemplate.extend({ isDefault: z.boolean() })
export type KnownTemplate = z.output<typeof KnownTemplate>

/** What letters carry beside their text; of the dossier. */
export const LetterOptions = z.object({
  /** A slip to tear off and send back, at the foot of the letter's last page. */
  hasPaymentSlip: z.boolean(),
  /** The SEPA transfer as a QR code (EPC069-12) beside the means of payment. */
  hasQrCode: z.boolean(),
  /** The customer's statement of account on the day of the letter, as its last pages. */
  hasStatement: z.boolean(),
})
export type LetterOptions = z.output<typeof LetterOptions>

/** An e-mail as its receiver reads it: the same words as plain text and as HTML, which loads nothing from anywhere. */
export const MailContent = z.object({ language: Language, subject: z.string(), text: z.string(), html: z.string() })
export type MailContent = z.output<typeof MailContent>

const TemplatePreview = z.object({ template: LetterTemplate, customerId: Id.nullable(), asOf: LocalDateSchema })

/** « Modèles de courrier »: below `reminders.` like the letters they word. */
export const letterTemplateContract = {
  /** All of them: two channels, three levels, three profiles, two languages. */
  templates: query(Nothing, z.array(KnownTemplate)),
  saveTemplate: command(LetterTemplate, KnownTemplate),
  restoreTemplate: command(TemplateKey, KnownTemplate),
  /** The PDF a customer would get with this wording, whatever the template's channel; without a customer, an example. Errors of the wording as AppError('template.invalid', {part, line…}). */
  previewLetter: query(TemplatePreview, Bytes),
  /** The e-mail he would get. */
  previewMail: query(TemplatePreview, MailContent),
  /** What each variable stands for in his letter, by name, in the order of the list; true and false as such. */
  templateValues: query(z.object({ template: TemplateKey, customerId: Id.nullable(), asOf: LocalDateSchema }), z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }))),
  letterOptions: query(Nothing, LetterOptions),
  saveLetterOptions: command(LetterOptions, LetterOptions),
}
