import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { localDate } from '../../shared/date.ts'
import { backupDatabase } from '../../electron/db/backup.ts'
import { createDatabase, DATABASE_FILE } from '../../electron/db/database.ts'
import { company, openOffice, temporaryFolder } from '../fixtures/office-fixture.ts'
import { customerWithInvoices, paymentOf } from '../fixtures/receivable-fixture.ts'

/** Changes a closed dossier behind the program's back, as a failing disk or another program would. */
function tamper(folder: string, statement: string): void {
  const sql = new BetterSqlite3(join(folder, DATABASE_FILE))
  sql.pragma('foreign_keys = OFF')
  sql.exec(statement)
  sql.close()
}

it('a backup is a whole dossier: reopened elsewhere it holds the same customers, invoices and payments', async () => {
  const { api, close } = await openOffice()
  const { customerId, dueDateIds } = await customerWithInvoices(api, 'C1', [['2026-01-31', 10_000]])
  await api.receivables.savePayment(paymentOf(customerId, 4_000, [[dueDateIds[0]!, 4_000]]))
  const { file } = await api.dossiers.backup()
  expect(readdirSync(join(file, '..'))).toHaveLength(1)
  const restored = join(temporaryFolder(), 'restored')
  mkdirSync(restored)
  copyFileSync(file, join(restored, DATABASE_FILE))
  expect((await api.dossiers.open({ folder: restored })).company).toEqual(company)
  expect(await api.receivables.invoicesOf({ customerId, onlyOpen: true })).toMatchObject([{ openCents: 6_000 }])
  expect(await api.dossiers.check()).toEqual({ ok: true, problems: [], invoices: 1, dueDates: 1, payments: 1, register: { length: 0, seal: '' } })
  await close()
})

it('a copy that does not check out never gets the name of a backup', () => {
  const folder = temporaryFolder()
  const sql = createDatabase(folder)
  sql.pragma('foreign_keys = OFF')
  sql.exec(`INSERT INTO address VALUES (99, 'main', '', '', '', '', '', 'FR')`)
  expect(() => backupDatabase(sql, join(folder, 'copy.sqlite'))).toThrow('not sound')
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([])
  sql.close()
})

it('a backup that cannot be written says where and leaves nothing', async () => {
  const { api, folder, close } = await openOffice()
  // a file where the folder should be
  rmSync(join(folder, 'backups'), { recursive: true })
  writeFileSync(join(folder, 'backups'), '')
  await expect(api.dossiers.backup()).rejects.toMatchObject({ code: 'dossier.backup-failed' })
  await close()
})

it.each([
  ['an open amount that its payments contradict', `UPDATE due_date SET open_cents = 9999`, 'Facture « C1-1 », échéance du 31/01/2026'],
  ['an unallocated amount that its allocations contradict', `UPDATE payment SET unallocated_cents = 1`, 'Règlement du 01/06/2026, client « C1 »'],
  ['a reference to nothing', `DELETE FROM organisation`, 'renvoie à une ligne de organisation'],
])('the check finds %s', async (_case, statement, expected) => {
  const { api, folder, close } = await openOffice()
  const { customerId, dueDateIds } = await customerWithInvoices(api, 'C1', [['2026-01-31', 10_000]])
  await api.receivables.savePayment(paymentOf(customerId, 4_000, [[dueDateIds[0]!, 4_000]]))
  await api.dossiers.close()
  tamper(folder, statement)
  await api.dossiers.open({ folder })
  const report = await api.dossiers.check()
  expect(report.ok).toBe(false)
  expect(report.problems.join('\n').replaceAll('\u00a0', ' ')).toContain(expected)
  await close()
})

it('the check finds documents that disappeared or changed', async () => {
  const { api, folder, close } = await openOffice()
  await api.dossiers.close()
  const sha256 = createHash('sha256').update('lettre').digest('hex')
  for (const name of ['kept', 'lost', 'changed']) tamper(folder, `INSERT INTO document (kind, title, file, sha256, created_at) VALUES ('export', '', 'documents/${name}.pdf', '${sha256}', '2026-01-01T00:00:00.000Z')`)
  writeFileSync(join(folder, 'documents/kept.pdf'), 'lettre')
  writeFileSync(join(folder, 'documents/changed.pdf'), 'Lettre')
  await api.dossiers.open({ folder })
  expect((await api.dossiers.check()).problems.map((problem) => problem.replaceAll('\u00a0', ' '))).toEqual([
    'Document « documents/lost.pdf » : le fichier a disparu', 'Document « documents/changed.pdf » : le fichier n’est plus celui que Relais a écrit',
  ])
  await close()
})

