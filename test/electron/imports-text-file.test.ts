import { expect, it } from 'vitest'
import { inspectFile, readLines } from '../../electron/imports/text-file.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'

const block = 1 << 20

it.each([0, 1, 2, 3])('characters that fall on the border of two blocks are read whole (%d bytes before)', (shift) => {
  const lines = ['x'.repeat(shift), ...Array.from({ length: 3 }, () => 'plain text\n'.repeat(30_000).trimEnd()).join('\n').split('\n'), ...Array.from({ length: 20_000 }, (_value, index) => `é€😀 ${index} `.repeat(9))]
  const text = lines.join('\r\n')
  const path = writeFile('liste.txt', text)
  expect(Buffer.byteLength(text)).toBeGreaterThan(3 * block)
  expect(inspectFile(path)).toMatchObject({ encoding: 'utf-8', sizeBytes: Buffer.byteLength(text) })
  const read: string[] = []
  readLines(path, 'utf-8', (line, number) => {
    expect(number).toBe(read.length + 1)
    read.push(line)
  })
  expect(read.join('\r\n') === text).toBe(true)
})

it('one byte that is no UTF-8, megabytes from the start, makes the whole file windows-1252', () => {
  const path = writeFile('liste.txt', Buffer.concat([Buffer.from('plain text\r\n'.repeat(200_000)), Buffer.from([0xe9])]))
  expect(inspectFile(path).encoding).toBe('windows-1252')
})

it('UTF-16 little endian is read with and without its mark; a file of numbers is still no text', () => {
  const text = 'Code;Nom\r\nC1;Hélène\r\n'
  for (const mark of ['\ufeff', '']) {
    const path = writeFile('liste.csv', Buffer.from(mark + text, 'utf16le'))
    expect(inspectFile(path).encoding).toBe('utf-16le')
    const read: string[] = []
    readLines(path, 'utf-16le', (line) => read.push(line))
    expect(read).toEqual(['Code;Nom', 'C1;Hélène'])
  }
  expect(inspectFile(writeFile('liste.csv', Buffer.from(Uint16Array.from({ length: 400 }, (_value, index) => index).buffer))).encoding).toBeNull()
})
