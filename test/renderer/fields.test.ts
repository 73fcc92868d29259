import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { areIncreasing } from '../../renderer/reminders/generation-choices.ts'
import { contrastRatio, shownColours } from '../../renderer/reminders/level-colours.ts'
import { readDate } from '../../renderer/ui/date-reading.ts'
import { remainingSeconds } from '../../renderer/ui/remaining-time.ts'
import { DEFAULT_REMINDER_SETTINGS } from '../../shared/reminders/reminder-settings-rules.ts'

it.each([
  ['31/12/2026', '2026-12-31'], ['31.12.26', '2026-12-31'], ['1-2-2026', '2026-02-01'], ['31122026', '2026-12-31'], ['010226', '2026-02-01'], ['29/02', undefined], ['28/02', '2025-02-28'],
  ['2024-02-29', '2024-02-29'], [' 01/08/2024 ', '2024-08-01'], ['', null], ['31/02/2026', undefined], ['12/31/2026', undefined], ['abc', undefined], ['1/1/1', undefined],
])('X-14 reads « %s » as %s', (typed, expected) => {
  expect(readDate(typed, localDate('2025-06-15'))).toBe(expected)
})

it.each([[0, 10, 5_000, null], [1, 10, 500, null], [5, 0, 5_000, null], [5, 10, 5_000, 5], [10, 10, 5_000, 0], [1, 1_000, 2_000, 1_998]])('with %i of %i done in %i ms, %s s remain', (done, total, elapsed, expected) => {
  expect(remainingSeconds(done, total, elapsed)).toBe(expected)
})

it.each([['#000000', '#ffffff', 21], ['#ffffff', '#ffffff', 1], ['#767676', '#ffffff', 4.54], ['#ff0000', '#0000ff', 2.15]])('R-EBP-88 the contrast of %s on %s is %d', (text, row, ratio) => {
  expect(contrastRatio(text, row)).toBeCloseTo(ratio, 2)
})

it('R-EBP-79 R-EBP-80 shows the colours chosen for a level, and the theme’s where nobody chose', () => {
  const colours = structuredClone(DEFAULT_REMINDER_SETTINGS.colours)
  colours[2] = { row: '#ff8800', text: '#000000' }
  expect(shownColours({ colours }, 2)).toEqual({ row: '#ff8800', text: '#000000' })
  expect(shownColours({ colours }, 3)).toEqual({ row: 'var(--urgency-3-row)', text: 'var(--urgency-3-text)' })
})

it.each([[[10, 30, 60], true], [[10, 10, 60], false], [[30, 10, 60], false], [[10, null, 60], false], [[0, 1, 2], true]] as const)('R-EBP-61 thresholds %j are accepted: %s', (thresholds, isAccepted) => {
  expect(areIncreasing([...thresholds])).toBe(isAccepted)
})
