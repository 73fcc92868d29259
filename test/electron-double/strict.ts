import { EventEmitter } from 'node:events'

/** Fails loudly on whatever the double lacks, where a plain object would silently give undefined. */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key): unknown {
      const value: unknown = Reflect.get(target, key)
      // methods see the object itself: a proxy has no access to its private fields
      if (typeof value === 'function') return value.bind(target)
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON') return value
      throw new Error(`electron double: ${name}.${key} is not imitated`)
    },
  })
}

type Listener = (...parameters: never[]) => void

/** An emitter that refuses listeners for events the double never sends: a test that waits for one would prove nothing. */
export class StrictEmitter extends EventEmitter {
  readonly #known: Set<string>

  constructor(known: string[]) {
    super()
    this.#known = new Set(known)
  }

  override on(event: string, listener: Listener): this {
    this.#check(event)
    return super.on(event, listener as (...parameters: unknown[]) => void)
  }

  override once(event: string, listener: Listener): this {
    this.#check(event)
    return super.once(event, listener as (...parameters: unknown[]) => void)
  }

  #check(event: string): void {
    if (event !== 'error' && !this.#known.has(event)) throw new Error(`electron double: the event « ${event} » is not imitated`)
  }
}

export interface CancellableEvent {
  defaultPrevented: boolean
  preventDefault(): void
}

/** An event whose default can be prevented, as most of Electron's. */
export function cancellable<T extends object>(more: T): CancellableEvent & T {
  const event = { ...more, defaultPrevented: false, preventDefault: () => { event.defaultPrevented = true } }
  return event
}
