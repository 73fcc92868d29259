import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { officeClient } from '../../electron/client.ts'
import { createOffice } from '../../electron/office.ts'
import type { OfficeContract } from '../../shared/contract.ts'
import { localDate } from '../../shared/date.ts'
import type { KnownTemplate, TemplateKey } from '../../shared/reminders/letter-template-contract.ts'
import { openOffice, resources, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { paymentOf } from '../fixtures/receivable-fixture.ts'
import { everything, owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

let office: OpenOffice
beforeEach(async () => { office = await openOffice() })
afterEach(() => office.close())

const key = { channel: 'paper', level: 2, profile: 'company', language: 'fr' } as const
const wording = { ...key, subject: 'relance de {{ client.nom }}', body: 'Chère cliente, cher client,\n\nIl reste {{ total }}.', closing: 'Bien à vous.' } as const

const templateOf = async (wanted: TemplateKey): Promise<KnownTemplate> => (await office.api.reminders.templates())
  .find((template) => template.channel === wanted.channel && template.level === wanted.level && template.profile === wanted.profile && template.language === wanted.language)!

describe('R-EBP-70 one wording per channel, level, profile and language, which the user edits', () => {
  it('starts with the 36 default texts', async () => {
    const templates = await office.api.reminders.templates()
    expect(new Set(templates.map(({ channel, level, profile, language }) => `${channel} ${level} ${profile} ${language}`)).size).toBe(36)
    expect(templates.every(({ isDefault }) => isDefault)).toBe(true)
    for (const { body, closing, language, channel } of templates) {
      if (channel === 'paper') expect(body + closing).toMatch(language === 'fr' ? /^Madame, Monsieur,[^]*salutations distinguées\.$/ : /^Dear Sir or Madam,[^]*Yours faithfully,$/)
    }
  })

  it('keeps an edited wording in the dossier, uses it in letters of its level, and restores the original', async () => {
    const { api, folder } = office
    const original = await templateOf(key)
    expect(await api.reminders.saveTemplate(wording)).toEqual({ ...wording, isDefault: false })

    const { ids } = await owing(api, ['411A', 'Garage Müller'], { number: 'FA1', dueOn: '2026-01-31', cents: 120_050 })
    const { letters } = await api.reminders.generate(await requestOf(api, ids, { rule: { kind: 'level', level: 2 } }))
    const [page] = await readPdf(readFileSync(letters[0]!.file))
    expect(page!.text).toContain('Objet : relance de Garage Müller')
    expect(page!.text).toContain('Il reste 1 200,50 €.')

    await api.dossiers.close()
    await api.dossiers.open({ folder })
    expect((await api.reminders.templates()).filter(({ isDefault }) => !isDefault)).toEqual([{ ...wording, isDefault: false }])
    expect(await api.reminders.restoreTemplate(key)).toEqual(original)
    expect(await templateOf(key)).toEqual(original)
  })

  it('refuses a wrong wording and keeps the former one', async () => {
    const { api } = office
    const original = await templateOf(key)
    await expect(api.reminders.saveTemplate({ ...wording, closing: 'ligne 1\n{{ soldde }}' })).rejects.toMatchObject({ code: 'template.invalid', details: { part: 'closing', line: 2, name: 'soldde' } })
    expect(await templateOf(key)).toEqual(original)
  })
})

describe('what a dossier and a customer decide about a letter', () => {
  it('R-EBP-70 a customer gets the wording of his profile in his language, which his sheet keeps', async () => {
    const { api } = office
    const { customerId, ids } = await owing(api, ['411A', 'Baker Street Ltd', { language: 'en', debtorProfile: 'consumer' }], { number: 'FA1', dueOn: '2026-01-31', cents: 120_050 })
    expect((await api.receivables.customer({ id: customerId })).language).toBe('en')
    await api.reminders.saveTemplate({ channel: 'paper', level: 1, profile: 'consumer', language: 'en', subject: 'your bill of {{ date }}', body: 'Dear {{ client.nom }},', closing: 'Yours,' })
    const { letters } = await api.reminders.generate(await requestOf(api, ids))
    const [page] = await readPdf(readFileSync(letters[0]!.file))
    for (const shown of ['Subject: your bill of 31 March 2026', 'Dear Baker Street Ltd,', '31 Jan 2026', '€1,200.50', 'Total due']) expect(page!.text).toContain(shown)
  })

  it('the statement of account makes the last pages of a letter when the dossier wants it', async () => {
    const { api } = office
    const { ids } = await owing(api, ['411A', 'Garage Müller'], { number: 'FA1', dueOn: '2026-01-31', cents: 120_050 }, { number: 'FA2', dueOn: '2026-06-30', cents: 7_700 })
    const request = await requestOf(api, ids.slice(0, 1))
    const without = await readPdf(await api.reminders.previewRun({ request, customerId: 1, level: 1 }))
    expect(without.map((page) => page.text).join('\n')).not.toMatch(/Relevé de votre compte|FA2/)
    expect(await api.reminders.saveLetterOptions({ hasPaymentSlip: true, hasQrCode: false, hasStatement: true })).toEqual({ hasPaymentSlip: true, hasQrCode: false, hasStatement: true })
    const { letters } = await api.reminders.generate(request)
    const pages = await readPdf(readFileSync(letters[0]!.file))
    expect(pages[0]!.text).toContain('Coupon à détacher')
    expect(pages[1]!.text).toMatch(/Relevé de votre compte au 31\/03\/2026[^]*FA2/)
    expect(pages[1]!.text).toContain('Page 2/2')
  })
})

describe('the live preview', () => {
  it('shows the wording as it is typed, for an example and for a real customer with all he owes', async () => {
    const { api } = office
    const [example] = await readPdf(await api.reminders.previewLetter({ template: wording, customerId: null, asOf: today }))
    expect(example!.text).toContain('Boulangerie Étienne & Fils')
    expect(example!.text).toContain('Bien à vous.')

    const { customerId } = await owing(api, ['411A', 'Garage Müller'], { number: 'FA2', dueOn: '2026-02-28', cents: 10_000 }, { number: 'FA1', dueOn: '2026-01-31', cents: 120_050 })
    const [real] = await readPdf(await api.reminders.previewLetter({ template: wording, customerId, asOf: today }))
    expect(real!.text).toMatch(/FA1[^]*FA2/)
    expect(real!.text).toContain('1 300,50 €')
    expect((await templateOf(key)).subject).not.toBe(wording.subject)
  })

  it('claims and deducts what the letter of that customer would; nothing in the wording of another profile, nor where a rate is missing', async () => {
    const { api } = office
    const { customerId } = await owing(api, ['411A', 'Garage Müller'], { number: 'FA1', dueOn: '2026-01-31', cents: 100_000 })
    await api.receivables.savePayment(paymentOf(customerId, 30_000, [], { paidOn: localDate('2026-02-28') }))
    await api.reminders.saveSettings({ ...await api.reminders.settings(), creditHandling: 'net' })
    await api.legal.saveSettings({ ...await api.legal.settings(), claimInterestFromLevel: 2 })
    const claimed = async (more: Partial<TemplateKey>, asOf = today): Promise<unknown[]> => {
      const values = new Map((await api.reminders.templateValues({ template: { ...key, ...more }, customerId, asOf })).map(({ name, value }) => [name, value]))
      return [values.get('deduction'), values.get('interets'), values.get('indemnites'), values.get('net_a_payer')].map((value) => String(value).replace(/\s/g, ' '))
    }
    // 28 days × 1 000.00 and 31 × 700.00 at 12.15 %
    expect(await claimed({})).toEqual(['300,00 €', '16,54 €', '40,00 €', '756,54 €'])
    const { letters: [letter] } = await api.reminders.simulate(await requestOf(api, await api.reminders.calculate({ criteria: everything, asOf: today }).then(({ ids }) => ids), { rule: { kind: 'level', level: 2 } }))
    expect(letter).toMatchObject({ deductedCents: 30_000, interestCents: 1654, indemnityCents: 4_000 })
    expect(await claimed({ level: 1 })).toEqual(['300,00 €', '0,00 €', '0,00 €', '700,00 €'])
    expect(await claimed({ profile: 'consumer' })).toEqual(['300,00 €', '0,00 €', '0,00 €', '700,00 €'])
    expect(await claimed({}, localDate('2026-09-30'))).toEqual(['300,00 €', '0,00 €', '0,00 €', '700,00 €'])
    const [, annex] = await readPdf(await api.reminders.previewLetter({ template: wording, customerId, asOf: today }))
    expect(annex!.text).toContain('16,54')
  })

  it('names a mistake, and a customer who is gone', async () => {
    await expect(office.api.reminders.previewLetter({ template: { ...wording, body: '{% for %}' }, customerId: null, asOf: today })).rejects.toMatchObject({ code: 'template.invalid', details: { part: 'body', line: 1 } })
    await expect(office.api.reminders.previewLetter({ template: wording, customerId: 999, asOf: today })).rejects.toMatchObject({ code: 'record.gone' })
  })
})

it('R-EBP-49 the phone list is a PDF to phone from: a block a customer, numbers, due dates, totals, room to write', async () => {
  const { api } = office
  const first = await owing(api, ['411A', 'Garage Müller'], { number: 'FA1', dueOn: '2026-01-31', cents: 120_050 }, { number: 'FA2', dueOn: '2026-02-28', cents: 10_000, level: 2 })
  const second = await owing(api, ['411B', 'Hôtel du Cœur'], { number: 'FA3', dueOn: '2026-03-15', cents: 5_000 })
  const { file } = await api.reminders.exportPhoneList({ ids: Int32Array.from([...first.ids, ...second.ids]), asOf: today, format: 'pdf', outFolder: null })
  const pages = await readPdf(readFileSync(file))
  expect(pages).toHaveLength(1)
  expect(pages[0]!.widthMm).toBeGreaterThan(pages[0]!.heightMm)
  for (const shown of ['Liste de relance téléphonique', 'Garage Müller (411A)', 'FA1', 'FA2', '1 300,50 €', 'Hôtel du Cœur (411B)', 'FA3', '50,00 €', 'Règlement promis le', 'Page 1/1']) expect(pages[0]!.text).toContain(shown)
})

it('R-EBP-75 a press that dies fails the generation, not the program', async () => {
  const base = temporaryFolder()
  // without fonts its workers cannot start
  cpSync(join(resources, 'letters'), join(base, 'letters'), { recursive: true })
  const broken = createOffice({ dataFolder: base, resources: base })
  const api = officeClient<OfficeContract>(broken.dispatch)
  await office.api.dossiers.close()
  await api.dossiers.open({ folder: office.folder })
  const { ids } = await owing(api, ['411A', 'Garage Müller'], { number: 'FA1', dueOn: '2026-01-31', cents: 120_050 })
  await expect(api.reminders.generate(await requestOf(api, ids))).rejects.toThrow(/arimo/)
  expect((await api.reminders.rows({ ids: Int32Array.from(ids), asOf: today }))[0]).toMatchObject({ level: 0, remindedOn: null })
  expect(await api.reminders.runs({ from: 0 })).toEqual([])
  await broken.close()
})
