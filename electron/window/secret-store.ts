import { join } from 'node:path'
import { safeStorage } from 'electron'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { SecretKeeper } from '../ipc/office-messages.ts'
import { readJsonFile, writeJsonFile } from '../json-file.ts'

/** By name, encrypted with the system's key, in base64. */
const Kept = z.record(z.string(), z.string())

/**
 * Passwords of this machine's user, in one small file of the data folder that only his session can read: DPAPI on Windows, Keychain on macOS, the
 * desktop's wallet on Linux. One that can no longer be decrypted (another user, a new machine) is as good as none: it is asked for again.
 */
export function secretStore(dataFolder: string): SecretKeeper {
  const file = join(dataFolder, 'secrets.json')
  return {
    read: async (name) => {
      const encrypted = readJsonFile(file, Kept, {})[name]
      if (encrypted === undefined) return null
      return safeStorage.decryptStringAsync(Buffer.from(encrypted, 'base64')).then(({ result }) => result, () => null)
    },
    write: async (name, secret) => {
      if (!await safeStorage.isAsyncEncryptionAvailable() || isPlainText()) throw new AppError('mail.keychain')
      const encrypted = await safeStorage.encryptStringAsync(secret).catch((): never => { throw new AppError('mail.keychain') })
      writeJsonFile(file, { ...readJsonFile(file, Kept, {}), [name]: encrypted.toString('base64') })
    },
  }
}

/** On a Linux desktop without a wallet, what is « encrypted » is readable by anybody. */
const isPlainText = (): boolean => process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
