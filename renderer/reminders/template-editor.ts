import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { AppError } from '../../shared/errors.ts'
import { TEMPLATE_PARTS, type TemplatePart } from '../../shared/reminders/letter-template-rules.ts'
import type { LetterLevel, LetterTemplate } from '../../shared/reminders/reminder-contract.ts'
import { api } from '../api.ts'
import { wordingOf } from '../i18n/i18n.ts'
import { today } from '../workbench-store.ts'

/** A mistake in the wording, where it is. */
export interface WordingProblem { part: TemplatePart; line: number; text: string }

export interface TemplateEditor {
  level: Ref<LetterLevel>
  /** Whose letter the preview shows; 0 is an example. */
  customerId: Ref<number>
  draft: ComputedRef<LetterTemplate | undefined>
  isChanged: ComputedRef<boolean>
  isAnyChanged: ComputedRef<boolean>
  problem: ShallowRef<WordingProblem | null>
  preview: ShallowRef<Uint8Array | null>
  load(): Promise<void>
  /** False when the wording is wrong: `problem` says where. */
  save(): Promise<boolean>
  restore(): Promise<void>
}

/** Typing pauses this long before the preview follows. */
const PAUSE_MS = 350

/** The three wordings as they are being written, beside those the dossier has. */
export function useTemplateEditor(): TemplateEditor {
  const level = ref<LetterLevel>(1)
  const customerId = ref(0)
  const saved = reactive(new Map<LetterLevel, LetterTemplate>())
  const drafts = reactive(new Map<LetterLevel, LetterTemplate>())
  const problem = shallowRef<WordingProblem | null>(null)
  const preview = shallowRef<Uint8Array | null>(null)
  const draft = computed(() => drafts.get(level.value))
  const differs = (of: LetterLevel): boolean => TEMPLATE_PARTS.some((part) => drafts.get(of)?.[part] !== saved.get(of)?.[part])

  const keep = (template: LetterTemplate): void => {
    saved.set(template.level, template)
    drafts.set(template.level, { ...template })
  }

  let latest = 0
  const show = async (): Promise<void> => {
    const turn = ++latest
    if (!draft.value) return
    try {
      const bytes = await api.reminders.previewLetter({ template: { ...draft.value }, customerId: customerId.value || null, asOf: today() })
      if (turn !== latest) return
      preview.value = bytes
      problem.value = null
    } catch (error) {
      if (turn === latest) problem.value = problemOf(error)
    }
  }
  let pause: ReturnType<typeof setTimeout> | undefined
  watch([draft, customerId], ([, customer], [, before]) => {
    clearTimeout(pause)
    pause = setTimeout(() => { void show() }, customer === before ? PAUSE_MS : 0)
  }, { deep: true })

  return {
    level, customerId, draft, problem, preview,
    isChanged: computed(() => differs(level.value)),
    isAnyChanged: computed(() => ([1, 2, 3] as const).some(differs)),
    load: async () => { for (const template of (await api.reminders.templates()).filter((one) => one.channel === 'paper' && one.profile === 'company' && one.language === 'fr')) keep(template) },
    save: async () => {
      if (!draft.value) return false
      try {
        keep(await api.reminders.saveTemplate({ ...draft.value }))
        problem.value = null
        return true
      } catch (error) {
        problem.value = problemOf(error)
        return false
      }
    },
    restore: async () => {
      problem.value = null
      keep(await api.reminders.restoreTemplate({ channel: 'paper', profile: 'company', language: 'fr', level: level.value }))
    },
  }
}

/** A wrong wording as a problem at its line; any other failure is thrown on. */
function problemOf(error: unknown): WordingProblem {
  if (!(error instanceof AppError) || error.code !== 'template.invalid') throw error
  const { part, line, reasonKey } = error.details
  return { part: part as TemplatePart, line: Number(line), text: wordingOf('letters.screen.problem', { line: Number(line), reason: wordingOf(String(reasonKey), error.details) ?? '' }) ?? '' }
}
