import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AssetField, guessAssetColumns } from '../../shared/assets/asset-list-rules.ts'
import { translate } from '../../shared/i18n/translate.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(join(root, 'docs/guide-utilisateur.md'), 'utf8')
const table = guide.slice(guide.indexOf('### Les colonnes d’une liste de biens')).split('\n').filter((line) => line.startsWith('| ')).slice(1)
const columns = table.slice(0, AssetField.options.length).map((line) => {
  const [, label = '', headers = ''] = line.split('|').map((cell) => cell.trim())
  return { label, headers: [...headers.matchAll(/`([^`]+)`/g)].map(([, header]) => header!) }
})

describe('the columns of a list of assets in the guide', () => {
  it('are all that a list can have, named as the screen names them', () => {
    expect(columns.map(({ label }) => label)).toEqual(AssetField.options.map((field) => translate('fr', `assets.column.${field}`)))
  })
  it.each(AssetField.options.map((field, place) => [field, columns[place]?.headers ?? []] as const))('%s is recognised by each of its headers', (field, headers) => {
    expect(headers.length).toBeGreaterThan(0)
    expect(headers.map((header) => guessAssetColumns([header])[0])).toEqual(headers.map(() => field))
  })
  it('are the headers of the example that is shipped', () => {
    const [headers = ''] = readFileSync(join(root, 'resources/sample/liste-de-parc.csv'), 'utf8').split('\n')
    expect(Object.keys(guessAssetColumns(headers.split(';')))).toHaveLength(headers.split(';').length)
  })
})
