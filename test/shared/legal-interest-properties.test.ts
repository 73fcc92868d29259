import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays, dayNumber, daysBetween, localDate, type LocalDate } from '../../shared/date.ts'
import { halfYearOf, nextHalfYear, type HalfYear } from '../../shared/legal/half-year-rules.ts'
import { interestOf, letterClaims, type DebtorFacts, type InterestFacts, type InterestSegment, type Rates } from '../../shared/legal/interest-rules.ts'
import { cents, sumCents } from '../../shared/money.ts'

const ROUNDS = 500

/** The same numbers on every run: mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const firstDay = localDate('2020-01-01')
interface Case { debtor: DebtorFacts; dueDate: InterestFacts; asOf: LocalDate; rates: Rates }

function caseOf(seed: number): Case {
  const random = randomOf(seed)
  const dueOn = addDays(firstDay, random(1500))
  const profile = (['company', 'company', 'consumer', 'public-body'] as const)[random(4)]!
  const rates: Rates = { ecb: new Map(), legal: new Map() }
  for (let halfYear: HalfYear = '2019-S1'; halfYear < '2031-S1'; halfYear = nextHalfYear(halfYear)) for (const table of ['ecb', 'legal'] as const) (rates[table] as Map<HalfYear, number>).set(halfYear, random(600))
  const principal = 1 + random(5_000_000)
  const payments = Array.from({ length: random(5) }, () => ({ paidOn: addDays(dueOn, random(700) - 40), amountCents: cents(1 + random(Math.ceil(principal / 4))) }))
  const paid = sumCents(payments.map(({ amountCents }) => amountCents))
  return {
    rates, asOf: addDays(dueOn, random(1200) - 50),
    debtor: { profile, contractRateBp: random(3) === 0 ? random(2500) : null, insolventFrom: random(8) === 0 ? addDays(dueOn, random(600)) : null },
    dueDate: { dueDateId: 1, invoiceId: 1, invoiceNumber: 'FA-1', dueOn, principalCents: cents(Math.max(principal, paid)), payments, noticeReceivedOn: random(3) === 0 ? null : addDays(dueOn, random(200) - 30) },
  }
}

/** What one day brings, in cents and fractions of one, straight from the text of the law. */
function interestOfDay({ debtor: { profile, contractRateBp, insolventFrom }, dueDate, rates }: Case, day: LocalDate): number {
  const eve = profile === 'consumer' ? dueDate.noticeReceivedOn && (dueDate.noticeReceivedOn > dueDate.dueOn ? dueDate.noticeReceivedOn : dueDate.dueOn) : dueDate.dueOn
  if (eve === null || day <= eve || (insolventFrom !== null && day >= insolventFrom)) return 0
  const [ecb, legal] = [rates.ecb.get(halfYearOf(profile === 'public-body' ? addDays(eve, 1) : day))!, rates.legal.get(halfYearOf(day))!]
  const rateBp = profile === 'consumer' ? legal : profile === 'public-body' ? ecb + 800 : contractRateBp === null ? ecb + 1000 : Math.max(contractRateBp, 3 * legal)
  const paid = dueDate.payments.reduce((sum, { paidOn, amountCents }) => (paidOn < day ? sum + amountCents : sum), 0)
  return ((dueDate.principalCents - paid) * rateBp) / 3_650_000
}

const segmentsOf = ({ debtor, dueDate, rates, asOf }: Case): InterestSegment[] => letterClaims(debtor, [dueDate], rates, asOf)?.lines[0]?.segments ?? []

