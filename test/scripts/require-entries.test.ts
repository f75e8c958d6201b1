import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { requireEntries } from '../../scripts/lib/require-entries.ts'

/** An entry point whose `require()` leads to a file. */
function entry(file: string, target: string) {
  return { default: target, node: { 'module-sync': { require: file } } }
}

describe('what require() gets', () => {
  test('hands on what import gets', () => {
    const files = requireEntries({
      '.': entry('./dist/require/index', './dist/index.js'),
      './plugins/a': entry('./dist/require/plugins/a/index', './dist/plugins/a/index.js'),
    })

    expect(Object.fromEntries(files)).toEqual({
      'dist/require/index': "export * from '../index.js'\n",
      'dist/require/plugins/a/index': "export * from '../../../plugins/a/index.js'\n",
    })
  })

  test('is what Node imports, where others import something else or nothing', () => {
    const { node } = entry('./dist/require/a', '')
    const files = requireEntries({
      './a': { default: './dist/web.js', node: { ...node, default: './dist/node.js' } },
      './b': { node: { 'module-sync': { require: './dist/require/b' }, default: './dist/b.js' } },
    })

    expect([...files.values()]).toEqual(["export * from '../node.js'\n", "export * from '../b.js'\n"])
  })

  test('is nothing of its own for a file as it is', () => {
    expect(requireEntries({ './package.json': './package.json' })).toEqual(new Map())
  })

  test('has no extension', () => {
    expect(() => requireEntries({ '.': entry('./dist/require/index.js', './dist/index.js') })).toThrow(
      'has an extension',
    )
  })

  test('is there for each entry point of the package', () => {
    const names = Object.keys(manifest.exports).filter((name) => name !== './package.json')
    expect(names).toContain('./testing')
    expect(requireEntries(manifest.exports).size).toBe(names.length)
  })
})
