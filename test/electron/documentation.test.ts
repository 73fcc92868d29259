import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const pages = ['README.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => join('docs', file))]
/** Targets of links and pictures, without those to the web or within the page. */
const targets = (page: string): string[] => [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target]) => join(dirname(page), target!))

describe('the documentation', () => {
  it.each(pages)('%s links to files that are there', (page) => {
    expect(targets(page).filter((target) => !existsSync(join(root, target)))).toEqual([])
  })

  it('shows every picture it keeps', () => {
    const shown = new Set(pages.flatMap(targets))
    expect(readdirSync(join(root, 'docs/images')).filter((file) => !shown.has(join('docs/images', file)))).toEqual([])
  })
})
