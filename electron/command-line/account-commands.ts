import { restSide } from '../../shared/accounts/label-rules.ts'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { asOfOf, dateOf, outFolderOf, required, UsageError } from './cli-arguments.ts'
import { customerOf, isJson, makeOutFolder, openDossier, say, type Command, type Work } from './cli-work.ts'

/** The account of one customer, by his code. */
export const accountCommands: [string, Command][] = [
  ['statement', { name: 'statement', positionals: 0, options: ['dossier', 'customer', 'from', 'as-of', 'xlsx', 'out', 'json'], run: writeStatement }],
  ['evidence', { name: 'evidence', positionals: 0, options: ['dossier', 'customer', 'as-of', 'claim-contested', 'out', 'json'], run: writeEvidence }],
]

async function writeStatement(work: Work): Promise<number> {
  const { api, args } = work
  const outFolder = outFolderOf(args)
  const [from, asOf] = [dateOf(args, 'from'), asOfOf(args, work.today)]
  if (from !== null && from > asOf) throw new UsageError('period', { from, to: asOf })
  required(args, 'customer')
  await openDossier(work)
  const customerId = await customerOf(work)
  const statement = await api.accounts.statement({ customerId, from, asOf })
  makeOutFolder(outFolder)
  const [written] = await api.accounts.writeStatements({ customerIds: Int32Array.of(customerId), from, asOf, format: args.options.has('xlsx') ? 'xlsx' : 'pdf', sendsEmail: false, outFolder })
  const { file, pages } = written!
  if (isJson(work)) work.print(JSON.stringify({ customerCode: required(args, 'customer'), ...statement, file, pages }, null, 2))
  else {
    work.print(say('statement.balance', { asOf: formatDate(asOf), balance: formatEuros(statement.closingCents), movements: say('statement.movements', { n: statement.movements.length }) }))
    work.print(say('written', { file }))
  }
  for (const rest of statement.partlyLettered) work.remark(say('statement.partly-lettered', { rest: translate('fr', `accounts.statement.${restSide(rest)}`, { reference: rest.reference, amount: formatEuros(Math.abs(rest.cents)) }).trim() }))
  return 0
}

async function writeEvidence(work: Work): Promise<number> {
  const { api, args, print, remark } = work
  const outFolder = outFolderOf(args)
  const asOf = asOfOf(args, work.today)
  required(args, 'customer')
  await openDossier(work)
  const customerId = await customerOf(work)
  makeOutFolder(outFolder)
  const claimsContested = args.options.has('claim-contested')
  const { file, pages, balanceCents, claim, contested, missingRates, pieces } = await api.accounts.writeEvidence({ customerId, asOf, claimsContested, outFolder })
  if (isJson(work)) print(JSON.stringify({ customerCode: required(args, 'customer'), asOf, balanceCents, claim, contested, missingRates, file, pages, pieces }, null, 2))
  else {
    print(say('evidence.claimed', { asOf: formatDate(asOf), claimed: formatEuros(claim.claimedCents), notDue: formatEuros(claim.notDueCents) }))
    for (const { number, title, page } of pieces) print(say('evidence.piece', { number, title, page: page ?? '–' }))
    print(say('written', { file }))
  }
  if (!claimsContested) for (const { number, openCents, kind } of contested) remark(say('evidence.contested', { number, amount: formatEuros(openCents), kind: translate('fr', `holds.told.${kind}`) }))
  if (missingRates) remark(say('evidence.rate-missing', missingRates))
  for (const { state, title, file: piece } of pieces) if (state !== 'whole') remark(say(`evidence.${state}`, { title, file: piece }))
  return 0
}
