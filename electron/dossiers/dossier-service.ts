import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CallContext, Handlers } from '../../shared/call.ts'
import type { LocalDate } from '../../shared/date.ts'
import { companyProblems, tidyCompany } from '../../shared/dossiers/company-rules.ts'
import { blankCompany } from '../../shared/dossiers/blank-company.ts'
import type { BackupSummary, Company, DossierState, dossierContract } from '../../shared/dossiers/dossier-contract.ts'
import { synchronisingService } from '../../shared/dossiers/folder-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { RegisterState } from '../../shared/reminders/run-contract.ts'
import { createDatabase, DATABASE_FILE, openDatabase, OpenError, PARTIAL_FILES, readDatabase, type Sql } from '../db/database.ts'
import { makeFolder } from '../delivery/folders.ts'
import { systemCause } from '../delivery/system-cause.ts'
import { readDossierState, writeCompany } from './company-repository.ts'
import { hasDossier, isSampleImported, readSample } from './demonstration.ts'
import { backUp, backUpIfDue } from './dossier-backup.ts'
import { checkDossier } from './dossier-check.ts'
import { listBackups, restoreInPlace, restoreInto, type BeforeReturn } from './dossier-restore.ts'
import { recentDossiers } from './recent-dossiers.ts'
import { isActivityFilled } from './sample-activity.ts'

/** An open dossier: its folder and the one connection to its file. */
export interface OpenDossier {
  folder: string
  sql: Sql
}

export interface DossierServiceOptions {
  dataFolder: string
  /** The product's `resources` folder, for the sample ledger. */
  resources: string
  /** Imports a file into the open dossier. */
  importFile(path: string, asOf: LocalDate, context: CallContext): Promise<unknown>
  /** Puts what no file brings (assets, readings…) into the open demonstration dossier, before its files: a making that was cut short is made again. */
  fillDemonstration(asOf: LocalDate): Promise<void>
  /** What has been done with its files since: calls, payments, the latest invoices. Made again in the same way. */
  fillActivity(asOf: LocalDate): Promise<void>
  /** Called with each dossier opened, and with null once it is closed: the office makes and drops the dossier's slices. */
  onChange(dossier: OpenDossier | null): void
  /** Whether the generations are as they were made. */
  registerState(sql: Sql): RegisterState
  /** What a backup must not do once more when it is a dossier again. */
  beforeReturn: BeforeReturn
  /** Who may see and bring back what is in the open dossier. */
  access: DossierAccess
}

export interface DossierAccess {
  /** Whether the open dossier waits for somebody to sign in: until then nothing but its name is shown. */
  isLocked(): boolean
  /** Throws unless an administrator works in the open dossier. */
  requireAdministrator(): void
  /** Whether a dossier that is not open, of any version, wants to know who opens it. */
  hasUsers(sql: Sql): boolean
}

const OWN_FOLDERS = ['documents', 'backups']

/** One folder per company: `relais.sqlite`, `documents/`, `backups/`. One open at a time. */
export function dossierService({ dataFolder, resources, importFile, fillDemonstration, fillActivity, onChange, registerState, beforeReturn, access }: DossierServiceOptions): Handlers<typeof dossierContract> {
  makeFolder(dataFolder)
  const recent = recentDossiers(dataFolder)
  let current: OpenDossier | null = null

  const close = (): void => {
    if (!current) return
    onChange(null)
    current.sql.close()
    current = null
  }
  const shown = (state: DossierState): DossierState => (access.isLocked() ? nameOnly(state) : state)
  const enter = (folder: string, sql: Sql): DossierState => {
    const state = readStateOrClose(folder, sql)
    close()
    current = { folder, sql }
    onChange(current)
    recent.remember(folder, state.company.name)
    return shown(state)
  }
  const open = (folder: string): DossierState => {
    if (current?.folder === folder) return shown(readDossierState(current.sql, folder))
    return enter(folder, withAppErrors(folder, () => openDatabase(folder, (sql) => backUp(sql, folder))))
  }
  const opened = (): OpenDossier => {
    if (!current) throw new AppError('dossier.none')
    return current
  }
  const create = (folder: string, company: Company, isDemonstration = false): DossierState => {
    refuseWrongCompany(company)
    const sql = withAppErrors(folder, () => {
      refuseOccupied(folder)
      for (const part of OWN_FOLDERS) makeFolder(join(folder, part))
      return createDatabase(folder, (made) => { writeCompany(made, company, isDemonstration) })
    })
    return enter(folder, sql)
  }
  /** A backup may be older than the users: whoever has it brought back anywhere would be administrator there, of all the letters too. */
  const refuseRestoring = (folder: string): void => {
    if (current?.folder === folder) access.requireAdministrator()
    else if (withAppErrors(folder, () => isClosedToOthers(folder, access.hasUsers))) throw new AppError('users.restore')
  }
  const backups = (folder: string): BackupSummary[] => {
    const listed = listBackups(folder)
    const isHidden = current?.folder === folder ? access.isLocked() : hidesItsUsers(folder, access.hasUsers)
    return isHidden ? listed.map((backup) => ({ ...backup, lastImportName: '' })) : listed
  }
  const restore = async (folder: string, name: string, into: string | null): Promise<DossierState> => {
    refuseRestoring(folder)
    if (into !== null) {
      withAppErrors(into, () => refuseOccupied(into))
      await restoreInto(folder, name, into, beforeReturn).catch((error: unknown) => { throw asAppError(into, error) })
      return open(into)
    }
    const wasOpen = current?.folder === folder
    if (wasOpen) close()
    try {
      await restoreInPlace(folder, name, beforeReturn)
    } catch (error) {
      if (wasOpen) open(folder)
      throw asAppError(folder, error)
    }
    return open(folder)
  }
  const openDemonstration = async (asOf: LocalDate, context: CallContext): Promise<DossierState> => {
    const folder = join(dataFolder, 'demonstration')
    const { company, files } = readSample(resources)
    if (hasDossier(folder)) open(folder)
    else create(folder, tidyCompany(company), true)
    const { sql } = opened()
    if (!isSampleImported(sql, files.length)) {
      await fillDemonstration(asOf)
      for (const file of files) await importFile(file, asOf, context)
    }
    if (!isActivityFilled(sql)) await fillActivity(asOf)
    return shown(readDossierState(sql, folder))
  }

  return {
    current: () => current && shown(readDossierState(current.sql, current.folder)),
    recent: () => recent.list(),
    forget: ({ folder }) => recent.forget(folder),
    create: ({ folder, company }) => create(localFolder(folder), tidyCompany(company)),
    open: ({ folder }) => open(localFolder(folder)),
    openDemonstration: ({ asOf }, context) => openDemonstration(asOf, context),
    close,
    checkCompany: (company) => companyProblems(tidyCompany(company)),
    saveCompany: (typed) => {
      const { sql, folder } = opened()
      const company = tidyCompany(typed)
      refuseWrongCompany(company)
      writeCompany(sql, company)
      recent.remember(folder, company.name)
      return readDossierState(sql, folder)
    },
    backup: () => {
      const { sql, folder } = opened()
      return { file: backUp(sql, folder) }
    },
    backUpDaily: () => {
      const { sql, folder } = opened()
      return { file: backUpIfDue(sql, folder, 'daily') }
    },
    backups: ({ folder }) => backups(resolve(folder)),
    restore: ({ folder, name, into }) => restore(localFolder(folder), name, into === null ? null : localFolder(into)),
    check: (_input, context) => {
      const { sql, folder } = opened()
      return checkDossier(sql, folder, registerState(sql), context)
    },
  }
}

