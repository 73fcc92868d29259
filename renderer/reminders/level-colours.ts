import type { LevelColours, ReminderSettings } from '../../shared/reminders/reminder-contract.ts'
import { DEFAULT_REMINDER_SETTINGS } from '../../shared/reminders/reminder-settings-rules.ts'
import type { ReminderLevel } from '../../shared/schemas.ts'

/** Below this, a text of the grid's size is hard to read (WCAG 2.2, 1.4.3). */
export const READABLE_CONTRAST = 4.5

/** The colours of a level in the grid. Those nobody changed follow the theme, so that a dark window stays dark. */
export function shownColours({ colours }: Pick<ReminderSettings, 'colours'>, level: ReminderLevel): LevelColours {
  const chosen = colours[level]!
  const original = DEFAULT_REMINDER_SETTINGS.colours[level]!
  return chosen.row === original.row && chosen.text === original.text ? { row: `var(--urgency-${level}-row)`, text: `var(--urgency-${level}-text)` } : chosen
}

/** Contrast of two colours '#rrggbb', from 1 (identical) to 21 (WCAG 2.2). */
export function contrastRatio(first: string, second: string): number {
  const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
