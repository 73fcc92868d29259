import { randomBytes } from 'node:crypto'
import { recorded } from './recorded-calls.ts'
import { strict } from './strict.ts'

/** What was given, by what it was made into: a key that lives as long as the process. What another process made is not understood, as after a change of user. */
const kept = new Map<string, string>()

export const safeStorage = strict('safeStorage', {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: recorded('safeStorage.encryptStringAsync', async (text: string) => {
    const encrypted = randomBytes(32)
    kept.set(encrypted.toString('hex'), text)
    return encrypted
  }),
  decryptStringAsync: async (encrypted: Buffer) => {
    const result = kept.get(encrypted.toString('hex'))
    if (result === undefined) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    return { result, shouldReEncrypt: false }
  },
})
