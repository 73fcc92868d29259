import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { CallContext } from '../../shared/call.ts'
import { DEFAULT_LEGAL_SETTINGS } from '../../shared/legal/legal-settings-rules.ts'
import { addDays, localDate } from '../../shared/date.ts'
import type { GenerationRequest, LevelRule } from '../../shared/reminders/reminder-contract.ts'
import { memoryDatabase, type Sql } from '../../electron/db/database.ts'
import type { WrittenPdf } from '../../electron/delivery/letter-press.ts'
import { documentStore } from '../../electron/documents/document-store.ts'
import { letterTemplateRepository } from '../../electron/reminders/letter-template-repository.ts'
import { openItemsOf } from '../../electron/reminders/open-items.ts'
import { reminderRepository } from '../../electron/reminders/reminder-repository.ts'
import { reminderService } from '../../electron/reminders/reminder-service.ts'
import { registerProblem } from '../../electron/reminders/run-register.ts'
import { runService } from '../../electron/reminders/run-service.ts'
import { allRows } from '../fixtures/dossier-file.ts'
import { fillDossier } from '../fixtures/large-dossier.ts'
import { randomOf, type Random } from '../fixtures/ledger-simulator.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { everything } from '../fixtures/reminder-fixture.ts'

/** Another number by RELAIS_UNDO_ROUNDS. */
const ROUNDS = Number(process.env['RELAIS_UNDO_ROUNDS'] ?? 1_000)
const today = localDate('2026-03-31')
const silent: CallContext = { progress: () => undefined, throwIfCancelled: () => undefined }

/** Writes nothing: files are the subject of other tests. */
class NoPaper extends PaperPress {
  override async renderAll(...[letters]: Parameters<PaperPress['renderAll']>): Promise<{ letters: WrittenPdf[]; print: WrittenPdf }> {
    const blank = { pages: 1, sha256: '' }
    return { letters: letters.map(() => blank), print: blank }
  }
}

/** What a generation may change outside its own tables. */
const ledger = (sql: Sql): unknown => ['due_date', 'invoice', 'payment', 'allocation', 'organisation', 'address'].map((table) => allRows(sql, table))

/** Other levels, dates, amounts and instants for every due date. */
function shuffle(sql: Sql, random: Random): void {
  const set = sql.prepare(`UPDATE due_date SET reminder_level = :level, reminded_on = :remindedOn, updated_at = :updatedAt, amount_cents = :cents, open_cents = :cents WHERE id = :id AND settled_by_source_cents = 0`)
  for (const id of sql.prepare('SELECT id FROM due_date').pluck().all() as number[]) {
    const level = random.below(4)
    set.run({ id, level, remindedOn: level === 0 ? null : addDays(today, -random.below(90)), updatedAt: `2026-0${1 + random.below(3)}-01T00:00:00.${100 + random.below(900)}Z`, cents: 1 + random.below(1_000_000) })
  }
}

const silentLaw = { settings: () => DEFAULT_LEGAL_SETTINGS, prescriptions: () => new Map(), claimsOn: () => () => [] }

it(`generations followed by their undos leave ${ROUNDS} random dossiers exactly as they were, byte for byte`, async () => {
  for (let round = 1; round <= ROUNDS; round++) {
    const folder = temporaryFolder()
    const random = randomOf(round)
    const sql = memoryDatabase()
    fillDossier(sql, 10 + random.below(60), 1 + random.below(12))
    shuffle(sql, random)
    const press = new NoPaper()
    const reminders = {
      ...reminderService({ sql, folder, userName: () => 'x', press: () => press, statements: { isTooLong: () => true, read: () => { throw new Error('no letter asks for a statement') } }, company: () => company, addDocument: documentStore(sql).add, templates: letterTemplateRepository(sql, resources), repository: reminderRepository(sql, () => () => [], () => new Set()), openItems: openItemsOf(sql), hasMailServer: () => true, enqueue: () => undefined, law: silentLaw }),
      ...runService({ sql, folder, userName: () => 'x', outgoing: { hasLeft: () => false, withdraw: () => undefined, idle: () => [] }, postedAs: () => null }),
    }
    const before = ledger(sql)
    const runIds: number[] = []
    for (let count = 1 + random.below(3); count > 0; count--) {
      const asOf = addDays(today, count)
      const { ids, openCents, levels, registerLength } = await reminders.calculate({ criteria: everything, asOf }, silent)
      const rule = random.pick<LevelRule>([{ kind: 'increment' }, { kind: 'level', level: random.pick([1, 2, 3] as const) }, { kind: 'days', thresholds: [10, 200, 500] }])
      const places = [...ids.keys()].filter(() => random.chance(0.6))
      if (places.length === 0) continue
      const request: GenerationRequest = {
        ids: Int32Array.from(places, (place) => ids[place]!), openCents: Float64Array.from(places, (place) => openCents[place]!), levels: Uint8Array.from(places, (place) => levels[place]!), registerLength,
        rule, resend: random.chance(0.5), sort: 'customerName', asOf, outFolder: null, acceptOldData: true,
      }
      const { runId } = await reminders.generate(request, silent)
      if (runId !== null) runIds.push(runId)
    }
    if (runIds.length > 0) expect(ledger(sql)).not.toEqual(before)
    for (const id of runIds.toReversed()) await reminders.undoRun({ id }, silent)
    expect(ledger(sql), `round ${round}`).toEqual(before)
    expect(registerProblem(sql), `round ${round}`).toBeNull()
    sql.close()
    rmSync(folder, { recursive: true })
  }
}, 60_000 + ROUNDS * 2_000)
