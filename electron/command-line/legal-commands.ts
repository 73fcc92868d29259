import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { InterestStatement } from '../../shared/legal/legal-contract.ts'
import { formatRate } from '../../shared/legal/rate-rules.ts'
import { formatEuros } from '../../shared/money.ts'
import { asOfOf, required } from './cli-arguments.ts'
import { customerOf, isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

/** What the law adds to a debt. */
export const legalCommands: [string, Command][] = [
  ['interest', { name: 'interest', positionals: 0, options: ['dossier', 'customer', 'as-of', 'with-settled', 'json'], run: computeInterest }],
]

async function computeInterest(work: Work): Promise<number> {
  required(work.args, 'customer')
  const asOf = asOfOf(work.args, work.today)
  await openDossier(work)
  const statement = await work.api.legal.interest({ customerId: await customerOf(work), asOf, withSettled: work.args.options.has('with-settled') })
  if (isJson(work)) work.print(JSON.stringify(statement, null, 2))
  else printStatement(work, statement)
  return 0
}

function printStatement({ print, remark }: Work, { asOf, customerCode, customerName, claims, isProfileKnown, lateCents, undatedCents, unallocatedCents }: InterestStatement): void {
  if (claims) {
    print(translate('fr', `legal.customer.basis.${claims.basis}`))
    const rows = claims.lines.flatMap(({ invoiceNumber, dueOn, segments, indemnityCents }) => [
      ...segments.map(({ from, to, days, baseCents, rateBp, interestCents }) =>
        [invoiceNumber, formatDate(dueOn), `${formatDate(from)} – ${formatDate(to)}`, say('interest.days', { n: days }), formatEuros(baseCents), formatRate(rateBp), formatEuros(interestCents)]),
      ...indemnityCents > 0 ? [[invoiceNumber, formatDate(dueOn), translate('fr', 'legal.customer.indemnity'), '', '', '', formatEuros(indemnityCents)]] : [],
    ])
    for (const line of alignColumns(rows)) print(line)
  } else print(translate('fr', 'legal.customer.nothing'))
  print(say('interest.total', {
    code: customerCode, name: customerName, asOf: formatDate(asOf), late: formatEuros(lateCents), interest: formatEuros(claims?.interestCents ?? 0), indemnity: formatEuros(claims?.indemnityCents ?? 0),
  }))
  if (!isProfileKnown) remark(translate('fr', 'legal.customer.unconfirmed'))
  if (undatedCents > 0) remark(translate('fr', 'legal.customer.undated', { amount: formatEuros(undatedCents) }))
  if (unallocatedCents > 0) remark(translate('fr', 'legal.customer.unallocated', { amount: formatEuros(unallocatedCents) }))
}
