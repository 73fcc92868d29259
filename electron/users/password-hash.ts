import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's least for scrypt: 32 MB, a quarter of a second. Kept with each hash, so that they can grow. */
const COSTS = { N: 2 ** 15, r: 8, p: 3 }
const SALT_BYTES = 16
const HASH_BYTES = 32
/** What a hash may ask for at most: costs that grow eightfold, not a file that takes all of the memory. */
const MAX_MEMORY = 256 * 1024 * 1024

/** `scrypt$N$r$p$salt$hash`. Composed and decomposed accents are the same password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return written(COSTS, salt, await derive(password, salt, COSTS))
}

/** In constant time whatever differs. A hash that cannot be read is nobody's. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const parts = /^scrypt\$(\d{1,9})\$(\d{1,3})\$(\d{1,3})\$([^$]+)\$([^$]+)$/.exec(hash)
  if (!parts) return false
  const [N, r, p] = parts.slice(1, 4).map(Number) as [number, number, number]
  const [salt, expected] = parts.slice(4).map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer]
  // costs that scrypt does not take
  const found = await derive(password, salt, { N, r, p }).catch(() => null)
  return found?.length === expected.length && timingSafeEqual(expected, found)
}

/** Nobody's password, which takes as long to be refused as a wrong one: a login that does not exist cannot be told from one that does. */
export const NOBODY = written(COSTS, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES))

function written({ N, r, p }: typeof COSTS, salt: Buffer, key: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

function derive(password: string, salt: Buffer, costs: typeof COSTS): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { ...costs, maxmem: MAX_MEMORY }, (error, key) => { if (error) reject(error); else resolve(key) })
  })
}
