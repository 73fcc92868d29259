import { expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { oneAtATime } from '../../renderer/ui/one-at-a-time.ts'
import { useRecordReading } from '../../renderer/ui/record-reading.ts'

/** Answers in the test's own time. */
function delayedAnswers() {
  const waiting: PromiseWithResolvers<string>[] = []
  const ask = (): Promise<string> => {
    const answer = Promise.withResolvers<string>()
    waiting.push(answer)
    return answer.promise
  }
  const settle = async (): Promise<void> => { await nextTick(); await new Promise((resolve) => setImmediate(resolve)) }
  return { waiting, ask, settle, answer: async (place: number, text: string): Promise<void> => { waiting[place]!.resolve(text); await settle() } }
}

it('a dialog has nothing to save until its record has come', async () => {
  const { ask, answer, settle } = delayedAnswers()
  const [open, shown] = [ref(false), ref('')]
  const isLoading = useRecordReading(open, ask, (text) => { shown.value = text })
  open.value = true
  await settle()
  expect([isLoading.value, shown.value]).toEqual([true, ''])
  await answer(0, 'payment 1')
  expect([isLoading.value, shown.value]).toEqual([false, 'payment 1'])
})

it('a dialog opened again shows nothing of the record before: neither itself nor its late answer', async () => {
  const { ask, answer, settle } = delayedAnswers()
  const [open, shown] = [ref(true), ref('')]
  const isLoading = useRecordReading(open, ask, (text) => { shown.value = text })
  open.value = false
  await settle()
  open.value = true
  await settle()
  await answer(0, 'payment 1')
  expect([isLoading.value, shown.value]).toEqual([true, ''])
  await answer(1, 'payment 2')
  expect([isLoading.value, shown.value]).toEqual([false, 'payment 2'])
  open.value = false
  await settle()
  open.value = true
  await settle()
  expect(isLoading.value).toBe(true)
})

it('F2 pressed again before the answer saves once, and again after it', async () => {
  const { waiting, ask, answer } = delayedAnswers()
  const save = oneAtATime(async () => { await ask() })
  void save()
  void save()
  expect(waiting).toHaveLength(1)
  await answer(0, 'saved')
  void save()
  expect(waiting).toHaveLength(2)
})

it('a refused save can be tried again', async () => {
  const save = oneAtATime(() => Promise.reject(new Error('number taken')))
  await expect(save()).rejects.toThrow('number taken')
  await expect(save()).rejects.toThrow('number taken')
})
