import { type ResolveOptions, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'

const TWO_CONTEXTS = `
current_context: prod
clusters:
- name: staging-cluster
  base_url: https://staging.example.com/base/
- name: prod-cluster
  base_url: https://prod.example.com/
users:
- type: no-auth
  name: staging-user
- type: oauth
  name: prod-user
  token: prod-token
  refresh_token: prod-refresh
contexts:
- name: staging
  cluster: staging-cluster
  user: staging-user
  workspace: playground
  preferences:
    output_format: json
- name: prod
  cluster: prod-cluster
  user: prod-user
  workspace: ml-team
`

const NO_CURRENT_CONTEXT = TWO_CONTEXTS.replace('current_context: prod\n', '')

/** Resolves a config of that text, with no environment but the given one. */
function resolveText(text: string, options: ResolveOptions = {}) {
  return resolveConfig({ environment: {}, ...options, configPath: configFile(text) })
}

/** The access token in use; undefined for none. */
function tokenOf({ credentials }: ReturnType<typeof resolveConfig>): string | undefined {
  return 'tokens' in credentials ? credentials.tokens.accessToken : undefined
}

describe('the context', () => {
  test('is the current one of the file, with cluster, workspace and user of its own', () => {
    const config = resolveText(TWO_CONTEXTS)

    expect(config).toMatchObject({
      contextName: 'prod',
      baseURL: 'https://prod.example.com/',
      workspace: 'ml-team',
      credentials: { source: 'file' },
    })
    expect(tokenOf(config)).toBe('prod-token')
  })

  test('brings the refresh token of its user', () => {
    const { credentials } = resolveText(TWO_CONTEXTS)

    expect('tokens' in credentials && credentials.tokens.refreshToken).toBe('prod-refresh')
  })

  test('is the one that the argument names', () => {
    expect(resolveText(TWO_CONTEXTS, { contextName: 'staging' })).toMatchObject({
      contextName: 'staging',
      baseURL: 'https://staging.example.com/base/',
      workspace: 'playground',
      preferences: { output_format: 'json' },
      credentials: { source: 'none' },
    })
  })

  test('is the one that NMP_CURRENT_CONTEXT names', () => {
    const config = resolveText(TWO_CONTEXTS, { environment: { NMP_CURRENT_CONTEXT: 'staging' } })

    expect(config.contextName).toBe('staging')
  })

  test('is the one of the argument rather than of NMP_CURRENT_CONTEXT', () => {
    const environment = { NMP_CURRENT_CONTEXT: 'staging' }

    expect(resolveText(TWO_CONTEXTS, { contextName: 'prod', environment }).contextName).toBe('prod')
  })

  test('may share cluster and user with another one', () => {
    const second = '- name: second\n  cluster: prod-cluster\n  user: prod-user\n  workspace: other\n'

    const config = resolveText(TWO_CONTEXTS + second, { contextName: 'second' })

    expect(config).toMatchObject({ baseURL: 'https://prod.example.com/', workspace: 'other' })
    expect(tokenOf(config)).toBe('prod-token')
  })
})

describe('an unknown context', () => {
  test('in the argument is an error that lists the known ones', () => {
    const error = configErrorOf(() => resolveText(TWO_CONTEXTS, { contextName: 'nope' }))

    expect(error.message).toContain("Context 'nope' not found. Available contexts: staging, prod")
  })

  test('in NMP_CURRENT_CONTEXT is an error that lists the known ones', () => {
    const environment = { NMP_CURRENT_CONTEXT: 'nope' }

    const error = configErrorOf(() => resolveText(TWO_CONTEXTS, { environment }))

    expect(error.message).toContain("Context 'nope' not found. Available contexts: staging, prod")
  })

  test('in the argument is an error also where there is no config file', () => {
    const options = { contextName: 'x', environment: { HOME: temporaryFolder() } }

    expect(configErrorOf(() => resolveConfig(options)).message).toContain(
      "Context 'x' not found. Available contexts: (none)",
    )
  })

  test('as the current one of the file is an error that names it, its key and its line', () => {
    const error = configErrorOf(() => resolveText(oneContext().replace('context: main', 'context: gone')))

    expect(error).toMatchObject({ key: 'current_context', line: 1 })
    expect(error.message).toContain("Current context 'gone' does not exist")
  })

  test('as the current one is an error even while another context is asked for', () => {
    const text = TWO_CONTEXTS.replace('current_context: prod', 'current_context: gone')

    expect(configErrorOf(() => resolveText(text, { contextName: 'prod' })).message).toContain("'gone'")
  })
})

describe('a file without current context', () => {
  test('is an error that lists its contexts', () => {
    expect(configErrorOf(() => resolveText(NO_CURRENT_CONTEXT)).message).toContain(
      "Context 'None' not found. Available contexts: staging, prod",
    )
  })

  test('is helped by NMP_CURRENT_CONTEXT', () => {
    const environment = { NMP_CURRENT_CONTEXT: 'prod' }

    expect(resolveText(NO_CURRENT_CONTEXT, { environment }).workspace).toBe('ml-team')
  })

  test('is helped by the argument', () => {
    expect(resolveText(NO_CURRENT_CONTEXT, { contextName: 'prod' }).workspace).toBe('ml-team')
  })
})

describe('a file without contexts', () => {
  const NO_CONTEXTS = `
clusters:
- name: default-cluster
  base_url: https://unused.example.com/
  certificate_authority: /etc/ssl/default.pem
- name: ci-cluster
  base_url: https://unused.example.com/
users:
- {type: oauth, name: default-user, token: default-token}
- {type: oauth, name: ci-user, token: ci-token}
`

  test('is the context `default` on the local platform, with the cluster and user of that name', () => {
    const config = resolveText(NO_CONTEXTS)

    expect(config).toMatchObject({
      contextName: 'default',
      baseURL: 'http://localhost:8080/',
      workspace: 'default',
      certificateAuthority: '/etc/ssl/default.pem',
    })
    expect(tokenOf(config)).toBe('default-token')
  })

  test('is the context of NMP_CURRENT_CONTEXT, with the user of that name', () => {
    const config = resolveText(NO_CONTEXTS, { environment: { NMP_CURRENT_CONTEXT: 'ci' } })

    expect(config).toMatchObject({ contextName: 'ci', certificateAuthority: undefined })
    expect(tokenOf(config)).toBe('ci-token')
  })

  test('lends nobody a user of another name', () => {
    const config = resolveText(NO_CONTEXTS, { environment: { NMP_CURRENT_CONTEXT: 'other' } })

    expect(config).toMatchObject({ contextName: 'other', credentials: { source: 'none' } })
  })

  test('has the URL that argument or environment name', () => {
    const environment = { NMP_BASE_URL: 'http://from-environment.example.com' }

    expect(resolveText(NO_CONTEXTS, { environment }).baseURL).toBe('http://from-environment.example.com/')
  })
})

describe('the workspace of a context', () => {
  test.each([
    ['is `default` where the context names none', [], 'default'],
    ['is `default` where the context has a null', ['workspace:'], 'default'],
    ['stays empty where the context has an empty one', ["workspace: ''"], ''],
    ['is the one that the context names', ['workspace: ml-team'], 'ml-team'],
  ])('%s', (_, context, expected) => {
    expect(resolveText(oneContext({ context })).workspace).toBe(expected)
  })
})

describe('models', () => {
  test('are those of the context', () => {
    const context = ['default_model: some/model', 'fast_model: some/small']

    expect(resolveText(oneContext({ context }))).toMatchObject({
      defaultModel: 'some/model',
      fastModel: 'some/small',
    })
  })

  test('fall back from the small one to the default one', () => {
    expect(resolveText(oneContext({ context: ['default_model: some/model'] })).fastModel).toBe('some/model')
  })

  test('do not fall back from the default one to the small one', () => {
    expect(resolveText(oneContext({ context: ['fast_model: m'] })).defaultModel).toBeUndefined()
  })

  test('are undefined where nothing names them', () => {
    expect(resolveText(oneContext())).toMatchObject({ defaultModel: undefined, fastModel: undefined })
  })
})

test('the certificate authority is that of the cluster', () => {
  const text = oneContext({ cluster: ['certificate_authority: /etc/ssl/ca.pem'] })

  expect(resolveText(text).certificateAuthority).toBe('/etc/ssl/ca.pem')
})

test('unknown keys are allowed at every level', () => {
  const unknown = ['plugins: {a: 1}']
  const text = oneContext({ top: unknown, cluster: unknown, user: unknown, context: unknown })

  expect(resolveText(text).contextName).toBe('main')
})

test('the file of `nemo setup` and of a telemetry opt-out is read', () => {
  const text = oneContext({ top: ['local_services:', '  data_dir: /srv/nemo', 'telemetry_enabled: false'] })

  expect(resolveText(text).baseURL).toBe('https://nmp.example.com/')
})
