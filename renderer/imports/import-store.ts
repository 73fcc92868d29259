import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { ImportOptions, ImportPreview, ImportReport, ImportSummary, TableField } from '../../shared/imports/import-contract.ts'
import { api } from '../api.ts'
import { t } from '../i18n/i18n.ts'
import { isCancellation } from '../i18n/error-message.ts'
import { runJob } from '../jobs.ts'
import { addToast } from '../ui/toasts.ts'
import { today, useWorkbench } from '../workbench-store.ts'

export type ImportHistoryRow = z.output<typeof ImportSummary>

/** One file at a time: read, questions answered, imported; and the imports made before. */
export const useImports = defineStore('imports', () => {
  const workbench = useWorkbench()
  const path = ref('')
  /** What the person has answered; what is left out is guessed. */
  const options = ref<ImportOptions>({})
  const preview = shallowRef<ImportPreview | null>(null)
  /** Of the import just made, or of an earlier one that is looked at */
  const report = shallowRef<ImportReport | null>(null)
  const failure = shallowRef<unknown>(null)
  const history = shallowRef<ImportHistoryRow[]>([])

  const canApply = computed(() => preview.value?.report != null && !preview.value.report.alreadyImported)

  async function start(): Promise<void> {
    history.value = await api.imports.list()
  }

  async function choose(): Promise<void> {
    const chosen = await api.desktop.chooseFile({ purpose: 'import' })
    if (chosen !== null) await open(chosen)
  }

  async function open(file: string): Promise<void> {
    path.value = file
    options.value = {}
    preview.value = null
    await read()
  }

  /** Reads the file again with what has been answered so far. Writes nothing. */
  async function read(): Promise<void> {
    report.value = null
    const result = await attempt((job) => api.imports.preview({ path: path.value, options: options.value, asOf: today() }, job))
    // a correction that cannot be read leaves the former reading to start from
    preview.value = result ?? (preview.value && { ...preview.value, report: null })
  }

  const answer = async (change: Partial<ImportOptions>): Promise<void> => {
    options.value = { ...options.value, ...change }
    await read()
  }

  /** Gives a column a meaning; the column that had it loses it. */
  async function mapColumn(column: number, field: TableField | ''): Promise<void> {
    const columns = Object.fromEntries(Object.entries(preview.value?.options.columns ?? {}).filter(([key, meaning]) => key !== String(column) && meaning !== field))
    await answer({ columns: field === '' ? columns : { ...columns, [String(column)]: field } })
  }

  async function apply(): Promise<void> {
    if (!canApply.value) return
    const result = await attempt((job) => api.imports.apply({ path: path.value, options: options.value, asOf: today() }, job))
    if (!result) return
    clear()
    report.value = result
    addToast('success', t('imports.done'))
    await refresh()
  }

  async function undo(id: number): Promise<void> {
    await api.imports.undo({ id })
    if (report.value?.importId === id) report.value = null
    await refresh()
  }

  async function showReport(id: number): Promise<void> {
    clear()
    report.value = await api.imports.report({ id })
  }

  function clear(): void {
    path.value = ''
    preview.value = null
    report.value = null
    failure.value = null
  }

  async function refresh(): Promise<void> {
    await Promise.all([start(), workbench.refresh()])
  }

  /** A failure is shown beside the file it is about; giving up is none. */
  async function attempt<T>(work: Parameters<typeof runJob<T>>[1]): Promise<T | null> {
    failure.value = null
    try {
      return await runJob(t('imports.title'), work)
    } catch (error) {
      if (!isCancellation(error)) failure.value = error
      return null
    }
  }

  return { path, options, preview, report, failure, history, canApply, start, choose, open, read, answer, mapColumn, apply, undo, showReport, clear }
})
