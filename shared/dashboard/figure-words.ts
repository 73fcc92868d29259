import type { Dashboard, LetterGroup, ReminderEffect } from './dashboard-contract.ts'
import { EFFECT_WINDOWS } from './dashboard-contract.ts'
import { formatDate } from '../date.ts'
import type { Language } from '../language.ts'

/** The wording of a key, in the language of whoever reads. */
export type Say = (key: string, params?: Record<string, string | number>) => string

const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
const dayFormats = { fr: new Intl.NumberFormat('fr-FR', oneDecimal), en: new Intl.NumberFormat('en-GB', oneDecimal) }

/** `45,3`: tenths of a day as days. */
export const formatTenths = (tenths: number, language: Language = 'fr'): string => dayFormats[language].format(tenths / 10)

/** `45,3 j`, or a dash when there is no figure. */
export const daysText = (tenths: number | null, say: Say, language: Language = 'fr'): string => (tenths === null ? say('dashboard.none') : say('dashboard.tenthDays', { days: formatTenths(tenths, language) }))

export const countBackText = ({ countBackTenthDays, isAtLeast }: Dashboard['dso'], say: Say, language: Language = 'fr'): string =>
  (isAtLeast ? say('dashboard.atLeast', { days: formatTenths(countBackTenthDays, language) }) : daysText(countBackTenthDays, say, language))

/** Whole percent; a dash of nothing. */
export const shareText = (part: number, whole: number, say: Say): string => (whole === 0 ? say('dashboard.none') : say('dashboard.share', { n: Math.round((100 * part) / whole) }))

/** « Sem. du 23/11/2026 », « Déjà attendu », « Plus tard ». */
export const weekText = ({ kind, from }: Dashboard['forecast'][number], say: Say, language: Language = 'fr'): string => say(`dashboard.forecast.${kind}`, from === null ? {} : { from: formatDate(from, language) })

/** Letters added up by what they have in common. */
export type EffectGroup = Omit<ReminderEffect, keyof LetterGroup> & { [K in keyof LetterGroup]: LetterGroup[K] | null }

/** Effects by level, by channel or by wording: sums of the same rows. */
export function effectsBy(effects: readonly ReminderEffect[], by: 'level' | 'channel' | 'template' | 'all'): EffectGroup[] {
  const groups = Map.groupBy(effects, ({ level, channel, profile, language }) => (by === 'all' ? '' : by === 'level' ? String(level) : by === 'channel' ? channel : `${level} ${channel} ${profile} ${language}`))
  return [...groups.values()].map((rows): EffectGroup => {
    const { level, channel, profile, language } = rows[0]!
    const sum = (valueOf: (row: ReminderEffect) => number): number => rows.reduce((total, row) => total + valueOf(row), 0)
    const isTemplate = by === 'template'
    return {
      level: isTemplate || by === 'level' ? level : null, channel: isTemplate || by === 'channel' ? channel : null, profile: isTemplate ? profile : null, language: isTemplate ? language : null,
      letterCount: sum(({ letterCount }) => letterCount), claimedCents: sum(({ claimedCents }) => claimedCents) as EffectGroup['claimedCents'],
      windows: EFFECT_WINDOWS.map((days, place) => ({
        days,
        letterCount: sum(({ windows }) => windows[place]!.letterCount),
        claimedCents: sum(({ windows }) => windows[place]!.claimedCents) as EffectGroup['claimedCents'],
        receivedCents: sum(({ windows }) => windows[place]!.receivedCents) as EffectGroup['claimedCents'],
      })),
    }
  })
}

export function groupText({ level, channel, profile, language }: Pick<EffectGroup, keyof LetterGroup>, say: Say): string {
  if (profile !== null && language !== null) {
    return say('dashboard.effect.template', { level: level ?? 0, channel: say(`dashboard.effect.channel.${channel ?? 'paper'}`), profile: say(`dashboard.effect.profile.${profile}`), language: say(`dashboard.effect.language.${language}`) })
  }
  if (level !== null) return say('dashboard.effect.level', { level })
  return channel === null ? say('dashboard.rows.allLetters') : say(`dashboard.effect.channel.${channel}`)
}
