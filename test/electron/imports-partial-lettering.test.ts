import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { warningValues } from '../../shared/imports/warning-values.ts'
import { formatEuros } from '../../shared/money.ts'
import { receipt, sale, writeFec, type FecLine } from '../fixtures/fec-fixture.ts'
import { asOf, openItems, withImportOffice, type ImportOffice } from '../fixtures/import-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

/** 5 000.00 invoiced, 2 000.00 paid of it, lettered with that code; and 850.00 not lettered. */
const ledger = (letter: string, more: FecLine[] = []): string =>
  writeFec([...sale('1', 'G', 500_000, { letter }), ...receipt('2', 'G', 200_000, { letter }), ...sale('3', 'G', 85_000), ...more])

const customerOf = async ({ api }: ImportOffice, code = 'G'): Promise<number> => (await api.receivables.customerByCode({ code }))!.id
const statementOf = async (office: ImportOffice) => office.api.accounts.statement({ customerId: await customerOf(office), from: null, asOf })

it('a lettering in lower case that does not balance is asked about, with how many and how much', withImportOffice(async (office) => {
  const path = ledger('a')
  const { questions, report } = await office.api.imports.preview({ path, options: {}, asOf })
  expect(questions).toEqual([{ option: 'partialLettering', code: 'partial-lettering', choices: ['open', 'settled'], details: { count: 1, due: formatEuros(300_000), overpaid: formatEuros(0) } }])
  expect(report).toBeNull()
  await expect(office.apply(path)).rejects.toMatchObject({ code: 'import.unanswered' })
}))

it.each([['a balanced one in lower case', [...sale('1', 'G', 500, { letter: 'a' }), ...receipt('2', 'G', 500, { letter: 'a' })]], ['one in upper case', [...sale('1', 'G', 500, { letter: 'A' }), ...receipt('2', 'G', 400, { letter: 'A' })]]])(
  '%s is not asked about', (_what, lines) => withImportOffice(async (office) => {
    expect((await office.api.imports.preview({ path: writeFec(lines), options: {}, asOf })).questions).toEqual([])
  })())

it('taken for partial, its credits pay its debits and the rest is due: rows and credits are the open balance of the file, its lines counted as not lettered', withImportOffice(async (office) => {
  const report = await office.apply(ledger('a'), { partialLettering: 'open' })
  expect(report).toMatchObject({ openCents: 385_000, shownCents: 385_000, unallocatedCreditCents: 0, unbalancedGroups: [] })
  expect(report.warnings.map(({ code, details }) => [code, details])).toContainEqual(['partial-lettering', { count: 1, dueCents: 300_000, overpaidCents: 0 }])
  expect(await openItems(office)).toEqual(['G FA1 2025-02-14 500000 300000 0', 'G FA3 2025-02-14 85000 85000 0'])
  expect(await statementOf(office)).toMatchObject({ closingCents: 385_000, partlyLettered: [] })
}))

it('taken for partial, what is paid too much is a credit of the customer', withImportOffice(async (office) => {
  const report = await office.apply(writeFec([...sale('1', 'G', 10_000, { letter: 'ab' }), ...receipt('2', 'G', 12_500, { letter: 'ab' })]), { partialLettering: 'open' })
  expect(report).toMatchObject({ openCents: -2_500, shownCents: -2_500, unallocatedCreditCents: 2_500, counts: { allocationsAdded: 1 } })
}))

it('what is due and what was paid too much are two figures, never added up: in the question, the report and the statement', withImportOffice(async (office) => {
  const path = writeFec([...sale('1', 'G', 50_000, { letter: 'a' }), ...receipt('2', 'G', 20_000, { letter: 'a' }), ...sale('3', 'G', 10_000, { letter: 'b' }), ...receipt('4', 'G', 16_000, { letter: 'b' })])
  expect((await office.api.imports.preview({ path, options: {}, asOf })).questions).toMatchObject([{ details: { count: 2, due: formatEuros(30_000), overpaid: formatEuros(6_000) } }])
  const { report } = await office.api.imports.preview({ path, options: { partialLettering: 'open' }, asOf })
  const told = report!.warnings.find(({ code }) => code === 'partial-lettering')!
  expect(translate('fr', 'imports.warning.partial-lettering', warningValues(told))).toContain(`Reste dû : ${formatEuros(30_000)}. Payé en trop : ${formatEuros(6_000)}.`)
  await office.apply(path, { partialLettering: 'settled' })
  const paper = await readPdf(await office.api.accounts.previewStatement({ customerId: await customerOf(office), from: null, asOf }))
  expect(paper[0]!.text.replace(/\s+/g, ' ')).toContain('à vérifier : FA1 300,00 € à votre débit, VIR4 60,00 € en votre faveur.')
}))

