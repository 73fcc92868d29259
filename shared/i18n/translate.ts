import { compile, createCoreContext, registerMessageCompiler, registerMessageResolver, resolveValue, translate as coreTranslate } from '@intlify/core-base'
import { en } from './en.ts'
import { fr, type Messages } from './fr.ts'

export type Locale = 'fr' | 'en'
export const messages: Record<Locale, Messages> = { fr, en }

registerMessageCompiler(compile)
// without it, only flat keys are found
registerMessageResolver(resolveValue)
/**
 * Which of a text's forms belongs to a number. With two forms, French counts nothing as one: « 0 échéance ».
 * With three, the first is for none, in every language.
 */
export const pluralRules = { fr: (n: number, forms: number): number => (forms === 2 ? Number(n >= 2) : Math.min(n, 2)) }

const contexts = { fr: createCoreContext({ locale: 'fr', messages, pluralRules }), en: createCoreContext({ locale: 'en', messages }) }

/**
 * The wording of `key` in the catalogue, for code outside the window (PDF, spreadsheets, command line); the window uses vue-i18n, the same engine.
 * `params.n` chooses among plural forms separated by ` | `. Throws when the key does not exist.
 */
export function translate(locale: Locale, key: string, params: Record<string, string | number> = {}): string {
  const plural = typeof params['n'] === 'number' ? params['n'] : undefined
  const text = plural === undefined ? coreTranslate(contexts[locale], key, params) : coreTranslate(contexts[locale], key, params, plural)
  if (typeof text !== 'string' || text === key) throw new Error(`no wording for « ${key} »`)
  return text
}
