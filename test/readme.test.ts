/** What the README shows is true: its code stands in the examples, its links and commands lead somewhere. */

import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const readme = read('README.md')
const documents = [
  ...[
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'bench/README.md',
    'examples/README.md',
  ],
  ...globSync('docs/**/*.md', { cwd: root, exclude: ['docs/api/**'] }),
]

const withoutIndentation = (code: string) => code.replace(/^ +/gm, '')
const examples = globSync('examples/*.ts', { cwd: root }).map((name) => withoutIndentation(read(name)))
const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)

test('the README shows code', () => {
  expect(blocks.length).toBeGreaterThan(4)
})

test.each(blocks)('this code stands in an example, as it is: %s', (code) => {
  expect(examples.some((example) => example.includes(withoutIndentation(code)))).toBe(true)
})

describe.each(documents)('%s', (document) => {
  const folder = new URL(document, root)

  test('links to what is there', () => {
    const links = [...read(document).matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
    const dead = links.filter((target) => !/^https?:/.test(target) && !existsSync(new URL(target, folder)))

    expect(dead).toEqual([])
  })

  test('links to headings that there are', () => {
    const links = [...read(document).matchAll(/\]\(([^):#]*)#([^)]+)\)/g)]
    const dead = links.filter(([, target = '', heading = '']) => {
      const text = readFileSync(target === '' ? folder : new URL(target, folder), 'utf8')
      return !headingsOf(text).includes(heading)
    })

    expect(dead.map(([link]) => link)).toEqual([])
  })

  test('names scripts that there are', () => {
    const named = [...read(document).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)

    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
  })
})

/** How GitHub and the site name the headings of a document. */
function headingsOf(text: string): string[] {
  const titles = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title)
  return titles.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
