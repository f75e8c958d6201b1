/** `nemo config`, on the file that the Python tools share. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { emptyHome } from './run-nemo.ts'

const TEXT = `# of the team
current_context: work
from_a_newer_one: {a: 1}
clusters:
- {name: work-cluster, base_url: 'https://work.example.com/', shiny: true}
- {name: lab-cluster, base_url: 'https://lab.example.com/'}
users:
- {type: oauth, name: ana, token: secret-token, refresh_token: secret-refresh}
- {type: no-auth, name: nobody}
contexts:
- {name: work, cluster: work-cluster, user: ana, workspace: ml}
- {name: lab, cluster: lab-cluster, user: nobody}
`

function withConfig(text = TEXT) {
  const home = emptyHome()
  mkdirSync(dirname(home.configPath), { recursive: true })
  writeFileSync(home.configPath, text)
  return { ...home, text: () => readFileSync(home.configPath, 'utf8') }
}

describe('view', () => {
  test('shows the current context, without secrets', async () => {
    const { nemo, configPath } = withConfig()
    const { code, stdout, stderr } = await nemo(['config', 'view'])
    expect(code).toBe(0)
    const shown = JSON.parse(stdout)
    expect(Object.keys(shown)).toEqual(['current_context', 'contexts', 'clusters', 'users'])
    expect(shown.users).toEqual([
      { type: 'oauth', name: 'ana', token: '***REDACTED***', refresh_token: '***REDACTED***' },
    ])
    expect(shown.clusters).toHaveLength(1)
    expect(stderr).toBe(`# Config file: ${configPath}\n# Showing config for context: work\n`)
  })

  test('shows all, and secrets, where that is asked for', async () => {
    const { nemo } = withConfig()
    const args = ['config', 'view', '--all-contexts', '--show-secrets', '-f', 'yaml']
    const shown = parse((await nemo(args)).stdout)
    expect(shown.contexts).toHaveLength(2)
    expect(shown.users[0].token).toBe('secret-token')
  })

  test('of another context, and of none', async () => {
    const { nemo } = withConfig()
    expect(JSON.parse((await nemo(['config', 'view', '--context', 'lab'])).stdout).current_context).toBe(
      'lab',
    )
    const none = withConfig(TEXT.replace('current_context: work\n', ''))
    expect(await none.nemo(['config', 'view'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('No current context set'),
    })
  })
})

describe('get', () => {
  test.each([
    ['base-url', 'https://work.example.com/'],
    ['base_url', 'https://work.example.com/'],
    ['workspace', 'ml'],
    ['output-format', 'table'],
    ['truncate', 'true'],
    ['default-model', ''],
    ['context', 'work'],
  ])('%s', async (key, value) => {
    expect(await withConfig().nemo(['config', 'get', key])).toMatchObject({ code: 0, stdout: `${value}\n` })
  })

  test('a setting that there is not', async () => {
    const { nemo } = withConfig()
    expect(await nemo(['config', 'get', 'colour'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Settings are base-url, '),
    })
    const token = await nemo(['config', 'get', 'access-token'])
    expect(token.stderr).toContain('1. nemo auth token')
    expect(token.stderr + token.stdout).not.toContain('secret')
  })
})

describe('set', () => {
  test('changes one thing, and nothing else', async () => {
    const { nemo, text } = withConfig()
    const run = await nemo(['config', 'set', '--workspace', 'other'])
    expect(run).toMatchObject({ code: 0, stdout: "Configuration updated for context 'work'\n" })
    expect(text()).toBe(TEXT.replace('workspace: ml', 'workspace: other'))
  })

  test('makes a file, and contexts', async () => {
    const home = emptyHome()
    const first = await home.nemo(['config', 'set', '--base-url', 'https://a.example.com'])
    expect(first.stdout).toBe("Context 'default' created and set as current\n")
    const second = await home.nemo(['config', 'set', '--base-url', 'https://b.example.com', '--context', 'b'])
    expect(second.stdout).toBe("Context 'b' created\nTo make it current, run: nemo config use-context b\n")
    const third = await home.nemo(['config', 'set', '--context', 'b', '--activate'])
    expect(third.stdout).toBe("Switched to context 'b'\n")
    const fourth = await home.nemo(['config', 'set', '--context', 'default', '-w', 'x', '--activate'])
    expect(fourth.stdout).toBe("Configuration updated for context 'default' and set as current\n")
    expect(parse(readFileSync(home.configPath, 'utf8')).current_context).toBe('default')
  })

  test('makes the file that the environment names', async () => {
    const home = emptyHome()
    const path = join(home.folder, 'elsewhere.yaml')
    const environment = { NMP_CONFIG_FILE: path }
    const run = await home.nemo(['config', 'set', '--base-url', 'https://a.example.com'], environment)
    expect(run.code).toBe(0)
    expect(existsSync(path)).toBe(true)
    expect(existsSync(home.configPath)).toBe(false)
  })

  test.each([
    [['--base-url', 'example.com'], "Invalid base URL: 'example.com'"],
    [['--context', 'new', '--workspace', 'x'], "Cluster 'new-cluster' does not exist"],
    [[], 'There is nothing to set'],
    [['--workspace', ''], 'There is nothing to set'],
    [['--access-token', ''], 'There is nothing to set'],
  ])('%j ends with 1, and changes nothing', async (flags, words) => {
    const { nemo, text } = withConfig()
    expect(await nemo(['config', 'set', ...flags])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(words),
    })
    expect(text()).toBe(TEXT)
  })

  test('takes no value that would make the file unreadable', async () => {
    const { nemo, text } = withConfig()
    expect(await nemo(['config', 'set', '-f', 'code'])).toMatchObject({ code: 2 })
    expect(text()).toBe(TEXT)
  })

  test('a token from standard input drops the refresh token', async () => {
    const { nemo, text } = withConfig()
    const run = await nemo(['config', 'set', '--access-token', '-'], {}, 'fresh-token\n')
    expect(run.code).toBe(0)
    expect(parse(text()).users[0]).toEqual({ type: 'oauth', name: 'ana', token: 'fresh-token' })
  })

  test('a URL on another origin takes no token along, unless it is told to', async () => {
    const moving = withConfig()
    const run = await moving.nemo(['config', 'set', '--base-url', 'https://elsewhere.example.com'])
    expect(run.code).toBe(0)
    expect(run.stderr).toContain('the tokens of work were for the old one and have been removed')
    expect(moving.text()).not.toContain('secret')

    const keeping = withConfig()
    const kept = await keeping.nemo([
      'config',
      'set',
      '--base-url',
      'https://elsewhere.example.com',
      '--keep-token',
    ])
    expect(kept).toMatchObject({ code: 0, stderr: '' })
    expect(keeping.text()).toContain('secret-refresh')
  })
})

describe('contexts', () => {
  test('are listed', async () => {
    const { nemo } = withConfig()
    const { stdout } = await nemo(['config', 'contexts', 'list'])
    expect(JSON.parse(stdout)).toEqual([
      {
        current: true,
        name: 'work',
        base_url: 'https://work.example.com/',
        workspace: 'ml',
        user: 'ana',
        logged_in: true,
      },
      {
        current: false,
        name: 'lab',
        base_url: 'https://lab.example.com/',
        workspace: null,
        user: 'nobody',
        logged_in: false,
      },
    ])
  })

  test('the one in use comes from flag, environment and file', async () => {
    const { nemo } = withConfig()
    const current = ['config', 'current-context']
    expect((await nemo(current)).stdout).toBe('work\n')
    expect((await nemo(current, { NMP_CURRENT_CONTEXT: 'lab' })).stdout).toBe('lab\n')
    expect((await nemo(['--context', 'x', ...current], { NMP_CURRENT_CONTEXT: 'lab' })).stdout).toBe('x\n')
  })

  test.each([[['config', 'use-context', 'lab']], [['config', 'contexts', 'use', 'lab']]])(
    '%j switches',
    async (args) => {
      const { nemo, text } = withConfig()
      expect(await nemo(args)).toMatchObject({ code: 0, stdout: "Switched to context 'lab'\n" })
      expect(text()).toBe(TEXT.replace('current_context: work', 'current_context: lab'))
    },
  )

  test('one that is not there is named, with those that are', async () => {
    const { nemo, text } = withConfig()
    for (const command of ['use-context', 'delete-context']) {
      expect(await nemo(['config', command, 'nope'])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("Context 'nope' not found. Available contexts: work, lab"),
      })
    }
    expect(text()).toBe(TEXT)
  })

  test('add, rename and delete', async () => {
    const { nemo, text } = withConfig()
    const url = ['--base-url', 'https://new.example.com']
    expect((await nemo(['config', 'contexts', 'add', 'new', ...url, '-w', 'x'])).stdout).toBe(
      "Context 'new' created\nTo make it current, run: nemo config use-context new\n",
    )
    expect(await nemo(['config', 'contexts', 'add', 'new', ...url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Context 'new' is there already"),
    })
    expect(await nemo(['config', 'contexts', 'rename', 'work', 'office'])).toMatchObject({ code: 0 })
    expect(parse(text())).toMatchObject({ current_context: 'office', from_a_newer_one: { a: 1 } })
    const deleted = await nemo(['config', 'contexts', 'delete', 'office', '--prune-orphans'])
    expect(deleted).toMatchObject({
      code: 0,
      stdout:
        "Deleted context 'office'\nCurrent context cleared\nPruned clusters: work-cluster\nPruned users: ana\n",
    })
    expect(text()).toContain('# of the team')
    expect(text()).not.toContain('secret')
    expect(await nemo(['workspaces', 'list'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Context 'None' not found. Available contexts: lab, new"),
    })
  })
})

test('a torn file is complained of, and never replaced', async () => {
  const { nemo, text } = withConfig('clusters:\n- {name: a')
  for (const args of [
    ['config', 'view'],
    ['config', 'set', '-w', 'x'],
    ['config', 'use-context', 'a'],
  ]) {
    expect(await nemo(args)).toMatchObject({ code: 1, stderr: expect.stringContaining('config.yaml') })
  }
  expect(text()).toBe('clusters:\n- {name: a')
})

test.each([
  ['folder', ['.config', 'nhx']],
  ['folder above it', ['.config']],
])('a file in the place of the %s of the config is named, with what to do', async (_what, parts) => {
  const home = emptyHome()
  const obstacle = join(home.folder, ...parts)
  mkdirSync(dirname(obstacle), { recursive: true })
  writeFileSync(obstacle, 'mine')
  const run = await home.nemo(['config', 'set', '--base-url', 'https://nemo.example.com'])
  expect(run).toMatchObject({ code: 1, stdout: '' })
  expect(run.stderr).toContain(`The file cannot be written: ${obstacle} is a file, and should be a folder.\n`)
  expect(run.stderr).toContain(`1. Move that file away: mv ${obstacle} ${obstacle}.old\n`)
  expect(run.stderr).toContain('NHX_CONFIG_FILE')
  expect(readFileSync(obstacle, 'utf8')).toBe('mine')
})
