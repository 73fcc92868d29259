import type { Messages } from './fr.ts'
import { desktop } from './en/desktop.ts'
import { company, dossiers } from './en/dossiers.ts'
import { errors } from './en/errors.ts'
import { menu } from './en/menu.ts'
import { receivables } from './en/receivables.ts'
import { reminders } from './en/reminders.ts'

export const en: Messages = { company, desktop, dossiers, errors, menu, receivables, reminders }
