/** Writes values as text and reads them back, as far as the structured clone algorithm carries them. */
export interface Codec {
  /** Throws DataCloneError where Electron's IPC would: functions, proxies, symbols, DOM nodes. */
  encode(value: unknown): string
  decode(text: string): unknown
}

/** Self-contained: also injected into pages by its source. */
export function makeCodec(): Codec {
  type Tagged = { $type: string; value: unknown }

  const toBase64 = (bytes: Uint8Array): string => {
    let binary = ''
    for (let start = 0; start < bytes.length; start += 0x8000) binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
    return btoa(binary)
  }
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

  const pack = (value: unknown): unknown => {
    if (value === undefined) return { $type: 'undefined', value: null }
    if (typeof value === 'bigint') return { $type: 'bigint', value: String(value) }
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : { $type: 'number', value: Object.is(value, -0) ? '-0' : String(value) }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(pack)
    if (value instanceof Date) return { $type: 'date', value: value.getTime() }
    if (value instanceof Map) return { $type: 'map', value: [...value].map(pack) }
    if (value instanceof Set) return { $type: 'set', value: [...value].map(pack) }
    if (value instanceof Error) return { $type: 'error', value: [value.name, value.message] }
    if (value instanceof ArrayBuffer) return { $type: 'ArrayBuffer', value: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) return { $type: value.constructor.name, value: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    const entries = Object.entries(value).map(([key, item]) => [key, pack(item)])
    return '$type' in value ? { $type: 'object', value: entries } : Object.fromEntries(entries)
  }

  const unpackTagged = ({ $type, value }: Tagged): unknown => {
    switch ($type) {
      case 'undefined': return undefined
      case 'bigint': return BigInt(value as string)
      case 'number': return Number(value)
      case 'date': return new Date(value as number)
      case 'map': return new Map((value as unknown[]).map((entry) => unpack(entry) as [unknown, unknown]))
      case 'set': return new Set((value as unknown[]).map(unpack))
      case 'error': return Object.assign(new Error((value as string[])[1]), { name: (value as string[])[0] })
      case 'object': return Object.fromEntries((value as [string, unknown][]).map(([key, item]) => [key, unpack(item)]))
      case 'ArrayBuffer': return fromBase64(value as string).buffer
      default: return new (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[$type]!(fromBase64(value as string).buffer)
    }
  }

  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    if ('$type' in value) return unpackTagged(value as Tagged)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]))
  }

  return { encode: (value) => JSON.stringify(pack(structuredClone(value))), decode: (text) => unpack(JSON.parse(text)) }
}
