import type { Handlers } from '../../shared/call.ts'
import type { LocalDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { assetsOfRules, proposals } from '../../shared/meters/proposal-rules.ts'
import type { Launch, requestContract, ProposedRequest, RequestChoice, RequestTemplate } from '../../shared/meters/request-contract.ts'
import { exampleRequest } from '../../shared/meters/request-example.ts'
import type { RequestFacts } from '../../shared/meters/request-sheet.ts'
import type { MeterServiceOptions } from './meter-sources.ts'
import { exportProposals } from './request-export.ts'
import type { Order } from './request-order.ts'
import { requestRepository } from './request-repository.ts'
import { sendRequests, type SendingTools } from './request-sending.ts'
import { requestTemplateRepository } from './request-template-repository.ts'
import { factsOf, messageWriter, pageOf, sheetWriter } from './request-writing.ts'

/** « Demandes de relevés compteur »: who is to be asked, the sending, what was asked. */
export function requestService(options: MeterServiceOptions): Handlers<typeof requestContract> {
  const { sql, resources } = options
  const repository = requestRepository(sql)
  const templates = requestTemplateRepository(sql, resources)
  const tools: SendingTools = { options, repository, templates }

  const propose = (launch: Launch): ProposedRequest[] => {
    const asked = assetsOfRules(launch === null ? options.activeRules() : rulesOf(options, launch))
    return proposals(options.candidates(launch === null ? null : [...asked.keys()]), asked, launch, repository.lastRequested())
  }
  /** The rows a screen speaks of, as they are now: one that is no longer proposed is not there any more. */
  const chosen = (launch: Launch, choices: readonly RequestChoice[]): Order[] => {
    const rows = new Map(propose(launch).map((row) => [row.id, row]))
    return choices.flatMap(({ assetId, medium, address }) => {
      const row = rows.get(assetId)
      return row ? [{ row, medium, address, cycleKey: null, former: null }] : []
    })
  }
  const previewFacts = (assetId: number | null, requestedOn: LocalDate): RequestFacts => {
    const order = { medium: 'email' as const, address: '', contractCode: '', requestedOn, reference: '', formerOn: null }
    return factsOf(options, assetId === null ? exampleRequest(requestedOn) : options.sheet(assetId), order)
  }
  const checked = (template: RequestTemplate): RequestTemplate => {
    sheetWriter(template)
    return template
  }

  return {
    proposals: ({ launch }) => propose(launch),
    countProposals: ({ launch }) => ({ count: propose(launch).filter(({ meterCount }) => meterCount > 0).length }),
    send: async ({ launch, requestedOn, choices, asOf }, context) => {
      if (choices.length === 0) throw new AppError('meters.nothing-ticked')
      const orders = chosen(launch, choices)
      const gone = missing(choices, orders)
      const run = { origin: launch?.origin ?? 'bulk' as const, isAfterCalculation: launch?.isAfterCalculation ?? false, criteria: launch ?? {}, requestedOn, asOf }
      const report = await sendRequests(tools, run, orders, context)
      return { ...report, skipped: [...report.skipped, ...gone] }
    },
    exportProposals: ({ launch, requestedOn, choices, outFolder }, context) => {
      context.progress({ phase: 'table', done: 0, total: 0 })
      return exportProposals(options, chosen(launch, choices), requestedOn, outFolder, context)
    },
    history: ({ group }) => repository.history(group),
    templates: () => (['document', 'mail', 'fax'] as const).map(templates.read),
    saveTemplate: (template) => {
      templates.write(checked(template))
      return templates.read(template.name)
    },
    restoreTemplate: ({ name }) => {
      templates.restore(name)
      return templates.read(name)
    },
    previewDocument: async ({ template, assetId, requestedOn }) => (await options.press().renderMeterRequest(pageOf(sheetWriter(template ?? templates.read('document'))(previewFacts(assetId, requestedOn))))).bytes,
    previewMessage: ({ template, assetId, requestedOn }) => messageWriter(template)(previewFacts(assetId, requestedOn)),
  }
}

/** After calculation the rules found billable, whatever was changed since (M-035); before, those the criteria choose. */
function rulesOf({ activeRules, preparedRules }: MeterServiceOptions, { ruleIds, criteria }: NonNullable<Launch>): ReturnType<MeterServiceOptions['activeRules']> {
  if (ruleIds === null) return preparedRules(criteria)
  const wanted = new Set(ruleIds)
  return activeRules().filter(({ ruleId }) => wanted.has(ruleId))
}

/** Rows that are not proposed any more: read, uninstalled or deleted meanwhile. */
function missing(choices: readonly RequestChoice[], orders: readonly Order[]) {
  const known = new Set(orders.map(({ row }) => row.id))
  return choices.filter(({ assetId }) => !known.has(assetId)).map(({ assetId }) => ({ assetId, providerIdentifier: '', label: '', customerName: '', reason: 'gone' as const }))
}
