import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ClientOptions, ConfigError, InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configErrorOf, configFile, loggedIn, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { type LocalServer, sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

let home: string

beforeEach(() => {
  home = isolateEnvironment()
})

/** A config on that platform, with a logged-in user and a second context. */
function contexts(baseURL: string): string {
  const second = `- name: other\n  cluster: main-cluster\n  user: other-user\n  workspace: other-workspace\n`
  const users = `- {type: oauth, name: other-user, token: other-token}\ncontexts:`
  const main = oneContext({ user: loggedIn('main-token'), context: ['workspace: main-workspace'] })
  return main.replace('https://nmp.example.com/', baseURL).replace('contexts:', users) + second
}

/** Puts a config where clients look by default. */
function atHome(text: string): string {
  const folder = join(home, '.config', 'nmp')
  mkdirSync(folder, { recursive: true })
  return configFile(text, folder)
}

/** A platform that has authentication on, says yes to all else, and counts. */
async function platform(): Promise<LocalServer> {
  return serve((request, response) => {
    if (request.url === '/apis/auth/discovery') return sendJson(response, { auth_enabled: true, oidc: null })
    return sendJson(response, { data: [], pagination: {} })
  })
}

/** What the one call that is not discovery carried. */
async function authorizationOf(server: LocalServer, options: ClientOptions): Promise<string | undefined> {
  await new NeMoPlatform(options).get('/apis/anything')
  const [call, ...more] = server.requests.filter(({ path }) => path !== '/apis/auth/discovery')
  expect(more).toEqual([])
  return call?.headers.authorization
}

const paths = ({ requests }: LocalServer) => requests.map(({ path }) => path)

describe('without arguments, a client', () => {
  test('is who the active context says', () => {
    atHome(contexts('https://nmp.example.com/'))

    const { baseURL, workspace, context } = new NeMoPlatform()

    expect({ baseURL, workspace, context }).toEqual({
      baseURL: 'https://nmp.example.com/',
      workspace: 'main-workspace',
      context: 'main',
    })
  })

  test('sends the token of the context', async () => {
    await using server = await platform()
    atHome(contexts(server.url))

    expect(await authorizationOf(server, {})).toBe('Bearer main-token')
  })

  test('is on the local platform where there is no config', () => {
    const { baseURL, workspace, context } = new NeMoPlatform()

    expect({ baseURL, workspace, context }).toEqual({
      baseURL: 'http://localhost:8080/',
      workspace: 'default',
      context: 'default',
    })
  })

  test('takes every variable of the environment over the file', () => {
    atHome(contexts('https://nmp.example.com/'))
    vi.stubEnv('NMP_CURRENT_CONTEXT', 'other')
    vi.stubEnv('NMP_BASE_URL', 'http://env.example.com')
    vi.stubEnv('NMP_WORKSPACE', 'env-workspace')

    const { baseURL, workspace, context } = new NeMoPlatform()

    expect({ baseURL, workspace, context }).toEqual({
      baseURL: 'http://env.example.com/',
      workspace: 'env-workspace',
      context: 'other',
    })
  })

  test('sends no token for a user without login', async () => {
    await using server = await platform()
    atHome(oneContext().replace('https://nmp.example.com/', server.url))

    expect(await authorizationOf(server, {})).toBeUndefined()
  })

  test('asks nobody for discovery where there is no token to send', async () => {
    await using server = await platform()
    atHome(oneContext().replace('https://nmp.example.com/', server.url))

    await new NeMoPlatform().get('/apis/anything')

    expect(paths(server)).toEqual(['/apis/anything'])
  })
})

describe('with a context name, a client', () => {
  test('is who that context says', async () => {
    await using server = await platform()
    atHome(contexts(server.url))

    expect(await authorizationOf(server, { contextName: 'other' })).toBe('Bearer other-token')
  })

  test('has the workspace of that context', () => {
    atHome(contexts('https://nmp.example.com/'))

    const { workspace, context } = new NeMoPlatform({ contextName: 'other' })

    expect({ workspace, context }).toEqual({ workspace: 'other-workspace', context: 'other' })
  })

  test('is not made where the name is unknown', () => {
    atHome(contexts('https://nmp.example.com/'))

    expect(configErrorOf(() => new NeMoPlatform({ contextName: 'nope' })).message).toContain(
      'Available contexts: main, other',
    )
  })
})

describe('with a base URL alone, a client', () => {
  test('is direct: it has neither context nor workspace', () => {
    const { baseURL, workspace, context } = new NeMoPlatform({ baseURL: 'http://direct.example.com' })

    expect({ baseURL, workspace, context }).toEqual({
      baseURL: 'http://direct.example.com/',
      workspace: undefined,
      context: undefined,
    })
  })

  test('looks at no config file, however broken', () => {
    atHome('clusters: [')

    expect(new NeMoPlatform({ baseURL: 'http://direct.example.com' }).context).toBeUndefined()
  })

  test('looks at no variable but that of workload identity', async () => {
    await using server = await platform()
    vi.stubEnv('NMP_ACCESS_TOKEN', 'env-token')
    vi.stubEnv('NMP_WORKSPACE', 'env-workspace')
    vi.stubEnv('NMP_BASE_URL', 'http://env.example.com')
    vi.stubEnv('NEMO_PLATFORM_BASE_URL', 'http://sdk.example.com')
    vi.stubEnv('NMP_CONFIG_FILE', '/no/such/file.yaml')
    vi.stubEnv('NMP_OUTPUT_FORMAT', 'nonsense')

    expect(await authorizationOf(server, { baseURL: server.url })).toBeUndefined()
    expect(new NeMoPlatform({ baseURL: server.url }).workspace).toBeUndefined()
  })

  test('refuses a call in a workspace, when nobody named one, before any request', async () => {
    await using server = await platform()
    const client = new NeMoPlatform({ baseURL: server.url })

    await rejection(client.projects.list(), InvalidArgumentError)

    expect(paths(server)).toEqual([])
  })

  test('has the workspace of its options', async () => {
    await using server = await platform()
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'mine' })

    await client.projects.list()

    expect(client.workspace).toBe('mine')
    expect(paths(server)[0]).toContain('/mine/')
  })

  test('sends the Authorization of its default headers', async () => {
    await using server = await platform()
    const options = { baseURL: server.url, defaultHeaders: { Authorization: 'Bearer by-hand' } }

    expect(await authorizationOf(server, options)).toBe('Bearer by-hand')
  })

  test('is not direct where workload identity is set', () => {
    atHome(contexts('https://nmp.example.com/'))
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', '/run/token')

    const { baseURL, workspace, context } = new NeMoPlatform({ baseURL: 'http://direct.example.com' })

    expect({ baseURL, workspace, context }).toEqual({
      baseURL: 'http://direct.example.com/',
      workspace: 'main-workspace',
      context: 'main',
    })
  })

  test('is direct where the variable of workload identity is empty', () => {
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', '')

    expect(new NeMoPlatform({ baseURL: 'http://direct.example.com' }).context).toBeUndefined()
  })
})

