import type { Handlers } from '../../shared/call.ts'
import { fromDayNumber, type LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { Scenario, scenarioContract } from '../../shared/scenarios/scenario-contract.ts'
import { checkScenario } from '../../shared/scenarios/scenario-rules.ts'
import type { Sql } from '../db/database.ts'
import { followScenario, type ScenarioSources } from './scenario-following.ts'
import { blockedEntries, groupsOf } from './scenario-lists.ts'
import { scenarioRepository } from './scenario-repository.ts'

/** « Scénario de relance »: what is to be done on a day. It writes its own settings and nothing else: letters are generated and calls made where they always are. */
export function scenarioService(sql: Sql, sources: ScenarioSources): Handlers<typeof scenarioContract> {
  const repository = scenarioRepository(sql)
  const follow = (scenario: Scenario, asOf: LocalDate, customerId: number | null = null) => followScenario(sources, scenario, repository.remindedDays(), asOf, customerId)

  return {
    settings: () => repository.read(),
    saveSettings: (scenario) => {
      checkScenario(scenario)
      repository.write(scenario)
      return scenario
    },
    today: ({ asOf, most }) => {
      const scenario = repository.read()
      if (!scenario.isOn) return { asOf, isOn: false, groups: [], blocked: [], blockedCount: 0, waitingCount: 0, nextOn: null, finishedCount: 0 }
      const { proposed, blocked, waitingCount, nextDay, finishedCount } = follow(scenario, asOf)
      const items = sources.openItems()
      return {
        asOf, isOn: true, groups: groupsOf(scenario, items, proposed, most), blocked: blockedEntries(items, blocked).slice(0, most), blockedCount: blocked.length,
        waitingCount, nextOn: nextDay === null ? null : fromDayNumber(nextDay), finishedCount,
      }
    },
    dueDates: ({ asOf, place, customerId }) => {
      const scenario = repository.read()
      const step = scenario.isOn ? scenario.steps[place] : undefined
      if (!step) throw new AppError('scenario.gone')
      const { id } = sources.openItems()
      return { step, ids: Int32Array.from(follow(scenario, asOf, customerId).proposed.filter((one) => one.step === place), (one) => id[one.item]!) }
    },
  }
}
