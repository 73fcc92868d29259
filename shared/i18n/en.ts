import type { Messages } from './fr.ts'
import { cli } from './en/cli.ts'
import { common } from './en/common.ts'
import { desktop } from './en/desktop.ts'
import { company, dossiers } from './en/dossiers.ts'
import { errors } from './en/errors.ts'
import { letters } from './en/letters.ts'
import { menu } from './en/menu.ts'
import { outbox } from './en/outbox.ts'
import { progress } from './en/progress.ts'
import { receivables } from './en/receivables.ts'
import { reminders } from './en/reminders.ts'

export const en: Messages = { cli, common, company, desktop, dossiers, errors, letters, menu, outbox, progress, receivables, reminders }
