/** What is no file is never replaced by one, and reading it ends. */

import { execFileSync, spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { login } from 'nemo-platform/auth'
import { deleteContext, loadConfig, resolveConfig, updateConfig, useContext } from 'nemo-platform/config'
import { describe, expect, onTestFinished, test } from 'vitest'
import { assertWritable } from '../../src/config/update.ts'
import { configErrorOf, loggedIn, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { CAN_MOUNT, makeNullDevice } from '../helpers/mounts.ts'

const TEXT = oneContext({ user: loggedIn('in-the-pipe') })

const MAKERS: Record<string, (path: string) => unknown> = {
  folder: (path) => mkdirSync(path),
  pipe: (path) => execFileSync('mkfifo', [path]),
  socket: (path) => {
    const server = createServer().listen(path)
    onTestFinished(() => void server.close())
    return new Promise((resolve) => server.once('listening', resolve))
  },
  ...(CAN_MOUNT ? { device: makeNullDevice } : {}),
}

describe.each(Object.keys(MAKERS))('a %s in place of the config', (kind) => {
  const fetch = async () => Response.json({ auth_enabled: true, oidc: null })

  test.each<[string, (configPath: string) => Promise<unknown>]>([
    [
      'updateConfig',
      (configPath) =>
        updateConfig(
          { base_url: 'https://a.example.com' },
          { configPath, contextName: 'a', environment: {} },
        ),
    ],
    ['useContext', (configPath) => useContext('main', { configPath, environment: {} })],
    ['deleteContext', (configPath) => deleteContext('main', { configPath, environment: {} })],
    [
      'login',
      (configPath) =>
        login({
          method: 'unsigned',
          email: 'a@example.com',
          baseURL: 'https://a.example.com',
          contextName: 'a',
          configPath,
          environment: {},
          fetch,
        }),
    ],
    [
      'the preparation of a refresh',
      (path) => assertWritable({ path, required: true }, 100, { timeout: 100, warn: () => {} }),
    ],
  ])('is refused by %s, and nothing is created', { timeout: 20_000 }, async (_, write) => {
    const folder = temporaryFolder()
    const path = join(folder, 'config.yaml')
    await MAKERS[kind]?.(path)
    const before = lstatSync(path)

    const error = await write(path).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )

    expect(error).toMatchObject({ name: 'ConfigError', code: 'config/not-a-file', path })
    expect(lstatSync(path)).toMatchObject({ mode: before.mode, ino: before.ino, rdev: before.rdev })
    expect(readdirSync(folder)).toEqual(['config.yaml'])
  })
})

describe('reading', () => {
  test.each(['folder', 'socket'])('a %s is refused', async (kind) => {
    const path = join(temporaryFolder(), 'config.yaml')
    await MAKERS[kind]?.(path)

    expect(configErrorOf(() => loadConfig({ configPath: path, environment: {} })).code).toBe(
      'config/not-a-file',
    )
  })

  test.runIf(CAN_MOUNT)('the null device is reading no config', () => {
    const path = join(temporaryFolder(), 'config.yaml')
    makeNullDevice(path)

    expect(loadConfig({ configPath: path, environment: {} }).exists).toBe(false)
    const { baseURL, credentials } = resolveConfig({
      environment: { NMP_CONFIG_FILE: path, NMP_BASE_URL: 'https://a.example.com' },
    })
    expect({ baseURL, credentials }).toEqual({
      baseURL: 'https://a.example.com/',
      credentials: { source: 'none' },
    })
    // Nothing at all, rather than a file that a write has left empty, and that had better be deleted.
    expect(resolveConfig({ environment: { NMP_CONFIG_FILE: path } }).credentials).toEqual({ source: 'none' })
  })

  test('a pipe ends where nobody writes into it', { timeout: 20_000 }, () => {
    const path = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [path])

    const error = configErrorOf(() => loadConfig({ configPath: path, environment: {} }))

    expect(error).toMatchObject({ code: 'config/unreadable', path })
    expect(error.problem).toContain('nobody wrote')
  })

  test('a pipe gives what its writer brings, also later', () => {
    const path = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [path])
    const text = join(temporaryFolder(), 'text')
    writeFileSync(text, TEXT)
    execFileSync('sh', ['-c', `(cat ${text} > ${path}) >/dev/null 2>&1 &`])

    const read = () => resolveConfig({ configPath: path, environment: {} }).credentials

    expect(read()).toMatchObject({ source: 'file' })
    expect(read()).toMatchObject({ source: 'file' })
  })

  test('the output of a command, as a shell gives it, works', () => {
    const text = join(temporaryFolder(), 'text')
    writeFileSync(text, TEXT)
    const module = new URL('../../src/config/index.ts', import.meta.url).href
    const script = `
      const { resolveConfig } = await import('${module}')
      const tokens = [1, 2].map(() => resolveConfig({ configPath: process.argv[1], environment: {} }).credentials.tokens.accessToken)
      console.log(tokens.join())`
    const command = '"$1" --input-type=module -e "$2" <(sleep 0.2; cat "$3")'

    const { stdout, stderr } = spawnSync('bash', ['-c', command, 'bash', process.execPath, script, text], {
      encoding: 'utf8',
    })

    expect(stdout, stderr).toBe('in-the-pipe,in-the-pipe\n')
  })
})
