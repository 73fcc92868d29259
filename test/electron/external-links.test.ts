import { expect, it } from 'vitest'
import { isExternalLink } from '../../electron/window/external-links.ts'

it.each(['mailto:compta@client.example', 'mailto:a.b+c@sous.domaine.example', 'tel:+33472000000', 'tel:0472000000'])('%s may go to the system', (url) => {
  expect(isExternalLink(url)).toBe(true)
})

it.each([
  'https://example.com/', 'http://localhost/', 'file:///C:/Windows/System32/calc.exe', 'javascript:alert(1)', 'smb://server/share', 'ms-msdt:/id', 'search-ms:query=x', 'MAILTO:a@b.example\nfile:///x',
  'mailto:a@b.example?bcc=spy@example.com', 'mailto:a@b.example,c@d.example', 'mailto:', 'mailto:@b.example', 'tel:', 'tel:+33;ext=1', 'tel:12', ` mailto:a@b.example`, 'mailto:a@b.example%0Acc:x',
])('%s may not', (url) => {
  expect(isExternalLink(url)).toBe(false)
})
