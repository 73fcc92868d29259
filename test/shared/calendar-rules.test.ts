import { describe, expect, it } from 'vitest'
import type { BillingRuleState } from '../../shared/contracts/contract-contract.ts'
import { localDate, type LocalDate } from '../../shared/date.ts'
import { readTable, type DecisionTableName } from '../../shared/decisions/table-rules.ts'
import { isNewCycle, isReadingOld, planDays, readCalendars, type CustomerCategory, type Planning } from '../../shared/meters/calendar-rules.ts'
import { isUnreadSince } from '../../shared/meters/proposal-rules.ts'

const day = (text: string): LocalDate => localDate(text)

/** Rows of the three tables as they are typed, refused here when the screen would refuse them. */
interface Tables { general?: string[][]; particular?: string[][]; exclusion?: string[][] }

const NAMES = { general: 'CALENDRIER_GENERIQUE_COLLECTE_COMPTEUR', particular: 'CALENDRIER_PARTICULIER_COLLECTE_COMPTEUR', exclusion: 'CALENDRIER_EXCLUSION_COLLECTE_COMPTEUR' } as const

function calendars(tables: Tables): Planning['calendars'] {
  const stored = new Map<DecisionTableName, { position: number; cells: string[] }[]>()
  for (const key of ['general', 'particular', 'exclusion'] as const) {
    const { rows, problems } = readTable(NAMES[key], tables[key] ?? [])
    expect(problems).toEqual([])
    stored.set(NAMES[key], rows.map((cells, index) => ({ position: index + 1, cells })))
  }
  return readCalendars((name) => stored.get(name)!)
}

const keyAccount: CustomerCategory = { classification: 'TYPE CLIENT', category: 'GRANDS COMPTES' }
const school: CustomerCategory = { classification: 'TYPE CLIENT', category: 'ECOLE' }

const rule = (more: Partial<BillingRuleState> = {}): BillingRuleState => ({
  ruleId: 1, contractId: 1, contractCode: 'SSC1', contractLabel: '', customerId: 1, internalOrganisationCode: '01', predefinedCode: 'FORF', kind: 'unit', periodMonths: 1, billingDay: 1, lastInvoiceOn: null, nextInvoiceOn: day('2026-04-01'),
  regularisationMonths: null, nextRegularisationOn: null, lastRegularisationOn: null, renewalMonths: null, nextRenewalOn: null, lastRenewalOn: null, assetIds: [10], ...more,
})

const planning = (tables: Tables, rules: BillingRuleState[], categories: CustomerCategory[] = [], ignoresTheoreticalInvoice = false): Planning =>
  ({ rules, categoriesOf: () => categories, calendars: calendars(tables), ignoresTheoreticalInvoice })

const planDay = (on: LocalDate, plan: Planning) => planDays(on, on, plan)
const sent = (on: string, plan: Planning): number[] => planDay(day(on), plan).map(({ assetId }) => assetId)

/** « Jour d'envoi, RFP, prestataires, cycle, jour de facturation » */
const on20 = ['20', '*', '*', '*', '*']
/** « Classification, catégorie, jour d'envoi, prestataires, jour de facturation » */
const keyAccountsOn25 = ['*', 'GRANDS COMPTES', '25', '*', '*']
/** « Classification, catégorie, début, fin, date prochaine d'envoi, prestataires, prochaine facture » */
const schoolsInAugust = ['*', 'ECOLE', '01/08/2026', '31/08/2026', '02/09/2026', '*', '*']

