import { rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { GenerationKills } from '../fixtures/generation-kill.ts'

const KILLS = 20
const kills = new GenerationKills()

afterAll(() => { rmSync(kills.base, { recursive: true, force: true }) })

it(`R-EBP-75 killed at any moment (${KILLS} times), a generation has happened whole or not at all`, { timeout: 900_000 }, async () => {
  await kills.prepare()
  const whole = await kills.measure()
  let happened = 0
  let midway = 0
  // a machine whose speed changes may miss the writing: then once more over the whole
  let attempt = 0
  for (; attempt < KILLS || (midway === 0 && attempt < 3 * KILLS); attempt++) {
    // spread over the whole generation and a little beyond, at random within each slice
    const afterMs = whole * 1.1 * (attempt % KILLS + Math.random()) / KILLS
    const outcome = await kills.kill(afterMs)
    expect(outcome.disagreements, `killed after ${afterMs.toFixed(1)} of ${whole.toFixed(0)} ms`).toEqual([])
    if (outcome.happened) happened += 1
    if (outcome.wasPreparing) midway += 1
  }
  expect(happened).toBeLessThan(attempt)
  // without kills amid the writing the rest would prove nothing
  expect(midway).toBeGreaterThan(0)
})
