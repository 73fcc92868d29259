import { z } from 'zod'
import { isLocalDate } from './date.ts'
import { MAX_CENTS, type Cents } from './money.ts'

/** Building blocks of every contract. */
export const Id = z.int().positive()
export const CentsSchema = z.int().min(-MAX_CENTS * 1000).max(MAX_CENTS * 1000).transform((value) => value as Cents)
export const LocalDateSchema = z.string().refine(isLocalDate, 'date').transform((value) => value)
/** Text typed by a person: trimmed, no control characters, bounded. */
export const Text = z.string().max(500).transform((value) => value.replace(/\p{Cc}+/gu, ' ').trim())
/** Longer text with line breaks (notes, letter bodies). */
export const LongText = z.string().max(20_000).transform((value) => value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''))
/** Whether a reminder letter left: on paper it did; by e-mail « peut-être envoyé », still to leave, or « jamais parti » are other answers. */
export const LetterSending = z.enum(['sent', 'maybe', 'waiting', 'never'])
export type LetterSending = z.infer<typeof LetterSending>
export const ReminderLevel = z.int().min(0).max(3)
export type ReminderLevel = z.infer<typeof ReminderLevel>
/** A field of a record that is wrong, and why; `reason` is a key of the slice's own wordings. */
export const FieldProblem = z.object({ field: z.string(), reason: z.string() })
export type FieldProblem = z.output<typeof FieldProblem>
export const Nothing = z.void()
export const Folder = z.string().min(1).max(400).refine((path) => !path.includes('\0'), 'path')
export const Ids = z.instanceof(Int32Array)
/** Bytes of a file small enough to cross to the window (previews, logos, spreadsheets). */
export const Bytes = z.instanceof(Uint8Array)
