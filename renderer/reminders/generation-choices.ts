import { computed, reactive, type ComputedRef, type Reactive } from 'vue'
import type { LetterLevel, LetterSort, LevelRule, ReminderSettings } from '../../shared/reminders/reminder-contract.ts'
import type { GenerationChoices } from './reminder-store.ts'

export type RuleKind = LevelRule['kind']

/** What the tab « Génération » holds; empty entries are null. */
export interface GenerationForm {
  output: 'letters' | 'phone'
  rule: RuleKind
  level: LetterLevel
  thresholds: [number | null, number | null, number | null]
  resend: boolean
  sort: LetterSort
}

export interface GenerationFormState {
  form: Reactive<GenerationForm>
  /** Rule 4 needs three thresholds, each beyond the one before (R-EBP-61). */
  areThresholdsValid: ComputedRef<boolean>
  choices: () => GenerationChoices
  takeThresholds: (settings: ReminderSettings) => void
  /** For due dates that another screen proposes: letters of that level, null for the one after each due date's own, to those who have not had them. Nothing of an earlier proposal stays. */
  chooseLevel: (level: LetterLevel | null) => void
}

export function useGenerationForm(): GenerationFormState {
  const form = reactive<GenerationForm>({ output: 'letters', rule: 'increment', level: 1, thresholds: [null, null, null], resend: false, sort: 'customerCode' })
  return {
    form,
    areThresholdsValid: computed(() => areIncreasing(form.thresholds)),
    choices: () => ({ rule: ruleOf(form), resend: form.resend, sort: form.sort }),
    takeThresholds: ({ thresholds }) => { form.thresholds = [...thresholds] },
    chooseLevel: (level) => { Object.assign(form, { output: 'letters', ...level === null ? { rule: 'increment' } : { rule: 'level', level }, resend: false } satisfies Partial<GenerationForm>) },
  }
}

export function areIncreasing(thresholds: GenerationForm['thresholds']): thresholds is [number, number, number] {
  const [first, second, third] = thresholds
  return first !== null && second !== null && third !== null && first < second && second < third
}

function ruleOf({ rule, level, thresholds }: GenerationForm): LevelRule {
  if (rule === 'level') return { kind: 'level', level }
  if (rule === 'days') return { kind: 'days', thresholds: thresholds.map((threshold) => threshold ?? 0) as [number, number, number] }
  return { kind: rule }
}
