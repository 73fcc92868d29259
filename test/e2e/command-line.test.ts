import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { electronBinary } from '../electron-double/launch.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

const repository = resolve(import.meta.dirname, '../..')

/** Runs the built program as a scheduled task would, and gives its standard output. */
function runProgram(...args: string[]): string {
  const electron = electronBinary()
  const [program, before] = electron === undefined ? [process.execPath, ['--no-warnings', '--import', join(repository, 'test/electron-double/register.ts'), join(repository, 'out/main/index.js')]] : [electron, [repository]]
  return execFileSync(program, [...before, '--cli', ...args], { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DOUBLE_USER_DATA: temporaryFolder() } })
}

it('the installed program works without a window: --cli creates a dossier, imports a ledger and calculates', () => {
  const folder = join(temporaryFolder(), 'dossier')
  const { asOf, ledger } = JSON.parse(readFileSync(join(repository, 'resources/sample/sample.json'), 'utf8')) as { asOf: string; ledger: string }
  runProgram('dossier', 'create', folder)
  runProgram('import', join(repository, 'resources/sample', ledger), '--dossier', folder)
  const result = JSON.parse(runProgram('calculate', '--dossier', folder, '--as-of', asOf, '--json')) as { count: number; totalCents: number; rows: { openCents: number }[] }
  expect(result.count).toBeGreaterThan(0)
  expect(result.rows.reduce((sum, { openCents }) => sum + openCents, 0)).toBe(result.totalCents)
})

it('ends with 2 on wrong usage', () => {
  expect(() => runProgram('calculer')).toThrow(expect.objectContaining({ status: 2 }))
})
