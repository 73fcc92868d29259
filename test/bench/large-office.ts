import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { officeClient } from '../../electron/client.ts'
import { openDatabase, type Sql } from '../../electron/db/database.ts'
import { createOffice } from '../../electron/office.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'

/** Measures in an office on a dossier that `fill` filled past the services, opened anew; both are gone afterwards. @param base a folder for what else is written */
export async function withLargeOffice<T>(fill: (sql: Sql) => void, measure: (api: Client<OfficeContract>, base: string) => Promise<T>): Promise<T> {
  const base = temporaryFolder()
  const office = createOffice({ dataFolder: join(base, 'data'), resources })
  try {
    const api = officeClient<OfficeContract>(office.dispatch)
    const folder = join(base, 'dossier')
    await api.dossiers.create({ folder, company })
    await api.dossiers.close(undefined)
    const sql = openDatabase(folder)
    fill(sql)
    sql.close()
    await api.dossiers.open({ folder })
    return await measure(api, base)
  } finally {
    await office.close()
    rmSync(base, { recursive: true, force: true })
  }
}
