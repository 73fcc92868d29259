import { readonly, shallowRef, watch } from 'vue'

export interface Toast {
  id: number
  kind: 'info' | 'success' | 'error'
  text: string
  /** Technical detail, one click away; '' when there is none */
  detail: string
}

const shown = shallowRef<readonly Toast[]>([])
let lastId = 0

/** What ToastList shows. */
export const toasts = readonly(shown)

const isError = ({ kind }: Toast): boolean => kind === 'error'
const MOST_ERRORS = 4
/** What was done is news for a moment: a heap of it would only cover the screen. */
const MOST_OTHERS = 2

/** Returns its id, by which it can be removed. */
export function addToast(kind: Toast['kind'], text: string, detail = ''): number {
  // the same message twice in a row says nothing more
  const all = [...shown.value.filter((toast) => toast.text !== text), { id: ++lastId, kind, text, detail }]
  const kept = new Set([...all.filter(isError).slice(-MOST_ERRORS), ...all.filter((toast) => !isError(toast)).slice(-MOST_OTHERS)])
  shown.value = all.filter((toast) => kept.has(toast))
  return lastId
}

export function removeToast(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id)
}

/**
 * Errors concern the screen they came up on: they go when it is left.
 * @param places what says which screen it is, of which dossier
 */
export function removeErrorsOnLeaving(...places: (() => string | undefined)[]): void {
  watch(places, () => { shown.value = shown.value.filter((toast) => !isError(toast)) })
}
