import { expect, it, vi } from 'vitest'
import { createDatabase, openDatabase } from '../../electron/db/database.ts'
import { inBulkTransaction } from '../../electron/imports/import-repository.ts'
import { allRows } from '../fixtures/dossier-file.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

it.each(['EPERM', 'SQLITE_BUSY', 'SQLITE_CANTOPEN', 'SQLITE_FULL'])('X-11 a ledger that is all there is no failed import because the log file cannot be made again (%s): the next opening makes it', (code) => {
  const folder = temporaryFolder()
  const sql = createDatabase(folder)
  const pragma = sql.pragma.bind(sql)
  const refused = vi.spyOn(sql, 'pragma').mockImplementation((source, options) => {
    if (source === 'journal_mode = WAL') throw Object.assign(new Error('held by another program'), { code })
    return pragma(source, options)
  })
  const addParameter = (): string => {
    sql.exec(`INSERT INTO parameter (name, value, updated_at) VALUES ('MAIL', 'a@b.example', 'x')`)
    return 'report'
  }
  expect(inBulkTransaction(sql, true, addParameter)).toBe('report')
  expect(refused).toHaveBeenCalledWith('journal_mode = WAL')
  expect(pragma('foreign_keys', { simple: true })).toBe(1)
  sql.close()
  const again = openDatabase(folder)
  expect(allRows(again, 'parameter')).toMatchObject([{ name: 'MAIL' }])
  expect(again.pragma('journal_mode', { simple: true })).toBe('wal')
  again.close()
})
