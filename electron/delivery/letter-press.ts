import type { CallContext } from '../../shared/call.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import type { PhoneList } from '../../shared/reminders/reminder-contract.ts'

export interface RenderedPdf { bytes: Uint8Array<ArrayBuffer>; pages: number }
export interface WrittenPdf { pages: number; sha256: string }

/** A letter and the absolute path its PDF gets. */
export interface LetterJob { content: LetterContent; file: string }

/** Makes PDFs in worker threads, which stay alive until `close`. */
export interface LetterPress {
  /** One letter, for a preview. */
  render(letter: LetterContent): Promise<RenderedPdf>
  /**
   * Each letter into its own file and all of them, in the order given, into one print-ready file. No file is ever overwritten (AppError document.exists).
   * On any error or cancellation everything written is removed again. Progress: phase `letters`, counted in letters.
   */
  renderAll(letters: readonly LetterJob[], printFile: string, context: CallContext): Promise<{ letters: WrittenPdf[]; print: WrittenPdf }>
  /** « Liste de relance téléphonique » */
  renderPhoneList(list: PhoneList, companyName: string): Promise<RenderedPdf>
  close(): Promise<void>
}
