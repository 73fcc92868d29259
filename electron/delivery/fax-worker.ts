import { parentPort } from 'node:worker_threads'
import type { FaxEvent } from './fax-press.ts'
import { faxTiff } from './fax-tiff.ts'
import { faxPages, NotDrawable } from './pdf-raster.ts'

async function faxOf(pdf: Uint8Array): Promise<FaxEvent> {
  try {
    const { count, pages } = await faxPages(pdf)
    return { tiff: faxTiff(pages), pages: count }
  } catch (error) {
    return error instanceof NotDrawable ? { refused: true } : { failure: String(error) }
  }
}

/** Draws PDFs as faxes off the office's thread, which ends this one after anything but a fax. */
parentPort!.on('message', (pdf: Uint8Array) => {
  void faxOf(pdf).then((event) => parentPort!.postMessage(event, 'tiff' in event ? [event.tiff.buffer] : []))
})