describe('the general calendar', () => {
  it('M-099 M-106 asks on the day of sending, and on no other', () => {
    const plan = planning({ general: [on20] }, [rule()])
    expect(planDay(day('2026-03-20'), plan)).toEqual([{ assetId: 10, ruleId: 1, sendOn: '2026-03-20', cycleKey: '2026-03', reason: 'general', position: 1 }])
    expect([sent('2026-03-19', plan), sent('2026-03-21', plan), sent('2026-04-20', plan)]).toEqual([[], [], []])
  })
  it.each<[string, number, string, string, boolean]>([
    ['the 1st of the following month is of this cycle', 1, '2026-04-01', '2026-03-20', true],
    ['the 1st of the month itself is of the former one', 1, '2026-03-01', '2026-03-20', false],
    ['the 2nd of the month is its first day', 2, '2026-03-02', '2026-03-20', true],
    ['the 2nd of the following month is of the next one', 2, '2026-04-02', '2026-03-20', false],
    ['the 31st', 31, '2026-03-31', '2026-03-20', true],
    ['over New Year', 1, '2027-01-01', '2026-12-20', true],
  ])('M-110 M-111 %s', (_, billingDay, nextInvoiceOn, on, isSent) => {
    expect(sent(on, planning({ general: [on20] }, [rule({ billingDay, nextInvoiceOn: day(nextInvoiceOn) })]))).toEqual(isSent ? [10] : [])
  })
  it.each<[string, boolean, string[], Partial<BillingRuleState>]>([
    ['M-111 its RFP', true, ['20', 'FORF', '*', '*', '*'], {}],
    ['M-111 another RFP', false, ['20', 'FORF', '*', '*', '*'], { predefinedCode: 'TRANCHE' }],
    ['M-111 RFP that starts so', true, ['20', 'FO.*', '*', '*', '*'], {}],
    ['M-109 its provider', true, ['20', '*', '01', '*', '*'], {}],
    ['M-109 another provider', false, ['20', '*', '01', '*', '*'], { internalOrganisationCode: '02' }],
    ['M-109 one of several providers', true, ['20', '*', '01|02', '*', '*'], { internalOrganisationCode: '02' }],
    ['M-109 none of several providers', false, ['20', '*', '01|02', '*', '*'], { internalOrganisationCode: '03' }],
    ['M-110 billing day 1 as the last of a run', true, ['20', '*', '*', '16-1', '*'], {}],
    ['M-110 billing day 1 beside a run from the 2nd', false, ['20', '*', '*', '2-15', '*'], {}],
    ['M-110 the first day of a run', true, ['20', '*', '*', '2-15', '*'], { billingDay: 2, nextInvoiceOn: day('2026-03-02') }],
    ['M-110 the day after a run', false, ['20', '*', '*', '2-15', '*'], { billingDay: 16, nextInvoiceOn: day('2026-03-16') }],
    ['M-111 its exact billing day', true, ['20', '*', '*', '*', '1'], {}],
    ['M-111 another exact billing day', false, ['20', '*', '*', '*', '15'], {}],
    ['M-111 within the run but another exact day', false, ['20', '*', '*', '16-1', '31'], {}],
  ])('%s: asked is %s', (_, isSent, row, more) => expect(sent('2026-03-20', planning({ general: [row] }, [rule(more)]))).toEqual(isSent ? [10] : []))
  it('M-104 the first row that matches says the day, whatever the next ones say', () => {
    const plan = planning({ general: [['10', 'TR.*', '*', '*', '*'], ['15', 'FORF', '*', '*', '*'], on20] }, [rule()])
    expect([sent('2026-03-10', plan), sent('2026-03-15', plan), sent('2026-03-20', plan)]).toEqual([[], [10], []])
    expect(planDay(day('2026-03-15'), plan)[0]!.position).toBe(2)
  })
  it.each<[string, string, string]>([['31', '2026-05-01', '2026-04-30'], ['31', '2026-06-01', '2026-05-31'], ['30', '2026-03-01', '2026-02-28'], ['29', '2028-03-01', '2028-02-29']])(
    'M-112 day %s, invoice on %s: asked on %s', (sendDay, nextInvoiceOn, on) => {
      const plan = planning({ general: [[sendDay, '*', '*', '*', '*']] }, [rule({ nextInvoiceOn: day(nextInvoiceOn) })])
      expect(planDays(day('2026-01-01'), day('2028-12-31'), plan).map(({ sendOn }) => sendOn)).toEqual([on])
    })
  it('M-100 without a row nothing is asked for', () => expect(planDays(day('2026-01-01'), day('2026-12-31'), planning({}, [rule()]))).toEqual([]))
})

