/** Variables and files of NeMo Platform and of NeMo Helix, side by side. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { type Environment, loadConfig, resolveConfig, updateConfig } from 'nemo-platform/config'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  configErrorOf,
  configFile,
  loggedIn,
  makeOld,
  oneContext,
  temporaryFolder,
} from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'

const URL_OF = { nmp: 'https://nmp.example.com/', nhx: 'https://nhx.example.com/' }

/** Writes the config of a product into a folder for settings. */
function place(folder: string, product: 'nmp' | 'nhx', url = URL_OF[product]): string {
  const path = join(folder, product, 'config.yaml')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, oneContext({ user: loggedIn(`${product}-token`) }).replace(URL_OF.nmp, url))
  makeOld(path)
  return path
}

function homeWith(...products: ('nmp' | 'nhx')[]): { home: string; paths: string[] } {
  const home = temporaryFolder()
  return { home, paths: products.map((product) => place(join(home, '.config'), product)) }
}

const pathIn = (environment: Environment) => loadConfig({ environment, mustExist: false }).path

describe('a variable of NeMo Helix wins over that of NeMo Platform:', () => {
  test.each([
    ['BASE_URL', 'https://helix.example.com/', { baseURL: 'https://helix.example.com/' }],
    ['WORKSPACE', 'w9', { workspace: 'w9' }],
    ['CERTIFICATE_AUTHORITY', '/env/ca.pem', { certificateAuthority: '/env/ca.pem' }],
    ['OUTPUT_FORMAT', 'csv', { preferences: { output_format: 'csv' } }],
    ['TIMESTAMP_FORMAT', 'relative', { preferences: { timestamp_format: 'relative' } }],
    ['TRUNCATE', 'false', { preferences: { truncate: false } }],
    ['COLOR_OUTPUT', 'false', { preferences: { color_output: false } }],
    ['CURRENT_CONTEXT', 'main', { contextName: 'main' }],
    ['WORKLOAD_IDENTITY_TOKEN_FILE', '/run/new', { credentials: { tokenFile: '/run/new' } }],
  ])('%s', (name, value, expected) => {
    const environment = { [`NHX_${name}`]: value, [`NMP_${name}`]: 'nonsense' }
    const config = resolveConfig({ configPath: configFile(oneContext()), environment })

    expect(config).toMatchObject(expected)
    expect(config.contradictions).toEqual([
      `NHX_${name} and NMP_${name} are both set, and differ: NHX_${name} counts`,
    ])
  })

  test('ACCESS_TOKEN, and neither token is shown', () => {
    const environment = { NHX_ACCESS_TOKEN: 'helix-secret', NMP_ACCESS_TOKEN: 'platform-secret' }
    const { credentials, contradictions } = resolveConfig({ environment })

    expect(credentials).toMatchObject({ source: 'environment', variable: 'NHX_ACCESS_TOKEN' })
    expect('tokens' in credentials && credentials.tokens.accessToken).toBe('helix-secret')
    expect(contradictions.join()).not.toMatch(/secret/)
  })

  test.each([
    ['NHX_BASE_URL', ['NEMO_HELIX_BASE_URL', 'NEMO_PLATFORM_BASE_URL', 'NMP_BASE_URL']],
    ['NEMO_HELIX_BASE_URL', ['NEMO_PLATFORM_BASE_URL', 'NMP_BASE_URL']],
    ['NEMO_PLATFORM_BASE_URL', ['NMP_BASE_URL']],
  ])('%s wins over those of the SDKs that were generated, too: %j', (name, others) => {
    const environment = {
      [name]: 'https://first.example.com/',
      ...Object.fromEntries(others.map((other) => [other, 'https://other.example.com/'])),
    }

    const { baseURL, contradictions } = resolveConfig({ configPath: configFile(oneContext()), environment })

    expect(baseURL).toBe('https://first.example.com/')
    expect(contradictions).toEqual(
      others.map((other) => `${name} and ${other} are both set, and differ: ${name} counts`),
    )
  })

  test('CONFIG_FILE', () => {
    const [NHX_CONFIG_FILE, NMP_CONFIG_FILE] = [configFile(oneContext()), configFile(oneContext())]

    expect(pathIn({ NHX_CONFIG_FILE, NMP_CONFIG_FILE })).toBe(NHX_CONFIG_FILE)
  })
})

