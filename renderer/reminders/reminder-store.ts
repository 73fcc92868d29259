import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { LocalDate } from '../../shared/date.ts'
import type { DataAge, DueDateRow, Explanation, GenerationReport, GenerationRequest, LetterLevel, ReminderSettings, SearchCriteria, Selection, Simulation, SortableColumn } from '../../shared/reminders/reminder-contract.ts'
import { DEFAULT_REMINDER_SETTINGS, defaultCriteria } from '../../shared/reminders/reminder-settings-rules.ts'
import { afterCall, api } from '../api.ts'
import { t } from '../i18n/i18n.ts'
import { runJob } from '../jobs.ts'
import type { GridFilter, GridSort, IdList, IdSource } from '../ui/grid-source.ts'
import { today, useWorkbench } from '../workbench-store.ts'
import { newDefaults } from './new-defaults.ts'
import { createTicks } from './ticks.ts'

const NO_IDS = new Int32Array()
const nothing = (): Selection => ({ asOf: today(), count: 0, customerCount: 0, totalCents: 0 as Selection['totalCents'], olderCount: 0, olderCents: 0 as Selection['olderCents'], ids: NO_IDS, openCents: new Float64Array(), levels: new Uint8Array(), registerLength: 0 })

/** What « Générer » and « Aperçu » are asked for, besides the ticks. */
export type GenerationChoices = Pick<GenerationRequest, 'rule' | 'resend' | 'sort'>

