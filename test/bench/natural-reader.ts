import { isAscii } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'

const CHUNK_BYTES = 1 << 17

/** Calls `onLine` with each line of a UTF-8 file: streamed, decoded and split as a good program does it that makes every line a text. What parsing alone is measured with. */
export function readLines(path: string, onLine: (line: string) => void): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  const descriptor = openSync(path, 'r')
  let rest = ''
  /** The decoder is only left alone between whole characters */
  let isWhole = true
  for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
    const chunk = buffer.subarray(0, length)
    const isPlain: boolean = isWhole && isAscii(chunk)
    isWhole = isPlain || chunk.at(-1)! < 0x80
    const text = rest + (isPlain ? chunk.toString('latin1') : decoder.decode(chunk, { stream: true }))
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      let last = end
      while (last > from && text.charCodeAt(last - 1) === 13) last--
      onLine(text.slice(from, last))
      from = end + 1
    }
    rest = text.slice(from)
  }
  closeSync(descriptor)
  const last = rest + decoder.decode()
  if (last !== '') onLine(last)
}
