import { chmodSync } from 'node:fs'
import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { loadConfig, resolveConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { runNode } from '../helpers/child-node.ts'
import { configErrorOf, configFile, loggedIn, oneContext } from '../helpers/config-files.ts'

/** The error of a file with that text. */
function errorOf(content: string | Uint8Array) {
  return configErrorOf(() => loadConfig({ configPath: configFile(content), environment: {} }))
}

/** The usual config with one piece replaced. */
function changed(piece: string, by: string): string {
  const text = oneContext({ user: loggedIn(), context: ['workspace: ml-team'] })
  if (!text.includes(piece)) throw new Error(`there is no ${piece}`)
  return text.replace(piece, by)
}

const CLUSTER = '- name: main-cluster\n  base_url: https://nmp.example.com/\n'
const USER = '- name: main-user\n'
const CONTEXT = '- name: main\n  cluster: main-cluster\n  user: main-user\n'

describe('an error about a config file', () => {
  const error = () => errorOf(changed('workspace: ml-team', 'workspace: 0777'))

  test('is a ConfigError of this package with the path of the file', () => {
    expect(error()).toBeInstanceOf(NeMoPlatformError)
    expect(error()).toMatchObject({ name: 'ConfigError', path: expect.stringMatching(/config\.yaml$/) })
  })

  test('names file, line and key in its message', () => {
    const { message, path } = error()

    expect(message).toContain(`${path}:13`)
    expect(message).toContain('contexts[0].workspace')
  })

  test('says what is wrong with the value', () => {
    expect(error().message).toContain('0777')
  })

  test('says how to fix it, as remedy and in its message', () => {
    const { code, message, problem, remedies } = error()

    expect(remedies[0]).toMatch(/quotes/)
    expect(message).toBe(`${problem} Try: ${remedies[0]}`)
    expect(code).toBe('config/invalid')
  })

  test('is the same from the client', () => {
    const configPath = configFile(changed('workspace: ml-team', 'workspace: 0777'))

    expect(configErrorOf(() => new NeMoPlatform({ configPath }))).toMatchObject({ line: 13 })
  })
})

describe('the wrong type is an error at its line', () => {
  test.each([
    ['main-cluster\n  base', '123\n  base', 3, 'clusters[0].name'],
    ['https://nmp.example.com/', '8080', 4, 'clusters[0].base_url'],
    ['main-user\n  type', 'no\n  type', 6, 'users[0].name'],
    ['main\n  cluster:', '2026-01-01\n  cluster:', 10, 'contexts[0].name'],
    ['main-cluster\n  user', 'on\n  user', 11, 'contexts[0].cluster'],
    ['user: main-user\n  workspace', 'user: 1_000\n  workspace', 12, 'contexts[0].user'],
    ['workspace: ml-team', 'workspace: 12:30:45', 13, 'contexts[0].workspace'],
    ['workspace: ml-team', 'workspace: [a]', 13, 'contexts[0].workspace'],
    ['workspace: ml-team', 'workspace: {a: b}', 13, 'contexts[0].workspace'],
    ['workspace: ml-team', 'default_model: 5', 13, 'contexts[0].default_model'],
    ['workspace: ml-team', 'fast_model: yes', 13, 'contexts[0].fast_model'],
    ['current_context: main', 'current_context: yes', 1, 'current_context'],
    ['current_context: main', 'local_services: []', 1, 'local_services'],
    ['current_context: main', 'local_services: {data_dir: 1}', 1, 'local_services.data_dir'],
    ['workspace: ml-team', 'metadata: []', 13, 'contexts[0].metadata'],
  ])('%j becomes %j', (piece, by, line, key) => {
    expect(errorOf(changed(piece, by))).toMatchObject({ line, key })
  })
})

describe('a null where a list or map belongs is an error that says so', () => {
  test.each([
    ['clusters', `current_context: main\nclusters:\nusers:\n${USER}`],
    ['users', `clusters:\n${CLUSTER}users:\ncontexts: []\n`],
    ['contexts', `clusters:\n${CLUSTER}users:\n${USER}contexts:\n`],
  ])('%s', (key, text) => {
    const error = errorOf(text)

    expect(error.key).toBe(key)
    expect(error.message).toMatch(/list/)
  })

  test.each([
    ['metadata of a cluster', changed('base_url:', 'metadata:\n  base_url:'), 'clusters[0].metadata'],
    ['metadata of a context', changed('workspace: ml-team', 'metadata:'), 'contexts[0].metadata'],
    ['preferences', changed('workspace: ml-team', 'preferences:'), 'contexts[0].preferences'],
  ])('%s', (_, text, key) => {
    expect(errorOf(text)).toMatchObject({ key, message: expect.stringContaining('map') })
  })
})

describe('something missing is an error that names it', () => {
  test.each([
    ['the name of a cluster', '- name: main-cluster\n  base_url', '- base_url', 'clusters[0].name'],
    ['the URL of a cluster', '\n  base_url: https://nmp.example.com/', '', 'clusters[0].base_url'],
    ['the cluster of a context', '\n  cluster: main-cluster', '', 'contexts[0].cluster'],
    ['the user of a context', '\n  user: main-user', '', 'contexts[0].user'],
    ['the name of a context', '- name: main\n  cluster', '- cluster', 'contexts[0].name'],
    ['the token of an oauth user', '\n  token: stored-token', '', 'users[0].token'],
  ])('%s', (_, piece, by, key) => {
    const error = errorOf(changed(piece, by))

    expect(error.key).toBe(key)
    expect(error.line).toBeGreaterThan(1)
  })
})

describe('an empty name is an error', () => {
  test.each([
    ['cluster', changed('main-cluster\n  base', '""\n  base'), 'clusters[0].name'],
    ['user', changed('main-user\n  type', '" "\n  type'), 'users[0].name'],
    ['context', changed('main\n  cluster:', '" "\n  cluster:'), 'contexts[0].name'],
  ])('of a %s', (_, text, key) => {
    expect(errorOf(text).key).toBe(key)
  })
})

describe('the name of a cluster', () => {
  test.each(['a', 'A-b_9', 'ünïcode', '日本', '-a', '1'])('may be %j', (name) => {
    const text = oneContext().replaceAll('main-cluster', JSON.stringify(name))

    expect(loadConfig({ configPath: configFile(text) }).file.clusters[0]?.name).toBe(name)
  })

  test.each(['a b', 'a.b', 'a/b', '-', '_', 'a:b'])('may not be %j', (name) => {
    expect(errorOf(oneContext().replaceAll('main-cluster', JSON.stringify(name))).key).toBe(
      'clusters[0].name',
    )
  })
})

describe('a doubled name is an error that names it', () => {
  test.each([
    ['clusters', CLUSTER, 'main-cluster'],
    ['users', USER, 'main-user'],
    ['contexts', CONTEXT, 'main'],
  ])('among %s', (list, entry, name) => {
    const error = errorOf(oneContext().replace(`${list}:\n`, `${list}:\n${entry}`))

    expect(error.key).toMatch(new RegExp(`^${list}\\[1]`))
    expect(error.message).toContain(`'${name}'`)
  })
})

describe('a reference to nothing is an error that names both ends', () => {
  test('from a context to a cluster', () => {
    const error = errorOf(changed('cluster: main-cluster\n  user', 'cluster: nope\n  user'))

    expect(error.line).toBe(11)
    expect(error.message).toContain("Context 'main' references non-existent cluster 'nope'")
  })

  test('from a context to a user', () => {
    const error = errorOf(changed('user: main-user\n  workspace', 'user: nope\n  workspace'))

    expect(error.line).toBe(12)
    expect(error.message).toContain("Context 'main' references non-existent user 'nope'")
  })

  test('from a context that is not in use', () => {
    const unused = '- {name: unused, cluster: nope, user: main-user}\n'

    expect(errorOf(oneContext() + unused).message).toContain("'nope'")
  })
})

describe('a file that is no config is an error', () => {
  test.each([
    ['a list', '- a\n- b\n'],
    ['a text', 'just some words\n'],
    ['a number', '5\n'],
    ['broken YAML', 'clusters: [\n'],
    ['a web page', '<!DOCTYPE html>\n<html><body>Not Found</body></html>\n'],
    ['a broken JSON text', '{"clusters": [}\n'],
    ['two documents', `${oneContext()}---\n${oneContext()}`],
    ['binary data', new Uint8Array([0, 1, 2, 255, 254])],
    ['Latin-1', Buffer.from(changed('ml-team', 'm\u00fcller'), 'latin1')],
    ['UTF-16', Buffer.from(oneContext(), 'utf16le')],
  ])('%s', (_, content) => {
    const error = errorOf(content)

    expect(error.path).toMatch(/config\.yaml$/)
    expect(error.remedies).not.toHaveLength(0)
  })

  test('at the line where its YAML breaks', () => {
    expect(errorOf(changed('workspace: ml-team', 'workspace: "ml-team')).line).toBeGreaterThanOrEqual(13)
  })

  test('at the line of the second document', () => {
    expect(errorOf(`${oneContext()}---\na: b\n`).line).toBeGreaterThanOrEqual(11)
  })
})

describe('with several faults, a file', () => {
  test('is reported with its first fault', () => {
    const text = changed('https://nmp.example.com/', 'nope').replace('ml-team', '0777')

    expect(errorOf(text)).toMatchObject({ line: 4, key: 'clusters[0].base_url' })
  })

  test('is read by nobody, whatever arguments say', () => {
    const configPath = configFile(changed('workspace: ml-team', 'workspace: 0777'))
    const options = { configPath, workspace: 'mine', baseURL: 'http://a', accessToken: 't', environment: {} }

    expect(configErrorOf(() => resolveConfig(options)).line).toBe(13)
  })
})

test('a key that is there twice counts the last time, also for the line of an error', () => {
  const text = changed('workspace: ml-team', 'workspace: ml-team\n  workspace: 0777')

  expect(errorOf(text).line).toBe(14)
})

test('a file that may not be read is an error that tells how to fix that', async () => {
  const configPath = configFile(oneContext())
  chmodSync(configPath, 0o000)

  const { output } = await runNode(
    `const { loadConfig } = await import(dist + 'config/index.js')
    try { loadConfig({ configPath: args[0] }) } catch (error) { print(error.name + ' ' + error.message) }`,
    { args: [configPath], boundByFileModes: true },
  )

  expect(output).toMatch(/^ConfigError .*chmod/)
})
