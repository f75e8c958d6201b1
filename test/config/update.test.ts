import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, InvalidArgumentError, NeMoPlatformError } from 'nemo-platform'
import { type ConfigChanges, loadConfig, resolveConfig, updateConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configFile, loggedIn, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { rejection } from '../helpers/rejection.ts'

const SECOND_CONTEXT =
  '- {name: second, cluster: main-cluster, user: main-user, workspace: second-workspace}\n'

/** Changes a file and tells what is in it then. */
async function update(text: string, changes: ConfigChanges, contextName?: string) {
  const configPath = configFile(text)
  const result = await updateConfig(changes, { configPath, contextName, environment: {} })
  const { file } = loadConfig({ configPath, environment: {} })
  const context = file.contexts.find(({ name }) => name === result.contextName)
  return {
    configPath,
    result,
    file,
    text: readFileSync(configPath, 'utf8'),
    context,
    cluster: file.clusters.find(({ name }) => name === context?.cluster),
    user: file.users.find(({ name }) => name === context?.user),
  }
}

/** A new file with these changes. */
async function create(changes: ConfigChanges, contextName?: string) {
  const configPath = join(temporaryFolder(), 'nmp', 'config.yaml')
  const result = await updateConfig(changes, { configPath, contextName, environment: {} })
  return { configPath, result, text: readFileSync(configPath, 'utf8') }
}

describe('a setting of a context is stored', () => {
  test.each<[ConfigChanges, object]>([
    [{ workspace: 'w2' }, { workspace: 'w2' }],
    [{ default_model: 'm' }, { default_model: 'm' }],
    [{ fast_model: 'm' }, { fast_model: 'm' }],
    [{ output_format: 'csv' }, { preferences: { output_format: 'csv', timestamp_format: 'iso8601' } }],
    [{ timestamp_format: 'relative' }, { preferences: { timestamp_format: 'relative' } }],
    [{ truncate: false }, { preferences: { truncate: false } }],
    [{ color_output: false }, { preferences: { color_output: false } }],
  ])('%j', async (changes, expected) => {
    expect((await update(oneContext(), changes)).context).toMatchObject(expected)
  })

  test.each<[ConfigChanges, object]>([
    [{ base_url: 'https://new.example.com/api' }, { base_url: 'https://new.example.com/api' }],
    [{ certificate_authority: '/new/ca.pem' }, { certificate_authority: '/new/ca.pem' }],
  ])('in its cluster: %j', async (changes, expected) => {
    expect((await update(oneContext(), changes)).cluster).toMatchObject(expected)
  })

  test('with all others at once', async () => {
    const changes: ConfigChanges = {
      base_url: 'https://new.example.com/',
      workspace: 'w',
      default_model: 'd',
      fast_model: 'f',
      output_format: 'raw',
      timestamp_format: 'relative',
      truncate: false,
      color_output: false,
      access_token: 'a',
      refresh_token: 'r',
    }

    const { configPath } = await update(oneContext(), changes)

    expect(resolveConfig({ configPath, environment: {} })).toMatchObject({
      baseURL: 'https://new.example.com/',
      workspace: 'w',
      defaultModel: 'd',
      fastModel: 'f',
      credentials: { source: 'file' },
      preferences: {
        output_format: 'raw',
        timestamp_format: 'relative',
        truncate: false,
        color_output: false,
      },
    })
  })

  test('with a base URL in its normal form', async () => {
    const { text } = await update(oneContext(), { base_url: 'HTTPS://New.Example.COM' })

    expect(text).toContain('base_url: https://new.example.com/\n')
  })

  test('over an old value of another kind', async () => {
    const text = oneContext({ context: ['preferences: {truncate: "no"}', 'workspace:'] })

    const { context } = await update(text, { truncate: true, workspace: 'w' })

    expect(context).toMatchObject({ workspace: 'w', preferences: { truncate: true } })
  })

  test('while a key that is undefined leaves the old value alone', async () => {
    const text = oneContext({ context: ['workspace: old'] })

    expect((await update(text, { workspace: undefined, default_model: 'm' })).context).toMatchObject({
      workspace: 'old',
      default_model: 'm',
    })
  })
})

test('a certificate authority that is null is taken out', async () => {
  const text = oneContext({ cluster: ['certificate_authority: /old/ca.pem'] })

  expect((await update(text, { certificate_authority: null })).text).not.toContain('certificate_authority')
})

describe('the context that is changed', () => {
  const TWO = oneContext({ context: ['workspace: first'] }) + SECOND_CONTEXT

  test('is the current one of the file by default', async () => {
    const { result, file } = await update(TWO, { workspace: 'w2' })

    expect(result).toMatchObject({ contextName: 'main', created: false })
    expect(file.contexts.map(({ workspace }) => workspace)).toEqual(['w2', 'second-workspace'])
  })

  test('is the one that the argument names', async () => {
    const { file } = await update(TWO, { workspace: 'w2' }, 'second')

    expect(file.contexts.map(({ workspace }) => workspace)).toEqual(['first', 'w2'])
  })

  test('is the one that NMP_CURRENT_CONTEXT names', async () => {
    const configPath = configFile(TWO)

    await updateConfig({ workspace: 'w2' }, { configPath, environment: { NMP_CURRENT_CONTEXT: 'second' } })

    const { contexts } = loadConfig({ configPath, environment: {} }).file
    expect(contexts.map(({ workspace }) => workspace)).toEqual(['first', 'w2'])
  })

  test('is not made up where NMP_CURRENT_CONTEXT names an unknown one', async () => {
    const configPath = configFile(TWO)
    const environment = { NMP_CURRENT_CONTEXT: 'nope' }

    const error = await rejection(updateConfig({ workspace: 'w' }, { configPath, environment }), ConfigError)

    expect(error.message).toContain("Context 'nope' not found. Available contexts: main, second")
  })

  test('does not become the current one by that', async () => {
    expect((await update(TWO, { workspace: 'w2' }, 'second')).file.current_context).toBe('main')
  })
})

describe('a new context', () => {
  test('gets cluster and user of its own, and the workspace `default`', async () => {
    const { file, result } = await update(
      oneContext(),
      { base_url: 'https://third.example.com/api' },
      'third',
    )

    expect(result.created).toBe(true)
    expect(file.contexts).toHaveLength(2)
    expect(file.contexts[1]).toMatchObject({
      name: 'third',
      cluster: 'third-cluster',
      user: 'third-user',
      workspace: 'default',
    })
    expect(file.clusters[1]).toMatchObject({
      name: 'third-cluster',
      base_url: 'https://third.example.com/api',
    })
    expect(file.users[1]).toMatchObject({ name: 'third-user', type: 'no-auth' })
  })

  test('leaves the clusters of the others alone', async () => {
    const { file } = await update(oneContext(), { base_url: 'https://third.example.com/' }, 'third')

    expect(file.clusters[0]?.base_url).toBe('https://nmp.example.com/')
  })

  test('is logged in where a token is given', async () => {
    const changes = { base_url: 'https://third.example.com/', access_token: 'a', refresh_token: 'r' }

    expect((await update(oneContext(), changes, 'third')).user).toMatchObject({
      type: 'oauth',
      token: 'a',
      refresh_token: 'r',
    })
  })

  test('needs a URL', async () => {
    const configPath = configFile(oneContext())
    const write = updateConfig({ workspace: 'w' }, { configPath, contextName: 'x', environment: {} })

    const error = await rejection(write, ConfigError)

    expect(error.message).toContain("Cluster 'x-cluster' does not exist and no base_url provided")
    expect(readFileSync(configPath, 'utf8')).toBe(oneContext())
  })

  test('takes over a cluster of that name', async () => {
    const text = oneContext().replaceAll('main-cluster', 'x-cluster')

    const { file } = await update(text, { workspace: 'w' }, 'x')

    expect(file.clusters).toHaveLength(1)
    expect(file.contexts[1]).toMatchObject({ name: 'x', cluster: 'x-cluster' })
  })

  test('becomes current where none is', async () => {
    const text = oneContext().replace('current_context: main\n', '')

    expect((await update(text, { base_url: 'https://x.example.com' }, 'x')).file.current_context).toBe('x')
  })

  test('does not become current where another one is', async () => {
    const { file } = await update(oneContext(), { base_url: 'https://x.example.com' }, 'x')

    expect(file.current_context).toBe('main')
  })

  test.each(['x', 'ünïcode', 'a-b_c', '1'])('may be called %s', async (name) => {
    const { file } = await update(oneContext(), { base_url: 'https://x.example.com' }, name)

    expect(file.contexts[1]).toMatchObject({ name, cluster: `${name}-cluster`, user: `${name}-user` })
  })

  test.each(['a b', 'a/b', 'a.b', 'a:b', ''])(
    'is not called %j, as no cluster may be',
    async (contextName) => {
      const configPath = configFile(oneContext())
      const changes = { base_url: 'https://x.example.com' }

      await rejection(updateConfig(changes, { configPath, contextName, environment: {} }), NeMoPlatformError)

      expect(readFileSync(configPath, 'utf8')).toBe(oneContext())
    },
  )
})

describe('the current context', () => {
  const TWO = oneContext() + SECOND_CONTEXT

  test('becomes the one that the changes name', async () => {
    expect((await update(TWO, { current_context: 'second' })).file.current_context).toBe('second')
  })

  test('may become another one than that which is changed', async () => {
    const { file } = await update(TWO, { workspace: 'w2', current_context: 'second' }, 'main')

    expect(file.current_context).toBe('second')
    expect(file.contexts[0]?.workspace).toBe('w2')
  })

  test('may become the new context', async () => {
    const changes = { base_url: 'https://x.example.com', current_context: 'x' }

    expect((await update(TWO, changes, 'x')).file.current_context).toBe('x')
  })

  test('does not become one that is unknown', async () => {
    const configPath = configFile(TWO)

    const error = await rejection(
      updateConfig({ current_context: 'nope' }, { configPath, environment: {} }),
      Error,
    )

    expect(error.message).toContain("'nope'")
    expect(readFileSync(configPath, 'utf8')).toBe(TWO)
  })

  test('is needed to change a file that has contexts but no current one', async () => {
    const configPath = configFile(oneContext().replace('current_context: main\n', ''))

    const error = await rejection(
      updateConfig({ workspace: 'w' }, { configPath, environment: {} }),
      ConfigError,
    )

    expect(error.message).toContain("Cluster 'default-cluster' does not exist and no base_url provided")
  })
})

describe('a missing file', () => {
  test('is created as the Python tools would', async () => {
    const { text, result } = await create({ base_url: 'https://new.example.com' })

    expect(result).toMatchObject({ contextName: 'default', created: true })
    expect(text).toBe(`current_context: default
clusters:
- name: default-cluster
  base_url: https://new.example.com/
  metadata: {}
users:
- type: no-auth
  name: default-user
contexts:
- name: default
  cluster: default-cluster
  user: default-user
  workspace: default
  preferences:
    output_format: table
    timestamp_format: iso8601
    truncate: true
    color_output: true
  metadata: {}
telemetry_enabled: true
`)
  })

  test('is created with the context of the argument as the current one', async () => {
    const { configPath } = await create({ base_url: 'https://new.example.com', workspace: 'w' }, 'ci')

    expect(resolveConfig({ configPath, environment: {} })).toMatchObject({
      contextName: 'ci',
      workspace: 'w',
    })
  })

  test('is created with the context of NMP_CURRENT_CONTEXT', async () => {
    const configPath = join(temporaryFolder(), 'config.yaml')
    const environment = { NMP_CURRENT_CONTEXT: 'ci' }

    await updateConfig({ base_url: 'https://new.example.com' }, { configPath, environment })

    expect(resolveConfig({ configPath, environment: {} }).contextName).toBe('ci')
  })

  test('is created where NMP_CONFIG_FILE says, with its folders', async () => {
    const NMP_CONFIG_FILE = join(temporaryFolder(), 'a', 'b', 'config.yaml')

    const { path } = await updateConfig(
      { base_url: 'https://x.example.com' },
      { environment: { NMP_CONFIG_FILE } },
    )

    expect(path).toBe(NMP_CONFIG_FILE)
    expect(existsSync(NMP_CONFIG_FILE)).toBe(true)
  })

  test('is created in the home folder by default', async () => {
    const home = temporaryFolder()

    await updateConfig({ base_url: 'https://x.example.com' }, { environment: { HOME: home } })

    expect(existsSync(join(home, '.config', 'nhx', 'config.yaml'))).toBe(true)
  })

  test('is not created without a URL', async () => {
    const configPath = join(temporaryFolder(), 'config.yaml')

    await rejection(updateConfig({ access_token: 't' }, { configPath, environment: {} }), ConfigError)

    expect(existsSync(configPath)).toBe(false)
  })
})

describe('changes that make no sense are an InvalidArgumentError that names them', () => {
  test.each<[string, Record<string, unknown>]>([
    ['unknown', { unknown: 1 }],
    ['baseURL', { baseURL: 'https://x.example.com' }],
    ['base_url', { base_url: 'x.example.com' }],
    ['base_url', { base_url: 5 }],
    ['workspace', { workspace: 5 }],
    ['workspace', { workspace: null }],
    ['output_format', { output_format: 'code' }],
    ['timestamp_format', { timestamp_format: 'unix' }],
    ['truncate', { truncate: 'yes' }],
    ['access_token', { access_token: 5 }],
    ['refresh_token', { refresh_token: {} }],
    ['current_context', { current_context: '' }],
  ])('%s in %j', async (name, changes) => {
    const configPath = configFile(oneContext())

    const error = await rejection(
      updateConfig(changes as ConfigChanges, { configPath, environment: {} }),
      InvalidArgumentError,
    )

    expect(error.argument).toBe(name)
    expect(readFileSync(configPath, 'utf8')).toBe(oneContext())
  })
})

test('a broken file is not written over', async () => {
  const broken = 'clusters: [\n'
  const configPath = configFile(broken)

  await rejection(
    updateConfig({ base_url: 'https://x.example.com' }, { configPath, environment: {} }),
    ConfigError,
  )

  expect(readFileSync(configPath, 'utf8')).toBe(broken)
})

test('resolving and loading write nothing', () => {
  const configPath = configFile(oneContext({ user: ['type: api-key', 'api_key: old'] }))
  const before = readFileSync(configPath, 'utf8')

  resolveConfig({ configPath, environment: { NMP_WORKSPACE: 'w', NMP_ACCESS_TOKEN: 't' } })
  loadConfig({ configPath, environment: {} })

  expect(readFileSync(configPath, 'utf8')).toBe(before)
})

test('what the environment says is not written', async () => {
  const configPath = configFile(oneContext({ user: loggedIn() }))
  const environment = { NMP_ACCESS_TOKEN: 'env', NMP_BASE_URL: 'http://env', NMP_OUTPUT_FORMAT: 'raw' }

  await updateConfig({ workspace: 'w' }, { configPath, environment })

  expect(readFileSync(configPath, 'utf8')).not.toMatch(/env|raw/)
})
