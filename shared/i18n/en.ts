import type { Messages } from './fr.ts'
import { desktop } from './en/desktop.ts'
import { errors } from './en/errors.ts'
import { menu } from './en/menu.ts'
import { reminders } from './en/reminders.ts'

export const en: Messages = { desktop, errors, menu, reminders }