describe('the particular calendar', () => {
  it('M-101 M-107 overrides the general one for its customers', () => {
    const tables = { general: [on20], particular: [keyAccountsOn25] }
    const [key, other] = [planning(tables, [rule()], [keyAccount]), planning(tables, [rule()], [school])]
    expect([sent('2026-03-20', key), sent('2026-03-25', key), sent('2026-03-20', other), sent('2026-03-25', other)]).toEqual([[], [10], [10], []])
    expect(planDay(day('2026-03-25'), key)[0]).toMatchObject({ reason: 'particular', position: 1 })
  })
  it.each<[string, string[], CustomerCategory[], boolean]>([
    ['classification and category of one and the same category', ['TYPE CLIENT', 'GRANDS COMPTES', '25', '*', '*'], [school, keyAccount], true],
    ['a classification of one and a category of another', ['SECTEUR', 'GRANDS COMPTES', '25', '*', '*'], [{ classification: 'SECTEUR', category: 'PUBLIC' }, keyAccount], false],
    ['every customer, also without a category', ['*', '*', '25', '*', '*'], [], true],
    ['a category, for a customer without any', ['*', 'GRANDS COMPTES', '25', '*', '*'], [], false],
    ['another provider: the general one stays', ['*', 'GRANDS COMPTES', '25', '02', '*'], [keyAccount], false],
    ['its billing day', ['*', 'GRANDS COMPTES', '25', '*', '1'], [keyAccount], true],
    ['another billing day: the general one stays', ['*', 'GRANDS COMPTES', '25', '*', '2-31'], [keyAccount], false],
  ])('M-107 %s', (_, row, categories, isParticular) => {
    const plan = planning({ general: [on20], particular: [row] }, [rule()], categories)
    expect([sent('2026-03-20', plan), sent('2026-03-25', plan)]).toEqual(isParticular ? [[], [10]] : [[10], []])
  })
})

