import { resolve } from 'node:path'
import type { BankProposal, BankTransaction } from '../../shared/bank/bank-contract.ts'
import { labelWords, reasonWords, warningWords } from '../../shared/bank/bank-words.ts'
import { formatAccount } from '../../shared/bank/statement-rules.ts'
import { formatDate } from '../../shared/date.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { formatEuros } from '../../shared/money.ts'
import { isJson, openDossier, say, type Command, type Work } from './cli-work.ts'
import { alignColumns } from './text-table.ts'

export const bankCommands: [string, Command][] = [
  ['bank import', { name: 'bank-import', positionals: 1, options: ['dossier', 'json'], run: importStatement }],
  ['bank proposals', { name: 'bank-proposals', positionals: 0, options: ['dossier', 'accept-sure', 'json'], run: listProposals }],
]

const inFrench = (key: string, params: Record<string, string | number> = {}): string => translate('fr', key, params)

async function importStatement(work: Work): Promise<number> {
  const path = resolve(work.args.positionals[0]!)
  await openDossier(work)
  const report = await work.api.bank.importStatement({ path, asOf: work.today() })
  if (isJson(work)) work.print(JSON.stringify(report, null, 2))
  else {
    for (const { account, creditCents, debitCents, transactions, added } of report.statements) work.print(say('bank.statement', { account: formatAccount(account), transactions: inFrench('bank.status', { n: transactions }), added: say('bank.added', { n: added }), credits: formatEuros(creditCents), debits: formatEuros(debitCents) }))
    work.print([inFrench('bank.done.imported', { n: report.added }), ...(report.accepted > 0 ? [inFrench('bank.done.importedAccepted', { n: report.accepted })] : [])].join(' '))
  }
  for (const warning of report.warnings) work.remark(warningWords(warning, inFrench))
  return 0
}

/** What is still to be decided, each with its likeliest proposal; with `--accept-sure` what is sure is accepted first. */
async function listProposals(work: Work): Promise<number> {
  await openDossier(work)
  const { accepted } = work.args.options.has('accept-sure') ? await work.api.bank.acceptSure({ statementId: null }) : { accepted: 0 }
  const transactions = await work.api.bank.transactions({ statementId: null })
  if (isJson(work)) {
    work.print(JSON.stringify({ accepted, transactions }, null, 2))
    return 0
  }
  if (work.args.options.has('accept-sure')) work.print(inFrench('bank.done.acceptedSure', { n: accepted }))
  if (transactions.length === 0) work.print(inFrench('bank.nothing'))
  for (const line of alignColumns(transactions.map(cellsOf))) work.print(line)
  return 0
}

/** Longer labels are cut: one of them would push every line apart. */
const MOST_LABEL_CHARACTERS = 60
const cut = (text: string): string => (text.length > MOST_LABEL_CHARACTERS ? `${text.slice(0, MOST_LABEL_CHARACTERS - 1)}…` : text)

/** What is long stands last, where it widens no other column. */
function cellsOf({ bookedOn, amountCents, label, whole, isReturned, counterparts, proposals: [best] }: BankTransaction): string[] {
  const transaction = [formatDate(bookedOn), formatEuros(amountCents), cut(labelWords({ label, whole }, inFrench))]
  if (best) return [...transaction, inFrench(`bank.confidence.${best.confidence}`), ...proposalCells(best)]
  if (!isReturned) return transaction
  return [...transaction, inFrench('bank.returned'), '', '', counterparts.map((other) => inFrench('bank.debitReturnedEach', { on: formatDate(other.bookedOn), label: cut(other.label), state: inFrench(`bank.state.${other.state}`) })).join(', ')]
}

function proposalCells({ customerCode, customerName, allocations, credits, reasons }: BankProposal): string[] {
  const settled = [
    ...allocations.map(({ number, amountCents }) => `${number} ${formatEuros(amountCents)}`),
    ...credits.map(({ creditNumber, number, amountCents }) => inFrench('bank.credit', { credit: creditNumber, number, amount: formatEuros(amountCents) })),
  ]
  return [`${customerName} (${customerCode})`, settled.join(', '), reasonWords(reasons, inFrench)]
}
