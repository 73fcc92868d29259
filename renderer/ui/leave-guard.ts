import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { t } from '../i18n/i18n.ts'
import { confirm } from './confirm.ts'

/** Screens in front with entries of their own; each says whether leaving would lose any. */
const screens = new Set<() => boolean>()

const hasUnsavedEntries = (): boolean => [...screens].some((isChanged) => isChanged())

/** Asks « Oui » / « Non » when something typed would be lost. Whatever takes a screen away without a navigation (another dossier, another language) asks first. */
export async function mayLeave(): Promise<boolean> {
  return !hasUnsavedEntries() || await confirm({ title: t('common.leave.title'), text: t('common.leave.text') })
}

/** Closing the window, quitting and reloading ask too: the main process puts the question, told by this event. */
export function guardUnload(window: Window): void {
  window.addEventListener('beforeunload', (event) => { if (hasUnsavedEntries()) event.preventDefault() })
}

/** No navigation leaves the screen with unsaved entries unless the person agrees: side bar, Alt+1…9, 0, menu, « Retour », a link. */
export function useLeaveGuard(isChanged: () => boolean): void {
  onMounted(() => screens.add(isChanged))
  onBeforeUnmount(() => screens.delete(isChanged))
  // a screen already gone has nothing to ask: its dossier was closed, which asked
  onBeforeRouteLeave(() => !screens.has(isChanged) || mayLeave())
}

/** A record being edited beside what is saved of it. */
interface GuardedDraft<T> {
  draft: Ref<T>
  /** The record as it is saved: shown, and nothing is lost by leaving. */
  show: (saved: T) => void
  /** The saved record has changed under what is typed. */
  rebase: (saved: T) => void
  /** The record is no more: leaving loses nothing. */
  forget: () => void
}

/** `asSaved` says what the draft, with all that is typed, would be saved as. */
export function useGuardedDraft<T>(first: T, asSaved: (draft: T) => T = (draft) => draft): GuardedDraft<T> {
  const draft = ref(first) as Ref<T>
  let saved: string | null = JSON.stringify(first)
  useLeaveGuard(() => saved !== null && JSON.stringify(asSaved(draft.value)) !== saved)
  return {
    draft,
    show: (record) => { draft.value = record; saved = JSON.stringify(record) },
    rebase: (record) => { saved = JSON.stringify(record) },
    forget: () => { saved = null },
  }
}
