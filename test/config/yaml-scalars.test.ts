import { loadConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, oneContext } from '../helpers/config-files.ts'

/** What a scalar reads as, wherever anything may stand. */
function readScalar(scalar: string): unknown {
  const configPath = configFile(oneContext({ context: ['metadata:', `  key: ${scalar}`] }))
  return loadConfig({ configPath, environment: {} }).file.contexts[0]?.metadata['key']
}

/** What a scalar reads as where text is wanted. */
function textOf(scalar: string): unknown {
  const configPath = configFile(oneContext({ context: [`workspace: ${scalar}`] }))
  return loadConfig({ configPath, environment: {} }).file.contexts[0]?.workspace
}

describe('a boolean of YAML 1.1', () => {
  test.each(['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'])('is %s', (scalar) => {
    expect(readScalar(scalar)).toBe(true)
  })

  test.each(['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'])('is %s', (scalar) => {
    expect(readScalar(scalar)).toBe(false)
  })

  test.each(['y', 'Y', 'n', 'N', 'nO', 'yEs', 'oN', 'tRUE', 'fALSE', 't', 'f'])('is not %s', (scalar) => {
    expect(readScalar(scalar)).toBe(scalar)
  })
})

describe('a number of YAML 1.1', () => {
  test.each([
    ['0', 0],
    ['-0', -0],
    ['+1', 1],
    ['-17', -17],
    ['0777', 511],
    ['017', 15],
    ['-012', -10],
    ['0x1F', 31],
    ['-0x1f', -31],
    ['0b101', 5],
    ['1_000', 1000],
    ['0_7', 7],
    ['1_', 1],
    ['12:30', 750],
    ['12:30:45', 45045],
    ['190:20:30', 685230],
    ['1:0', 60],
    ['1.5', 1.5],
    ['1.', 1],
    ['.5', 0.5],
    ['-1.5', -1.5],
    ['1.5e+3', 1500],
    ['1.e+3', 1000],
    ['1_0.5', 10.5],
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['+.Inf', Number.POSITIVE_INFINITY],
    ['.nan', Number.NaN],
  ])('is %s, which means %d', (scalar, expected) => {
    expect(readScalar(scalar)).toBe(expected)
  })

  test.each([
    '1e3',
    '1e+3',
    '1.5e3',
    '0o17',
    '0o8',
    '08',
    '019',
    '0X1F',
    '0b2',
    '_1',
    '-.5',
    '+.5',
    '1:60',
    '0:0',
    '00:00',
    '01:10',
    '+.nan',
    'NaN',
    'inf',
    'Infinity',
    '.iNF',
    '1.2.3',
    '+',
    '.',
    '1e400',
    '0x',
    '0x1G',
  ])('is not %s', (scalar) => {
    expect(readScalar(scalar)).toBe(scalar)
  })
})

describe('a date of YAML 1.1', () => {
  test.each([
    '2026-01-01',
    '2026-01-01T10:00:00Z',
    '2026-1-1 1:00:00',
    '2026-01-01t10:00:00.5-05:00',
    '2026-01-01 10:00:00 +1',
  ])('is %s', (scalar) => {
    expect(readScalar(scalar)).toBeInstanceOf(Date)
  })

  test.each(['2026-1-1', '2026-01', '2026-01-01T', '2026-01-01T10:00', '26-01-01'])('is not %s', (scalar) => {
    expect(readScalar(scalar)).toBe(scalar)
  })
})

describe('nothing', () => {
  test.each(['~', 'null', 'Null', 'NULL', '', '# comment'])('is %j', (scalar) => {
    expect(readScalar(scalar)).toBeNull()
  })

  test.each(['nULL', 'None', 'nil', '~~'])('is not %s', (scalar) => {
    expect(readScalar(scalar)).toBe(scalar)
  })
})

describe('a text that is wanted', () => {
  test.each([
    'no',
    'yes',
    'on',
    'off',
    '0777',
    '12:30:45',
    '2026-01-01',
    '0x1F',
    '1_000',
    '.inf',
    '-0',
    '+1',
    '1.5',
  ])('is not %s without quotes', (scalar) => {
    const error = configErrorOf(() => textOf(scalar))

    expect(error).toMatchObject({ line: 11, key: 'contexts[0].workspace' })
    expect(error.message).toContain(scalar)
    expect(error.message).toMatch(/quotes/)
  })

  test.each([
    'no',
    'yes',
    '0777',
    '12:30:45',
    '2026-01-01',
    '~',
    'null',
    '=',
    '0x_',
    '-0b_',
    '<<',
    '0x1F',
    '',
    '.inf',
    '-0',
    '+1',
  ])('is %j in single quotes', (text) => {
    expect(textOf(`'${text}'`)).toBe(text)
  })

  test.each([
    'no',
    'yes',
    '0777',
    '12:30:45',
    '2026-01-01',
    '~',
    'null',
    '=',
    '<<',
    '0x1F',
    '',
    '.inf',
    '-0',
    '+1',
  ])('is %j in double quotes', (text) => {
    expect(textOf(`"${text}"`)).toBe(text)
  })

  test.each([
    '1e3',
    '0o17',
    'y',
    'N',
    '08',
    '1.2.3',
    'a:b',
    'a#b',
    '-a',
    '?a',
    ':a',
    '=x',
    'a b',
    'ünïcode',
    '日本',
    '😀',
  ])('is %s without quotes', (text) => {
    expect(textOf(text)).toBe(text)
  })

  test.each([
    ['!!str 5', '5'],
    ['!!str no', 'no'],
    ['!!str', ''],
    ["'it''s'", "it's"],
    ['"\\u00fc\\x41\\n\\t"', 'üA\n\t'],
    ['"a\\\n    b"', 'ab'],
    ['a # comment', 'a'],
    ['"a" # comment', 'a'],
    ['a\n    b', 'a b'],
    ['a\n\n    b', 'a\nb'],
    ["'a\n\n    b'", 'a\nb'],
    ['|\n    a\n     b\n', 'a\n b\n'],
    ['>\n    a\n    b\n', 'a b\n'],
    ['>-\n    a\n    b\n', 'a b'],
    ['|-\n    a\n', 'a'],
    ['|+\n    a\n', 'a\n\n'],
  ])('is %j read as %j', (scalar, expected) => {
    expect(textOf(scalar)).toBe(expected)
  })

  test.each(['!!int 5', '!!bool yes', '!local a', '!!python/none', '[a]', '{a: b}'])(
    'is not %s',
    (scalar) => {
      expect(configErrorOf(() => textOf(scalar)).message).toContain('config.yaml')
    },
  )

  test.each([
    '=',
    '<<',
    '*missing',
    '&',
    '@a',
    '`a',
    '%a',
    ',a',
    ']',
    '}',
    '"a',
    "'a",
    '- a',
    'a: b',
    '? a',
    '"a"b',
    '|x',
    '"\\q"',
  ])('is not %s, which YAML does not allow', (scalar) => {
    expect(configErrorOf(() => textOf(scalar)).path).toMatch(/config\.yaml$/)
  })
})
