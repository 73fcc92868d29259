import { shallowRef, type ShallowRef } from 'vue'
import { problemTexts, type FieldProblems, type Problem } from '../i18n/field-problems.ts'
import { addToast } from './toasts.ts'

interface FieldCheck {
  /** What is wrong at each field. */
  problems: ShallowRef<FieldProblems>
  /** Asks again; true when nothing is wrong. */
  check: () => Promise<boolean>
}

/** Fields the office checks. `catalogue` is where the reasons' wordings are; `summary` says that so many fields are wrong. */
export function useFieldCheck(find: () => Promise<readonly Problem[]>, catalogue: string, summary: (n: number) => string): FieldCheck {
  const problems = shallowRef<FieldProblems>({})
  return {
    problems,
    check: async () => {
      const found = await find()
      problems.value = problemTexts(found, catalogue)
      if (found.length > 0) addToast('error', summary(found.length))
      return found.length === 0
    },
  }
}
