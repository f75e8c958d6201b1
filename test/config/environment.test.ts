import { type Environment, type ResolveOptions, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, loggedIn, oneContext, temporaryFolder } from '../helpers/config-files.ts'

/** A file that says something about every setting. */
const FULL = oneContext({
  cluster: ['certificate_authority: /file/ca.pem'],
  user: loggedIn('file-token', 'file-refresh'),
  context: [
    'workspace: file-workspace',
    'default_model: file/model',
    'fast_model: file/small',
    'preferences:',
    '  output_format: yaml',
    '  timestamp_format: relative',
    '  truncate: false',
    '  color_output: false',
  ],
})

function resolveFull(environment: Environment, options: ResolveOptions = {}) {
  return resolveConfig({ ...options, configPath: configFile(FULL), environment })
}

/** Where the token comes from, and what it is. */
function credentialsOf({ credentials }: ReturnType<typeof resolveConfig>) {
  if (!('tokens' in credentials)) return { source: credentials.source }
  const { accessToken, refreshToken } = credentials.tokens
  return { source: credentials.source, accessToken, refreshToken }
}

describe('a variable wins over the file', () => {
  test.each([
    ['NMP_BASE_URL', 'http://other.example.com:81', { baseURL: 'http://other.example.com:81/' }],
    ['NEMO_PLATFORM_BASE_URL', 'http://sdk.example.com', { baseURL: 'http://sdk.example.com/' }],
    ['NMP_WORKSPACE', 'w9', { workspace: 'w9' }],
    ['NMP_CERTIFICATE_AUTHORITY', '/env/ca.pem', { certificateAuthority: '/env/ca.pem' }],
    ['NEMO_DEFAULT_MODEL', 'm1', { defaultModel: 'm1', fastModel: 'file/small' }],
    ['NEMO_FAST_MODEL', 'm2', { defaultModel: 'file/model', fastModel: 'm2' }],
    ['NMP_OUTPUT_FORMAT', 'csv', { preferences: { output_format: 'csv', timestamp_format: 'relative' } }],
    ['NMP_TIMESTAMP_FORMAT', 'iso8601', { preferences: { timestamp_format: 'iso8601' } }],
    ['NMP_TRUNCATE', 'true', { preferences: { truncate: true, color_output: false } }],
    ['NMP_COLOR_OUTPUT', 'true', { preferences: { truncate: false, color_output: true } }],
  ])('%s=%s', (name, value, expected) => {
    expect(resolveFull({ [name]: value })).toMatchObject({ contextName: 'main', ...expected })
  })

  test('NMP_ACCESS_TOKEN, without any refresh token', () => {
    expect(credentialsOf(resolveFull({ NMP_ACCESS_TOKEN: 'env-token' }))).toEqual({
      source: 'environment',
      accessToken: 'env-token',
      refreshToken: undefined,
    })
  })

  test('NMP_WORKLOAD_IDENTITY_TOKEN_FILE, with a token yet to come', () => {
    expect(resolveFull({ NMP_WORKLOAD_IDENTITY_TOKEN_FILE: '/run/token' }).credentials).toEqual({
      source: 'workload-identity',
      tokenFile: '/run/token',
      variable: 'NMP_WORKLOAD_IDENTITY_TOKEN_FILE',
    })
  })

  test('together with all others', () => {
    const environment = {
      NMP_BASE_URL: 'http://all.example.com',
      NMP_WORKSPACE: 'all',
      NMP_OUTPUT_FORMAT: 'raw',
      NMP_TIMESTAMP_FORMAT: 'iso8601',
      NEMO_DEFAULT_MODEL: 'all/model',
    }

    expect(resolveFull(environment)).toMatchObject({
      baseURL: 'http://all.example.com/',
      workspace: 'all',
      defaultModel: 'all/model',
      preferences: { output_format: 'raw', timestamp_format: 'iso8601', truncate: false },
    })
  })
})

describe('an empty variable counts as not set', () => {
  test.each([
    'NMP_CURRENT_CONTEXT',
    'NMP_BASE_URL',
    'NEMO_PLATFORM_BASE_URL',
    'NMP_CERTIFICATE_AUTHORITY',
    'NMP_WORKSPACE',
    'NMP_ACCESS_TOKEN',
    'NMP_WORKLOAD_IDENTITY_TOKEN_FILE',
    'NMP_OUTPUT_FORMAT',
    'NMP_TIMESTAMP_FORMAT',
    'NMP_TRUNCATE',
    'NMP_COLOR_OUTPUT',
    'NEMO_DEFAULT_MODEL',
    'NEMO_FAST_MODEL',
  ])('%s', (name) => {
    expect(resolveFull({ [name]: '' })).toMatchObject({
      contextName: 'main',
      baseURL: 'https://nmp.example.com/',
      workspace: 'file-workspace',
      certificateAuthority: '/file/ca.pem',
      credentials: { source: 'file' },
      defaultModel: 'file/model',
      fastModel: 'file/small',
      preferences: {
        output_format: 'yaml',
        timestamp_format: 'relative',
        truncate: false,
        color_output: false,
      },
    })
  })
})

describe('a variable of former releases is not read', () => {
  test.each(['NEMO_WORKLOAD_TOKEN', 'NEMO_WORKLOAD_TOKEN_FILE', 'NMP_API_KEY'])('%s', (name) => {
    expect(credentialsOf(resolveFull({ [name]: 'old' }))).toEqual({
      source: 'file',
      accessToken: 'file-token',
      refreshToken: 'file-refresh',
    })
  })

  test('NMP_API_KEY, also where there is no file', () => {
    const environment = { NMP_API_KEY: 'old', HOME: temporaryFolder() }

    expect(resolveConfig({ environment }).credentials).toEqual({ source: 'none' })
  })
})

