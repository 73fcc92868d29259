import { computed, type ComputedRef } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Messages } from '../../shared/i18n/fr.ts'
import { messages, pluralRules, type Locale } from '../../shared/i18n/translate.ts'

/** A path to one text of the catalogue: `common.action.cancel`. A misspelt key does not compile. */
export type MessageKey = KeyOf<Messages>
type KeyOf<T, Prefix extends string = ''> = { [K in keyof T & (string | number)]: T[K] extends string ? `${Prefix}${K}` : KeyOf<T[K], `${Prefix}${K}.`> }[keyof T & (string | number)]

export const i18n = createI18n({ legacy: false, locale: 'fr', fallbackLocale: 'fr', messages, pluralRules, missingWarn: false, fallbackWarn: false })

/** The wording of `key` in the window's language; `params.n` chooses among plural forms separated by ` | `. Follows the language when read while rendering. */
export function t(key: MessageKey, params: Record<string, string | number> = {}): string {
  return wording(key, params)
}

/** For keys made at run time (error codes, warnings of an import): null when the catalogue has none. */
export function wordingOf(key: string, params: Record<string, string | number> = {}): string | null {
  return i18n.global.te(key) || i18n.global.te(key, 'fr') ? wording(key, params) : null
}

/** For pure functions that put a text together: the wording of a key they know. */
export const say = (key: string, params: Record<string, string | number> = {}): string => wordingOf(key, params) ?? key

export const locale: ComputedRef<Locale> = computed(() => i18n.global.locale.value)

export function setLocale(next: Locale): void {
  i18n.global.locale.value = next
  document.documentElement.lang = next
}

function wording(key: string, params: Record<string, string | number>): string {
  const plural = params['n']
  return typeof plural === 'number' ? i18n.global.t(key, params, plural) : i18n.global.t(key, params)
}
