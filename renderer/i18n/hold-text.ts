import type { HoldMark } from '../../shared/holds/hold-contract.ts'
import { holdText } from '../../shared/holds/hold-text-rules.ts'
import { say, t } from './i18n.ts'

/** « ⊘ Litige », for a row. */
export const holdMarkText = ({ kind }: HoldMark): string => t('holds.mark', { kind: t(`holds.kind.${kind}`) })

/** The whole of a hold in words, for a tooltip. */
export const holdTooltip = (hold: HoldMark): string => holdText(hold, say)
