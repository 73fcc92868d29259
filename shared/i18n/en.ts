import type { Messages } from './fr.ts'
import { errors } from './en/errors.ts'
import { reminders } from './en/reminders.ts'

export const en: Messages = { errors, reminders }
