import { beforeEach, expect, it } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { localDate } from '../../shared/date.ts'
import { ciiXml, pdfWith, ublXml } from '../fixtures/einvoice-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { openOffice, resources } from '../fixtures/office-fixture.ts'

async function relais(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await runCli(args, { out: (text) => { out += text }, err: (text) => { err += text }, today: () => localDate('2026-03-31'), resources })
  return { code, out: out.replaceAll('\u00a0', ' '), err: err.replaceAll('\u00a0', ' ') }
}

let dossier: string
beforeEach(async () => {
  const { folder, close } = await openOffice()
  dossier = folder
  await close()
})

it('« import-invoices » imports several files at once and says what each brings; those refused are named, with exit code 1', async () => {
  const files = [writeFile('a.pdf', Buffer.from(await pdfWith({ name: 'factur-x.xml', content: ciiXml() }))), writeFile('b.xml', ublXml({ number: 'AV-2', total: '20.00' }, 'CreditNote'))]
  const answer = await relais('import-invoices', ...files, '--dossier', dossier)
  expect(answer).toEqual({ code: 0, err: '', out: 'a.pdf : Importée, Facture FA-1, Hôtel des Alpes, à payer 120,00 €, échéance 14/02/2026\nb.xml : Importée, Avoir AV-2, Hôtel des Alpes, à payer -20,00 €, échéance 14/02/2026\nImportées : 2 · déjà connues : 0 · refusées : 0 · reste à payer : 100,00 €\n' })
  const again = await relais('import-invoices', ...files, writeFile('c.xml', 'rien'), '--dossier', dossier)
  expect([again.code, again.err]).toEqual([1, 'c.xml : Ce fichier n’est pas du XML. Rien n’a été lu.\n'])
  expect(again.out).toContain('Importées : 0 · déjà connues : 2 · refusées : 1')
})

it('what only a person can decide is answered by an option; until then nothing is written', async () => {
  const file = writeFile('a.xml', ciiXml({ seller: { name: 'Les Comptoirs' } }))
  const asked = await relais('import-invoices', file, '--dossier', dossier)
  expect(asked.code).toBe(1)
  expect(asked.err).toContain('Donnez --own-seller yes ou no.')
  expect(asked.err.trim().split('\n').at(-1)).toBe('Rien n’a été importé : répondez d’abord aux questions ci-dessus.')
  const answered = await relais('import-invoices', file, '--dossier', dossier, '--own-seller', 'yes', '--json')
  expect(answered.code).toBe(0)
  expect(JSON.parse(answered.out)).toMatchObject({ importId: 1, counts: { added: 1 }, rows: [{ state: 'new', invoice: { number: 'FA-1', payableCents: 12_000 } }] })
})

it.each([
  { args: [], message: 'Utilisation : relais import-invoices FICHIER…' },
  { args: ['a.xml', '--own-seller', 'peut-être'], message: '--own-seller' },
])('wrong usage is told before the dossier is opened', async ({ args, message }) => {
  const { code, err } = await relais('import-invoices', ...args, '--dossier', dossier)
  expect(code).toBe(2)
  expect(err).toContain(message)
})
