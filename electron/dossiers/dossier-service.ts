import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CallContext, Handlers } from '../../shared/call.ts'
import type { LocalDate } from '../../shared/date.ts'
import { companyProblems, tidyCompany } from '../../shared/dossiers/company-rules.ts'
import type { Company, DossierState, dossierContract } from '../../shared/dossiers/dossier-contract.ts'
import { synchronisingService } from '../../shared/dossiers/folder-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { createDatabase, DATABASE_FILE, openDatabase, OpenError, type Sql } from '../db/database.ts'
import { readDossierState, writeCompany } from './company-repository.ts'
import { hasDossier, isSampleImported, readSample } from './demonstration.ts'
import { backUp } from './dossier-backup.ts'
import { checkDossier } from './dossier-check.ts'
import { recentDossiers } from './recent-dossiers.ts'

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
  /** Called with each dossier opened, and with null once it is closed: the office makes and drops the dossier's slices. */
  onChange(dossier: OpenDossier | null): void
}

/** One folder per company: `relais.sqlite`, `documents/`, `backups/`. One open at a time. */
export function dossierService({ dataFolder, resources, importFile, onChange }: DossierServiceOptions): Handlers<typeof dossierContract> {
  mkdirSync(dataFolder, { recursive: true })
  const recent = recentDossiers(dataFolder)
  let current: OpenDossier | null = null

  const close = (): void => {
    if (!current) return
    onChange(null)
    current.sql.close()
    current = null
  }
  const enter = (folder: string, sql: Sql): DossierState => {
    close()
    current = { folder, sql }
    onChange(current)
    const state = readDossierState(sql, folder)
    recent.remember(folder, state.company.name)
    return state
  }
  const open = (folder: string): DossierState => {
    if (current?.folder === folder) return readDossierState(current.sql, folder)
    return enter(folder, withAppErrors(folder, () => openDatabase(folder)))
  }
  const opened = (): OpenDossier => {
    if (!current) throw new AppError('dossier.none')
    return current
  }
  const create = (folder: string, company: Company, isDemonstration = false): DossierState => {
    refuseWrongCompany(company)
    refuseOccupied(folder)
    const sql = withAppErrors(folder, () => {
      for (const part of ['documents', 'backups']) mkdirSync(join(folder, part), { recursive: true })
      return createDatabase(folder)
    })
    writeCompany(sql, company, isDemonstration)
    return enter(folder, sql)
  }
  const openDemonstration = async (asOf: LocalDate, context: CallContext): Promise<DossierState> => {
    const folder = join(dataFolder, 'demonstration')
    const { company, files } = readSample(resources)
    if (hasDossier(folder)) open(folder)
    else create(folder, tidyCompany(company), true)
    const { sql } = opened()
    if (!isSampleImported(sql, files.length)) for (const file of files) await importFile(file, asOf, context)
    return readDossierState(sql, folder)
  }

  return {
    current: () => current && readDossierState(current.sql, current.folder),
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
    check: (_input, context) => {
      const { sql, folder } = opened()
      return checkDossier(sql, folder, context)
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

function refuseOccupied(folder: string): void {
  if (existsSync(join(folder, DATABASE_FILE))) throw new AppError('dossier.exists', { folder })
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new AppError('dossier.not-empty', { folder })
}

function withAppErrors<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof OpenError) throw new AppError(`dossier.${error.problem}`, { folder })
    const code = (error as { code?: unknown }).code
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') throw new AppError('dossier.read-only', { folder })
    if (code === 'ENOSPC') throw new AppError('dossier.full', { folder })
    throw error
  }
}
