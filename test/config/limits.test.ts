/** Whatever a config file holds, reading it ends: its size, its aliases and its depth are bounded. */

import { resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, oneContext } from '../helpers/config-files.ts'

const failure = (text: string) => {
  const configPath = configFile(text)
  return configErrorOf(() => resolveConfig({ configPath, environment: {} }))
}

const aliases = (count: number) => `${oneContext({ top: ['anchors:'] })}${aliasLines(count)}`
const aliasLines = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    index % 50 === 0 ? `- &a${index} x\n` : `- *a${index - (index % 50)}\n`,
  ).join('')

describe('a config is refused, as too much of it,', () => {
  test.each([
    ['with 20 000 aliases', aliases(20_000), 'more than 1000 aliases'],
    [
      'with lists in lists',
      `${oneContext()}deep: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      'deeper than 64 levels',
    ],
    [
      'with lists in lists, a line each',
      `${oneContext()}deep:\n${' - '.repeat(2_000)}a\n`,
      'deeper than 64 levels',
    ],
    ['of more than a mebibyte', `${oneContext()}# ${'x'.repeat(1024 * 1024)}\n`, 'larger than 1024 KiB'],
  ])('%s', (_, text, problem) => {
    const error = failure(text)

    expect(error.problem).toContain(problem)
    expect(error.code).toBe('config/too-large')
  })
})

test('a config with some aliases is read', () => {
  const configPath = configFile(aliases(900))

  expect(resolveConfig({ configPath, environment: {} }).contextName).toBe('main')
})

test('an alias before its anchor is no alias', () => {
  expect(failure(`${oneContext()}a: *later\nb: &later x\n`)).toMatchObject({
    code: 'config/invalid-yaml',
    line: 11,
  })
})
