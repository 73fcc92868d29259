import { recordProblems } from '../../shared/assets/record-rules.ts'
import type { Handlers } from '../../shared/call.ts'
import { systemNow } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import type { Manufacturer, manufacturerContract } from '../../shared/receivables/manufacturer-contract.ts'
import { normalise } from '../../shared/text.ts'
import type { Sql } from '../db/database.ts'
import { findOrganisationByCode } from './customer-repository.ts'

const MANUFACTURER = 'SELECT id, code, name, phone1 AS phone, email1 AS email, website FROM organisation WHERE is_manufacturer = 1'

/** « Fabricants »: organisations that make the articles. */
export function manufacturerService(sql: Sql): Handlers<typeof manufacturerContract> {
  const inTransaction = <T>(work: () => T): T => sql.transaction(work).immediate()
  const one = (id: number): Manufacturer => existing((sql.prepare(`${MANUFACTURER} AND id = ?`).get(id) as Manufacturer | undefined) ?? null)

  const save = (manufacturer: Manufacturer): number => {
    refuseInvalid(manufacturer)
    const { id, name } = manufacturer
    if (id !== null) one(id)
    const holder = findOrganisationByCode(sql, manufacturer.code)
    if (holder !== null && holder !== id) throw new AppError('manufacturer.code-taken', { code: manufacturer.code })
    const values = { ...manufacturer, nameNorm: normalise(name), now: systemNow() }
    if (id === null) {
      return Number(sql.prepare(`INSERT INTO organisation (is_manufacturer, code, name, name_norm, phone1, email1, website, updated_at)
        VALUES (1, :code, :name, :nameNorm, :phone, :email, :website, :now)`).run(values).lastInsertRowid)
    }
    sql.prepare('UPDATE organisation SET code = :code, name = :name, name_norm = :nameNorm, phone1 = :phone, email1 = :email, website = :website, updated_at = :now WHERE id = :id').run(values)
    return id
  }

  return {
    manufacturers: () => sql.prepare(`${MANUFACTURER} ORDER BY name_norm, code`).all() as Manufacturer[],
    saveManufacturer: (manufacturer) => inTransaction(() => one(save(manufacturer))),
    deleteManufacturer: ({ id }) => inTransaction(() => {
      const { name } = one(id)
      if (sql.prepare('SELECT EXISTS (SELECT 1 FROM item WHERE manufacturer_id = ?)').pluck().get(id) === 1) throw new AppError('manufacturer.in-use', { name })
      sql.prepare('DELETE FROM organisation WHERE id = ? AND is_customer = 0').run(id)
      sql.prepare('UPDATE organisation SET is_manufacturer = 0, updated_at = ? WHERE id = ?').run(systemNow(), id)
    }),
  }
}

function refuseInvalid(manufacturer: Manufacturer): void {
  const [problem] = recordProblems(manufacturer, ['code', 'name'])
  if (problem) throw new AppError('manufacturer.invalid', { ...problem, fieldKey: `assets.field.${problem.field}`, reasonKey: `assets.reason.${problem.reason}` })
}
