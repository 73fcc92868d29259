/** `npm run demo`: the product's main job without a window, on the sample ledger, with an account of it that adds up. */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatDate } from '../shared/date.ts'
import { toFailure } from '../shared/errors.ts'
import type { OfficeContract } from '../shared/contract.ts'
import { translate } from '../shared/i18n/translate.ts'
import { formatEuros, sumCents } from '../shared/money.ts'
import { officeClient } from '../electron/client.ts'
import { readSample } from '../electron/dossiers/demonstration.ts'
import { createOffice } from '../electron/office.ts'

const root = resolve(import.meta.dirname, '..')
const output = join(root, 'demo-output')
const resources = join(root, 'resources')
const say = (key: string, params: Record<string, string | number> = {}): boolean => process.stdout.write(`${translate('fr', `cli.demo.${key}`, params)}\n`)

async function demonstrate(): Promise<void> {
  rmSync(output, { recursive: true, force: true })
  const letterFolder = join(output, 'courriers')
  mkdirSync(letterFolder, { recursive: true })
  const { asOf, company, files } = readSample(resources)
  const office = createOffice({ dataFolder: join(output, 'poste'), resources })
  const api = officeClient<OfficeContract>(office.dispatch)
  try {
    const folder = join(output, 'dossier')
    await api.dossiers.create({ folder, company })
    say('created', { name: company.name, folder })

    let openCents = 0
    for (const path of files) {
      const report = await api.imports.apply({ path, options: {}, asOf })
      say('imported', { file: report.fileName, lines: report.counts.lines, customers: report.counts.customersAdded, invoices: report.counts.invoicesAdded, payments: report.counts.paymentsAdded })
      for (const { customerName, code, debitCents, creditCents } of report.unbalancedGroups) say('unbalanced', { customer: customerName, code, difference: formatEuros(debitCents - creditCents) })
      openCents += report.openCents
    }

    const everything = { name: '', from: null, to: null, invoiceNumber: '', warrantyInvoiceNumber: '', daysOverdue: null, minOutstandingCents: null, level: 'all' as const }
    const { ids, openCents: seenCents, levels, registerLength, count, customerCount, totalCents } = await api.reminders.calculate({ criteria: everything, asOf })
    const customers = await api.receivables.customerRows({ ids: (await api.receivables.findCustomers({ search: '', onlyActive: false })).ids, asOf })
    const creditCents = sumCents(customers.map((row) => row.unallocatedCreditCents))
    say('calculated', { asOf: formatDate(asOf), count, customers: customerCount, total: formatEuros(totalCents) })
    say('balance', { total: formatEuros(totalCents), credits: formatEuros(creditCents), difference: formatEuros(totalCents - creditCents), open: formatEuros(openCents), verdict: verdict(totalCents - creditCents === openCents) })

    const { thresholds } = await api.reminders.settings()
    const { letters, skipped, printFile } = await api.reminders.generate({ ids, openCents: seenCents, levels, registerLength, rule: { kind: 'days', thresholds }, resend: false, sort: 'customerCode', asOf, outFolder: letterFolder })
    for (const level of [1, 2, 3] as const) {
      const ofLevel = letters.filter((letter) => letter.level === level)
      say('level', { level, days: thresholds[level - 1]!, letters: ofLevel.length, total: formatEuros(sumCents(ofLevel.map((letter) => letter.totalCents))), example: ofLevel[0]?.file ?? '—' })
    }
    const letterCents = sumCents(letters.map((letter) => letter.totalCents))
    const openOf = new Map((await api.reminders.rows({ ids, asOf })).map((row) => [row.id, row.openCents]))
    const skippedCents = sumCents(skipped.map(({ dueDateId }) => openOf.get(dueDateId) ?? 0))
    say('letters', { letters: formatEuros(letterCents), skipped: formatEuros(skippedCents), sum: formatEuros(letterCents + skippedCents), total: formatEuros(totalCents), verdict: verdict(letterCents + skippedCents === totalCents) })

    const phoneList = await api.reminders.exportPhoneList({ ids, asOf, format: 'pdf', outFolder: output })
    say('phones', { file: phoneList.file })
    say('print', { file: printFile })
    const { ok } = await api.dossiers.check()
    say('checked', { verdict: verdict(ok) })
  } finally {
    await office.close()
  }
}

/** The demonstration fails when its account does not add up. */
function verdict(adds: boolean): string {
  if (!adds) process.exitCode = 1
  return translate('fr', adds ? 'cli.demo.right' : 'cli.demo.wrong')
}

await demonstrate().catch((error: unknown) => {
  const { code, details } = toFailure(error)
  process.stderr.write(`${translate('fr', 'cli.failure', { message: translate('fr', `errors.${code}`, details) })}\n`)
  process.exitCode = 1
})
