import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Instant } from '../../shared/date.ts'
import { AppError, toFailure, type ErrorDetails } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { entryHeaders } from '../../shared/meters/entry-table.ts'
import { answerFileKind, formAnswer, tableAnswers, type WrittenAnswer } from '../../shared/meters/answer-file-rules.ts'
import { readForm } from './answer-form.ts'
import { readEml, readMsg, type ReceivedMail } from './answer-mail.ts'
import { readWorkbook } from './spreadsheet-reader.ts'

/** A form or workbook, on its own or attached to a message: its answers, or why there are none. */
export interface AnswerPart { source: string; answers: WrittenAnswer[]; problem: { code: string; details: ErrorDetails } | null }

export interface AnswerMessage { source: string; replyTo: string[]; from: string; subject: string; sentAt: Instant | null; text: string }

/** What a file holds; nothing of it is trusted yet. */
export interface AnswerFile { parts: AnswerPart[]; message: AnswerMessage | null }

const MEGABYTE = 1024 * 1024
/** A message carries its attachments a third larger than they are. */
const MAX_ANSWER_BYTES = 40 * MEGABYTE
/** A form or workbook of Relais is far below. */
const MAX_PART_BYTES = 20 * MEGABYTE

/** A filled form (PDF), a workbook (XLSX), or a message (EML, MSG) with such attachments; by what it is, not by its name. */
export async function readAnswerFile(path: string): Promise<AnswerFile> {
  const file = basename(path)
  const bytes = await bytesOf(path, file)
  const kind = answerFileKind(bytes)
  if (kind === 'unknown') throw new AppError('answers.unknown-kind', { file })
  if (kind === 'message') return fileOfMail(await readEml(bytes, file), file)
  if (kind === 'ole') {
    refuseEncryptedWorkbook(bytes, file)
    return fileOfMail(await readMsg(bytes, file), file)
  }
  return { parts: [{ source: file, answers: await answersOf(bytes, kind, file), problem: null }], message: null }
}

async function bytesOf(path: string, file: string): Promise<Buffer> {
  const handle = await open(path, 'r').catch(() => { throw new AppError('answers.missing', { file }) })
  try {
    const { size, isFile } = await handle.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }))
    if (!isFile) throw new AppError('answers.missing', { file })
    if (size === 0) throw new AppError('answers.empty', { file })
    if (size > MAX_ANSWER_BYTES) throw new AppError('answers.too-large', { file, size: Math.ceil(size / MEGABYTE), max: MAX_ANSWER_BYTES / MEGABYTE })
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

async function answersOf(bytes: Uint8Array, kind: 'pdf' | 'zip', file: string): Promise<WrittenAnswer[]> {
  if (bytes.length > MAX_PART_BYTES) throw new AppError('answers.too-large', { file, size: Math.ceil(bytes.length / MEGABYTE), max: MAX_PART_BYTES / MEGABYTE })
  if (kind === 'pdf') return [formAnswer(await readForm(bytes, file), file)]
  return tableAnswers((await readWorkbook(Buffer.from(bytes), file, undefined)).rows, entryHeaders, file)
}

/** Pictures of signatures, terms of sale and the like are passed over in silence; a form or workbook that cannot be read is told. */
async function fileOfMail({ attachments, ...mail }: ReceivedMail, source: string): Promise<AnswerFile> {
  const parts: AnswerPart[] = []
  for (const { name, bytes } of attachments) {
    const kind = answerFileKind(bytes)
    if (kind !== 'pdf' && kind !== 'zip') continue
    const within = translate('fr', 'answers.attachment', { file: source, name })
    try {
      parts.push({ source: within, answers: await answersOf(bytes, kind, within), problem: null })
    } catch (error) {
      const { code, details } = toFailure(error)
      if (!FOREIGN.has(code)) parts.push({ source: within, answers: [], problem: { code, details } })
    }
  }
  return { parts, message: { source, ...mail } }
}

/** What other people's attachments are. */
const FOREIGN: ReadonlySet<string> = new Set(['answers.not-a-form', 'answers.not-an-entry-table', 'import.bad-workbook'])

/** Excel puts a workbook with a password into another container, that of MSG files, in a stream of this name. */
function refuseEncryptedWorkbook(bytes: Buffer, file: string): void {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new AppError('answers.encrypted', { file })
}
