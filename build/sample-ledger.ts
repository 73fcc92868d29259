/**
 * Makes resources/sample: a trading company that does not exist, its customers and three fiscal years of its books.
 * The same run gives the same bytes: `npm run sample`, then commit what changed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { addDays, daysBetween, endOfMonth, localDate, type LocalDate } from '../shared/date.ts'
import type { Company } from '../shared/dossiers/dossier-contract.ts'
import { cents, roundToCents, type Cents } from '../shared/money.ts'
import { dueOn, parsePaymentTerm } from '../shared/receivables/payment-term-rules.ts'
import { companySiren, sampleCustomers, vatNumberOf, type SampleCustomer } from './sample-customers.ts'

const folder = resolve(import.meta.dirname, '../resources/sample')
const opening = localDate('2023-11-01')
const closing = localDate('2026-10-31')
const asOf = localDate('2026-11-20')
const ledgerName = `${companySiren}FEC${closing.replaceAll('-', '')}.txt`

/** Mulberry32: small, seeded, good enough for a story. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const random = randomFrom(20_261_120)
const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))

interface Line { account: string; accountName: string; customer?: SampleCustomer; label: string; debit: Cents; credit: Cents; letter?: { code: string; on: LocalDate } }
interface Entry { journal: 'AN' | 'VE' | 'BQ' | 'AC'; on: LocalDate; piece: string; pieceOn: LocalDate; lines: Line[] }

const journals = { AN: 'À nouveaux', VE: 'Ventes', BQ: 'Banque', AC: 'Achats' }
const entries: Entry[] = []
const zero = cents(0)

const customerLine = (customer: SampleCustomer, label: string, debit: Cents, credit: Cents): Line => ({ account: '411000', accountName: 'Clients', customer, label, debit, credit })

/** Enters a sale (or, negative, a credit note) and returns its line on the customer's account. */
function sell(customer: SampleCustomer, on: LocalDate, piece: string, net: Cents, label: string): Line {
  const vat = roundToCents(net * 0.2)
  const isCredit = net < 0
  const gross = cents(Math.abs(net + vat))
  const side = (amount: number): [Cents, Cents] => (isCredit ? [cents(Math.abs(amount)), zero] : [zero, cents(amount)])
  const line = isCredit ? customerLine(customer, label, zero, gross) : customerLine(customer, label, gross, zero)
  const [netDebit, netCredit] = side(net)
  const [vatDebit, vatCredit] = side(vat)
  entries.push({ journal: 'VE', on, piece, pieceOn: on, lines: [
    line, { account: '707100', accountName: 'Ventes de matériel de fournil', label, debit: netDebit, credit: netCredit }, { account: '445710', accountName: 'TVA collectée 20 %', label, debit: vatDebit, credit: vatCredit },
  ] })
  return line
}

/** Enters money received and returns its line on the customer's account. */
function receive(customer: SampleCustomer, on: LocalDate, piece: string, amount: Cents, label: string): Line {
  const line = customerLine(customer, label, zero, amount)
  entries.push({ journal: 'BQ', on, piece, pieceOn: on, lines: [{ account: '512000', accountName: 'Banque du Confluent', label, debit: amount, credit: zero }, line] })
  return line
}

const letterCounts = new Map<string, number>()

/** Letters lines together: AA, AB, … for each customer, as bookkeeping programs do. */
function letter(customer: SampleCustomer, lines: Line[], on: LocalDate): void {
  const count = letterCounts.get(customer.code) ?? 0
  letterCounts.set(customer.code, count + 1)
  const code = String.fromCharCode(65 + Math.floor(count / 26)) + String.fromCharCode(65 + (count % 26))
  for (const line of lines) line.letter = { code, on }
}

const invoiceNumbers = new Map<string, number>()
function nextNumber(prefix: string, on: LocalDate): string {
  const series = `${prefix}${on.slice(2, 4)}`
  const number = (invoiceNumbers.get(series) ?? 0) + 1
  invoiceNumbers.set(series, number)
  return `${series}-${String(number).padStart(4, '0')}`
}

