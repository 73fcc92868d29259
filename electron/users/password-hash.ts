import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** OWASP's least for scrypt: 32 MB, a quarter of a second. Kept with each hash, so that they can grow. */
const COSTS = { N: 2 ** 15, r: 8, p: 3 }
const SALT_BYTES = 16
const HASH_BYTES = 32

/** `scrypt$N$r$p$salt$hash`. Composed and decomposed accents are the same password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return written(COSTS, salt, await derive(password, salt, COSTS))
}

/** In constant time whatever differs. A hash that cannot be read is nobody's. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false
  const expected = Buffer.from(key, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) })
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** Nobody's password, which takes as long to be refused as a wrong one: a login that does not exist cannot be told from one that does. */
export const NOBODY = written(COSTS, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES))

function written({ N, r, p }: typeof COSTS, salt: Buffer, key: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

function derive(password: string, salt: Buffer, costs: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { ...costs, maxmem: 64 * 1024 * 1024 }, (error, key) => { if (error) reject(error); else resolve(key) })
  })
}
