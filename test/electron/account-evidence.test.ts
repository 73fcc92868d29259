import { appendFileSync, readFileSync, rmSync, readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { formatDate, localDate, systemToday } from '../../shared/date.ts'
import { cents, formatEuros } from '../../shared/money.ts'
import { createLetterPress, type LetterPress } from '../../electron/delivery/letter-press.ts'
import { openOffice, resources, temporaryFolder, type OpenOffice } from '../fixtures/office-fixture.ts'
import { readPdf } from '../fixtures/pdf-text.ts'
import { invoiceOf, paymentOf } from '../fixtures/receivable-fixture.ts'
import { callWith } from '../fixtures/call-fixture.ts'
import { owing, requestOf, today } from '../fixtures/reminder-fixture.ts'

let press: LetterPress
let open: OpenOffice
let api: OpenOffice['api']
let customerId: number
/** The letter of the formal notice */
let noticeId: number
let letters: { documentId: number; path: string; sha256: string }[]

beforeAll(() => { press = createLetterPress({ resources, workers: 1 }) })
afterAll(() => press.close())
beforeEach(async () => {
  open = await openOffice({ press: { ...press, close: async () => undefined } })
  api = open.api
  const address = { line1: '8 quai Romain-Rolland', line2: '', line3: '', postcode: '69005', city: 'Lyon', countryCode: 'FR' }
  const owed = await owing(api, ['A', 'Alpha & Cie', { address, siren: '552100554' }], { number: 'F1', dueOn: '2026-01-31', cents: 100_000 }, { number: 'F2', dueOn: '2026-02-28', cents: 5000 })
  customerId = owed.customerId
  const first = await api.reminders.generate(await requestOf(api, owed.ids))
  const second = await api.reminders.generate(await requestOf(api, [owed.ids[0]!], { rule: { kind: 'level', level: 3 } }))
  letters = await Promise.all([first, second].map(async ({ letters: [letter] }) => {
    const { path, sha256 } = await api.documents.get({ id: letter!.documentId! })
    return { documentId: letter!.documentId!, path, sha256 }
  }))
  noticeId = second.letters[0]!.letterId!
  await api.calls.record({ call: callWith(customerId, { calledOn: localDate('2026-03-15'), outcome: 'promise', text: 'Virement promis lundi', promise: { promisedFor: today, amountCents: cents(50_000) }, dueDateIds: owed.ids }), asOf: today })
})
afterEach(() => open.close())

const evidence = (outFolder: string | null = null) => api.accounts.writeEvidence({ customerId, asOf: today, claimsContested: false, outFolder })

it('« Dossier de preuve » is one PDF: cover with contents and hashes, statement, invoices, interest, letters with their LRAR number, notes, then the letters as they were sent', async () => {
  await api.legal.saveRegisteredMail({ mail: { letterId: noticeId, number: '1A 234 567 8901 2', sentOn: today, receivedOn: null }, asOf: today })
  const { documentId, pages: count, pieces, balanceCents, claim, file } = await evidence()
  expect(pieces.map(({ number, title, state }) => [number, title, state])).toEqual([
    [1, 'Relevé de compte', 'whole'], [2, 'Factures et avoirs', 'whole'], [3, 'Calcul des intérêts et indemnités', 'whole'], [4, 'Courriers envoyés', 'whole'], [5, 'Notes d’appel', 'whole'],
    [6, 'Relance niveau 1 du 31/03/2026', 'whole'], [7, 'Relance niveau 3 du 31/03/2026', 'whole'],
  ])
  expect(pieces.slice(5).map(({ sha256 }) => sha256)).toEqual(letters.map(({ sha256 }) => sha256))
  expect(balanceCents).toBe(105_000)
  // overdue 1 050.00 + interest + 2 × 40 €; the same figure on the cover
  expect(claim).toEqual({ overdueCents: 105_000, deductedCents: 0, interestCents: claim.claimedCents - 113_000, indemnityCents: 8_000, claimedCents: claim.claimedCents, notDueCents: 0, contestedCents: 0 })
  const pages = await readPdf(readFileSync(file))
  expect(pages).toHaveLength(count)
  const text = pages.map((page) => page.text.replace(/\n/g, ' '))
  for (const words of ['Dossier de preuve', 'Créance de Les Comptoirs du Rhône sur Alpha & Cie', 'Créancier', 'Débiteur', '552100554', '1 050,00 €', letters[0]!.sha256, letters[1]!.sha256, `Total réclamé ${formatEuros(claim.claimedCents)}`.replaceAll(/\s+/g, ' ')]) expect(text[0]!.replaceAll(/\s+/g, ' ')).toContain(words)
  // every piece begins on the page the contents name, and says so
  for (const { number, page, title } of pieces) {
    expect(text[page! - 1], title).toContain(`Pièce n° ${number} – ${page}/${count}`)
    if (number < 6) expect(text[page! - 1]).toContain(title)
  }
  // 1 000.00 € due on 31/01/2026, to 31/03/2026, ECB 2.15 + 10 points: 59 days; and 40 € an invoice
  expect(text[pieces[2]!.page! - 1]).toContain('19,64')
  expect(text[pieces[2]!.page! - 1]).toContain('80,00 €')
  expect(text[pieces[3]!.page! - 1]).toContain('LRAR n° 1A 234 567 8901 2')
  expect(text[pieces[4]!.page! - 1]).toContain(`${formatEuros(50_000).replaceAll('\u00a0', ' ')} pour le 31/03/2026 – Virement promis lundi`)
  for (const [index, letter] of letters.entries()) {
    const own = (await readPdf(readFileSync(letter.path)))[0]!
    const inFile = text[pieces[5 + index]!.page! - 1]!
    for (const { text: words } of own.items) expect(inFile).toContain(words)
  }
  expect(await api.documents.get({ id: documentId })).toMatchObject({ kind: 'evidence-file', customerId, pages: count, title: 'Dossier de preuve au 31/03/2026 – Alpha & Cie' })
})

it('names what is contested with its reason and day, and claims neither it nor its interest nor its 40 €; all the same on purpose', async () => {
  const { dueDates: [due] } = await api.receivables.saveInvoice(invoiceOf(customerId, 'F3', [['2026-01-31', 48_000]]))
  const { claim: before } = await evidence()
  await api.holds.set({ hold: { kind: 'dispute', scope: 'due-date', subjectId: due!.id!, reason: 'Le client conteste la qualité', since: null, until: null }, asOf: today })
  const { claim, contested, file, pieces, balanceCents } = await evidence()
  expect(contested).toEqual([{ dueDateId: due!.id, number: 'F3', dueOn: '2026-01-31', openCents: 48_000, kind: 'dispute', scope: 'due-date', reason: 'Le client conteste la qualité', since: systemToday(), until: null }])
  expect(await api.accounts.contested({ customerId, asOf: today })).toEqual(contested)
  // 480.00 € for 59 days at 12.15 %, and 40 €
  expect(claim).toMatchObject({ overdueCents: 105_000, contestedCents: 48_000, indemnityCents: 8_000, interestCents: before.interestCents - 943, claimedCents: before.claimedCents - 48_000 - 943 - 4_000 })
  expect(balanceCents).toBe(153_000)
  const pages = (await readPdf(readFileSync(file))).map(({ text }) => text.replace(/\s+/g, ' '))
  for (const words of ['Contesté ou sous échéancier, non réclamé 480,00 €', `Litige enregistré le ${formatDate(systemToday())}`, 'Le client conteste la qualité']) expect(pages[0]).toContain(words)
  expect(pages[pieces[1]!.page! - 1]).toContain('CONTESTÉE')
  const all = await api.accounts.writeEvidence({ customerId, asOf: today, claimsContested: true, outFolder: null })
  expect(all.claim).toEqual(before)
  expect(all.contested).toEqual(contested)
  expect((await readPdf(readFileSync(all.file)))[0]!.text.replace(/\s+/g, ' ')).toContain('réclamé à la demande du créancier')
})

it('claims no interest on what the customer has paid on account, which it deducts', async () => {
  const { claim: before } = await evidence()
  await api.receivables.savePayment(paymentOf(customerId, 30_000, [], { paidOn: localDate('2026-02-28') }))
  const { claim } = await evidence()
  // 31 days fewer on 300.00 € at 12.15 %: 1 000.00 for 28 days and 700.00 for 31, instead of 1 000.00 for 59
  expect([claim.deductedCents, before.interestCents - claim.interestCents, claim.claimedCents]).toEqual([30_000, 1964 - 932 - 722, 75_000 + 8_000 + claim.interestCents])
})

it('carries every letter’s own file too, byte for byte the one of its hash', async () => {
  const { file } = await evidence()
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 })
  const document = await task.promise
  const names = [...(await document.getAttachments())!.keys()]
  const attached = await Promise.all(names.map(async (name) => (await document.getAttachmentContent(name))!))
  expect(attached.map((bytes) => createHash('sha256').update(bytes).digest('hex')).toSorted()).toEqual(letters.map(({ sha256 }) => sha256).toSorted())
  await task.destroy()
})

