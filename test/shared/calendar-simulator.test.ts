import { describe, expect, it } from 'vitest'
import { expectedByWalking, madeUpWorld, sentByTheRules, type Fault, type Sent } from '../fixtures/calendar-simulator.ts'

/** A few dozen made-up years in `npm test`; as many as one likes by RELAIS_SIMULATION_ROUNDS. */
const ROUNDS = Number(process.env['RELAIS_SIMULATION_ROUNDS'] ?? 40)
const seeds = Array.from({ length: ROUNDS }, (_, index) => index + 1)
const FAULTS: readonly Exclude<Fault, 'none'>[] = ['no-exclusion', 'only-today', 'no-memory']

const differs = (one: Sent, other: Sent): boolean => one.join('\n') !== other.join('\n')

describe('a year of automatic sending, on made-up customers, contracts and calendars', () => {
  it(`M-099…M-117 asks what walking through each day expects, however long the program was closed and however often it is run (${ROUNDS} years)`, { timeout: 600_000 }, () => {
    let requests = 0
    for (const seed of seeds) {
      const world = madeUpWorld(seed)
      const expected = expectedByWalking(world)
      expect(sentByTheRules(world, 'none'), `seed ${seed}`).toEqual(expected)
      requests += expected.length
    }
    // years without a request would prove nothing
    expect(requests).toBeGreaterThan(ROUNDS * 5)
  })
  it('M-117 no asset is asked twice for a cycle', () => {
    for (const seed of seeds.slice(0, 20)) {
      const cycles = sentByTheRules(madeUpWorld(seed), 'none').map((line) => line.slice(11))
      expect(new Set(cycles).size, `seed ${seed}`).toBe(cycles.length)
    }
  })
  it.each(FAULTS)('a sending that errs by %s is found out', (fault) => {
    expect(Array.from({ length: 20 }, (_, index) => madeUpWorld(index + 1)).some((world) => differs(sentByTheRules(world, fault), expectedByWalking(world)))).toBe(true)
  })
})