/** Something that happens on a day. */
interface Happening { on: LocalDate; happen(): void }

/** The ordinary sales of the three years. */
function planSales(): Happening[] {
  const days = daysBetween(opening, closing) + 1
  return sampleCustomers.flatMap((customer) => {
    const count = Math.round(customer.profile === 'particulier' ? 3 : customer.habit.invoicesPerYear * 3 * (0.7 + random() * 0.6))
    return Array.from({ length: count }, () => {
      const on = addDays(opening, between(0, days - 1))
      return { on, happen: () => tell(customer, on) }
    })
  })
}

const goods = ['Pétrin spirale 40 kg', 'Four à sole 3 étages', 'Chambre de pousse', 'Façonneuse', 'Diviseuse 20 parts', 'Laminoir de table', 'Batteur-mélangeur 20 l', 'Grilles et plaques 400 × 600', 'Échelles inox', 'Bannetons et couches de lin', 'Contrat d’entretien du four', 'Pièces détachées', 'Moules et cercles', 'Vitrine réfrigérée']
const priceOf = (): Cents => cents(random() < 0.12 ? between(350_000, 1_400_000) : random() < 0.5 ? between(18_000, 90_000) : between(90_000, 320_000))

/** One sale and what becomes of it: paid in time, late, in part, with a credit note, or not before the books end. */
function tell(customer: SampleCustomer, on: LocalDate): void {
  const number = nextNumber('FA', on)
  const thing = goods[between(0, goods.length - 1)]!
  const sale = sell(customer, on, number, priceOf(), `Facture ${number} ${thing}`)
  const due = dueOn(on, parsePaymentTerm(customer.term)!)
  const paidOn = addDays(due, between(...customer.habit.delay))
  const settled = [sale]
  let left = sale.debit
  if (random() < 0.05) {
    const noteOn = addDays(on, between(5, 25))
    if (noteOn <= closing) {
      const note = sell(customer, noteOn, nextNumber('AV', noteOn), cents(-Math.round(sale.debit / 1.2 * (random() < 0.3 ? 1 : 0.15))), `Avoir sur ${number}`)
      // the odd cent that rounding leaves between an invoice and its credit note stays on the invoice's side
      note.credit = cents(Math.min(note.credit, left))
      entries.at(-1)!.lines[2]!.debit = cents(note.credit - entries.at(-1)!.lines[1]!.debit)
      if (left === note.credit) { letter(customer, [...settled, note], noteOn); return }
      if (paidOn > closing) return
      settled.push(note)
      left = cents(left - note.credit)
    }
  }
  if (random() < 0.06) {
    // an instalment: on the invoice's piece and without lettering, for as long as the rest is due
    const firstOn = addDays(due, between(1, 20))
    if (firstOn <= closing) {
      const part = cents(Math.round(left * 0.4))
      const first = receive(customer, firstOn, number, part, `Acompte sur ${number}`)
      if (paidOn > closing || random() < 0.25) return
      settled.push(first)
      left = cents(left - part)
    }
  }
  if (paidOn > closing) return
  if (customer.habit.delay[0] > 40 && on > '2026-03-01' && random() < 0.5) return
  settled.push(receive(customer, paidOn > on ? paidOn : addDays(on, 1), `VIR${paidOn.replaceAll('-', '').slice(2)}`, left, `${random() < 0.7 ? 'Virement' : 'Chèque'} ${customer.name.slice(0, 24)}`))
  letter(customer, settled, paidOn > on ? paidOn : addDays(on, 1))
}