describe('the calendar of exclusions', () => {
  const general = [['10', '*', '*', '*', '*']]
  const inAugust = rule({ billingDay: 15, nextInvoiceOn: day('2026-08-15') })

  it('M-102 M-105 M-114 holds back, and asks on the day set for it', () => {
    const plan = planning({ general, exclusion: [schoolsInAugust] }, [inAugust], [school])
    expect([sent('2026-08-10', plan), sent('2026-09-01', plan), sent('2026-09-03', plan)]).toEqual([[], [], []])
    expect(planDay(day('2026-09-02'), plan)).toEqual([{ assetId: 10, ruleId: 1, sendOn: '2026-09-02', cycleKey: '2026-08', reason: 'resumed', position: 1 }])
    expect(sent('2026-08-10', planning({ general, exclusion: [schoolsInAugust] }, [inAugust], [keyAccount]))).toEqual([10])
  })
  it('M-103 comes before the particular one, which comes before the general one', () => {
    const tables = { general, particular: [['*', 'ECOLE', '12', '*', '*']], exclusion: [schoolsInAugust] }
    const plan = planning(tables, [inAugust], [school])
    expect([sent('2026-08-10', plan), sent('2026-08-12', plan), sent('2026-09-02', plan)]).toEqual([[], [], [10]])
  })
  it('M-102 what is caught up on an excluded day is held back until that exclusion’s own day', () => {
    const plan = planning({ general: [on20], exclusion: [['*', 'ECOLE', '21/03/2026', '31/03/2026', '02/04/2026', '*', '*']] }, [rule()], [school])
    expect(planDays(day('2026-03-19'), day('2026-03-23'), { ...plan, caughtUpOn: day('2026-03-23') })).toMatchObject([{ assetId: 10, sendOn: '2026-03-20', heldUntil: '2026-04-02' }])
    expect(planDays(day('2026-03-19'), day('2026-03-20'), { ...plan, caughtUpOn: day('2026-03-20') })[0]).not.toHaveProperty('heldUntil')
    const heldBack = [{ assetId: 10, ruleId: 1, cycleKey: '2026-03', position: 1, heldUntil: day('2026-04-02') }]
    expect(planDays(day('2026-04-02'), day('2026-04-02'), { ...plan, heldBack })).toEqual([{ assetId: 10, ruleId: 1, sendOn: '2026-04-02', cycleKey: '2026-03', reason: 'resumed', position: 1 }])
    expect(planDays(day('2026-04-02'), day('2026-04-02'), { ...plan, heldBack: [{ ...heldBack[0]!, ruleId: 9 }] })).toEqual([])
  })
  it.each<[string, string | null, string, boolean]>([['still to be billed', null, '2026-04-01', true], ['billed meanwhile', '2026-04-01', '2026-05-01', false], ['billed, and so is the next', '2026-05-01', '2026-06-01', false]])('M-102 M-116 what was held back and is %s: leaves %s', (_, last, next, leaves) => {
    const heldBack = [{ assetId: 10, ruleId: 1, cycleKey: '2026-03', position: 1, heldUntil: day('2026-04-02') }]
    const plan = planning({}, [rule({ billingDay: 1, lastInvoiceOn: last === null ? null : day(last), nextInvoiceOn: day(next) })], [school])
    expect(sent('2026-04-02', { ...plan, heldBack })).toEqual(leaves ? [10] : [])
  })
  it.each<[string, string, string, string, string, boolean]>([
    ['still to be billed', '2026-03-15', '2026-04-15', '2026-04-12', '2026-04-12', true],
    ['billed ahead of its date', '2026-04-15', '2026-05-15', '2026-04-12', '2026-04-12', false],
    ['still to be billed when its day is caught up', '2026-03-15', '2026-04-15', '2026-04-12', '2026-04-20', true],
    ['billed after its day, before that is caught up', '2026-04-15', '2026-05-15', '2026-04-12', '2026-04-20', false],
  ])('M-102 M-116 what was held back and is %s (last invoice %s, next %s), until %s, run on %s: leaves %s', (_, last, next, heldUntil, runOn, leaves) => {
    const heldBack = [{ assetId: 10, ruleId: 1, cycleKey: '2026-04', position: 1, heldUntil: day(heldUntil) }]
    const plan = planning({}, [rule({ billingDay: 15, lastInvoiceOn: day(last), nextInvoiceOn: day(next) })], [school])
    expect(planDays(day('2026-04-10'), day(runOn), { ...plan, heldBack, caughtUpOn: day(runOn) }).map(({ assetId }) => assetId)).toEqual(leaves ? [10] : [])
  })
  it('M-113 M-114 an exclusion without an end lasts until its requests leave again: no later request is held back for ever', () => {
    const plan = planning({ general: [on20], exclusion: [['*', 'ECOLE', '01/01/2026', '*', '02/09/2026', '*', '*']] }, [rule({ nextInvoiceOn: day('2026-10-15'), billingDay: 15 })], [school])
    expect(planDays(day('2026-01-01'), day('2026-12-31'), plan)).toMatchObject([{ sendOn: '2026-10-20', reason: 'general' }])
    const august = planning({ general: [on20], exclusion: [['*', 'ECOLE', '01/01/2026', '*', '02/09/2026', '*', '*']] }, [rule({ nextInvoiceOn: day('2026-08-25'), billingDay: 25 })], [school])
    expect(planDays(day('2026-01-01'), day('2026-12-31'), august)).toMatchObject([{ sendOn: '2026-09-02', reason: 'resumed' }])
  })
  it.each<[string, string, boolean]>([['31', '2026-08', true], ['1', '2026-08', true], ['1', '2026-09', false], ['31', '2026-07', false]])('M-113 sending on day %s of %s, exclusion from 01/08 to 31/08: held back is %s', (sendDay, month, isHeld) => {
    const plan = planning({ general: [[sendDay, '*', '*', '*', '*']], exclusion: [schoolsInAugust] }, [rule({ billingDay: 31, nextInvoiceOn: day(`${month}-${month === '2026-09' ? '30' : '31'}`) })], [school])
    expect(planDays(day('2026-07-01'), day('2026-12-31'), plan)).toMatchObject([{ reason: isHeld ? 'resumed' : 'general' }])
  })
  it.each<[string, string, boolean]>([['*', '2026-08-15', true], ['15/09/2026', '2026-08-15', true], ['15/08/2026', '2026-08-15', true], ['14/08/2026', '2026-08-15', false]])(
    'M-115 limit %s, next theoretical invoice %s: held back is %s', (limit, nextInvoiceOn, isHeld) => {
      const plan = planning({ general, exclusion: [[...schoolsInAugust.slice(0, 6), limit]] }, [rule({ billingDay: 15, nextInvoiceOn: day(nextInvoiceOn) })], [school])
      expect(sent('2026-08-10', plan)).toEqual(isHeld ? [] : [10])
      expect(sent('2026-09-02', plan)).toEqual(isHeld ? [10] : [])
    })
  it('M-109 of one provider leaves the others’ customers alone', () => {
    const exclusion = [['*', 'ECOLE', '01/08/2026', '31/08/2026', '02/09/2026', '02', '*']]
    expect(sent('2026-08-10', planning({ general, exclusion }, [inAugust], [school]))).toEqual([10])
    expect(sent('2026-08-10', planning({ general, exclusion }, [{ ...inAugust, internalOrganisationCode: '02' }], [school]))).toEqual([])
  })
  it('M-114 what was held back is asked for on its day also when the invoice was made meanwhile', () => {
    const invoiced = rule({ billingDay: 15, lastInvoiceOn: day('2026-08-15'), nextInvoiceOn: day('2026-09-15') })
    const plan = planning({ general, exclusion: [schoolsInAugust] }, [invoiced], [school])
    expect(planDay(day('2026-09-02'), plan)).toMatchObject([{ cycleKey: '2026-08', reason: 'resumed' }])
    expect(planDay(day('2026-09-10'), plan)).toMatchObject([{ cycleKey: '2026-09', reason: 'general' }])
  })
})

