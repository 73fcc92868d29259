import { compile, createCoreContext, registerMessageCompiler, registerMessageResolver, resolveValue, translate as coreTranslate } from '@intlify/core-base'
import { en } from './en.ts'
import { fr, type Messages } from './fr.ts'

export type Locale = 'fr' | 'en'
export const messages: Record<Locale, Messages> = { fr, en }

registerMessageCompiler(compile)
// without it, only flat keys are found
registerMessageResolver(resolveValue)
const contexts = { fr: createCoreContext({ locale: 'fr', messages }), en: createCoreContext({ locale: 'en', messages }) }

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
