import { defineStore } from 'pinia'
import { computed, nextTick, shallowRef, watch } from 'vue'
import type { z } from 'zod'
import { formatDate, systemToday, type LocalDate } from '../shared/date.ts'
import type { Company, DossierState, RecentDossier } from '../shared/dossiers/dossier-contract.ts'
import { AppError } from '../shared/errors.ts'
import type { Preferences } from '../shared/settings/preference-contract.ts'
import type { Session } from '../shared/users/user-contract.ts'
import { afterCall, api } from './api.ts'
import { setLocale, t } from './i18n/i18n.ts'
import { runJob } from './jobs.ts'

/** What every screen stands on: the open dossier, the recent ones, this person's preferences. */
export const useWorkbench = defineStore('workbench', () => {
  const dossier = shallowRef<DossierState | null>(null)
  /** Who works in it */
  const session = shallowRef<Session | null>(null)
  /** A dossier that is open and waits for somebody to sign in. */
  const awaited = shallowRef<DossierState | null>(null)
  const recents = shallowRef<z.output<typeof RecentDossier>[]>([])
  let backup: ReturnType<typeof setTimeout> | undefined
  const preferences = shallowRef<Preferences>({ locale: 'fr', theme: 'system', grids: {} })

  /** Why what is for administrators cannot be changed here; '' when it can. */
  const readOnlyReason = computed(() => (session.value?.isAdministrator === false ? t('users.readOnly') : ''))
  const lastImport = computed(() => (dossier.value?.lastImportOn ? t('common.frame.lastImport', { date: formatDate(dossier.value.lastImportOn) }) : t('common.frame.neverImported')))

  async function start(): Promise<void> {
    preferences.value = await api.preferences.get()
    await enter(await api.dossiers.current())
  }

  async function enter(state: DossierState | null): Promise<void> {
    session.value = state && await api.users.session()
    const isLocked = session.value?.state === 'signed-out'
    awaited.value = isLocked ? state : null
    dossier.value = isLocked ? null : state
    recents.value = await api.dossiers.recent()
    await api.desktop.setMenuState({ hasDossier: dossier.value !== null })
    clearTimeout(backup)
    if (dossier.value?.isDemonstration === false) backup = setTimeout(() => void backUpDaily(), BACKUP_AFTER_MS)
  }

  /** The open dossier as it is now: after an import, or a change of the company. */
  async function refresh(): Promise<void> {
    dossier.value = await api.dossiers.current()
  }

  const create = async (folder: string, company: Company): Promise<void> => enter(await api.dossiers.create({ folder, company }))
  const open = async (folder: string): Promise<void> => enter(await api.dossiers.open({ folder }))
  const close = async (): Promise<void> => { await api.dossiers.close(); await enter(null) }

  async function signIn(login: string, password: string): Promise<void> {
    await api.users.signIn({ login, password })
    // until now only its name was known
    await enter(await api.dossiers.current())
  }

  /** Screens of the one who leaves are not for the next. */
  async function signOut(): Promise<void> {
    await api.users.signOut()
    await reenter(dossier.value)
  }
  async function reenter(state: DossierState | null): Promise<void> {
    dossier.value = null
    await nextTick()
    await enter(state)
  }
  afterCall(['users.save', 'users.remove'], () => void followSession())
  async function followSession(): Promise<void> {
    session.value = await api.users.session()
    if (session.value.state === 'signed-out') await reenter(dossier.value)
  }

  /** Every screen is made anew, also when the folder stays the same. */
  async function restore(folder: string, name: string, into: string | null): Promise<void> {
    const state = await runJob(t('common.restore.job'), (job) => api.dossiers.restore({ folder, name, into }, job))
    if (state) await reenter(state)
  }

  async function chooseAndOpen(): Promise<void> {
    const folder = await api.desktop.chooseFolder({ purpose: 'open-dossier', suggested: '' })
    if (folder !== null) await open(folder)
  }

  async function openDemonstration(): Promise<void> {
    const state = await runJob(t('common.start.demonstration'), (job) => api.dossiers.openDemonstration({ asOf: today() }, job))
    if (state) await enter(state)
  }

  async function forget(folder: string): Promise<void> {
    await api.dossiers.forget({ folder })
    recents.value = await api.dossiers.recent()
  }

  async function savePreferences(change: Partial<Preferences>): Promise<void> {
    preferences.value = { ...preferences.value, ...change }
    await api.preferences.save(preferences.value)
  }

  watch(() => preferences.value.locale, setLocale, { immediate: true })
  watch(() => preferences.value.theme, (theme) => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, { immediate: true })
  watch([dossier, () => preferences.value.locale], ([state]) => {
    const title = state ? t('common.frame.title', { name: state.company.name }) : 'Relais'
    document.title = title
    void api.desktop.setTitle({ title })
  })

  return { dossier, session, awaited, readOnlyReason, recents, preferences, lastImport, start, refresh, signIn, signOut, create, open, close, restore, chooseAndOpen, openDemonstration, forget, savePreferences }
})

/** The day's copy is made once the first screen stands: opening waits for nothing. */
const BACKUP_AFTER_MS = 5_000

/** A copy that cannot be written is shown like any error; a dossier left meanwhile needs none. */
async function backUpDaily(): Promise<void> {
  await api.dossiers.backUpDaily().catch((error: unknown) => {
    if (!(error instanceof AppError) || !['dossier.none', 'dossier.changed'].includes(error.code)) throw error
  })
}

/** « Today » of every call a screen makes: read at that moment, so that a window left open overnight counts rightly. */
export function today(): LocalDate {
  return systemToday()
}
