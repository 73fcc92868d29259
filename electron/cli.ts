import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { OfficeContract } from '../shared/contract.ts'
import { systemToday, type LocalDate } from '../shared/date.ts'
import { toFailure } from '../shared/errors.ts'
import { translate } from '../shared/i18n/translate.ts'
import { officeClient } from './client.ts'
import { mappingHint, mappingKeys, splitArguments, UsageError, type Arguments } from './command-line/cli-arguments.ts'
import { commands } from './command-line/cli-commands.ts'
import type { Command } from './command-line/cli-work.ts'
import { environmentSecrets } from './command-line/outbox-commands.ts'
import { createOffice, type OfficeOptions } from './office.ts'

export interface CliIo {
  /** Writes to the standard output: results only. */
  out(text: string): void
  /** Writes to the standard error: messages and remarks. */
  err(text: string): void
  /** Read once a command needs « today ». */
  today(): LocalDate
  /** The product's `resources` folder. */
  resources: string
}

/**
 * The product's command line, see docs/command-line.md.
 * @returns the exit code: 0 done, 1 the data or the run failed and nothing was changed, 2 wrong usage.
 */
export async function runCli(args: string[], io: CliIo): Promise<number> {
  const line = (write: (text: string) => void) => (text: string): void => write(`${text}\n`)
  const print = line(io.out)
  const remark = line(io.err)
  try {
    const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((candidate) => commands.has(candidate))
    if (name === undefined) {
      print(helpWithoutCommand(args))
      return 0
    }
    const command = commands.get(name)!
    const parsed = splitArguments(args.slice(name.split(' ').length), command.options)
    if (parsed.options.has('help')) {
      print(translate('fr', `cli.help.${command.name}`, { keys: mappingKeys.join(', ') }))
      return 0
    }
    refuseWrongCount(parsed, command)
    return await withOffice({ resources: io.resources, sendsInBackground: command.sendsMail === true, secrets: environmentSecrets }, (api) => command.run({ api, args: parsed, today: io.today, print, remark }))
  } catch (error) {
    if (error instanceof UsageError) {
      remark(translate('fr', 'cli.usage-error', { message: translate('fr', `cli.usage.${error.key}`, error.params) }))
      return 2
    }
    const { code, details } = toFailure(error)
    remark(translate('fr', 'cli.failure', { message: translate('fr', `errors.${code}`, details) }))
    const example = mappingHint(code, details)
    if (example !== null) remark(translate('fr', 'cli.mapping-hint', { example: `'${example}'` }))
    return 1
  }
}

/** The help of everything, or of the commands that begin with the word given (« outbox »); UsageError when no help was asked for. */
function helpWithoutCommand(args: readonly string[]): string {
  const [word = ''] = args
  const group = [...commands].filter(([name]) => name.startsWith(`${word} `))
  const wantsHelp = args.some((arg) => arg === '--help' || arg === '-h')
  if (group.length > 0 && wantsHelp) return group.map(([, { name }]) => translate('fr', `cli.help.${name}`)).join('\n\n')
  if (group.length > 0 && args.length === 1) throw new UsageError('missing-subcommand', { command: word, expected: group.map(([name]) => name).join(', ') })
  if (wantsHelp) return translate('fr', 'cli.help.all')
  throw new UsageError(args.length === 0 ? 'no-command' : 'unknown-command', { command: group.length > 0 ? args.slice(0, 2).join(' ') : word })
}

function refuseWrongCount({ positionals }: Arguments, { positionals: count, mostPositionals: most = count, name }: Command): void {
  if (positionals.length < count) throw new UsageError('missing-argument', { usage: translate('fr', `cli.help.${name}`).split('\n')[0]! })
  if (positionals.length > most) throw new UsageError('extra-argument', { argument: positionals[most]! })
}

/** Scripts leave no trace in the window's list of recent dossiers: they have a data folder of their own, for as long as they run. */
async function withOffice(options: Omit<OfficeOptions, 'dataFolder'>, work: (api: ReturnType<typeof officeClient<OfficeContract>>) => Promise<number>): Promise<number> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'relais-cli-'))
  const office = createOffice({ dataFolder, ...options })
  try {
    return await work(officeClient<OfficeContract>(office.dispatch))
  } finally {
    await office.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

// only when this very source is what Node was asked to run: in the bundle, main.ts calls runCli
if (import.meta.main && import.meta.url.endsWith('/cli.ts')) {
  process.exitCode = await runCli(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    today: systemToday,
    resources: resolve(import.meta.dirname, '../resources'),
  })
}
