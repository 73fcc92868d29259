import type { AllHandlers, CallContext, Contract, Handlers } from '../shared/call.ts'
import { dossierContracts, officeContract, type OfficeContract } from '../shared/contract.ts'
import type { LocalDate } from '../shared/date.ts'
import { AppError } from '../shared/errors.ts'
import { fillSamplePark } from './assets/sample-park.ts'
import { fillSampleContracts } from './contracts/sample-contracts.ts'
import { fillSampleDecisions } from './decisions/sample-decisions.ts'
import { directClient, officeClient } from './client.ts'
import { dailyLook } from './daily-look.ts'
import { createLetterPress, type LetterPress } from './delivery/letter-press.ts'
import { createMailer, type Mailer } from './delivery/mail-sender.ts'
import { dossierSlices, type DossierSlices } from './dossier-slices.ts'
import { dossierService } from './dossiers/dossier-service.ts'
import { fillSampleActivity } from './dossiers/sample-activity.ts'
import { createDispatch, type Dispatch } from './ipc/dispatch.ts'
import type { Secrets } from './outbox/mail-settings-repository.ts'
import type { Outbox } from './outbox/outbox-service.ts'
import { holdRestoredMessages } from './outbox/restored-outbox.ts'
import { registerState } from './reminders/run-register.ts'
import { preferenceService } from './settings/preference-service.ts'
import { systemUser } from './system-user.ts'
import { hasUsersOfAnyVersion } from './users/user-repository.ts'

export interface OfficeOptions {
  /** Where this machine's preferences, recent list and demonstration dossier live. */
  dataFolder: string
  /** The product's `resources` folder: fonts, letter templates, sample ledger. */
  resources: string
  /** What makes the PDFs; worker threads unless a test brings its own. */
  press?: LetterPress
  /** Who works in a dossier without users, as generations keep it; the system's user unless a test says otherwise. */
  userName?: string
  /** The system's keychain; without one no password is known. */
  secrets?: Secrets
  /** What hands messages to mail servers; the real one unless a test brings its own. */
  mailer?: Mailer
  /** Whether what is in the outbox leaves by itself. */
  sendsInBackground?: boolean
  /** What day it is, for a program that does by itself what is due each day; left out, nothing is done by itself. */
  today?: () => LocalDate
}

/** The whole product without a window: what the main process, the command line, tests and benchmarks drive. */
export interface Office {
  dispatch: Dispatch
  /** Closes the open dossier and stops the workers. */
  close(): Promise<void>
}

/** Calls that stand whatever dossier is open when their turn comes; any other was meant for the one open when it was made. */
const CHOOSES_DOSSIER: ReadonlySet<string> = new Set(['dossiers.create', 'dossiers.open', 'dossiers.openDemonstration', 'dossiers.restore', 'dossiers.close', 'dossiers.forget', 'preferences.save'])

/** The frame around the slices: one dossier open at a time, its slices made when it opens and dropped when it closes. They are wired in dossier-slices.ts. */
export function createOffice(options: OfficeOptions): Office {
  let slices: DossierSlices | null = null
  let made = options.press
  const press = (): LetterPress => (made ??= createLetterPress(options))
  let mail = options.mailer
  const mailer = (): Mailer => (mail ??= createMailer())
  const tools = { resources: options.resources, systemUser: options.userName ?? systemUser(), press, mailer, secrets: options.secrets ?? noSecrets, sendsInBackground: options.sendsInBackground ?? false, onSignIn: () => daily?.now() }
  const dossiers = dossierService({
    ...options,
    importFile: async (path, asOf, context) => slices?.handlers.imports.apply({ path, options: {}, asOf }, context),
    fillDemonstration: async (asOf) => {
      if (!slices) return
      const api = directClient(slices.handlers)
      // whoever looks around finds the outbox as it was
      await api.settings.saveParameters([{ name: 'DEMANDE_RELEVE_AUTOMATIQUE', value: false }])
      await fillSamplePark(api, options.resources, asOf)
      await fillSampleContracts(api, options.resources, asOf)
      await fillSampleDecisions(api, options.resources, asOf)
    },
    fillActivity: async (asOf) => { if (slices) await fillSampleActivity(directClient(slices.handlers), options.resources, asOf) },
    onChange: (dossier) => {
      slices?.outbox.stop()
      slices = dossier && dossierSlices(dossier, tools)
      if (slices) daily?.now()
    },
    registerState,
    beforeReturn: holdRestoredMessages,
    access: {
      isLocked: () => slices?.rights.isSomebodyHere() === false,
      requireAdministrator: () => { slices?.rights.requireAdministrator() },
      hasUsers: hasUsersOfAnyVersion,
    },
  })

  const dispatch = createDispatch(officeContract, {
    dossiers: afterSending(dossiers, () => slices?.outbox ?? null),
    preferences: preferenceService(options.dataFolder),
    ...whenOpen(dossierContracts, () => slices?.handlers),
  }, (path) => {
    const meant = slices
    meant?.rights.refuse(path)
    return (work) => {
      if (slices !== meant && !CHOOSES_DOSSIER.has(path)) throw new AppError('dossier.changed')
      slices?.rights.refuse(path)
      return slices ? slices.rights.asPresent(work) : work()
    }
  })
  const { today } = options
  const daily = today === undefined ? null : dailyLook(() => sendAutomatically(dispatch, today()))
  const close = async (): Promise<void> => {
    daily?.stop()
    await dispatch('dossiers.close', undefined)
    await made?.close()
  }
  return { dispatch, close }
}

/** Meter requests of the days that are due, in the turn of any other job; the day's copy comes before what they change. */
async function sendAutomatically(dispatch: Dispatch, asOf: LocalDate): Promise<void> {
  const api = officeClient<OfficeContract>(dispatch)
  const { isOn, isDue, plannedCount } = await api.meters.automaticState({ asOf })
  if (!isOn || !isDue) return
  if (plannedCount > 0) await dispatch('dossiers.backUpDaily', undefined)
  await api.meters.runAutomatic({ asOf, byItself: true })
}

const noSecrets: Secrets = {
  read: async () => null,
  write: async () => { throw new AppError('mail.keychain') },
}

/** Before the dossier may change, the message that is leaving gets a few seconds to be through; the next one waits. */
function afterSending(handlers: Handlers<OfficeContract['dossiers']>, sending: () => Outbox | null): Handlers<OfficeContract['dossiers']> {
  const held = <I, O>(handler: (input: I, context: CallContext) => O) => async (input: I, context: CallContext): Promise<Awaited<O>> => {
    const current = sending()
    await current?.hold()
    try {
      return await handler(input, context)
    } finally {
      // the dossier that stays open
      if (sending() === current) current?.release()
    }
  }
  return { ...handlers, create: held(handlers.create), open: held(handlers.open), openDemonstration: held(handlers.openDemonstration), close: held(handlers.close), restore: held(handlers.restore) }
}

/** Handlers that answer with those of the open dossier, or AppError('dossier.none'). */
function whenOpen<C extends Contract>(contracts: C, handlers: () => AllHandlers<C> | undefined): AllHandlers<C> {
  return mapValues(contracts, (contract, slice) => mapValues(contract, (_call, name) => (input: never, context: never) => {
    const open = handlers()
    if (!open) throw new AppError('dossier.none')
    return open[slice]![name]!(input, context)
  })) as AllHandlers<C>
}

const mapValues = <T, R>(record: Record<string, T>, map: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
