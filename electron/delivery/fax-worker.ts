import { parentPort } from 'node:worker_threads'
import type { FaxEvent } from './fax-press.ts'
import { faxTiff } from './fax-tiff.ts'
import { faxPages } from './pdf-raster.ts'

const post = (event: FaxEvent): void => parentPort!.postMessage(event, event.tiff === null ? [] : [event.tiff.buffer])

/** Draws PDFs as faxes off the office's thread. */
parentPort!.on('message', (pdf: Uint8Array) => {
  faxPages(pdf).then(faxTiff).then((tiff) => post({ tiff }), () => post({ tiff: null }))
})
