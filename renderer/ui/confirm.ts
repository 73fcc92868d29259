import { readonly, shallowRef } from 'vue'

export interface Question {
  title: string
  /** What will happen, with its counts; line breaks are kept. */
  text: string
  /** Destroys something or cannot be taken back */
  isDangerous?: boolean
}

const asked = shallowRef<(Question & { resolve: (isYes: boolean) => void }) | null>(null)

/** What ConfirmDialog shows. */
export const question = readonly(asked)

/** Asks « Oui » / « Non »; Échap means « Non ». A question asked while another is open answers the first with « Non ». */
export function confirm(text: Question): Promise<boolean> {
  answer(false)
  return new Promise((resolve) => { asked.value = { ...text, resolve } })
}

export function answer(isYes: boolean): void {
  const current = asked.value
  asked.value = null
  current?.resolve(isYes)
}
