import { dayNumber, type LocalDate } from '../../shared/date.ts'
import { Scenario } from '../../shared/scenarios/scenario-contract.ts'
import { DEFAULT_SCENARIO } from '../../shared/scenarios/scenario-rules.ts'
import { aside, relevantChanges } from '../db/change-counter.ts'
import type { Sql } from '../db/database.ts'
import { settingsRow } from '../db/settings-row.ts'

/** The scenario of the dossier, and when its due dates were last reminded. */
export function scenarioRepository(sql: Sql) {
  const row = settingsRow(sql, 'scenario_settings')
  let reminded: RemindedDays | null = null
  let seen = -1
  return {
    read: (): Scenario => {
      const saved = row.read()
      return saved === null ? DEFAULT_SCENARIO : Scenario.parse(JSON.parse(saved))
    },
    /** What is derived from receivables stands. */
    write: (scenario: Scenario): void => { aside(sql, () => { row.write(scenario) }) },
    /** Read again only when the dossier has changed since. */
    remindedDays: (): RemindedDays => {
      const now = relevantChanges(sql)
      if (!reminded || seen !== now) {
        reminded = readRemindedDays(sql)
        seen = now
      }
      return reminded
    },
  }
}

/** The day of its last reminder, by the id of a due date; undefined without any, or when it is paid. */
export type RemindedDays = (id: number) => number | undefined

const NEVER = -1_000_000

function readRemindedDays(sql: Sql): RemindedDays {
  const byId = new Int32Array(1 + (sql.prepare('SELECT coalesce(max(id), 0) FROM due_date').pluck().get() as number)).fill(NEVER)
  const days = new Map<LocalDate, number>()
  for (const [id, remindedOn] of sql.prepare('SELECT id, reminded_on FROM due_date WHERE open_cents > 0 AND reminded_on IS NOT NULL').raw().iterate() as Iterable<[number, LocalDate]>) {
    let day = days.get(remindedOn)
    if (day === undefined) days.set(remindedOn, day = dayNumber(remindedOn))
    byId[id] = day
  }
  return (id) => (byId[id] === NEVER ? undefined : byId[id])
}
