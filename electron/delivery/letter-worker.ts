import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../../shared/errors.ts'
import { translate } from '../../shared/i18n/translate.ts'
import type { LetterContent } from '../../shared/reminders/letter-content.ts'
import { removeFiles, writeOnce } from './files.ts'
import { letterDefinition } from './letter-layout.ts'
import { pdfAssets, type PdfAssets } from './pdf-assets.ts'
import { pdfBytes, pdfPages } from './pdf-document.ts'
import type { PdfInfo, PdfPage } from './pdf-file.ts'
import { loadFonts } from './pdf-font.ts'
import { phoneListDefinition } from './phone-list-layout.ts'
import type { LetterJob, PressRequest, RenderedPdf, WrittenLetter } from './press-messages.ts'
import type { Work } from './worker-pool.ts'

const { resources } = workerData as { resources: string }
const fonts = loadFonts(resources)

let latest: { logo: string; assets: Promise<PdfAssets> } | undefined
/** The fonts with this logo; the logo of one run is the same for all its letters. */
function assetsWith(logo: string): Promise<PdfAssets> {
  if (latest?.logo !== logo) latest = { logo, assets: pdfAssets(fonts, logo === '' ? {} : { logo }) }
  return latest.assets
}

const letterInfo = (letter: LetterContent): PdfInfo => ({ title: translate('fr', 'letters.title', { level: letter.level, customer: letter.recipient.name }), author: letter.sender.name, createdOn: letter.writtenOn })

async function renderLetter(letter: LetterContent): Promise<{ bytes: Buffer; pages: PdfPage[] }> {
  const assets = await assetsWith(letter.sender.logo)
  const pages = pdfPages(letterDefinition(letter, fonts), fonts, assets)
  return { bytes: pdfBytes(pages, assets, letterInfo(letter)), pages }
}

/** The next letter is laid out while the disk takes the former ones. All of them are written, or none. */
async function write(letters: readonly LetterJob[]): Promise<WrittenLetter[]> {
  const writing: Promise<WrittenLetter>[] = []
  const finished: string[] = []
  try {
    for (const { content, file } of letters) {
      const { bytes, pages } = await renderLetter(content)
      writing.push(writeOnce(file, bytes).then((sha256) => {
        finished.push(file)
        return { sha256, pages }
      }))
    }
    return await Promise.all(writing)
  } catch (error) {
    await Promise.allSettled(writing)
    await removeFiles(finished)
    throw error
  }
}

async function answer(request: PressRequest): Promise<Work> {
  switch (request.kind) {
    case 'assets': return { value: await assetsWith(request.logo) }
    case 'write': return { value: await write(request.letters) }
    case 'render': {
      const { bytes, pages } = await renderLetter(request.letter)
      return rendered(bytes, pages.length)
    }
    case 'phone-list': {
      const assets = await assetsWith('')
      const pages = pdfPages(phoneListDefinition(request.list, request.companyName), fonts, assets)
      const bytes = pdfBytes(pages, assets, { title: translate('fr', 'letters.phone-list.title'), author: request.companyName, createdOn: request.list.asOf })
      return rendered(bytes, pages.length)
    }
  }
}

function rendered(buffer: Buffer, pages: number): Work {
  const bytes = new Uint8Array(buffer)
  return { value: { bytes, pages } satisfies RenderedPdf, transfer: [bytes.buffer] }
}

parentPort!.on('message', ({ id, request }: { id: number; request: PressRequest }) => {
  void answer(request).then(
    ({ value, transfer }) => parentPort!.postMessage({ id, answer: { ok: true, value } }, transfer ?? []),
    (error: unknown) => parentPort!.postMessage({ id, answer: toFailure(error) }),
  )
})
