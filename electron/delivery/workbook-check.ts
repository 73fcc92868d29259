import { createInflateRaw } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'

const MAX_INFLATED_BYTES = 300 * 1024 * 1024
const MAX_RATIO = 100
/** A small file may be very regular without being a bomb. */
const RATIO_MATTERS_FROM = 10 * 1024 * 1024
const MAX_ENTRIES = 2000

interface Entry { name: string; method: number; compressed: number; offset: number }

/** Refuses workbooks with macros or links to other files, and archives that inflate beyond reason. Counts the bytes really inflated, whatever the directory says. */
export async function checkWorkbook(bytes: Buffer, fileName: string): Promise<void> {
  const entries = readDirectory(bytes, fileName)
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw new AppError('import.bad-workbook', { file: fileName })
  if (entries.some(({ name }) => /vbaProject|macrosheets\//i.test(name))) throw new AppError('import.workbook-macros', { file: fileName })
  if (entries.some(({ name }) => /externalLinks\//i.test(name))) throw new AppError('import.workbook-links', { file: fileName })
  let inflated = 0
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue
    inflated += await inflatedSize(contentOf(bytes, entry, fileName), entry.method, MAX_INFLATED_BYTES - inflated, fileName)
    if (inflated > RATIO_MATTERS_FROM && inflated > bytes.length * MAX_RATIO) throw new AppError('import.workbook-bomb', { file: fileName })
  }
}

/** The central directory (APPNOTE.TXT § 4.3.12), found from its end record. */
function readDirectory(bytes: Buffer, fileName: string): Entry[] {
  const bad = (): AppError => new AppError('import.bad-workbook', { file: fileName })
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw bad()
  const count = bytes.readUInt16LE(end + 10)
  if (count > MAX_ENTRIES) throw new AppError('import.workbook-bomb', { file: fileName })
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw bad()
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength), method: bytes.readUInt16LE(at + 10), compressed: bytes.readUInt32LE(at + 20), offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function contentOf(bytes: Buffer, { offset, compressed }: Entry, fileName: string): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) throw new AppError('import.bad-workbook', { file: fileName })
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  return bytes.subarray(start, start + compressed)
}

function inflatedSize(content: Buffer, method: number, limit: number, fileName: string): Promise<number> {
  if (method === 0) return Promise.resolve(content.length)
  return new Promise((resolve, reject) => {
    const inflate = createInflateRaw()
    let size = 0
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) inflate.destroy(new AppError('import.workbook-bomb', { file: fileName }))
    })
    inflate.on('end', () => resolve(size))
    inflate.on('error', (error) => reject(error instanceof AppError ? error : new AppError('import.bad-workbook', { file: fileName })))
    inflate.end(content)
  })
}
