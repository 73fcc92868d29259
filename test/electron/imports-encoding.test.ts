import { expect, it } from 'vitest'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { asOf, withImportOffice } from '../fixtures/import-fixture.ts'

const LIST = ['Code client;Nom;Adresse;CP;Ville', 'C1;Mme Hélène Lefèvre;1 place de l’Église;36000;Châteauroux', 'C2;Société Générale;3 rue du Général Foÿ;18000;Bourges'].join('\r')
const macRoman = new TextDecoder('macintosh').decode(Uint8Array.from({ length: 128 }, (_value, index) => 0x80 + index))
const inMacRoman = (text: string): Buffer => Buffer.from(Uint8Array.from(text, (character) => (character < '\x80' ? character.charCodeAt(0) : 0x80 + macRoman.indexOf(character))))

it('customers of a Mac Roman file keep their accents', withImportOffice(async (office) => {
  const report = await office.apply(writeFile('clients.csv', inMacRoman(LIST.replaceAll('\r', '\r\n'))))
  expect([report.counts.customersAdded, report.warnings]).toEqual([2, []])
  expect(await office.rows('SELECT o.name, a.line1, a.city FROM organisation o JOIN address a ON a.organisation_id = o.id ORDER BY o.code')).toEqual([
    { name: 'Mme Hélène Lefèvre', line1: '1 place de l’Église', city: 'Châteauroux' }, { name: 'Société Générale', line1: '3 rue du Général Foÿ', city: 'Bourges' },
  ])
}))

it.each<[string, Buffer, string]>([
  ['a file converted twice', Buffer.from('Code client;Nom\r\nC1;SociÃ©tÃ© du RhÃ´ne\r\n'), 'SociÃ©tÃ©'],
  ['a file whose accents were lost before', Buffer.from('Code client;Nom\r\nC1;Soci\ufffdt\ufffd\r\n'), 'Soci\ufffdt\ufffd'],
])('%s is told before anything is written; a person may go on', (_title, bytes, word) => withImportOffice(async (office) => {
  const path = writeFile('clients.csv', bytes)
  const { report, options } = await office.api.imports.preview({ path, options: {}, asOf })
  expect(report!.warnings).toEqual([{ code: 'encoding-doubtful', line: 0, column: 0, details: { word } }])
  expect((await office.api.imports.preview({ path, options: { encoding: options.encoding }, asOf })).report!.warnings).toEqual([])
})())
