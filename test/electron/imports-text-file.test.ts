import { expect, it } from 'vitest'
import { parseFecAmount } from '../../shared/imports/fec-rules.ts'
import { LineFields } from '../../electron/imports/line-fields.ts'
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
  const fields = new LineFields()
  readLines(path, 'utf-8', fields, (number) => {
    expect(number).toBe(read.length + 1)
    read.push(fields.text())
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
    const fields = new LineFields()
    readLines(path, 'utf-16le', fields, () => read.push(fields.text()))
    expect(read).toEqual(['Code;Nom', 'C1;Hélène'])
  }
  expect(inspectFile(writeFile('liste.csv', Buffer.from(Uint16Array.from({ length: 400 }, (_value, index) => index).buffer))).encoding).toBeNull()
})

it('a line that is not in the encoding asked for is named', () => {
  const path = writeFile('liste.txt', Buffer.concat([Buffer.from('é plain text\r\n'.repeat(20_000)), Buffer.from([0xe9, 10]), Buffer.from('plain text\r\n'.repeat(20_000))]))
  const fields = new LineFields()
  expect(() => readLines(path, 'utf-8', fields, () => undefined)).toThrow(expect.objectContaining({ code: 'import.wrong-encoding', details: { file: 'liste.txt', line: 20_001, encoding: 'utf-8' } }))
})

it.each(['', '0,00', '1,5', '12', '1234,56', '1234.56', '0000000074,70', '9999999999,99', '99999999999,99', '-708,91', ' 12,00', '12,00 ', '1,234,56', '1 234,56', '12,3x', ',50', '.5', '1,234', '٣٤,٥٦'])('an amount is the same read out of the bytes or out of the text: « %s »', (amount) => {
  const path = writeFile('montants.txt', `a\tb\tc\nx\t${amount}\ty\n`)
  const fields = new LineFields()
  const read: number[] = []
  readLines(path, 'utf-8', fields, (line) => {
    if (line === 1) fields.separateBy('\t')
    else read.push(fields.plainCents(1))
    expect(line === 1 ? fields.text() : fields.get(1)).toBe(line === 1 ? 'a\tb\tc' : amount)
  })
  const cents = parseFecAmount(amount)
  expect(read).toHaveLength(1)
  expect([-1, cents]).toContain(read[0])
  expect(read[0] === -1).toBe(!/^\d{1,10}[.,]\d\d$/.test(amount))
})
