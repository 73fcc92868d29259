import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { ciiXml, pdfWith } from '../fixtures/einvoice-fixture.ts'
import { writeFile } from '../fixtures/fec-fixture.ts'
import { openOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'
import { everything, requestAbout } from '../fixtures/reminder-fixture.ts'

const asOf = localDate('2026-03-31')
const MEGABYTE = 1024 * 1024

it.each([
  { what: 'no original, as long as the dossier does not want them', attaches: false, sizes: [10], attached: [] },
  { what: 'the original PDFs of its invoices', attaches: true, sizes: [10, 20], attached: ['FA-1', 'FA-2'] },
  { what: 'no more than 5 MB of them', attaches: true, sizes: [3 * MEGABYTE, 3 * MEGABYTE, 10], attached: ['FA-1', 'FA-3'] },
])('a reminder that leaves by e-mail bears, beside its letter, $what', async ({ attaches, sizes, attached }) => {
  const { api, close } = await openOffice({ press: new PaperPress() })
  try {
    const files = await Promise.all(sizes.map(async (size, index) => {
      // what does not pack
      const padding = { name: 'annexe.bin', content: randomBytes(size) }
      return { path: writeFile(`${index}.pdf`, Buffer.from(await pdfWith({ name: 'factur-x.xml', content: ciiXml({ number: `FA-${index + 1}` }) }, padding))), sha256: null }
    }))
    await api.einvoices.apply({ files: [...files, { path: writeFile('x.xml', ciiXml({ number: 'FA-9' })), sha256: null }], answers: {}, asOf })
    await api.einvoices.saveSettings({ attachesOriginals: attaches })
    const { ids } = await api.receivables.findCustomers({ search: '', onlyActive: true })
    await api.receivables.saveCustomer({ ...await api.receivables.customer({ id: ids[0]! }), reminderChannel: 'email' })
    const found = await api.reminders.calculate({ criteria: everything, asOf })
    await api.reminders.generate(requestAbout(found, [...found.ids.keys()], { asOf, acceptOldData: true }))
    const [message] = await api.outbox.list({ state: null })
    const { attachments } = await api.outbox.message({ id: message!.id })
    expect(attachments.slice(1).map(({ title }) => /FA-\d/.exec(title)?.[0])).toEqual(attached)
  } finally {
    await close()
  }
})
