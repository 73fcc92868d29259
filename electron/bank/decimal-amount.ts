import { MAX_CENTS } from '../../shared/money.ts'

/** An amount as OFX and ISO 20022 write it, without thousands: `-12.5`, `+1234,56`, `1000`. Null when it is none, finer than a cent, or more than Relais holds. */
export function decimalCents(text: string): number | null {
  const [, sign, units, fraction = ''] = /^([+-]?)(\d{1,15})(?:[.,](\d{0,10}))?$/.exec(text.trim()) ?? []
  if (units === undefined || /[1-9]/.test(fraction.slice(2))) return null
  const cents = Number(units) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  if (cents > MAX_CENTS) return null
  return (sign === '-' ? -cents : cents) + 0
}
