import type { Handlers } from '../../shared/call.ts'
import type { Company } from '../../shared/dossiers/dossier-contract.ts'
import { buildLetterContent } from '../../shared/reminders/letter-content.ts'
import { exampleLines, exampleRecipient } from '../../shared/reminders/letter-example.ts'
import { compileWording, type LetterWording } from '../../shared/reminders/letter-template-rules.ts'
import type { LetterLevel, reminderContract } from '../../shared/reminders/reminder-contract.ts'
import type { LetterPress } from '../delivery/letter-press.ts'
import type { LetterTemplateRepository } from './letter-template-repository.ts'
import type { LetterWriter } from './reminder-planning.ts'
import type { ReminderRepository } from './reminder-repository.ts'

/** For the letters of one generation, which all have this sender and the wordings of this moment. */
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
  repository: ReminderRepository
}

/** The part of the reminder slice that is about wordings (R-EBP-70). */
export function letterTemplateService({ templates, company, press, repository }: LetterTemplateServiceOptions): Pick<Handlers<typeof reminderContract>, 'templates' | 'saveTemplate' | 'restoreTemplate' | 'previewLetter'> {
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
      const recipient = customerId === null ? exampleRecipient() : repository.recipient(customerId)
      const unpaid = customerId === null ? [] : repository.rows(repository.unpaidIds(customerId), asOf)
      // a customer who owes nothing at present still shows how his letter would look
      const letter = buildLetterContent({ level: template.level, sender: company(), recipient, lines: unpaid.length > 0 ? unpaid : exampleLines(asOf), wording, writtenOn: asOf })
      return (await press().render(letter)).bytes
    },
  }
}
