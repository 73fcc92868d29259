import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeReport } from '../../electron/dashboard/dashboard-report.ts'
import { openDatabase } from '../../electron/db/database.ts'
import { localDate } from '../../shared/date.ts'
import { openOffice } from '../fixtures/office-fixture.ts'
import { PaperPress } from '../fixtures/paper-press.ts'

it('a dashboard whose document cannot be registered leaves no file, in the dossier or beside it', async () => {
  const asOf = localDate('2026-02-17')
  const outFolder = mkdtempSync(join(tmpdir(), 'relais-report-'))
  const office = await openOffice()
  const dashboard = await office.api.dashboard.summary({ asOf })
  await office.api.dossiers.close()
  const sql = openDatabase(office.folder)
  try {
    const press = new PaperPress()
    const addDocument = (): never => { throw new Error('disk full') }
    const report = { sql, folder: office.folder, company: () => ({ name: 'Société' }) as never, press: () => press, addDocument, dashboard, customers: () => [] }
    await expect(writeReport(report, { asOf, format: 'pdf', outFolder })).rejects.toThrow('disk full')
    const exports = join(office.folder, 'documents', 'exports')
    expect(existsSync(exports) ? readdirSync(exports) : []).toEqual([])
    expect(readdirSync(outFolder)).toEqual([])
  } finally {
    sql.close()
    await office.close()
  }
})