it('the answer holds for the next export of the same books, in which the rest is paid and the letter is a capital', withImportOffice(async (office) => {
  await office.apply(ledger('a'), { partialLettering: 'open' })
  const still = writeFec([...sale('1', 'G', 500_000, { letter: 'a' }), ...receipt('2', 'G', 200_000, { letter: 'a' }), ...sale('3', 'G', 85_000), ...sale('4', 'G', 100)])
  expect(await office.apply(still)).toMatchObject({ openCents: 385_100, shownCents: 385_100, counts: { dueDatesAdded: 1, allocationsAdded: 0 } })
  const paid = writeFec([...sale('1', 'G', 500_000, { letter: 'A' }), ...receipt('2', 'G', 200_000, { letter: 'A' }), ...receipt('5', 'G', 300_000, { letter: 'A' }), ...sale('3', 'G', 85_000), ...sale('4', 'G', 100)])
  expect(await office.apply(paid)).toMatchObject({ openCents: 85_100, shownCents: 85_100, unbalancedGroups: [] })
  expect(await openItems(office)).toEqual(['G FA3 2025-02-14 85000 85000 0', 'G FA4 2025-02-14 100 100 0'])
}))

it.each([['taken for a lettering like any other', 'a'], ['in upper case', 'AB']])('%s, the rest is settled by the books, and a statement says that it is to be checked, never that it is settled', (_what, letter) => withImportOffice(async (office) => {
  const report = await office.apply(ledger(letter), { partialLettering: 'settled' })
  expect(report).toMatchObject({ openCents: 85_000, shownCents: 85_000, unbalancedGroups: [{ code: letter, debitCents: 500_000, creditCents: 200_000 }] })
  const statement = await statementOf(office)
  expect(statement).toMatchObject({ closingCents: 85_000, partlyLettered: [{ on: '2025-01-15', reference: 'FA1', cents: 300_000 }] })
  const paper = await readPdf(await office.api.accounts.previewStatement({ customerId: await customerOf(office), from: null, asOf }))
  expect(paper[0]!.text.replace(/\s+/g, ' ')).toContain('Le solde ne comprend pas ces restes, lettrés partiellement en comptabilité et à vérifier : FA1 3 000,00 € à votre débit.')
  expect(paper[0]!.text).not.toContain('Soldé en comptabilité')
  expect(statement.movements.map(({ kind }) => kind)).toContain('partly-lettered')
  expect(statement.movements.map(({ kind }) => kind)).not.toContain('settled-by-source')
})())

it('once the lettering balances, or is taken off, in the next export, nothing is left to be checked; undoing that import brings it back', withImportOffice(async (office) => {
  await office.apply(ledger('AB'))
  const taken = await office.apply(ledger(''))
  expect(taken).toMatchObject({ openCents: 385_000, shownCents: 385_000 })
  expect(await statementOf(office)).toMatchObject({ closingCents: 385_000, partlyLettered: [] })
  await office.api.imports.undo({ id: taken.importId! })
  expect(await statementOf(office)).toMatchObject({ closingCents: 85_000, partlyLettered: [{ reference: 'FA1', cents: 300_000 }] })
  await office.apply(ledger('AB', receipt('9', 'G', 300_000, { letter: 'AB' })))
  expect(await statementOf(office)).toMatchObject({ closingCents: 85_000, partlyLettered: [] })
}))

it('half of a lettering across two years is settled, not partly: its payment is in the next file', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'G', 500_000, { letter: 'ZZ' }), ...sale('3', 'G', 85_000)]))
  const statement = await statementOf(office)
  expect(statement.partlyLettered).toEqual([])
  expect(statement.movements.map(({ kind }) => kind)).toContain('settled-by-source')
}))

it('of many statements, one to be checked is written and not sent by e-mail', withImportOffice(async (office) => {
  await office.apply(writeFec([...sale('1', 'G', 500_000, { letter: 'AB' }), ...receipt('2', 'G', 200_000, { letter: 'AB' }), ...sale('3', 'H', 85_000)]))
  const ids = [await customerOf(office, 'G'), await customerOf(office, 'H')]
  for (const id of ids) await office.api.receivables.saveCustomer({ ...await office.api.receivables.customer({ id }), email1: 'compta@client.example' })
  const written = await office.api.accounts.writeStatements({ customerIds: Int32Array.from(ids), from: null, asOf: localDate('2025-12-31'), format: 'pdf', sendsEmail: true, outFolder: null })
  expect(written.map(({ customerCode, isQueued, isPartlyLettered }) => [customerCode, isQueued, isPartlyLettered])).toEqual([['G', false, true], ['H', true, false]])
}, { press: new PaperPress() }))
