import { describe, expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { isCriterion, readCell, showCell, type CellType } from '../../shared/decisions/cell-rules.ts'
import { cellOf, columnsOf, decide, DECISION_TABLES, readTable, type DecisionRow, type DecisionTableName } from '../../shared/decisions/table-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'

const headers = (table: DecisionTableName): string[] => ['position', ...columnsOf(table).map(({ key }) => key)].map((key) => translate('fr', `decisions.column.${key}`))
const rowsOf = (...rows: string[][]): DecisionRow[] => rows.map((cells, index) => ({ position: index + 1, cells }))

describe('the calendars', () => {
  it('M-100 are three decision tables', () => {
    expect(DECISION_TABLES).toEqual(['CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR'])
  })
  it.each<[string, DecisionTableName, string[]]>([
    ['M-105', 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', ['Position', 'Nom de la classification du client', 'Nom de la catégorie du client', 'Début exclusion', 'Fin exclusion', 'Date prochaine d\'envoi des demandes exclues', 'Code prestataires', 'Date de prochaine facture théorique']],
    ['M-106', 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', ['Position', 'Jour d\'envoi de demandes de relevés', 'Code de la règle de facturation prédéfinie', 'Code prestataires', 'Jour de facturation (2 du mois courant au 1er du mois suivant)', 'Jour de facturation']],
    ['M-107 M-108', 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR', ['Position', 'Nom de la classification du client', 'Nom de la catégorie du client', 'Jour d\'envoi des demandes de relevés', 'Code prestataires', 'Jour de facturation']],
  ])('%s %s has exactly these headers, in this order', (_id, table, expected) => expect(headers(table)).toEqual(expected))

  it('X-11 each has criteria and one result', () => {
    for (const table of DECISION_TABLES) expect([table, columnsOf(table).filter(({ type }) => !isCriterion(type)).length]).toEqual([table, 1])
  })
})

describe('a cell as it is typed', () => {
  it.each<[CellType, string, string]>([
    ['pattern', ' GRAND.* ', 'GRAND.*'], ['pattern', '*', '*'], ['days', '*', '*'], ['days', '05', '5'], ['days', '1 | 15', '1|15'], ['days', '2 – 10|28-1', '2-10|28-1'], ['day', '31', '31'], ['day', '01', '1'],
    ['from', '01/08/2026', '2026-08-01'], ['until', '1/9/2026', '2026-09-01'], ['until', '*', '*'], ['date', '02.09.2026', '2026-09-02'], ['date', '2026-09-02', '2026-09-02'],
  ])('of kind %s: « %s » is stored as « %s »', (type, typed, cell) => expect(readCell(type, typed)).toEqual({ ok: true, cell }))

  it.each<[CellType, string, string]>([
    ['pattern', '(', 'special'], ['pattern', '', 'empty'], ['days', '32', 'days'], ['days', '0', 'days'], ['days', '10-2', 'days'], ['days', '1-5', 'days'], ['days', '1|', 'days'], ['days', '1-2-3', 'days'],
    ['day', '*', 'day'], ['day', '0', 'day'], ['day', '32', 'day'], ['day', 'x', 'day'], ['date', '*', 'date'], ['date', '31/02/2026', 'date'], ['from', '31/04/2026', 'date-or-any'], ['until', 'août', 'date-or-any'],
  ])('X-10 of kind %s: « %s » is refused: %s', (type, typed, reason) => expect(readCell(type, typed)).toMatchObject({ ok: false, reason }))

  it('X-14 dates are shown jj/mm/aaaa', () => expect(['2026-08-01', '01|02', '*'].map(showCell)).toEqual(['01/08/2026', '01|02', '*']))

  it('X-10 an exclusion that ends before it starts, or is caught up while it lasts, is refused at its cell', () => {
    const rows = [['*', '*', '2026-08-01', '2026-07-31', '02/09/2026', '*', '*'], ['*', '*', '2026-08-01', '2026-08-31', '2026-08-31', '*', '*'], ['*', '*', '*', '2026-08-31', '2026-09-01', '*', '*']]
    expect(readTable('CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', rows).problems).toEqual([{ row: 0, column: 3, at: 0, reason: 'period' }, { row: 1, column: 4, at: 0, reason: 'resume' }])
  })
})

describe('a decision', () => {
  const PARTICULAR = 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR'
  const customer = (classification: string, category: string, providerCode = '01', billingDay = 1) => ({ classification, category, providerCode, billingDay })

  it('X-05 is that of the first row that matches; swapping the positions swaps the answer', () => {
    const rows = rowsOf(['Taille', 'GRAND.*', '25', '01|02', '*'], ['*', '*', '20', '*', '*'])
    const ask = decide(PARTICULAR, rows)
    expect(cellOf(PARTICULAR, ask([customer('Taille', 'GRANDS COMPTES')])!, 'particularSendDay')).toBe('25')
    expect(cellOf(PARTICULAR, ask([customer('Taille', 'GRANDS COMPTES', '03')])!, 'particularSendDay')).toBe('20')
    const swapped = rows.map((row) => ({ ...row, position: 3 - row.position }))
    expect(decide(PARTICULAR, swapped)([customer('Taille', 'GRANDS COMPTES')])?.cells[2]).toBe('20')
  })

  it('X-05 without a row that matches is none', () => expect(decide(PARTICULAR, rowsOf(['Taille', 'PETIT.*', '25', '*', '*']))([customer('Taille', 'GRANDS COMPTES')])).toBeNull())

  it('of a customer with several categories takes each of them whole', () => {
    const ask = decide(PARTICULAR, rowsOf(['Taille', 'ECOLE', '25', '*', '*']))
    expect(ask([customer('Taille', 'GRANDS COMPTES'), customer('Métier', 'ECOLE')])).toBeNull()
    expect(ask([customer('Métier', 'X'), customer('Taille', 'ECOLE')])?.position).toBe(1)
    expect(ask([])).toBeNull()
  })

  it.each([
    ['2-15', 1, false], ['2-15', 2, true], ['2-15', 16, false], ['16-1', 1, true], ['16-1', 31, true], ['16-1', 2, false], ['2-1', 17, true], ['1', 1, true], ['1|5', 5, true],
  ])('M-110 billing days « %s » and the %i: %s, the 1st coming after the 31st', (cell, billingDay, expected) => {
    const ask = decide('CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', rowsOf(['20', '*', '*', cell, '*']))
    expect(ask([{ predefinedCode: 'FORF', providerCode: '01', cycleDays: billingDay, billingDay }]) !== null).toBe(expected)
  })

  it.each([
    ['2026-08-01', '2026-09-15', true], ['2026-08-31', '2026-09-15', true], ['2026-07-31', '2026-09-15', false], ['2026-09-01', '2026-09-15', false], ['2026-08-10', '2026-10-01', false],
  ])('M-113 M-115 on %s with the next invoice on %s: excluded %s, both bounds included', (day, nextInvoiceOn, expected) => {
    const ask = decide('CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR', rowsOf(['*', 'ECOLE', '2026-08-01', '2026-08-31', '2026-09-02', '*', '2026-09-15']))
    expect(ask([{ classification: 'Métier', category: 'ECOLE', excludedFrom: localDate(day), excludedUntil: localDate(day), providerCode: '01', nextInvoiceOn: localDate(nextInvoiceOn) }]) !== null).toBe(expected)
  })

  it('X-10 a row that can no longer be read decides nothing and breaks nothing', () => {
    expect(decide(PARTICULAR, rowsOf(['(', '*', '25', '*', '*'], ['*', '*', '20', '*', 'x'], []))([customer('A', 'B')])).toBeNull()
  })
})
