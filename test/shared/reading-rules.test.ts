import { describe, expect, it } from 'vitest'
import { pictureType } from '../../shared/assets/asset-rules.ts'
import { formatMeterValue, parseMeterValue, plainMeterValue } from '../../shared/assets/meter-value-rules.ts'
import { checkReading, readingHistory, type KnownReading, type ReadingChecks } from '../../shared/assets/reading-rules.ts'
import { localDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'

const on = (readOn: string, value: number) => ({ readOn: localDate(readOn), valueThousandths: value * 1000 })
const meter = { decimals: 0, isCumulative: true }
const TODAY = localDate('2026-11-20')
const last = on('2026-11-01', 1000)

describe('M-120 checks of a reading', () => {
  it.each([
    ['nothing to say of a value above the last, today', on('2026-11-20', 1200), [last], {}, []],
    ['nor of the same value: nothing was printed', on('2026-11-20', 1000), [last], {}, []],
    ['negative', on('2026-11-20', -1), [], {}, ['negative block']],
    ['in the future', on('2026-11-21', 1200), [last], {}, ['future block']],
    ['before the last reading', on('2026-10-31', 900), [last], {}, ['before-last alert']],
    ['below the last reading', on('2026-11-20', 900), [last], {}, ['below-last alert']],
    ['below the reading before its day, not below a later one', on('2026-10-31', 900), [last, on('2026-10-01', 950)], {}, ['before-last alert', 'below-last alert']],
    ['below the last of a meter that does not add up', on('2026-11-20', 900), [last], { isCumulative: false }, []],
    ['the first reading of a meter', on('2026-11-20', 0), [], {}, []],
    ['below the highest of two readings of one day', on('2026-11-01', 990), [last, on('2026-11-01', 980)], {}, ['below-last alert']],
  ])('%s', (_case, reading, known, more, expected) => {
    expect(checkReading({ ...meter, ...more, ...reading }, readingHistory(known), TODAY).map(({ check, severity }) => `${check} ${severity}`)).toEqual(expected)
  })

  it('each check is AUCUN, ALERTE or BLOCAGE', () => {
    const checks: ReadingChecks = { negative: 'none', future: 'alert', 'before-last': 'none', 'below-last': 'block' }
    expect(checkReading({ ...meter, ...on('2026-11-21', 900) }, readingHistory([last]), TODAY, checks).map(({ check, severity }) => [check, severity])).toEqual([['future', 'alert'], ['below-last', 'block']])
    expect(checkReading({ ...meter, ...on('2026-11-20', -5) }, readingHistory([]), TODAY, checks)).toEqual([])
  })

  it('says « La valeur saisie ( 900 ) est inférieure au dernier relevé ( 1000 ) »', () => {
    const [failed] = checkReading({ ...meter, ...on('2026-11-20', 900) }, readingHistory([last]), TODAY)
    expect(translate('fr', `assets.check.${failed!.check}`, failed!.details)).toBe('La valeur saisie ( 900 ) est inférieure au dernier relevé ( 1000 )')
  })
})

describe('the history of a meter', () => {
  it('knows the last reading, and the last by any day, however the readings came', () => {
    let seed = 7
    const random = (below: number): number => (seed = (seed * 16807) % 2147483647) % below
    const some = (): KnownReading => on(`2026-10-${String(1 + random(28)).padStart(2, '0')}`, random(50))
    const known = Array.from({ length: 20 }, some)
    const history = readingHistory(known)
    const bruteForce = (readings: KnownReading[]) => readings.toSorted((one, other) => one.readOn.localeCompare(other.readOn) || one.valueThousandths - other.valueThousandths).at(-1) ?? null
    for (let round = 0; round < 200; round++) {
      const added = some()
      history.add(added)
      known.push(added)
      const day = some().readOn
      expect([history.last(), history.lastBy(day)]).toEqual([bruteForce(known), bruteForce(known.filter(({ readOn }) => readOn <= day))])
    }
  })
})

describe('values of meters', () => {
  it.each([
    ['12345', 0, 12_345_000], ['12 345', 0, 12_345_000], ['12\u202f345\u00a0', 0, 12_345_000], ['1234,5', 1, 1_234_500], ['1234.5', 1, 1_234_500], ['72.1', 3, 72_100], ['1.44e2', 0, 144_000], ['7.2E1', 0, 72_000],
    ['0', 0, 0], ['-3', 0, -3000], ['+3', 0, 3000], ['12,0', 0, 12_000], [',5', 1, 500], ['1000000000000', 0, 1_000_000_000_000_000],
    ['240.x', 0, 'not-a-number'], ['9a', 0, 'not-a-number'], ['', 0, 'not-a-number'], [',', 0, 'not-a-number'], ['1,2,3', 0, 'not-a-number'], ['12/11', 0, 'not-a-number'],
    ['1,234', 0, 'ambiguous'], ['1.234', 2, 'ambiguous'], ['128.000', 0, 'ambiguous'], ['-128,000', 1, 'ambiguous'], ['12.345', 3, 12_345], ['0,128', 3, 128], ['0.500', 1, 500], ['1234.500', 1, 1_234_500], ['1 234,500', 1, 1_234_500], ['1,2345', 3, 'too-precise'], ['0,0001', 3, 'too-precise'], ['1e-4', 3, 'too-precise'], ['1000000000001', 0, 'out-of-range'], ['1e99', 0, 'out-of-range'],
  ])('reads « %s » of a meter with %i decimals', (text, decimals, expected) => {
    expect(parseMeterValue(text, decimals)).toBe(expected)
  })

  it.each([[1_234_567_000, 0, '1 234 567', '1234567'], [1_234_500, 1, '1 234,5', '1234,5'], [0, 2, '0,00', '0,00'], [-3000, 0, '-3', '-3'], [999_000, 0, '999', '999']])('writes %i thousandths with %i decimals', (value, decimals, shown, plain) => {
    expect(formatMeterValue(value, decimals).replaceAll('\u00a0', ' ')).toBe(shown)
    expect(plainMeterValue(value, decimals)).toBe(plain)
    expect(parseMeterValue(formatMeterValue(value, decimals), decimals)).toBe(value)
  })
})

describe('fields', () => {
  it.each([[[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'], [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'], [[0x89, 0x50, 0x4e, 0x47], null], [[0x47, 0x49, 0x46], null], [[], null]])('M-097 bytes %j are %s', (bytes, expected) => {
    expect(pictureType(Uint8Array.from(bytes))).toBe(expected)
  })
})