describe('IGNORE_FACTURE_THEORIQUE_POUR_COLLECTE_COMPTEUR', () => {
  const flatRate = rule({ kind: 'flat-rate', billingDay: 31, nextInvoiceOn: day('2026-01-31'), regularisationMonths: 3, nextRegularisationOn: day('2026-03-31') })
  const tranche = rule({ kind: 'tranche', billingDay: 1, nextInvoiceOn: day('2026-06-01'), renewalMonths: 12, nextRenewalOn: day('2027-01-01') })
  const asked = (of: BillingRuleState, ignores: boolean): string[] => planDays(day('2026-01-01'), day('2027-12-31'), planning({ general: [on20] }, [of], [], ignores)).map(({ sendOn }) => sendOn)

  it('M-083 M-119 a forfait is asked in the cycle of its régularisation', () => expect(asked(flatRate, true)).toEqual(['2026-03-20']))
  it('M-084 M-119 without it, in the cycle of its next invoice', () => expect(asked(flatRate, false)).toEqual(['2026-01-20']))
  it('M-085 M-119 a tranche is asked in the cycle of its renewal', () => expect(asked(tranche, true)).toEqual(['2026-12-20']))
  it('M-086 M-119 any other in the cycle of its next invoice', () => expect([asked(rule(), true), asked(rule({ kind: 'fixed' }), true)]).toEqual([['2026-03-20'], ['2026-03-20']]))
})

describe('once for an asset and a cycle', () => {
  it('M-117 an asset that several rules bill comes once', () => {
    const plan = planning({ general: [on20] }, [rule(), rule({ ruleId: 2, predefinedCode: 'COPIE' })])
    expect(planDay(day('2026-03-20'), plan)).toMatchObject([{ assetId: 10, ruleId: 1 }])
  })
  it.each<[string | undefined, boolean]>([[undefined, true], ['2026-02', true], ['2026-03', false], ['2026-04', false], ['2025-12', true]])('M-117 asked for cycle %s before, cycle 2026-03 is new: %s', (latest, isNew) => expect(isNewCycle('2026-03', latest)).toBe(isNew))
  it('M-116 days that were missed are caught up with what each would have sent', () => {
    const rules = [rule(), rule({ ruleId: 2, predefinedCode: 'COPIE', assetIds: [20, 21] })]
    const plan = planning({ general: [['18', 'COPIE', '*', '*', '*'], on20] }, rules)
    expect(planDays(day('2026-03-18'), day('2026-03-21'), plan).map(({ assetId, sendOn }) => [assetId, sendOn])).toEqual([[20, '2026-03-18'], [21, '2026-03-18'], [10, '2026-03-20']])
  })
  it('M-116 a day is caught up as it would have been, whatever was invoiced since', () => {
    const plan = planning({ general: [on20] }, [rule({ lastInvoiceOn: day('2026-04-01'), nextInvoiceOn: day('2026-05-01') })])
    expect(sent('2026-03-20', plan)).toEqual([10])
  })
  it('M-116 an asset due for two cycles among the missed days is asked for the later one only', () => {
    const tables = { general: [['10', '*', '*', '*', '*']], exclusion: [schoolsInAugust] }
    const plan = planning(tables, [rule({ billingDay: 15, lastInvoiceOn: day('2026-08-15'), nextInvoiceOn: day('2026-09-15') })], [school])
    expect(planDays(day('2026-09-01'), day('2026-09-11'), plan)).toMatchObject([{ assetId: 10, cycleKey: '2026-09', sendOn: '2026-09-10' }])
  })
})

describe('the last real reading', () => {
  it.each<[string, boolean, string | null]>([
    ['M-087 21 days before', true, '2026-03-10'], ['M-087 20 days before', false, '2026-03-11'], ['M-087 on the day', false, '2026-03-31'], ['M-087 after the missed day', false, '2026-04-02'], ['M-089 none', true, null],
  ])('%s: asked for automatically is %s', (_, isAsked, lastRealOn) => expect(isReadingOld(lastRealOn === null ? null : day(lastRealOn), day('2026-03-31'), 20)).toBe(isAsked))
  it.each<[string | null, boolean]>([['2026-02-28', true], ['2026-03-01', false], ['2026-03-02', false], [null, true]])('M-031 « Sans relevé depuis le 01/03/2026 », last real one %s: kept is %s', (lastRealOn, isKept) => {
    expect(isUnreadSince(lastRealOn === null ? null : day(lastRealOn), day('2026-03-01'))).toBe(isKept)
  })
})
