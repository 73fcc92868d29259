import type { LocalDate } from '../date.ts'
import { AppError } from '../errors.ts'
import type { Cents } from '../money.ts'
import { checkThresholds } from './level-rules.ts'
import type { ReminderSettings, SearchCriteria } from './reminder-contract.ts'
import { defaultPeriod } from './search-rules.ts'

/** « Personnalisation » before anything is saved: pale rows that grow warmer with the level, dark text. */
export const DEFAULT_REMINDER_SETTINGS: ReminderSettings = {
  colours: [
    { row: '#ffffff', text: '#1f2933' },
    { row: '#fff6d6', text: '#3d3100' },
    { row: '#ffe0c2', text: '#4a2300' },
    { row: '#fbd0d0', text: '#5c0f0f' },
  ],
  defaultDaysOverdue: 0,
  defaultMinOutstandingCents: 0 as Cents,
  defaultPeriodDays: 365,
  thresholds: [10, 30, 60],
  creditHandling: 'warn',
  toleranceCents: 0 as Cents,
  maxDataAgeDays: 30,
  isFormalNoticePosted: true,
}

/** Throws AppError on the first value that cannot be saved (R-EBP-61, 88); that numbers are ≥ 0 is the contract's. */
export function checkReminderSettings(settings: ReminderSettings): void {
  settings.colours.forEach(({ row, text }, level) => {
    if (row === text) throw new AppError('reminder.same-colours', { level })
  })
  checkThresholds(settings.thresholds)
}

/** Those that decide what a letter says or whether it leaves: what a run keeps of them. The others colour the grid and fill the criteria. */
export function decidingSettings({ colours: _colours, defaultDaysOverdue: _days, defaultMinOutstandingCents: _outstanding, defaultPeriodDays: _period, ...deciding }: ReminderSettings) {
  return deciding
}

/** The criteria « RAZ filtre » and the opening of the window restore (R-EBP-34…36, 82…84). */
export function defaultCriteria(settings: ReminderSettings, asOf: LocalDate): SearchCriteria {
  const period = settings.defaultPeriodDays === null ? { from: null, to: null } : defaultPeriod(settings.defaultPeriodDays, asOf)
  return {
    name: '',
    ...period,
    invoiceNumber: '',
    warrantyInvoiceNumber: '',
    daysOverdue: settings.defaultDaysOverdue,
    minOutstandingCents: settings.defaultMinOutstandingCents,
    level: 'all',
  }
}
