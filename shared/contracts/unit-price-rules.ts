/** A page costs fractions of a cent: prices of a unit are whole ten-thousandths of a euro. */
const DECIMALS = 4
/** As the contract takes it, in ten-thousandths. */
const MOST = 1_000_000_000

/** `0,0045` to 45; null for what is no price or has more than four decimals. A comma or a full stop, spaces between thousands. */
export function parseUnitPrice(typed: string): number | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,4}))?$/.exec(typed.replace(/[\s\u00a0\u202f€]/g, ''))
  if (!match) return null
  const price = Number(match[1]) * 10 ** DECIMALS + Number((match[2] ?? '').padEnd(DECIMALS, '0'))
  return price <= MOST ? price : null
}

/** 45 to `0,0045`, 10000 to `1,00`: two decimals at the least. */
export function formatUnitPrice(tenThousandths: number): string {
  const decimals = String(tenThousandths % 10 ** DECIMALS).padStart(DECIMALS, '0').replace(/0{1,2}$/, '')
  return `${Math.floor(tenThousandths / 10 ** DECIMALS)},${decimals}`
}
