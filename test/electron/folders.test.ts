import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../../electron/delivery/folders.ts'
import { temporaryFolder } from '../fixtures/office-fixture.ts'

it('makes every folder that is missing, and takes one that is there', () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c')
  makeFolder(folder)
  makeFolder(folder)
  expect(existsSync(folder)).toBe(true)
})

it.each([['in its place', 'lettre.txt', 'EEXIST'], ['above it', 'lettre.txt/x/y', 'ENOTDIR']])('a file %s is said', (_where, path, code) => {
  const place = temporaryFolder()
  writeFileSync(join(place, 'lettre.txt'), 'x')
  expect(() => { makeFolder(join(place, path)) }).toThrow(expect.objectContaining({ code }))
})

it.runIf(existsSync('/proc'))('a parent that refuses everything ends it at once', () => {
  expect(() => { makeFolder('/proc/x/y') }).toThrow(expect.objectContaining({ syscall: 'mkdir', path: '/proc/x' }))
})
