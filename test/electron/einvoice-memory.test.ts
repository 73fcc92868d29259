import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { EinvoiceThread } from '../../electron/einvoices/einvoice-thread.ts'
import { ciiXml } from '../fixtures/einvoice-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'

it('a file that takes too much memory outside the heap of its thread is refused, and the next one is read', async () => {
  let started = 0
  const thread = new EinvoiceThread(() => new Worker(new URL(started++ === 0 ? '../fixtures/hoarding-einvoice-worker.ts' : '../../electron/einvoices/einvoice-worker.ts', import.meta.url)))
  const path = writeFile('facture.xml', ciiXml())
  expect(await thread.read(path)).toMatchObject({ failure: { code: 'einvoices.too-complex' } })
  expect(await thread.read(path)).toMatchObject({ invoice: { number: 'FA-1' } })
  await thread.close()
})
