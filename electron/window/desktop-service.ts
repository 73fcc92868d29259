import { copyFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { app, dialog, shell, type BrowserWindow } from 'electron'
import { STATEMENT_EXTENSIONS } from '../../shared/bank/statement-files.ts'
import type { Handlers } from '../../shared/call.ts'
import type { desktopContract } from '../../shared/desktop/desktop-contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Locale } from '../../shared/i18n/translate.ts'
import { translate } from '../../shared/i18n/translate.ts'
import { printPdf } from './pdf-printer.ts'

export interface DesktopOptions {
  window: BrowserWindow
  dataFolder: string
  locale(): Locale
  /** The file of a document of the open dossier, as the office knows it. Rejects with its AppError. */
  documentPath(documentId: number): Promise<string>
  /** The same, once its bytes are known to be those that were written: what is opened, printed or copied. */
  soundDocument(documentId: number): Promise<string>
  cancelJob(jobId: string): void
  onMenuState(state: { hasDossier: boolean }): void
}

/** What only the main process can do. Files are reached by document id or by a dialog the person answered, never by an address the page gives. */
export function desktopService({ window, dataFolder, locale, documentPath, soundDocument, cancelJob, onMenuState }: DesktopOptions): Handlers<typeof desktopContract> {
  const text = (key: string): string => translate(locale(), `desktop.${key}`)

  const chooseFolder: Handlers<typeof desktopContract>['chooseFolder'] = async ({ purpose, suggested }) => {
    const title = text(`choose.${purpose}`)
    if (purpose === 'create-dossier') {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { title, buttonLabel: text('button.create'), defaultPath: join(app.getPath('documents'), suggested), properties: ['createDirectory', 'showOverwriteConfirmation'] })
      return canceled || filePath === '' ? null : filePath
    }
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, buttonLabel: text('button.choose'), properties: purpose === 'output' ? ['openDirectory', 'createDirectory'] : ['openDirectory'] })
    return canceled ? null : filePaths[0] ?? null
  }

  const chooseFile: Handlers<typeof desktopContract>['chooseFile'] = async ({ purpose }) => {
    const filters = purpose === 'logo'
      ? [{ name: text('filter.images'), extensions: ['png', 'jpg', 'jpeg'] }]
      : purpose === 'bank' ? [{ name: text('filter.bank'), extensions: [...STATEMENT_EXTENSIONS] }, { name: text('filter.all'), extensions: ['*'] }]
      : [{ name: text('filter.ledgers'), extensions: ['txt', 'csv', 'tsv', 'xlsx'] }, { name: text('filter.all'), extensions: ['*'] }]
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: text(`choose.${purpose}`), filters, properties: ['openFile'] })
    return canceled ? null : filePaths[0] ?? null
  }

  const chooseFiles: Handlers<typeof desktopContract>['chooseFiles'] = async ({ purpose }) => {
    const wanted = purpose === 'answers' ? { name: text('filter.answers'), extensions: ['pdf', 'xlsx', 'eml', 'msg'] } : { name: text('filter.invoices'), extensions: ['pdf', 'xml'] }
    const filters = [wanted, { name: text('filter.all'), extensions: ['*'] }]
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title: text(`choose.${purpose}`), filters, properties: ['openFile', 'multiSelections'] })
    return canceled ? [] : filePaths
  }

  return {
    chooseFolder,
    chooseFile,
    chooseFiles,
    openDocument: async ({ documentId }) => {
      const problem = await shell.openPath(await soundDocument(documentId))
      if (problem !== '') throw new AppError('desktop.no-viewer', { message: problem })
    },
    showDocument: async ({ documentId }) => shell.showItemInFolder(await documentPath(documentId)),
    printDocument: async ({ documentId }) => ({ printed: await printPdf(window, await soundDocument(documentId)) }),
    saveDocumentAs: async ({ documentId }) => {
      const source = await soundDocument(documentId)
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: text('choose.copy'), defaultPath: join(app.getPath('documents'), basename(source)), filters: [{ name: extname(source).slice(1).toUpperCase(), extensions: [extname(source).slice(1)] }],
      })
      if (canceled || filePath === '') return null
      await copyFile(source, filePath).catch((error: unknown) => { throw new AppError('desktop.not-saved', { file: filePath, message: error instanceof Error ? error.message : String(error) }) })
      return filePath
    },
    cancelJob: ({ jobId }) => cancelJob(jobId),
    setTitle: ({ title }) => window.setTitle(title === '' ? 'Relais' : title),
    setMenuState: onMenuState,
    about: () => ({ version: app.getVersion(), electron: process.versions.electron, dataFolder, isDouble: 'electronDouble' in process.versions }),
    quit: () => app.quit(),
  }
}
