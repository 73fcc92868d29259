import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One program per data folder: the first keeps the lock, the next leave their command line to it. */
export function takeInstanceLock(userData: string, onSecond: (argv: string[]) => void): boolean {
  const folder = join(userData, 'instances')
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'first')
  if (!create(lock)) {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) {
      writeFileSync(join(folder, `second-${process.pid}.json`), JSON.stringify(process.argv))
      return false
    }
    rmSync(lock)
    return takeInstanceLock(userData, onSecond)
  }
  const readMessages = (): void => {
    for (const name of readdirSync(folder).filter((file) => file.startsWith('second-'))) {
      const text = readFileSync(join(folder, name), 'utf8')
      if (text === '') continue // still being written: another event follows
      rmSync(join(folder, name))
      onSecond(JSON.parse(text) as string[])
    }
  }
  const watcher = watch(folder, readMessages)
  watcher.unref()
  process.once('exit', () => rmSync(lock, { force: true }))
  return true
}

function create(lock: string): boolean {
  try {
    const handle = openSync(lock, 'wx')
    writeFileSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
