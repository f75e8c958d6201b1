import { ConfigError, NeMoPlatform } from 'nemo-platform'
import { loadConfig, resolveConfig, updateConfig } from 'nemo-platform/config'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configErrorOf, configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => void isolateEnvironment())

/** A config whose cluster has that URL. */
const withURL = (url: string) => oneContext().replace('https://nmp.example.com/', JSON.stringify(url))

/** All ways by which a base URL gets in. */
const ways: [string, (url: string) => string | undefined][] = [
  ['the file', (url) => resolveConfig({ configPath: configFile(withURL(url)), environment: {} }).baseURL],
  ['loadConfig', (url) => loadConfig({ configPath: configFile(withURL(url)) }).file.clusters[0]?.base_url],
  ['the argument', (baseURL) => resolveConfig({ baseURL, environment: { HOME: temporaryFolder() } }).baseURL],
  ['NMP_BASE_URL', (NMP_BASE_URL) => resolveConfig({ environment: { NMP_BASE_URL } }).baseURL],
  [
    'NEMO_PLATFORM_BASE_URL',
    (NEMO_PLATFORM_BASE_URL) => resolveConfig({ environment: { NEMO_PLATFORM_BASE_URL } }).baseURL,
  ],
  ['a direct client', (baseURL) => new NeMoPlatform({ baseURL }).baseURL],
  ['a client with a token', (baseURL) => new NeMoPlatform({ baseURL, accessToken: 't' }).baseURL],
  ['a client of a file', (url) => new NeMoPlatform({ configPath: configFile(withURL(url)) }).baseURL],
  [
    'a client of the environment',
    (url) => {
      vi.stubEnv('NMP_BASE_URL', url)
      return new NeMoPlatform().baseURL
    },
  ],
]

const normalForms: [string, string, string][] = [
  ['scheme and host are lower-cased', 'HTTPS://NMP.Example.COM/', 'https://nmp.example.com/'],
  ['the letter case of the path stays', 'https://nmp.example.com/API', 'https://nmp.example.com/API'],
  ['the default port is dropped', 'https://nmp.example.com:443/', 'https://nmp.example.com/'],
  ['the default port of http is dropped', 'http://nmp.example.com:80', 'http://nmp.example.com/'],
  ['another port stays', 'http://nmp.example.com:443', 'http://nmp.example.com:443/'],
  ['a bare host gains a slash', 'https://nmp.example.com', 'https://nmp.example.com/'],
  ['a path stays without slash', 'https://nmp.example.com/api', 'https://nmp.example.com/api'],
  ['a path stays with its slash', 'https://nmp.example.com/api/', 'https://nmp.example.com/api/'],
  ['an international name becomes punycode', 'https://bücher.example', 'https://xn--bcher-kva.example/'],
  ['dot segments are resolved', 'https://nmp.example.com/a/./b/../c', 'https://nmp.example.com/a/c'],
  ['outer blanks are cut', '  https://nmp.example.com/api ', 'https://nmp.example.com/api'],
  ['backslashes become slashes', 'https:\\\\nmp.example.com\\api', 'https://nmp.example.com/api'],
  ['an IPv6 address stays', 'http://[::1]:8080', 'http://[::1]:8080/'],
  ['blanks in the path are encoded', 'https://nmp.example.com/a b', 'https://nmp.example.com/a%20b'],
]

describe.each(ways)('a base URL from %s', (_, normalize) => {
  test.each(normalForms)('%s', (_title, given, expected) => {
    expect(normalize(given)).toBe(expected)
  })

  test.each([
    ['no scheme', 'nmp.example.com'],
    ['no scheme, but a port', 'nmp.example.com:8080'],
    ['no scheme, but a host called localhost', 'localhost:8080'],
    ['only a path', '/apis'],
    ['nothing but words', 'not-a-url'],
    ['another scheme', 'ftp://nmp.example.com'],
    ['the scheme of a web socket', 'wss://nmp.example.com'],
    ['the scheme of a file', 'file:///etc/passwd'],
    ['no host', 'https://'],
    ['an impossible port', 'https://nmp.example.com:65536'],
    ['user name and password', 'https://alice:opensesame@nmp.example.com'],
    ['a user name', 'https://alice@nmp.example.com'],
  ])('is refused with %s', (_title, given) => {
    const error = configErrorOf(() => normalize(given))

    expect(error.key).toBeDefined()
    expect(error.remedies).not.toHaveLength(0)
  })

  test('is refused without showing the password in it', () => {
    const error = configErrorOf(() => normalize('https://alice:opensesame@nmp.example.com'))

    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('opensesame')
  })
})

describe('a base URL that is refused', () => {
  test('in the file is reported with path, line and key', () => {
    const configPath = configFile(withURL('nmp.example.com'))

    const error = configErrorOf(() => resolveConfig({ configPath, environment: {} }))

    expect(error).toMatchObject({ path: configPath, line: 4, key: 'clusters[0].base_url' })
    expect(error.message).toContain('https://')
  })

  test('as option of the client is reported under its name', () => {
    expect(configErrorOf(() => new NeMoPlatform({ baseURL: 'foo.com' })).key).toBe('baseURL')
  })

  test.each(['', 5, null])('as option of the client is reported as %j too', (baseURL) => {
    expect(() => new NeMoPlatform({ baseURL: baseURL as string })).toThrow(ConfigError)
  })

  test('in a cluster of another context is an error all the same', () => {
    const other = '- name: other-cluster\n  base_url: foo.com\nusers:'
    const configPath = configFile(oneContext().replace('users:', other))

    expect(configErrorOf(() => resolveConfig({ configPath, environment: {} })).key).toBe(
      'clusters[1].base_url',
    )
  })

  test('in the file is an error even while another URL is given', () => {
    const configPath = configFile(withURL('foo.com'))

    const resolve = () => resolveConfig({ configPath, baseURL: 'http://arg', environment: {} })

    expect(configErrorOf(resolve).key).toBe('clusters[0].base_url')
  })

  test.each(['foo.com', 'not-a-url', 'example.com:8080', 'ftp://h', 'https://a:b@h'])(
    'is not written: %s',
    async (base_url) => {
      const configPath = configFile(oneContext())

      const error = await rejection(updateConfig({ base_url }, { configPath, environment: {} }), Error)

      expect(error.message).toContain('base_url')
    },
  )
})

test('a base URL that is not text is an error that says what YAML makes of it', () => {
  const configPath = configFile(oneContext().replace('https://nmp.example.com/', '12:30:45'))

  const error = configErrorOf(() => resolveConfig({ configPath, environment: {} }))

  expect(error).toMatchObject({ line: 4, key: 'clusters[0].base_url' })
})
