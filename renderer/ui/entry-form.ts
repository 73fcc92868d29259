import { computed, inject, onBeforeUnmount, provide, ref, shallowReactive, type ComputedRef, type InjectionKey, type Ref } from 'vue'

/** A field as its form sees it. */
interface RegisteredField {
  problem: () => string | null
  focus: () => void
}

export interface EntryFormContext {
  fields: Set<RegisteredField>
  /** Problems show once the person has tried to validate. */
  showProblems: Ref<boolean>
  /** Grows when fields must show their model again, whatever was typed. */
  resets: Ref<number>
}

const key: InjectionKey<EntryFormContext> = Symbol('entry-form')

export interface EntryFormState {
  isValid: ComputedRef<boolean>
  problems: ComputedRef<string[]>
  /** True when every field holds a value; otherwise shows the problems and goes to the first. */
  validate: () => boolean
  /** Forgets what was typed and not understood. */
  reset: () => void
}

export function provideEntryForm(): EntryFormState {
  const fields = shallowReactive(new Set<RegisteredField>())
  const context: EntryFormContext = { fields, showProblems: ref(false), resets: ref(0) }
  provide(key, context)
  const problems = computed(() => [...fields].map((field) => field.problem()).filter((problem) => problem !== null))
  return {
    problems,
    isValid: computed(() => problems.value.length === 0),
    validate: () => {
      const wrong = [...fields].find((field) => field.problem() !== null)
      context.showProblems.value = wrong !== undefined
      wrong?.focus()
      return wrong === undefined
    },
    reset: () => { context.showProblems.value = false; context.resets.value++ },
  }
}

/** Makes a field part of the form around it, if there is one. */
export function useFormField(problem: () => string | null, focus: () => void): { showProblems: Ref<boolean>; resets: Ref<number> } {
  const form = inject(key, null)
  if (!form) return { showProblems: ref(false), resets: ref(0) }
  const field = { problem, focus }
  form.fields.add(field)
  onBeforeUnmount(() => form.fields.delete(field))
  return form
}
