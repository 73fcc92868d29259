import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { companyProblems } from '../../shared/dossiers/company-rules.ts'
import { isEmail, isSiren, isVatNumber } from '../../shared/identifiers.ts'
import { parsePaymentTerm } from '../../shared/receivables/payment-term-rules.ts'
import { readSample } from '../../electron/dossiers/demonstration.ts'
import { resources } from '../fixtures/office-fixture.ts'

const { asOf, company, files } = readSample(resources)
const [customerFile, ledgerFile] = files as [string, string]
const ledger = readFileSync(ledgerFile, 'utf8').trimEnd().split('\r\n').slice(1).map((line) => line.split('\t'))
const customers = readFileSync(customerFile, 'utf8').trimEnd().split('\r\n').slice(1).map((line) => line.split(';'))
const centsOf = (text: string): number => Number(text.replace(',', ''))

it('every entry of the sample books balances', () => {
  const balances = new Map<string, number>()
  for (const row of ledger) balances.set(row[2]!, (balances.get(row[2]!) ?? 0) + centsOf(row[11]!) - centsOf(row[12]!))
  expect([...balances].filter(([, balance]) => balance !== 0)).toEqual([])
})

it('the books end before the day of the demonstration, and every customer of theirs is in the list', () => {
  const days = ledger.map((row) => row[3]!)
  expect(days.every((day) => day >= '20231101' && day <= '20261031')).toBe(true)
  expect(asOf).toBe('2026-11-20')
  const codes = new Set(customers.map(([code]) => code))
  expect(codes.size).toBe(60)
  expect([...new Set(ledger.map((row) => row[6]!))].filter((code) => code !== '' && !codes.has(code))).toEqual([])
})

it('the company and the customers pass the checks of the product', () => {
  expect(companyProblems(company)).toEqual([])
  expect(basename(ledgerFile)).toBe(`${company.siren}FEC20261031.txt`)
  for (const row of customers) {
    expect(row).toHaveLength(18)
    const [, name, , , , , , , , email, siren, vatNumber, term] = row
    expect([name, siren === '' || isSiren(siren!), vatNumber === '' || isVatNumber(vatNumber!), email === '' || isEmail(email!), parsePaymentTerm(term!) !== null]).toEqual([name, true, true, true, true])
  }
})

it('the books hold what an accountant meets: partial payments, credit notes, money nobody matched, a group short of 10 €', () => {
  const open = ledger.filter((row) => row[4] === '411000' && row[13] === '')
  const openPieces = new Set(open.filter((row) => centsOf(row[11]!) > 0).map((row) => `${row[6]} ${row[8]}`))
  const credits = open.filter((row) => centsOf(row[12]!) > 0)
  expect(credits.filter((row) => openPieces.has(`${row[6]} ${row[8]}`)).length).toBeGreaterThan(3)
  expect(credits.filter((row) => row[0] === 'VE').length).toBeGreaterThan(0)
  expect(credits.filter((row) => row[0] === 'BQ' && !openPieces.has(`${row[6]} ${row[8]}`)).length).toBeGreaterThanOrEqual(2)
  const groups = new Map<string, number>()
  for (const row of ledger) if (row[13] !== '') groups.set(`${row[6]} ${row[13]}`, (groups.get(`${row[6]} ${row[13]}`) ?? 0) + centsOf(row[11]!) - centsOf(row[12]!))
  expect([...groups.values()].filter((balance) => balance !== 0)).toEqual([1000])
  expect(readFileSync(join(resources, 'sample/README.md'), 'utf8')).toContain('clients.csv')
})
