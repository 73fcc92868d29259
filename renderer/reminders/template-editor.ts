import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { TEMPLATE_PARTS } from '../../shared/reminders/letter-template-rules.ts'
import type { KnownTemplate, LetterTemplate, MailContent, TemplateKey } from '../../shared/reminders/letter-template-contract.ts'
import { api } from '../api.ts'
import { templateProblem, type TemplateProblem } from '../i18n/template-problem.ts'
import { afterPause } from '../ui/after-pause.ts'
import { latestAnswer } from '../ui/latest-answer.ts'
import { today } from '../workbench-store.ts'

export type VariableValues = ReadonlyMap<string, string | number | boolean>
export type TemplatePreview = { kind: 'letter'; pdf: Uint8Array } | { kind: 'mail'; mail: MailContent }

export interface TemplateEditor {
  /** The template in front. */
  key: TemplateKey
  /** Whose letter the preview shows; 0 is an example. */
  customerId: Ref<number>
  draft: ComputedRef<LetterTemplate | undefined>
  /** The dossier has a wording of its own. */
  isOwn(key: TemplateKey): boolean
  isChanged: ComputedRef<boolean>
  isAnyChanged: ComputedRef<boolean>
  problem: ShallowRef<TemplateProblem | null>
  preview: ShallowRef<TemplatePreview | null>
  /** What each variable stands for in that customer's letter. */
  values: ShallowRef<VariableValues>
  load(): Promise<void>
  /** False when the wording is wrong: `problem` says where. */
  save(): Promise<boolean>
  restore(): Promise<void>
  /** Gives another template the wording in front; false when it is wrong. */
  copyTo(key: TemplateKey): Promise<boolean>
  /** Shows again what does not depend on the wording, such as the options of letters. */
  refresh(): void
}

const nameOf = ({ channel, level, profile, language }: TemplateKey): string => `${channel} ${level} ${profile} ${language}`
const keyOf = ({ channel, level, profile, language }: TemplateKey): TemplateKey => ({ channel, level, profile, language })

/** Every wording as it is being written, beside those the dossier has. */
export function useTemplateEditor(): TemplateEditor {
  const key = reactive<TemplateKey>({ channel: 'paper', level: 1, profile: 'company', language: 'fr' })
  const customerId = ref(0)
  const saved = reactive(new Map<string, KnownTemplate>())
  const drafts = reactive(new Map<string, LetterTemplate>())
  const problem = shallowRef<TemplateProblem | null>(null)
  const preview = shallowRef<TemplatePreview | null>(null)
  const values = shallowRef<VariableValues>(new Map())
  const draft = computed(() => drafts.get(nameOf(key)))
  const differs = (name: string): boolean => TEMPLATE_PARTS.some((part) => drafts.get(name)?.[part] !== saved.get(name)?.[part])

  const keep = (template: KnownTemplate): void => {
    const { subject, body, closing } = template
    saved.set(nameOf(template), template)
    drafts.set(nameOf(template), { ...keyOf(template), subject, body, closing })
  }

  const show = latestAnswer(async (): Promise<TemplatePreview | null> => {
    if (!draft.value) return null
    const request = { template: { ...draft.value }, customerId: customerId.value || null, asOf: today() }
    return key.channel === 'paper' ? { kind: 'letter', pdf: await api.reminders.previewLetter(request) } : { kind: 'mail', mail: await api.reminders.previewMail(request) }
  }, (shown) => {
    preview.value = shown
    problem.value = null
  }, (error) => { problem.value = templateProblem(error) })
  const showSoon = afterPause(show)
  const showValues = async (): Promise<void> => {
    const wanted = { template: keyOf(key), customerId: customerId.value || null, asOf: today() }
    const list = await api.reminders.templateValues(wanted)
    if (nameOf(wanted.template) === nameOf(key) && (wanted.customerId ?? 0) === customerId.value) values.value = new Map(list.map(({ name, value }) => [name, value]))
  }
  watch([key, customerId], () => { problem.value = null; void showValues() })
  watch([draft, customerId], ([words, customer], [before, customerBefore]) => { showSoon(words === before && customer === customerBefore) }, { deep: true })

  /** Saves a wording under a key; a wrong one is shown where it is. */
  const write = async (template: LetterTemplate): Promise<boolean> => {
    try {
      keep(await api.reminders.saveTemplate(template))
      problem.value = null
      return true
    } catch (error) {
      problem.value = templateProblem(error)
      return false
    }
  }

  return {
    key, customerId, draft, problem, preview, values,
    isOwn: (of) => saved.get(nameOf(of))?.isDefault === false,
    isChanged: computed(() => differs(nameOf(key))),
    isAnyChanged: computed(() => [...saved.keys()].some(differs)),
    load: async () => {
      for (const template of await api.reminders.templates()) keep(template)
      await showValues()
    },
    save: async () => draft.value !== undefined && write({ ...draft.value }),
    restore: async () => {
      problem.value = null
      keep(await api.reminders.restoreTemplate(keyOf(key)))
    },
    copyTo: async (target) => draft.value !== undefined && write({ ...draft.value, ...target }),
    refresh: () => { showSoon(false) },
  }
}
