/** Adds a value to the list of a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

/** Takes values off the list of a key. */
export function drop<K, V>(map: Map<K, V[]>, key: K, isGone: (value: V) => boolean): void {
  const left = map.get(key)?.filter((value) => !isGone(value)) ?? []
  if (left.length > 0) map.set(key, left)
  else map.delete(key)
}

/** Adds a value to the set of a key. */
export function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key)
  if (values) values.add(value)
  else map.set(key, new Set([value]))
}
