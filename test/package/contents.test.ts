/** What npm would pack of the built package while no repository is known, and once one is. */

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import {
  absoluteLinks,
  deadLinks,
  relativeLinks,
  unexpectedFiles,
} from '../../scripts/lib/package-contents.ts'
import { reachableDeclarations } from '../../scripts/lib/reachable-declarations.ts'
import { sourcesOf } from '../../scripts/lib/repository.ts'
import { temporaryFolder } from '../helpers/config-files.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const packed = filesOf(['--dry-run', '--ignore-scripts'], ROOT)

/** The paths that a packing reports. */
function filesOf(options: readonly string[], cwd: string): string[] {
  const output = execFileSync('npm', ['pack', '--json', ...options], { cwd, encoding: 'utf8' })
  const [report] = Object.values(JSON.parse(output)) as [{ files: { path: string }[] }]
  return report.files.map(({ path }) => path)
}

/** Where an entry point leads, under whatever conditions. */
function targetsOf(entry: string | object): string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(targetsOf)
}

describe('the package', () => {
  test('holds what is expected, and nothing else', () => {
    expect(unexpectedFiles(packed, { hasRepository: false })).toEqual([])
    expect(packed).toEqual(
      expect.arrayContaining([
        'README.md',
        'CHANGELOG.md',
        'LICENSE',
        'dist/sbom.cdx.json',
        'dist/THIRD-PARTY-LICENSES.txt',
        ...Object.values(manifest.bin),
        ...Object.values(manifest.exports).flatMap((entry) =>
          targetsOf(entry).map((path) => posix.normalize(path)),
        ),
      ]),
    )
  })

  test('leads no relative link of its Markdown files astray', () => {
    const texts = packed.filter((path) => path.endsWith('.md'))
    expect(relativeLinks(read('README.md'))).not.toEqual([])
    expect(
      texts.flatMap((path) => deadLinks(path, read(path), packed).map((link) => `${path}: ${link}`)),
    ).toEqual([])
  })

  test('has a source map for each file of code, and every declaration can be reached', () => {
    const code = packed.filter((path) => /^dist\/.*\.js$/.test(path))
    const withoutMap = code.filter((path) => !packed.includes(`${path}.map`))
    // What only hands on what others hold has nothing to map.
    const handsOn = /^(?:(?:im|ex)port [^\n]*\n*)+$/
    expect(withoutMap.filter((path) => !handsOn.test(read(path)))).toEqual([])
    const entries = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [] : [posix.normalize(entry.types)],
    )
    const declarations = packed.filter((path) => path.endsWith('.d.ts'))
    expect(declarations).toEqual([...reachableDeclarations(entries, read)].sort())
  })
})

test('source maps hold what they lead to: no tool looks for sources that are not part of the package', () => {
  const maps = packed.filter((path) => path.endsWith('.map'))
  const parsed = maps.map(
    (path) => JSON.parse(read(path)) as { sources: string[]; sourcesContent: unknown[] },
  )

  expect(maps).toContain('dist/client.js.map')
  for (const { sources, sourcesContent } of parsed) {
    // Deno takes the lines of a source that it does not find for lines of the built file.
    expect(sources.filter((source) => !/^nemo-platform:\/\/\/(?:src|node_modules)\//.test(source))).toEqual(
      [],
    )
    expect(sourcesContent.map((text) => typeof text)).toEqual(sources.map(() => 'string'))
  }
})

describe('links', () => {
  const markdown = '[a](docs/a.md#x) [b](https://b.test/c) [here](#here) [`c`](./test/c) text (d.md)'

  test('that are relative are found', () => {
    expect(relativeLinks(markdown)).toEqual(['docs/a.md', './test/c'])
  })

  test('to what is not packed are dead', () => {
    expect(
      deadLinks('docs/b.md', '[a](../README.md) [b](a.md) [c](../test/x) [d](gone.md)', [
        'README.md',
        'docs/a.md',
        'test/x/y.ts',
      ]),
    ).toEqual(['gone.md'])
  })

  test('are made absolute, and others left alone', () => {
    expect(absoluteLinks(markdown, 'https://host.test/blob/v1/')).toBe(
      '[a](https://host.test/blob/v1/docs/a.md#x) [b](https://b.test/c) [here](#here) [`c`](https://host.test/blob/v1/test/c) text (d.md)',
    )
  })
})

test.each([
  ['git+https://github.com/some/thing.git', 'https://github.com/some/thing/blob/v1.2.3/'],
  [
    'https://gitlab.example.com/some/group/thing',
    'https://gitlab.example.com/some/group/thing/-/blob/v1.2.3/',
  ],
])('the sources of %s are at %s', (url, base) => {
  expect(sourcesOf({ url }, '1.2.3')).toBe(base)
})

test('a host whose pages nobody knows is no repository to link to', () => {
  expect(() => sourcesOf('https://code.example.com/thing', '1.0.0')).toThrow('code.example.com')
})

describe('packing with a repository', () => {
  test("leads README's links there, leaves the reading matter at home, and restores the files", () => {
    const folder = temporaryFolder()
    const repository = { type: 'git', url: 'git+https://github.com/some/thing.git' }
    const scripts = { prepack: manifest.scripts.prepack, postpack: manifest.scripts.postpack }
    const original = JSON.stringify({ ...manifest, repository, scripts })
    for (const path of ['scripts', 'README.md', 'CHANGELOG.md', 'docs', 'dist/index.js'])
      cpSync(join(ROOT, path), join(folder, path), { recursive: true })
    writeFileSync(join(folder, 'package.json'), original)
    mkdirSync(join(folder, 'out'))

    const paths = filesOf(['--pack-destination', 'out'], folder)
    execFileSync('tar', ['-xzf', `nemo-platform-${manifest.version}.tgz`], { cwd: join(folder, 'out') })
    const readme = readFileSync(join(folder, 'out/package/README.md'), 'utf8')

    expect(relativeLinks(readme)).toEqual([])
    expect(readme).toContain(`(https://github.com/some/thing/blob/v${manifest.version}/docs/config.md)`)
    expect(unexpectedFiles(paths, { hasRepository: true })).toEqual([])
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(read('README.md'))
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(original)
  })
})
