import { api } from './api.ts'
import { t } from './i18n/i18n.ts'
import { addToast } from './ui/toasts.ts'

/** A document the program wrote, in the system's own program; null where there is none: nothing. */
export async function openDocument(documentId: number | null): Promise<void> {
  if (documentId !== null) await api.desktop.openDocument({ documentId })
}

/** Through the system's print dialog, which a person may give up; null where there is none: nothing. */
export async function printDocument(documentId: number | null): Promise<void> {
  if (documentId !== null && (await api.desktop.printDocument({ documentId })).printed) addToast('success', t('documents.printed'))
}
