import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { MAX_EINVOICE_FILES, type EinvoiceAnswers, type EinvoiceReport, type EinvoiceRequest } from '../../shared/einvoices/einvoice-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { api } from '../api.ts'
import { t } from '../i18n/i18n.ts'
import { runJob } from '../jobs.ts'
import { addToast } from '../ui/toasts.ts'
import { today, useWorkbench } from '../workbench-store.ts'

/** The files looked at together: previewed, questions answered, imported at once. */
export const useEinvoices = defineStore('einvoices', () => {
  const workbench = useWorkbench()
  const paths = shallowRef<readonly string[]>([])
  const answers = ref<EinvoiceAnswers>({})
  const report = shallowRef<EinvoiceReport | null>(null)
  /** Whether the report is of what was done; else of what would be. */
  const isDone = ref(false)
  const failure = shallowRef<unknown>(null)

  const canApply = computed(() => !isDone.value && report.value !== null && report.value.questions.length === 0 && report.value.rows.some(({ keepsOriginal }) => keepsOriginal))

  /** Files that are looked at and could be imported, or wait for an answer. */
  const waitingCount = computed(() => (isDone.value || report.value === null ? 0 : report.value.counts.added + report.value.counts.asked))
  const isReading = ref(false)

  async function choose(): Promise<void> {
    const chosen = await api.desktop.chooseFiles({ purpose: 'einvoices' })
    if (chosen.length > 0) await open(chosen)
  }

  async function open(files: readonly string[]): Promise<void> {
    clear()
    if (files.length > MAX_EINVOICE_FILES) {
      failure.value = new AppError('einvoices.too-many-files', { count: files.length, max: MAX_EINVOICE_FILES })
      return
    }
    paths.value = files
    await read()
  }

  async function read(): Promise<void> {
    isReading.value = true
    try {
      report.value = await attempt((job) => api.einvoices.preview(request(), job))
    } finally {
      isReading.value = false
    }
  }

  /** Files are those the preview has shown. */
  function request(): EinvoiceRequest {
    const shown = new Map(report.value?.rows.map(({ path, sha256 }) => [path, sha256 || null]))
    return { files: paths.value.map((path) => ({ path, sha256: shown.get(path) ?? null })), answers: answers.value, asOf: today() }
  }

  async function answer(change: EinvoiceAnswers): Promise<void> {
    answers.value = { ...answers.value, ...change }
    await read()
  }

  async function apply(): Promise<void> {
    if (isReading.value) {
      addToast('info', t('einvoices.stillReading'))
      return
    }
    if (!canApply.value) return
    const done = await attempt((job) => api.einvoices.apply(request(), job))
    if (!done) return
    report.value = done
    isDone.value = true
    addToast('success', t('einvoices.done'))
    await workbench.refresh()
  }

  async function undo(): Promise<void> {
    const id = report.value?.importId
    if (id == null) return
    await api.imports.undo({ id })
    clear()
    addToast('success', t('einvoices.undone'))
    await workbench.refresh()
  }

  function clear(): void {
    paths.value = []
    answers.value = {}
    report.value = null
    isDone.value = false
    failure.value = null
  }

  /** A failure is shown beside the files it is about. */
  async function attempt<T>(work: Parameters<typeof runJob<T>>[1]): Promise<T | null> {
    failure.value = null
    try {
      return await runJob(t('einvoices.title'), work)
    } catch (error) {
      failure.value = error
      return null
    }
  }

  return { paths, report, isDone, failure, canApply, waitingCount, choose, open, answer, apply, undo, clear }
})
