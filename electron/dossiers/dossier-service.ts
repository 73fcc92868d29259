import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Handlers } from '../../shared/call.ts'
import type { Company, DossierState, dossierContract } from '../../shared/dossiers/dossier-contract.ts'
import { AppError } from '../../shared/errors.ts'
import { createDatabase, DATABASE_FILE, openDatabase, OpenError, type Sql } from '../db/database.ts'
import { readDossierState, writeCompany } from './company-repository.ts'
import { recentDossiers } from './recent-dossiers.ts'

/** An open dossier: its folder and the one connection to its file. */
export interface OpenDossier {
  folder: string
  sql: Sql
}

export interface DossierServiceOptions {
  dataFolder: string
  /** Called with each dossier opened, and with null once it is closed: the office makes and drops the dossier's slices. */
  onChange(dossier: OpenDossier | null): void
}

/** One folder per company: `relais.sqlite`, `documents/`, `backups/`. One open at a time. */
export function dossierService({ dataFolder, onChange }: DossierServiceOptions): Pick<Handlers<typeof dossierContract>, 'current' | 'recent' | 'forget' | 'create' | 'open' | 'close' | 'saveCompany'> {
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
  const create = (folder: string, company: Company): DossierState => {
    refuseOccupied(folder)
    const sql = withAppErrors(folder, () => {
      for (const part of ['documents', 'backups']) mkdirSync(join(folder, part), { recursive: true })
      return createDatabase(folder)
    })
    writeCompany(sql, company)
    return enter(folder, sql)
  }

  return {
    current: () => current && readDossierState(current.sql, current.folder),
    recent: () => recent.list(),
    forget: ({ folder }) => recent.forget(folder),
    create: ({ folder, company }) => create(resolve(folder), company),
    open: ({ folder }) => open(resolve(folder)),
    close,
    saveCompany: (company) => {
      if (!current) throw new AppError('dossier.none')
      writeCompany(current.sql, company)
      return readDossierState(current.sql, current.folder)
    },
  }
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
