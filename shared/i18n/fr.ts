import { accounts } from './fr/accounts.ts'
import { assets } from './fr/assets.ts'
import { automatic } from './fr/automatic.ts'
import { calls } from './fr/calls.ts'
import { cli } from './fr/cli.ts'
import { common } from './fr/common.ts'
import { contracts } from './fr/contracts.ts'
import { dashboard } from './fr/dashboard.ts'
import { decisions } from './fr/decisions.ts'
import { desktop } from './fr/desktop.ts'
import { documents } from './fr/documents.ts'
import { company, dossiers } from './fr/dossiers.ts'
import { einvoices } from './fr/einvoices.ts'
import { errors } from './fr/errors.ts'
import { fax } from './fr/fax.ts'
import { holds } from './fr/holds.ts'
import { hubs } from './fr/hubs.ts'
import { imports } from './fr/imports.ts'
import { legal } from './fr/legal.ts'
import { letters } from './fr/letters.ts'
import { mail } from './fr/mail.ts'
import { menu } from './fr/menu.ts'
import { meters } from './fr/meters.ts'
import { outbox } from './fr/outbox.ts'
import { parameters } from './fr/parameters.ts'
import { progress } from './fr/progress.ts'
import { receivables } from './fr/receivables.ts'
import { reminderHistory } from './fr/reminder-history.ts'
import { reminderScreen } from './fr/reminder-screen.ts'
import { reminders } from './fr/reminders.ts'
import { users } from './fr/users.ts'
import { typeset } from './typeset.ts'

/** Every text a person reads, in French. One file a slice below `fr/`, typed with plain spaces. */
export const fr = typeset({ accounts, assets, automatic, calls, cli, common, company, contracts, dashboard, decisions, desktop, documents, dossiers, einvoices, errors, fax, holds, hubs, imports, legal, letters, mail, menu, meters, outbox, parameters, progress, receivables, reminderHistory, reminderScreen, reminders, users })

/** The shape `en` must have: a missing key does not compile. */
export type Messages = Wording<typeof fr>
type Wording<T> = { [K in keyof T]: T[K] extends string ? string : Wording<T[K]> }