/** The window « Relance Client »: criteria, result of the last « Calcul », ticks, saved settings. */
export const useReminders = defineStore('reminders', () => {
  const settings = shallowRef<ReminderSettings>(DEFAULT_REMINDER_SETTINGS)
  /** The saved settings have not come yet: those held are no dossier's. */
  const areSettingsComing = ref(true)
  const criteria = ref<SearchCriteria>(defaultCriteria(DEFAULT_REMINDER_SETTINGS, today()))
  /** Criteria and settings as they were at the last « Calcul »: what the grid shows (R-EBP-33, 87). Without criteria when it shows what was proposed. */
  const applied = shallowRef<{ criteria: string | null; settings: ReminderSettings } | null>(null)
  const selection = shallowRef(nothing())
  const ticks = shallowRef(createTicks(nothing()))
  /** The last generation the grid shows the levels of */
  const registerLength = ref(0)
  /** Ids the headers' filters let through */
  const shownIds = shallowRef<IdList>(NO_IDS)
  /** Grows at each change of a tick: typed arrays are not watched */
  const tickChanges = ref(0)
  /** Grows when a hold is set or lifted, or a payment promised: rows show their hold */
  const holdChanges = ref(0)
  /** The due dates of the telephone list that is open */
  const phoneListIds = shallowRef<IdList>(NO_IDS)

  /** What somebody proposes, until the window takes it over; without a level, its own rule stands */
  let proposal: { level: LetterLevel | null } | null = null

  const isProposal = computed(() => applied.value?.criteria === null)
  const areCriteriaChanged = computed(() => typeof applied.value?.criteria === 'string' && JSON.stringify(criteria.value) !== applied.value.criteria)
  const ticked = computed(() => ({ change: tickChanges.value, count: ticks.value.count, totalCents: ticks.value.totalCents }))

  /** The window opens: criteria hold the saved defaults (R-EBP-36), but for what a person has typed before these came. The last result stays until the next « Calcul ». */
  async function open(): Promise<void> {
    areSettingsComing.value = true
    resetCriteria()
    const shown = { ...criteria.value }
    settings.value = await api.reminders.settings()
    areSettingsComing.value = false
    Object.assign(criteria.value, newDefaults(defaultCriteria(settings.value, today()), shown, criteria.value))
  }

  /** « RAZ filtre »: the saved defaults; the grid does not change (R-EBP-34). */
  function resetCriteria(): void {
    criteria.value = defaultCriteria(settings.value, today())
  }

  /** « Calcul »: reads the criteria, clears the ticks (R-EBP-41) and takes the saved settings into account. */
  async function calculate(): Promise<void> {
    await search(criteria.value, show)
  }

  /** « Les inclure »: the same search without a beginning of its period. It only adds rows: ticks stay, and what is typed for the next « Calcul ». */
  async function includeOlder(): Promise<void> {
    if (typeof applied.value?.criteria !== 'string') return
    const before = JSON.parse(applied.value.criteria) as SearchCriteria
    await search({ ...before, from: null }, (found) => {
      const ticked = ticks.value.seen()
      show(found)
      ticks.value.keep(ticked)
      if (criteria.value.from === before.from) criteria.value.from = null
    })
  }

  /** These due dates and no others, ticked, for letters of that level, or of the rule that the window proposes. False when none of them is unpaid any more: nothing changes. */
  async function propose(ids: IdList, level: LetterLevel | null): Promise<boolean> {
    const [found, current] = await Promise.all([api.reminders.find({ ids, asOf: today() }), api.reminders.settings()])
    if (found.count === 0) return false
    show(found)
    settings.value = current
    applied.value = { criteria: null, settings: current }
    proposal = { level }
    tickAll()
    return true
  }
  /** Once: the window that opens next shows it. */
  function takeProposal(): { level: LetterLevel | null } | null {
    const taken = proposal
    proposal = null
    return taken
  }

  async function search(wanted: SearchCriteria, onFound: (found: Selection) => void): Promise<void> {
    const asked = JSON.stringify(wanted)
    const [found, current] = await Promise.all([api.reminders.calculate({ criteria: wanted, asOf: today() }), api.reminders.settings()])
    onFound(found)
    settings.value = current
    applied.value = { criteria: asked, settings: current }
  }

  function show(found: Selection): void {
    ticks.value = createTicks(found)
    selection.value = found
    registerLength.value = found.registerLength
    shownIds.value = found.ids
    tickChanges.value++
  }

  /** The grid's source for this result: rows in view by their ids, order and filters of the headers by the office. */
  const source = computed<IdSource<DueDateRow>>(() => {
    const { ids, asOf } = selection.value
    return {
      ids,
      fetchRows: (some) => api.reminders.rows({ ids: some, asOf }),
      arrange: async (sort, filters) => {
        const arranged = sort || filters.length > 0 ? await arrange(ids, asOf, sort, filters) : ids
        if (ids === selection.value.ids) shownIds.value = arranged
        return arranged
      },
    }
  })

  const isTicked = (id: number): boolean => ticks.value.isTicked(id)
  function toggle(id: number): void {
    ticks.value.set(id, !ticks.value.isTicked(id))
    tickChanges.value++
  }
  /** « Tout sélectionner »: the rows of the grid, not those a header's filter hides (R-EBP-40). */
  function tickAll(): void {
    ticks.value.setAll(shownIds.value, true)
    tickChanges.value++
  }
  function untickAll(): void {
    ticks.value.clear()
    tickChanges.value++
  }

  /** The ticked due dates as the grid shows them: what has changed behind it gets no letter. */
  const request = (choices: GenerationChoices): GenerationRequest => ({ ...choices, ...ticks.value.seen(), registerLength: registerLength.value, asOf: today(), outFolder: null, acceptOldData: false })
  const simulate = (wanted: GenerationRequest): Promise<Simulation> => api.reminders.simulate(wanted)

  /** « Pourquoi ? » of a row of the grid, ticked or not, under these choices. Null when it no longer exists. */
  async function explain(id: number, choices: GenerationChoices): Promise<Explanation | null> {
    const [explanation] = await api.reminders.explain({ ...choices, ...ticks.value.shown(Int32Array.of(id)), registerLength: registerLength.value, asOf: today(), outFolder: null })
    return explanation ?? null
  }

  const dataAge = (): Promise<DataAge | null> => api.reminders.dataAge({ asOf: today() })

  /** Writes the letters, then unticks what was sent, so that a second « Générer » cannot send it again by mistake. Null when cancelled. */
  async function generate(wanted: GenerationRequest): Promise<GenerationReport | null> {
    const sentTicks = ticks.value
    const report = await runJob(t('reminderScreen.generation.job'), (job) => api.reminders.generate(wanted, job))
    if (report === null || sentTicks !== ticks.value) return report
    const { ids, levels } = report.sent
    ids.forEach((id, index) => {
      sentTicks.set(id, false)
      sentTicks.setLevel(id, levels[index]!)
    })
    if (report.registerLength !== null) registerLength.value = report.registerLength
    tickChanges.value++
    return report
  }

  const tickedIds = (): IdList => ticks.value.ids()
  /** « Relance téléphonique » of the ticked due dates; levels and dates stay as they are (R-EBP-48). */
  function openPhoneList(): void {
    phoneListIds.value = ticks.value.ids()
  }

  async function saveSettings(next: ReminderSettings): Promise<void> {
    settings.value = await api.reminders.saveSettings(next)
  }

  /** Another dossier, or other rows in it: nothing of what was found stays. */
  function forget(): void {
    applied.value = null
    phoneListIds.value = NO_IDS
    proposal = null
    show(nothing())
  }

  watch(() => useWorkbench().dossier?.folder, forget)
  afterCall(['holds.set', 'holds.lift', 'calls.record', 'calls.recordInSession', 'calls.erase', 'calls.cancelPromise'], () => { holdChanges.value++ })
  afterCall(['imports.apply', 'imports.undo', 'reminders.undoRun', 'receivables.deleteInvoice', 'receivables.deleteCustomer'], forget)

  return {
    settings, areSettingsComing, criteria, applied, selection, shownIds, ticked, phoneListIds, holdChanges, source, areCriteriaChanged, isProposal,
    open, resetCriteria, calculate, includeOlder, propose, takeProposal, isTicked, toggle, tickAll, untickAll, request, simulate, explain, dataAge, generate, tickedIds, openPhoneList, saveSettings,
  }
})

async function arrange(ids: IdList, asOf: LocalDate, sort: GridSort | null, filters: GridFilter[]): Promise<IdList> {
  const arranged = await api.reminders.arrange({
    ids, asOf,
    sort: sort && { column: sort.column as SortableColumn, descending: sort.descending },
    filter: filters.map(({ column, text }) => ({ column: column as SortableColumn, text })),
  })
  return arranged.ids
}
