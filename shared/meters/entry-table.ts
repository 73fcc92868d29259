import { translate } from '../i18n/translate.ts'
import type { EntryHeaders } from './answer-file-rules.ts'

/** Headers of « Tableau de saisie » a customer fills in below, as they are written and looked for. */
export const entryHeaders: EntryHeaders = {
  identifier: translate('fr', 'answers.table.identifier'), meter: translate('fr', 'answers.table.meter'),
  value: translate('fr', 'answers.table.value'), readOn: translate('fr', 'answers.table.readOn'), reader: translate('fr', 'answers.table.reader'),
}
