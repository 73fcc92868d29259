import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Client } from '../../shared/call.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import type { LocalDate } from '../../shared/date.ts'
import { DECISION_TABLES } from '../../shared/decisions/table-rules.ts'

const SampleTables = z.record(z.enum(DECISION_TABLES), z.array(z.array(z.string())))

/** Puts the rows of resources/sample/decisions.json into the tables that have none, their days in the year of `asOf` and the next; `{day}` is that day's number: somebody is asked on it. */
export async function fillSampleDecisions(api: Pick<Client<OfficeContract>, 'decisions'>, resources: string, asOf: LocalDate): Promise<void> {
  const sample = SampleTables.parse(JSON.parse(readFileSync(join(resources, 'sample', 'decisions.json'), 'utf8')))
  const [year, day] = [Number(asOf.slice(0, 4)), Number(asOf.slice(8))]
  for (const { name, rowCount } of await api.decisions.tables({ search: '' })) {
    if (rowCount > 0) continue
    await api.decisions.saveTable({ name, rows: sample[name].map((cells) => cells.map((cell) => cell.replace('{year}', String(year)).replace('{next}', String(year + 1)).replace('{day}', String(day)))) })
  }
}