test('the variable of NeMo Platform counts where that of NeMo Helix is empty or missing', () => {
  const configPath = configFile(oneContext())
  const workspaceIn = (environment: Environment) => resolveConfig({ configPath, environment }).workspace

  expect(workspaceIn({ NMP_WORKSPACE: 'old' })).toBe('old')
  expect(workspaceIn({ NMP_WORKSPACE: 'old', NHX_WORKSPACE: '' })).toBe('old')
})

test('two variables that say the same are no contradiction', () => {
  const environment = { NMP_WORKSPACE: 'same', NHX_WORKSPACE: 'same' }

  expect(resolveConfig({ configPath: configFile(oneContext()), environment }).contradictions).toEqual([])
})

describe('a client', () => {
  beforeEach(() => {
    isolateEnvironment()
  })

  test('warns once of variables that differ, by their names', () => {
    vi.stubEnv('NHX_WORKSPACE', 'new-value')
    vi.stubEnv('NMP_WORKSPACE', 'old-value')
    const warnings: string[] = []
    const nothing = () => {}
    const logger = {
      error: nothing,
      warn: (text: string) => warnings.push(text),
      info: nothing,
      debug: nothing,
    }

    expect(new NeMoPlatform({ logger }).workspace).toBe('new-value')

    expect(warnings).toEqual([
      'nemo-platform: NHX_WORKSPACE and NMP_WORKSPACE are both set, and differ: NHX_WORKSPACE counts',
    ])
  })

  test('with a base URL alone does not warn of variables that it does not read', () => {
    vi.stubEnv('NHX_BASE_URL', 'https://a.example.com')
    vi.stubEnv('NMP_BASE_URL', 'https://b.example.com')
    const warn = vi.fn()
    const nothing = () => {}

    new NeMoPlatform({
      baseURL: 'https://c.example.com',
      logger: { error: nothing, warn, info: nothing, debug: nothing },
    })

    expect(warn).not.toHaveBeenCalled()
  })
})

describe('the config file is', () => {
  test('that of NeMo Helix where both have one', () => {
    const { home, paths } = homeWith('nhx', 'nmp')

    expect(pathIn({ HOME: home })).toBe(paths[0])
  })

  test('that of NeMo Platform where it is the only one', () => {
    const { home, paths } = homeWith('nmp')

    expect(pathIn({ HOME: home })).toBe(paths[0])
  })

  test('that of NeMo Platform where the folder of NeMo Helix is empty', () => {
    const { home, paths } = homeWith('nmp')
    mkdirSync(join(home, '.config', 'nhx'))

    expect(pathIn({ HOME: home })).toBe(paths[0])
  })

  test('the one in the home folder where XDG_CONFIG_HOME has an empty folder of the other product', () => {
    const { home, paths } = homeWith('nmp')
    const XDG_CONFIG_HOME = temporaryFolder()
    mkdirSync(join(XDG_CONFIG_HOME, 'nhx'))

    expect(pathIn({ HOME: home, XDG_CONFIG_HOME })).toBe(paths[0])
  })

  test('in XDG_CONFIG_HOME where that has the folder nhx', () => {
    const { home } = homeWith('nhx')
    const XDG_CONFIG_HOME = temporaryFolder()
    const path = place(XDG_CONFIG_HOME, 'nhx')

    expect(pathIn({ HOME: home, XDG_CONFIG_HOME })).toBe(path)
  })

  test.each([
    ['nhx', []],
    ['nhx', ['nhx']],
    ['nhx', ['nhx', 'nmp']],
    ['nmp', ['nmp']],
  ] as const)(
    'to be made in the folder %s where there are the folders %j and no file',
    (product, folders) => {
      const home = temporaryFolder()
      for (const folder of folders) mkdirSync(join(home, '.config', folder), { recursive: true })

      expect(pathIn({ HOME: home })).toBe(join(home, '.config', product, 'config.yaml'))
    },
  )

  test('written where it is read', async () => {
    const { home, paths } = homeWith('nmp')
    mkdirSync(join(home, '.config', 'nhx'))

    const { path } = await updateConfig({ workspace: 'mine' }, { environment: { HOME: home } })

    expect(path).toBe(paths[0])
  })
})

