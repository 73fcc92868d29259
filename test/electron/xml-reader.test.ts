import { describe, expect, it } from 'vitest'
import { readXml } from '../../electron/delivery/xml-reader.ts'

const read = (text: string) => readXml(Buffer.from(text))

describe('an XML document', () => {
  it('is read with its namespaces, attributes, texts and places', () => {
    const root = read('<?xml version="1.0" encoding="UTF-8"?>\n<a:list xmlns:a="urn:one" xmlns="urn:two">\n  <item id="1" a:kind="x">Été &amp; <![CDATA[<hiver>]]></item>\n</a:list>')
    expect(root).toMatchObject({ name: 'list', namespace: 'urn:one', children: [{ name: 'item', namespace: 'urn:two', text: 'Été & <hiver>', line: 3 }] })
    expect([...root.attributes]).toEqual([])
    expect([...root.children[0]!.attributes]).toEqual([['id', '1'], ['kind', 'x']])
  })

  it.each([
    ['UTF-8 without a declaration', Buffer.from('<a>é</a>')],
    ['UTF-8 with its mark', Buffer.from('\ufeff<?xml version="1.0"?><a>é</a>')],
    ['ISO-8859-1 as declared', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1')],
    ['windows-1252 as declared', Buffer.from('<?xml version=\'1.0\' encoding=\'windows-1252\'?><a>é</a>', 'latin1')],
    ['UTF-16 by its mark', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>é</a>', 'utf16le')],
  ])('is read in %s', (_encoding, bytes) => {
    expect(readXml(bytes).text).toBe('é')
  })

  it.each([
    ['an element left open', '<a>\n<b></a>', { code: 'xml.not-well-formed', details: expect.objectContaining({ line: 2, column: 7 }) as unknown }],
    ['nothing', '', { code: 'xml.empty' }],
    ['white space alone', ' \n ', { code: 'xml.empty' }],
    ['no XML at all', 'Date;Montant\n01/02/2026;12,00', { code: 'xml.none' }],
    ['bytes that are not of its encoding', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>\xe9</a>', 'latin1'), { code: 'xml.encoding', details: { encoding: 'utf-8' } }],
    ['an encoding nobody knows', '<?xml version="1.0" encoding="x-none"?><a/>', { code: 'xml.encoding', details: { encoding: 'x-none' } }],
    ['elements a thousand deep', '<a>'.repeat(1000) + '</a>'.repeat(1000), { code: 'xml.too-large' }],
    ['an entity that is not declared', '<a>&secret;</a>', { code: 'xml.not-well-formed' }],
    ['entities that multiply', '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>', { code: 'xml.document-type' }],
    ['an entity outside of it', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>', { code: 'xml.document-type' }],
    ['a document type outside of it', '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>', { code: 'xml.document-type' }],
  ])('is refused when it is %s', (_what, content, failure) => {
    expect(() => readXml(Buffer.from(content as string))).toThrow(expect.objectContaining(failure))
  })
})
