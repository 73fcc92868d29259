import { t } from '../i18n/i18n.ts'

const GLOSSES = ['reminderScreen.level.0', 'reminderScreen.level.1', 'reminderScreen.level.2', 'reminderScreen.level.3'] as const

/** What a reminder level means, in the words of the requirements (R-EBP-04). */
export const levelGloss = (level: number): string => t(GLOSSES[level] ?? GLOSSES[0])