describe('with a base URL and a token, a client', () => {
  test('sends that token', async () => {
    await using server = await platform()

    expect(await authorizationOf(server, { baseURL: server.url, accessToken: 'mine' })).toBe('Bearer mine')
  })

  test('sends that token rather than those of environment and file', async () => {
    await using server = await platform()
    atHome(contexts(server.url))
    vi.stubEnv('NMP_ACCESS_TOKEN', 'env-token')

    expect(await authorizationOf(server, { baseURL: server.url, accessToken: 'mine' })).toBe('Bearer mine')
  })

  test.each([
    ['a token', 'mine'],
    ['a function', () => 'mine'],
  ])('is direct with %s: neither file nor environment decide', async (_, accessToken) => {
    await using server = await platform()
    atHome('clusters: [')
    vi.stubEnv('NMP_CONFIG_FILE', '/no/such/file.yaml')
    vi.stubEnv('NMP_WORKSPACE', 'env-workspace')
    vi.stubEnv('NMP_CURRENT_CONTEXT', 'nope')
    vi.stubEnv('NMP_OUTPUT_FORMAT', 'nonsense')
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', '/run/token')
    const options = { baseURL: server.url, accessToken }

    expect(await authorizationOf(server, options)).toBe('Bearer mine')
    const { workspace, context } = new NeMoPlatform(options)
    expect({ workspace, context }).toEqual({ workspace: undefined, context: undefined })
    expect((await new NeMoPlatform(options).auth.status()).configPath).toBeUndefined()
  })

  test('asks nobody for discovery', async () => {
    await using server = await platform()

    await new NeMoPlatform({ baseURL: server.url, accessToken: 'mine' }).get('/apis/anything')

    expect(paths(server)).toEqual(['/apis/anything'])
  })
})

describe('with a base URL and a context, a client', () => {
  test('has the credentials of the context and that URL', async () => {
    await using server = await platform()
    atHome(contexts('https://nmp.example.com/'))
    const options: ClientOptions = { baseURL: server.url, contextName: 'other', logLevel: 'off' }

    expect(await authorizationOf(server, options)).toBe('Bearer other-token')
    expect(new NeMoPlatform(options).workspace).toBe('other-workspace')
  })

  test('has them also where the config file is named in place of the context', async () => {
    await using server = await platform()
    const configPath = configFile(contexts('https://nmp.example.com/'))

    expect(await authorizationOf(server, { baseURL: server.url, configPath, logLevel: 'off' })).toBe(
      'Bearer main-token',
    )
  })
})

