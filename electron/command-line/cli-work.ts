import { resolve } from 'node:path'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError, toFailure } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { makeFolder } from '../delivery/folders.ts'
import { systemCause } from '../delivery/system-cause.ts'
import { required, type Arguments } from './cli-arguments.ts'

export type Api = Client<OfficeContract>

/** What a command works with. */
export interface Work {
  api: Api
  args: Arguments
  today(): LocalDate
  /** One line of result, on the standard output. */
  print(line: string): void
  /** One line of remark, on the standard error. */
  remark(line: string): void
}

export interface Command {
  /** Key below `cli.help.` */
  name: string
  positionals: number
  /** When it takes more than it needs */
  mostPositionals?: number
  options: readonly string[]
  /** What is in the outbox leaves while it runs. */
  sendsMail?: boolean
  /** Returns the exit code. */
  run(work: Work): Promise<number>
}

export const say = (key: string, params: Record<string, string | number> = {}): string => translate('fr', `cli.${key}`, params)
export const isJson = ({ args }: Work): boolean => args.options.has('json')

/** In a dossier with users, as `--login` with the password of RELAIS_PASSWORD: an argument would be seen by whoever lists the processes. AppError('cli.sign-in') without them. */
export async function openDossier({ api, args }: Work): Promise<void> {
  await api.dossiers.open({ folder: resolve(required(args, 'dossier')) })
  if ((await api.users.session()).state !== 'signed-out') return
  const login = args.options.get('login')
  const password = process.env['RELAIS_PASSWORD']
  if (login === undefined || password === undefined) throw new AppError('cli.sign-in')
  await api.users.signIn({ login, password })
}

/** The customer whose code is exactly `--customer`, in the open dossier. AppError('cli.customer-unknown', {code}) */
export async function customerOf({ api, args }: Work): Promise<number> {
  const code = required(args, 'customer')
  const found = await api.receivables.customerByCode({ code })
  if (!found) throw new AppError('cli.customer-unknown', { code })
  return found.id
}

/** The day's copy comes before what changes the dossier; one that cannot be written is told and keeps nothing from being done. */
export async function backUpDaily({ api, remark }: Work): Promise<void> {
  await api.dossiers.backUpDaily().catch((error: unknown) => {
    const { code, details } = toFailure(error)
    remark(translate('fr', `errors.${code}`, details))
  })
}

/** Makes the output folder when it does not exist yet. */
export function makeOutFolder(folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new AppError('cli.out-folder', { folder, ...systemCause(error) })
  }
}
