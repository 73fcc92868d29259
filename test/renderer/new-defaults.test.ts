import { expect, it } from 'vitest'
import { localDate, type LocalDate } from '../../shared/date.ts'
import { DEFAULT_REMINDER_SETTINGS, defaultCriteria } from '../../shared/reminders/reminder-settings-rules.ts'
import { newDefaults } from '../../renderer/reminders/new-defaults.ts'

it('R-EBP-36 the saved defaults fill the criteria, and leave what was typed before they came', () => {
  const today: LocalDate = localDate('2026-05-10')
  const shown = defaultCriteria(DEFAULT_REMINDER_SETTINGS, today)
  const typed = { ...shown, name: 'durand', from: null }
  const saved = defaultCriteria({ ...DEFAULT_REMINDER_SETTINGS, defaultDaysOverdue: 15, defaultPeriodDays: 90 }, today)
  expect({ ...typed, ...newDefaults(saved, shown, typed) }).toEqual({ ...saved, name: 'durand', from: null })
})
