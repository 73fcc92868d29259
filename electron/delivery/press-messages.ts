import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import type { PhoneList } from '../../shared/reminders/reminder-contract.ts'
import type { PdfPage } from './pdf-file.ts'

/** A letter and the absolute path its PDF gets. */
export interface LetterJob { content: LetterContent; file: string }

export interface RenderedPdf { bytes: Uint8Array<ArrayBuffer>; pages: number }

/** A letter written to its file, and its pages for the print-ready one. */
export interface WrittenLetter { sha256: string; pages: PdfPage[] }

/** What the press asks its workers: assets → PdfAssets, render and phone-list → RenderedPdf, write → WrittenLetter[]. */
export type PressRequest =
  | { kind: 'assets'; logo: string }
  | { kind: 'render'; letter: LetterContent }
  | { kind: 'phone-list'; list: PhoneList; companyName: string }
  | { kind: 'write'; letters: readonly LetterJob[] }
