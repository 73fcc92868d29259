import { join } from 'node:path'
import { app } from 'electron'
import { systemToday } from '../shared/date.ts'
import { declareAppScheme } from './window/app-protocol.ts'
import { openProgram } from './window/program.ts'
import { workerUrl } from './worker-url.ts'

const COMMAND_LINE = '--cli'
const resources = join(app.getAppPath(), 'resources')

app.enableSandbox()
declareAppScheme()
useLocalDataFolder()

if (process.argv.includes(COMMAND_LINE)) {
  void runCommandLine(process.argv.slice(process.argv.indexOf(COMMAND_LINE) + 1))
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => openProgram({
    dataFolder: app.getPath('userData'),
    resources,
    page: join(app.getAppPath(), 'out/renderer'),
    preload: new URL('../preload/index.cjs', import.meta.url),
    officeEntry: workerUrl('office-worker.ts'),
  }))
} else {
  app.quit()
}

/** Windows copies the default, roaming folder between machines at each session: wrong for what belongs to this machine. */
function useLocalDataFolder(): void {
  const local = process.env['LOCALAPPDATA']
  if (process.platform === 'win32' && local && !app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(local, 'Relais'))
}

/** `Relais.exe --cli calculate …`: the installed program for scripts and scheduled tasks, without a window and beside one that is open. */
async function runCommandLine(args: string[]): Promise<void> {
  const { runCli } = await import('./cli.ts')
  app.exit(await runCli(args, { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text), today: systemToday, resources }))
}
