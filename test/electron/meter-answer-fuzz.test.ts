import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeExcelFile from 'write-excel-file/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnswerReader } from '../../electron/delivery/answer-reader.ts'
import { createLetterPress } from '../../electron/delivery/letter-press.ts'
import { localDate } from '../../shared/date.ts'
import { toFailure } from '../../shared/errors.ts'
import { entryKey } from '../../shared/meters/answer-file-rules.ts'
import { exampleRequest } from '../../shared/meters/request-example.ts'
import { messages } from '../../shared/i18n/translate.ts'
import { emlOf, filledForm, msgOf, type SentForm } from '../fixtures/answer-fixture.ts'
import { company, resources, temporaryFolder } from '../fixtures/office-fixture.ts'
import { seededRandom, type SeededRandom } from '../fixtures/seeded-random.ts'

/** Files of each kind in an ordinary run; `RELAIS_FUZZ=5000` reads more, `RELAIS_SEED` others. */
const EACH = Number(process.env['RELAIS_FUZZ'] ?? 80)
const SEED = Number(process.env['RELAIS_SEED'] ?? 1)
/** A file that has come to take for ever costs no more */
const TIME_LIMIT_MS = 1500

const reference = '7c4f2f5e-1111-4222-8333-00000000000a'
const folder = temporaryFolder()
const reader = new AnswerReader({ timeMs: TIME_LIMIT_MS })
const patientReader = new AnswerReader()
const originals: Record<string, Uint8Array> = {}

beforeAll(async () => {
  const press = createLetterPress({ resources, workers: 1 })
  const on = localDate('2026-11-20')
  const facts = { ...exampleRequest(on), sender: company, requestedOn: on, medium: 'email' as const, address: 'a@client.example', contractCode: '', reference, formerOn: null, returnFax: '', returnEmail: '' }
  const { bytes } = await press.renderMeterRequest({ sheet: { facts, title: 'Demande', body: [], closing: [] }, picture: '' })
  await press.close()
  const pdf = await filledForm({ form: bytes, meters: facts.meters } as unknown as SentForm, { [facts.meters[0]!.name]: '128 500', [facts.meters[1]!.name]: '34 300' })
  const row = (...cells: (string | number)[]) => cells.map((value) => ({ value, type: typeof value === 'number' ? Number : String }))
  const table = [row('Compteur', 'Nouvelle valeur', 'Date du relevé', 'Référence'), row('Noir', 128_500, '21/11/2026', entryKey(reference, 1)), row('Couleur', 34_300, '21/11/2026', entryKey(reference, 2))]
  originals['pdf'] = pdf
  originals['xlsx'] = await writeExcelFile(table as never, {}).toBuffer()
  originals['eml'] = await emlOf({ attachments: [{ filename: 'f.pdf', content: pdf }] })
  originals['msg'] = msgOf({ attachments: [{ filename: 'f.pdf', content: pdf }] })
})
afterAll(async () => {
  await reader.close()
  await patientReader.close()
})

/** One to a few wounds: bytes changed, a piece lost, doubled, or the end cut off. */
function wounded(original: Uint8Array, random: SeededRandom): Uint8Array {
  let bytes = Uint8Array.from(original)
  for (let wounds = 1 + random.below(4); wounds > 0; wounds--) {
    const at = random.below(Math.max(1, bytes.length))
    const piece = bytes.slice(at, at + 1 + random.below(random.chance(0.2) ? 4000 : 20))
    switch (random.below(5)) {
      case 0: bytes[at] = random.below(256); break
      case 1: bytes.fill(random.below(256), at, at + piece.length); break
      case 2: bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + piece.length)]); break
      case 3: bytes = Uint8Array.from([...bytes.subarray(0, at), ...piece, ...bytes.subarray(at)]); break
      default: bytes = bytes.slice(0, random.chance(0.7) ? Math.max(1, bytes.length - piece.length) : Math.max(1, at))
    }
  }
  return bytes
}

/** What the program would say of it, or the meters of each answer. */
async function outcome(path: string, by = reader): Promise<{ codes: string[]; answers: { reference: string; meters: number[] }[] }> {
  try {
    const { parts } = await by.read(path)
    return { codes: parts.flatMap(({ problem }) => problem?.code ?? []), answers: parts.flatMap(({ answers }) => answers.map((answer) => ({ reference: answer.reference, meters: answer.values.map(({ meterId }) => meterId) }))) }
  } catch (error) {
    return { codes: [toFailure(error).code], answers: [] }
  }
}

const wording = (code: string): unknown => code.split('.').reduce<unknown>((texts, key) => (texts as Record<string, unknown> | undefined)?.[key], messages.fr.errors)

// every fourth MSG goes round in circles until its time is over
it.each<[string, number]>([['pdf', EACH], ['xlsx', EACH], ['eml', EACH], ['msg', EACH / 4]])('a damaged %s is read with the meters it had, or refused in words; it breaks nothing and the next one is read', async (kind, count) => {
  const random = seededRandom(SEED)
  const path = join(folder, `reponse.${kind}`)
  let refused = 0
  for (let index = 0; index < count; index++) {
    writeFileSync(path, wounded(originals[kind]!, random))
    const { codes, answers } = await outcome(path)
    refused += codes.length
    for (const code of codes) expect(wording(code), `${kind} ${index}: ${code}`).toEqual(expect.any(String))
    expect(codes).not.toContain('unexpected')
    for (const { reference: of, meters } of answers) {
      // a wounded reference is one no dossier knows, or no reference at all
      expect(of).toMatch(/^[0-9a-f-]{36}$/)
      expect(new Set(meters).size).toBe(meters.length)
    }
  }
  expect(refused).toBeGreaterThan(0)
  writeFileSync(path, originals[kind]!)
  expect(await outcome(path, patientReader)).toEqual({ codes: [], answers: [{ reference, meters: [1, 2] }] })
}, 300_000)
