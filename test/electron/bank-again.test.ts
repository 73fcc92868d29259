import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBankOffice, type BankOffice } from '../fixtures/bank-office.ts'
import { camt, cfonb, ofx, type SampleMovement } from '../fixtures/bank-samples.ts'

let open: BankOffice
beforeEach(async () => { open = await openBankOffice() })
afterEach(() => open.close())

const on = (day: number, cents: number, label: string, reference = ''): SampleMovement => ({ on: `2026-03-${String(day).padStart(2, '0')}`, cents, label, reference })
const dupont = on(10, 30_000, 'VIR DUPONT')

describe('one file after another', () => {
  it.each<[string, string[], number]>([
    ['FITID that change at each download', [ofx([on(10, 30_000, 'VIR DUPONT', 'A1'), on(10, 30_000, 'VIR DUPONT', 'A2'), on(12, 500, 'VIR MARTIN', 'A3')]), ofx([on(10, 30_000, 'VIR DUPONT', 'B1'), on(10, 30_000, 'VIR DUPONT', 'B2'), on(12, 500, 'VIR MARTIN', 'B3')])], 0],
    ['FITID that change, and one payment more of the same words', [ofx([on(10, 30_000, 'VIR DUPONT', 'A1')]), ofx([on(10, 30_000, 'VIR DUPONT', 'B1'), on(10, 30_000, 'VIR DUPONT', 'B2')])], 1],
    ['FITID that do not change tell two payments of the same words apart', [ofx([on(9, 5, 'VIR X', 'A0'), on(10, 30_000, 'VIR DUPONT', 'A1')]), ofx([on(9, 5, 'VIR X', 'A0'), on(10, 30_000, 'VIR DUPONT', 'A1'), on(10, 30_000, 'VIR DUPONT', 'A2')])], 1],
    ['two files whose balances follow: the same payment of one day in both is two', [cfonb(0, [dupont], '2026-03-01', '2026-03-10'), cfonb(30_000, [dupont], '2026-03-10', '2026-03-20')], 1],
    ['two files of two formats whose balances follow', [cfonb(0, [dupont], '2026-02-20', '2026-03-01'), camt(30_000, [{ ...dupont, reference: 'R1' }])], 1],
    ['two files that overlap: what both tell is one', [cfonb(0, [dupont], '2026-03-01', '2026-03-10'), cfonb(0, [dupont, on(15, 5, 'VIR X')], '2026-03-01', '2026-03-20')], 1],
    ['a day that ends as it began may be told twice', [cfonb(500, [dupont, on(10, -30_000, 'PRLV EDF')], '2026-03-10', '2026-03-10'), cfonb(500, [dupont, on(10, -30_000, 'PRLV EDF'), on(11, 5, 'VIR X')], '2026-03-10', '2026-03-11')], 1],
    ['a day that ends as it began, at the end of a month', [cfonb(0, [on(2, 500, 'VIR Y'), dupont, on(10, -30_000, 'PRLV EDF')], '2026-03-01', '2026-03-10'), cfonb(500, [dupont, on(11, 5, 'VIR X')], '2026-03-10', '2026-03-11')], 1],
  ])('%s', async (_what, files, added) => {
    for (const file of files.slice(0, -1)) await open.importText(file)
    expect(await open.importText(files.at(-1)!)).toMatchObject({ added })
    for (const file of files) expect(await open.importText(file)).toMatchObject({ added: 0 })
  })

  it('whose references have changed says so', async () => {
    await open.importText(ofx([on(10, 30_000, 'VIR DUPONT', 'A1')]))
    expect((await open.importText(ofx([on(10, 30_000, 'VIR DUPONT', 'B1'), on(11, 5, 'VIR X', 'B2')]))).warnings).toMatchObject([{ code: 'other-reference', details: { count: 1, on: '2026-03-10' } }])
  })

  it('that does not begin where the account had ended is told: days are missing', async () => {
    const february = cfonb(100_000, [{ ...dupont, on: '2026-02-10' }], '2026-02-01', '2026-02-28')
    const april = cfonb(175_000, [{ ...dupont, on: '2026-04-10' }], '2026-03-31', '2026-04-30')
    expect((await open.importText(february)).warnings).toEqual([])
    const gap = { code: 'gap', line: 1, details: { account: '30004 00821 00010123456', from: '2026-02-28', to: '2026-03-31' } }
    expect((await open.importText(april)).warnings).toEqual([gap])
    // what the dossier has already says nothing of it again, what goes on does not either
    expect((await open.importText(april)).warnings).toEqual([])
    expect((await open.importText(cfonb(130_000, [{ ...dupont, cents: 45_000 }], '2026-02-28', '2026-03-31'))).warnings).toEqual([])
    expect((await open.importText(cfonb(175_000, [{ ...dupont, on: '2026-04-10' }, { ...dupont, on: '2026-05-02' }], '2026-03-31', '2026-05-05'))).warnings).toEqual([])
    // OFX gives the balance of some moment only
    expect((await open.importText(ofx([{ ...dupont, on: '2026-06-10', reference: 'X' }]))).warnings).toEqual([])
  })
})
