import type { Content } from 'pdfmake/interfaces'
import { translate } from '../../shared/i18n/translate.ts'
import { GREY, INK } from './letter-sheet.ts'
import { A4, mm, type PdfDefinition } from './page-layout.ts'

export interface ReportHead { title: string; subtitle: string; isLandscape: boolean; /** In points */ fontSize: number }

const MARGIN = mm(14)
const LANDSCAPE = { width: A4.height, height: A4.width }

/** Between the margins */
export const reportWidth = (isLandscape: boolean): number => (isLandscape ? LANDSCAPE : A4).width - 2 * MARGIN

/** Paper that stays in the company: its title on every page, the page's number below. */
export function reportSheet({ title, subtitle, isLandscape, fontSize }: ReportHead, content: Content): PdfDefinition {
  return {
    pageSize: isLandscape ? LANDSCAPE : A4,
    pageMargins: [MARGIN, mm(22), MARGIN, mm(13)],
    images: {},
    styles: {},
    defaultStyle: { font: 'Arimo', fontSize, lineHeight: 1.1, color: INK },
    header: () => ({ margin: [MARGIN, mm(8), MARGIN, 0], stack: [{ text: title, bold: true, fontSize: 14 }, { text: subtitle, color: GREY }] }),
    footer: (page, pages) => ({ margin: [MARGIN, mm(4), MARGIN, 0], text: translate('fr', 'letters.page', { page, pages }), alignment: 'right', fontSize: 7.5, color: GREY }),
    content,
  }
}