it('names in red, in the file and in the report, a letter that was altered or is missing: never in silence, never its bytes', async () => {
  appendFileSync(letters[0]!.path, '% changed')
  rmSync(letters[1]!.path)
  const { pieces, pages: count, file } = await evidence()
  expect(pieces.slice(5).map(({ state, page, pages }) => [state, page, pages])).toEqual([['altered', null, 0], ['missing', null, 0]])
  const pages = await readPdf(readFileSync(file))
  expect(pages).toHaveLength(count)
  const cover = pages[0]!.text.replace(/\n/g, ' ')
  expect(cover).toContain('PIÈCE ALTÉRÉE : le fichier n’est plus celui qui a été envoyé.')
  expect(cover).toContain('PIÈCE MANQUANTE : le fichier n’est plus à sa place.')
  expect(pages.map(({ text }) => text).join('\n')).not.toContain('Nos références')
  const whole = pages[pieces[3]!.page! - 1]!.text.replace(/\n/g, ' ')
  expect(whole).toContain('PIÈCE ALTÉRÉE')
})

it('an annulled letter is told as such, and a missing rate is said on the cover and in the report instead of an interest of nothing; the 40 € an invoice stay claimed', async () => {
  const runs = await api.reminders.runs({ from: 0 })
  await api.reminders.undoRun({ id: runs[0]!.id })
  const late = localDate('2027-03-31')
  const { pieces, file, claim, missingRates } = await api.accounts.writeEvidence({ customerId, asOf: late, claimsContested: false, outFolder: null })
  expect(pieces.map(({ title }) => title)).toContain('Relance niveau 3 du 31/03/2026 (génération annulée)')
  const claims = pieces.find(({ title }) => title.startsWith('Calcul'))!
  const pages = (await readPdf(readFileSync(file))).map(({ text }) => text.replace(/\s+/g, ' ').replaceAll('- ', '-'))
  for (const page of [pages[0]!, pages[claims.page! - 1]!]) expect(page).toContain('n’était pas connu pour 2026-S2, 2027-S1')
  expect(missingRates).toEqual({ halfYears: '2026-S2, 2027-S1', tableKey: 'legal.table.ecb' })
  expect([claim.interestCents, claim.indemnityCents, claim.claimedCents]).toEqual([0, 8_000, 113_000])
  expect(pages[0]).toContain('Total réclamé 1 130,00 €')
  expect(pages[claims.page! - 1]).toContain('2 factures (F1, F2) : 80,00 €')
})

it('is copied where it is asked for; cancelled, it leaves nothing', async () => {
  const outFolder = temporaryFolder()
  await evidence(outFolder)
  expect(readdirSync(outFolder)).toEqual(['Dossier de preuve A Alpha & Cie 2026-03-31.pdf'])
  const folder = join(open.folder, 'documents', 'evidence')
  const before = readdirSync(folder)
  const abort = new AbortController()
  await expect(api.accounts.writeEvidence({ customerId, asOf: today, claimsContested: false, outFolder: null }, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(folder)).toEqual(before)
  await expect(api.accounts.writeEvidence({ customerId, asOf: today, claimsContested: false, outFolder: join(outFolder, 'gone') })).rejects.toMatchObject({ code: 'reminder.out-folder' })
  expect(readdirSync(folder)).toEqual(before)
})
