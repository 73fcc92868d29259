import type { Meter, ReadingEntry, ReadingFinding, ReadingSource } from '../../shared/assets/asset-contract.ts'
import { checkReading, readingHistory, type ReadingChecks } from '../../shared/assets/reading-rules.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError, existing } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { Sql } from '../db/database.ts'
import type { AssetRepository } from './asset-repository.ts'
import type { ReadingRepository } from './reading-repository.ts'

export interface ReadingEntryTools {
  sql: Sql
  assets: AssetRepository
  readings: ReadingRepository
  userName(): string
  /** How severe each check is, as it is set now. */
  readingChecks(): ReadingChecks
}

/** Entry of readings with the checks of M-120. */
export function readingEntries({ sql, assets, readings, userName, readingChecks }: ReadingEntryTools) {
  const meterOf = (assetId: number, meterId: number): Meter => {
    const meter = existing(assets.meter(meterId))
    if (meter.assetId !== assetId) throw new AppError('assets.elsewhere')
    return meter
  }

  const check = ({ assetId, readOn, values }: ReadingEntry, asOf: LocalDate): ReadingFinding[] => {
    const checks = readingChecks()
    return values.flatMap(({ meterId, valueThousandths }) => {
      const { name, decimals, isCumulative } = meterOf(assetId, meterId)
      return checkReading({ readOn, valueThousandths, decimals, isCumulative }, readingHistory(readings.ofMeter(meterId)), asOf, checks)
        .map(({ check: failed, severity, details }) => ({ meterId, meterName: name, check: failed, severity, text: translate('fr', `assets.check.${failed}`, details) }))
    })
  }

  return {
    check,
    /** All or none. AppError('assets.reading-blocked'), or ('assets.reading-alert') unless the person is sure. */
    save: (entry: ReadingEntry, asOf: LocalDate, isSure: boolean, source: ReadingSource = 'entry'): void => sql.transaction(() => {
      const findings = check(entry, asOf)
      const blocking = findings.filter(({ severity }) => severity === 'block')
      if (blocking.length > 0) throw new AppError('assets.reading-blocked', { text: textOf(blocking) })
      if (findings.length > 0 && !isSure) throw new AppError('assets.reading-alert', { text: textOf(findings) })
      for (const { meterId, valueThousandths } of entry.values) {
        const { name, decimals } = meterOf(entry.assetId, meterId)
        if (valueThousandths % 10 ** (3 - decimals) !== 0) throw new AppError('assets.too-precise', { meter: name, decimals })
        const reading = { meterId, readOn: entry.readOn, valueThousandths, origin: entry.origin }
        // entered twice by mistake: the reading is there already
        if (!readings.has(reading)) readings.add({ ...reading, source, enteredBy: userName() })
      }
    }).immediate(),
  }
}

const textOf = (findings: readonly ReadingFinding[]): string => findings.map(({ meterName, text }) => `${meterName}\u00a0: ${text}`).join(' ')
