import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loadConfig, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configErrorOf, configFile, makeOld, oneContext, temporaryFolder } from '../helpers/config-files.ts'

/** Writes a config whose workspace tells where it was read from. */
function place(path: string, workspace: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, oneContext({ context: [`workspace: ${workspace}`] }))
  makeOld(path)
  return path
}

/** A home folder with a config in it. */
function homeWithConfig(): string {
  const home = temporaryFolder()
  place(join(home, '.config', 'nmp', 'config.yaml'), 'from-home')
  return home
}

const workspaceOf = (options: Parameters<typeof resolveConfig>[0]) => resolveConfig(options).workspace

describe('the config file', () => {
  test('is the one that the argument names, before all others', () => {
    const environment = { NMP_CONFIG_FILE: place(join(temporaryFolder(), 'b.yaml'), 'from-variable') }
    const configPath = place(join(temporaryFolder(), 'a.yaml'), 'from-argument')

    expect(workspaceOf({ configPath, environment })).toBe('from-argument')
  })

  test('is the one that NMP_CONFIG_FILE names, before the default ones', () => {
    const NMP_CONFIG_FILE = place(join(temporaryFolder(), 'b.yaml'), 'from-variable')

    expect(workspaceOf({ environment: { NMP_CONFIG_FILE, HOME: homeWithConfig() } })).toBe('from-variable')
  })

  test('is in XDG_CONFIG_HOME where that has a folder nmp', () => {
    const XDG_CONFIG_HOME = temporaryFolder()
    place(join(XDG_CONFIG_HOME, 'nmp', 'config.yaml'), 'from-xdg')

    expect(workspaceOf({ environment: { XDG_CONFIG_HOME, HOME: homeWithConfig() } })).toBe('from-xdg')
  })

  test('is not looked for in the home folder once the folder in XDG_CONFIG_HOME exists', () => {
    const XDG_CONFIG_HOME = temporaryFolder()
    mkdirSync(join(XDG_CONFIG_HOME, 'nmp'))

    const loaded = loadConfig({ environment: { XDG_CONFIG_HOME, HOME: homeWithConfig() } })

    expect(loaded).toMatchObject({ path: join(XDG_CONFIG_HOME, 'nmp', 'config.yaml'), exists: false })
  })

  test('is in the home folder where XDG_CONFIG_HOME has no folder nmp', () => {
    const environment = { XDG_CONFIG_HOME: temporaryFolder(), HOME: homeWithConfig() }

    expect(workspaceOf({ environment })).toBe('from-home')
  })

  test('is in the home folder where XDG_CONFIG_HOME is empty', () => {
    expect(workspaceOf({ environment: { XDG_CONFIG_HOME: '', HOME: homeWithConfig() } })).toBe('from-home')
  })

  test('is ~/.config/nmp/config.yaml by default', () => {
    const home = homeWithConfig()

    const { path, exists } = loadConfig({ environment: { HOME: home } })

    expect({ path, exists }).toEqual({ path: join(home, '.config', 'nmp', 'config.yaml'), exists: true })
  })
})

describe('a tilde', () => {
  test('in NMP_CONFIG_FILE is a letter like any other', () => {
    const environment = { NMP_CONFIG_FILE: '~/.config/nmp/config.yaml', HOME: homeWithConfig() }

    expect(configErrorOf(() => loadConfig({ environment })).path).toBe('~/.config/nmp/config.yaml')
  })

  test('in the argument is a letter like any other', () => {
    const options = { configPath: '~/.config/nmp/config.yaml', environment: { HOME: homeWithConfig() } }

    expect(configErrorOf(() => loadConfig(options)).path).toBe('~/.config/nmp/config.yaml')
  })
})

describe('a missing file', () => {
  test('that the argument names is an error with its path', () => {
    const configPath = join(temporaryFolder(), 'nowhere.yaml')

    const error = configErrorOf(() => resolveConfig({ configPath, environment: {} }))

    expect(error.path).toBe(configPath)
    expect(error.message).toMatch(/nowhere\.yaml.*not found/)
  })

  test('that NMP_CONFIG_FILE names is an error with its path', () => {
    const NMP_CONFIG_FILE = join(temporaryFolder(), 'nowhere.yaml')

    const error = configErrorOf(() => resolveConfig({ environment: { NMP_CONFIG_FILE } }))

    expect(error.message).toContain(NMP_CONFIG_FILE)
  })

  test('in a missing folder is an error too', () => {
    const configPath = join(temporaryFolder(), 'no-folder', 'config.yaml')

    expect(configErrorOf(() => loadConfig({ configPath, environment: {} })).path).toBe(configPath)
  })

  test('in the default place is an empty config', () => {
    expect(loadConfig({ environment: { HOME: temporaryFolder() } })).toMatchObject({
      exists: false,
      file: { clusters: [], users: [], contexts: [] },
    })
  })

  test('in the default place leads to the local platform', () => {
    expect(resolveConfig({ environment: { HOME: temporaryFolder() } })).toMatchObject({
      exists: false,
      baseURL: 'http://localhost:8080/',
      contextName: 'default',
      workspace: 'default',
      credentials: { source: 'none' },
    })
  })

  test('in the default place is an error while NMP_CONFIG_FILE is set, though empty', () => {
    const environment = { NMP_CONFIG_FILE: '', HOME: temporaryFolder() }

    expect(configErrorOf(() => loadConfig({ environment })).message).toContain('not found')
  })

  test('below something that is no folder is an error too', () => {
    const configPath = join(configFile(oneContext()), 'config.yaml')

    expect(configErrorOf(() => loadConfig({ configPath, environment: {} })).path).toBe(configPath)
  })
})

test('an empty NMP_CONFIG_FILE leaves the choice to the other rules', () => {
  expect(workspaceOf({ environment: { NMP_CONFIG_FILE: '', HOME: homeWithConfig() } })).toBe('from-home')
})

test('a folder in place of the file is an error with its path', () => {
  const configPath = temporaryFolder()

  expect(configErrorOf(() => loadConfig({ configPath, environment: {} })).path).toBe(configPath)
})
