import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Gives a whole file its name: its bytes are on disk before, the name after. Whatever has the name is therefore never half a file. */
export function renameDurably(partial: string, target: string): void {
  synchronise(partial, 'r+')
  renameSync(partial, target)
  // a folder cannot be opened on Windows, where the rename is journalled
  if (process.platform !== 'win32') synchronise(dirname(target), 'r')
}

function synchronise(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
