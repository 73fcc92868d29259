import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '../../shared/i18n/translate.ts'

const root = resolve(import.meta.dirname, '../..')
const pages = ['README.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => join('docs', file))]
/** Targets of links and pictures, without those to the web or within the page. */
const targets = (page: string): string[] => [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target]) => join(dirname(page), target!))

describe('the documentation', () => {
  it.each(pages)('%s links to files that are there', (page) => {
    expect(targets(page).filter((target) => !existsSync(join(root, target)))).toEqual([])
  })

  it.each(['guide-utilisateur.md', 'demonstration.md'])('%s leads to entries of the menu that are there', (page) => {
    const guide = readFileSync(join(root, 'docs', page), 'utf8')
    const wrong = Object.values(messages.fr.menu).flatMap((menu) => {
      const [title, ...entries] = Object.values<string>(menu).map((label) => label.replaceAll(/[&…]/g, ''))
      return [...guide.matchAll(new RegExp(`${title!} › ([^*»|,;.)…(]+)`, 'g'))].flatMap(([whole, path]) => (path!.trim().split(' › ').every((step) => entries.includes(step.trim())) ? [] : [whole]))
    })
    expect(wrong).toEqual([])
  })

  it('says of each row M-001 to M-120 once what to try in the demonstration', () => {
    const firstCells = readFileSync(join(root, 'docs/demonstration.md'), 'utf8').split('\n').flatMap((line) => /^\| (M-[^|]+) \|/.exec(line)?.[1] ?? [])
    const rows = firstCells.flatMap((cell) => cell.split(', ')).flatMap((part) => {
      const [first = 0, last = first] = [...part.matchAll(/\d+/g)].map(Number)
      return Array.from({ length: last - first + 1 }, (_row, index) => first + index)
    })
    expect(rows.sort((one, other) => one - other)).toEqual(Array.from({ length: 120 }, (_row, index) => index + 1))
  })

  it('shows every picture it keeps', () => {
    const shown = new Set(pages.flatMap(targets))
    expect(readdirSync(join(root, 'docs/images')).filter((file) => !shown.has(join('docs/images', file)))).toEqual([])
  })
})
