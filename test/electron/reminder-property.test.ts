import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, localDate, type LocalDate } from '../../shared/date.ts'
import { cents } from '../../shared/money.ts'
import { DebtorProfile } from '../../shared/receivables/receivable-contract.ts'
import { explanationText } from '../../shared/reminders/explanation-text.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { SkipReason, type GenerationReport, type GenerationRequest, type LevelRule, type Simulation } from '../../shared/reminders/reminder-contract.ts'
import { company, openOffice, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { customerNamed, invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { requestOf, rowsFound, today } from '../fixtures/reminder-fixture.ts'
import { seededRandom, type SeededRandom } from '../fixtures/seeded-random.ts'

/** Random dossiers and rules: what is simulated is what is generated, to the cent, line by line, through dispatch on real SQLite. Another number by RELAIS_SIMULATION_ROUNDS. */
const DOSSIERS = Number(process.env['RELAIS_SIMULATION_ROUNDS'] ?? 1_000)
/** So many share a file, one after the other and with customers of their own: making files is not what is tested. */
const DOSSIERS_A_FILE = 25
const SEED = 20_261_121

let open: OpenOffice
let api: OpenOffice['api']
const press = new PaperPress()
const base = temporaryFolder()
beforeAll(async () => {
  open = await openOffice({ press })
  api = open.api
})
afterAll(() => open.close())

const byMail = { reminderChannel: 'email', email1: 'compta@client.example' } as const
const paidBefore = (random: SeededRandom): { paidOn: LocalDate } => ({ paidOn: addDays(today, -1 - random.below(100)) })
const digit = (random: SeededRandom): 0 | 1 | 2 | 3 => random.below(4) as 0 | 1 | 2 | 3

/** A few customers, invoices of one to three due dates, payments used and unused, credit notes and holds. @returns its due dates */
async function randomDossier(random: SeededRandom, number: number): Promise<number[]> {
  if (number % DOSSIERS_A_FILE === 0) await api.dossiers.create({ folder: join(base, String(number)), company })
  const ids: number[] = []
  for (let customer = 0; customer < 1 + random.below(3); customer++) {
    const customerId = (await api.receivables.saveCustomer(customerNamed(`C${number}-${customer}`, `Client ${number}-${customer}`, {
      reminderLevel: digit(random), debtorProfile: random.one(DebtorProfile.options), lateInterestRateBp: random.chance(0.3) ? random.below(2_000) : null, ...random.chance(0.3) ? byMail : {},
    }))).id!
    for (let invoice = 0; invoice < 1 + random.below(3); invoice++) ids.push(...await randomInvoice(random, customerId, `F${number}-${customer}${invoice}`))
    if (random.chance(0.5)) await api.receivables.savePayment(paymentOf(customerId, 1 + random.below(20_000), [], paidBefore(random)))
    if (random.chance(0.2)) await api.receivables.saveInvoice(invoiceOf(customerId, `AV${number}-${customer}`, [['2026-02-01', -1 - random.below(8_000)]], { kind: 'credit-note' }))
    if (random.chance(0.15)) await randomHold(random, 'customer', customerId)
  }
  return ids
}

async function randomInvoice(random: SeededRandom, customerId: number, number: string): Promise<number[]> {
  const dueDates = Array.from({ length: 1 + random.below(3) }, (): [string, number] => [addDays(today, 20 - random.below(120)), 100 + random.below(9_900)])
  const invoice = invoiceOf(customerId, number, dueDates)
  const saved = await api.receivables.saveInvoice({
    ...invoice, dueDates: invoice.dueDates.map((dueDate) => { const level = digit(random); return { ...dueDate, level, remindedOn: level === 0 ? null : localDate('2026-01-15') } }),
  })
  const [first] = saved.dueDates
  if (random.chance(0.3)) await api.receivables.savePayment(paymentOf(customerId, first!.amountCents, [[first!.id!, 1 + random.below(first!.amountCents)]], paidBefore(random)))
  if (random.chance(0.15)) await randomHold(random, 'due-date', first!.id!)
  if (random.chance(0.1)) await randomHold(random, 'invoice', saved.id!)
  return saved.dueDates.map(({ id }) => id!)
}

function randomHold(random: SeededRandom, scope: 'due-date' | 'invoice' | 'customer', subjectId: number): Promise<unknown> {
  const kind = random.one(scope === 'customer' ? ['insolvency', 'dispute', 'manual'] as const : ['dispute', 'payment-plan', 'manual'] as const)
  const last = random.chance(0.5) ? null : addDays(today, random.below(20))
  return api.holds.set({ hold: { kind, scope, subjectId, reason: 'x', since: kind === 'insolvency' ? addDays(today, -random.below(90)) : null, until: kind === 'insolvency' ? null : last }, asOf: today })
}

async function randomSettings(random: SeededRandom): Promise<void> {
  const settings = await api.reminders.settings()
  await api.reminders.saveSettings({ ...settings, creditHandling: random.one(['warn', 'net'] as const), toleranceCents: cents(random.one([0, 0, 500, 5_000])) })
  await api.legal.saveSettings({ ...await api.legal.settings(), claimInterestFromLevel: random.one([null, 1, 1, 2, 3] as const) })
}

function randomRule(random: SeededRandom): LevelRule {
  const first = random.below(40)
  return random.one<LevelRule>([{ kind: 'increment' }, { kind: 'customer' }, { kind: 'level', level: random.one([1, 2, 3] as const) }, { kind: 'days', thresholds: [first, first + 1 + random.below(30), first + 31 + random.below(30)] }])
}

/** A report without what only writing adds. */
const planned = ({ letters, ...report }: GenerationReport | Simulation): unknown => ({
  ...report, outcomes: null, runId: null, registerLength: null, printDocumentId: null, printFile: '', letters: letters.map((letter) => ({ ...letter, letterId: null, documentId: null, file: '', pages: 0 })),
})

it(`what is simulated is what is generated: ${DOSSIERS} random dossiers and rules (seed ${SEED})`, async () => {
  const seen = new Set<string>()
  let [deducted, mails, nettedClaims] = [0, 0, 0]
  for (let number = 0; number < DOSSIERS; number++) {
    const random = seededRandom(SEED + number)
    const ids = await randomDossier(random, number)
    await randomSettings(random)
    const asOf = addDays(today, random.below(15))
    const request = await requestOf(api, ids.filter(() => random.chance(0.85)).concat(ids[0]!), { rule: randomRule(random), resend: random.chance(0.3), asOf })
    const before = new Map((await rowsFound(api)).map((row) => [row.id, row]))

    const simulation = await api.reminders.simulate(request)
    await expectExplained(request, simulation, seen)
    const report = await api.reminders.generate(request)
    expect(planned(report), `dossier ${number}`).toEqual(planned(simulation))
    deducted += report.deductedCents
    mails += report.emailCount
    nettedClaims += report.letters.filter(({ interestCents, deductedCents }) => interestCents > 0 && deductedCents > 0).length
    await expectWritten(report, before, asOf)
  }
  expect([...seen].sort()).toEqual(expect.arrayContaining(['already-sent', 'below-first-threshold', 'below-tolerance', 'blocked', 'covered-by-credits', 'customer-without-level', 'highest-level-reached', 'letter']))
  expect(Math.min(deducted, mails, nettedClaims)).toBeGreaterThan(0)
}, 60_000 + DOSSIERS * 2_000)

/** « Pourquoi ? » says of each due date what the simulation counts. */
async function expectExplained(request: GenerationRequest, { outcomes, letters, skipped }: Simulation, seen: Set<string>): Promise<void> {
  const explanations = await api.reminders.explain(request)
  expect(explanations.map(({ dueDateId, levelAfter }) => [dueDateId, levelAfter ?? 0])).toEqual(Array.from(outcomes.ids, (id, place) => [id, outcomes.levels[place]]))
  expect(explanations.flatMap(({ reason }) => reason ?? [])).toEqual(skipped.map(({ reason }) => reason))
  explanations.forEach((explanation, place) => {
    seen.add(explanation.reason ?? 'letter')
    if (explanation.reason !== null) expect(explanation.reason).toBe(SkipReason.options[outcomes.reasons[place]!])
    expect(explanationText(explanation, (key, params) => translate('fr', key, params))).toMatch(/^(Courrier de niveau|Aucun courrier)/)
  })
  const lines = letters.flatMap((letter) => letter.lines)
  expect(lines.map(({ dueDateId, deductedCents }) => [dueDateId, deductedCents]).sort()).toEqual(explanations.filter(({ reason }) => reason === null).map(({ dueDateId, deductedCents }) => [dueDateId, deductedCents]).sort())
}

/** The letters printed, the run kept and the due dates afterwards are the report's; what got no letter is untouched. */
async function expectWritten(report: GenerationReport, before: ReadonlyMap<number, unknown>, asOf: string): Promise<void> {
  const lines = report.letters.flatMap((letter) => letter.lines)
  expect(report.totalCents).toBe(lines.reduce((sum, { openCents }) => sum + openCents, 0))
  expect(report.deductedCents).toBe(lines.reduce((sum, { deductedCents }) => sum + deductedCents, 0))
  for (const { openCents, deductedCents } of lines) expect(deductedCents >= 0 && deductedCents < openCents).toBe(true)
  // an e-mail changes levels once a server has taken it
  const levels = new Map(report.letters.filter(({ channel }) => channel === 'paper').flatMap((letter) => letter.lines).map(({ dueDateId, levelAfter }) => [dueDateId, levelAfter]))
  for (const row of await rowsFound(api)) expect(row).toEqual(levels.has(row.id) ? { ...before.get(row.id)!, level: levels.get(row.id), remindedOn: asOf } : before.get(row.id))
  if (report.runId === null) return
  expectClaims(report)
  expect(press.printed.map(({ totalCents, deductedCents, lines: printed }) => [totalCents, deductedCents, printed.length])).toEqual(report.letters.map(({ totalCents, deductedCents, lineCount }) => [totalCents, deductedCents, lineCount]))
  expect(await api.reminders.runLetters({ id: report.runId, from: 0 })).toMatchObject(report.letters.map(({ lines: told, totalCents, deductedCents, level }) => ({ lines: told, totalCents, deductedCents, level })))
  expect(await api.reminders.runSkipped({ id: report.runId, from: 0 })).toEqual(report.skipped)
}

/** What letters claim adds up, stands on what they ask for without what they deduct, and has 40 € once an invoice. */
function expectClaims({ letters }: GenerationReport): void {
  press.printed.forEach(({ claims, payableCents }, place) => {
    const { lines, totalCents, deductedCents, interestCents, indemnityCents } = letters[place]!
    expect([interestCents, indemnityCents]).toEqual([claims?.interestCents ?? 0, claims?.indemnityCents ?? 0])
    expect(payableCents).toBe(totalCents - deductedCents + interestCents + indemnityCents)
    const claimed = new Map(claims?.lines.map((line) => [line.dueDateId, line]))
    expect(lines.map((line) => [line.interestCents, line.indemnityCents])).toEqual(lines.map(({ dueDateId }) => [claimed.get(dueDateId)?.interestCents ?? 0, claimed.get(dueDateId)?.indemnityCents ?? 0]))
    for (const line of lines) if (claimed.has(line.dueDateId)) expect(claimed.get(line.dueDateId)!.segments.at(-1)!.baseCents).toBe(line.openCents - line.deductedCents)
  })
  const indemnified = letters.flatMap(({ lines }) => lines.filter(({ indemnityCents }) => indemnityCents > 0).map(({ invoiceNumber }) => invoiceNumber))
  expect(new Set(indemnified).size).toBe(indemnified.length)
}
