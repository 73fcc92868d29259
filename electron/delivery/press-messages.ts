import type { CallReport } from '../../shared/calls/session-contract.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import type { PhoneList } from '../../shared/reminders/reminder-contract.ts'
import type { DashboardSheet } from './dashboard-layout.ts'
import type { LetterBytes } from './evidence-file.ts'
import type { EvidenceSheet } from './evidence-layout.ts'
import type { PdfPage } from './pdf-file.ts'
import type { RequestPage } from './request-file.ts'
import type { StatementSheet } from './statement-layout.ts'

/** A letter as a worker writes it, and the absolute path its PDF gets. */
export interface LetterSheet { content: LetterContent; file: string }

/** A letter to come: what it says is put together when its turn comes, since all at once would not fit in memory. One that leaves by e-mail is not among those to print. */
export interface LetterJob { content(): LetterContent; file: string; isEmailed?: boolean }

export interface RenderedPdf { bytes: Uint8Array<ArrayBuffer>; pages: number }

/** A letter written to its file, and its pages for the print-ready one. */
export interface WrittenLetter { sha256: string; pages: PdfPage[] }

/** What the press asks its workers: assets → PdfAssets, render, phone-list, call-report, statement and dashboard → RenderedPdf, meter-request → RenderedPdf, evidence → RenderedEvidence, write → WrittenLetter[]. */
export type PressRequest =
  | { kind: 'assets'; logo: string }
  | { kind: 'render'; letter: LetterContent }
  | { kind: 'phone-list'; list: PhoneList; companyName: string }
  | { kind: 'call-report'; report: CallReport; companyName: string }
  | { kind: 'statement'; sheet: StatementSheet }
  | { kind: 'evidence'; sheet: EvidenceSheet; letters: readonly LetterBytes[] }
  | { kind: 'dashboard'; sheet: DashboardSheet }
  | { kind: 'meter-request'; page: RequestPage }
  | { kind: 'write'; letters: readonly LetterSheet[] }