describe('where NMP_CONFIG_FILE names a file that is not there, a client', () => {
  beforeEach(() => vi.stubEnv('NMP_CONFIG_FILE', '/no/such/file.yaml'))

  test.each([
    ['the environment', { NMP_ACCESS_TOKEN: 'env-token' }, {}, 'Bearer env-token'],
    ['a function', {}, { accessToken: () => 'of-function' }, 'Bearer of-function'],
    ['an argument', {}, { accessToken: 'of-argument' }, 'Bearer of-argument'],
  ])(
    'needs nothing of it with the URL of the environment and the token of %s',
    async (_, variables, options, sent) => {
      await using server = await platform()
      vi.stubEnv('NMP_BASE_URL', server.url)
      for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)

      expect(await authorizationOf(server, options)).toBe(sent)
    },
  )

  test.each<[string, Record<string, string>, ClientOptions]>([
    ['URL', { NMP_ACCESS_TOKEN: 't' }, {}],
    ['token', { NMP_BASE_URL: 'http://nemo.test' }, {}],
    ['context', { NMP_BASE_URL: 'http://nemo.test', NMP_ACCESS_TOKEN: 't' }, { contextName: 'main' }],
  ])('fails for want of a %s', (_, variables, options) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)

    expect(configErrorOf(() => new NeMoPlatform(options)).code).toBe('config/not-found')
  })
})

describe('the workspace is', () => {
  test('that of the option before NMP_WORKSPACE and the context', () => {
    atHome(contexts('https://nmp.example.com/'))
    vi.stubEnv('NMP_WORKSPACE', 'env-workspace')

    expect(new NeMoPlatform({ workspace: 'mine' }).workspace).toBe('mine')
  })

  test('empty where the file has an empty one', () => {
    atHome(oneContext({ context: ["workspace: ''"] }))

    expect(new NeMoPlatform().workspace).toBe('')
  })
})

describe('the constructor', () => {
  const fullOptions = (url: string, configPath: string): ClientOptions[] => [
    {},
    { contextName: 'other' },
    { baseURL: url },
    { baseURL: url, accessToken: 't' },
    { baseURL: url, accessToken: () => 't' },
    { baseURL: url, configPath },
    { baseURL: url, contextName: 'other', logLevel: 'off' },
  ]

  test('sends nothing, in whatever mode', async () => {
    await using server = await platform()
    const configPath = atHome(contexts(server.url))
    const tokenFile = configFile('subject-token')

    for (const options of fullOptions(server.url, configPath)) new NeMoPlatform(options)
    vi.stubEnv('NMP_ACCESS_TOKEN', 't')
    new NeMoPlatform()
    vi.stubEnv('NMP_ACCESS_TOKEN', undefined)
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', tokenFile)
    new NeMoPlatform({ baseURL: server.url })
    await fetch(server.url)

    expect(paths(server)).toEqual(['/'])
    expect(server.sockets).toHaveLength(1)
  })

  test('does not mind a token that has run out', () => {
    const ended = `${btoa('{"alg":"RS256"}')}.${btoa('{"exp":1}')}.c2ln`
    atHome(oneContext({ user: loggedIn(ended) }))

    expect(new NeMoPlatform().context).toBe('main')
  })

  test('reads no token file of workload identity', () => {
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', join(temporaryFolder(), 'not-there-yet'))

    expect(new NeMoPlatform({ baseURL: 'http://nemo.test' }).context).toBe('default')
  })

  test('calls no token function', () => {
    const accessToken = vi.fn(() => 't')

    new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken })

    expect(accessToken).not.toHaveBeenCalled()
  })

  test('fails at once for a broken config file', () => {
    const path = atHome('clusters: [')

    expect(configErrorOf(() => new NeMoPlatform()).path).toBe(path)
  })

  test('fails for a config file that the argument names and that is not there', () => {
    const configPath = join(dirname(home), 'no-such-config.yaml')

    expect(configErrorOf(() => new NeMoPlatform({ configPath })).path).toBe(configPath)
  })

  test.each([
    ['an empty token', { accessToken: '' }],
    ['a blank token', { accessToken: '  ' }],
    ['a token that is a number', { accessToken: 5 }],
    ['a token that is null', { accessToken: null }],
    ['a token with a line break', { accessToken: 'a\nb' }],
    ['an empty context name', { contextName: '' }],
    ['a config path that is no text', { configPath: 5 }],
    ['an option called `context`', { context: 'main' }],
    ['an option in the spelling of Python', { base_url: 'http://nemo.test' }],
  ])('refuses %s', (_, options) => {
    atHome(contexts('https://nmp.example.com/'))

    expect(() => new NeMoPlatform(options as ClientOptions)).toThrow(ConfigError)
  })

  test('changes nothing beside the config file', async () => {
    const path = atHome(contexts('https://nmp.example.com/'))
    const { readdir } = await import('node:fs/promises')

    new NeMoPlatform()

    expect(await readdir(dirname(path))).toEqual(['config.yaml'])
  })
})
