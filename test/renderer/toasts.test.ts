import { beforeEach, expect, it } from 'vitest'
import { addToast, removeErrors, removeToast, toasts } from '../../renderer/ui/toasts.ts'

const texts = (): string[] => toasts.value.map(({ text }) => text)
beforeEach(() => { for (const { id } of toasts.value) removeToast(id) })

it('of what was done only the latest two are shown, and they push no error away', () => {
  addToast('error', 'Le disque est plein.')
  for (const text of ['Un', 'Deux', 'Trois']) addToast('success', text)
  expect(texts()).toEqual(['Le disque est plein.', 'Deux', 'Trois'])
})

it('the same message again takes the place of the first', () => {
  addToast('info', 'Rien de nouveau.')
  addToast('success', 'Enregistré.')
  addToast('info', 'Rien de nouveau.')
  expect(texts()).toEqual(['Enregistré.', 'Rien de nouveau.'])
})

it('errors go when their screen is left, what was done there is still told', () => {
  addToast('error', 'Le disque est plein.')
  addToast('success', 'Enregistré.')
  removeErrors()
  expect(texts()).toEqual(['Enregistré.'])
})