/** What was open when the first year began: invoice by invoice, and for one customer in a lump. */
function openBooks(): void {
  const lines: Line[] = [{ account: '512000', accountName: 'Banque du Confluent', label: 'À nouveau', debit: cents(8_412_735), credit: zero }]
  for (const [index, customer] of sampleCustomers.filter((_, position) => position % 6 === 2).entries()) {
    const isLump = index === 3
    const number = `FA23-9${String(index + 1).padStart(3, '0')}`
    const amount = cents(between(24_000, 310_000))
    const line = customerLine(customer, isLump ? 'Solde à nouveau' : `À nouveau ${number}`, amount, zero)
    entries.push({ journal: 'AN', on: opening, piece: isLump ? 'RAN' : number, pieceOn: isLump ? opening : addDays(opening, -between(15, 70)), lines: [line, { account: '890000', accountName: 'Bilan d’ouverture', label: line.label, debit: zero, credit: amount }] })
    const paidOn = addDays(opening, between(6, 80))
    letter(customer, [line, receive(customer, paidOn, `VIR${paidOn.replaceAll('-', '').slice(2)}`, amount, `Virement ${customer.name.slice(0, 24)}`)], paidOn)
  }
  lines.push({ account: '890000', accountName: 'Bilan d’ouverture', label: 'À nouveau', debit: zero, credit: cents(8_412_735) })
  entries.push({ journal: 'AN', on: opening, piece: 'RAN', pieceOn: opening, lines })
}

/** The cases an accountant meets once in a while, each on purpose. */
function planOddities(): Happening[] {
  const named = (part: string): SampleCustomer => sampleCustomers.find(({ name }) => name.includes(part))!
  const onDay = (day: string, happen: (on: LocalDate) => void): Happening => ({ on: localDate(day), happen: () => happen(localDate(day)) })
  return [
    // lettered although 10 euros are missing
    onDay('2026-05-12', (on) => {
      const customer = named('Célestines')
      const paidOn = addDays(on, 51)
      const sale = sell(customer, on, nextNumber('FA', on), cents(104_350), 'Facture lettrée à tort')
      letter(customer, [sale, receive(customer, paidOn, 'VIR260702', cents(sale.debit - 1_000), 'Virement Confiserie des Célestines')], paidOn)
    }),
    onDay('2024-09-17', (on) => { sell(named('Bouchon d’Octave'), on, nextNumber('FA', on), cents(468_000), 'Facture four à sole – litige sur la livraison') }),
    // money that nobody has matched
    onDay('2026-10-14', (on) => { receive(named('Grand Hôtel de la Dombes'), on, 'VIR261014', cents(75_000), 'Virement sans référence') }),
    onDay('2026-10-06', (on) => { receive(named('Odile Brissaud'), on, 'CHQ0412', cents(15_000), 'Acompte sur commande') }),
    // a credit note not used yet
    onDay('2026-10-21', (on) => { sell(named('Pétrissac'), on, nextNumber('AV', on), cents(-22_500), 'Avoir reprise de bannetons') }),
  ]
}

/** Purchases and rent, so that the file is more than its customers. */
function spend(): void {
  for (let day = endOfMonth(opening); day <= closing; day = endOfMonth(addDays(day, 1))) {
    for (const [account, accountName, label, net] of [['607100', 'Achats de matériel', 'Facture Métal-Four Industries', between(900_000, 2_400_000)], ['613200', 'Loyers', 'Loyer entrepôt de Gerland', 285_000]] as const) {
      const amount = cents(net)
      const vat = roundToCents(amount * 0.2)
      entries.push({ journal: 'AC', on: day, piece: `F${day.slice(2, 7).replace('-', '')}${account}`, pieceOn: day, lines: [
        { account, accountName, label, debit: amount, credit: zero }, { account: '445660', accountName: 'TVA déductible 20 %', label, debit: vat, credit: zero }, { account: '401000', accountName: 'Fournisseurs', label, debit: zero, credit: cents(amount + vat) },
      ] })
    }
  }
}

const compactDate = (date: LocalDate): string => date.replaceAll('-', '')
const amountText = (value: number): string => `${Math.floor(value / 100)},${String(value % 100).padStart(2, '0')}`
const order: Entry['journal'][] = ['AN', 'VE', 'BQ', 'AC']

