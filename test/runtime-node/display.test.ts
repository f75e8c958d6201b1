/** What `console.log`, the REPL and notebooks show. */

import { inspect } from 'node:util'
import { NeMoPlatform, type NeMoPlatformError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'

const JUPYTER = Symbol.for('Jupyter.display')

function clientOf(platform: MockPlatform, email = 'admin@example.com'): NeMoPlatform {
  return new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken: platform.tokenFor(email),
    workspace: 'ml-team',
    fetch: platform.fetch,
  })
}

const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })

async function media(value: unknown): Promise<Record<string, string>> {
  return (await (value as Record<symbol, () => Promise<Record<string, string>>>)[JUPYTER]?.()) ?? {}
}

describe('a page', () => {
  test('is a table, with where it stands below', async () => {
    await platform.seed({
      workspaces: ['ml-team'],
      projects: [
        { workspace: 'ml-team', name: 'one', description: 'first' },
        { workspace: 'ml-team', name: 'two' },
      ],
    })
    const page = await clientOf(platform).projects.list({ sort: 'name', page_size: 1 })

    const lines = inspect(page).split('\n')
    expect(lines[0]).toMatch(/^workspace {2}name {2}description {2}created_at/)
    expect(lines[1]).toMatch(/^ml-team {4}one {3}first {8}\d{4}-/)
    expect(lines[2]).toBe('Page 1 of 2: 1 item of 2')
  })

  test('is an HTML table in a notebook, in which nothing of a server is markup', async () => {
    platform.reset()
    await platform.seed({
      workspaces: ['ml-team'],
      projects: [{ workspace: 'ml-team', name: 'one', description: '<script>\u001b[2Jalert("&")</script>' }],
    })
    const shown = await media(await clientOf(platform).projects.list())

    expect(shown['text/html']).toContain('&lt;script&gt;[2Jalert(&quot;&amp;&quot;)&lt;/script&gt;</td>')
    expect(shown['text/html']).toMatch(/^<table>.*<\/table><p><small>Page 1 of 1: 1 item of 1<\/small><\/p>$/)
    expect(shown['text/plain']).not.toContain('\u001b')
  })

  test('without items is one line', async () => {
    platform.reset()
    await platform.seed({ workspaces: ['ml-team'] })

    expect(inspect(await clientOf(platform).secrets.list())).toBe('No items')
  })
})

describe('an error', () => {
  test('shows what happened once, all remedies, and what that does not say', async () => {
    platform.reset()
    const client = clientOf(platform)
    const error: unknown = await client.workspaces.retrieve('gone').catch((error: unknown) => error)

    const text = inspect(error)
    const { problem, remedies } = error as NeMoPlatformError
    expect(text.split(problem)).toHaveLength(2)
    expect(remedies.filter((remedy) => text.split(remedy).length !== 2)).toEqual([])
    expect(text).toMatch(/\n +at .*display\.test/)
    expect(text).toContain("code: 'api/not-found'")
    expect(text).not.toMatch(/headers|authorization|content-type/i)
  })

  test('of a client that could not be made shows the same', () => {
    let error: unknown
    try {
      void new NeMoPlatform({ baseURL: 'nonsense', accessToken: 'secret-token' })
    } catch (caught) {
      error = caught
    }

    expect(inspect(error)).toContain("code: 'config/")
    expect(inspect(error)).not.toContain('secret-token')
  })
})

test('a resource shows its methods, and what stands below it', () => {
  const { workspaces } = clientOf(platform)

  expect(inspect(workspaces)).toMatch(/^Workspaces: create\(\), .*members\.…/)
  expect(inspect(workspaces.members)).toMatch(/^Members: .*createAll\(\)/)
})

test('a pending call shows as pending', async () => {
  const call = clientOf(platform).workspaces.list()

  expect(inspect(call)).toContain('<pending>')
  await call
})
