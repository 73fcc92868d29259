import { ref, watch, type Ref } from 'vue'
import { t } from '../i18n/i18n.ts'
import { confirm } from '../ui/confirm.ts'

/** What a dialog edits: a copy of its record, made anew each time it opens. */
export function useDraft<T extends object>(open: Ref<boolean>, copy: () => T): Ref<T> {
  const draft = ref(copy()) as Ref<T>
  watch(open, (isOpen) => { if (isOpen) draft.value = copy() })
  return draft
}

/** How an EntryDialog removes a saved record, after a question; null for a new one. */
export function removalOf(record: { id: number | null; name: string } | null, remove: (input: { id: number }) => Promise<unknown>): { label: string; remove: () => Promise<string | null> } | null {
  if (record === null || record.id === null) return null
  const { id, name } = record
  return {
    label: t('assets.place.remove'),
    remove: async () => {
      if (!await confirm({ title: t('assets.place.removeTitle'), text: t('assets.place.removeText', { name }), isDangerous: true })) return null
      await remove({ id })
      return t('assets.place.removed')
    },
  }
}