describe(`${ROUNDS} random debts`, () => {
  it('the segments are what one adds up day by day, within half a cent each', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const debt = caseOf(seed)
      const segments = segmentsOf(debt)
      let byDay = 0
      for (let day = debt.dueDate.dueOn; day <= debt.asOf; day = addDays(day, 1)) byDay += interestOfDay(debt, day)
      const total = sumCents(segments.map(({ interestCents }) => interestCents))
      expect(Math.abs(total - byDay), `seed ${seed}`).toBeLessThanOrEqual(segments.length / 2 + 1e-6)
    }
  })

  it('no day is counted twice, none between two segments is lost unless nothing was owed', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const debt = caseOf(seed)
      const segments = segmentsOf(debt)
      for (const [place, { from, to, days, baseCents, rateBp, interestCents }] of segments.entries()) {
        expect([days, interestCents], `seed ${seed}`).toEqual([daysBetween(from, to) + 1, interestOf(baseCents, rateBp, days)])
        expect(baseCents > 0 && from <= to).toBe(true)
        const next = segments[place + 1]
        if (next) expect(next.from > to).toBe(true)
        if (next && next.from !== addDays(to, 1)) expect(interestOfDay(debt, addDays(to, 1))).toBe(0)
      }
    }
  })

  it('a payment of nothing on any day splits the period without losing a day', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const debt = caseOf(seed)
      const split = { ...debt, dueDate: { ...debt.dueDate, payments: [...debt.dueDate.payments, { paidOn: addDays(debt.dueDate.dueOn, randomOf(seed)(400)), amountCents: cents(0) }] } }
      const days = (segments: InterestSegment[]): number => segments.reduce((sum, segment) => sum + segment.days, 0)
      expect(days(segmentsOf(split)), `seed ${seed}`).toBe(days(segmentsOf(debt)))
    }
  })

  it('one more day never brings less', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const debt = caseOf(seed)
      const total = (segments: InterestSegment[]): number => sumCents(segments.map(({ interestCents }) => interestCents))
      expect(total(segmentsOf({ ...debt, asOf: addDays(debt.asOf, 1) })), `seed ${seed}`).toBeGreaterThanOrEqual(total(segmentsOf(debt)))
    }
  })

  it('early payments cost the debtor no more than late ones', () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const debt = caseOf(seed)
      const total = (payments: InterestFacts['payments']): number => segmentsOf({ ...debt, dueDate: { ...debt.dueDate, payments } }).reduce((sum, segment) => sum + segment.baseCents * segment.rateBp * segment.days, 0)
      expect(total(debt.dueDate.payments.map((payment) => ({ ...payment, paidOn: addDays(payment.paidOn, -7) }))), `seed ${seed}`).toBeLessThanOrEqual(total(debt.dueDate.payments))
    }
  })
})

describe('the system’s time zone', () => {
  const program = `
    const { letterClaims } = await import('./shared/legal/interest-rules.ts')
    const { prescriptionOf } = await import('./shared/legal/prescription-rules.ts')
    const rates = { ecb: new Map([['2025-S1', 315], ['2025-S2', 215]]), legal: new Map() }
    const claims = letterClaims({ profile: 'company', contractRateBp: null, insolventFrom: null },
      [{ dueDateId: 1, invoiceId: 1, invoiceNumber: 'F', dueOn: '2025-03-29', principalCents: 1000000, payments: [{ paidOn: '2025-10-25', amountCents: 100000 }], noticeReceivedOn: null }], rates, '2025-12-30')
    console.log(JSON.stringify([claims, prescriptionOf({ profile: 'consumer', servicedOn: null, invoicedOn: '2025-03-30', interruptedOn: ['2025-10-26'] }, '2025-12-30', 60)]))`
  const run = (zone: string): string => execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: resolve(import.meta.dirname, '../..'), env: { ...process.env, TZ: zone }, encoding: 'utf8' })

  it('does not matter, on either side of the date line and of a change of hour', () => {
    const utc = run('UTC')
    expect(JSON.parse(utc)).toMatchObject([{ lines: [{ segments: [{ from: '2025-03-30', to: '2025-06-30', days: 93 }, { from: '2025-07-01', to: '2025-10-25', days: 117 }, { from: '2025-10-26', to: '2025-12-30', days: 66 }] }] }, { lastDay: '2027-10-26' }])
    for (const zone of ['Europe/Paris', 'Pacific/Apia', 'America/Sao_Paulo']) expect(run(zone)).toBe(utc)
    expect(dayNumber(localDate('2025-03-30')) - dayNumber(localDate('2025-03-29'))).toBe(1)
  })
})
