import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LocalDateSchema } from '../../shared/schemas.ts'
import { Company } from '../../shared/dossiers/dossier-contract.ts'
import { DATABASE_FILE, type Sql } from '../db/database.ts'

const Sample = z.object({ asOf: LocalDateSchema, customers: z.string(), ledger: z.string() })

/** The sample ledger shipped with the product (see resources/sample/README.md). */
export function readSample(resources: string) {
  const folder = join(resources, 'sample')
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const { asOf, customers, ledger } = Sample.parse(read('sample.json'))
  return { asOf, company: Company.parse(read('company.json')), files: [join(folder, customers), join(folder, ledger)] }
}

export const hasDossier = (folder: string): boolean => existsSync(join(folder, DATABASE_FILE))

/** False when the making of the demonstration dossier was cut short: its imports are then made again, which changes nothing that is there. */
export const isSampleImported = (sql: Sql, files: number): boolean => (sql.prepare(`SELECT count(*) FROM import_batch`).pluck().get() as number) >= files