describe('the base URL is taken from', () => {
  test('the argument before all variables', () => {
    const environment = { NEMO_PLATFORM_BASE_URL: 'http://sdk', NMP_BASE_URL: 'http://env' }

    expect(resolveFull(environment, { baseURL: 'http://arg.example.com/p' }).baseURL).toBe(
      'http://arg.example.com/p',
    )
  })

  test('NEMO_PLATFORM_BASE_URL before NMP_BASE_URL', () => {
    const environment = { NEMO_PLATFORM_BASE_URL: 'http://sdk', NMP_BASE_URL: 'http://env' }

    expect(resolveFull(environment).baseURL).toBe('http://sdk/')
  })

  test('NMP_BASE_URL where NEMO_PLATFORM_BASE_URL is empty', () => {
    expect(resolveFull({ NEMO_PLATFORM_BASE_URL: '', NMP_BASE_URL: 'http://env' }).baseURL).toBe(
      'http://env/',
    )
  })
})

describe('the workspace is taken from', () => {
  test('the argument before NMP_WORKSPACE', () => {
    expect(resolveFull({ NMP_WORKSPACE: 'env' }, { workspace: 'arg' }).workspace).toBe('arg')
  })

  test('the argument before the file', () => {
    expect(resolveFull({}, { workspace: 'arg' }).workspace).toBe('arg')
  })
})

describe('the token is taken from', () => {
  const ALL = { NMP_ACCESS_TOKEN: 'env-token', NMP_WORKLOAD_IDENTITY_TOKEN_FILE: '/run/token' }

  test('the argument before everything else', () => {
    expect(credentialsOf(resolveFull(ALL, { accessToken: 'arg-token' }))).toEqual({
      source: 'argument',
      accessToken: 'arg-token',
      refreshToken: undefined,
    })
  })

  test('NMP_ACCESS_TOKEN before workload identity and file', () => {
    expect(credentialsOf(resolveFull(ALL)).source).toBe('environment')
  })
})

test('each setting is taken from the highest source that has it', () => {
  const environment = { NMP_WORKSPACE: 'env', NMP_OUTPUT_FORMAT: 'json' }

  expect(resolveFull(environment, { workspace: 'arg' })).toMatchObject({
    workspace: 'arg',
    preferences: { output_format: 'json', timestamp_format: 'relative' },
    baseURL: 'https://nmp.example.com/',
  })
})

test('the environment alone makes a context', () => {
  const environment = {
    HOME: temporaryFolder(),
    NMP_CURRENT_CONTEXT: 'ci',
    NMP_BASE_URL: 'http://only.example.com',
    NMP_ACCESS_TOKEN: 'env-token',
    NMP_WORKSPACE: 'w1',
    NMP_OUTPUT_FORMAT: 'json',
  }

  const config = resolveConfig({ environment })

  expect(config).toMatchObject({
    contextName: 'ci',
    baseURL: 'http://only.example.com/',
    workspace: 'w1',
    preferences: { output_format: 'json' },
  })
  expect(credentialsOf(config)).toEqual({
    source: 'environment',
    accessToken: 'env-token',
    refreshToken: undefined,
  })
})

describe('a boolean variable', () => {
  const yes = ['1', 'true', 'yes', 'y', 't', 'on', 'TRUE', 'Yes', 'Y', 'T', 'On', 'oN']
  const no = ['0', 'false', 'no', 'n', 'f', 'off', 'FALSE', 'No', 'N', 'F', 'Off', 'oFF']

  test.each(yes)('is true as %s', (value) => {
    expect(resolveFull({ NMP_TRUNCATE: value }).preferences.truncate).toBe(true)
  })

  test.each(no)('is false as %s', (value) => {
    const text = FULL.replace('color_output: false', 'color_output: true')
    const configPath = configFile(text)

    const { preferences } = resolveConfig({ configPath, environment: { NMP_COLOR_OUTPUT: value } })

    expect(preferences.color_output).toBe(false)
  })

  test.each(['2', 'maybe', 'yess', ' true', '01', '+1', '1.0', 'null'])('is an error as %j', (value) => {
    const error = configErrorOf(() => resolveFull({ NMP_TRUNCATE: value }))

    expect(error.message).toContain('NMP_TRUNCATE')
  })
})

describe('a bad variable is an error that names it and what it may be', () => {
  test.each([
    ['NMP_OUTPUT_FORMAT', 'code', /table, json, yaml, markdown, csv, raw/],
    ['NMP_OUTPUT_FORMAT', 'JSON', /json/],
    ['NMP_TIMESTAMP_FORMAT', 'rfc3339', /iso8601, relative/],
    ['NMP_COLOR_OUTPUT', 'sometimes', /true\/false/],
    ['NMP_BASE_URL', 'nmp.example.com', /https:\/\//],
    ['NEMO_PLATFORM_BASE_URL', 'nmp.example.com', /https:\/\//],
  ])('%s=%s', (name, value, expected) => {
    const error = configErrorOf(() => resolveFull({ [name]: value }))

    expect(error.key).toBe(name)
    expect(error.message).toMatch(expected)
    expect(error.remedies).not.toHaveLength(0)
  })
})
