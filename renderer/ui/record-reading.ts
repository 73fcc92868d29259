import { ref, watch, type Ref } from 'vue'

/**
 * What a dialog is about, read each time it opens. True until the answer is shown: until then there is nothing to enter and nothing to save.
 * An answer that comes after the dialog was closed, or opened on something else, is not shown.
 */
export function useRecordReading<T>(open: Readonly<Ref<boolean>>, read: () => Promise<T>, show: (record: T) => void): Readonly<Ref<boolean>> {
  const isLoading = ref(true)
  let lastReading = 0
  watch(open, async (isOpen) => {
    const reading = ++lastReading
    if (!isOpen) return
    isLoading.value = true
    const record = await read()
    if (reading !== lastReading) return
    show(record)
    isLoading.value = false
  }, { immediate: true })
  return isLoading
}
