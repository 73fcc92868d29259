import { computed, ref, useTemplateRef, watch, type ComputedRef, type Ref } from 'vue'
import { useFormField } from './entry-form.ts'

/** How a value is read from what a person types. `read` gives undefined for what is no such value. */
export interface Reading<T> {
  read: (text: string) => T | null | undefined
  write: (value: T) => string
  /** What to say of a text that cannot be read. */
  problem: () => string
  /** What to say of an empty field; null when it may be empty. */
  missing: () => string | null
}

export interface ParsedField {
  text: Ref<string>
  /** What is wrong, once it is time to say so */
  problem: ComputedRef<string | null>
  onInput: (event: Event) => void
  /** The person left the field: shows the value as the program writes it. */
  onChange: () => void
}

/**
 * A text field that holds a typed value: the model changes as soon as the text can be read, keeps its last value while it cannot,
 * and the form around it is told that it is wrong. The template's input must have `ref="input"`.
 */
export function useParsedField<T>(model: Ref<T | null>, { read, write, problem, missing }: Reading<T>): ParsedField {
  const input = useTemplateRef<HTMLInputElement>('input')
  const text = ref(model.value === null ? '' : write(model.value))
  const wasLeft = ref(false)

  const currentProblem = (): string | null => {
    const value = read(text.value)
    return value === undefined ? problem() : value === null ? missing() : null
  }
  const { showProblems, resets } = useFormField(currentProblem, () => { input.value?.focus(); input.value?.select() })
  const rewrite = (): void => { text.value = model.value === null ? '' : write(model.value) }

  watch(model, (value) => { if (read(text.value) !== value) rewrite() })
  watch(resets, () => { wasLeft.value = false; rewrite() })

  return {
    text,
    problem: computed(() => (wasLeft.value || showProblems.value ? currentProblem() : null)),
    onInput: (event) => {
      text.value = (event.target as HTMLInputElement).value
      const value = read(text.value)
      if (value !== undefined) model.value = value
    },
    onChange: () => {
      wasLeft.value = true
      if (read(text.value) !== undefined) rewrite()
    },
  }
}