it('a dossier is neither made nor opened in a synchronised folder', async () => {
  const { api, close } = await openOffice()
  const folder = join(temporaryFolder(), 'OneDrive - Cabinet', 'dossier')
  await expect(api.dossiers.create({ folder, company })).rejects.toMatchObject({ code: 'dossier.synchronised-folder', details: { service: 'OneDrive' } })
  await expect(api.dossiers.open({ folder })).rejects.toMatchObject({ code: 'dossier.synchronised-folder' })
  expect(existsSync(folder)).toBe(false)
  await close()
})

it('a company with a wrong number is refused, named by field and reason, and the former one stays', async () => {
  const { api, folder, close } = await openOffice()
  const wrong = { ...company, iban: 'FR7630006000011234567890188' }
  expect(await api.dossiers.checkCompany(wrong)).toEqual([{ field: 'iban', reason: 'iban' }])
  await expect(api.dossiers.saveCompany(wrong)).rejects.toMatchObject({ code: 'company.invalid', details: { field: 'iban', reason: 'iban' } })
  const elsewhere = join(temporaryFolder(), 'other')
  await expect(api.dossiers.create({ folder: elsewhere, company: wrong })).rejects.toMatchObject({ code: 'company.invalid' })
  expect(existsSync(elsewhere)).toBe(false)
  expect(await api.dossiers.current()).toMatchObject({ folder, company })
  await close()
})

it('a saved company is tidied, and renames the recent dossier', async () => {
  const { api, close } = await openOffice()
  await api.dossiers.saveCompany({ ...company, name: 'Comptoirs SAS', siren: '732 829 320', iban: 'FR76 3000 6000 0112 3456 7890 189' })
  expect((await api.dossiers.current())?.company).toMatchObject({ name: 'Comptoirs SAS', siren: '732829320', iban: company.iban })
  expect(await api.dossiers.recent()).toMatchObject([{ name: 'Comptoirs SAS' }])
  await close()
})

it('the 13th backup of a day of work lets the first one go', async () => {
  const { api, folder, close } = await openOffice()
  const names: string[] = []
  for (let index = 0; index < 14; index++) names.push((await api.dossiers.backup()).file)
  expect(new Set(names).size).toBe(14)
  const left = readdirSync(join(folder, 'backups')).sort()
  expect(left.map((name) => join(folder, 'backups', name))).toEqual(names.slice(2))
  expect(readFileSync(names.at(-1)!).subarray(0, 15).toString()).toBe('SQLite format 3')
  await close()
})

it.each(['../secret.pdf', 'documents/../../secret.pdf', 'documents\\..\\..\\secret.pdf', '/etc/passwd', 'C:/Windows/secret.pdf', 'documents/secret.pdf:stream.pdf', 'documents/secret.exe', 'documents', 'relais.sqlite'])(
  'a tampered document path %s leads nowhere: not read, not located, named by the check', async (file) => {
    const { api, folder, close } = await openOffice()
    await api.dossiers.close()
    writeFileSync(join(folder, '..', 'secret.pdf'), 'secret')
    const sha256 = createHash('sha256').update('secret').digest('hex')
    tamper(folder, `INSERT INTO document (kind, title, file, sha256, created_at) VALUES ('export', '', '${file}', '${sha256}', '2026-01-01T00:00:00.000Z')`)
    await api.dossiers.open({ folder })
    for (const call of [api.documents.read({ id: 1 }), api.documents.get({ id: 1 }), api.documents.locate({ id: 1 })]) await expect(call).rejects.toMatchObject({ code: 'document.outside' })
    expect((await api.dossiers.check()).problems.map((problem) => problem.replaceAll('\u00a0', ' '))).toEqual([`Document « ${file} » : ce chemin n’est pas celui d’un fichier du dossier « documents »`])
    await close()
  })

it.each([['changed', 'document.altered'], ['lost', 'document.missing']])('a document that was %s since it was written is not given to a viewer or a printer', async (what, code) => {
  const { api, close } = await openOffice()
  await customerWithInvoices(api, 'C1', [['2026-01-31', 10_000]])
  const { documentId, file } = await api.reminders.exportRows({ ids: Int32Array.of(1), asOf: localDate('2026-06-01'), outFolder: null })
  expect(await api.documents.locate({ id: documentId })).toEqual({ path: file })
  if (what === 'lost') rmSync(file)
  else writeFileSync(file, 'autre chose')
  await expect(api.documents.locate({ id: documentId })).rejects.toMatchObject({ code })
  await close()
})
