import { formatEuros } from '../../shared/money.ts'
import { netToPayTexts } from '../../shared/reminders/payable-rules.ts'
import type { GenerationReport } from '../../shared/reminders/reminder-contract.ts'
import { say, t } from '../i18n/i18n.ts'
import { creditText, firstNames } from './report-rows.ts'

/** What « Oui » will do, in figures. */
export function consequences(report: GenerationReport): string {
  const { letterCount, levelCounts, emailCount, lineCount, totalCents, skippedCount, withoutAddress, withoutAddressCount, unconfirmedProfiles, unconfirmedProfileCount, withCredits, withCreditsCount, withoutStatement, withoutStatementCount, notDueYetCount, remindedTodayCount, loweredCount } = report
  const net = netToPayTexts(report, say)
  return [
    t('reminderScreen.generation.confirmLetters', { n: letterCount, lines: t('reminderScreen.report.lines', { n: lineCount }), total: formatEuros(totalCents) }),
    t('reminderScreen.generation.confirmLevels', { parts: levelCounts.flatMap((n, index) => (n === 0 ? [] : [t('reminderScreen.generation.confirmLevel', { n, level: index + 1 })])).join(' · ') }),
    ...(net.length > 0 ? [t('reminderScreen.generation.confirmNet', { parts: net.join(' · ') })] : []),
    ...(emailCount > 0 ? [t('reminderScreen.generation.confirmByEmail', { n: emailCount })] : []),
    ...(report.withoutMailServerCount > 0 ? [t('reminderScreen.report.noMailServer', { n: report.withoutMailServerCount })] : []),
    ...(skippedCount > 0 ? [t('reminderScreen.generation.confirmSkipped', { n: skippedCount })] : []),
    ...(loweredCount > 0 ? [t('reminderScreen.report.lowered', { n: loweredCount })] : []),
    ...(notDueYetCount > 0 ? [t('reminderScreen.generation.confirmNotDueYet', { n: notDueYetCount })] : []),
    ...(remindedTodayCount > 0 ? [t('reminderScreen.generation.confirmRemindedToday', { n: remindedTodayCount })] : []),
    ...(withoutAddressCount > 0 ? [t('reminderScreen.generation.confirmNoAddress', { n: withoutAddressCount, names: firstNames(withoutAddress, 5, withoutAddressCount) })] : []),
    ...(unconfirmedProfileCount > 0 ? [t('reminderScreen.generation.unconfirmedProfiles', { n: unconfirmedProfileCount, names: firstNames(unconfirmedProfiles, 5, unconfirmedProfileCount) })] : []),
    ...(withCreditsCount > 0 ? [t('reminderScreen.generation.confirmCredits', { n: withCreditsCount, names: firstNames(withCredits.map(creditText), 5, withCreditsCount) })] : []),
    ...(withoutStatementCount > 0 ? [t('reminderScreen.report.withoutStatement', { names: firstNames(withoutStatement, 5, withoutStatementCount) })] : []),
    t(`reminderScreen.generation.${byChannel(report, { paper: 'confirmUpdate', email: 'confirmUpdateEmail', mixed: 'confirmUpdateMixed' } as const)}`),
  ].join('\n')
}

/** What has become of levels and dates. */
export const doneText = (report: GenerationReport): string => t(`reminderScreen.report.${byChannel(report, { paper: 'sentHelp', email: 'sentHelpEmail', mixed: 'sentHelpMixed' } as const)}`)

/** The figures of a report in one line. */
export const summaryText = (report: GenerationReport): string => [
  t('reminderScreen.report.letters', { n: report.letterCount }),
  ...report.emailCount > 0 ? [t('reminderScreen.report.byEmail', { n: report.emailCount })] : [],
  t('reminderScreen.report.lines', { n: report.lineCount }),
  formatEuros(report.totalCents),
  ...netToPayTexts(report, say),
  t('reminderScreen.report.skipped', { n: report.skippedCount }),
].join(' · ')

const byChannel = <T>({ letterCount, emailCount }: GenerationReport, { paper, email, mixed }: { paper: T; email: T; mixed: T }): T => emailCount === 0 ? paper : emailCount === letterCount ? email : mixed
