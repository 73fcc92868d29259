import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import { addToast, removeErrorsOnLeaving, removeToast, toasts } from '../../renderer/ui/toasts.ts'

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

describe('errors go when their screen is left, what was done there is still told', () => {
  const path = ref('/bank')
  const dossier = shallowRef({ folder: 'C:\\A' })
  const scope = effectScope()
  scope.run(() => { removeErrorsOnLeaving(() => path.value, () => dossier.value.folder) })
  afterAll(() => { scope.stop() })

  it.each<[string, () => void, string[]]>([
    ['what is known of the dossier is read again', () => { dossier.value = { folder: 'C:\\A' } }, ['Le disque est plein.', 'Enregistré.']],
    ['another screen is shown', () => { path.value = '/imports' }, ['Enregistré.']],
    ['another dossier is opened', () => { dossier.value = { folder: 'C:\\B' } }, ['Enregistré.']],
  ])('%s', async (_what, change, left) => {
    addToast('error', 'Le disque est plein.')
    addToast('success', 'Enregistré.')
    change()
    await nextTick()
    expect(texts()).toEqual(left)
  })
})
