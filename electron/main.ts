import { join } from 'node:path'
import { app } from 'electron'
import { declareAppScheme } from './window/app-protocol.ts'
import { openProgram } from './window/program.ts'
import { workerUrl } from './worker-url.ts'

app.enableSandbox()
declareAppScheme()
useLocalDataFolder()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => openProgram({
    dataFolder: app.getPath('userData'),
    resources: join(app.getAppPath(), 'resources'),
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
