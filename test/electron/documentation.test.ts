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

  it('leads to entries of the menu that are there', () => {
    const guide = readFileSync(join(root, 'docs/guide-utilisateur.md'), 'utf8')
    const wrong = Object.values(messages.fr.menu).flatMap((menu) => {
      const [title, ...entries] = Object.values<string>(menu).map((label) => label.replaceAll(/[&…]/g, ''))
      return [...guide.matchAll(new RegExp(`${title!} › ([^*»|,;.)…(]+)`, 'g'))].flatMap(([whole, path]) => (path!.trim().split(' › ').every((step) => entries.includes(step.trim())) ? [] : [whole]))
    })
    expect(wrong).toEqual([])
  })

  it('shows every picture it keeps', () => {
    const shown = new Set(pages.flatMap(targets))
    expect(readdirSync(join(root, 'docs/images')).filter((file) => !shown.has(join('docs/images', file)))).toEqual([])
  })
})
