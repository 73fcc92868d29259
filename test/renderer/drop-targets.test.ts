import { describe, expect, it } from 'vitest'
import { dropTargets } from '../../renderer/drop-targets.ts'

const park = { screen: 'asset-import', extensions: ['csv', 'xlsx'] }
const screens = [
  { name: 'imports', meta: { drops: ['csv', 'xlsx', 'txt'] } }, { name: 'einvoices', meta: { drops: ['pdf', 'xml'] } }, { name: 'meter-answers', meta: { drops: ['pdf', 'xlsx'] } },
  { name: 'assets', meta: { dropsInFront: park } }, { name: 'asset-import', meta: { dropsInFront: park } }, { name: 'customers', meta: {} },
] as unknown as Parameters<typeof dropTargets>[0]

describe('files dropped on the window', () => {
  it.each([
    ['go to the one screen that reads them', 'customers', ['a.xml', 'B.XML'], ['einvoices']],
    ['are asked about when two screens can read them', 'customers', ['a.pdf'], ['einvoices', 'meter-answers']],
    ['go to the screen in front when it reads them', 'meter-answers', ['a.pdf'], ['meter-answers']],
    ['are a list of the park before « Gérer les biens », never one of customers', 'assets', ['parc.csv'], ['asset-import']],
    ['and before the import of the park', 'asset-import', ['parc.xlsx'], ['asset-import']],
    ['are a list to import anywhere else', 'customers', ['parc.csv'], ['imports']],
    ['go where they are read when the screen in front does not', 'assets', ['a.xml'], ['einvoices']],
    ['that nobody reads go to « Imports », which says so', 'customers', ['a.exe'], ['imports']],
    ['of different kinds go to « Imports »', 'assets', ['a.csv', 'a.exe'], ['imports']],
  ])('%s', (_case, inFront, paths, expected) => {
    expect(dropTargets(screens, inFront, paths)).toEqual(expected)
  })
})
