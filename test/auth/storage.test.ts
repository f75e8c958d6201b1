/** A refresh token is spent only where its successor can be stored. */

import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from 'nemo-platform'
import { beforeEach, expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, sendJson, serve } from '../helpers/local-server.ts'
import { expectOnlyTokensChanged, loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'

const DIST = new URL('../../dist/', import.meta.url).href

beforeEach(() => {
  isolateEnvironment()
})

/** A platform and identity provider in one; counts token requests. */
async function platformWithLogin() {
  const seen = { tokenRequests: 0 }
  const server = await serve(async (request, response) => {
    const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
    if (request.url === '/apis/auth/discovery') return sendJson(response, { auth_enabled: true, oidc })
    seen.tokenRequests += 1
    await bodyOf(request)
    sendJson(response, { access_token: tokenFor(3600), refresh_token: 'refresh-2' })
  })
  const login = { url: server.url, accessToken: tokenFor(-10), refreshToken: 'refresh-1' }
  return { seen, configPath: loginConfig(login), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** Makes a call, and prints what came of it. */
const CALL = `
  const { NeMoPlatform } = await import(dist + 'index.js')
  const error = await new NeMoPlatform({ configPath: args[0] }).get('/x').then(() => ({}), (thrown) => thrown)
  print(error.name + ' ' + error.reason + ': ' + error.remedies)
  process.exit()`
const STORAGE_ERROR = 'AuthError storage: Check that you may write the config file'

test('a folder and a file that cannot be written keep the refresh token here', async () => {
  await using scene = await platformWithLogin()
  const { configPath, seen } = scene
  const folder = dirname(configPath)
  chmodSync(configPath, 0o400)
  chmodSync(folder, 0o500)

  const { output } = await startNode(CALL, { args: [configPath], boundByFileModes: true }).exited
  chmodSync(folder, 0o700)

  expect(output).toContain(STORAGE_ERROR)
  expect(seen.tokenRequests).toBe(0)
  expect(storedTokens(configPath).refreshToken).toBe('refresh-1')
})

test('a disk that takes no more keeps the refresh token here', async () => {
  await using scene = await platformWithLogin()
  const { configPath, seen } = scene
  // Empty files can still be made there, but no large ones: much like a disk that is full.
  const limited = `
    const { spawn } = await import('node:child_process')
    const [script, ...rest] = args
    const command = 'ulimit -f 16; exec "$0" --input-type=module -e "$@"'
    spawn('sh', ['-c', command, process.execPath, script, ...rest], { stdio: 'inherit' })`
  const script = `
    const dist = ${JSON.stringify(DIST)}
    const args = process.argv.slice(1)
    const print = (line) => process.stdout.write(line + '\\n')
    ${CALL}`

  const { output } = await startNode(limited, { args: [script, configPath] }).exited

  expect(output).toContain(STORAGE_ERROR)
  expect(seen.tokenRequests).toBe(0)
  expect(storedTokens(configPath).refreshToken).toBe('refresh-1')
})

test('a config behind a symbolic link is replaced where it is', async () => {
  const scene = loginScene()
  const link = join(temporaryFolder(), 'link.yaml')
  symlinkSync(scene.configPath, link)

  await scene.client({ configPath: link }).get('/x')

  expect(storedTokens(scene.configPath).refreshToken).not.toBe('refresh-1')
  expect(readFileSync(link, 'utf8')).toBe(readFileSync(scene.configPath, 'utf8'))
  expectOnlyTokensChanged(scene.configPath)
})

test('a file that others may read is closed by the write', async () => {
  const scene = loginScene()
  chmodSync(scene.configPath, 0o644)

  await scene.client().get('/x')

  expectOnlyTokensChanged(scene.configPath)
})

test('a file that vanished is not made anew with nothing but a token', async () => {
  const scene = loginScene()
  const client = scene.client()
  rmSync(scene.configPath)

  await rejection(client.get('/x'), ConfigError)

  expect(scene.tokenCalls).toEqual([])
  expect(existsSync(scene.configPath)).toBe(false)
})
