import { readonly, shallowRef } from 'vue'

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

/** Returns its id, by which it can be removed. */
export function addToast(kind: Toast['kind'], text: string, detail = ''): number {
  // the same message twice in a row says nothing more
  const others = shown.value.filter((toast) => toast.text !== text)
  shown.value = [...others.slice(-3), { id: ++lastId, kind, text, detail }]
  return lastId
}

export function removeToast(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id)
}
