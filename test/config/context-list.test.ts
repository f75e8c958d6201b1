/** Contexts as a whole: choose, rename, delete; and a base URL that moves. */

import { readFileSync, writeFileSync } from 'node:fs'
import { ConfigError, InvalidArgumentError } from 'nemo-platform'
import { deleteContext, loadConfig, renameContext, updateConfig, useContext } from 'nemo-platform/config'
import { expect, test } from 'vitest'
import { configFile } from '../helpers/config-files.ts'

const TEXT = `# written by hand
current_context: work # the usual one
clusters:
- {name: work-cluster, base_url: 'https://work.example.com/'}
- {name: lab-cluster, base_url: 'https://lab.example.com/'}
users:
- {type: oauth, name: ana, token: secret-a, refresh_token: secret-r}
- {type: oauth, name: bo, token: secret-b}
- {type: no-auth, name: nobody}
contexts:
- {name: work, cluster: work-cluster, user: ana, from_the_future: 1}
- {name: play, cluster: work-cluster, user: bo}
- {name: lab, cluster: lab-cluster, user: nobody}
telemetry_enabled: true
`

function config(text = TEXT) {
  const configPath = configFile(text)
  const options = { configPath, environment: {} }
  return {
    configPath,
    options,
    read: () => loadConfig(options).file,
    text: () => readFileSync(configPath, 'utf8'),
  }
}

test('another context becomes the current one; nothing else changes', async () => {
  const { options, text } = config()
  await useContext('lab', options)
  expect(text()).toBe(TEXT.replace('current_context: work ', 'current_context: lab '))
})

test.each([useContext, deleteContext])(
  'a context that is not there is named, with those that are (%o)',
  async (change) => {
    const { options, text } = config()
    const error = await change('nope', options).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain("Context 'nope' not found. Available contexts: work, play, lab")
    expect(text()).toBe(TEXT)
  },
)

test('a context gets another name, keeps its tokens, and stays current', async () => {
  const { options, read, text } = config()
  await renameContext('work', 'office', options)
  expect(read().current_context).toBe('office')
  expect(read().contexts.map(({ name, user }) => [name, user])).toEqual([
    ['office', 'ana'],
    ['play', 'bo'],
    ['lab', 'nobody'],
  ])
  expect(text()).toContain('# the usual one')
  expect(text()).toContain('from_the_future: 1')
})

test.each(['play', 'work', '', 'a\nb'])('%j is no new name for a context', async (name) => {
  const { options, text } = config()
  await expect(renameContext('work', name, options)).rejects.toThrow(InvalidArgumentError)
  expect(text()).toBe(TEXT)
})

test('a context goes alone, or with what only it used', async () => {
  const alone = config()
  expect(await deleteContext('lab', alone.options)).toEqual({
    wasCurrent: false,
    prunedClusters: [],
    prunedUsers: [],
  })
  expect(alone.read().clusters).toHaveLength(2)

  const pruning = config()
  expect(await deleteContext('work', { ...pruning.options, pruneOrphans: true })).toEqual({
    wasCurrent: true,
    prunedClusters: [],
    prunedUsers: ['ana'],
  })
  expect(pruning.read().current_context ?? null).toBeNull()
  expect(pruning.text()).not.toContain('secret-a')
  expect(pruning.text()).not.toContain('secret-r')
  expect(pruning.text()).toContain('secret-b')
})

test('a URL on another origin takes no token along, whoever shares the cluster', async () => {
  const { options, read } = config()
  const moved = await updateConfig(
    { base_url: 'https://elsewhere.example.com' },
    { ...options, contextName: 'work', dropMovedTokens: true },
  )
  expect(moved.loggedOut).toEqual(['work', 'play'])
  expect(read().users.map(({ type }) => type)).toEqual(['no-auth', 'no-auth', 'no-auth'])
})

test('another path of the same origin keeps them; so does every move without being told', async () => {
  const { options, read } = config()
  await updateConfig(
    { base_url: 'https://work.example.com/nemo' },
    { ...options, contextName: 'work', dropMovedTokens: true },
  )
  await updateConfig({ base_url: 'https://elsewhere.example.com' }, { ...options, contextName: 'work' })
  expect(read().users.map(({ type }) => type)).toEqual(['oauth', 'oauth', 'no-auth'])
})

test('a new token is for the new place', async () => {
  const { options, read } = config()
  await updateConfig(
    { base_url: 'https://elsewhere.example.com', access_token: 'fresh' },
    { ...options, contextName: 'work', dropMovedTokens: true },
  )
  expect(read().users[0]).toMatchObject({ type: 'oauth', token: 'fresh' })
  expect(read().users[1]).toMatchObject({ type: 'no-auth' })
})

test('a file that is not there is created by no change of contexts', async () => {
  const { configPath, options } = config()
  writeFileSync(configPath, '')
  await expect(useContext('work', options)).rejects.toThrow(ConfigError)
  expect(readFileSync(configPath, 'utf8')).toBe('')
})
