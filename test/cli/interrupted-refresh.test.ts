/** Ctrl-C while the answer to a refresh token is on its way. */

import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { bodyOf, eventually, sendJson, serve } from '../helpers/local-server.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { tokenFor } from '../helpers/login-scene.ts'
import { emptyHome } from './run-nemo.ts'

/** A platform whose token endpoint answers when it is told to. */
async function slowProvider() {
  let answer = (): void => {}
  const told = new Promise<void>((resolve) => {
    answer = resolve
  })
  const seen = { tokenRequests: 0 }
  const server = await serve(async (request, response) => {
    const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
    if (request.url === '/apis/auth/discovery') return sendJson(response, { auth_enabled: true, oidc })
    await bodyOf(request)
    seen.tokenRequests += 1
    await told
    sendJson(response, { access_token: tokenFor(3600), refresh_token: 'refresh-2' })
  })
  const home = emptyHome()
  const configPath = loginConfig({
    url: server.url,
    accessToken: tokenFor(-10),
    refreshToken: 'refresh-1',
    folder: home.folder,
  })
  const nemo = (args: readonly string[]) => home.nemo(args, { NMP_CONFIG_FILE: configPath })
  return { seen, configPath, answer, nemo, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const COMMANDS = [
  ['workspaces', 'list'],
  ['auth', 'refresh'],
  ['auth', 'token'],
]

test.each(COMMANDS)('`nemo %s %s` stores an answer that comes soon after', async (...command) => {
  await using scene = await slowProvider()
  const running = scene.nemo(command)
  await eventually(() => scene.seen.tokenRequests === 1)

  running.interrupt()
  setTimeout(scene.answer, 300)
  const { code, stderr } = await running

  expect(code).toBe(130)
  expect(stderr).toContain('Interrupted')
  expect(storedTokens(scene.configPath).refreshToken).toBe('refresh-2')
})

test('ends without an answer that does not come, which the next refresh asks for again', async () => {
  await using scene = await slowProvider()
  const running = scene.nemo(['auth', 'refresh'])
  await eventually(() => scene.seen.tokenRequests === 1)

  running.interrupt()
  expect((await running).code).toBe(130)

  const names = readdirSync(dirname(scene.configPath))
  expect(names.filter((name) => name.endsWith('.refresh-pending'))).toHaveLength(1)
  scene.answer()
  expect((await scene.nemo(['auth', 'refresh'])).code).toBe(0)
  expect(storedTokens(scene.configPath).refreshToken).toBe('refresh-2')
})

test('a second time ends at once', async () => {
  await using scene = await slowProvider()
  const running = scene.nemo(['auth', 'refresh'])
  await eventually(() => scene.seen.tokenRequests === 1)

  running.interrupt()
  await running.noted(/Interrupted/)
  running.interrupt()
  const { code } = await running
  scene.answer()

  expect(code).toBe(130)
  expect(storedTokens(scene.configPath).refreshToken).toBe('refresh-1')
})
