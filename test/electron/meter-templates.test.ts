import { describe, expect, it } from 'vitest'
import { asked, askedParkOfTest, requestedOn, sendRequests, takenBy } from '../fixtures/meter-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'

const park = askedParkOfTest()
const realPress = { printsReally: true }

describe('templates', () => {
  it('M-082 M-091 own wordings are used for document and e-mail, and can be given up', async () => {
    const office = await park(asked, realPress)
    const { api } = office
    const [document, mail] = await api.meters.templates()
    expect(document).toMatchObject({ name: 'document', isDefault: true })
    await api.meters.saveTemplate({ name: 'document', subject: 'Relevé {{ bien.identifiant }}', body: 'Texte à nous pour {{ client.nom }}', closing: '' })
    await api.meters.saveTemplate({ name: 'mail', subject: 'Objet à nous', body: mail!.body, closing: 'Fin à nous' })
    await sendRequests(api, ['BIEN-001'])
    const [sent] = await takenBy(office, 1)
    expect(sent!.subject).toBe('Objet à nous')
    expect(sent!.text).toContain('Fin à nous')
    const [page] = await readPdf(new Uint8Array(sent!.attachments[0]!.content as ArrayBuffer))
    expect(page!.text).toContain('Relevé BIEN-001')
    expect(page!.text).toContain('Texte à nous pour Ateliers Kerbrat')
    expect(await api.meters.restoreTemplate({ name: 'mail' })).toMatchObject({ isDefault: true, subject: mail!.subject })
  })

  it('M-091 a wording that names what does not exist is refused with its line', async () => {
    const { api } = await park()
    await expect(api.meters.saveTemplate({ name: 'document', subject: 'x', body: 'a\n{{ client.iban }}', closing: '' })).rejects.toMatchObject({ code: 'template.invalid', details: { part: 'body', line: 2, name: 'client.iban' } })
    expect((await api.meters.templates())[0]).toMatchObject({ isDefault: true })
  })

  it('M-092 the preview of an asset has the picture of its article; that of nobody an example', async () => {
    const { api, ids } = await park(asked, realPress)
    const words = (bytes: Uint8Array): Promise<string> => readPdf(bytes).then((pages) => pages.map(({ text }) => text).join('\n'))
    expect(await words(await api.meters.previewDocument({ template: null, assetId: ids['BIEN-001']!, requestedOn }))).toContain('suivre les opérations suivantes')
    expect(await words(await api.meters.previewDocument({ template: null, assetId: null, requestedOn }))).toContain('Boulangerie')
  })
})
