const DIGIT = 65_536

/**
 * Indexes 0…n−1 so that their keys ascend, equal keys in their given order. Keys are integers from 0 to 2^48.
 * A radix sort by 16 bits: a million keys in some tens of milliseconds, where a comparing sort takes a second.
 */
export function ascendingOrder(keys: Float64Array): Int32Array<ArrayBuffer> {
  const size = keys.length
  let order = Int32Array.from(keys, (_key, index) => index)
  let spare = new Int32Array(size)
  const greatest = keys.reduce((most, key) => Math.max(most, key), 0)
  for (let unit = 1; unit <= greatest; unit *= DIGIT) {
    const next = new Int32Array(DIGIT + 1)
    for (const key of keys) next[1 + digit(key, unit)]! += 1
    for (let value = 0; value < DIGIT; value += 1) next[value + 1]! += next[value]!
    for (const index of order) {
      const value = digit(keys[index]!, unit)
      spare[next[value]!] = index
      next[value]! += 1
    }
    [order, spare] = [spare, order]
  }
  return order
}

const digit = (key: number, unit: number): number => Math.floor(key / unit) % DIGIT
