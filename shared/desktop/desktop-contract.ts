import { z } from 'zod'
import { command, query } from '../call.ts'
import { Folder, Id, Nothing, Text } from '../schemas.ts'

/** What only the main process can do: dialogs, the default viewer, the printer, the window itself. */
export const desktopContract = {
  /** null when the person gave up. `suggested` is a folder name, not a path. */
  chooseFolder: query(z.object({ purpose: z.enum(['create-dossier', 'open-dossier', 'output']), suggested: Text }), z.string().nullable()),
  chooseFile: query(z.object({ purpose: z.enum(['import', 'bank', 'logo']) }), z.string().nullable()),
  /** Several files; none when the person gave up. */
  chooseFiles: query(z.object({ purpose: z.enum(['einvoices', 'answers']) }), z.array(z.string())),
  /** Opens a generated document in the default viewer; only ever by its id. */
  openDocument: query(z.object({ documentId: Id }), Nothing),
  showDocument: query(z.object({ documentId: Id }), Nothing),
  /** Prints through the system dialog. */
  printDocument: query(z.object({ documentId: Id }), z.object({ printed: z.boolean() })),
  saveDocumentAs: query(z.object({ documentId: Id }), z.string().nullable()),
  cancelJob: query(z.object({ jobId: z.string() }), Nothing),
  setTitle: query(z.object({ title: Text }), Nothing),
  /** Which menu entries make sense now. */
  setMenuState: command(z.object({ hasDossier: z.boolean() }), Nothing),
  about: query(Nothing, z.object({ version: z.string(), electron: z.string(), dataFolder: Folder, isDouble: z.boolean() })),
  quit: command(Nothing, Nothing),
}
