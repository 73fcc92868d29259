import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { FieldProblem } from '../../shared/schemas.ts'
import { problemTexts, type FieldProblems } from '../i18n/field-problems.ts'
import { addToast, removeToast } from './toasts.ts'

interface FieldCheck {
  /** What is wrong at each field. */
  problems: ShallowRef<FieldProblems>
  /** Asks again; true when nothing is wrong. */
  check: () => Promise<boolean>
}

/** Fields the office checks. `catalogue` is where the reasons' wordings are; `summary` says that so many fields are wrong. */
export function useFieldCheck(find: () => Promise<readonly FieldProblem[]>, catalogue: string, summary: (n: number) => string): FieldCheck {
  const problems = shallowRef<FieldProblems>({})
  const tellWrong = useWrongToast()
  return {
    problems,
    check: async () => {
      const found = await find()
      problems.value = problemTexts(found, catalogue)
      tellWrong(found.length === 0 ? null : summary(found.length))
      return found.length === 0
    },
  }
}

/** Says that fields are wrong, until they no longer are (null) or their screen is left. */
export function useWrongToast(): (summary: string | null) => void {
  let shown: number | null = null
  let isLeft = false
  const tell = (summary: string | null): void => {
    if (shown !== null) removeToast(shown)
    // what a check finds after its screen was left concerns nobody
    shown = summary === null || isLeft ? null : addToast('error', summary)
  }
  onScopeDispose(() => { isLeft = true; tell(null) })
  return tell
}
