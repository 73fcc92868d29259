import type { Handlers } from '../../shared/call.ts'
import type { LocalDate } from '../../shared/date.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { buildLetterContent, type LetterContent, type LetterContentLine, type LetterRecipient } from '../../shared/reminders/letter-content.ts'
import { exampleLines, exampleRecipient } from '../../shared/reminders/letter-example.ts'
import { compileWording, type LetterWording } from '../../shared/reminders/letter-template-rules.ts'
import type { LetterLevel, reminderContract } from '../../shared/reminders/reminder-contract.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import type { LetterTemplateRepository } from './letter-template-repository.ts'

/** Writes the letters of one generation: the company and each level's wording are read once, and are the same in all of them. */
export type LetterWriter = (letter: { level: LetterLevel; recipient: LetterRecipient; lines: readonly LetterContentLine[]; writtenOn: LocalDate }) => LetterContent

export function letterWriter(sender: Company, templates: LetterTemplateRepository): LetterWriter {
  const wordings = new Map<LetterLevel, LetterWording>()
  return (letter) => {
    const wording = wordings.get(letter.level) ?? compileWording(templates.read(letter.level))
    wordings.set(letter.level, wording)
    return buildLetterContent({ ...letter, sender, wording })
  }
}

export interface LetterTemplateServiceOptions {
  templates: LetterTemplateRepository
  company(): Company
  press(): LetterPress
  /** The customer as letters address him and his unpaid due dates, for a preview. */
  customerLetter(customerId: number, asOf: LocalDate): { recipient: LetterRecipient; lines: LetterContentLine[] }
}

/** The part of the reminder slice that is about wordings (R-EBP-70). */
export function letterTemplateService({ templates, company, press, customerLetter }: LetterTemplateServiceOptions): Pick<Handlers<typeof reminderContract>, 'templates' | 'saveTemplate' | 'restoreTemplate' | 'previewLetter'> {
  return {
    templates: () => ([1, 2, 3] as const).map(templates.read),
    saveTemplate: (template) => {
      compileWording(template)
      templates.write(template)
      return templates.read(template.level)
    },
    restoreTemplate: ({ level }) => {
      templates.restore(level)
      return templates.read(level)
    },
    previewLetter: async ({ template, customerId, asOf }) => {
      const wording = compileWording(template)
      const customer = customerId === null ? null : customerLetter(customerId, asOf)
      // a customer who owes nothing at present still shows how his letter would look
      const lines = customer && customer.lines.length > 0 ? customer.lines : exampleLines(asOf)
      const letter = buildLetterContent({ level: template.level, sender: company(), recipient: customer?.recipient ?? exampleRecipient(), lines, wording, writtenOn: asOf })
      return (await press().render(letter)).bytes
    },
  }
}