function ledgerText(): string {
  const headers = ['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit', 'EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise']
  const sorted = entries.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : order.indexOf(a.journal) - order.indexOf(b.journal)))
  const rows = sorted.flatMap(({ journal, on, piece, pieceOn, lines }, index) => lines.map(({ account, accountName, customer, label, debit, credit, letter: lettering }) => [
    journal, journals[journal], String(index + 1), compactDate(on), account, accountName, customer?.code ?? '', customer?.name ?? '', piece, compactDate(pieceOn), label,
    amountText(debit), amountText(credit), lettering?.code ?? '', lettering ? compactDate(lettering.on) : '', compactDate(endOfMonth(on)), '', '',
  ]))
  return [headers, ...rows].map((row) => `${row.join('\t')}\r\n`).join('')
}

function customersText(): string {
  const headers = ['Code client', 'Raison sociale', 'Forme juridique', 'Adresse 1', 'Adresse 2', 'Code postal', 'Ville', 'Téléphone', 'Mobile', 'E-mail', 'SIREN', 'N° TVA', 'Conditions de paiement', 'Profil', 'Commercial', 'Famille', 'Niveau de relance client', 'Note']
  const rows = sampleCustomers.map((customer) => [customer.code, customer.name, customer.legalForm, customer.line1, customer.line2, customer.postcode, customer.city, customer.phone, customer.mobile, customer.email, customer.siren,
    customer.vatNumber, customer.term, customer.profile, customer.salesRep, customer.family, String(customer.reminderLevel), customer.note])
  return `\ufeff${[headers, ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`
}

/** An ear of wheat on a terracotta square: shapes only, so that no font changes it. */
function drawLogo(): string {
  const canvas = createCanvas(160, 160)
  const context = canvas.getContext('2d')
  context.fillStyle = '#a8492b'
  context.beginPath()
  context.roundRect(0, 0, 160, 160, 28)
  context.fill()
  context.strokeStyle = '#fff4dd'
  context.fillStyle = '#fff4dd'
  context.lineWidth = 7
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(80, 142)
  context.lineTo(80, 34)
  context.stroke()
  for (const [x, y, angle] of [[80, 26, 0], [62, 50, -0.6], [98, 50, 0.6], [60, 76, -0.6], [100, 76, 0.6], [60, 102, -0.6], [100, 102, 0.6]] as const) {
    context.beginPath()
    context.ellipse(x, y, 9, 18, angle, 0, Math.PI * 2)
    context.fill()
  }
  return `data:image/png;base64,${canvas.toBuffer('image/png').toString('base64')}`
}

const company: Company = {
  name: 'Fournil Équipement du Confluent', legalForm: 'SAS', capitalCents: cents(8_000_000), address: { line1: '48 rue de Gerland', line2: '', line3: '', postcode: '69007', city: 'Lyon', countryCode: 'FR' },
  siren: companySiren, siret: '', registration: 'RCS Lyon', vatNumber: vatNumberOf(companySiren), phone: '04 65 71 20 20', email: 'comptabilite@fournil-confluent.example', website: 'www.fournil-confluent.example',
  iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP', signatoryName: 'Mathilde Perrachon', signatoryTitle: 'Responsable de la comptabilité clients', defaultPaymentTerm: parsePaymentTerm('30 jours fin de mois')!, logo: drawLogo(),
}

openBooks()
for (const { happen } of [...planOddities(), ...planSales()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) happen()
spend()
mkdirSync(folder, { recursive: true })
writeFileSync(resolve(folder, ledgerName), ledgerText())
writeFileSync(resolve(folder, 'clients.csv'), customersText())
writeFileSync(resolve(folder, 'company.json'), `${JSON.stringify(company, null, 2)}\n`)
writeFileSync(resolve(folder, 'sample.json'), `${JSON.stringify({ asOf, customers: 'clients.csv', ledger: ledgerName }, null, 2)}\n`)
