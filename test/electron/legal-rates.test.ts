import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import type { RateRow } from '../../shared/legal/legal-contract.ts'
import { memoryDatabase } from '../../electron/db/database.ts'
import { rateRepository } from '../../electron/legal/rate-repository.ts'
import { openOffice, resources, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'

const asOf = localDate('2026-11-20')
let open: OpenOffice
afterEach(() => open.close())

const rowOf = (rows: readonly RateRow[], table: string, halfYear: string): RateRow | undefined => rows.find((row) => row.table === table && row.halfYear === halfYear)
const ecb = (halfYear: '2025-S2' | '2026-S1' | '2026-S2' | '2027-S1', rateBp: number | null, source = 'Banque de France', isSure = false) => ({ table: 'ecb' as const, halfYear, rateBp, source, isSure, asOf })

describe('the dated rates of a dossier', () => {
  it('starts with the rates shipped, each with its source, and without the half-year no official source confirms', async () => {
    open = await openOffice()
    const { rows, proposals } = await open.api.legal.rates({ asOf })
    expect(['2024-S1', '2024-S2', '2025-S1', '2025-S2', '2026-S1', '2026-S2'].map((halfYear) => [rowOf(rows, 'ecb', halfYear)?.rateBp, rowOf(rows, 'legal', halfYear)?.rateBp]))
      .toEqual([[450, 507], [425, 492], [315, 371], [215, 276], [215, 262], [null, null]])
    expect(rowOf(rows, 'legal', '2026-S1')).toMatchObject({ source: expect.stringContaining('15 décembre 2025') as string, origin: 'shipped' })
    expect(rowOf(rows, 'legal', '2026-S2')).toMatchObject({ origin: 'missing', changes: 0 })
    expect(rows.filter((row) => row.origin !== 'missing' && row.source === '')).toEqual([])
    expect(proposals).toEqual([])
  })

  it('keeps what stood before, who wrote it and when', async () => {
    open = await openOffice()
    await open.api.legal.saveRate(ecb('2026-S2', 240, 'Page de la BCE'))
    const row = await open.api.legal.saveRate(ecb('2026-S2', 265, 'Banque de France, relevé le 20/11/2026'))
    expect(row).toMatchObject({ rateBp: 265, origin: 'typed', changes: 2 })
    await open.api.legal.saveRate(ecb('2026-S2', null, 'saisi par erreur'))
    const history = await open.api.legal.rateHistory({ table: 'ecb', halfYear: '2026-S2' })
    expect(history.map(({ beforeBp, afterBp, source }) => [beforeBp, afterBp, source])).toEqual([
      [265, null, 'saisi par erreur'], [240, 265, 'Banque de France, relevé le 20/11/2026'], [null, 240, 'Page de la BCE'],
    ])
    for (const { changedAt, changedBy } of history) expect([changedAt, changedBy]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT/), expect.stringMatching(/./)])
  })

  it.each([
    ['a rate typed without its decimal mark', ecb('2026-S2', 21_500), 'legal.rate-refused'],
    ['a rate without source', ecb('2026-S2', 215, '  '), 'legal.rate-refused'],
    ['a half-year that is far ahead', { ...ecb('2027-S1', 215), asOf: localDate('2026-11-20') }, 'legal.rate-refused'],
    ['a rate far from its neighbour’s, until one is sure', ecb('2026-S2', 615), 'legal.rate-doubtful'],
    ['a half-year that is none', { ...ecb('2026-S2', 215), halfYear: '2026-S3' as '2026-S2' }, 'call.invalid-input'],
  ])('refuses %s', async (_title, rate, code) => {
    open = await openOffice()
    await expect(open.api.legal.saveRate(rate)).rejects.toMatchObject({ code })
    expect(rowOf((await open.api.legal.rates({ asOf })).rows, 'ecb', '2026-S2')?.origin).toBe('missing')
  })

  it('takes a rate far from its neighbour’s from who is sure, and the next half-year a month ahead', async () => {
    open = await openOffice()
    expect((await open.api.legal.saveRate({ ...ecb('2026-S2', 615), isSure: true })).rateBp).toBe(615)
    expect((await open.api.legal.saveRate({ ...ecb('2027-S1', 600), asOf: localDate('2026-12-20') })).rateBp).toBe(600)
  })

  it('proposes what a later version ships and writes it only when asked; a rate changed on purpose is not proposed again', async () => {
    const later = join(temporaryFolder(), 'resources')
    cpSync(resources, later, { recursive: true })
    open = await openOffice({ resources: later })
    await open.api.legal.saveRate(ecb('2025-S2', 220))
    const file = join(later, 'legal', 'rates.json')
    const tables = JSON.parse(readFileSync(file, 'utf8')) as Record<'ecb' | 'legal', unknown[]>
    tables.ecb.push({ halfYear: '2026-S2', rateBp: 240, source: 'Banque de France' })
    mkdirSync(join(later, 'legal'), { recursive: true })
    writeFileSync(file, JSON.stringify(tables))
    const { rows, proposals } = await open.api.legal.rates({ asOf })
    expect(proposals).toEqual([{ table: 'ecb', halfYear: '2026-S2', presentBp: null, rateBp: 240, source: 'Banque de France' }])
    expect(rowOf(rows, 'ecb', '2026-S2')?.rateBp).toBeNull()
    await open.api.legal.acceptProposal({ table: 'ecb', halfYear: '2026-S2' })
    const after = await open.api.legal.rates({ asOf })
    expect([rowOf(after.rows, 'ecb', '2026-S2')?.rateBp, after.proposals]).toEqual([240, []])
  })

  it('no SQL rewrites what was entered', async () => {
    open = await openOffice()
    const sql = memoryDatabase()
    rateRepository(sql, resources).fillWhenEmpty()
    for (const change of ['UPDATE legal_rate_change SET rate_bp = 1', 'DELETE FROM legal_rate_change']) expect(() => sql.exec(change)).toThrow('what was entered stays')
    sql.close()
  })
})
