import { effectScope } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { FieldProblem } from '../../shared/schemas.ts'
import { useFieldCheck } from '../../renderer/ui/field-check.ts'
import { addToast, removeToast, toasts } from '../../renderer/ui/toasts.ts'

const wrong: FieldProblem = { field: 'senderAddress', reason: 'email' }
const shown = (): string[] => toasts.value.map(({ text }) => text)

afterEach(() => { for (const { id } of toasts.value) removeToast(id) })

describe('what says that fields are wrong', () => {
  it('goes away when they are right, and leaves the other messages', async () => {
    let found: FieldProblem[] = [wrong, { ...wrong, field: 'replyTo' }]
    const screen = effectScope()
    const { check } = screen.run(() => useFieldCheck(() => Promise.resolve(found), 'mail.invalid', (n) => `wrong: ${n}`))!
    addToast('success', 'saved')
    expect([await check(), shown()]).toEqual([false, ['saved', 'wrong: 2']])
    found = [wrong]
    expect([await check(), shown()]).toEqual([false, ['saved', 'wrong: 1']])
    found = []
    expect([await check(), shown()]).toEqual([true, ['saved']])
    screen.stop()
  })

  it('goes away with the screen, also when the answer comes later', async () => {
    const screen = effectScope()
    const { check } = screen.run(() => useFieldCheck(() => Promise.resolve([wrong]), 'mail.invalid', (n) => `wrong: ${n}`))!
    await check()
    const late = check()
    screen.stop()
    await late
    expect(shown()).toEqual([])
  })
})
