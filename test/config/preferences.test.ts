import { loadConfig, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'

/** The preferences of a context with those lines under `preferences`. */
function preferencesOf(...lines: readonly string[]) {
  const context = lines.length === 0 ? [] : ['preferences:', ...lines.map((line) => `  ${line}`)]
  return resolveConfig({ configPath: configFile(oneContext({ context })), environment: {} }).preferences
}

describe('preferences', () => {
  test('have defaults', () => {
    expect(preferencesOf()).toEqual({
      output_format: 'table',
      timestamp_format: 'iso8601',
      truncate: true,
      color_output: true,
    })
  })

  test('have the same defaults where there is no config file', () => {
    expect(resolveConfig({ environment: { HOME: temporaryFolder() } }).preferences).toEqual(preferencesOf())
  })

  test('keep the defaults of what is not written', () => {
    expect(preferencesOf('output_format: json')).toEqual({ ...preferencesOf(), output_format: 'json' })
  })

  test.each(['table', 'json', 'yaml', 'markdown', 'csv', 'raw'])('may have the output format %s', (value) => {
    expect(preferencesOf(`output_format: ${value}`).output_format).toBe(value)
  })

  test.each(['iso8601', 'relative'])('may have the timestamp format %s', (value) => {
    expect(preferencesOf(`timestamp_format: ${value}`).timestamp_format).toBe(value)
  })
})

describe('a flag in the file', () => {
  test.each(['no', 'off', 'false', 'False', '0', "'no'", '"n"', '"f"', '"OFF"', '"0"', 'n', 'f'])(
    'is false as %s',
    (value) => {
      expect(preferencesOf(`truncate: ${value}`).truncate).toBe(false)
    },
  )

  test.each(['yes', 'on', 'true', 'True', '1', '0x1', "'yes'", '"y"', '"t"', '"ON"', '"1"', 'y', 't'])(
    'is true as %s',
    (value) => {
      expect(preferencesOf('color_output: false', `color_output: ${value}`).color_output).toBe(true)
    },
  )

  test.each(['2', '"2"', '""', '" true"', 'maybe', '[]', '', '~', '1.5', '2026-01-01'])(
    'is an error as %j',
    (value) => {
      const error = configErrorOf(() => preferencesOf(`truncate: ${value}`))

      expect(error.key).toBe('contexts[0].preferences.truncate')
      expect(error.message).toContain('true or false')
    },
  )
})

describe('a bad value is an error at its line that names what is possible', () => {
  test.each([
    ['output_format: code', /table, json, yaml, markdown, csv, raw/],
    ['output_format: JSON', /table, json, yaml, markdown, csv, raw/],
    ['output_format:', /table, json, yaml, markdown, csv, raw/],
    ['output_format: no', /table, json, yaml, markdown, csv, raw/],
    ['timestamp_format: unix', /iso8601, relative/],
  ])('%s', (line, expected) => {
    const error = configErrorOf(() => preferencesOf(line))

    expect(error).toMatchObject({ line: 12, key: `contexts[0].preferences.${line.split(':')[0]}` })
    expect(error.message).toMatch(expected)
  })
})

test('a null in place of the preferences is an error', () => {
  const configPath = configFile(oneContext({ context: ['preferences:'] }))

  expect(configErrorOf(() => loadConfig({ configPath, environment: {} })).key).toBe('contexts[0].preferences')
})

test.each([
  ['telemetry_enabled: false', false],
  ['telemetry_enabled: no', false],
  ['telemetry_enabled: true', true],
  ['plugins: {}', true],
])('`%s` reads as telemetry: %s', (line, expected) => {
  const configPath = configFile(oneContext({ top: [line] }))

  expect(loadConfig({ configPath, environment: {} }).file.telemetry_enabled).toBe(expected)
})

test.each(['telemetry_enabled:', 'telemetry_enabled: 2'])('`%s` is an error', (line) => {
  const configPath = configFile(oneContext({ top: [line] }))

  expect(configErrorOf(() => loadConfig({ configPath, environment: {} })).key).toBe('telemetry_enabled')
})
