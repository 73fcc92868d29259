/** Lists by key, each in an order that is made when the list is asked for. */
export class OrderedLists<K, V> {
  private readonly lists = new Map<K, V[]>()
  private readonly inOrder: (left: V, right: V) => number
  /** Keys of lists that something has been added to since they were asked for */
  private readonly added = new Set<K>()

  constructor(inOrder: (left: V, right: V) => number) {
    this.inOrder = inOrder
  }

  push(key: K, value: V): void {
    const list = this.lists.get(key)
    if (list) list.push(value)
    else this.lists.set(key, [value])
    this.added.add(key)
  }

  get(key: K): readonly V[] {
    const list = this.lists.get(key) ?? []
    if (this.added.delete(key)) list.sort(this.inOrder)
    return list
  }

  /** Takes values off these lists, each of which is gone through once. */
  drop(keys: ReadonlySet<K>, isGone: (value: V) => boolean): void {
    for (const key of keys) {
      const list = this.lists.get(key)
      if (list) this.lists.set(key, list.filter((value) => !isGone(value)))
    }
  }
}