/** The folder's full path. A synchronised or shared one is refused: its copies would tear a database apart. */
function localFolder(folder: string): string {
  const service = synchronisingService(folder) ?? synchronisingService(resolve(folder))
  if (service !== null) throw new AppError('dossier.synchronised-folder', { folder, service })
  return resolve(folder)
}

function refuseWrongCompany(company: Company): void {
  const problem = companyProblems(company)[0]
  if (problem) throw new AppError('company.invalid', { ...problem, reasonKey: `company.invalid.${problem.reason}` })
}

/** What a creation that was cut short has left is no reason to refuse. */
function refuseOccupied(folder: string): void {
  if (existsSync(join(folder, DATABASE_FILE))) throw new AppError('dossier.exists', { folder })
  if (!existsSync(folder)) return
  const isOurs = (name: string): boolean => PARTIAL_FILES.includes(name) || (OWN_FOLDERS.includes(name) && isEmptyFolder(join(folder, name)))
  if (!readdirSync(folder).every(isOurs)) throw new AppError('dossier.not-empty', { folder })
}

const isEmptyFolder = (path: string): boolean => statSync(path).isDirectory() && readdirSync(path).length === 0

/** The connection is let go of when the dossier cannot be shown. */
function readStateOrClose(folder: string, sql: Sql): DossierState {
  try {
    return withAppErrors(folder, () => readDossierState(sql, folder))
  } catch (error) {
    sql.close()
    throw error
  }
}

/** What may be known of a dossier before anybody has signed in. */
const nameOnly = ({ folder, company, isDemonstration }: DossierState): DossierState => ({ folder, company: blankCompany(company.name), lastImportOn: null, lastImportName: '', isDemonstration })

/** Whether a dossier that is not open has users; one that is gone or cannot be read any more has nobody to ask: restoring is what it needs. Throws OpenError. */
function isClosedToOthers(folder: string, hasUsers: (sql: Sql) => boolean): boolean {
  try {
    return readDatabase(folder, hasUsers)
  } catch (error) {
    if (error instanceof OpenError && ['missing', 'damaged', 'not-a-dossier'].includes(error.problem)) return false
    throw error
  }
}

/** The same for what is only shown: one that does not tell may have some. */
function hidesItsUsers(folder: string, hasUsers: (sql: Sql) => boolean): boolean {
  try {
    return isClosedToOthers(folder, hasUsers)
  } catch {
    return true
  }
}

/** What the system says of a path, as the message that tells a person what to do about it. */
const PATH_PROBLEMS: Record<string, string> = {
  EACCES: 'read-only', EROFS: 'read-only', EPERM: 'read-only', ENOSPC: 'full', EDQUOT: 'full', ENOTDIR: 'not-a-folder', EEXIST: 'not-a-folder', EISDIR: 'not-a-dossier',
}

function withAppErrors<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asAppError(folder, error)
  }
}

function asAppError(folder: string, error: unknown): unknown {
  if (error instanceof OpenError) return new AppError(`dossier.${error.problem}`, { folder })
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code !== 'string' || syscall === undefined) return error
  const problem = PATH_PROBLEMS[code]
  return problem === undefined ? new AppError('dossier.unusable-folder', { folder, ...systemCause(error) }) : new AppError(`dossier.${problem}`, { folder })
}
