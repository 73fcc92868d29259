import { rmSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { MailKills } from '../fixtures/mail-kill.ts'
import { seededRandom } from '../fixtures/seeded-random.ts'

const KILLS = 20
const seed = Number(process.env['MAIL_KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const random = seededRandom(seed)
let kills: MailKills | null = null

afterEach(async () => {
  await kills?.close()
  if (kills) rmSync(kills.base, { recursive: true, force: true })
})

it(`X-13 killed at any moment (${KILLS} times, seed ${seed}), amid generation or sending: nothing lost, nothing doubled, levels as what left`, { timeout: 900_000 }, async () => {
  kills = new MailKills(random)
  await kills.prepare()
  const whole = await kills.measure()
  let taken = 0
  for (let attempt = 0; attempt < KILLS; attempt++) {
    const afterMs = whole * 1.1 * (attempt + random.below(1000) / 1000) / KILLS
    const outcome = await kills.kill(afterMs)
    expect(outcome.disagreements, `seed ${seed}, killed after ${afterMs.toFixed(0)} of ${whole.toFixed(0)} ms`).toEqual([])
    expect(outcome.killed).toBe(true)
    taken = outcome.taken
  }
  // without messages that left the rest would prove nothing
  expect(taken).toBeGreaterThan(KILLS)
})

it('the harness finds out a sender that sends again what may have left', { timeout: 900_000 }, async () => {
  kills = new MailKills(random, 'careless')
  await kills.prepare()
  const whole = await kills.measure()
  const found: string[] = []
  for (let attempt = 0; attempt < 30 && found.length === 0; attempt++) found.push(...(await kills.kill(whole)).disagreements)
  expect(found.join('\n')).toMatch(/doubled|left, although/)
})
