import { afterEach, beforeEach, expect, it } from 'vitest'
import { addDays } from '../../shared/date.ts'
import { openOffice, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

let office: OpenOffice
let ids: number[]
beforeEach(async () => {
  office = await openOffice({ press: new PaperPress() })
  ids = (await owing(office.api, ['C1', 'Dupont'], { number: 'F1', dueOn: '2026-01-31', cents: 100 }, { number: 'F2', dueOn: '2026-02-10', cents: 200 })).ids
})
afterEach(() => office.close())

const generate = async (days: number, more = {}) => (await office.api.reminders.generate(await requestOf(office.api, ids, { asOf: addDays(today, days), ...more }))).runId
const runsOf = async (id: number) => (await office.api.reminders.dueDateRuns({ id })).map(({ runId, asOf, letter, reason, hold, isAnnulled }) => [runId, asOf, letter && `${letter.levelBefore} → ${letter.levelAfter}`, hold?.reason ?? reason, isAnnulled])

it('each due date has its history: every generation it was ticked for, with its level before and after or why it was left out, the latest first', async () => {
  expect(await runsOf(ids[0]!)).toEqual([])
  await generate(0)
  await office.api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: ids[0]!, reason: 'prix', since: null, until: null }, asOf: today })
  await generate(7)
  const third = await generate(14, { rule: { kind: 'level', level: 3 } })
  await office.api.reminders.undoRun({ id: third! })
  expect(await runsOf(ids[0]!)).toEqual([[3, addDays(today, 14), null, 'prix', true], [2, addDays(today, 7), null, 'prix', false], [1, today, '0 → 1', null, false]])
  expect(await runsOf(ids[1]!)).toEqual([[3, addDays(today, 14), '2 → 3', null, true], [2, addDays(today, 7), '1 → 2', null, false], [1, today, '0 → 1', null, false]])
})
