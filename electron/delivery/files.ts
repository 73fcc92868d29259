import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'

/** Waits between attempts while another program (antivirus, indexer, viewer) holds a file: about a second in all. */
const RETRY_AFTER_MS = [20, 80, 200, 700]

const isHeld = (error: unknown): boolean => ['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error))
const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code)

/**
 * A file that appears whole or not at all: written beside its name as `.tmp`, flushed to the disk, then renamed.
 * It never replaces another file. Errors: AppError document.exists, .locked, .disk-full, .folder-missing, .not-writable, .name-too-long.
 */
export class OutputFile {
  readonly file: string
  readonly #handle: FileHandle
  readonly #hash = createHash('sha256')

  private constructor(file: string, handle: FileHandle) {
    this.file = file
    this.#handle = handle
  }

  static async create(file: string): Promise<OutputFile> {
    if (existsSync(file)) throw new AppError('document.exists', { file })
    return new OutputFile(file, await withRetries(file, 'document.not-writable', () => open(`${file}.tmp`, 'w')))
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes)
    await withRetries(this.file, 'document.not-writable', async () => { await this.#handle.writeFile(bytes) }, [])
  }

  /** Gives the file its name. @returns its SHA-256 */
  async commit(): Promise<string> {
    try {
      await withRetries(this.file, 'document.not-writable', async () => {
        await this.#handle.sync()
        await this.#handle.close()
      }, [])
      if (existsSync(this.file)) throw new AppError('document.exists', { file: this.file })
      await withRetries(this.file, 'document.locked', () => rename(`${this.file}.tmp`, this.file))
      return this.#hash.digest('hex')
    } catch (error) {
      await this.abandon()
      throw error
    }
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
    await rm(`${this.file}.tmp`, { force: true }).catch(() => undefined)
  }
}

/** Writes a new file in one go, its parts one after the other. @returns its SHA-256. Errors as OutputFile. */
export async function writeOnce(file: string, ...parts: Uint8Array[]): Promise<string> {
  const output = await OutputFile.create(file)
  try {
    for (const part of parts) await output.write(part)
  } catch (error) {
    await output.abandon()
    throw error
  }
  return output.commit()
}

/** Takes back files just written; one that cannot be removed is left. */
export async function removeFiles(files: Iterable<string>): Promise<void> {
  for (const file of files) await rm(file, { force: true, maxRetries: 3 }).catch(() => undefined)
}

/** Makes the names of new files survive a power cut, where the system lets a folder be flushed (not on Windows, which needs no such thing). */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function withRetries<T>(file: string, heldCode: string, work: () => Promise<T>, waits: readonly number[] = RETRY_AFTER_MS): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const wait = waits[attempt]
      if (!isHeld(error) || wait === undefined) throw asWriteError(error, file, heldCode)
      await pause(wait)
    }
  }
}

/** A system's error as the AppError of `OutputFile`; anything else as it is. */
function asWriteError(error: unknown, file: string, heldCode = 'document.not-writable'): unknown {
  const codes: Record<string, string> = {
    EBUSY: heldCode, EPERM: heldCode, EACCES: heldCode, EROFS: 'document.not-writable', ENOSPC: 'document.disk-full', EDQUOT: 'document.disk-full',
    ENOENT: 'document.folder-missing', ENOTDIR: 'document.folder-missing', ENAMETOOLONG: 'document.name-too-long',
  }
  const code = codes[codeOf(error)]
  return code === undefined ? error : new AppError(code, { file })
}
