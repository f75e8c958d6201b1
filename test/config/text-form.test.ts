/** A write leaves the form of the file alone: its line breaks, byte order mark, comments, and JSON where it is JSON. */

import { readFileSync } from 'node:fs'
import { loadConfig, updateConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { configFile, loggedIn, oneContext } from '../helpers/config-files.ts'

/** What stands in a file after a write. */
async function written(text: string, changes: Parameters<typeof updateConfig>[0] = { workspace: 'w2' }) {
  const configPath = configFile(text)
  await updateConfig(changes, { configPath, environment: {} })
  expect(loadConfig({ configPath, environment: {} }).exists).toBe(true)
  return readFileSync(configPath, 'utf8')
}

const COMMENTED = `# mine\n${oneContext({ user: loggedIn(), context: ['workspace: w1 # of the team'] })}`

test('line breaks of Windows stay', async () => {
  const text = await written(COMMENTED.replaceAll('\n', '\r\n'))

  expect(text).toBe(COMMENTED.replace('w1', 'w2').replaceAll('\n', '\r\n'))
})

test('a byte order mark stays, and does not double', async () => {
  expect(await written(`\ufeff${COMMENTED}`)).toBe(`\ufeff${COMMENTED.replace('w1', 'w2')}`)
})

test('neither comes where there was none', async () => {
  expect(await written(COMMENTED)).toBe(COMMENTED.replace('w1', 'w2'))
})

test('a file of nothing but comments keeps them above the new config', async () => {
  const comments = '# the config of the team\n\n  # ask Ana\n'

  const text = await written(comments, { base_url: 'https://nmp.example.com' })

  expect(text.startsWith(`${comments}clusters:\n`) || text.startsWith(`${comments}current_context:`)).toBe(
    true,
  )
})

describe('a JSON config', () => {
  const config = {
    current_context: 'main',
    clusters: [{ name: 'main-cluster', base_url: 'https://nmp.example.com/' }],
    users: [{ name: 'main-user', type: 'oauth', token: 'a', note: 'tab\tand "quotes" and \u2028' }],
    contexts: [
      { name: 'main', cluster: 'main-cluster', user: 'main-user', workspace: 'w1', extra: [[], {}, null] },
    ],
    telemetry_enabled: false,
  }
  const changed = () => {
    const copy = structuredClone(config)
    return { ...copy, contexts: copy.contexts.map((context) => ({ ...context, workspace: 'w2' })) }
  }

  test.each([
    ['in lines', 2],
    ['in lines that are set in by four', 4],
  ])('%s stays one', async (_, indent) => {
    const escaped = (value: unknown) => JSON.stringify(value, null, indent).replaceAll('\u2028', '\\u2028')

    expect(await written(`${escaped(config)}\n`)).toBe(`${escaped(changed())}\n`)
  })

  test('in one line stays one', async () => {
    const text = await written(JSON.stringify(config).replaceAll('\u2028', '\\u2028'))

    expect(JSON.parse(text)).toEqual(changed())
    expect(text.trimEnd()).not.toContain('\n')
  })

  test('gets its new keys as JSON too', async () => {
    const text = await written(`${JSON.stringify(config, null, 2)}\n`.replaceAll('\u2028', '\\u2028'), {
      refresh_token: 'no',
      default_model: '0777',
    })

    expect(JSON.parse(text)).toMatchObject({
      users: [{ refresh_token: 'no' }],
      contexts: [{ default_model: '0777' }],
    })
  })

  test('keeps a number that JavaScript cannot hold', async () => {
    const text = JSON.stringify({ ...config, id: 0 })
      .replace('"id":0', '"id":12345678901234567890')
      .replaceAll('\u2028', '\\u2028')

    expect(await written(text)).toContain('"id": 12345678901234567890')
  })
})