describe('two files', () => {
  test('whose current contexts lead to different platforms are a contradiction', () => {
    const { home, paths } = homeWith('nhx', 'nmp')

    expect(resolveConfig({ environment: { HOME: home } }).contradictions).toEqual([
      `there are two config files, whose current contexts lead to different platforms: ${paths[0]} (https://nhx.example.com/) is used, ${paths[1]} (https://nmp.example.com/) is not`,
    ])
  })

  test('whose current contexts lead to the same platform are none', () => {
    const home = temporaryFolder()
    place(join(home, '.config'), 'nhx', 'https://same.example.com')
    place(join(home, '.config'), 'nmp', 'https://same.example.com/')

    expect(resolveConfig({ environment: { HOME: home } }).contradictions).toEqual([])
  })

  test('of which the other is broken are none', () => {
    const { home, paths } = homeWith('nhx', 'nmp')
    writeFileSync(paths[1] ?? '', 'contexts: [')
    makeOld(paths[1] ?? '')

    expect(resolveConfig({ environment: { HOME: home } }).contradictions).toEqual([])
  })

  test('are none where one is asked for by name', () => {
    const { home, paths } = homeWith('nhx', 'nmp')
    const environment = { HOME: home }

    expect(resolveConfig({ configPath: paths[1], environment }).contradictions).toEqual([])
    expect(
      resolveConfig({ environment: { ...environment, NMP_CONFIG_FILE: paths[1] } }).contradictions,
    ).toEqual([])
  })
})

describe('a token from the variable of one product, and a URL from that of the other:', () => {
  const resolve = (environment: Environment, text = oneContext()) =>
    resolveConfig({ configPath: configFile(text), environment })

  test.each([
    [{ NMP_ACCESS_TOKEN: 'a-secret', NHX_BASE_URL: 'https://helix.example.com' }, 'NMP_ACCESS_TOKEN'],
    [{ NHX_ACCESS_TOKEN: 'a-secret', NMP_BASE_URL: 'https://other.example.com' }, 'NHX_ACCESS_TOKEN'],
    [
      { NMP_WORKLOAD_IDENTITY_TOKEN_FILE: '/run/t', NHX_BASE_URL: 'https://helix.example.com' },
      'NMP_WORKLOAD_IDENTITY_TOKEN_FILE',
    ],
    [
      {
        NMP_ACCESS_TOKEN: 'a-secret',
        NMP_BASE_URL: 'https://platform.example.com',
        NHX_BASE_URL: 'https://helix.example.com',
      },
      'NMP_ACCESS_TOKEN',
    ],
    // The SDKs that were generated had names of their own for the URL.
    [
      { NHX_ACCESS_TOKEN: 'a-secret', NEMO_PLATFORM_BASE_URL: 'https://other.example.com' },
      'NHX_ACCESS_TOKEN',
    ],
    [{ NMP_ACCESS_TOKEN: 'a-secret', NEMO_HELIX_BASE_URL: 'https://helix.example.com' }, 'NMP_ACCESS_TOKEN'],
  ])('%j is refused', (environment, key) => {
    const error = configErrorOf(() => resolve(environment))

    expect(error).toMatchObject({ code: 'config/mixed-variables', key })
    expect(error.message).not.toContain('a-secret')
  })

  test.each([
    ['its own product names the same', { NMP_BASE_URL: 'https://helix.example.com/' }, oneContext()],
    ['its own SDK does', { NEMO_PLATFORM_BASE_URL: 'https://helix.example.com/x' }, oneContext()],
    ['the context does', {}, oneContext().replace(URL_OF.nmp, 'https://helix.example.com/')],
  ])('taken where %s', (_, others, text) => {
    const environment = { NMP_ACCESS_TOKEN: 'a', NHX_BASE_URL: 'https://helix.example.com', ...others }

    expect(resolve(environment, text)).toMatchObject({
      baseURL: 'https://helix.example.com/',
      credentials: { variable: 'NMP_ACCESS_TOKEN' },
    })
  })

  test('taken where the URL is that of the context or of an argument', () => {
    expect(resolve({ NMP_ACCESS_TOKEN: 'a' }).baseURL).toBe(URL_OF.nmp)
    const environment = { NMP_ACCESS_TOKEN: 'a', NHX_BASE_URL: 'https://helix.example.com' }
    const baseURL = 'https://argument.example.com'

    expect(resolveConfig({ configPath: configFile(oneContext()), environment, baseURL }).baseURL).toBe(
      `${baseURL}/`,
    )
  })
})
