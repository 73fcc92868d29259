import { parentPort, workerData } from 'node:worker_threads'
import { formatDate } from '../../shared/date.ts'
import { toFailure } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { dashboardDefinition } from './dashboard-layout.ts'
import { evidencePdf, type RenderedEvidence } from './evidence-file.ts'
import { removeFiles, writeOnce } from './files.ts'
import { callReportDefinition } from './call-report-layout.ts'
import { letterDefinition } from './letter-layout.ts'
import { pdfAssets, type PdfAssets } from './pdf-assets.ts'
import { pdfBytes, pdfPages, pdfParts } from './pdf-document.ts'
import type { PdfInfo } from './pdf-file.ts'
import { loadFonts } from './pdf-font.ts'
import { phoneListDefinition } from './phone-list-layout.ts'
import { requestPdf } from './request-file.ts'
import type { LetterSheet, PressRequest, RenderedPdf, WrittenLetter } from './press-messages.ts'
import { statementDefinition } from './statement-layout.ts'
import type { Work } from './worker-pool.ts'

const { resources } = workerData as { resources: string }
const fonts = loadFonts(resources)

let latest: { logo: string; assets: Promise<PdfAssets> } | undefined
/** The fonts with this logo; the logo of one run is the same for all its letters. */
function assetsWith(logo: string): Promise<PdfAssets> {
  if (latest?.logo !== logo) latest = { logo, assets: pdfAssets(fonts, logo === '' ? {} : { logo }) }
  return latest.assets
}

const letterInfo = (letter: LetterContent): PdfInfo => ({ title: translate(letter.language, 'letters.title', { level: letter.level, customer: letter.recipient.name }), author: letter.sender.name, createdOn: letter.writtenOn, language: letter.language })

/** The next letter is laid out while the disk takes the former ones. All of them are written, or none. */
async function write(letters: readonly LetterSheet[]): Promise<Work> {
  const writing: Promise<WrittenLetter>[] = []
  const finished: string[] = []
  try {
    for (const { content, file } of letters) {
      const assets = await assetsWith(content.sender.logo)
      const pages = pdfPages(letterDefinition(content, fonts), fonts, assets)
      writing.push(writeOnce(file, ...pdfParts(pages, assets, letterInfo(content))).then((sha256) => {
        finished.push(file)
        return { sha256, pages }
      }))
    }
    return inOneBuffer(await Promise.all(writing))
  } catch (error) {
    await Promise.allSettled(writing)
    await removeFiles(finished)
    throw error
  }
}

/** The pages of a batch over one buffer, which moves to the press instead of a hundred small copies. */
function inOneBuffer(letters: WrittenLetter[]): Work {
  const buffer = new ArrayBuffer(letters.flatMap(({ pages }) => pages).reduce((sum, { content }) => sum + content.length, 0))
  let end = 0
  const moved = (content: Uint8Array): Uint8Array => {
    const place = new Uint8Array(buffer, end, content.length)
    place.set(content)
    end += content.length
    return place
  }
  return { value: letters.map(({ sha256, pages }) => ({ sha256, pages: pages.map((page) => ({ ...page, content: moved(page.content) })) })), transfer: [buffer] }
}

async function answer(request: PressRequest): Promise<Work> {
  switch (request.kind) {
    case 'assets': return { value: await assetsWith(request.logo) }
    case 'write': return write(request.letters)
    case 'render': {
      const assets = await assetsWith(request.letter.sender.logo)
      const pages = pdfPages(letterDefinition(request.letter, fonts), fonts, assets)
      return rendered(pdfBytes(pages, assets, letterInfo(request.letter)), pages.length)
    }
    case 'phone-list': {
      const assets = await assetsWith('')
      const pages = pdfPages(phoneListDefinition(request.list, request.companyName), fonts, assets)
      const bytes = pdfBytes(pages, assets, { title: translate('fr', 'letters.phone-list.title'), author: request.companyName, createdOn: request.list.asOf })
      return rendered(bytes, pages.length)
    }
    case 'dashboard': {
      const { companyName, dashboard: { asOf } } = request.sheet
      const assets = await assetsWith('')
      const pages = pdfPages(dashboardDefinition(request.sheet), fonts, assets)
      return rendered(pdfBytes(pages, assets, { title: translate('fr', 'dashboard.document', { date: formatDate(asOf) }), author: companyName, createdOn: asOf }), pages.length)
    }
    case 'call-report': {
      const assets = await assetsWith('')
      const pages = pdfPages(callReportDefinition(request.report, request.companyName), fonts, assets)
      const { id, startedOn } = request.report.session
      return rendered(pdfBytes(pages, assets, { title: translate('fr', 'calls.report.document', { id, date: formatDate(startedOn) }), author: request.companyName, createdOn: startedOn }), pages.length)
    }
    case 'meter-request': {
      const { bytes, pages } = await requestPdf(request.page, fonts)
      return rendered(bytes, pages)
    }
    case 'evidence': {
      const evidence = await evidencePdf(request.sheet, request.letters, fonts, await assetsWith(''))
      return { value: evidence satisfies RenderedEvidence, transfer: [evidence.bytes.buffer] }
    }
    case 'statement': {
      const { sender, recipient: { name: customer, language }, statement: { asOf } } = request.sheet
      const assets = await assetsWith(sender.logo)
      const pages = pdfPages(statementDefinition(request.sheet, fonts), fonts, assets)
      const title = translate(language, 'accounts.statement.document', { date: formatDate(asOf, language), customer })
      return rendered(pdfBytes(pages, assets, { title, author: sender.name, createdOn: asOf }), pages.length)
    }
  }
}

function rendered(bytes: Uint8Array<ArrayBuffer>, pages: number): Work {
  return { value: { bytes, pages } satisfies RenderedPdf, transfer: [bytes.buffer] }
}

parentPort!.on('message', ({ id, request }: { id: number; request: PressRequest }) => {
  void answer(request).then(
    ({ value, transfer }) => parentPort!.postMessage({ id, answer: { ok: true, value } }, transfer ?? []),
    (error: unknown) => parentPort!.postMessage({ id, answer: toFailure(error) }),
  )
})
