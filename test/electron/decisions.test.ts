import { afterEach, describe, expect, it } from 'vitest'
import { fillSampleDecisions } from '../../electron/decisions/sample-decisions.ts'
import { localDate } from '../../shared/date.ts'
import { DECISION_TABLES } from '../../shared/decisions/table-rules.ts'
import { openOffice, resources, type OpenOffice } from '../fixtures/office-fixture.ts'

const PARTICULAR = 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR'
let open: OpenOffice | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

describe('« Gérer les tables de décision »', () => {
  it('X-04 M-104 a table is found by a part of its name, whatever its case', async () => {
    open = await openOffice()
    expect(await open.api.decisions.tables({ search: 'generique' })).toEqual([{ name: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rowCount: 0 }])
    expect(await open.api.decisions.tables({ search: '' })).toHaveLength(3)
    expect(await open.api.decisions.tables({ search: 'FACTURE' })).toEqual([])
  })

  it('X-04 X-05 rows are kept in the order they are saved in, and numbered so', async () => {
    open = await openOffice()
    const rows = [['Taille', 'GRAND.*', '25', '01|02', '*'], ['*', 'ECOLE', '05', '*', '1 | 15']]
    const expected = [{ position: 1, cells: ['Taille', 'GRAND.*', '25', '01|02', '*'] }, { position: 2, cells: ['*', 'ECOLE', '5', '*', '1|15'] }]
    expect((await open.api.decisions.saveTable({ name: PARTICULAR, rows })).rows).toEqual(expected)
    await open.api.dossiers.close()
    await open.api.dossiers.open({ folder: open.folder })
    expect((await open.api.decisions.table({ name: PARTICULAR })).rows).toEqual(expected)
    expect((await open.api.decisions.saveTable({ name: PARTICULAR, rows: rows.toReversed() })).rows.map(({ cells }) => cells[1])).toEqual(['ECOLE', 'GRAND.*'])
    expect((await open.api.decisions.saveTable({ name: PARTICULAR, rows: [] })).rows).toEqual([])
  })

  it('X-10 a wrong criterion is refused with its row and column, and nothing is changed', async () => {
    open = await openOffice()
    await open.api.decisions.saveTable({ name: PARTICULAR, rows: [['*', '*', '20', '*', '*']] })
    await expect(open.api.decisions.saveTable({ name: PARTICULAR, rows: [['*', '*', '20', '*', '*'], ['*', 'ECOLE(', '20', '*', '*']] })).rejects.toMatchObject({
      code: 'decisions.invalid-cell', details: { position: 2, column: 1, at: 6, columnKey: 'decisions.column.category', reasonKey: 'decisions.problem.special' },
    })
    expect((await open.api.decisions.table({ name: PARTICULAR })).rows).toEqual([{ position: 1, cells: ['*', '*', '20', '*', '*'] }])
  })

  it('X-10 a row without all its cells is refused', async () => {
    open = await openOffice()
    await expect(open.api.decisions.saveTable({ name: PARTICULAR, rows: [['*', '*', '20']] })).rejects.toMatchObject({ code: 'decisions.invalid-cell', details: { column: 3, reasonKey: 'decisions.problem.empty' } })
  })
})

it('M-100 the demonstration dossier has the three calendars, two rows each, and keeps what was changed of them', async () => {
  const { api } = open = await openOffice()
  const asOf = localDate('2026-11-20')
  const counts = async (): Promise<number[]> => (await api.decisions.tables({ search: '' })).map(({ rowCount }) => rowCount)
  await fillSampleDecisions(api, resources, asOf)
  expect(await counts()).toEqual([2, 2, 2])
  const tables = await Promise.all(DECISION_TABLES.map((name) => api.decisions.table({ name })))
  expect(tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))).toEqual(expect.arrayContaining(['*', '01|02', '2026-09-02', '2027-01-04']))
  await api.decisions.saveTable({ name: PARTICULAR, rows: [['*', '*', '20', '*', '*']] })
  await fillSampleDecisions(api, resources, asOf)
  expect(await counts()).toEqual([2, 2, 1])
})
